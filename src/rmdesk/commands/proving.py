"""Proving a sensitive act on the command line: the password once more, or a second person's (DATA-08)."""

import argparse
import os
import sys
from pathlib import Path

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.session import first_line, password_of, read_password
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.sensitive import Demand


def proof_of(args: argparse.Namespace, out: Output, desk: Desk, act: str, *, second: bool = False) -> Proof | None:
    """What the table of sensitive acts wants for `act`, asked for; `second`: a second person whatever it says.

    The own password comes from wherever it came from when the desk was opened: the next line of standard input or the
    file; from the keyboard it came a moment ago, and is not asked for again. The second person is named by --second,
    and the password comes as the next line after that, from the file that RMDESK_SECOND_PASSWORD_FILE names, or from
    the keyboard.
    """
    demand: Demand = "second_person" if second else desk.pack.asked(act).demand
    return proof_for(args, out, desk, demand)


def proof_for(args: argparse.Namespace, out: Output, desk: Desk, demand: Demand) -> Proof | None:
    """The proof that is demanded, asked for as `proof_of` does."""
    if demand == "none":
        return None
    if demand == "password":
        return Proof(password_of(args, out, desk.actor.login))
    return second_of(args, out)


def second_of(args: argparse.Namespace, out: Output) -> Proof:
    """The second person, named and proved as `proof_of` says."""
    login: str = getattr(args, "second", None) or os.environ.get("RMDESK_SECOND_USER", "")
    if not login:
        raise WrongUseError(out.tr("cli.no_second"))
    return Proof(_second_password(args, out, login), login)


def _second_password(args: argparse.Namespace, out: Output, login: str) -> str:
    path = os.environ.get("RMDESK_SECOND_PASSWORD_FILE", "")
    if path:
        return read_password(Path(path), out)
    if args.password_stdin:
        return first_line(sys.stdin.readline())
    if at_terminal():
        from getpass import getpass

        return getpass(out.tr("cli.ask_password", user=login))
    raise WrongUseError(out.tr("cli.no_password"))
