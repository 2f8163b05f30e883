"""Every deadline of a course of events, without a desk (`rmdesk deadlines`)."""

from datetime import datetime
from typing import Any, NamedTuple

from rmdesk.desk.complaints.sums import sum_of
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import Clock, ClockInput, When, WorkingDays, clocks, earliest
from rmdesk.domain.complaint_faults import clock_faults, receipt_fault
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack


class Deadlines(NamedTuple):
    """Every clock of a course, and the open one that is due first."""

    clocks: tuple[Clock, ...]
    due: Clock | None


def deadlines(
    pack: Pack, clock_input: ClockInput, now: datetime, calendar: WorkingDays = CALENDAR
) -> Deadlines | Refused:
    """The clocks that run for `clock_input`. `now` is the local time; a receipt behind it is refused
    (COMP-08.future)."""
    future = receipt_fault(clock_input.received, now)
    rules = pack.clocks.on(clock_input.received.date())
    faults = ((future,) if future is not None else ()) + clock_faults(rules, clock_input, calendar)
    if faults:
        return Refused(reasons=faults)
    found = clocks(rules, clock_input, calendar)
    return Deadlines(found, earliest(found))


def as_json(found: Deadlines, lang: Lang) -> dict[str, Any]:
    """The clocks as plain values: {"clocks": [{"clock", "rule", "name", "due", "legal", "sum", "provisional"}],
    "due"}."""
    listed = [
        {
            "clock": clock.id,
            "rule": clock.rule,
            "name": clock.name.of(lang),
            "due": _iso(clock.due),
            "legal": clock.legal,
            "sum": sum_of(clock, lang),
            "provisional": clock.provisional,
        }
        for clock in found.clocks
    ]
    return {"clocks": listed, "due": None if found.due is None else _iso(found.due.due)}


def _iso(when: When) -> str:
    return when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()
