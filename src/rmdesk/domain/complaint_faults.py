"""What is impossible in the course of a complaint: times out of order, pauses that overlap, steps taken too late."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rmdesk.domain.clocks import ClockRule, Course, Pause, WorkingDays, clocks
from rmdesk.domain.refusal import Refusal, refuse

EARLIEST = date(2000, 1, 1)
"""Nothing that a branch still handles was received before; an earlier year is a slip of the keys."""


def receipt_fault(received: datetime, now: datetime) -> Refusal | None:
    """Why a case cannot have been received then: after now, or absurdly early."""
    if received > now:
        return refuse("COMP-08.future", given=f"{received:%Y-%m-%d %H:%M}")
    return refuse("COMP-08.early", given=received.date(), least=EARLIEST) if received.date() < EARLIEST else None


def course_faults(rules: Iterable[ClockRule], course: Course, calendar: WorkingDays) -> tuple[Refusal, ...]:
    """What is impossible in a course: pauses that overlap or lie outside, notice before receipt, a recheck too late."""
    held = tuple(rules)
    received, faults = course.received.date(), list(_pause_faults(held, course, calendar))
    if course.new_facts is not None:
        day = course.new_facts.date() if isinstance(course.new_facts, datetime) else course.new_facts
        if day < received or (course.notice is not None and day > course.notice):
            faults.append(refuse("COMP-07.new_facts", given=day, received=received))
    if course.notice is not None and course.notice < received:
        faults.append(refuse("COMP-11.before", given=course.notice, received=received))
    if course.recheck is not None:
        faults += recheck_faults(held, course, calendar)
    return tuple(faults)


def recheck_faults(rules: Iterable[ClockRule], course: Course, calendar: WorkingDays) -> list[Refusal]:
    """Why 核查 cannot be asked for on `course.recheck`: nothing was told yet, or the window is over (COMP-10)."""
    asked = course.recheck
    if asked is None:
        return []
    if course.notice is None or asked < course.notice:
        return [refuse("COMP-10.early", given=asked)]
    windows = (one for one in clocks(rules, course, calendar) if one.party == "complainant")
    return [refuse("COMP-10.late", given=asked, until=one.due_day) for one in windows if asked > one.due_day]


def _pause_faults(rules: Sequence[ClockRule], course: Course, calendar: WorkingDays) -> Iterable[Refusal]:
    """Pauses in order, none empty, none before the receipt, none behind the notice or the end of the count."""
    before: tuple[Pause, ...] = ()
    for pause in course.ordered_pauses:
        span = {"start": pause.start, "end": pause.end}
        if pause.end <= pause.start:
            yield refuse("COMP-07.pause_order", **span)
        elif pause.start < course.received.date() or (course.notice is not None and pause.end > course.notice):
            yield refuse("COMP-07.pause_outside", **span)
        elif before and pause.start < before[-1].end:
            yield refuse("COMP-07.pause_overlap", **span)
        elif pause.start >= _runs_until(rules, course, before, calendar):
            yield refuse("COMP-07.pause_outside", **span)
        before = (*before, pause)


def _runs_until(rules: Sequence[ClockRule], course: Course, pauses: tuple[Pause, ...], calendar: WorkingDays) -> date:
    """The legal date with only `pauses` taken; for a case without a legal clock the last date of all."""
    counted = [rule for rule in rules if rule.start == "receipt" and rule.unit != "hours"]
    found = clocks(counted, course.model_copy(update={"pauses": pauses}), calendar)
    legal = [clock.due_day for clock in found if clock.legal]
    return max(legal or [clock.due_day for clock in found], default=date.max)
