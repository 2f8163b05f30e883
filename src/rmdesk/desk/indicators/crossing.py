"""Lines that were crossed in a month that has ended: whoever watches says what follows (DESK-11)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import counted
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.facts import CrossingAnswered
from rmdesk.domain.indicators.periods import Period, month_of
from rmdesk.domain.refusal import stop, written

ANSWER_DAYS = 10
"""So many days after a month's end its crossed lines are to be answered."""
MONTHS = 2
"""So many months back a crossed line that nobody answered stands among the dues."""


class Crossing(NamedTuple):
    """A figure beyond its warning line, of a month that has ended, and until when to answer it."""

    indicator: Indicator
    period: Period
    value: Decimal
    until: date


def open_crossings(desk: Desk) -> tuple[Crossing, ...]:
    """Of the branch as a whole, whoever is at the desk, those that nobody has answered. For use cases and dues."""
    return desk.until_told(open_crossings, lambda: tuple(_found(desk)))


def _found(desk: Desk) -> Iterator[Crossing]:
    watched = [one for one in desk.pack.indicators.indicator if one.warning is not None]
    known = {(row["key"], row["start"]) for row in desk.store.query("SELECT key, start FROM crossing")}
    period, read = month_of(desk.today()), Reading(desk, whole=True)
    for _ in range(MONTHS):
        period = period.before
        for one in watched:
            if (one.key, period.start.isoformat()) in known:
                continue
            value = desk.until_told((counted, one.key, period), partial(_value, read, one, period))
            if value is not None and one.crossed(value):
                yield Crossing(one, period, value, period.end + timedelta(ANSWER_DAYS))


def _value(read: Reading, one: Indicator, period: Period) -> Decimal | None:
    return counted(read, one, period).value


@use_case("indicators.answer")
def answer(desk: Desk, key: str, start: date, note: str) -> None:
    """Say what follows from a figure of the month that begins on `start`: what was found, what is done about it."""
    one = desk.pack.indicators.named(key)
    period = month_of(start)
    if one is None:
        stop("INPUT.unknown", what="indicator", given=key[:40])
    found = counted(Reading(desk, whole=True), one, period).value
    if found is None or not one.crossed(found) or period.end >= desk.today():
        stop("DESK-11.line", name=one.title)
    value = f"{found:f} {one.unit}"
    fact = CrossingAnswered(key=key, start=period.start, end=period.end, value=value, note=written("note", note))
    desk.record(fact, key)
