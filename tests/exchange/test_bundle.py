"""The file of a bundle: whatever becomes of it, it is what was sealed or it is refused."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.exchange import key_id
from rmdesk.store.errors import BundleDamaged, BundleFormat
from rmdesk.store.exchange import bundle
from rmdesk.store.exchange.bundle import Header
from rmdesk.store.exchange.keys import Keys

HERE, THERE = Keys.new(), Keys.new()
HEADER = Header(key_id(HERE.public[0]), key_id(THERE.public[0]), 7, 1, 3)


def sealed(lines: list[object]) -> bytes:
    """A bundle from HERE for THERE."""
    out = io.BytesIO()
    bundle.write(out, HEADER, lines, HERE, THERE.public[1])
    return out.getvalue()


def read(file: Path, keys: Keys = THERE, signing: str = HERE.public[0]) -> tuple[Header, list[object]]:
    """What the file says to whoever has these keys and trusts that one."""
    with bundle.opened(file) as opened:
        opened.prove(signing)
        return opened.header, list(opened.lines(keys))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for one bundle after the other."""
    return tmp_path_factory.mktemp("bundle") / "one.bundle"


@given(st.lists(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)))
def test_what_goes_in_comes_out(file: Path, lines: list[object]) -> None:
    """Every line, in order."""
    file.write_bytes(sealed(lines))
    assert read(file) == (HEADER, lines)


WHOLE = sealed([["一条", at, "x" * 50] for at in range(40)])


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.booleans())
def test_a_spoilt_file_is_refused(file: Path, at: int, byte: int, cut: bool) -> None:
    """Any byte of it, any end of it."""
    spoilt = WHOLE[:at] if cut else WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    file.write_bytes(spoilt)
    if spoilt == WHOLE:
        assert read(file)[0] == HEADER
        return
    with pytest.raises((BundleDamaged, BundleFormat)):
        read(file)


def test_only_the_receiver_reads_and_only_the_sender_signs(file: Path) -> None:
    """A third desk's keys open nothing; what somebody else signed is not believed."""
    file.write_bytes(WHOLE)
    with pytest.raises(BundleDamaged):
        read(file, keys=Keys.new())
    with pytest.raises(BundleDamaged):
        read(file, signing=Keys.new().public[0])


def test_a_file_that_is_exchanged_between_two_reads(file: Path) -> None:
    """What was proved is what is read, also on a share where somebody writes meanwhile."""
    file.write_bytes(WHOLE)
    with bundle.opened(file) as opened:
        opened.prove(HERE.public[0])
        with file.open("r+b") as other:
            other.seek(-1, io.SEEK_END)
            other.write(bytes([WHOLE[-1] ^ 1]))
        with pytest.raises(BundleDamaged):
            list(opened.lines(THERE))


def test_chunks_keep_their_places(file: Path) -> None:
    """Even the sender's own signature under chunks that changed places, or with one left out, opens nothing."""
    lines: list[object] = [[at, hashlib.sha256(bytes([at % 251, at // 251])).hexdigest()] for at in range(9_000)]
    whole = sealed(lines)
    file.write_bytes(whole)
    assert read(file)[1] == lines
    begin = 20 + int.from_bytes(whole[16:20], "big")
    chunks, at = [], begin
    while size := int.from_bytes(whole[at : at + 4], "big"):
        chunks.append(whole[at : at + 4 + size])
        at += 4 + size
    assert len(chunks) > 4
    for changed in ([chunks[1], chunks[0], *chunks[2:]], [chunks[0], *chunks[2:]], chunks[:-1]):
        data = whole[:begin] + b"".join(changed) + bytes(4)
        signature = HERE.sign(b"rmdesk-bundle-signature-1\n" + hashlib.sha256(data).digest())
        file.write_bytes(data + signature)
        with pytest.raises(BundleDamaged):
            read(file)
