"""Lines that were crossed in a month that has ended: whoever watches says what follows (DESK-11)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import Shown, shown
from rmdesk.domain.indicators.facts import CrossingAnswered
from rmdesk.domain.indicators.periods import Period, month_of
from rmdesk.domain.refusal import stop, written

ANSWER_DAYS = 10
"""So many days after a month's end its crossed lines are to be answered."""
MONTHS = 2
"""So many months back a crossed line that nobody answered stands among the dues."""


class Crossing(NamedTuple):
    """A figure beyond its warning line, of a month that has ended, and until when to answer it."""

    shown: Shown
    until: date


def open_crossings(desk: Desk) -> Iterator[Crossing]:
    """Of the branch as a whole, whoever is at the desk, those that nobody has answered. For use cases and dues."""
    watched = [one for one in desk.pack.indicators.indicator if one.warning is not None]
    known = {(row["key"], row["start"]) for row in desk.store.query("SELECT key, start FROM crossing")}
    period = month_of(desk.today())
    for _ in range(MONTHS):
        period = period.before
        for one in watched:
            if (one.key, period.start.isoformat()) in known:
                continue
            found = shown(desk, one, period, whole=True)
            if found.crossed:
                yield Crossing(found, period.end + timedelta(ANSWER_DAYS))


@use_case("indicators.answer")
def answer(desk: Desk, key: str, start: date, note: str) -> None:
    """Say what follows from a figure of the month that begins on `start`: what was found, what is done about it."""
    one = desk.pack.indicators.named(key)
    period: Period = month_of(start)
    if one is None:
        stop("INPUT.unknown", what="indicator", given=key[:40])
    found = shown(desk, one, period, whole=True)
    if not found.crossed:
        stop("DESK-11.line", name=one.title)
    value = f"{found.figure.value:f} {one.unit}"
    fact = CrossingAnswered(key=key, start=period.start, end=period.end, value=value, note=written("note", note))
    desk.record(fact, key)
