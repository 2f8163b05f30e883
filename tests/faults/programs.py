"""Two programs at one desk, while somebody types: one writes, what only reads goes beside it, the rest is told that
another program is there; nothing that was confirmed is lost, nor what was half typed.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from faults.course import desk_wrong
from faults.parts import Outcome
from faults.signals import Struck, built
from rmdesk.desk import opening
from rmdesk.desk.desk import system_clock
from rmdesk.domain.registers.facts import EntryBegun
from support.desks import PASSWORD, done
from support.patience import PATIENCE
from terminal.terminal import Terminal

_BUSY: Final = "正被另一个窗口使用"
_ADD: Final = (
    *(
        "register",
        "add",
        "risk",
        "--with",
        "about=branch",
        "--with",
        "title=演练：双录漏录",
        "--with",
        "class=operational",
    ),
    *("--with", "source=check", "--with", "likelihood=3", "--with", "impact=5", "--with", "owner=demo"),
    *("--with", "review_on=2099-03-01"),
)
_READS: Final = (("clients",), ("products",), ("register", "list", "risk"), ("verify",), ("today",), ("find", "测试"))


class Commands:
    """Commands at one desk; what they said, and what was wrong with how they said it."""

    def __init__(self, desk: Path, scratch: Path) -> None:
        self._password = scratch / "password"
        self._password.write_text(PASSWORD, encoding="utf-8")
        self._begin = [sys.executable, "-m", "rmdesk", "--desk", str(desk), "--user", "demo"]

    def run(self, *words: str) -> tuple[int, Any, str]:
        """The code, what stands on stdout, and why that is wrong."""
        environ = {**os.environ, "RMDESK_PASSWORD_FILE": str(self._password), "RMDESK_LANG": "zh"}
        command = [*self._begin, *words, "--json"]
        said = subprocess.run(command, capture_output=True, env=environ, timeout=PATIENCE, check=False)
        try:
            answer = json.loads(said.stdout)
        except ValueError:
            answer = None
        refused = isinstance(answer, dict) and "refused" in answer
        sound = answer is not None and said.returncode == int(refused) and b"Traceback" not in said.stderr
        return said.returncode, answer, "" if sound else f"{words}: {said.returncode} {said.stdout!r} {said.stderr!r}"


def _busy(answer: Any) -> bool:
    return isinstance(answer, dict) and "refused" in answer and _BUSY in str(answer)


def _beside(seconds: float, seed: int, scratch: Path) -> Outcome:
    """Commands beside a screen at which somebody types: what reads answers, what writes is told why not."""
    struck = Struck(seconds, seed, scratch)
    commands = Commands(struck.desk, scratch)

    def strike(terminal: Terminal) -> None:
        typed = struck.typed(terminal)
        for words in (*struck.chance.sample(_READS, 2), _ADD):
            code, answer, wrong = commands.run(*words)
            struck.outcome.wrong += [wrong] * bool(wrong)
            if (words == _ADD) != _busy(answer):
                struck.outcome.wrong.append(f"beside a screen {words} gave {code} {answer}")
            struck.outcome.done["commands beside a screen"] += 1
        terminal.child.send(b"x")
        terminal.until(f"{typed}x")
        terminal.child.send(b"\x7f")
        terminal.until_gone(f"{typed}x")
        terminal.send("\x11")
        struck.ended(terminal, "after commands beside it", typed)

    return struck.each(strike)


def _screens(seconds: float, seed: int, scratch: Path) -> Outcome:
    """A second screen is told that there is a first one, and gets in when that has gone; the first one goes on."""
    struck = Struck(seconds, seed, scratch)

    def strike(first: Terminal) -> None:
        typed = struck.typed(first)
        second = Terminal(struck.desk, locked=True)
        try:
            second.until("密码")
            second.send(f"{PASSWORD}\r")
            second.until(_BUSY)
            struck.outcome.done["second screens"] += 1
            first.send("\x11")
            struck.ended(first, "beside a second screen", typed)
            second.send(f"{PASSWORD}\r")
            second.until("F6")
            second.send("\x11")
            struck.ended(second, "the second screen", typed)
        finally:
            second.close()

    return struck.each(strike)


def _at_once(seconds: float, seed: int, scratch: Path) -> Outcome:
    """Commands that begin at the same instant: each writes or is told that another one does."""
    outcome, chance = Outcome(), random.Random(seed)
    desk = built(scratch / "desk")
    until = time.monotonic() + seconds
    commands = Commands(desk, scratch)
    while time.monotonic() < until:
        before = len(list(_risks(desk)))
        with ThreadPoolExecutor(4) as pool:
            asked = [_ADD, _ADD, _ADD, chance.choice(_READS)]
            answers = list(pool.map(lambda words: commands.run(*words), asked))
        outcome.done["commands at once"] += len(answers)
        outcome.wrong += [wrong for _, _, wrong in answers if wrong]
        written = sum(1 for code, _, _ in answers[:3] if code == 0)
        outcome.done["of them told to wait"] += 3 - written
        outcome.wrong += [f"{answer}" for code, answer, _ in answers[:3] if code and not _busy(answer)]
        there = len(list(_risks(desk))) - before
        if there != written or not written:
            outcome.wrong.append(f"{written} entries were confirmed, {there} are there")
        outcome.wrong += desk_wrong(desk, clock=system_clock)
    shutil.rmtree(desk)
    return outcome


def _risks(desk: Path) -> Iterator[str]:
    opened = done(opening.unlock(desk, "demo", PASSWORD))
    try:
        yield from (one.subject for one in opened.store.entries(kind=EntryBegun.kind))
    finally:
        opened.close()


PARTS: Final[dict[str, Callable[[float, int, Path], Outcome]]] = {
    "beside a screen": _beside,
    "two screens": _screens,
    "at once": _at_once,
}
