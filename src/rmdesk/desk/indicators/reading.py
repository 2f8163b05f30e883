"""The rows of a source in a period, by query: never more of them than the period and what stands at its ends.

`WHOLE` reads for the branch, whoever is at the desk; else a manager gets the rows of the own book (DATA-08).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import assessment_rows, complaint_rows, register_rows
from rmdesk.desk.indicators.days import bounds, given
from rmdesk.domain.indicators.counting import Given, SourceRow
from rmdesk.domain.indicators.definition import Counted
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.sources import SOURCES, register_of
from rmdesk.store.tables.figures import COLUMNS

Fields: TypeAlias = frozenset[str]
_SUBJECT = {"sales": "sale", "visits": "client", "assessments": "client", "dues": "client", "holdings": "client"}
_CLIENTS = """(SELECT c.id, c.id AS client_id, c.no, c.kind, c.manager, c.registered_on, k.ended_on,
    CASE c.linked_to WHEN '' THEN 'no' ELSE 'yes' END AS linked
    FROM client c LEFT JOIN keeping k ON k.client_id = c.id)"""


def rows(desk: Desk, counted: Counted, period: Period, fields: Fields, *, whole: bool = False) -> Iterator[SourceRow]:
    """What may count in a period, with what the `fields` say. For use cases."""
    register = register_of(counted.source)
    if register:
        return register_rows.rows(desk, register, counted, period, fields, whole=whole)
    if counted.source == "complaints":
        return complaint_rows.rows(desk, counted, period, fields)
    return _rows(desk, counted, period, fields, whole=whole)


def _rows(desk: Desk, counted: Counted, period: Period, fields: Fields, *, whole: bool) -> Iterator[SourceRow]:
    source = counted.source
    kinds = {name: field.kind for name, field in SOURCES[source].items()}
    table = _CLIENTS if source == "clients" else f"figure_{source}"
    where, params = bounds(desk, counted, period, kinds)
    if not whole and (owner := book.owner(desk)):
        where += " AND client_id IN (SELECT id FROM client WHERE manager = ?)"
        params = (*params, owner)
    columns = ("kind", "manager", "registered_on", "ended_on", "linked") if source == "clients" else COLUMNS[source]
    more = _MORE.get(source, {})
    for row in desk.store.query(f"SELECT id, client_id, no, {', '.join(columns)} FROM {table} WHERE {where}", params):
        values = {name: given(desk, kinds[name], row[name]) for name in columns}
        values |= {name: find(desk, row["id"], values) for name, find in more.items() if name in fields}
        id = row["id"] if source == "sales" else row["client_id"]
        yield SourceRow(_SUBJECT.get(source, "client"), id, row["no"], row["client_id"], values)


def _due_in_time(desk: Desk, _id: str, values: Mapping[str, Given]) -> Given:
    """Whether it was done by its day; nothing while that is still to come."""
    day, done = values["on_day"], values["done_at"]
    if isinstance(done, datetime) and isinstance(day, date):
        return "yes" if done.date() <= day else "no"
    return "no" if isinstance(day, date) and day < desk.today() else None


_MORE: dict[str, dict[str, Callable[[Desk, str, Mapping[str, Given]], Given]]] = {
    "dues": {
        "in_time": _due_in_time,
        "done": lambda _desk, _id, values: "no" if values["done_at"] is None else "yes",
    },
    "assessments": {"recomputed": assessment_rows.recomputed, "sound": assessment_rows.sound},
}
"""What is worked out for a row that is counted by it, and for no other."""


def named(counted: Iterable[Counted], more: Iterable[str] = ()) -> Fields:
    """Every field that is asked of the rows."""
    found = set(more)
    for one in counted:
        conditions = (*one.where, *getattr(one, "part", ()))
        found |= {one.day, one.until, *(each.field for each in conditions), *(each.by for each in conditions)}
        found |= {getattr(one, "known", ""), getattr(one, "of", ""), *getattr(one, "span", ())}
    return frozenset(found - {""})
