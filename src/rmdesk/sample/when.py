"""Days and instants of the sample, relative to the day on which the desk is built: it must be lively on any day."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rmdesk.domain.calendar import add_months

_PART = re.compile(r"([+-]\d+)(min|y|m|d|h)")
_MONTHS = {"y": 12, "m": 1}


def day(text: str, today: date) -> date:
    """The day that "-46y-120d" names: days first, then months and years, so that "-12m+3d" is the day whose year is up
    in three days. "today" is today. ValueError for anything else.
    """
    if text == "today":
        return today
    parts = _parts(text, "ymd")
    moved = today + timedelta(sum(count for count, unit in parts if unit == "d"))
    return add_months(moved, sum(count * _MONTHS[unit] for count, unit in parts if unit in _MONTHS))


def moment(text: str, now: datetime, zone: str) -> datetime:
    """The instant that "-6d 10:05" (a day, and the branch's time of day) or "-3h-20min" (before now) names, in UTC."""
    head, _, clock = text.partition(" ")
    if not clock:
        parts = _parts(text, ("h", "min"))
        return now + sum(
            (timedelta(hours=n) if unit == "h" else timedelta(minutes=n) for n, unit in parts), timedelta()
        )
    local = ZoneInfo(zone)
    on = day(head, now.astimezone(local).date())
    return datetime.combine(on, time.fromisoformat(clock), local).astimezone(UTC)


def _parts(text: str, units: str | tuple[str, ...]) -> list[tuple[int, str]]:
    parts = [(int(count), unit) for count, unit in _PART.findall(text)]
    if not parts or _PART.sub("", text) or any(unit not in units for _, unit in parts):
        raise ValueError(f"the sample does not know the time {text!r}")
    return parts
