"""Rows in, a figure out (DESK-11). The same rows give the same figure, and the rows that made it come with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from rmdesk.domain import money
from rmdesk.domain.indicators.definition import Condition, Counted, Indicator
from rmdesk.domain.indicators.periods import Period

Given: TypeAlias = str | Decimal | date | None
"""What a row says in a field: a local moment or day, a number, a text; None or "" where it says nothing."""
Why = Literal["", "empty", "nothing", "before", "concerned"]
_HUNDRED = Decimal(100)
_HOUR = 3600


class SourceRow(NamedTuple):
    """One row of a source. `id` is of what it is about, a `kind` of subject; `no` its number for people; `client_id`
    whose it is, "" of nobody's. `weight`: so many that say the same, of which nobody asks which they are."""

    kind: str
    id: str
    no: str
    client_id: str
    values: Mapping[str, Given]
    weight: int = 1


class CountedRow(NamedTuple):
    """A row in a figure: whether it is of the part that a share tells (None for other measures), and its number."""

    row: SourceRow
    part: bool | None
    number: Decimal | None


class Figure(NamedTuple):
    """A figure: `value` rounded, None with the reason `why`: "empty" (no row says anything), "nothing" (a division by
    nothing), "before" (nothing to compare with), "concerned" (it is about whoever asks, and not told). `n` rows count;
    `divided`: by how much it was divided; `exact` before it is rounded."""

    value: Decimal | None
    n: int
    rows: tuple[CountedRow, ...] = ()
    why: Why = ""
    divided: Decimal | None = None
    exact: Decimal | None = None


def day_of(value: Given) -> date | None:
    """The day of a moment, or the day itself."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def counts(counted: Counted, row: SourceRow, period: Period) -> bool:
    """Whether a row counts in a period."""
    day = day_of(row.values.get(counted.day))
    if day is None or not all(holds(one, row) for one in counted.where):
        return False
    if counted.rows == "in":
        return period.start <= day <= period.end
    left = day_of(row.values.get(counted.until))
    if counted.rows == "end":
        return day <= period.end and (left is None or left > period.end)
    return day < period.start and (left is None or left >= period.start)


def holds(condition: Condition, row: SourceRow) -> bool:
    """Whether a row says what a condition asks."""
    value = row.values.get(condition.field)
    if condition.filled is not None and (value in (None, "")) == condition.filled:
        return False
    if (condition.is_ or condition.was) and not _among(value, (*condition.is_, *condition.was)):
        return False
    if condition.not_ and (value in (None, "") or _among(value, condition.not_)):
        return False
    return _between(condition, value) and _in_time(condition, value, row)


def _among(value: Given, keys: Sequence[str]) -> bool:
    return isinstance(value, str) and not set(value.split(",")).isdisjoint(keys)


def _between(condition: Condition, value: Given) -> bool:
    if condition.least is None and condition.most is None:
        return True
    if not isinstance(value, Decimal):
        return False
    return (condition.least is None or value >= condition.least) and (condition.most is None or value <= condition.most)


def _in_time(condition: Condition, value: Given, row: SourceRow) -> bool:
    if not condition.by:
        return True
    day, last = day_of(value), day_of(row.values.get(condition.by))
    return day is not None and last is not None and (day - last).days <= condition.days


def number_of(indicator: Indicator, row: SourceRow) -> Decimal | None:
    """The number that a row gives to a sum or an average: that of a field, or the time between two."""
    if not indicator.span:
        value = row.values.get(indicator.of)
        return value if isinstance(value, Decimal) else None
    first, last = (row.values.get(one) for one in indicator.span)
    if indicator.unit == "hours":
        if not isinstance(first, datetime) or not isinstance(last, datetime):
            return None
        return Decimal(int((last - first).total_seconds())) / _HOUR
    begun, ended = day_of(first), day_of(last)
    return None if begun is None or ended is None else Decimal((ended - begun).days)


def figure(
    indicator: Indicator,
    rows: Iterable[SourceRow],
    period: Period,
    per: Iterable[SourceRow] = (),
    before: Decimal | None = None,
) -> Figure:
    """The figure of a period. `rows` are of the indicator's source, `per` of what it is divided by; `before`: the count
    (or the sum) of the period before, which a change is told from."""
    chosen = [_counted(indicator, row, period) for row in rows if counts(indicator, row, period)]
    if indicator.known:
        chosen = [one for one in chosen if one.row.values.get(indicator.known) not in (None, "")]
    if indicator.of or indicator.span:
        chosen = [one for one in chosen if one.number is not None]
    found = tuple(chosen)
    value, why, divided = _measured(indicator, found, before)
    if value is not None and indicator.per is not None:
        divided = Decimal(sum(row.weight for row in per if counts(indicator.per, row, period)))
        value, why = (value * indicator.per.times / divided, why) if divided else (None, "nothing")
    elif value is not None and indicator.plan is not None:
        divided = indicator.plan * period.in_months
        value, why = (value * _HUNDRED / divided, why) if divided else (None, "nothing")
    return Figure(
        None if value is None else money.figure(value, indicator.places), _many(found), found, why, divided, value
    )


def _counted(indicator: Indicator, row: SourceRow, period: Period) -> CountedRow:
    part: bool | None = None
    if indicator.measure == "share":
        part = all(holds(one, row) for one in indicator.part)
        if indicator.rows == "start":  # of what stood there, what stands at the end
            left = day_of(row.values.get(indicator.until))
            part = part and (left is None or left > period.end)
    return CountedRow(row, part, number_of(indicator, row))


def _measured(
    indicator: Indicator, rows: Sequence[CountedRow], before: Decimal | None
) -> tuple[Decimal | None, Why, Decimal | None]:
    numbers = sorted(one.number for one in rows if one.number is not None)
    match indicator.measure:
        case "count":
            return Decimal(_many(rows)), "", None
        case "sum":
            return sum(numbers, Decimal(0)), "", None
        case "change":
            return _change(total(indicator, rows), before)
    if not rows:
        return None, "empty", None
    match indicator.measure:
        case "share":
            return _HUNDRED * _many(one for one in rows if one.part) / _many(rows), "", Decimal(_many(rows))
        case "mean":
            return sum(numbers, Decimal(0)) / len(numbers), "", Decimal(len(numbers))
        case "median":
            middle = len(numbers) // 2
            return (numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2), "", None
    return numbers[_place(indicator.percentile, len(numbers))], "", None


def total(indicator: Indicator, rows: Iterable[CountedRow]) -> Decimal:
    """What a change compares: the sum of the numbers where they have some, else how many rows there are."""
    if indicator.of:
        return sum((one.number for one in rows if one.number is not None), Decimal(0))
    return Decimal(_many(rows))


def _many(rows: Iterable[CountedRow]) -> int:
    return sum(one.row.weight for one in rows)


def _change(now: Decimal, before: Decimal | None) -> tuple[Decimal | None, Why, Decimal | None]:
    if not before:
        return None, "before", before
    return (now - before) * _HUNDRED / before, "", before


def _place(percentile: int, count: int) -> int:
    """The nearest rank: the smallest number that at least so many percent do not exceed."""
    return max(0, -(-percentile * count // 100) - 1)


def by_field(rows: Iterable[SourceRow], field: str) -> dict[str, list[SourceRow]]:
    """The rows by what they say in a field, in order of it; one that names several people stands under each."""
    found: dict[str, list[SourceRow]] = {}
    for row in rows:
        value = row.values.get(field)
        for key in str("" if value is None else value).split(","):
            found.setdefault(key, []).append(row)
    return dict(sorted(found.items()))
