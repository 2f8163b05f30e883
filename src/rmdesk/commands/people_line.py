"""What commands about people share: the line that was given, its usual words, how they end."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.declaring import switch, word
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.proving import proof_of
from rmdesk.commands.questions import Questions
from rmdesk.commands.session import first_line, read_password, session
from rmdesk.desk import people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import fields
from rmdesk.domain.passwords import Wanted
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack

LOGIN = word("login", "LOGIN", "people.help.login")
REASON = switch("--reason", "TEXT", "people.help.reason")
NEW_PASSWORD = switch("--new-password-file", "FILE", "people.help.new_password_file")
ON = switch("--on", "DATE", "cli.help.on")


@dataclass(frozen=True)
class Line:
    """The line that was given, where to answer, and the desk that it is about."""

    args: argparse.Namespace
    out: Output
    desk: Desk

    def proof(self, act: str) -> Proof | None:
        """What the table of sensitive acts wants for `act`."""
        return proof_of(self.args, self.out, self.desk, act)

    def text(self, name: str) -> str:
        """A switch's text; "" when it was not given."""
        return str(getattr(self.args, name) or "").strip()

    def needed(self, name: str) -> str:
        """A switch's text. WrongUseError when it was not given."""
        if not self.text(name):
            raise WrongUseError(self.out.tr("cli.wrong.required", what=f"--{name}"))
        return self.text(name)

    def day(self, name: str) -> date:
        """A switch's date, today when it was not given. WrongUseError."""
        given = self.text(name)
        found = fields.read_date(given) if given else self.desk.today()
        if found is None:
            raise WrongUseError(self.out.tr("cli.wrong.date", given=given))
        return found

    def new_password(self, login: str) -> str:
        """A new password of `login`: from a file, the next line of standard input, or typed twice."""
        return new_password(self.args, self.out, lambda: people.password_wanted(self.desk, login), self.desk.pack)


Act: TypeAlias = Callable[[Line], "Person | Refused | None"]


def new_password(
    args: argparse.Namespace, out: Output, wanted: Callable[[], Wanted | Refused], pack: Pack | None = None
) -> str:
    """A new password: from a file, the next line of standard input, or typed twice, as it is `wanted`. LockedError
    where that cannot be known, WrongUseError without any password."""
    if args.new_password_file:
        return read_password(Path(args.new_password_file), out)
    if args.password_stdin:
        return first_line(sys.stdin.readline())
    if at_terminal():
        asked = wanted()
        if isinstance(asked, Refused):
            raise LockedError(asked)
        return Questions(out).new_password(asked, pack)
    raise WrongUseError(out.tr("people.no_new_password"))


def done(args: argparse.Namespace, out: Output, act: Act) -> int:
    """Open the desk, do `act`, and answer: its refusal, or that it is done."""
    with session(args, out, reading=False) as desk:
        answer = act(Line(args, out, desk))
        if isinstance(answer, Refused):
            return out.refused(answer, desk.pack)
    if out.as_json:
        out.json({"done": True} if answer is None else answer.model_dump(mode="json"))
    else:
        out.say(out.tr("people.done"))
    return 0
