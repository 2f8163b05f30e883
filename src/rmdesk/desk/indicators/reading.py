"""The rows of a source in a period, by query: never more of them than the period and what stands at its ends.

`WHOLE` reads for the branch, whoever is at the desk; else a manager gets the rows of the own book (DATA-08).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from typing import TypeAlias

from rmdesk.desk import book
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import assessment_rows, complaint_rows, register_rows
from rmdesk.desk.indicators.days import Worked, bounds, first_day, given
from rmdesk.domain.indicators.counting import Given, SourceRow, by_field
from rmdesk.domain.indicators.definition import Counted, Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.sources import SOURCES, FieldKind, register_of
from rmdesk.store.tables.figures import COLUMNS

Fields: TypeAlias = frozenset[str]
CLIENTS = "clients"
_SUBJECT = {"sales": "sale", "visits": "client", "assessments": "client", "dues": "client", "holdings": "client"}
_CLIENTS = """(SELECT c.id, c.id AS client_id, c.no, c.kind, c.manager, c.registered_on, k.ended_on,
    CASE c.linked_to WHEN '' THEN 'no' ELSE 'yes' END AS linked
    FROM client c LEFT JOIN keeping k ON k.client_id = c.id)"""

_DUES = "(SELECT f.*, c.manager FROM figure_dues f LEFT JOIN client c ON c.id = f.client_id)"
_COLUMNS = {
    **COLUMNS,
    "clients": ("kind", "manager", "registered_on", "ended_on", "linked"),
    "dues": (*COLUMNS["dues"], "manager"),
}
_DONE = frozenset({"sales", "visits", "assessments"})
"""What somebody did: it counts at the desk where it was done, and not at one to which the client moved since. What else
there is of a client, such as what he holds, counts at the desk that has him."""
_HERE = "NOT IN (SELECT client_id FROM client_away)"
_JOINED = {"clients": _CLIENTS, "dues": _DUES}
"""Sources of which not everything stands in a table of their own: whose a client is may change."""


class Reading:
    """The rows that the figures of one answer are counted over: each query is asked once, for whatever any indicator of
    the pack asks of its rows. `whole`: the branch's, whoever is at the desk."""

    def __init__(self, desk: Desk, *, whole: bool = False) -> None:
        """Nothing is read yet."""
        self.desk = desk
        self.whole = whole
        self._kept: dict[tuple[object, ...], tuple[tuple[SourceRow, ...], frozenset[str]]] = {}
        self._parted: dict[tuple[object, ...], tuple[dict[str, list[SourceRow]], frozenset[str]]] = {}
        self._fields: dict[str, Fields] = {}

    @cached_property
    def since(self) -> date:
        """The day of the desk's first fact: what went before, it may know nothing of."""
        return first_day(self.desk)

    def rows(
        self, counted: Counted, period: Period, by: str = "", *, whole: bool = False, each: bool = False
    ) -> tuple[SourceRow, ...]:
        """What may count in a period; a day that is still to come does not count yet. `by`: a field that they are told
        apart by beside those that are asked; `each`: one by one also what is as long as the book."""
        if counted.rows == "in":
            period = Period(period.start, min(period.end, self.desk.today()))
        whole = whole or self.whole
        alike = frozenset[str]() if each else _alike(counted, by)
        key = (counted.source, counted.day, counted.rows, counted.until, period, whole, alike)
        if alike:
            read = partial(_of_book, self.desk, counted, period, alike, whole=whole)
        else:
            read = partial(_of_source, self.desk, counted, period, self._asked(counted.source), whole=whole)
        return self.desk.store.touched.once(self._kept, key, lambda: tuple(read()))

    def per(self, one: Indicator, period: Period, by: str = "") -> tuple[SourceRow, ...]:
        """What it is divided by. Complaints are the whole branch's, and so is what they are divided by."""
        return () if one.per is None else self.rows(one.per, period, by, whole=one.source == "complaints")

    def parted(
        self, one: Indicator, period: Period, by: str, *, each: bool = False
    ) -> Mapping[str, Sequence[SourceRow]]:
        """Its rows by what they say in the field of a split."""
        field = one.field_of(by)
        key = (one.source, one.day, one.rows, one.until, period, field, frozenset() if each else _alike(one))
        read = partial(self.rows, one, period, each=each)
        return self.desk.store.touched.once(self._parted, key, lambda: by_field(read(), field))

    def _asked(self, source: str) -> Fields:
        if source not in self._fields:
            self._fields[source] = frozenset(
                name
                for one in self.desk.pack.indicators.indicator
                for each in _over(one, source)
                for name in named(each)
            )
        return self._fields[source]


