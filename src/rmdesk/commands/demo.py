"""`rmdesk demo`: a desk of invented people, to look around in."""

import argparse
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from rmdesk.commands.asking import at_terminal, is_dumb
from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain.refusal import Refused


@command(
    "demo",
    switch("--at", "DIR", "cli.help.at"),
    flag("--no-open", "cli.help.no_open"),
    examples=("rmdesk demo", "rmdesk demo --at DIR --no-open"),
)
def demo(args: argparse.Namespace, out: Output) -> int:
    """Build the sample desk and open it, unlocked; or build it where it is to stay, and stop there."""
    if args.no_open and not args.at:
        raise WrongUseError(out.tr("cli.wrong.no_open"))
    if not args.no_open and not at_terminal():
        raise WrongUseError(out.tr("cli.no_terminal"))
    if not args.no_open and is_dumb():
        raise WrongUseError(out.tr("cli.dumb_terminal"))
    with _place(args.at) as folder:
        return _in(folder, args, out)


def _in(folder: Path, args: argparse.Namespace, out: Output) -> int:
    from rmdesk.sample import OWNER, PASSWORD, build

    desk = build(folder, lang=out.lang)
    if isinstance(desk, Refused):
        return out.refused(desk)
    try:
        if args.at:
            out.say(out.tr("cli.demo_built", folder=folder, user=OWNER, password=PASSWORD))
        if args.no_open:
            if out.as_json:
                out.json({"desk": str(folder), "user": OWNER})
            return 0
        from rmdesk.tui.running import run

        return run(desk, folder, out.lang, thrown_away=not args.at)
    finally:
        desk.close()


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    # An interrupt is what the screens' event loop ends for in good order; an exception from here it would report.
    signal.raise_signal(signal.SIGINT)


@contextmanager
def _place(at: str | None) -> Iterator[Path]:
    """The folder that was named, or one that is gone when the demo ends."""
    if at:
        yield Path(at)
        return
    base = Path(tempfile.mkdtemp(prefix="rmdesk-demo-"))
    # A program that a script put into the background starts with interrupts ignored, and `_leave` needs one.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGTERM", "SIGHUP"):  # a closed terminal ends the demo as Ctrl-Q does: nothing stays behind
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    try:
        yield base / "desk"
    finally:
        shutil.rmtree(base, ignore_errors=True)
