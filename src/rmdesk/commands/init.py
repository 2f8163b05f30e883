"""`rmdesk init`: set up a desk, by flags or by questions, and show the recovery code once."""

import argparse
from collections.abc import Callable, Sequence
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
from rmdesk.desk.settings.branch import check
from rmdesk.domain import fields
from rmdesk.domain.base import Lang
from rmdesk.domain.numbers import read_code
from rmdesk.domain.passwords import Wanted
from rmdesk.domain.people import Branch, Certificate, Person, Role, Training, read_part
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.formpack import Pack, load
from rmdesk.locale import choose_language

# A manager reads levels and never sets them (SUIT-15): the product keeper is somebody else.
_ROLES: tuple[Role, ...] = ("manager", "administrator")
_NEEDED = ("bank", "branch", "contact", "login", "name")
_OF_CERTIFICATE = ("until", "families")
_FURTHER = ("code", "certificate", *_OF_CERTIFICATE, "training")
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
    pack = load(resources.folder("forms"))
    if asked is not None:
        _ask(args, out, asked, pack)
    given = {name: _needed(args, name, out) for name in _NEEDED}
    named = {name: given[name] for name in ("bank", "branch")}
    english = {f"{name}_en": said for name, said in named.items() if said.isascii()}
    branch = Branch(**named, **english, contact=_contact(given["contact"], out), code=_code(args.code or "", out))
    person = Person(
        login=_login(given["login"], out),
        name=given["name"],
        roles=_ROLES,
        certificates=_certificates(args, out, pack),
        training=_training(args, out),
    )
    lang = args.lang or out.lang
    while True:
        made = opening.create(folder, branch, person, _password(args, out, person.login, asked, pack), pack, lang)
        if not isinstance(made, Refused):
            break
        if asked is None or made.reasons[0].rule != "DATA-08":
            return out.refused(made, pack)
        out.refused(made, pack)  # a weak password is no reason to type everything again
    desk, code = made
    desk.close()
    _remember(folder, person, lang)
    _show(folder, person.login, code, out, asked)
    return 0


def _remember(folder: Path, person: Person, lang: Lang) -> None:
    """The lock speaks the desk's language before anybody has unlocked it."""
    from rmdesk.tui.preferences import Preferences, save  # late: nothing else here needs a screen

    save(folder, Preferences(login=person.login, lang=lang, names={person.login: person.name}))


def _ask(args: argparse.Namespace, out: Output, asked: Questions, pack: Pack) -> None:
    """Put what no flag gave into `args`, question by question; "<" asks the one before again. The desk's language comes
    first: whoever chose it is asked the rest in it."""
    readers: dict[str, Callable[[str], object]] = {
        **{name: lambda given: _text(given, out) for name in _NEEDED},
        "contact": lambda given: _contact(given, out),
        "login": lambda given: _login(given, out),
        "code": lambda given: _code(given, out),
        "until": lambda given: _day(given, out),
        "families": lambda given: families_of(given, pack, out),
        "training": lambda given: _hours(given, out),
    }
    if args.lang is None:
        args.lang = asked.choice(out.tr("cli.ask_lang"), {"zh": "中文", "en": "English"}, out.lang)
    out.lang = choose_language(args.lang)
    names = [name for name in (*_NEEDED, *_FURTHER) if getattr(args, name) is None]
    out.say(out.tr("cli.init_back"))
    at = 0
    while at < len(names):
        name, onward = names[at], True
        if name not in _OF_CERTIFICATE or args.certificate:
            label, needed = out.tr(f"cli.help.{name}"), name in _NEEDED
            answer = asked.text(label, needed=needed, wrong=_wrong(readers.get(name)), before=getattr(args, name) or "")
            onward = answer is not None
            if answer is not None:
                setattr(args, name, answer)
        at = at + 1 if onward else _before(names, at, certified=bool(args.certificate))


def _before(names: Sequence[str], at: int, *, certified: bool) -> int:
    """The place of the last question before `at` that was asked; the first one has none before it."""
    asked = (back for back in reversed(range(at)) if certified or names[back] not in _OF_CERTIFICATE)
    return next(asked, at)


def _wrong(read: Callable[[str], object] | None) -> Callable[[str], str | None]:
    """Why an answer cannot be read: it is asked for again."""

    def wrong(given: str) -> str | None:
        try:
            if read is not None:
                read(given)
        except WrongUseError as error:
            return str(error)
        return None

    return wrong


def _text(given: str, out: Output) -> str:
    read = fields.read("text", given)
    if not isinstance(read, str):
        raise WrongUseError(out.tr("cli.wrong.text"))
    return read


def _needed(args: argparse.Namespace, name: str, out: Output) -> str:
    read = fields.read("text", getattr(args, name) or "")
    if not isinstance(read, str) or not read:
        raise WrongUseError(out.tr("cli.wrong.init", flag=f"--{name}"))
    return read


def _contact(given: str, out: Output) -> str:
    contact = check("contact", given)
    if isinstance(contact, Refusal):
        raise WrongUseError(out.tr("cli.wrong.contact", given=given))
    return contact


def _login(given: str, out: Output) -> str:
    login = read_part("login", given)
    if isinstance(login, Refusal):
        raise WrongUseError(out.tr("cli.wrong.login", given=given))
    return login


def _code(given: str, out: Output) -> str:
    code = read_code(given)
    if isinstance(code, Refusal):
        raise WrongUseError(out.tr("cli.wrong.code", given=given))
    return code


def _certificates(args: argparse.Namespace, out: Output, pack: Pack) -> tuple[Certificate, ...]:
    """The right to sell, where it is given: without one only deposits can be offered (SUIT-08)."""
    if not args.certificate:
        return ()
    until, families = _day(args.until or "", out), families_of(args.families or "", pack, out)
    classes = classes_of(args.classes, families, pack, out)
    return (Certificate(families=families, number=args.certificate, expires_on=until, classes=classes),)


def _day(given: str, out: Output) -> date:
    day = fields.read_date(given) if given else system_clock().date() + timedelta(365)
    if day is None:
        raise WrongUseError(out.tr("cli.wrong.date", given=given))
    return day


def _training(args: argparse.Namespace, out: Output) -> tuple[Training, ...]:
    """Hours of compliance training up to now: without enough of them nothing can be recommended (DESK-15)."""
    hours = _hours(args.training or "", out)
    today = system_clock().date()
    return (Training(kind="compliance", hours=hours, on=today),) if hours else ()


def _hours(given: str, out: Output) -> Decimal:
    hours = fields.read("integer", given or "0")
    if not isinstance(hours, str):
        raise WrongUseError(out.tr("cli.wrong.training"))
    return Decimal(hours)


def _password(args: argparse.Namespace, out: Output, login: str, asked: Questions | None, pack: Pack) -> str:
    if args.password_file:
        return read_password(Path(args.password_file), out)
    if asked is None or args.password_stdin:
        return password_of(args, out, login)
    least = pack.thresholds_on(system_clock().date()).password_min_length
    return asked.new_password(Wanted(least, login), pack)


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
    out.line(out.tr("cli.recovery", code=code))
    if asked is not None:
        _written_down(folder, out, asked)
    out.say(out.tr("opening.next", command=_command(folder), checklist=_command(folder, "checklist")))


def _written_down(folder: Path, out: Output, asked: Questions) -> None:
    for _ in range(_TRIES):
        if opening.try_recovery(folder, asked.line(out.tr("cli.recovery_back"))) is None:
            out.say(out.tr("cli.recovery_right"))
            return
        out.say(out.tr("cli.recovery_wrong"))
