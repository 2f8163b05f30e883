"""The clock leaps while somebody works: back, ahead, by a blink or by years, where the hour changes, with the computer
in another zone. Facts stay in order, nothing is recorded while the time is in doubt, a second person sets it right, and
whoever walks away is locked out by the clock that goes on.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from unittest.mock import patch

from faults.parts import Outcome
from rmdesk.desk import checking, clients, clockwatch, opening, people, sales
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting
from rmdesk.domain.refusal import Refused
from rmdesk.domain.vault_facts import ClockConfirmed
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.tui import idle
from rmdesk.tui.idle import Idleness
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, done
from support.people import person_profile, staff
from support.walk import values_for

_PLACES: Final = {
    "Asia/Shanghai": "2026-11-21T02:30",
    "Europe/London": "2026-10-25T00:20",
    "America/New_York": "2026-11-01T05:20",
    "Australia/Lord_Howe": "2026-10-03T15:10",
    "Pacific/Apia": "2026-06-30T10:59",
    "Asia/Kathmandu": "2026-12-31T18:14",
}
"""Zones, each with an instant (UTC) before its hour or its day changes."""
_LEAPS: Final = (
    *(0.0, 0.3, 2.0, 60.0, 1800.0, 3600.0, 7200.0, 20 * 3600.0, 86_400.0, 9 * 86_400.0, 31 * 86_400.0, 400 * 86_400.0),
    *(-0.3, -0.9, -2.0, -60.0, -3600.0, -86_400.0, -31 * 86_400.0, -2000 * 86_400.0),
)
_TURNS: Final = 60
_IN_DOUBT: Final = {"DESK-19.clock", "DESK-19.clock_ahead"}


class Leaping:
    """One desk in some zone, at which people work while the clock does what it likes."""

    def __init__(self, chance: random.Random, folder: Path, outcome: Outcome) -> None:
        self._chance, self._folder, self._outcome = chance, folder, outcome
        self._zone, begins = chance.choice(list(_PLACES.items()))
        self._clock = Clock(datetime.fromisoformat(begins).replace(tzinfo=UTC))
        branch = BRANCH.model_copy(update={"zone": self._zone})
        pack = load(resource("forms"))
        made = opening.create(folder, branch, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=self._clock)
        self._desk, _ = done(made)
        done(people.add(self._desk, staff("lin", "manager"), PASSWORD, PASSWORD, COST))
        self._born = date(1960, 1, 1)

    def work(self) -> None:
        """Turn after turn; what does not hold goes into the outcome."""
        for _ in range(_TURNS):
            leap = self._chance.choice(_LEAPS)
            self._clock.forward(seconds=leap)
            os.environ["TZ"] = self._chance.choice(list(_PLACES))
            time.tzset()
            self._outcome.done["leaps of the clock"] += 1
            self._turn()
            if self._chance.random() < 0.1:
                self._again()
            if clockwatch.wrong(self._desk) is not None and self._chance.random() < 0.5:
                self._set_right()
        if clockwatch.wrong(self._desk) is not None:
            self._set_right()
        self._outcome.wrong += [f"{self._zone}: {one}" for one in self._judged()]
        self._desk.close()

    def _turn(self) -> None:
        doubted, head = clockwatch.wrong(self._desk) is not None, self._desk.store.head()
        act = self._chance.choice((self._client, self._sale, self._entry, self._phone))
        answer = act()
        self._outcome.done["of the acts refused"] += isinstance(answer, Refused)
        if doubted and self._desk.store.head() != head:
            self._outcome.wrong.append(f"{self._zone} at {self._clock.now}: recorded while in doubt: {answer}")
        if not doubted and _in_doubt(answer):  # within a blink of where doubt begins
            self._clock.forward(seconds=2)
            if clockwatch.wrong(self._desk) is None and _in_doubt(again := act()):
                self._outcome.wrong.append(f"{self._zone} at {self._clock.now}: not in doubt, and {again}")

    def _client(self) -> object:
        self._born += timedelta(days=1)
        values = values_for(self._desk, "person", person_profile(self._born, phone="13800000456"))
        return clients.register(self._desk, "person", {**values, "id_valid_until": "long-term"})

    def _sale(self) -> object:
        return sales.start(self._desk, self._someone())

    def _phone(self) -> object:
        return clients.reveal(self._desk, self._someone(), "phone")

    def _someone(self) -> str:
        rows = self._desk.store.query("SELECT id FROM client")
        return str(self._chance.choice(rows)["id"]) if rows else "nobody"

    def _entry(self) -> object:
        typed = {"about": "branch", "title": "演练", "class": "operational", "source": "check", "likelihood": "3",
                 "impact": "5", "owner": "demo", "review_on": "2199-03-01"}  # fmt: skip
        return acting.begin(self._desk, "risk", typed)

    def _again(self) -> None:
        self._desk.close()
        self._desk = done(opening.unlock(self._folder, "demo", PASSWORD, clock=self._clock))
        self._outcome.done["openings"] += 1

    def _set_right(self) -> None:
        answer = clockwatch.confirm(self._desk, Proof(PASSWORD, "lin"))
        self._outcome.done["confirmations"] += 1
        if isinstance(answer, Refused) or clockwatch.wrong(self._desk) is not None:
            self._outcome.wrong.append(f"{self._zone} at {self._clock.now}: not set right: {answer}")

    def _judged(self) -> Iterator[str]:
        last = datetime.min.replace(tzinfo=UTC)
        for entry in self._desk.store.entries():
            if entry.at < last and entry.kind != ClockConfirmed.kind:
                yield f"{entry.kind} at {entry.at} after {last}"
            last = entry.at
            self._outcome.done["facts under a leaping clock"] += 1
        for what, answer in (
            ("verify", checking.verify(self._desk, replay=True)),
            ("rules", checking.rules(self._desk)),
        ):
            if isinstance(answer, Refused) or answer.faults:
                yield f"{what}: {answer}"


def _in_doubt(answer: object) -> bool:
    return isinstance(answer, Refused) and not _IN_DOUBT.isdisjoint(one.code for one in answer.reasons)


def _work(seconds: float, seed: int, scratch: Path) -> Outcome:
    """Desk after desk."""
    outcome, chance, until = Outcome(), random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < until:
        folder = scratch / "desk"
        Leaping(chance, folder, outcome).work()
        shutil.rmtree(folder)
        outcome.done["desks"] += 1
    return outcome


class _Timer:
    """Rings by the clock that goes on."""

    def __init__(self, at: float, rings: Callable[[], None]) -> None:
        self.at, self.rings, self.stopped = at, rings, False

    def stop(self) -> None:
        """Ring no more."""
        self.stopped = True


def _idle(seconds: float, seed: int, scratch: Path) -> Outcome:  # noqa: ARG001
    """Nobody types while the wall clock leaps: it locks no later than by the clock that goes on, and not before one of
    the two says so."""
    outcome, chance, until = Outcome(), random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < until:
        limit = chance.choice((60.0, 300.0, 900.0))
        now, timers, locked = [0.0, 1e9], list[_Timer](), list[tuple[float, float]]()

        def after(wait: float, rings: Callable[[], None]) -> _Timer:
            timers.append(_Timer(now[0] + wait, rings))  # noqa: B023
            return timers[-1]  # noqa: B023

        with patch.object(idle, "_now", lambda: (now[0], now[1])):  # noqa: B023
            idleness = Idleness(after, lambda: locked.append((now[0], now[1])))  # type: ignore[arg-type]  # noqa: B023
            idleness.watch(limit)
            touched = (now[0], now[1])
            for _ in range(40):
                passes = chance.choice((0.5, 7.0, limit / 3, limit - 1, limit))
                now[1] += chance.choice((0.0, 0.0, 0.0, -7200.0, 3600.0, -1e8, limit))
                end = now[0] + passes
                while due := [one for one in timers if not one.stopped and one.at <= end]:
                    first = min(due, key=lambda one: one.at)
                    now[1] += first.at - now[0]
                    now[0] = first.at
                    first.stopped = True
                    first.rings()
                now[1] += end - now[0]
                now[0] = end
                outcome.done["idle spells"] += 1
                idled = now[0] - touched[0]
                if idled > limit and not locked:
                    outcome.wrong.append(f"idle for {idled} of {limit} s and not locked")
                if locked and max(locked[0][0] - touched[0], locked[0][1] - touched[1]) < limit:
                    outcome.wrong.append(f"locked after {locked[0]} since {touched} of {limit} s")
                if chance.random() < 0.5:
                    late = idleness.touched()
                    if late != (max(now[0] - touched[0], now[1] - touched[1]) >= limit):
                        outcome.wrong.append(f"a key after {now} since {touched}: late {late}")
                    touched = (now[0], now[1])
                    locked.clear()
    return outcome


PARTS: Final[dict[str, Callable[[float, int, Path], Outcome]]] = {"leaping": _work, "idle": _idle}
