"""Use cases: all figures of a period, one with its trend, and the rows that make it (DESK-11)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.domain.indicators.counting import CountedRow, Figure, SourceRow, by_field, counts, day_of, figure, number_of
from rmdesk.domain.indicators.definition import Counted, Indicator
from rmdesk.domain.indicators.periods import Period, month_of
from rmdesk.domain.indicators.sources import register_of
from rmdesk.domain.refusal import stop
from rmdesk.locale import tr

Both: TypeAlias = tuple[Sequence[SourceRow], Sequence[SourceRow]]
"""Rows of a period, and of the one before."""
MONTHS = 6
"""So many months a trend shows, that of the figure among them."""


class Shown(NamedTuple):
    """An indicator's figure of a period, and that of the period before. `of`: the key it is split by, None for all.
    `why`: in words why there is no value, "" where there is one; `open`: the period has not ended."""

    indicator: Indicator
    period: Period
    figure: Figure
    previous: Decimal | None
    of: str | None = None
    why: Text | None = None
    open: bool = False

    @property
    def crossed(self) -> bool:
        """Whether it lies beyond the warning line."""
        return self.indicator.crossed(self.figure.value)


class Point(NamedTuple):
    """A month in a trend."""

    period: Period
    figure: Figure


class Line(NamedTuple):
    """A row that makes a figure, as people see it: never a name. `key`: kind and id of what it is about, "" where that
    is restricted for the person at the desk or is nobody's any more; `part` and `number` as they were counted."""

    key: str
    no: str
    day: date | None
    part: bool | None
    number: Decimal | None


class Detail(NamedTuple):
    """One indicator: its figure, those that must stand beside it, its trend, and the rows that make it, by day."""

    shown: Shown
    beside: tuple[Shown, ...]
    trend: tuple[Point, ...]
    rows: tuple[Line, ...]


@use_case("indicators.read")
def listed(desk: Desk, start: date, end: date, by: str = "") -> tuple[Shown, ...]:
    """Every indicator's figure of the days from `start` to `end`; `by` a field, once for each value of it, of those
    that can be split so."""
    period, read = _period(start, end), Reading(desk)
    chosen = [one for one in desk.pack.indicators.indicator if not by or by in one.split]
    if by and not chosen:
        stop("INPUT.choice", given=by[:40], allowed=", ".join(splits(desk)))
    if by:
        return tuple(each for one in chosen for each in _split(read, one, period, by))
    return tuple(shown(read, one, period) for one in chosen)


@use_case("indicators.read")
def detail(desk: Desk, key: str, start: date, end: date) -> Detail:
    """One indicator, and what must be shown with it."""
    one = desk.pack.indicators.named(key)
    if one is None:
        stop("INPUT.unknown", what="indicator", given=key[:40])
    period, read = _period(start, end), Reading(desk)
    found = shown(read, one, period)
    others = (desk.pack.indicators.named(each) for each in one.beside)
    beside = tuple(shown(read, each, period) for each in others if each is not None)
    return Detail(found, beside, tuple(_trend(read, one, period)), _lines(desk, one, found.figure.rows))


def splits(desk: Desk) -> tuple[str, ...]:
    """Fields by which some indicator can be split."""
    return tuple(sorted({field for one in desk.pack.indicators.indicator for field in one.split}))


def shown(read: Reading, one: Indicator, period: Period) -> Shown:
    """One figure with that of the period before. For use cases."""
    return _shown(read.desk, one, period, _both(read, one, period), _both(read, one.per, period))


def counted(read: Reading, one: Indicator, period: Period) -> Figure:
    """One figure alone. For use cases."""
    if period.start > read.desk.today() or _lacking(read.desk, one):
        return Figure(None, 0, why="empty")
    base = _total(one, read.rows(one, period.before), period.before) if one.measure == "change" else None
    return figure(one, read.rows(one, period), period, () if one.per is None else read.rows(one.per, period), base)


