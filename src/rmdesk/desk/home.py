"""What the manager sees first: what is due, what was left half done, how the week went."""

from datetime import datetime, timedelta
from typing import NamedTuple

from rmdesk.desk import duties, intake, journeys
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.journeys import JourneyLine
from rmdesk.domain.duty import Duty
from rmdesk.domain.refusal import Refused
from rmdesk.store import Draft


class DutyLine(NamedTuple):
    """A duty and whose it is."""

    duty: Duty
    client_no: str
    client_name: str


class Week(NamedTuple):
    """Counts from Monday to today."""

    assessments: int
    sales: int
    clients: int


class Home(NamedTuple):
    """Everything on the first screen."""

    duties: tuple[DutyLine, ...]
    drafts: tuple[Draft, ...]
    journeys: tuple[JourneyLine, ...]
    week: Week


@use_case("duties.read")
def overview(desk: Desk, days_ahead: int = 0) -> Home | Refused:
    """Duties due by today (or `days_ahead` days later), half-typed work, open journeys, the week's figures."""
    due = duties.due(desk, desk.today() + timedelta(days_ahead))
    drafts = intake.kept(desk)
    lines = journeys.open_journeys(desk)
    if isinstance(due, Refused):
        return due
    if isinstance(drafts, Refused):
        return drafts
    if isinstance(lines, Refused):
        return lines
    return Home(tuple(_named(desk, one) for one in due), drafts, lines, _week(desk))


def _named(desk: Desk, duty: Duty) -> DutyLine:
    row = desk.store.get("client", duty.client_id)
    return DutyLine(duty, "" if row is None else row["no"], "" if row is None else row["name"])


def _week(desk: Desk) -> Week:
    monday = desk.today() - timedelta(desk.today().weekday())
    since = desk.local(desk.now()).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
        desk.today().weekday()
    )
    assessed = desk.store.query("SELECT count(*) FROM assessment WHERE on_day >= ?", (monday.isoformat(),))[0][0]
    return Week(assessed, _count(desk, "Countersigned", since), _count(desk, "ClientRegistered", since))


def _count(desk: Desk, kind: str, since: datetime) -> int:
    return sum(1 for entry in desk.store.entries(kind=kind) if entry.at >= since)
