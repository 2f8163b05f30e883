"""`rmdesk init`: set up a desk, by flags or by questions, and show the recovery code once."""

import argparse
from datetime import timedelta
from pathlib import Path

from rmdesk import resources
from rmdesk.commands.asking import at_terminal
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.place import folder_of
from rmdesk.commands.questions import Questions
from rmdesk.commands.session import password_of, read_password
from rmdesk.desk import opening
from rmdesk.desk.desk import system_clock
from rmdesk.domain import fields
from rmdesk.domain.product import FAMILIES, Family
from rmdesk.domain.refusal import Refused
from rmdesk.domain.staff import Branch, Certificate, Role, Staff
from rmdesk.formpack import load
from rmdesk.locale import Lang
from rmdesk.store.recovery import canonical

# A manager reads levels and never sets them (SUIT-15): the product keeper is somebody else.
_ROLES: tuple[Role, ...] = ("manager", "administrator")
_NEEDED = ("bank", "branch", "contact", "login", "name")
_TRIES = 3


def init(args: argparse.Namespace, out: Output) -> int:
    """Set up a desk where --desk says. What no flag gives is asked for at a terminal."""
    folder, lang = folder_of(args), _language(args, out)
    asked = Questions(out) if at_terminal() and not out.as_json else None
    given = {name: _value(args, name, out, asked) for name in _NEEDED}
    certificates = _certificates(args, out)
    password = _password(args, out, given["login"], asked)
    branch = Branch(bank=given["bank"], branch=given["branch"], contact=given["contact"])
    person = Staff(login=given["login"], name=given["name"], roles=_ROLES, certificates=certificates)
    made = opening.create(folder, branch, person, password, load(resources.folder("forms")), lang)
    if isinstance(made, Refused):
        return out.refused(made)
    desk, code = made
    desk.close()
    _show(folder, person.login, code, out, asked)
    return 0


def _language(args: argparse.Namespace, out: Output) -> Lang:
    return args.lang or out.lang


def _value(args: argparse.Namespace, name: str, out: Output, asked: Questions | None) -> str:
    raw: str | None = getattr(args, name)
    text = asked.text(out.tr(f"cli.help.{name}")) if raw is None and asked else raw
    read = fields.read("text", text or "")
    if not isinstance(read, str) or not read:
        raise WrongUseError(out.tr("cli.wrong.init", flag=f"--{name}"))
    return read


def _certificates(args: argparse.Namespace, out: Output) -> tuple[Certificate, ...]:
    """The right to sell, where it is given: without one only deposits can be offered (SUIT-08)."""
    if not args.certificate:
        return ()
    names = FAMILIES if args.families in (None, "all") else tuple(args.families.split(","))
    families: tuple[Family, ...] = tuple(one for one in FAMILIES if one in names)
    strange = [name for name in names if name not in FAMILIES]
    if strange:
        raise WrongUseError(out.tr("cli.wrong.families", given=", ".join(strange), allowed=", ".join(FAMILIES)))
    until = fields.read_date(args.until) if args.until else system_clock().date() + timedelta(365)
    if until is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=args.until))
    return (Certificate(families=families, number=args.certificate, expires_on=until),)


def _password(args: argparse.Namespace, out: Output, login: str, asked: Questions | None) -> str:
    if args.password_file:
        return read_password(Path(args.password_file), out)
    return asked.new_password() if asked and not args.password_stdin else password_of(args, out, login)


def _show(folder: Path, login: str, code: str, out: Output, asked: Questions | None) -> None:
    """The recovery code, this once; somebody at a terminal types it back, so that it was really written down."""
    if out.as_json:
        out.json({"desk": str(folder), "user": login, "recovery_code": code})
        return
    out.line(out.tr("cli.made", folder=folder))
    out.line(out.tr("cli.recovery", code=code))
    if asked is None:
        return
    for _ in range(_TRIES):
        if canonical(asked.text(out.tr("cli.recovery_back"))) == canonical(code):
            out.say(out.tr("cli.recovery_right"))
            return
        out.say(out.tr("cli.recovery_wrong"))
