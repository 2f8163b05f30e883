"""Playing many scripts at once in the order of time, as a branch lives them: the journal refuses a clock run back."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import TypeAlias, TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused

Cue: TypeAlias = "tuple[str, datetime] | timedelta"
"""What a script waits for: an instant and who then sits at the desk, or just some time."""
Script: TypeAlias = Iterator[Cue]
T = TypeVar("T")


class SampleError(ValueError):
    """The sample's files ask for something that the desk refuses, or that lies in the future."""


class Stage:
    """A clock that is set by the scripts, and the scripts that wait for their turn."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.now = start
        self.end = end
        self._waiting: list[tuple[datetime, int, str, Script]] = []
        self._order = count()

    def clock(self) -> datetime:
        """The instant at which the script on stage acts."""
        return self.now

    def enter(self, script: Script) -> None:
        """Let a script wait for its first cue."""
        self._wait(script, "", self.now)

    def play(self, desk: Desk, people: dict[str, Person]) -> None:
        """Play all scripts to their ends; SampleError when one acts after the end or is refused."""
        while self._waiting:
            at, _, who, script = heapq.heappop(self._waiting)
            self.now = at
            self._sit_down(desk, people[who])
            self._wait(script, who, at)

    def _sit_down(self, desk: Desk, person: Person) -> None:
        """Whoever comes to the desk after somebody else unlocks it."""
        if desk.actor.login != person.login:
            desk.actor = person
            desk.record(DeskUnlocked(), person.login)

    def _wait(self, script: Script, who: str, at: datetime) -> None:
        cue = next(script, None)
        if cue is None:
            return
        who, at = (who, at + cue) if isinstance(cue, timedelta) else cue
        if not self.now <= at <= self.end:
            raise SampleError(f"{who} cannot act at {at}: it is {self.now}, and the sample ends at {self.end}")
        heapq.heappush(self._waiting, (at, next(self._order), who, script))


def granted(desk: Desk, answer: T | Refused, about: str, lang: Lang = "en") -> T:
    """What a use case answered, when it did not refuse."""
    if isinstance(answer, Refused):
        said = "; ".join(f"{desk.pack.say(one, lang).text} ({one.code})" for one in answer.reasons)
        raise SampleError(f"{about}: {said}")
    return answer
