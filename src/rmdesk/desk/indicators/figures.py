"""Use cases: all figures of a period, one with its trend, and the rows that make it (DESK-11).

`known_on`: as the journal knew them at the end of that day, whatever was recorded later.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.reading import hidden
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.improving import Improved, improved
from rmdesk.desk.indicators.known import desk_known
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.domain.indicators.counting import CountedRow, Figure, SourceRow, by_field, counts, day_of, figure, number_of
from rmdesk.domain.indicators.definition import MANAGER, Indicator
from rmdesk.domain.indicators.periods import Period, month_of
from rmdesk.domain.indicators.sources import register_of
from rmdesk.domain.refusal import stop
from rmdesk.locale import tr

MONTHS = 6
"""So many months a trend shows, that of the figure among them."""


class Shown(NamedTuple):
    """An indicator's figure of a period, that of the period before, and of the same days a year before: None also where
    the desk was not there yet. `of`: the key it is split by, None for all. `why`: in words why there is no value, None
    where there is one; `open`: the period has not ended."""

    indicator: Indicator
    period: Period
    figure: Figure
    previous: Decimal | None
    year_before: Decimal | None
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


class Answer(NamedTuple):
    """What somebody said of a crossed line; `by` is a login."""

    day: date
    by: str
    note: str


class Detail(NamedTuple):
    """One indicator: its figure, those that must stand beside it, its trend, and the rows that make it, by day. Of the
    branch's figure: what was said last, where its line was crossed, and the entries that are measured by it."""

    shown: Shown
    beside: tuple[Shown, ...]
    trend: tuple[Point, ...]
    rows: tuple[Line, ...]
    answer: Answer | None = None
    improved: tuple[Improved, ...] = ()


@use_case("indicators.read")
def listed(desk: Desk, start: date, end: date, by: str = "", known_on: date | None = None) -> tuple[Shown, ...]:
    """Every indicator's figure of the days from `start` to `end`; `by` a field, once for each value of it, of those
    that can be split so."""
    period = period_of(start, end)
    if known_on is None:
        return tuple(all_shown(Reading(desk), period, by))
    with desk_known(desk, known_on) as then:
        return tuple(all_shown(Reading(then), period, by))


def takes_long(desk: Desk, start: date, end: date, known_on: date | None = None) -> bool:
    """Whether all figures of these days would have to be counted for a long book first. Never for an auditor: what he
    looks at is recorded, and so asked once. For use cases and faces."""
    known = (_key(one.key, Period(start, end)) for one in desk.pack.indicators.indicator)
    return not (known_on is None and all(map(desk.is_told, known))) and part_takes_long(desk)


def part_takes_long(desk: Desk) -> bool:
    """The same of what no desk keeps: one figure with what stands beside it, one manager's."""
    return "auditor" not in desk.actor.roles and book.is_long(desk)


@use_case("indicators.read")
def detail(desk: Desk, key: str, start: date, end: date, known_on: date | None = None, of: str = "") -> Detail:
    """One indicator, and what must be shown with it; `of` a manager (login), of whose work alone it is then."""
    period = period_of(start, end)
    with desk_known(desk, known_on) as then:
        one = then.pack.indicators.named(key)
        if one is None:
            stop("INPUT.unknown", what="indicator", given=key[:40])
        mine = book.owner(desk)
        if of and (MANAGER not in one.split or mine not in ("", of)):
            stop("INPUT.unknown", what="login", given=of[:40])
        read, part = Reading(then), (MANAGER if of else "", of)
        found = shown(read, one, period, *part, each=True)
        beside = tuple(
            shown(read, each, period, *(part if MANAGER in each.split else ())) for each in beside_of(then, one)
        )
        months = tuple(trend(read, one, period, MONTHS, *part))
        answer = None if of else _answer(then, key, period)
        improving = () if of else improved(then, key, months[0].period.start)
        return Detail(found, beside, months, _lines(desk, one, found.figure.rows), answer, improving)


def _answer(desk: Desk, key: str, period: Period) -> Answer | None:
    row = desk.store.get("crossing", key, period.start.isoformat()) if period == month_of(period.start) else None
    return None if row is None else Answer(desk.local(datetime.fromisoformat(row["at"])).date(), row["by"], row["note"])


def splits(desk: Desk) -> tuple[str, ...]:
    """Fields by which some indicator can be split."""
    return tuple(sorted({field for one in desk.pack.indicators.indicator for field in one.split}))


