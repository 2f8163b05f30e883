"""What left a desk for another one: head office hears of it from either side, and counts it where it is by now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from rmdesk.domain.complaint import Case
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.office import desks
from rmdesk.office.cipher import Cipher
from rmdesk.office.keys import Office
from rmdesk.office.rows import OfficeRows
from rmdesk.office.server import Connection
from rmdesk.store.project import PROJECTIONS
from rmdesk.store.rows import Changes
from rmdesk.store.sqlrows import Tables
from rmdesk.store.tables import complaints, moved


class Left(NamedTuple):
    """A client, or a case, that the desk `taker` took over: how the move stands there."""

    taker: str
    moving: Moving | CaseMoving


def of_desks(connection: Connection, office: Office, devices: Iterable[str]) -> Mapping[str, Sequence[Left]]:
    """What was taken over, by the desk that gave it up."""
    cipher, found = Cipher(office.tables), defaultdict[str, list[Left]](list)
    for taker in devices:
        rows = OfficeRows(connection, PROJECTIONS, cipher, taker, 0)
        clients = (rows.parsed(Moving, row["doc"]) for row in rows.where("moving", way="in", state="taken"))
        cases = (rows.parsed(CaseMoving, row["doc"]) for row in rows.where("case_moving", way="in", state="taken"))
        moves: Iterator[Moving | CaseMoving] = chain(clients, cases)
        for one in moves:
            found[one.device].append(Left(taker, one))
    return found


def unheard(connection: Connection, office: Office) -> frozenset[tuple[str, str]]:
    """Desks and files that they gave up by facts that have not come here: they seem open at both."""
    told = desks.filled(connection)
    return frozenset(
        (device, client_id)
        for device, each in of_desks(connection, office, told).items()
        for one in each
        if isinstance(one.moving, Moving) and one.moving.seq > told.get(device, 0)
        for client_id in one.moving.move.ids
    )


def gone(rows: Tables, left: Left, until: int) -> Changes:
    """What it makes of the tables of the desk that gave it up, of which the facts up to the number `until` are known;
    nothing where it came home since."""
    one = left.moving
    if isinstance(one, Moving):
        if _stands(rows, "moving", one.move.client_id, left, until):
            yield from (moved.away(client_id, left.taker) for client_id in one.move.ids)
    elif _stands(rows, "case_moving", one.move.case_id, left, until):
        row = rows.row("complaint", one.move.case_id)
        if row is not None:
            case = rows.parsed(Case, row["doc"])
            yield complaints.row_of(case.model_copy(update={"moved_to": left.taker, "gone": True}))


def _stands(rows: Tables, table: str, id: str, left: Left, until: int) -> bool:
    """Whether it was given up by that fact last."""
    row = rows.row(table, "out", id, left.taker)
    return left.moving.seq > until or (
        row is not None and rows.parsed(type(left.moving), row["doc"]).seq == left.moving.seq
    )
