"""Periods as people type them, and the months before one."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rmdesk.desk.desk import Desk
from rmdesk.domain.calendar import add_months
from rmdesk.domain.fields import read_date

Period = tuple[date, date]
_MONTH = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?")
_YEAR = re.compile(r"([0-9]{4})年?")
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|\.\.|\s)\s*")


def month_of(day: date) -> Period:
    """The month that `day` is in."""
    first = day.replace(day=1)
    return first, add_months(first, 1) - timedelta(1)


def moved(period: Period, by: int) -> Period:
    """The month `by` months from the one that the period begins in."""
    return month_of(add_months(period[0].replace(day=1), by))


def read_period(text: str) -> Period | None:
    """ "2026", "2026-11", one day, or two days; None when it is none."""
    typed = text.strip()
    month = _MONTH.fullmatch(typed)
    if month is not None and 1 <= int(month[2]) <= 12:
        return month_of(date(int(month[1]), int(month[2]), 1))
    year = _YEAR.fullmatch(typed)
    if year is not None:
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    days = [read_date(part) for part in _BETWEEN.split(typed)]
    if len(days) not in (1, 2) or days[0] is None or days[-1] is None:
        return None
    return days[0], days[-1]


def end_of(desk: Desk, day: date) -> datetime:
    """The last instant of a day at the branch."""
    return datetime.combine(day, time.max, ZoneInfo(desk.branch.zone))
