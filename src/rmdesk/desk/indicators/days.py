"""The days of a period as tables write them, and what tables hold as the domain has it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.domain.indicators.counting import Given
from rmdesk.domain.indicators.definition import Counted
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.sources import FieldKind
from rmdesk.store.plain import instant, instant_text


def bounds(
    desk: Desk, counted: Counted, period: Period, kinds: Mapping[str, FieldKind]
) -> tuple[str, tuple[object, ...]]:
    """The condition of a query for the days of a period, and its parameters."""
    day, first, last = counted.day, *edges(desk, period, kinds[counted.day])
    if counted.rows == "in":
        return f"{day} >= ? AND {day} < ?", (first, last)
    edge = first if counted.rows == "start" else last
    gone = edges(desk, period, kinds[counted.until])[counted.rows == "end"]
    return f"{day} < ? AND ({counted.until} IS NULL OR {counted.until} >= ?)", (edge, gone)


def edges(desk: Desk, period: Period, kind: FieldKind) -> tuple[str, str]:
    """Where a period begins, and where what follows it does, as tables write days or instants."""
    after = period.end + timedelta(1)
    if kind == "day":
        return period.start.isoformat(), after.isoformat()
    return instant_text(_begin(desk, period.start)), instant_text(_begin(desk, after))


def _begin(desk: Desk, day: date) -> datetime:
    """The first instant of a day at the branch."""
    return datetime.combine(day, time(), desk.local(desk.now()).tzinfo)


def given(desk: Desk, kind: FieldKind, value: Any) -> Given:
    """A value of a table as the domain has it; instants in the branch's time."""
    if value is None or value == "":
        return None
    if kind == "at":
        return desk.local(instant(value))
    if kind == "day":
        return date.fromisoformat(value)
    return Decimal(value) if kind == "number" else str(value)


def first_day(desk: Desk) -> date:
    """The day of the desk's first fact; today of an empty one."""
    first = desk.store.first_at()
    return desk.today() if first is None else desk.local(first).date()


class Worked(Mapping[str, Given]):
    """What a row says; what must be worked out is so when a figure asks for it, once."""

    def __init__(self, desk: Desk, known: Mapping[str, Given], find: Mapping[str, Callable[[], Given]]) -> None:
        """`known` is there already, `find` gives the rest."""
        self._touched = desk.store.touched
        self._known = known
        self._find = find
        self._found: dict[str, tuple[Given, frozenset[str]]] = {}

    def __getitem__(self, name: str) -> Given:
        if name in self._known:
            return self._known[name]
        return self._touched.once(self._found, name, self._find[name])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._known, **self._find})

    def __len__(self) -> int:
        return len({**self._known, **self._find})
