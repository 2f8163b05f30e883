"""Files travel with the facts that are opened for another desk: each once, proved, and gone with them."""

import hashlib
from base64 import b85decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exchange.meeting import carry, give, refused_as, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import answering, giving, lines, own, taking
from rmdesk.domain.exchange_reviews import Ask, ReviewAsked
from rmdesk.domain.facts import BranchChanged
from rmdesk.store.exchange.bundle import Header, opened, write
from rmdesk.store.verify import Fault
from support.desks import done
from support.tiers import exhaustive

SCAN = b"%PDF-1.4 " + bytes(range(256)) * 400
SHA = hashlib.sha256(SCAN).hexdigest()
Pair = tuple[Desk, Desk]


def named(desk: Desk, content: bytes = SCAN) -> int:
    """A fact that names a file."""
    with desk.transaction():
        branch = desk.branch.model_copy(update={"logo": desk.store.attachments.put(content)})
        return desk.record(BranchChanged(branch=branch), "desk").seq


@contextmanager
def opening(here: Desk, there: Desk, *seqs: int) -> Iterator[None]:
    """What stands under these numbers is asked about at the other desk, as the papers of a review are."""
    ask = Ask(sale_id="s", client_id="c", no="S-1", reason="", concerned=(), papers=())
    asked = here.record(ReviewAsked(device=there.store.device, ask=ask), "s").seq

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(giving, "said_for", lambda *_: [(seq, ()) for seq in (asked, *seqs)])
        patch.setattr(answering, "received", lambda *_: frozenset(seqs))
        yield


def files(desk: Desk) -> list[str]:
    """The digests of the files here."""
    return [row[0] for row in desk.store.query("SELECT sha256 FROM attachment ORDER BY sha256")]


def faults(*desks: Desk) -> list[object]:
    """What is wrong with chains and files."""
    return [one for desk in desks for one in desk.store.verify().faults]


def brought(desk: Desk, file: Path, sender: Desk) -> list[bytes | None]:
    """The files that a bundle brings."""
    with opened(file) as bundle:
        bundle.prove(own.own_card(sender).signing)
        read = bundle.lines(own.keys_of(desk))
        return [
            None if line["content"] is None else b85decode(line["content"])
            for line in read
            if isinstance(line, dict) and "file" in line
        ]


def test_a_file_goes_with_its_fact_and_goes_with_it(pair: Pair) -> None:
    """What is opened for a desk is whole there: its files with it, each once in a bundle, sealed; taken in twice they
    stand there once; when what was opened is closed they are gone there, and here they stay."""
    here, there = pair
    seqs = named(here), named(here), named(here, b"another")
    with opening(here, there, *seqs):
        made = give(here, there)
        assert SCAN[:64] not in made.file.read_bytes()
        assert brought(there, made.file, here) == [SCAN, None, b"another"]
        done(taking.take(there, made.file))
        assert done(taking.take(there, made.file)).again
        carry(here, there)
    assert len(files(there)) == 2
    assert there.store.attachments.get(SHA) == SCAN
    assert faults(here, there) == []
    device = here.store.device
    with there.transaction():
        there.store.exchange.close(device, seqs[:1])
    assert SHA in files(there), "the second fact names it, too"
    with there.transaction():
        there.store.exchange.close(device, seqs)
    assert (files(there), len(files(here))) == ([], 2)
    assert faults(here, there) == []


def test_what_is_not_opened_brings_no_file(pair: Pair) -> None:
    """A file that belongs to no fact that is open here is not kept, whoever sends it."""
    here, there = pair
    seq = named(here)
    with opening(here, there, seq):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(answering, "received", lambda *_: frozenset[int]())
            carry(here, there)
        assert files(there) == []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(giving, "file_line", lambda kept: lines.file_line(kept._replace(seq=seq - 1)))
            carry(here, there)
        assert files(there) == []


@exhaustive
def test_a_file_that_did_not_come_is_named(pair: Pair) -> None:
    """A gap among the files is found by the proof of the desk, and closed by the next bundle that brings the file."""
    here, there = pair
    seq = named(here)
    with opening(here, there, seq):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(giving, "file_line", lambda kept: lines.file_line(kept._replace(content=None)))
            carry(here, there)
        (fault,) = there.store.verify().faults
        assert fault == Fault(seq, "received", here.store.device)
        carry(here, there)
    assert faults(there) == []


@exhaustive
@pytest.mark.parametrize(
    "spoilt", [{"content": "!!"}, {"content": 7}, {"file": "00"}, {"seq": -1}, {"content": "0000"}]
)
def test_a_file_that_is_not_what_it_says_takes_the_bundle_with_it(pair: Pair, spoilt: dict[str, object]) -> None:
    """Of a bundle with a wrong file nothing is taken in."""
    here, there = pair
    seq = named(here)
    with opening(here, there, seq), pytest.MonkeyPatch.context() as patch:
        patch.setattr(giving, "file_line", lambda kept: {**lines.file_line(kept), **spoilt})
        made = give(here, there)
        before = there.store.head()
        assert refused_as(taking.take(there, made.file)) == "EXCHANGE.altered"
    assert (there.store.head(), files(there)) == (before, [])


@exhaustive
def test_an_own_file_outlives_what_another_desk_said(pair: Pair) -> None:
    """The same scan in two hands: each desk keeps its own as long as its own facts name it."""
    here, there = pair
    seq = named(here)
    named(there)
    with opening(here, there, seq):
        carry(here, there)
    with there.transaction():
        there.store.exchange.close(here.store.device, [seq])
    assert files(there) == [SHA]
    assert faults(there) == []


@exhaustive
def test_a_wrong_kind_of_line_is_none(pair: Pair, tmp_path: Path) -> None:
    """Whatever stands where a file should stand is refused and never raised."""
    here, there = pair
    work(here)
    made = give(here, there)
    with opened(made.file) as bundle:
        bundle.prove(own.own_card(here).signing)
        read = list(bundle.lines(own.keys_of(there)))
    wrong: list[object] = [[], 7, None, "file", {"file": None}, {"file": SHA, "seq": 1}]
    for odd in (*wrong, {"file": SHA, "seq": True, "content": ""}):
        spoilt = tmp_path / "odd.bundle"
        header = Header(own.own_card(here).key_id, own.own_card(there).key_id, made.number, made.first, made.last)
        with spoilt.open("wb") as out:
            write(out, header, [*read, odd], own.keys_of(here), own.own_card(there).sealing)
        assert refused_as(taking.take(there, spoilt)) == "EXCHANGE.altered", odd
    done(taking.take(there, made.file))
