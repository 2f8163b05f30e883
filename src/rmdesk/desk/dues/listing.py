"""The one list of dues: its providers, and what they give together.

A provider is a function `due(desk, until)`. It gives what is to be seen by `until` (a local day): whose reminder has
come by then. It answers for the person at the desk: only what that person may see, in few queries with names joined in.
It is registered with the permission that reading it needs; whoever does not have it is not bothered with it:

    def due(desk: Desk, until: date) -> Iterable[Due]:
        for row in desk.store.query(_SQL, (until.isoformat(),)):
            yield Due(
                key=f"entry:{row['id']}",
                kind="entry.visit",
                rule="DESK-07",
                subject=Subject(kind="entry", id=row["id"]),
                what=Text(zh="回访", en="Visit"),
                no=row["no"],
                name=row["name"],
                on=date.fromisoformat(row["on_day"]),
            )

    PROVIDERS = (..., Provider("visits", "clients.read", visits.due))
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import archive, cases, client_dues, opening, recurring, registers
from rmdesk.domain.dues import Due, ranked


class Provider(NamedTuple):
    """Where dues come from, the permission that reading them needs, and what gives them."""

    name: str
    permission: str
    due: Callable[[Desk, date], Iterable[Due]]


PROVIDERS = (
    Provider("clients", "clients.read", client_dues.due),
    Provider("cases", "complaints.read", cases.due),
    Provider("registers", "registers.read", registers.due),
    Provider("recurring", "registers.read", recurring.due),
    Provider("archive", "retention.read", archive.due),
    Provider("opening", "opening.read", opening.due),
)


@use_case("dues.read")
def listed(desk: Desk, days_ahead: int = 0) -> tuple[Due, ...]:
    """Everything whose reminder has come by today, or will have come `days_ahead` days later, what presses most
    first."""
    until = desk.today() + timedelta(days_ahead)
    found = [one for provider in PROVIDERS if _may(desk, provider.permission) for one in provider.due(desk, until)]
    return ranked(found, desk.local(desk.now()).replace(tzinfo=None))


def _may(desk: Desk, permission: str) -> bool:
    return not ROLES_OF[permission].isdisjoint(desk.actor.roles)
