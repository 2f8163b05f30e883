"""Working days by the State Council's yearly arrangement (COMP-17)."""

from datetime import date
from functools import cached_property

_WEEKEND = 5


class OfficialDays:
    """The arrangements that the calendar library holds; other years go by the week and are not official."""

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`; make-up weekends count as working days."""
        if not self.is_official(day):
            return day.weekday() < _WEEKEND
        holidays, make_up = self._known
        return day in make_up or (day.weekday() < _WEEKEND and day not in holidays)

    def is_official(self, day: date) -> bool:
        """Whether the arrangement of that year is out."""
        return day.year in self._years

    @cached_property
    def _known(self) -> tuple[frozenset[date], frozenset[date]]:
        from chinese_calendar.constants import holidays, workdays

        return frozenset(holidays), frozenset(workdays)

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(day.year for day in self._known[0])


CALENDAR = OfficialDays()
"""One for the whole program: its tables are read when the first working day is counted."""
