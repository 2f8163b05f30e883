"""The desks that head office knows, as the domain knows another desk (`Peer`)."""

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from rmdesk.domain.exchange import Card, Clash, Mark, Peer, Struck, found
from rmdesk.domain.refusal import stop
from rmdesk.office.server import Connection

_COLUMNS: Final = """desk, branch, card, enrolled_at, struck_at, struck_why, struck_after, given, taken, taken_at,
have, have_hash, ahead"""


class Known(NamedTuple):
    """A desk, and the number of its branch."""

    peer: Peer
    branch: int


def all_of(connection: Connection) -> tuple[Known, ...]:
    """Every desk that was ever enrolled, those struck off last, in order of their names."""
    clashes: dict[str, list[Clash]] = {}
    for desk, said in connection.execute("SELECT desk, said FROM office.clash ORDER BY desk, at, sha256"):
        clashes.setdefault(desk, []).append(Clash.model_validate_json(said))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM office.desk")
    known = [_known(row, tuple(clashes.get(row[0], ()))) for row in rows]
    return tuple(sorted(known, key=lambda one: (one.peer.struck is not None, one.peer.card.name, one.peer.card.device)))


def named(connection: Connection, given: str) -> Known:
    """The desk that somebody names, by code, device or branch (EXCHANGE.unknown)."""
    desks = all_of(connection)
    peer = found([one.peer for one in desks], given)
    if peer is None:
        stop("EXCHANGE.unknown", given=given)
    return next(one for one in desks if one.peer == peer)


def of_key(connection: Connection, key_id: str) -> Known:
    """The desk that signs with this key (EXCHANGE.stranger)."""
    one = next((one for one in all_of(connection) if one.peer.card.key_id == key_id), None)
    if one is None:
        stop("EXCHANGE.stranger", given=key_id)
    return one


def _known(row: tuple[Any, ...], clashes: tuple[Clash, ...]) -> Known:
    _, branch, card, enrolled_at, struck_at, why, after, given, taken, taken_at, have, have_hash, ahead = row
    struck = None if struck_at is None else Struck(at=_utc(struck_at), reason=why, after=after)
    peer = Peer(
        card=Card.model_validate_json(card),
        enrolled_at=_utc(enrolled_at),
        struck=struck,
        given=given,
        taken=taken,
        taken_at=None if taken_at is None else _utc(taken_at),
        have=Mark(seq=have, hash=have_hash.hex()),
        ahead=ahead,
        clashes=clashes,
    )
    return Known(peer, branch)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
