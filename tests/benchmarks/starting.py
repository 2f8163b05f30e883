"""From the command to the first painted screen, in a pseudo-terminal; and what `--version` costs."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte

from benchmarks.measuring import Row, in_turn, seconds

COLUMNS, LINES = 80, 24
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


def until_painted(command: list[str], words: str) -> float:
    """Seconds from starting `command` until `words` stand on the screen. TimeoutError after 30 s."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    environ = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
    start = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], dimensions=(LINES, COLUMNS), env=environ)
    try:
        while words not in "\n".join(screen.display):
            if time.perf_counter() - start > 30:
                raise TimeoutError(f"{words!r} did not come:\n" + "\n".join(screen.display))
            stream.feed(child.read_nonblocking(65536, timeout=30))
        return time.perf_counter() - start
    finally:
        child.close(force=True)


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
