"""Sources: the only code behind a register. Each lists the subjects that parts are made for, from what the desk knows.

A source sees everything, not only the book of whoever acts: its result is shown under each reader's own rights.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import all_of
from rmdesk.desk.shelf.holders import amounts
from rmdesk.domain.base import Text
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About
from rmdesk.domain.sale import Sale
from rmdesk.store.plain import instant_text
from rmdesk.store.tables.clients import VEIL


class Subject(NamedTuple):
    """One subject, what is known of it by field, and why no part is made for it (None: one is)."""

    about: About
    values: dict[str, str]
    left_out: Text | None = None
    no: str = ""


Source = Callable[[Desk, Entry, Mapping[str, str]], tuple[Subject, ...]]
_SEALED = Text(zh="档案已封存", en="the file is sealed")


def holders(desk: Desk, entry: Entry, given: Mapping[str, str]) -> tuple[Subject, ...]:
    """Every client who holds the product that the entry is about on the day `day`, with the sum, by number."""
    day = date.fromisoformat(given["day"]) if given.get("day") else desk.today()
    found = []
    for client_id, amount in amounts(desk, entry.about.id, day).items():
        row = desk.store.get("client", client_id)
        if row is not None:
            sealed = _SEALED if row["name"] == VEIL else None
            known = {"amount": format(amount, "f")}
            found.append(Subject(About(kind="client", id=client_id), known, sealed, row["no"]))
    return tuple(sorted(found, key=lambda one: one.no))


def staff(desk: Desk, _: Entry, given: Mapping[str, str]) -> tuple[Subject, ...]:
    """Everybody who works here and holds one of `roles` (all when none is given), by login."""
    wanted = {one for one in given.get("roles", "").split(",") if one}
    people = (one for one in all_of(desk.store) if one.active and (not wanted or wanted & set(one.roles)))
    return tuple(Subject(About(kind="person", id=one.login), {"person": one.login}, no=one.login) for one in people)


def audited(desk: Desk, _: Entry, given: Mapping[str, str]) -> tuple[Subject, ...]:
    """Sales by their countersignature, assessments by their day, cases by their receipt, from `since` to `until`, both
    included. A case in which the `inspector` has an interest is left out without a word (COMP-04)."""
    scope, since, until = given["scope"], given["since"], given["until"]
    if scope == "assessments":
        rows = desk.store.query("SELECT id FROM assessment WHERE on_day BETWEEN ? AND ?", (since, until))
        return tuple(Subject(About(kind="assessment", id=row["id"]), {}) for row in rows)
    begin = desk.end_of(date.fromisoformat(since) - timedelta(1))
    end = desk.end_of(date.fromisoformat(until))
    if scope == "complaints":
        cases = all_cases(desk, "received_at > ? AND received_at <= ?", (instant_text(begin), instant_text(end)))
        free = (case for case in cases if not case.concerns(given["inspector"]))
        return tuple(Subject(About(kind="case", id=case.id), {}, no=case.no) for case in free)
    found = []
    for row in desk.store.query("SELECT doc FROM sale ORDER BY no"):
        sale = desk.parsed(Sale, row["doc"])
        if sale.countersigned is not None and begin < sale.countersigned.at <= end:
            found.append(Subject(About(kind="sale", id=sale.id), {}, no=sale.no))
    return tuple(found)


def open_work(desk: Desk, _: Entry, given: Mapping[str, str]) -> tuple[Subject, ...]:
    """What `person` has not ended: sales last worked on, cases handled, entries that wait for him, each by its number,
    with the day that it is due (ISO) where it has one."""
    login, found = given["person"], list[Subject]()
    for row in desk.store.query("SELECT doc FROM sale WHERE state = 'open' ORDER BY no"):
        sale = desk.parsed(Sale, row["doc"])
        if login in (sale.touched_by, sale.by):
            found.append(_work("sale", sale.id, sale.no))
    cases = desk.store.query("SELECT id, no FROM complaint WHERE handler = ? AND ended = 0 ORDER BY no", (login,))
    found += [_work("case", row["id"], row["no"]) for row in cases]
    sql = """SELECT e.id, e.no, min(d.on_day) AS on_day FROM entry_due d JOIN entry e ON e.id = d.entry_id
             WHERE d.whom_kind = 'person' AND d.whom_id = ? AND e.ended_on IS NULL GROUP BY e.id ORDER BY e.no"""
    found += [_work("entry", row["id"], row["no"], row["on_day"] or "") for row in desk.store.query(sql, (login,))]
    return tuple(found)


def _work(kind: str, id: str, no: str, on: str = "") -> Subject:
    return Subject(About(kind=kind, id=id), {"what": no, "on": on}, no=no)


SOURCES: dict[str, Source] = {"holders": holders, "staff": staff, "open_work": open_work, "audited": audited}
"""By the name that a register's act gives (`each`)."""
