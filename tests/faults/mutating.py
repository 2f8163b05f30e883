"""Files that somebody damaged: bytes, words and parts of archives changed at random, as a seed tells."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Final

WORDS: Final = (
    *(b"", b"\0", b"-1", b"0", b"9" * 40, b"1e400", b"NaN", b"Infinity", b"null", b"true", b'"', b"'''", b"\\", b"\n"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e\u200b".encode(), "𠅤".encode(), b"\x1b[2J", b"=cmd()"),
    *(b"[" * 3000, b"{" * 3000, b"<a>" * 800, b"<<" * 800, b"A" * 70_000, b"2026-02-30", b"0000-00-00", b"%s{0}{path}"),
)
_MOST: Final = 6
"""Changes a file."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few changes; of an archive one part is changed as often as the whole."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _part_of_archive(data, chance)
    changed = bytearray(data)
    for _ in range(chance.randint(1, _MOST)):
        chance.choice(_CHANGES)(changed, chance)
    return bytes(changed)


def _part_of_archive(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        struck = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, chance) if name == struck else content)
    return out.getvalue()


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randint(0, len(data)) :]


def _take_out(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    del data[at : at + chance.choice((1, 2, 16, 300))]


def _twice(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = data[at : at + chance.choice((1, 16, 300, 5000))]


def _put_in(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(WORDS)


def _put_over(data: bytearray, chance: random.Random) -> None:
    """A value: what stands between two marks of a text."""
    marks = b'"= ,\n<>/'
    at = chance.randint(0, len(data))
    begin = max(data.rfind(bytes([mark]), 0, at) for mark in marks) + 1
    ends = [end for mark in marks if (end := data.find(bytes([mark]), at)) >= 0]
    data[begin : min(ends, default=len(data))] = chance.choice(WORDS)


def _swap(data: bytearray, chance: random.Random) -> None:
    """Two lines change places."""
    lines = bytes(data).split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    data[:] = b"\n".join(lines)


_CHANGES: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    *(_flip, _flip, _cut, _take_out, _twice, _put_in, _put_in, _put_over, _put_over, _put_over, _swap),
)
