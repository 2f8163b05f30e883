"""A bundle for another desk: what it has not acknowledged, sealed for it alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.paper_files import leaving, replacing_file, stop_if_there
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_facts import BundleGiven
from rmdesk.domain.refusal import stop
from rmdesk.store.exchange.bundle import Header, write
from rmdesk.store.exchange.kept import Seal
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
    bears the seals of this desk's facts, not what they say: the other desk keeps them, and is a witness of them.
    """
    peer = peers.named(desk, name)
    if peer.struck is not None:
        stop("EXCHANGE.struck", name=peer.card.name)
    keys, card = peers.keys_of(desk), peers.own_card(desk)
    number, head = peer.given + 1, desk.store.head()
    file = file / f"{card.name}-{peer.card.name}-{number:04}{SUFFIX}" if file.is_dir() else file
    stop_if_there(file, over=False)
    first, last = peer.acked.seq + 1, head.seq
    header = Header(card.key_id, peer.card.key_id, number, first, last)
    made_at, start = instant_text(desk.sure_now()), peer.acked.hash
    knows = [peer.have.seq, peer.have.hash]
    opening: dict[str, object] = {"made_at": made_at, "start": start, "head": head.hash.hex(), "knows": knows}
    with replacing_file(file) as out, leaving(desk, file):  # a number that is given out once never names two files
        lines = _lines(opening, desk.store.exchange.own(first - 1, last))
        sha256 = write(out, header, lines, keys, peer.card.sealing)
        fact = BundleGiven(
            device=peer.card.device, number=number, first=first, last=last, head=head.hash.hex(), sha256=sha256
        )
        desk.record(fact, peer.card.device)
    return Given(peer, file, number, first, last)


def _lines(opening: dict[str, object], seals: Iterator[Seal]) -> Iterator[object]:
    """The first line says what the whole is; each further one is a seal, whose hash before stands in the line above."""
    yield opening
    for seal in seals:
        yield [*seal[:7], seal.digest.hex(), seal.hash.hex()]
