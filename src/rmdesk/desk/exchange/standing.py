"""How the exchange with each desk stands: what is out, what came, what is missing, in quarantine, in contradiction."""

from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import asking, directed, peers
from rmdesk.desk.exchange.asking import Asked
from rmdesk.desk.exchange.directed import DirectiveLine
from rmdesk.domain.exchange import Peer, missing


class Standing(NamedTuple):
    """One desk. `out`: numbers of bundles that it has not acknowledged; `waiting`: so many facts of this desk it does
    not have; `missing`: runs of numbers, from … to, of its bundles that never came; `asked`: reviews that are asked of
    it and still wait; `directed`: what head office handed down, the last word about each subject."""

    peer: Peer
    out: tuple[int, ...]
    waiting: int
    missing: tuple[tuple[int, int], ...]
    asked: tuple[Asked, ...]
    directed: tuple[DirectiveLine, ...] = ()


@use_case("exchange.read")
def status(desk: Desk) -> tuple[Standing, ...]:
    """Every desk that was ever enrolled here."""
    head = desk.store.head().seq
    return tuple(_standing(desk, peer, head) for peer in peers.all_of(desk))


def _standing(desk: Desk, peer: Peer, head: int) -> Standing:
    sql = "SELECT way, CAST(number AS INTEGER) AS number, last FROM bundle WHERE device = ? ORDER BY number"
    rows = desk.store.query(sql, (peer.card.device,))
    out = tuple(row["number"] for row in rows if row["way"] == "out" and row["last"] > peer.acked.seq)
    came = [row["number"] for row in rows if row["way"] == "in"]
    asked, said = tuple(asking.all_of(desk, peer)), directed.standing(desk, peer)
    return Standing(peer, out, head - peer.acked.seq, missing(came), asked, said)
