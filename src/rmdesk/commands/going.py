"""How far a long command is: shown on a terminal, and ended by Ctrl-C with nothing half done."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rmdesk.commands.output import Output

_INTERRUPTED = 130
_CLEAR = "\r\x1b[K"


_PATIENCE = 2.0  # seconds


class Renewing:
    """Says that an older desk's tables are made anew once that takes its time, and on a terminal how far it is."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._moves = sys.stderr is not None and sys.stderr.isatty()  # None where it is closed
        self._since = 0.0
        self._told = False

    def __enter__(self) -> "Renewing":
        """Time runs."""
        self._since = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        """It is over, one way or the other."""
        if self._told and self._moves:
            print(_CLEAR, end="", file=sys.stderr, flush=True)

    def tell(self, done: int, of: int) -> None:
        """How far it is."""
        known = sys.stderr is None or (self._told and not self._moves)
        if known or time.monotonic() - self._since < _PATIENCE:
            return
        text = self._out.tr("vault.unlock.renewing", done=f"{done:,}", of=f"{of:,}")
        print(f"{_CLEAR}{text}" if self._moves else text, end="" if self._moves else "\n", file=sys.stderr, flush=True)
        self._told = True


class Going:
    """One long act. It is asked between two steps whether to go on, so Ctrl-C never falls into the writing down."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._shown = sys.stderr.isatty()
        self._stopped = False

    def tell(self, done: int, of: int) -> bool:
        """Show how far it is (`of` 0: nobody knows yet); False once Ctrl-C was pressed."""
        if self._shown:
            text = self._out.tr("cli.going", done=f"{done:,}", of=f"{of:,}") if of else self._out.tr("cli.reading")
            self._say(f"{_CLEAR}{text}")
        return not self._stopped

    def code(self, code: int) -> int:
        """The exit code of what was refused: another one where that was Ctrl-C's doing."""
        return _INTERRUPTED if self._stopped else code

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Inside, Ctrl-C is an answer to `tell`; a second one does not wait for it."""
        before = signal.signal(signal.SIGINT, self._stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
            if self._shown:
                self._say(_CLEAR)

    def _stop(self, *_: object) -> None:
        self._stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def _say(self, text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)
