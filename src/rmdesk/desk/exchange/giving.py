"""A bundle for another desk: what it has not acknowledged, sealed for it alone."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_out, moving, own, peers
from rmdesk.desk.exchange.asking import said_for
from rmdesk.desk.exchange.lines import Kept, file_line
from rmdesk.desk.paper_files import leaving, replacing_file, stop_if_there
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_facts import BundleGiven
from rmdesk.domain.refusal import stop
from rmdesk.store.exchange.bundle import Header, write
from rmdesk.store.exchange.kept import seal_line, whole_line
from rmdesk.store.plain import instant_text

SUFFIX = ".bundle"


class Given(NamedTuple):
    """A bundle that was written: for whom, its number, the facts `first` … `last` in it (last = first - 1: none)."""

    peer: Peer
    file: Path
    number: int
    first: int
    last: int


@use_case("exchange.carry")
def give(desk: Desk, name: str, file: Path) -> Given:
    """Write a bundle for the desk that `name` says to a new file (under a name of its own where `file` is a folder).

    Every bundle begins behind what the other desk acknowledged, so one that is lost is made good by the next one. It
    bears the seals of this desk's facts, each without the hash of the one before, which the line above has; what they
    say, with the files that they name, only where the other desk needs it. Head office gets all that they say, and all
    files.
    """
    peer = peers.named(desk, name)
    if peer.struck is not None:
        stop("EXCHANGE.struck", name=peer.card.name)
    keys, card = own.keys_of(desk), own.own_card(desk)
    number, head = peer.given + 1, desk.store.head()
    file = file / f"{card.name}-{peer.card.name}-{number:04}{SUFFIX}" if file.is_dir() else file
    stop_if_there(file, over=False)
    first, last = peer.acked.seq + 1, head.seq
    header = Header(card.key_id, peer.card.key_id, number, first, last)
    made_at, start = instant_text(desk.sure_now()), peer.acked.hash
    knows = [peer.have.seq, peer.have.hash]
    opening: dict[str, object] = {"made_at": made_at, "start": start, "head": head.hash.hex(), "knows": knows}
    with replacing_file(file) as out, leaving(desk, file):  # a number that is given out once never names two files
        lines = chain([opening], _lines(desk, peer, first - 1, last))
        sha256 = write(out, header, lines, keys, peer.card.sealing)
        fact = BundleGiven(
            device=peer.card.device, number=number, first=first, last=last, head=head.hash.hex(), sha256=sha256
        )
        desk.record(fact, peer.card.device)
    return Given(peer, file, number, first, last)


def _lines(desk: Desk, peer: Peer, after: int, until: int) -> Iterator[object]:
    """The facts with `after` < seq <= `until`, and what this desk is told of them."""
    if peer.card.kind == "office":
        yield from map(whole_line, desk.store.exchange.own_whole(after, until))
        yield from map(file_line, _files(desk, after))
    else:
        yield from map(seal_line, desk.store.exchange.own(after, until))
        yield from _said(desk, peer)


def _files(desk: Desk, after: int) -> Iterator[Kept]:
    """The files that these facts name, each once; one that an earlier fact named is there already."""
    named = tuple(desk.store.files_named(after))
    brought = {sha256 for seq, sha256 in desk.store.files_named() if seq <= after} if named and after else set[str]()
    return _each_once(desk, named, brought)


def _each_once(desk: Desk, named: Iterable[tuple[int, str]], brought: set[str]) -> Iterator[Kept]:
    for seq, sha256 in named:
        yield Kept(seq, sha256, None if sha256 in brought else desk.store.attachments.get(sha256))
        brought.add(sha256)


def _said(desk: Desk, peer: Peer) -> Iterator[object]:
    """What the facts say that are opened for this desk, and behind them the files that they name, each once."""
    named = list[tuple[int, str]]()
    moved = ((seq, ()) for seq in chain(moving.said_for(desk, peer), cases_out.said_for(desk, peer)))
    for seq, hide in chain(said_for(desk, peer), moved):
        said = desk.store.exchange.own_said(seq)
        if said is not None:
            yield {"seq": seq, "salt": said[0].hex(), "payload": said[1], "hide": hide}
            named += ((seq, sha256) for sha256 in desk.store.files_named_by(seq))
    yield from map(file_line, _each_once(desk, named, set()))
