"""What the manager sees first: what is due, what was left half done, how the week went."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from rmdesk.desk import intake, sales
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.sales import SaleLine
from rmdesk.domain import facts
from rmdesk.domain.dues import Due
from rmdesk.domain.ids import uuid7
from rmdesk.domain.imports.facts import FileImported
from rmdesk.domain.refusal import passed
from rmdesk.store import Draft
from rmdesk.store.plain import instant_text


class Week(NamedTuple):
    """Counts of the desk from Monday to today; a client that a list of another system brought is nobody new."""

    assessments: int
    sales: int
    clients: int


class Business(NamedTuple):
    """What goes on with clients."""

    sales: tuple[SaleLine, ...]
    week: Week


class Home(NamedTuple):
    """Everything on the first screen; without `business` for whoever has no access to clients (DATA-08). `waits`: what
    a long book must be read through for is not among the dues yet."""

    dues: tuple[Due, ...]
    drafts: tuple[Draft, ...]
    business: Business | None = None
    waits: bool = False


@use_case("dues.read")
def overview(desk: Desk, *, at_once: bool = False) -> Home:
    """Dues as of today and half-typed work. `at_once`: without what would take long and was not read yet."""
    later = listing.waiting(desk) if at_once else frozenset[str]()
    return Home(passed(listing.listed(desk, without=later)), passed(intake.kept(desk)), waits=bool(later))


@use_case("sales.read")
def business(desk: Desk) -> Business:
    """Open sales, and the week's figures."""
    return Business(passed(sales.open_sales(desk)), _week(desk))


def _week(desk: Desk) -> Week:
    now = desk.local(desk.now())
    monday = datetime.combine(now.date() - timedelta(now.weekday()), time(), now.tzinfo)
    since = instant_text(monday)
    # Ids sort by time: where the week begins is found by their index (which "+" asks for), and no fact before is read.
    first = desk.store.query("SELECT min(+seq) FROM journal WHERE id >= ?", (uuid7(monday, bytes),))[0][0]
    sql = (
        f"SELECT count(*) FROM journal {{}} WHERE journal.kind = ? AND journal.at >= ? AND journal.seq >= {first or 0}"
    )
    new = "JOIN client ON client.id = journal.subject AND +client.linked_to = ''"  # one person, one client (DESK-01)
    asked = ((facts.AssessmentTaken, ""), (facts.Countersigned, ""), (facts.ClientRegistered, new))
    taken, sold, opened = (int(desk.store.query(sql.format(of), (one.kind, since))[0][0]) for one, of in asked)
    return Week(taken, sold, opened - _brought(desk, sql.format(new), since))


def _brought(desk: Desk, sql: str, since: str) -> int:
    """How many of the clients that are counted so came by lists."""
    lists = "SELECT seq - json_extract(payload, '$.facts'), seq FROM journal WHERE kind = ? AND at >= ?"
    spans = desk.store.query(lists, (FileImported.kind, since))
    sql += " AND journal.seq BETWEEN ? AND ?"
    counted = (desk.store.query(sql, (facts.ClientRegistered.kind, since, *span)) for span in spans)
    return sum(int(rows[0][0]) for rows in counted)
