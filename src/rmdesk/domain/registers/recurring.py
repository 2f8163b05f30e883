"""The periods of what recurs: a drill each quarter, a checklist each working day."""

from datetime import date, timedelta

from rmdesk.domain.calendar import add_months
from rmdesk.domain.clocks import WorkingDays
from rmdesk.domain.registers.words import Period

_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def period_of(every: Period, day: date, calendar: WorkingDays) -> tuple[date, date] | None:
    """The first and the last day of the period in which `day` lies, both included; None where a day that is no working
    day asks for nothing."""
    if every == "working_day" and not calendar.is_working(day):
        return None
    if every in ("day", "working_day"):
        return day, day
    if every == "week":
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    months = _MONTHS[every]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, add_months(first, months) - timedelta(1)
