"""A computer's clock that was set wrong: noticed at once, selling stops, a second person confirms (DESK-19).

Every fact has a time. No fact is dated before the last one, and none longer after it than a desk can well have rested
(`clock_gap_days`), or a waiting time or a retention would be over with one setting of the computer. Until the time is
confirmed the desk can be read and nothing can be recorded: no assessment, no sale, no print, no destruction.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof, Proven
from rmdesk.domain import facts, vault_facts
from rmdesk.domain.refusal import stop
from rmdesk.domain.sensitive import Asked

SLIP = timedelta(seconds=1)
"""What the desk helps along by itself (`Desk.now`)."""


class Wrong(NamedTuple):
    """The last fact is dated `last`, and now the clock says `now` (both aware, UTC): before it, or too long after."""

    last: datetime
    now: datetime

    @property
    def way(self) -> str:
        """Which way it seems to have been set: "back" or "ahead"."""
        return "back" if self.now < self.last else "ahead"


def wrong(desk: Desk) -> Wrong | None:
    """Whether the clock's time must be confirmed. For the title line, and before anything is recorded."""
    last, now = desk.store.last_at(), desk.clock()
    if last is None:
        return None
    return Wrong(last, now) if last - now >= SLIP or desk.rested_too_long(now) else None


def asked(desk: Desk, found: Wrong) -> Asked:
    """Who must confirm: a second person. At a desk of one, a clock that is ahead is confirmed by the own password: it
    waits for nothing, and a long leave would stop the desk for ever."""
    wanted = desk.pack.asked("clock.confirm")
    others = (one for one in people_rows.all_of(desk.store) if one.active and one.login != desk.actor.login)
    alone = not any(set(wanted.roles) & set(one.roles) for one in others)
    return Asked(demand="password") if alone and found.way == "ahead" else wanted


@use_case("clock.confirm")
def confirm(desk: Desk, proof: Proof) -> Wrong:
    """A second person confirms that the clock is right now; from here on facts are dated by it again."""
    found = wrong(desk)
    if found is None:
        stop("DESK-19.clock_right")
    wanted = asked(desk, found)
    if wanted.demand == "password":
        who = Proven(desk.actor, guarding.own_key(desk, proof.password, "proof"))
    else:
        who = guarding.second_person(desk, proof, "clock.confirm", wanted.roles)
    with desk.transaction():
        confirmed = vault_facts.ClockConfirmed(last=found.last, now=found.now)
        desk.store.append(confirmed, actor=who.person.login, subject="desk", at=found.now)
        desk.record(facts.DeskUnlocked(), desk.actor.login)
    guarding.tell_failures(desk)
    return found
