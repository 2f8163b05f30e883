"""Random keys and clicks, over all roles, both languages and changing sizes: nothing ends the program, and the journal
that they leave is whole.

A desk is a copy of the sample, at which people take turns; after `TURNS` of them it is verified, with its tables and
by the rules, and another one begins. A quarter of the keys answer what is asked, another those that the screen in front
offers; what is only to be read is put away more often than not.
"""

import asyncio
import math
import random
import sys
import time
import traceback
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from textual.widget import Widget

from faults.parts import Outcome
from rmdesk.desk import checking, opening
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.tui import themes
from rmdesk.tui.app import RmdeskApp
from rmdesk.tui.kit.choice import Choice
from rmdesk.tui.kit.form_row import FormRow
from rmdesk.tui.kit.text_input import TextInput
from support.clock import Clock
from support.desks import PASSWORD
from support.quick import quick
from support.sampled import copied, sample_desk

PEOPLE = ("demo", "manager", "reviewer", "compliance", "keeper", "auditor", "admin")
LANGS: tuple[Lang, ...] = ("zh", "en")
SIZES = ((80, 20), (80, 24), (100, 30), (120, 40), (160, 45))
SMALL = (40, 20)
KEYS = (
    *["enter", "down"] * 8,
    *["left", "right", "tab", "up"] * 3,
    *["escape"] * 4,
    *("shift+tab", "space", "pagedown", "pageup", "home", "end", "backspace", "ctrl+u", "slash", "question_mark"),
    *[f"f{number}" for number in range(1, 13)],
    *"1234567890" * 2,
    *"abkyzn,.-=王投诉１、",
)
WORDS = (
    "王",
    "li",
    "K-0024",
    "400000",
    "20000.50",
    "2026-11-20",
    "20261121",
    "13900000000",
    "１２",
    "因客户要求",
    "x" * 40,
)
FITTING: Final[dict[str, tuple[str, ...]]] = {
    "date": ("2026-11-20", "2030-06-30", "今天"),
    "amount": ("20000", "400000", "50000.00"),
    "integer": ("1", "12", "30"),
    "percent": ("3.5",),
    "phone": ("13900000000",),
    "email": ("nobody@example.invalid",),
    "id_number": ("999901198001010017",),
    "text": ("示例文字", "Invented words", "王"),
    "long_text": ("示例文字，供随机测试用。", "因客户要求"),
}
"""What a field of a kind would take."""
FIRST, ACTS = "1234", "123456789"
READ_ONLY = frozenset({"help", "RefusedDialog", "Message", "TooSmall"})
TURNS = 28
"""So many a desk, before it is verified."""
LASTING = 200
"""So many keys and clicks a turn, on the average."""


@dataclass
class Report:
    """What was pressed, what it reached and changed, and what did not hold. `facts`: how many by kind."""

    keys: int = 0
    clicks: int = 0
    resized: int = 0
    moved: int = 0
    changed: int = 0
    left: int = 0
    desks: int = 0
    shut_out: int = 0
    screens: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def outcome(self) -> Outcome:
        """As the harness wants it."""
        done = {
            "keys": self.keys,
            "clicks": self.clicks,
            "sizes": self.resized,
            "desks": self.desks,
            "ways to another screen": self.moved,
            "changes": self.changed,
            "facts": self.facts.total(),
            "screens reached": len(self.screens),
            "left the program": self.left,
            "found no way in": self.shut_out,
        }
        seen = [_counted(self.screens), f"{len(self.facts)} kinds of facts: {_counted(self.facts)}"]
        return Outcome(Counter(done), self.faults, seen)


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


