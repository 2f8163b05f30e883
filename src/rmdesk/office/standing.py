"""How head office stands with each desk: what came, what is missing, what of it fills the tables; and whether all
chains that are here prove themselves."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.domain.archive_facts import PayloadsErased
from rmdesk.domain.exchange import Peer, missing
from rmdesk.office import desks
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.store.chainwalk import Walk
from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.plain import instant_text


class Standing(NamedTuple):
    """One desk. `projected`: so many of its facts fill the tables; `why`: which one cannot be read here; `missing`:
    runs of numbers, from … to, of its bundles that never came."""

    peer: Peer
    projected: int
    why: str
    missing: tuple[tuple[int, int], ...]


class Proved(NamedTuple):
    """What the proof of a desk's chain found: how many facts, and of each that is wrong its number and what it is."""

    peer: Peer
    facts: int
    faults: tuple[tuple[int, str], ...]


@office_door
def status(office: Office, dsn: str) -> tuple[Standing, ...]:
    """Every desk that was ever enrolled."""
    with connected(dsn, "projector", office) as connection:
        return tuple(_standing(connection, one.peer) for one in desks.all_of(connection))


@office_door
def verify(office: Office, dsn: str) -> tuple[Proved, ...]:
    """Compute the seal of every fact of every desk anew, compare the ends with what the last bundle said, and each file
    that a fact names with its digest."""
    with connected(dsn, "projector", office) as connection:
        return tuple(_proved(connection, office, one.peer) for one in desks.all_of(connection))


def _standing(connection: Connection, peer: Peer) -> Standing:
    device = (peer.card.device,)
    row = connection.execute("SELECT seq, why FROM office.projected WHERE desk = %s", device).fetchone()
    came = [number for (number,) in connection.execute("SELECT number FROM office.bundle WHERE desk = %s", device)]
    seq, why = row or (0, "")
    return Standing(peer, seq, why, missing(came))


def _proved(connection: Connection, office: Office, peer: Peer) -> Proved:
    walk, erased, device = Walk(), set[str](), peer.card.device
    facts = Facts(connection, office, device)
    try:
        walk.over(_as_bytes(facts.read(0, peer.have.seq), erased))
    except FactUnreadable as error:
        walk.fault(error.seq, "unreadable")
    if (walk.seq, walk.hash.hex()) != (peer.have.seq, peer.have.hash):
        walk.fault(walk.seq + 1, "missing")
    for seq, id_ in walk.erased:
        if id_ not in erased:
            walk.fault(seq, "withheld")
    sql = "SELECT count(*) FROM office.fact WHERE desk = %s AND seq > %s"
    behind = connection.execute(sql, (device, peer.have.seq)).fetchone()
    if behind != (0,):
        walk.fault(peer.have.seq + 1, "behind")
    for seq in _broken_files(connection, facts, device):
        walk.fault(seq, "file")
    return Proved(peer, walk.facts, tuple(walk.faults))


def _broken_files(connection: Connection, facts: Facts, device: str) -> Iterator[int]:
    """The facts whose file is not here, or is another one."""
    sql = "SELECT sha256, min(seq) FROM office.named WHERE desk = %s GROUP BY sha256 ORDER BY 2"
    for sha256, seq in connection.execute(sql, (device,)).fetchall():
        try:
            content = facts.file(sha256)
        except FactUnreadable:
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            yield seq


def _as_bytes(entries: Iterator[Entry], erased: set[str]) -> Iterator[tuple[object, ...]]:
    """As the pass over a chain takes them; `erased` gets the ids of what was erased lawfully."""
    for one in entries:
        if one.kind == PayloadsErased.kind and isinstance(one.fact, PayloadsErased):
            erased.update(one.fact.ids)
        texts = (one.id, instant_text(one.at), one.device, one.actor, one.kind, one.subject)
        payload = None if one.payload is None else one.payload.encode()
        yield (one.seq, *map(str.encode, texts), payload, one.salt, one.digest, one.prev, one.hash)