def _lines(desk: Desk, one: Indicator, found: Sequence[CountedRow]) -> tuple[Line, ...]:
    """In order of the day that counts."""
    by_day = sorted(found, key=lambda each: (day_of(each.row.values.get(one.day)) or date.min, each.row.id))
    return tuple(_line(desk, one, each) for each in by_day)


def _line(desk: Desk, one: Indicator, each: CountedRow) -> Line:
    row = each.row
    key, no, day = f"{row.kind}:{row.id}", row.no, day_of(row.values.get(one.day))
    if row.kind == "case":
        case = desk.store.get("complaint", row.id)
        if case is not None and hidden(desk, desk.parsed(Case, case["doc"])):
            return Line("", row.no, None, None, None)
    if row.kind == "client" or not no:
        client = desk.store.get("client", row.client_id) if row.client_id else None
        key, no = (key, str(client["no"])) if client is not None else ("", "—")
    return Line(key, no, day, each.part, each.number)


def _period(start: date, end: date) -> Period:
    if end < start:
        stop("INPUT.period", start=start, end=end)
    return Period(start, end)


def _both(read: Reading, one: Counted | None, period: Period) -> Both:
    """The rows of the period, and of the one before."""
    return ((), ()) if one is None else (read.rows(one, period), read.rows(one, period.before))


def _shown(desk: Desk, one: Indicator, period: Period, rows: Both, per: Both, of: str | None = None) -> Shown:
    earlier, (now, before) = period.before, rows
    base = _total(one, before, earlier) if one.measure == "change" else None
    found = figure(one, now, period, per[0], base)
    was = None if one.measure == "change" else figure(one, before, earlier, per[1]).value
    if period.start > desk.today() or _lacking(desk, one):
        found = Figure(None, 0, why="empty")
    return Shown(one, period, found, was, of, _why(desk, one, found, period), desk.today() < period.end)


def _total(one: Indicator, before: Sequence[SourceRow], period: Period) -> Decimal:
    """What a change is told from."""
    found = [row for row in before if counts(one, row, period)]
    if not one.of:
        return Decimal(len(found))
    return sum((number for row in found if (number := number_of(one, row)) is not None), Decimal(0))


def _why(desk: Desk, one: Indicator, found: Figure, period: Period) -> Text | None:
    """Why there is no figure, in words; a register that this pack lacks is said even of a count of none."""
    if lacking := _lacking(desk, one):
        return _said("no_register", register=lacking)
    if period.start > desk.today():
        return _said("to_come")
    return None if found.value is not None else _said(found.why)


def _lacking(desk: Desk, one: Indicator) -> str:
    """The id of a register that it counts and this pack lacks; "" where there is none."""
    named = {register_of(each.source) for each in (one, one.per) if each is not None}
    return next((each for each in sorted(named - {""}) if each not in desk.pack.registers), "")


def _said(key: str, **saw: str) -> Text:
    zh, en = (tr(lang, f"indicators.why.{key}", **saw) for lang in ("zh", "en"))
    return Text(zh=zh, en=en)


def _split(read: Reading, one: Indicator, period: Period, by: str) -> Iterator[Shown]:
    """Once for each value, of this period or the one before. A manager of the own book alone sees no colleague's."""
    now, before = (by_field(rows, by) for rows in _both(read, one, period))
    per, was = (by_field(rows, by) for rows in _both(read, one.per, period))
    mine = book.owner(read.desk) if by == "manager" else ""
    for key in sorted({*now, *before}):
        if not mine or key == mine:
            rows, divided = (now.get(key, ()), before.get(key, ())), (per.get(key, ()), was.get(key, ()))
            yield _shown(read.desk, one, period, rows, divided, key)


def _trend(read: Reading, one: Indicator, period: Period) -> Iterator[Point]:
    """The months up to that in which the period ends, none ahead of today."""
    months = [month_of(min(period.end, read.desk.today()))]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    for each in reversed(months):
        yield Point(each, counted(read, one, each))
