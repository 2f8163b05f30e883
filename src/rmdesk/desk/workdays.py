"""Working days by the State Council's yearly arrangement (COMP-17)."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from rmdesk.domain.holidays import Holidays, is_weekend


class OfficialDays:
    """The arrangements that the calendar library holds. Of other years the days off that stand in the law: fixed ones,
    those of the moon, and the next working day for one on a weekend. They are not official: make-up days and longer
    holidays come by an arrangement alone."""

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`; make-up weekends count as working days."""
        if not self.is_official(day):
            return not is_weekend(day) and day not in self._by_law(day.year)
        holidays, make_up = self._known
        return day in make_up or (not is_weekend(day) and day not in holidays)

    def is_official(self, day: date) -> bool:
        """Whether the arrangement of that year is out."""
        return day.year in self._years

    def _by_law(self, year: int) -> frozenset[date]:
        from holidays import country_holidays  # a tenth of a second, for a year that is not arranged yet

        if year not in self._lawful:
            self._lawful[year] = frozenset(country_holidays("CN", years=year))
        return self._lawful[year]

    @cached_property
    def _lawful(self) -> dict[int, frozenset[date]]:
        return {}

    @cached_property
    def _known(self) -> tuple[frozenset[date], frozenset[date]]:
        from chinese_calendar.constants import holidays, workdays

        return frozenset(holidays), frozenset(workdays)

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(day.year for day in self._known[0])


CALENDAR = OfficialDays()
"""One for the whole program: its tables are read when the first working day is counted."""


class BranchDays:
    """What the branch took from a file goes before what the library holds: it bears the notice that it is from."""

    def __init__(self, taken: Iterable[Holidays]) -> None:
        self._taken = {one.year: one for one in taken}
        self._known: dict[date, bool] = {}

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`."""
        if day not in self._known:
            self._known[day] = (self._taken.get(day.year) or CALENDAR).is_working(day)
        return self._known[day]

    def is_official(self, day: date) -> bool:
        """Whether the arrangement of that year is out, here or in the library."""
        return day.year in self._taken or CALENDAR.is_official(day)
