"""The sum of a clock in words: "received 2026-11-02 + 15 days = 2026-11-17, COMP-05"."""

from datetime import datetime

from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import Clock, When
from rmdesk.locale import tr


def shown(when: When) -> str:
    """A day as 2026-11-17, a moment as 2026-11-03 10:30."""
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()


def sum_of(clock: Clock, lang: Lang) -> str:
    """The whole count of one clock in one line."""
    begins = ("reopened" if clock.reopened else "new_facts") if clock.restarted else clock.begins
    parts = [tr(lang, f"clocks.{clock.unit}", count=clock.count)]
    if clock.paused:
        key = "clocks.paused_working" if clock.unit == "working_days" else "clocks.paused"
        parts.append(tr(lang, key, count=clock.paused))
    start = tr(lang, f"clocks.{begins}", start=shown(clock.start))
    return tr(lang, "clocks.sum", start=start, parts=" + ".join(parts), due=shown(clock.due), rule=clock.rule)


def note_of(clock: Clock, lang: Lang) -> str:
    """What is to be known beside the date: that it is provisional, or falls on a day off; "" for nothing."""
    if clock.provisional:
        return tr(lang, "clocks.provisional", year=clock.due_day.year)
    if clock.shifted is not None:
        key = "clocks.shift_assumed" if clock.shift_assumed else "clocks.shifted"
        days = {"due": clock.due_day.isoformat(), "shifted": clock.shifted.isoformat()}
        return tr(lang, key, year=clock.shifted.year, **days)
    return ""
