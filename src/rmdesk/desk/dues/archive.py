"""Dues of the archive: files whose retention is over, to be destroyed with a second person's approval (KYC-08)."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk import clients
from rmdesk.desk.archive.retention import retention_of
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.calendar import add_months
from rmdesk.domain.dues import Due, Subject

_WHAT = Text(zh="保存期满", en="Retention over")
_MOST = 100  # the oldest first; what is destroyed makes room for the rest
# Which end may be over is asked of the index; the few files that are left are judged by all their clocks.
_ENDED = """SELECT client.id, client.name FROM keeping CROSS JOIN client ON client.id = keeping.client_id
            WHERE destroyed = 0 AND ended_on IS NOT NULL AND ended_on <= ? AND held = 0 ORDER BY ended_on LIMIT ?"""


def due(desk: Desk, until: date) -> Iterator[Due]:
    """Files that can be destroyed on `until`; those that a hold keeps are not due."""
    shortest = min(clock.years for clock in desk.pack.archive.on(until))
    ended_by = add_months(until, -12 * shortest).isoformat()
    for row in desk.store.query(_ENDED, (ended_by, _MOST)):
        found = retention_of(desk, clients.require(desk, row["id"]), until)
        if found.until is None or found.against:
            continue
        yield Due(
            key=f"retention:{found.client.id}",
            kind="archive.retention",
            rule="KYC-08",
            subject=Subject(kind="client", id=found.client.id),
            what=_WHAT,
            no=found.client.no,
            name=row["name"],
            on=found.until,
            act="retention.erase",
        )
