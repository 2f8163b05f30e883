"""Periods of whole days, those that they are compared with, and how a report's is written."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from rmdesk.domain.calendar import add_months

Span = Literal["month", "quarter", "year"]
SPANS: tuple[Span, ...] = get_args(Span)
_ONE = timedelta(1)
_WRITTEN: dict[Span, tuple[int, str]] = {
    "month": (1, r"([0-9]{4})[-/.年]([0-9]{1,2})月?"),
    "quarter": (3, r"([0-9]{4})[-/.年]?(?:[Qq第])([1-4])(?:季度?)?"),
    "year": (12, r"([0-9]{4})年?()"),
}
"""How many months a span is, and how one is written: "2026-10", "2026-Q3", "2026"."""


class Period(NamedTuple):
    """From `start` to `end`, both included."""

    start: date
    end: date

    @property
    def months(self) -> int:
        """How many whole calendar months it is; 0 when it is none."""
        if self.start.day != 1 or (self.end + _ONE).day != 1:
            return 0
        after = self.end + _ONE
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    @property
    def before(self) -> "Period":
        """The one before: as many months where it is whole ones, else as many days."""
        end = self.start - _ONE
        if self.months:
            return Period(add_months(self.start, -self.months), end)
        return Period(self.start - (self.end - self.start) - _ONE, end)

    @property
    def year_before(self) -> "Period":
        """The same days a year before; a whole month stays one, in leap years too."""
        if self.months:
            return Period(add_months(self.start, -12), add_months(self.end + _ONE, -12) - _ONE)
        return Period(add_months(self.start, -12), add_months(self.end, -12))

    @property
    def in_months(self) -> Decimal:
        """Its length in months: each day is the part of its month that it is."""
        total, day = Decimal(0), self.start
        while day <= self.end:
            after = add_months(day.replace(day=1), 1)
            last = min(self.end, after - _ONE)
            total += Decimal((last - day).days + 1) / (after - day.replace(day=1)).days
            day = after
        return total


def month_of(day: date) -> Period:
    """The month that `day` is in."""
    first = day.replace(day=1)
    return Period(first, add_months(first, 1) - _ONE)


def spanned(span: Span, day: date) -> Period:
    """The calendar month, quarter or year that `day` is in."""
    months = _WRITTEN[span][0]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(first, add_months(first, months) - _ONE)


def read_span(span: Span, text: str) -> Period | None:
    """A month, quarter or year as people write it; None when it is none."""
    months, form = _WRITTEN[span]
    found = re.fullmatch(form, text.strip())
    if found is None:
        return None
    year, part = int(found[1]), int(found[2] or 1)
    if not 1 <= part <= 12 // months or not 1 < year < date.max.year:
        return None
    return spanned(span, date(year, (part - 1) * months + 1, 1))


def span_of(period: Period) -> Span | None:
    """What a period is when it is one of the calendar; None for any other days."""
    return next((one for one in SPANS if spanned(one, period.start) == period), None)


def called(period: Period) -> str:
    """How a period is written: "2026-10", "2026-Q3", "2026", "2026-10-05/2026-10-09"."""
    start = period.start
    match span_of(period):
        case "month":
            return f"{start:%Y-%m}"
        case "quarter":
            return f"{start.year}-Q{(start.month + 2) // 3}"
        case "year":
            return str(start.year)
    return f"{start}/{period.end}"
