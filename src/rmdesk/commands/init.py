"""`rmdesk init`: set up a desk, by flags or by questions, and show the recovery code once."""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rmdesk import resources
from rmdesk.commands.asking import at_terminal
from rmdesk.commands.declaring import command, switch
from rmdesk.commands.families import classes_of, families_of
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.place import default_folder, folder_of
from rmdesk.commands.questions import Questions
from rmdesk.commands.session import password_of, read_password
from rmdesk.desk import opening
from rmdesk.desk.desk import system_clock
from rmdesk.domain import fields
from rmdesk.domain.numbers import read_code
from rmdesk.domain.people import Branch, Certificate, Person, Role, Training
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.formpack import Pack, load
from rmdesk.locale import Lang

# A manager reads levels and never sets them (SUIT-15): the product keeper is somebody else.
_ROLES: tuple[Role, ...] = ("manager", "administrator")
_NEEDED = ("bank", "branch", "contact", "login", "name")
_TRIES = 3


@command(
    "init",
    switch("--bank", "NAME", "cli.help.bank"),
    switch("--branch", "NAME", "cli.help.branch"),
    switch("--contact", "TEXT", "cli.help.contact"),
    switch("--code", "CODE", "cli.help.code"),
    switch("--login", "NAME", "cli.help.login"),
    switch("--name", "NAME", "cli.help.name"),
    switch("--certificate", "NUMBER", "cli.help.certificate"),
    switch("--families", "FAMILIES", "cli.help.families"),
    switch("--classes", "CLASSES", "cli.help.classes"),
    switch("--until", "DATE", "cli.help.until"),
    switch("--training", "HOURS", "cli.help.training"),
    switch("--password-file", "FILE", "cli.help.password_file"),
    examples=("rmdesk init", "rmdesk init --desk DIR --lang zh"),
)
def init(args: argparse.Namespace, out: Output) -> int:
    """Set up a desk where --desk says. What no flag gives is asked for at a terminal."""
    folder, asked = folder_of(args), Questions(out) if at_terminal() and not out.as_json else None
    place = opening.why_not_here(folder) if asked else None
    if place is not None:  # before anything is asked
        return out.refused(place)
    lang = _language(args, out, asked)
    given = {name: _value(args, name, out, asked) for name in _NEEDED}
    named = {name: given[name] for name in ("bank", "branch")}
    english = {f"{name}_en": said for name, said in named.items() if said.isascii()}
    branch = Branch(**named, **english, contact=given["contact"], code=_code(args, out, asked))
    pack = load(resources.folder("forms"))
    person = Person(
        login=given["login"],
        name=given["name"],
        roles=_ROLES,
        certificates=_certificates(args, out, asked, pack),
        training=_training(args, out, asked),
    )
    while True:
        made = opening.create(folder, branch, person, _password(args, out, person.login, asked), pack, lang)
        if not isinstance(made, Refused):
            break
        if asked is None or made.reasons[0].rule != "DATA-08":
            return out.refused(made, pack)
        out.refused(made, pack)  # a weak password is no reason to type everything again
    desk, code = made
    desk.close()
    _show(folder, person.login, code, out, asked)
    return 0


def _language(args: argparse.Namespace, out: Output, asked: Questions | None) -> Lang:
    if args.lang or asked is None:
        return out.lang
    return "en" if asked.choice(out.tr("cli.ask_lang"), {"zh": "中文", "en": "English"}, out.lang) == "en" else "zh"


def _value(args: argparse.Namespace, name: str, out: Output, asked: Questions | None) -> str:
    raw: str | None = getattr(args, name)

    def wrong(given: str) -> str | None:
        return None if isinstance(fields.read("text", given), str) else out.tr("cli.wrong.text")

    text = asked.text(out.tr(f"cli.help.{name}"), wrong=wrong) if raw is None and asked else raw
    read = fields.read("text", text or "")
    if not isinstance(read, str) or not read:
        raise WrongUseError(out.tr("cli.wrong.init", flag=f"--{name}"))
    return read


def _optional(
    args: argparse.Namespace,
    name: str,
    out: Output,
    asked: Questions | None,
    read: Callable[[str, Output], object] | None = None,
) -> str:
    """What a flag or an answer gives; `read` raises WrongUseError for an answer that is asked for again."""
    raw: str | None = getattr(args, name)

    def wrong(given: str) -> str | None:
        try:
            if read is not None:
                read(given, out)
        except WrongUseError as error:
            return str(error)
        return None

    return asked.text(out.tr(f"cli.help.{name}"), needed=False, wrong=wrong) if raw is None and asked else raw or ""


def _code(args: argparse.Namespace, out: Output, asked: Questions | None) -> str:
    def kept(given: str, out: Output) -> str:
        code = read_code(given)
        if isinstance(code, Refusal):
            raise WrongUseError(out.tr("cli.wrong.code", given=given))
        return code

    return kept(_optional(args, "code", out, asked, kept), out)


def _certificates(
    args: argparse.Namespace, out: Output, asked: Questions | None, pack: Pack
) -> tuple[Certificate, ...]:
    """The right to sell, where it is given: without one only deposits can be offered (SUIT-08)."""
    number = _optional(args, "certificate", out, asked)
    if not number:
        return ()

    def known(given: str, out: Output) -> object:
        return families_of(given, pack, out)

    until = _day(_optional(args, "until", out, asked, _day), out)
    families = families_of(_optional(args, "families", out, asked, known), pack, out)
    classes = classes_of(args.classes, families, pack, out)
    return (Certificate(families=families, number=number, expires_on=until, classes=classes),)


def _day(given: str, out: Output) -> date:
    day = fields.read_date(given) if given else system_clock().date() + timedelta(365)
    if day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given))
    return day


def _training(args: argparse.Namespace, out: Output, asked: Questions | None) -> tuple[Training, ...]:
    """Hours of compliance training up to now: without enough of them nothing can be recommended (DESK-15)."""
    hours = _hours(_optional(args, "training", out, asked, _hours), out)
    today = system_clock().date()
    return (Training(kind="compliance", hours=hours, on=today),) if hours else ()


def _hours(given: str, out: Output) -> Decimal:
    hours = fields.read("integer", given or "0")
    if not isinstance(hours, str):
        raise WrongUseError(out.tr("cli.wrong.training"))
    return Decimal(hours)


def _password(args: argparse.Namespace, out: Output, login: str, asked: Questions | None) -> str:
    if args.password_file:
        return read_password(Path(args.password_file), out)
    return asked.new_password() if asked and not args.password_stdin else password_of(args, out, login)


def _command(folder: Path, name: str = "") -> str:
    """What opens this desk, or does something else in it."""
    there = "" if folder == default_folder() else f"--desk {folder}"
    return " ".join(filter(None, ("rmdesk", name, there)))


def _show(folder: Path, login: str, code: str, out: Output, asked: Questions | None) -> None:
    """The recovery code, this once; somebody at a terminal types it back, so that it was really written down."""
    if out.as_json:
        out.json({"desk": str(folder), "user": login, "recovery_code": code})
        return
    out.line(out.tr("cli.made", folder=folder))
    out.say(out.tr("opening.next", command=_command(folder), checklist=_command(folder, "checklist")))
    out.line(out.tr("cli.recovery", code=code))
    for _ in range(_TRIES if asked else 0):
        if asked and opening.try_recovery(folder, asked.text(out.tr("cli.recovery_back"))) is None:
            out.say(out.tr("cli.recovery_right"))
            return
        out.say(out.tr("cli.recovery_wrong"))
