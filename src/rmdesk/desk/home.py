"""What the manager sees first: what is due, what was left half done, how the week went."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from rmdesk.desk import duties, intake, journeys
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.journeys import JourneyLine
from rmdesk.domain import facts
from rmdesk.domain.duty import Duty
from rmdesk.domain.refusal import Refused
from rmdesk.store import Draft
from rmdesk.store.plain import instant_text


class DutyLine(NamedTuple):
    """A duty and whose it is."""

    duty: Duty
    client_no: str
    client_name: str


class Week(NamedTuple):
    """Counts of the desk from Monday to today."""

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
    now = desk.local(desk.now())
    monday = datetime.combine(now.date() - timedelta(now.weekday()), time(), now.tzinfo)
    sql = "SELECT count(*) FROM journal WHERE kind = ? AND at >= ?"
    kinds = (facts.AssessmentTaken.kind, facts.Countersigned.kind, facts.ClientRegistered.kind)
    return Week(*(int(desk.store.query(sql, (kind, instant_text(monday)))[0][0]) for kind in kinds))
