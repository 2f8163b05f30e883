"""A computer's clock that was set back: noticed at once, selling stops, a second person confirms (DESK-19).

Every fact has a time and no fact is dated before the last one, so with such a clock the desk can be read and nothing
can be recorded: no assessment, no sale, no print.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import facts, trust_facts
from rmdesk.domain.refusal import Refused, refused

SLIP = timedelta(seconds=1)
"""What the desk helps along by itself (`Desk.now`)."""


class GoneBack(NamedTuple):
    """The last fact is dated `last`, and now the clock says `now` (both aware, UTC)."""

    last: datetime
    now: datetime


def gone_back(desk: Desk) -> GoneBack | None:
    """Whether the clock stands before the last fact. For the title line, and before anything is recorded."""
    last, now = desk.store.last_at(), desk.clock()
    return GoneBack(last, now) if last is not None and last - now >= SLIP else None


@use_case("clock.confirm")
def confirm(desk: Desk, proof: Proof) -> GoneBack | Refused:
    """A second person confirms that the clock is right now; from here on facts are dated by it again."""
    gone = gone_back(desk)
    if gone is None:
        return refused("DESK-19.clock_right")
    asked = desk.pack.asked("clock.confirm")
    second = guarding.second_person(desk, proof, "clock.confirm", asked.roles)
    if isinstance(second, Refused):
        return second
    with desk.transaction():
        confirmed = trust_facts.ClockConfirmed(last=gone.last, now=gone.now)
        desk.store.append(confirmed, actor=second.person.login, subject="desk", at=gone.now)
        desk.record(facts.DeskUnlocked(), desk.actor.login)
    guarding.tell_failures(desk)
    return gone
