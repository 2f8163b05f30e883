"""The desks that head office knows, as the domain knows another desk (`Peer`)."""

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from rmdesk.domain.exchange import Card, Clash, Mark, Peer, Struck, found
from rmdesk.domain.people import Branch
from rmdesk.domain.refusal import stop
from rmdesk.office.server import Connection

ZONE: Final = ZoneInfo(Branch.model_fields["zone"].default)
"""By which head office tells the time."""
_ALL: Final = """SELECT desk.desk, branch, name, card, enrolled_at, struck_at, struck_why, struck_after,
  given, taken, taken_at, have, have_hash, ahead,
  (SELECT array_agg(said ORDER BY clash.at, sha256) FROM office.clash WHERE clash.desk = desk.desk)
FROM office.desk JOIN office.branch USING (branch)"""

_TOLD: Final = "SELECT desk, seq FROM office.projected WHERE seq > 0"


class Known(NamedTuple):
    """A desk, the number of its branch, and what that is called here."""

    peer: Peer
    branch: int
    name: str


def all_of(connection: Connection) -> tuple[Known, ...]:
    """Every desk that was ever enrolled, those struck off last, in order of their names."""
    known = map(_known, connection.execute(_ALL))
    return tuple(sorted(known, key=lambda one: (one.peer.struck is not None, one.peer.card.name, one.peer.card.device)))


def filled(connection: Connection) -> dict[str, int]:
    """Up to which fact each desk fills the tables; those of which nothing does are left out."""
    return dict(connection.execute(_TOLD).fetchall())


def named(connection: Connection, given: str) -> Known:
    """The desk that somebody names, by code, device or branch (EXCHANGE.unknown)."""
    desks = all_of(connection)
    peer = found([one.peer for one in desks], given)
    if peer is None:
        stop("EXCHANGE.unknown", given=given)
    return next(one for one in desks if one.peer == peer)


def of_key(connection: Connection, key_id: str) -> Known:
    """The desk that signs with this key (EXCHANGE.stranger)."""
    row = connection.execute(f"{_ALL} WHERE key_id = %s", (key_id,)).fetchone()
    if row is None:
        stop("EXCHANGE.stranger", given=key_id)
    return _known(row)


def _known(row: tuple[Any, ...]) -> Known:
    _, branch, name, card, enrolled_at, struck_at, why, after, given, taken, taken_at, *chain, clashes = row
    have, have_hash, ahead = chain
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
        clashes=tuple(map(Clash.model_validate_json, clashes or ())),
    )
    return Known(peer, branch, name)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
