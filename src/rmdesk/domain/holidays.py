"""The days off and make-up working days of one year, as the State Council's notice arranges them (COMP-17). Pure."""

from collections.abc import Iterable
from datetime import date

from rmdesk.domain.base import Value

LEAST_DAYS = 11
"""No arrangement has fewer days off: a file with less of a year holds only a part of it, and a part counts wrongly."""
_WEEKEND = 5


class NamedDay(Value):
    """A day and the festival that it belongs to."""

    day: date
    name: str


class Holidays(Value):
    """The arrangement of `year`. `off` holds weekends within a holiday too; `source` is the notice that it is from."""

    year: int
    off: tuple[NamedDay, ...]
    working: tuple[NamedDay, ...]
    source: str = ""

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`, a day of this year."""
        if any(one.day == day for one in self.working):
            return True
        return day.weekday() < _WEEKEND and all(one.day != day for one in self.off)


def by_year(off: Iterable[NamedDay], working: Iterable[NamedDay]) -> tuple[Holidays, ...]:
    """Days of any years, in order, as one arrangement a year; each day once, the first name counts."""
    free, busy = _once(off), _once(working)
    years = sorted({one.day.year for one in (*free, *busy)})
    return tuple(
        Holidays(
            year=year,
            off=tuple(one for one in free if one.day.year == year),
            working=tuple(one for one in busy if one.day.year == year),
        )
        for year in years
    )


def is_weekend(day: date) -> bool:
    """Saturday or Sunday: the only days that can be made up for."""
    return day.weekday() >= _WEEKEND


def _once(days: Iterable[NamedDay]) -> tuple[NamedDay, ...]:
    found: dict[date, NamedDay] = {}
    for one in days:
        found.setdefault(one.day, one)
    return tuple(found[day] for day in sorted(found))
