"""Desks for tests: set up in milliseconds, with invented people."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.settings import checklist
from rmdesk.domain.people import Branch, Person
from rmdesk.domain.refusal import Refused
from rmdesk.domain.vault_facts import ClockConfirmed
from rmdesk.formpack import Pack
from rmdesk.store import Store, slots
from support.clock import Clock
from support.people import staff

T = TypeVar("T")
PASSWORD = "demo"
BRANCH = Branch(bank="示例银行", branch="虚构支行", contact="400-000-0000", review="own")
COST = opening.Cost.quick()
Beginning = Callable[[Desk], object]
"""What is done at a desk before a test begins; not a lambda, which would be another one each time."""


@contextmanager
def new_desk(folder: Path, pack: Pack, clock: Clock, person: Person | None = None) -> Iterator[Desk]:
    """A desk in `folder`, open, with `person` (somebody who may do everything) at it."""
    made = opening.create(folder, BRANCH, person or staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock)
    desk, _ = done(made)
    try:
        yield desk
    finally:
        desk.close()


class FreshDesks:
    """Desks of one branch as they are after the same beginning: one is made, the others are copies of it, with its key
    and its device, at the time at which the beginning ended. Of two desks that meet in a test one comes from
    `new_desk`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, datetime, tuple[Beginning, ...]], tuple[Path, datetime]] = {}

    @contextmanager
    def copied(self, folder: Path, pack: Pack, clock: Clock, *begun: Beginning) -> Iterator[Desk]:
        """A desk in `folder`, open, with somebody who may do everything at it; `begun` was done before."""
        made, clock.now = self._of(pack, clock(), begun)
        shutil.copytree(made, folder)
        key = slots.open(folder, "demo", PASSWORD)
        desk = Desk(folder, Store.open(folder, key), pack, BRANCH, staff("demo"), clock)
        try:
            yield desk
        finally:
            desk.close()

    def _of(self, pack: Pack, at: datetime, begun: tuple[Beginning, ...]) -> tuple[Path, datetime]:
        made = self._made.get((pack.digest, at, begun))
        if made is None:
            folder, clock = self._folder / str(len(self._made)), Clock(at)
            with new_desk(folder, pack, clock) as desk:
                for act in begun:
                    act(desk)
            made = self._made[pack.digest, at, begun] = folder, clock()
        return made


def opened(desk: Desk) -> Desk:
    """The same desk with its opening put away: home shows the day, not what a new branch still lacks."""
    done(checklist.end(desk, "测试台"))
    return desk


def rested(desk: Desk, clock: Clock, **by: float) -> None:
    """Time passed, longer than a desk may rest, and somebody confirmed that the clock is right (DESK-19)."""
    confirmed = ClockConfirmed(last=clock(), now=clock.forward(**by))
    desk.store.append(confirmed, actor=desk.actor.login, subject="desk", at=clock())


def done(answer: T | Refused) -> T:
    """What a use case answered; the test fails with the reasons when it refused."""
    assert not isinstance(answer, Refused), [(one.code, one.saw) for one in answer.reasons]
    return answer


def codes(answer: object) -> list[str]:
    """The codes of a refusal; the test fails when there was none."""
    assert isinstance(answer, Refused), answer
    return [one.code for one in answer.reasons]