class Monkey:
    """Presses what a `seed` tells, until so many keys and clicks are spent, or the time `until` has come."""

    def __init__(self, seed: int, budget: int, lasting: int = LASTING, until: float = math.inf) -> None:
        self.report = Report()
        self._until = until
        self._lasting = lasting
        self._random = random.Random(seed)
        self._budget = budget
        self._turn = seed
        self._last: deque[tuple[str, ...]] = deque(maxlen=30)

    @property
    def spent(self) -> bool:
        return self.report.keys + self.report.clicks >= self._budget or time.monotonic() > self._until

    def at(self, built: Path, folder: Path, turns: int = TURNS) -> None:
        """Let people take turns at a copy of a `built` desk, then verify it."""
        clock = Clock()
        copied(built, folder, clock.now).close()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(opening, "unlock", partial(opening.unlock, clock=clock))  # the lock's own clock is today's
            for _ in range(turns):
                if self.spent:
                    break
                self._take_turn(folder, clock)
        self.report.desks += 1
        self._verify(folder, clock)

    def _take_turn(self, folder: Path, clock: Clock) -> None:
        self._turn += 1
        login, lang = PEOPLE[self._turn % len(PEOPLE)], LANGS[self._turn // len(PEOPLE) % 2]
        desk = opening.unlock(folder, login, PASSWORD)
        if isinstance(desk, Refused):
            self.report.shut_out += 1
            clock.forward(hours=1)
            return
        size = SMALL if self._random.random() < 0.03 else self._random.choice(SIZES)
        app = RmdeskApp(folder, desk, lang=lang, theme=self._random.choice(themes.NAMES), login=login)
        self._last.clear()
        try:
            asyncio.run(self._drive(app, size, clock))
        except Exception:  # noqa: BLE001  whatever ends the program is what is looked for
            told = "\n".join(traceback.format_exc().splitlines()[-24:])
            self.report.faults.append(f"{login} {lang} {size} {list(self._last)}\n{told}")
        finally:
            (app.opened or desk).close()

    async def _drive(self, app: RmdeskApp, size: tuple[int, int], clock: Clock) -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for _ in range(self._random.randint(self._lasting // 2, self._lasting * 3 // 2)):
                if self.spent or not app.is_running:
                    return
                here, before = _place(app), _head(app.opened)
                self.report.screens[here] += 1
                drawn = self._random.random()
                if drawn < (0.5 if here == "TooSmall" else 0.02):
                    size = SMALL if drawn < 0.004 else self._random.choice(SIZES)
                    self._last.append((here, "size", *map(str, size)))
                    self.report.resized += 1
                    await pilot.resize_terminal(*size)
                elif drawn < 0.12:
                    spot = self._random.randrange(size[0]), self._random.randrange(size[1])
                    self._last.append((here, "click", *map(str, spot)))
                    self.report.clicks += 1
                    await pilot.click(offset=spot)
                else:
                    keys = self._keys(app, here)
                    self._last.append((here, *keys))
                    self.report.keys += len(keys)
                    await pilot.press(*keys)
                if not app.is_running or not app._screen_stack:
                    self.report.left += 1
                    return
                self._look(app, here, before)
                if self._random.random() < 0.01:
                    clock.forward(minutes=self._random.choice((1, 30, 600, 6000)))

    def _keys(self, app: RmdeskApp, here: str) -> tuple[str, ...]:
        drawn = self._random.random()
        if here in {"lock", "unlock"} and drawn < 0.7:
            return (*PASSWORD, "enter")
        if here in READ_ONLY and drawn < 0.6:
            return (self._random.choice(("escape", "enter")),)
        if drawn < 0.25:
            return self._answer(app.focused)
        offered = sorted(app.screen.active_bindings) if drawn < 0.5 else ()
        return (self._random.choice(offered or KEYS),)

    def _answer(self, field: Widget | None) -> tuple[str, ...]:
        """What would do for the field that one is in, and on; elsewhere a word, the way on or an act."""
        if isinstance(field, TextInput) and field.password:
            return (*PASSWORD, "enter")
        if isinstance(field, Choice):
            return (self._random.choice(FIRST),)
        row = next((one for one in field.ancestors if isinstance(one, FormRow)), None) if field else None
        if row is not None:
            return (*self._random.choice(FITTING.get(row.spec.kind, WORDS)), "enter")
        return self._random.choice((*map(tuple, WORDS), *[("enter",), ("down", "enter")] * 8, *map(tuple, ACTS)))

    def _look(self, app: RmdeskApp, here: str, before: int) -> None:
        self.report.moved += _place(app) != here
        if app.opened is None or not 0 < before < _head(app.opened):
            return
        self.report.changed += 1
        for row in app.opened.store.query("SELECT kind FROM journal WHERE seq > ?", (before,)):
            self.report.facts[row[0]] += 1

    def _verify(self, folder: Path, clock: Clock) -> None:
        desk = next((one for who in PEOPLE if not isinstance(one := _in(folder, who, clock), Refused)), None)
        if desk is None:
            self.report.faults.append("nobody can open the desk any more")
            return
        asked = {"--replay": checking.verify(desk, replay=True), "--rules": checking.rules(desk)}
        desk.close()
        for flag, answer in asked.items():
            if isinstance(answer, Refused) or answer.faults:
                self.report.faults.append(f"verify {flag}: {answer}")


def _in(folder: Path, login: str, clock: Clock) -> Desk | Refused:
    return opening.unlock(folder, login, PASSWORD, clock=clock)


def _place(app: RmdeskApp) -> str:
    """The screen or dialog in front, as its texts are called, or by its class."""
    return str(getattr(app.screen, "table", "") or type(app.screen).__name__)


def _head(desk: Desk | None) -> int:
    """The last fact's number; 0 while the desk is locked or rests below the lock."""
    return desk.store.head().seq if desk and not desk.store.resting else 0


def _press(seconds: float, seed: int, scratch: Path) -> Outcome:
    """Desk after desk, for so long."""
    built = scratch / "sample"
    with quick():
        sample_desk(built).close()
        monkey = Monkey(seed, sys.maxsize, until=time.monotonic() + seconds)
        while not monkey.spent:
            monkey.at(built, scratch / f"desk{monkey.report.desks}")
    return monkey.report.outcome()


PARTS: Final = {"keys": _press}
