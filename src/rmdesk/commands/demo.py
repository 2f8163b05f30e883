"""`rmdesk demo`: a desk of invented people, to look around in."""

import argparse
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmdesk.commands.asking import at_terminal, is_dumb
from rmdesk.commands.declaring import command, flag, switch
from rmdesk.commands.leaving import in_order
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
    if sys.stderr.isatty():  # building takes so long that a silent terminal looks hung
        out.say(out.tr("cli.demo_building"))
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


@contextmanager
def _place(at: str | None) -> Iterator[Path]:
    """The folder that was named, or one that is gone when the demo ends."""
    if at:
        yield Path(at)
        return
    base = Path(tempfile.mkdtemp(prefix="rmdesk-demo-"))
    # A program that a script put into the background starts with interrupts ignored; the screens' event loop ends in
    # good order for one, where an exception from a handler would be reported.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with in_order(whoever_waits=True):
            yield base / "desk"
    finally:
        shutil.rmtree(base, ignore_errors=True)
