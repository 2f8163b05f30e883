"""From the command to the painted lock and from Enter to the desk, in a pseudo-terminal; and what commands cost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import pexpect
import pyte

from benchmarks.figure import Figure, figure
from benchmarks.measuring import Row, in_turn, seconds
from support.desks import PASSWORD

COLUMNS, LINES = 80, 24
ALL_ROLES = "all roles"
BARE_APP = """
from textual.app import App
from textual.widgets import Footer, Header, Label
class Bare(App):
    def compose(self):
        yield Header()
        yield Label("painted")
        yield Footer()
Bare().run()
"""


_PATIENCE = 60  # seconds
_TICKS = os.sysconf("SC_CLK_TCK")
_COMMANDS = (
    ("--help",),
    ("deadlines", "--received", "2026-11-20"),
    ("clients", "--json"),
    ("match", "K-0024"),
    ("verify",),
    ("find", "li"),
)
_ROUNDS = 5


class Terminal:
    """A program in a pseudo-terminal of 80x24."""

    def __init__(self, command: list[str], **environ: str) -> None:
        """Started at once."""
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        colours = {"TERM": "xterm-256color", "PYTHONUTF8": "1", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
        given = {**os.environ, **colours, **environ}
        self._child = pexpect.spawn(command[0], command[1:], dimensions=(LINES, COLUMNS), env=given)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    def until(self, words: str) -> None:
        """Until they stand on the screen; TimeoutError after a minute."""
        end = time.monotonic() + _PATIENCE
        while words not in "\n".join(self._screen.display):
            if time.monotonic() > end:
                raise TimeoutError(f"{words!r} did not come:\n" + "\n".join(self._screen.display))
            self._stream.feed(self._child.read_nonblocking(65536, timeout=_PATIENCE))

    def rest(self, seconds: float) -> None:
        """Nobody types."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(pexpect.TIMEOUT):
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.1))

    def type(self, keys: str) -> None:
        """Press them."""
        self._child.send(keys)

    def processor(self) -> float:
        """Milliseconds of processor time that the program has taken, all its threads together (Linux alone tells)."""
        told = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) * 1000 / _TICKS


def until_painted(command: list[str], words: str) -> float:
    """Seconds from starting `command` until `words` stand on the screen. TimeoutError after a minute."""
    start = time.perf_counter()
    with Terminal(command) as terminal:
        terminal.until(words)
        return time.perf_counter() - start


def figures(desk: Path, size: tuple[int, int]) -> Iterator[Figure]:
    """Starts of the sample desk in processor time, as whoever has all roles: the lock, Enter to the first screen, the
    demo, and commands without a screen. `size`: its clients and products."""
    python = sys.executable
    rmdesk = [python, "-m", "rmdesk", "--desk", str(desk), "--lang", "en", "--user", "demo"]
    for command in (rmdesk, [python, "-c", BARE_APP]):
        until_painted(command, "Password" if command is rmdesk else "painted")
    bare, lock, entered = list[float](), list[float](), list[float]()
    for _ in range(_ROUNDS):
        with Terminal([python, "-c", BARE_APP]) as terminal:
            terminal.until("painted")
            bare.append(terminal.processor())
        with Terminal(rmdesk) as terminal:
            terminal.until("Password")
            lock.append(terminal.processor())
            terminal.rest(2)
            terminal.type(PASSWORD)
            terminal.rest(0.5)
            before = terminal.processor()
            terminal.type("\r")
            terminal.until("This week")
            entered.append(terminal.processor() - before)
    yield figure("start: lock painted", ALL_ROLES, size, lock, bare)
    yield figure("start: from Enter to the first screen", ALL_ROLES, size, entered, bare)
    with Terminal([python, "-m", "rmdesk", "--lang", "en", "demo"]) as terminal:
        terminal.until("This week")
        yield figure("start: rmdesk demo, once", ALL_ROLES, size, [terminal.processor()], bare)
    nothing = [_processor([python, "-c", "pass"]) for _ in range(2 * _ROUNDS)]
    with NamedTemporaryFile("w") as password:
        password.write(PASSWORD)
        password.flush()
        for asked in _COMMANDS:
            taken = [_processor([*rmdesk, *asked], password.name) for _ in range(_ROUNDS + 1)][1:]
            yield figure(f"command: rmdesk {' '.join(asked)}", ALL_ROLES, size, taken, nothing)


def _processor(command: list[str], password: str = "") -> float:
    """Milliseconds of processor time of a command, from its start to its end."""
    environ = {**os.environ, "RMDESK_PASSWORD_FILE": password} if password else None
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return (used.ru_utime + used.ru_stime) * 1000


def version(command: list[str]) -> float:
    """Seconds that a command takes to end."""
    return seconds(lambda: pexpect.run(" ".join(command), timeout=30))


def rows(desk: Path, rounds: int = 7) -> Iterator[Row]:
    """The lock of a desk against a bare Textual app; `--version` against Python doing nothing."""
    python = sys.executable
    rmdesk = [python, "-m", "rmdesk", "--desk", str(desk), "--lang", "en"]
    bare = [python, "-c", BARE_APP]
    until_painted(bare, "painted")  # both have been read from the disk once
    until_painted(rmdesk, "Password")
    ours, other = in_turn(lambda: until_painted(rmdesk, "Password"), lambda: until_painted(bare, "painted"), rounds)
    yield Row("cold start to the painted lock", ours, other, "a bare Textual app", 1.5)
    ours, other = in_turn(
        lambda: version([python, "-m", "rmdesk", "--version"]), lambda: version([python, "-c", "pass"]), rounds
    )
    yield Row("rmdesk --version (goal: under 150 ms)", ours, other, "python -c pass", 0.15 / other)
