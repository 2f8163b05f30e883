"""Birthdays of clients who agreed to be written to (DESK-07): a few days ahead, gone with the day or a contact."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdesk.desk import book, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.feeding import last_contact, noted_by
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject

_WHAT = Text(zh="客户生日", en="Birthday")
# The column is empty where the client did not agree to be written to, is sealed, or is known under another file.
_SQL = "SELECT id, no, name, manager, birthday FROM client WHERE {mine} AND birthday IN ({days})"


def due(desk: Desk, until: date) -> Iterator[Due]:
    """Of the own book alone: a greeting is for whoever knows the client. Whoever was spoken to was greeted."""
    days = {day: until + timedelta(ahead) for ahead in range(warn(desk) + 1) for day in _of(until + timedelta(ahead))}
    mine = (desk.actor.login, *standing_in.covered(desk, desk.actor.login))
    sql = _SQL.format(mine=book.among("manager", mine), days=", ".join("?" * len(days)))
    rows = desk.store.query(sql, (*mine, *days))
    act = noted_by(desk, "last_contact") if rows else ""
    for row in rows:
        on = days[row["birthday"]]
        spoken = last_contact(desk, row["id"])
        if spoken is None or spoken < on - timedelta(warn(desk)):
            yield Due(
                key=f"birthday:{row['id']}:{on.year}",
                kind="client.birthday",
                rule="DESK-07",
                subject=Subject(kind="client", id=row["id"]),
                what=_WHAT,
                no=row["no"],
                name=row["name"],
                on=on,
                warn_days=warn(desk),
                whom=row["manager"],
                act=act,
            )


def warn(desk: Desk) -> int:
    """Days before it at which it is seen."""
    return desk.thresholds().birthday_remind_days


def _of(day: date) -> tuple[str, ...]:
    """The birthdays of a day as the table has them; of the last of February also that of a leap day."""
    mine = (f"{day:%m-%d}",)
    return (*mine, "02-29") if mine == ("02-28",) and (day + timedelta(1)).month == 3 else mine
