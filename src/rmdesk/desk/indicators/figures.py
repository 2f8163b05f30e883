"""Use cases: all figures of a period, one with its trend, and the rows that make it (DESK-11)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.reading import named, rows
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.domain.indicators.counting import CountedRow, Figure, SourceRow, by_field, counts, day_of, figure, number_of
from rmdesk.domain.indicators.definition import Counted, Indicator
from rmdesk.domain.indicators.periods import Period, month_of
from rmdesk.domain.indicators.sources import register_of
from rmdesk.domain.refusal import stop
from rmdesk.locale import tr

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
    period = _period(start, end)
    chosen = [one for one in desk.pack.indicators.indicator if not by or by in one.split]
    if by and not chosen:
        stop("INPUT.choice", given=by[:40], allowed=", ".join(splits(desk)))
    return tuple(
        each for one in chosen for each in (_split(desk, one, period, by) if by else (shown(desk, one, period),))
    )


@use_case("indicators.read")
def detail(desk: Desk, key: str, start: date, end: date) -> Detail:
    """One indicator, and what must be shown with it."""
    one = desk.pack.indicators.named(key)
    if one is None:
        stop("INPUT.unknown", what="indicator", given=key[:40])
    period = _period(start, end)
    found = shown(desk, one, period)
    others = (desk.pack.indicators.named(each) for each in one.beside)
    beside = tuple(shown(desk, each, period) for each in others if each is not None)
    return Detail(found, beside, tuple(_trend(desk, one, period)), _lines(desk, one, found.figure.rows))


def splits(desk: Desk) -> tuple[str, ...]:
    """Fields by which some indicator can be split."""
    return tuple(sorted({field for one in desk.pack.indicators.indicator for field in one.split}))


def shown(desk: Desk, one: Indicator, period: Period, *, whole: bool = False) -> Shown:
    """One figure with that of the period before. For use cases. `whole`: the branch's, whoever is at the desk."""
    now, before = (_rows(desk, one, each, whole=whole) for each in (period, period.before))
    return _shown(desk, one, period, now, before, whole=whole)


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


def _fields(counted: Counted, more: Sequence[str] = ()) -> frozenset[str]:
    return named((counted,), more)


def _rows(desk: Desk, one: Counted, period: Period, more: Sequence[str] = (), *, whole: bool) -> tuple[SourceRow, ...]:
    """What may count; a day that is still to come does not count yet."""
    known = Period(period.start, min(period.end, desk.today())) if one.rows == "in" else period
    return tuple(rows(desk, one, known, _fields(one, more), whole=whole))


def _shown(
    desk: Desk,
    one: Indicator,
    period: Period,
    now: Sequence[SourceRow],
    before: Sequence[SourceRow],
    of: str | None = None,
    per: tuple[Sequence[SourceRow], Sequence[SourceRow]] | None = None,
    *,
    whole: bool = False,
) -> Shown:
    earlier = period.before
    base = _total(one, before, earlier)
    if per is None:
        per = (_per(desk, one, period, whole=whole), _per(desk, one, earlier, whole=whole))
    found = figure(one, now, period, per[0], base)
    was = None if one.measure == "change" else figure(one, before, earlier, per[1]).value
    if period.start > desk.today() or _lacking(desk, one):
        found = Figure(None, 0, why="empty")
    return Shown(one, period, found, was, of, _why(desk, one, found, period), desk.today() < period.end)


def _per(desk: Desk, one: Indicator, period: Period, *, whole: bool) -> tuple[SourceRow, ...]:
    return () if one.per is None else _rows(desk, one.per, period, whole=whole)


def _total(one: Indicator, before: Sequence[SourceRow], period: Period) -> Decimal | None:
    if one.measure != "change":
        return None
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


def _split(desk: Desk, one: Indicator, period: Period, by: str) -> Iterator[Shown]:
    """Once for each value, of this period or the one before. A manager of the own book alone sees no colleague's."""
    now, before = (by_field(_rows(desk, one, each, (by,), whole=False), by) for each in (period, period.before))
    per, was = ({}, {})
    if one.per is not None:
        per, was = (by_field(_rows(desk, one.per, each, (by,), whole=False), by) for each in (period, period.before))
    keys = sorted({*now, *before})
    mine = book.owner(desk) if by == "manager" else ""
    for key in keys:
        if not mine or key == mine:
            divided = (per.get(key, ()), was.get(key, ()))
            yield _shown(desk, one, period, now.get(key, ()), before.get(key, ()), key, divided)


def _trend(desk: Desk, one: Indicator, period: Period) -> Iterator[Point]:
    """The months up to that in which the period ends, none ahead of today."""
    month = month_of(min(period.end, desk.today()))
    months = [month]
    while len(months) < MONTHS:
        months.append(months[-1].before)
    for each in reversed(months):
        yield Point(each, shown(desk, one, each).figure)
