"""`rmdesk`: open the desk on the screen."""

import argparse
import os

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.session import folder_of
from rmdesk.desk import opening
from rmdesk.domain.refusal import Refused


def open_desk(args: argparse.Namespace, out: Output) -> int:
    """Open the screens at the lock."""
    folder = folder_of(args)
    people = opening.people_of(folder)
    if isinstance(people, Refused):
        raise LockedError(people)
    if not at_terminal():
        raise WrongUseError(out.tr("cli.no_terminal"))
    from rmdesk.tui.app import run

    # A language that nobody asked for here is left to what the screens remember.
    asked_for = args.lang or os.environ.get("RMDESK_LANG")
    return run(None, folder, out.lang if asked_for else None)
