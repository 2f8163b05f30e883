"""Opening the desk for a command: which desk, who, and the password from wherever it is given."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.going import Renewing
from rmdesk.commands.leaving import in_order
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.place import folder_of, user_of
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refused

_NAMED = 12
"""So many people are named to whoever is asked who wants in."""


@contextmanager
def session(args: argparse.Namespace, out: Output, *, reading: bool) -> Iterator[Desk]:
    """The unlocked desk that the line names, closed at the end. `reading`: beside a program that has it open.

    Raises LockedError, and WrongUseError when it cannot be known who wants in, or by which password.
    """
    with in_order():
        yield from _session(args, out, reading=reading)


def _session(args: argparse.Namespace, out: Output, *, reading: bool) -> Iterator[Desk]:
    folder = folder_of(args)
    login = login_of(args, folder, out)
    password = password_of(args, out, login)
    with Renewing(out) as renewing:
        opened = opening.unlock(folder, login, password, shared=reading, tell=renewing.tell)
    if isinstance(opened, Refused) and opened.reasons[0].code == "DATA-08.code" and at_terminal():
        from rmdesk.commands.questions import Questions  # late: whoever has a password is asked nothing else
        from rmdesk.desk import first_passwords

        out.say(out.tr("vault.unlock.own_password"))
        wanted = opening.password_wanted(folder, login, login, password)
        if isinstance(wanted, Refused):
            raise LockedError(wanted)
        opened = first_passwords.choose(folder, login, password, Questions(out).new_password(wanted))
    if isinstance(opened, Refused):
        raise LockedError(opened)
    try:
        yield opened
    finally:
        opened.close()


def login_of(args: argparse.Namespace, folder: Path, out: Output) -> str:
    """Who wants in: as the line names him, the only one, or asked for. LockedError, WrongUseError."""
    people = opening.people_of(folder)
    if isinstance(people, Refused):
        raise LockedError(people)
    given = user_of(args)
    if given:
        return given
    if len(people) == 1:
        return people[0]
    if at_terminal():
        from rmdesk.plain.talk import fitted  # late: whoever is named by the line is not asked

        named = (*people[:_NAMED], *("…" for _ in people[_NAMED : _NAMED + 1]))
        return fitted(input)(out.tr("cli.ask_user", people=", ".join(named))).strip()
    raise WrongUseError(out.tr("cli.no_user"))


def has_code(args: argparse.Namespace) -> bool:
    """Whether whoever the line names holds a one-time code, and must set a password before anything else."""
    folder = folder_of(args)
    states = opening.awaits_password(folder)
    return not isinstance(states, Refused) and user_of(args) in states


def password_of(args: argparse.Namespace, out: Output, login: str) -> str:
    """The password: from standard input, from the file that RMDESK_PASSWORD_FILE names, or asked for."""
    if args.password_stdin:
        return first_line(sys.stdin.readline())
    path = os.environ.get("RMDESK_PASSWORD_FILE", "")
    if path:
        return read_password(Path(path), out)
    if at_terminal():
        from getpass import getpass

        typed: dict[str, str] = vars(args).setdefault("typed", {})  # whoever proves an act typed it a moment ago
        if login not in typed:
            typed[login] = getpass(out.tr("cli.ask_password", user=login))
        return typed[login]
    raise WrongUseError(out.tr("cli.no_password"))


def read_password(path: Path, out: Output) -> str:
    """The first line of a file. WrongUseError when it cannot be read."""
    try:
        return first_line(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUseError(out.tr("cli.password_file", path=path, why=out.why(error))) from error


def first_line(text: str) -> str:
    """A text up to its first line's end, without the mark that some editors put at its beginning."""
    return text.split("\n", 1)[0].removesuffix("\r").removeprefix("\ufeff")
