"""Periods of whole days, and the one before."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from rmdesk.domain.calendar import add_months

_ONE = timedelta(1)


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
