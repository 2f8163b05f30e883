"""A real terminal for tests: a pty, the program in it, and pyte to know what it shows."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte

from support.patience import PATIENCE

_RUN = """
import sys
from pathlib import Path
from rmdesk.desk import opening
from rmdesk.tui.running import run
folder = Path(sys.argv[1])
desk = None if sys.argv[2:] else opening.unlock(folder, "demo", "demo")
raise SystemExit(run(desk, folder, "zh"))
"""


class Terminal:
    """The desk of `folder`, unlocked unless `locked`, or what `command` starts, in a terminal of so many cells."""

    def __init__(
        self,
        folder: Path,
        columns: int = 80,
        lines: int = 24,
        *,
        locked: bool = False,
        command: Sequence[str] = (),
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        environ = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"}
        program, *words = command or [sys.executable, "-c", _RUN, str(folder), *(["locked"] if locked else [])]
        self.child = pexpect.spawn(
            program,
            words,
            dimensions=(lines, columns),
            env=environ,
            timeout=PATIENCE,
            ignore_sighup=True,  # as a script in the background starts it; it ends with its terminal all the same
        )

    def read(self, seconds: float = 0.3) -> None:
        """Take in what the program writes until it is quiet for `seconds`."""
        while True:
            try:
                got = self.child.read_nonblocking(65536, timeout=seconds)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.raw += got
            self.stream.feed(got)

    def until(self, words: str, seconds: float = PATIENCE) -> None:
        """Read until `words` stand on the screen."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.text}"
            self.read(0.1)

    def until_gone(self, words: str, seconds: float = PATIENCE) -> None:
        """Read until `words` stand no more on the screen."""
        end = time.monotonic() + seconds
        while words in self.text:
            assert time.monotonic() < end, f"{words!r} stayed:\n{self.text}"
            self.read(0.1)

    def send(self, text: str) -> None:
        """Send keys, then read what comes of it."""
        self.child.send(text.encode())
        self.read()

    @property
    def lines(self) -> list[str]:
        """The screen as text: a wide character takes two columns of pyte, of which the second is empty."""
        width = self.screen.columns
        return ["".join(self.screen.buffer[y][x].data for x in range(width)) for y in range(self.screen.lines)]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line at which an input method would show its candidates."""
        return self.screen.cursor.x, self.screen.cursor.y

    def close(self) -> None:
        """End the program."""
        self.child.close(force=True)