def _over(one: Indicator, source: str) -> Iterator[Counted]:
    """What an indicator counts of a source: its own rows, those it is divided by, or both."""
    yield from (each for each in (one, one.per) if each is not None and each.source == source)


def _of_source(desk: Desk, counted: Counted, period: Period, fields: Fields, *, whole: bool) -> Iterator[SourceRow]:
    register = register_of(counted.source)
    if register:
        return register_rows.rows(desk, register, counted, period, fields, whole=whole)
    if counted.source == "complaints":
        return complaint_rows.rows(desk, counted, period)
    return _rows(desk, counted, period, whole=whole)


def _of_book(desk: Desk, counted: Counted, period: Period, alike: Fields, *, whole: bool) -> Iterator[SourceRow]:
    """Those of a book that say the same in these fields, as one."""
    kinds = _kinds(CLIENTS)
    where, params = bounds(desk, counted, period, kinds)
    where += f" AND id {_HERE}"
    if not whole and (owner := book.owner(desk)):
        where, params = f"{where} AND +manager = ?", (*params, owner)
    said, day = ", ".join(sorted(alike)), counted.day
    sql = f"SELECT {said}, min({day}) AS first, count(*) AS many FROM {_CLIENTS} WHERE {where} GROUP BY {said}"
    for row in desk.store.query(sql, params):
        values = {name: given(desk, kinds[name], row[name]) for name in alike}
        values[day] = given(desk, kinds[day], row["first"])  # they all came within the bounds
        yield SourceRow("client", "", "", "", values, row["many"])


def _kinds(source: str) -> dict[str, FieldKind]:
    return {name: field.kind for name, field in SOURCES[source].items()}


def _rows(desk: Desk, counted: Counted, period: Period, *, whole: bool) -> Iterator[SourceRow]:
    source = counted.source
    kinds = _kinds(source)
    table = _JOINED.get(source, f"figure_{source}")
    where, params = bounds(desk, counted, period, kinds)
    if not whole and (owner := book.owner(desk)):
        where += " AND client_id IN (SELECT id FROM client WHERE manager = ?)"
        params = (*params, owner)
    where += " AND coalesce(manager, '') NOT LIKE '%@%'" if source in _DONE else f" AND client_id {_HERE}"
    columns = _COLUMNS[source]
    more = _MORE.get(source, {})
    for row in desk.store.query(f"SELECT id, client_id, no, {', '.join(columns)} FROM {table} WHERE {where}", params):
        known = {name: given(desk, kinds[name], row[name]) for name in columns}
        values = Worked(desk, known, {name: partial(find, desk, row["id"], known) for name, find in more.items()})
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


def named(one: Counted) -> Fields:
    """Every field that is asked of the rows."""
    return _beside_day(one) | {one.day}


def _alike(counted: Counted, by: str = "") -> Fields:
    """The fields by which rows of a source that is as long as the book are told apart where nobody asks for each; none
    where they must be: by their day."""
    found = (_beside_day(counted) | {by}) - {""} if counted.source == CLIENTS else frozenset[str]()
    return frozenset() if counted.day in found else found


def _beside_day(one: Counted) -> Fields:
    split = map(one.field_of, one.split) if isinstance(one, Indicator) else ()
    conditions = (*one.where, *(one.part if isinstance(one, Indicator) else ()))
    found = {one.until, *split}
    found |= {name for each in conditions for name in (each.field, each.by)}
    if isinstance(one, Indicator):
        found |= {one.known, one.of, *one.span}
    return frozenset(found - {""})
