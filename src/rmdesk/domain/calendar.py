"""Counting days, months and years as the law does."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the month's end where that month has no such day (民法典 202)."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Whole years on `day`; the birthday itself counts, 29 February's falls on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
