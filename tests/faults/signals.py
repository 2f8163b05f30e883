"""The real program in a terminal is stopped, resumed, ended in every way while somebody types: what stood on the screen
is kept, what leaves by itself leaves in good order, and no way of ending leaves a desk that does not open.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from faults.course import backup_wrong, desk_wrong
from faults.parts import Outcome
from imports.test_entries import ROWS, listed
from rmdesk.desk import intake, opening
from rmdesk.desk.desk import system_clock
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.store import slots
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk, opened
from support.patience import PATIENCE
from terminal.terminal import Terminal
from terminal.test_bursts import HOME, MORE, NAMES, PLACES
from tui.stage import populate

_FORMS: Final = (
    *("a new person's name", "a new organisation's name", "a complaint's name", "a risk's description"),
    *("a product's code", "the branch's data", "a colleague's login", "a text of several lines"),
)
"""Places at which what is typed is half of a record."""
_LEAVE: Final = "\x11"
_WHOLE_SCREEN: Final = b"\x1b[?1049h"
_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
_COMMANDS: Final = (
    ("backup", "{stick}/one.rmdesk"),
    ("journal", "export", "{stick}/journal.jsonl"),
    ("import", "risk", "{list}", "--take"),
    ("clients",),
    ("verify", "--replay"),
)


def built(folder: Path) -> Path:
    """A closed desk of today, with clients and products."""
    with new_desk(folder, load(resource("forms")), Clock(system_clock())) as desk:
        opened(desk)
        populate(desk)
    return folder


class Struck:
    """One desk after the other, each with a program in a terminal, until the time is over."""

    def __init__(self, seconds: float, seed: int, scratch: Path) -> None:
        self._built = built(scratch / "built")
        self._until = time.monotonic() + seconds
        self.chance, self.outcome = random.Random(seed), Outcome()
        self.desk = scratch / "desk"

    def each(self, strike: Callable[[Terminal], None]) -> Outcome:
        """Let `strike` do its work on a program that shows its desk, and on the next one."""
        while time.monotonic() < self._until:
            shutil.copytree(self._built, self.desk)
            terminal = Terminal(self.desk)
            try:
                terminal.until(HOME)
                strike(terminal)
            except AssertionError as error:
                self.outcome.wrong.append(str(error))
            finally:
                terminal.close()
                shutil.rmtree(self.desk)
        return self.outcome

    def typed(self, terminal: Terminal) -> str:
        """Type a name into some form; what stands there."""
        place, name = self.chance.choice(_FORMS), self.chance.choice(NAMES)
        name = name if place != "a colleague's login" else "second"
        keys, words = (PLACES | MORE)[place]
        for key in keys:
            terminal.send(key)
        terminal.until(words)
        terminal.read(0.5)
        terminal.child.send(name.encode())
        terminal.until(name)
        return name

    def ended(self, terminal: Terminal, what: str, typed: str = "") -> None:
        """It ends in time and in words, and the desk holds what was `typed`."""
        end = time.monotonic() + PATIENCE
        while terminal.child.isalive() and time.monotonic() < end:
            terminal.read(0.05)
        if terminal.child.isalive():
            self.outcome.wrong.append(f"{what}: still there after {PATIENCE} s\n{terminal.text}")
            terminal.close()
        if b"Traceback" in terminal.raw:
            self.outcome.wrong.append(f"{what}: {terminal.raw[-2000:].decode(errors='replace')}")
        self.outcome.wrong += [f"{what}: {one}" for one in self._left(typed)]

    def _left(self, typed: str) -> Iterator[str]:
        yield from desk_wrong(self.desk, clock=system_clock)
        desk = done(opening.unlock(self.desk, "demo", PASSWORD))
        drafts = [json.dumps(one.values, ensure_ascii=False) for one in done(intake.kept(desk))]
        desk.close()
        if typed and not any(typed in one for one in drafts):
            yield f"{typed!r} stood on the screen and is not kept: {drafts}"


def _end(number: signal.Signals, seconds: float, seed: int, scratch: Path) -> Outcome:
    """A signal while somebody types."""
    struck = Struck(seconds, seed, scratch)

    def strike(terminal: Terminal) -> None:
        typed = struck.typed(terminal)
        terminal.read(struck.chance.choice((0.01, 0.3)))
        terminal.child.kill(number)
        struck.ended(terminal, number.name, typed)
        struck.outcome.done["signals"] += 1

    return struck.each(strike)


def _close(seconds: float, seed: int, scratch: Path) -> Outcome:
    """The terminal itself goes while somebody types."""
    struck = Struck(seconds, seed, scratch)

    def strike(terminal: Terminal) -> None:
        typed = struck.typed(terminal)
        os.close(terminal.child.child_fd)
        os.dup2(os.open(os.devnull, os.O_RDWR), terminal.child.child_fd)  # for who closes it again
        struck.ended(terminal, "the terminal closed", typed)
        struck.outcome.done["terminals closed"] += 1

    return struck.each(strike)


def _suspend(seconds: float, seed: int, scratch: Path) -> Outcome:
    """It is stopped and goes on, several times, in the middle of what a key sets off, at another size; then keys do
    what they did."""
    struck = Struck(seconds, seed, scratch)

    def strike(terminal: Terminal) -> None:
        typed = struck.typed(terminal)
        for stop in struck.chance.choices((signal.SIGTSTP, signal.SIGSTOP), k=4):
            terminal.child.send(b"x")
            terminal.read(struck.chance.choice((0.0, 0.01, 0.3)))
            terminal.child.kill(stop)
            _until_stopped(terminal)
            if struck.chance.random() < 0.5:
                size = struck.chance.choice(((24, 80), (30, 100), (20, 80)))
                terminal.child.setwinsize(*size)
                terminal.screen.resize(*size)
            before = len(terminal.raw)
            terminal.child.kill(signal.SIGCONT)
            _until_shown(terminal, before)
            terminal.until(f"{typed}x")
            terminal.child.send(b"\x7f")
            terminal.until_gone(f"{typed}x")
            terminal.until(typed)
            struck.outcome.done["suspensions"] += 1
        terminal.child.kill(signal.SIGTERM)
        struck.ended(terminal, "after a suspension", typed)
        struck.outcome.done["signals"] += 1

    return struck.each(strike)


def _until_stopped(terminal: Terminal) -> None:
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{terminal.child.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < end, "it was told to stop and did not"
        terminal.read(0.05)


def _until_shown(terminal: Terminal, before: int) -> None:
    """What is typed into a stopped program is not asked for: it takes the terminal anew."""
    end = time.monotonic() + PATIENCE
    while _WHOLE_SCREEN not in terminal.raw[before:]:
        assert time.monotonic() < end, f"it does not go on:\n{terminal.text}"
        terminal.read(0.05)


def _leave(seconds: float, seed: int, scratch: Path) -> Outcome:
    """A signal somewhere in the backup at the end: each backup that has its name is whole."""
    struck = Struck(seconds, seed, scratch)

    def strike(terminal: Terminal) -> None:
        key = slots.open(struck.desk, "demo", PASSWORD)
        terminal.child.send(_LEAVE.encode())
        time.sleep(struck.chance.random() * 0.8)
        number = struck.chance.choice(_SIGNALS)
        terminal.child.kill(number)
        struck.ended(terminal, f"{number.name} while leaving")
        for one in (struck.desk / "backups").glob("*.rmdesk"):
            struck.outcome.wrong += backup_wrong(one, key)
        struck.outcome.done["signals"] += 1

    return struck.each(strike)


def _commands(seconds: float, seed: int, scratch: Path) -> Outcome:
    """A signal somewhere in a command: it ends, without a word for programmers, and what it wrote is whole."""
    outcome, chance = Outcome(), random.Random(seed)
    desk, stick, password = built(scratch / "desk"), scratch / "stick", scratch / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    stick.mkdir()
    key = slots.open(desk, "demo", PASSWORD)
    begin = [sys.executable, "-m", "rmdesk", "--desk", str(desk), "--user", "demo"]
    environ = {**os.environ, "RMDESK_PASSWORD_FILE": str(password)}
    list_ = listed(scratch, *ROWS)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        words = [one.format(stick=stick, list=list_) for one in chance.choice(_COMMANDS)]
        number = chance.choice((signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
        pipe = subprocess.PIPE
        with subprocess.Popen([*begin, *words], stdout=pipe, stderr=pipe, env=environ) as process:
            time.sleep(0.2 + chance.random() * 1.5)
            process.send_signal(number)
            try:
                said = process.communicate(timeout=PATIENCE)[1]
            except subprocess.TimeoutExpired:
                process.kill()
                outcome.wrong.append(f"{number.name} in {words}: still there after {PATIENCE} s")
                continue
        outcome.done["signals"] += 1
        if b"Traceback" in said:
            outcome.wrong.append(f"{number.name} in {words}: {said.decode(errors='replace')[-2000:]}")
        outcome.wrong += [f"{number.name} in {words}: {one}" for one in desk_wrong(desk, clock=system_clock)]
        for file in stick.iterdir():
            if file.suffix == ".part":
                outcome.wrong.append(f"{number.name} in {words}: left half written: {file.name}")
                shutil.rmtree(file) if file.is_dir() else file.unlink()
                continue
            if file.suffix == ".rmdesk":
                outcome.wrong += backup_wrong(file, key)
            file.unlink()
    return outcome


PARTS: Final[dict[str, Callable[[float, int, Path], Outcome]]] = {
    **{number.name: partial(_end, number) for number in _SIGNALS},
    "closed": _close,
    "suspended": _suspend,
    "leaving": _leave,
    "commands": _commands,
}