def beside_of(desk: Desk, one: Indicator) -> tuple[Indicator, ...]:
    """What must stand beside it."""
    others = (desk.pack.indicators.named(each) for each in one.beside)
    return tuple(each for each in others if each is not None)


def all_shown(read: Reading, period: Period, by: str = "") -> Iterator[Shown]:
    """All figures of a period. For use cases."""
    chosen = [one for one in read.desk.pack.indicators.indicator if not by or by in one.split]
    if not by:
        yield from (_kept(read, one, period) for one in chosen)
        return
    if not chosen:
        stop("INPUT.choice", given=by[:40], allowed=", ".join(splits(read.desk)))
    keys = {one.key: _keys(read, one, period, by) for one in chosen}
    everybody = set[str]().union(*keys.values()) - {""}
    for one in chosen:
        # Whoever has sales is told with his complaints and compliance, where there are none too (适当性办法 16).
        yield from (_kept(read, one, period, by, key) for key in sorted(everybody | keys[one.key]))


def _kept(read: Reading, one: Indicator, period: Period, by: str = "", key: str = "") -> Shown:
    """`shown`, counted anew once a fact changed what it was counted from."""
    asked = _key(one.key, period, by, key, whole=read.whole)
    return read.desk.until_told(asked, lambda: shown(read, one, period, by, key))


def _key(indicator: str, period: Period, by: str = "", key: str = "", *, whole: bool = False) -> tuple[object, ...]:
    return (shown, whole, indicator, period, by, key)


def _keys(read: Reading, one: Indicator, period: Period, by: str) -> set[str]:
    """The values by which it is split, of this period or the one before. A manager of the own book alone sees no
    colleague's."""
    found = {*read.parted(one, period, by), *read.parted(one, period.before, by)}
    mine = book.owner(read.desk) if by == MANAGER else ""
    return found & {mine} if mine else found


def shown(read: Reading, one: Indicator, period: Period, by: str = "", key: str = "", *, each: bool = False) -> Shown:
    """One figure with those that it is compared with; `by` a field, of the rows that say `key` there; `each`: its rows
    one by one. For use cases."""
    found = counted(read, one, period, by, key, each=each)
    why = _why(read.desk, one, found, period)
    previous, year_before = (_earlier(read, one, each, by, key) for each in (period.before, period.year_before))
    return Shown(one, period, found, previous, year_before, key if by else None, why, read.desk.today() < period.end)


def _earlier(read: Reading, one: Indicator, period: Period, by: str, key: str) -> Decimal | None:
    """What a figure is compared with; a change is a comparison itself."""
    if one.measure == "change":
        return None
    return counted(read, one, period, by, key).value


def counted(
    read: Reading, one: Indicator, period: Period, by: str = "", key: str = "", *, each: bool = False
) -> Figure:
    """One figure alone; none of days before the desk, where it knows nothing of them. For use cases."""
    if period.start > read.desk.today() or _lacking(read.desk, one):
        return Figure(None, 0, why="empty")
    if by == MANAGER and one.source == "complaints" and key == read.desk.actor.login:
        return Figure(None, 0, why="concerned")  # COMP-04: nobody is told what is complained about himself

    def rows(of: Period) -> Sequence[SourceRow]:
        return read.parted(one, of, by, each=each).get(key, ()) if by else read.rows(one, of, each=each)

    per = read.per(one, period, by)
    base = _total(one, rows(period.before), period.before) if one.measure == "change" else None
    found = figure(one, rows(period), period, by_field(per, by).get(key, ()) if by else per, base)
    return found if found.n or period.end >= read.since else Figure(None, 0, why="empty")


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


def period_of(start: date, end: date) -> Period:
    """The days of a period (INPUT.period). For use cases."""
    if end < start:
        stop("INPUT.period", start=start, end=end)
    return Period(start, end)


def _total(one: Indicator, before: Sequence[SourceRow], period: Period) -> Decimal:
    """What a change is told from."""
    found = [row for row in before if counts(one, row, period)]
    if not one.of:
        return Decimal(sum(row.weight for row in found))
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


def trend(
    read: Reading, one: Indicator, period: Period, months: int = MONTHS, by: str = "", key: str = ""
) -> Iterator[Point]:
    """The months up to that in which the period ends, none ahead of today. For use cases."""
    found = [month_of(min(period.end, read.desk.today()))]
    while len(found) < months:
        found.append(found[-1].before)
    for each in reversed(found):
        yield Point(each, counted(read, one, each, by, key))
