"""`rmdesk`: open the desk on the screen."""

import argparse
import gc
import os
from collections.abc import Callable
from pathlib import Path

from rmdesk.commands.asking import at_terminal, is_dumb
from rmdesk.commands.declaring import command
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.place import folder_of, is_there, user_of


@command("", examples=("rmdesk", "rmdesk --desk DIR --lang zh", "rmdesk --version --json"))
def open_desk(args: argparse.Namespace, out: Output) -> int:
    """Open the screens at the lock. The desk itself is imported behind the first paint."""
    folder = folder_of(args)
    if not is_there(folder):
        raise _no_desk(folder)
    if not at_terminal():
        raise WrongUseError(out.tr("cli.no_terminal"))
    if is_dumb():
        raise WrongUseError(out.tr("cli.dumb_terminal"))
    run = _screens()
    # A language that nobody asked for here is left to what the screens remember.
    asked_for = args.lang or os.environ.get("RMDESK_LANG")
    return run(None, folder, out.lang if asked_for else None, login=user_of(args))


def _screens() -> Callable[..., int]:
    """What shows a desk. Its modules stay until the end: looking for rubbish among them, while they are imported and at
    each look after, would be 14 ms of the start."""
    gc.disable()
    from rmdesk.tui.running import run

    gc.freeze()
    gc.enable()
    return run


def _no_desk(folder: Path) -> LockedError:
    from rmdesk.desk import opening
    from rmdesk.domain.refusal import Refused, refused

    people = opening.people_of(folder)
    return LockedError(people if isinstance(people, Refused) else refused("DESK-19.no_desk", path=folder))
