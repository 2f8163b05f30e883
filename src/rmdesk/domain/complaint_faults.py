"""What is impossible in the course of a complaint: times out of order, pauses that overlap, steps taken too late."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rmdesk.domain.clocks import ClockInput, ClockRule, Pause, WorkingDays, clocks
from rmdesk.domain.refusal import Refusal, refuse

EARLIEST = date(2000, 1, 1)
"""Nothing that a branch still handles was received before; an earlier year is a slip of the keys."""


def receipt_fault(received: datetime, now: datetime) -> Refusal | None:
    """Why a case cannot have been received then: after now, or absurdly early."""
    if received > now:
        return refuse("COMP-08.future", given=f"{received:%Y-%m-%d %H:%M}")
    return refuse("COMP-08.early", given=received.date(), least=EARLIEST) if received.date() < EARLIEST else None


def clock_faults(rules: Iterable[ClockRule], clock_input: ClockInput, calendar: WorkingDays) -> tuple[Refusal, ...]:
    """What is impossible in a course: pauses that overlap or lie outside, notice before receipt, a recheck too late."""
    held = tuple(rules)
    received, faults = clock_input.received.date(), list(_pause_faults(held, clock_input, calendar))
    if clock_input.new_facts is not None:
        day = clock_input.new_facts.date() if isinstance(clock_input.new_facts, datetime) else clock_input.new_facts
        if day < received:
            faults.append(refuse("COMP-07.new_facts", given=day, received=received))
    if clock_input.notice is not None and clock_input.notice < received:
        faults.append(refuse("COMP-11.before", given=clock_input.notice, received=received))
    if clock_input.recheck is not None:
        faults += recheck_faults(held, clock_input, calendar)
    return tuple(faults)


def recheck_faults(rules: Iterable[ClockRule], clock_input: ClockInput, calendar: WorkingDays) -> list[Refusal]:
    """Why 核查 cannot be asked for on `clock_input.recheck`: nothing was told yet, or the window is over (COMP-10)."""
    asked = clock_input.recheck
    if asked is None:
        return []
    if clock_input.told is None or asked < clock_input.told:
        return [refuse("COMP-10.early", given=asked)]
    windows = (one for one in clocks(rules, clock_input, calendar) if one.party == "complainant")
    return [refuse("COMP-10.late", given=asked, until=one.due_day) for one in windows if asked > one.due_day]


def _pause_faults(rules: Sequence[ClockRule], clock_input: ClockInput, calendar: WorkingDays) -> Iterable[Refusal]:
    """Pauses in order, none empty, none before the receipt, none behind the notice or the end of the count."""
    before: tuple[Pause, ...] = ()
    for pause in clock_input.ordered_pauses:
        span = {"start": pause.start, "end": pause.end}
        if pause.end <= pause.start:
            yield refuse("COMP-07.pause_order", **span)
        elif pause.start < clock_input.received.date() or (
            clock_input.told is not None and pause.end > clock_input.told
        ):
            yield refuse("COMP-07.pause_outside", **span)
        elif before and pause.start < before[-1].end:
            yield refuse("COMP-07.pause_overlap", **span)
        elif pause.start >= _runs_until(rules, clock_input, before, calendar):
            yield refuse("COMP-07.pause_outside", **span)
        before = (*before, pause)


def _runs_until(
    rules: Sequence[ClockRule], clock_input: ClockInput, pauses: tuple[Pause, ...], calendar: WorkingDays
) -> date:
    """The legal date with only `pauses` taken; for a case without a legal clock the last date of all."""
    counted = [rule for rule in rules if rule.start == "receipt" and rule.unit != "hours"]
    found = clocks(counted, clock_input.model_copy(update={"pauses": pauses}), calendar)
    legal = [clock.due_day for clock in found if clock.legal]
    return max(legal or [clock.due_day for clock in found], default=date.max)
