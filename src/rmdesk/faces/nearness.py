"""When something is due, as people say it."""

from datetime import datetime

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import When
from rmdesk.locale import tr

_FAR = 366
"""Days from which on a date says more than their number."""


def how_near(desk: Desk, due: When, lang: Lang) -> str:
    """A due date as people say it: late by so many days or hours, today, in so many days."""
    today, day = desk.today(), due.date() if isinstance(due, datetime) else due
    days = (day - today).days
    if isinstance(due, datetime) and abs(days) < 2:
        now = desk.local(desk.now()).replace(tzinfo=None)
        if due < now:
            hours = int((now - due).total_seconds() // 3600)
            return tr(lang, "common.when.late_hours" if hours else "common.when.late_now", hours=hours)
        if days == 0:
            return tr(lang, "common.when.at", time=f"{due:%H:%M}")
    if days < 0:
        return tr(lang, "common.when.late", days=-days)
    if days > _FAR:
        return day.isoformat()
    key = "today" if days == 0 else "tomorrow" if days == 1 else "in_days"
    return tr(lang, f"common.when.{key}", days=days)
