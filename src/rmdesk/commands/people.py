"""`rmdesk people …`: who works at the desk, by which password, and what they may do."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.families import classes_of, families_of
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.place import folder_of
from rmdesk.commands.proving import proof_of
from rmdesk.commands.questions import Questions
from rmdesk.commands.session import first_line, has_code, login_of, password_of, read_password, session
from rmdesk.desk import book, first_passwords, people, people_rows, show, training
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import checklist
from rmdesk.domain import fields
from rmdesk.domain.kinds import TRAINING_KINDS
from rmdesk.domain.people import DESK_ROLES, Certificate, Exam, Person, Role, Training
from rmdesk.domain.refusal import Refused, refused


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

    def new_password(self) -> str:
        """A new password: from a file, the next line of standard input, or typed twice."""
        return _new_password(self.args, self.out)


def _new_password(args: argparse.Namespace, out: Output) -> str:
    if args.new_password_file:
        return read_password(Path(args.new_password_file), out)
    if args.password_stdin:
        return first_line(sys.stdin.readline())
    if at_terminal():
        return Questions(out).new_password()
    raise WrongUseError(out.tr("people.no_new_password"))


_LOGIN = word("login", "LOGIN", "people.help.login")
_REASON = switch("--reason", "TEXT", "people.help.reason")
_NEW_PASSWORD = switch("--new-password-file", "FILE", "people.help.new_password_file")
_STAFF_NO = switch("--staff-no", "NUMBER", "people.help.staff_no")
_ROLES = switch("--roles", "ROLES", "people.help.roles")
_ON = switch("--on", "DATE", "people.help.on")
_CERTIFICATE = (
    switch("--certificate", "NUMBER", "people.help.certificate"),
    switch("--families", "FAMILIES", "people.help.families"),
    switch("--classes", "CLASSES", "cli.help.classes"),
    switch("--until", "DATE", "people.help.until"),
)

Act: TypeAlias = Callable[[Line], "Person | Refused | None"]


@command(
    "people list",
    SECOND,
    examples=(
        "rmdesk people list",
        "rmdesk people list --json",
    ),
)
def listed(args: argparse.Namespace, out: Output) -> int:
    """Everybody by login, with roles, what they may sell until when, and hours of compliance training."""
    with session(args, out, reading=True) as desk:
        found = people.everybody(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        states = first_passwords.key_states(desk)
        keys = {} if isinstance(states, Refused) else states
        if out.as_json:
            out.json([{**one.model_dump(mode="json"), "key": keys.get(one.login)} for one in found])
            return 0
        columns = ("login", "staff_no", "name", "roles", "sells", "training", "state")
        out.table([out.tr(f"people.column.{name}") for name in columns],
                  (_cells(desk, out, one, keys.get(one.login, "own")) for one in found), right=(5,))  # fmt: skip
        _say_left(desk, out)
    return 0


def _say_left(desk: Desk, out: Output) -> None:
    """Whose clients wait for a hand-over (DESK-18)."""
    found = book.books(desk)
    for one in () if isinstance(found, Refused) else found:
        if one.left:
            out.say(f"! {one.name} ({one.login}): {out.tr('people.left_behind', clients=one.clients)}")


@command(
    "people add",
    _LOGIN,
    switch("--name", "NAME", "people.help.name"),
    _STAFF_NO,
    _ROLES,
    *_CERTIFICATE,
    _NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people add lin --name 林岚 --roles manager",),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Give a person a key slot and roles."""

    def act(line: Line) -> Person | Refused:
        held = _certificate(line)
        person = Person(login=line.text("login"), name=line.text("name") or line.text("login"), roles=_roles(line),
                        staff_no=line.text("staff_no"), certificates=() if held is None else (held,))  # fmt: skip
        proof = line.proof("people.add")
        return people.add(line.desk, person, line.new_password(), proof=proof)

    return _done(args, out, act)


@command(
    "people password",
    _NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people password",),
)
def password(args: argparse.Namespace, out: Output) -> int:
    """Change the own password; whoever holds a one-time code sets the first one."""
    if has_code(args):
        return _first_password(args, out)

    def act(line: Line) -> Refused | None:
        old = password_of(args, out, line.desk.actor.login)
        return people.change_password(line.desk, old, line.new_password())

    return _done(args, out, act)


def _first_password(args: argparse.Namespace, out: Output) -> int:
    folder, login = folder_of(args), login_of(args, folder_of(args), out)
    code = password_of(args, out, login)
    opened = first_passwords.choose(folder, login, code, _new_password(args, out))
    if isinstance(opened, Refused):
        raise LockedError(opened)
    opened.close()
    if out.as_json:
        out.json({"done": True})
    else:
        out.say(out.tr("people.done"))
    return 0


@command(
    "people codes",
    word("login", "LOGIN", "people.help.code_login", needed=False),
    SECOND,
    examples=("rmdesk people codes", "rmdesk people codes lin --json"),
)
def codes(args: argparse.Namespace, out: Output) -> int:
    """Show a one-time code for everybody who has no password yet, or for one who forgot his; shown this once."""
    with session(args, out, reading=False) as desk:
        states = first_passwords.key_states(desk)
        if isinstance(states, Refused):
            return out.refused(states, desk.pack)
        waiting = [login for login, state in states.items() if state == "none"]
        logins = [args.login] if args.login else waiting
        proof = proof_of(args, out, desk, "people.reset") if logins else None
        given = first_passwords.issue(desk, logins, proof)
        if isinstance(given, Refused):
            return out.refused(given, desk.pack)
    if out.as_json:
        out.json([one._asdict() for one in given])
        return 0
    out.table([out.tr(f"people.column.{name}") for name in ("login", "name", "code")],
              ((one.login, one.name, one.code) for one in given))  # fmt: skip
    out.say(out.tr("people.codes_once"))
    return 0


@command(
    "people reset",
    _LOGIN,
    _NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people reset lin",),
)
def reset(args: argparse.Namespace, out: Output) -> int:
    """Give somebody a new password."""

    def act(line: Line) -> Refused | None:
        proof = line.proof("people.reset")
        return people.reset(line.desk, line.text("login"), line.new_password(), proof)

    return _done(args, out, act)


@command(
    "people suspend",
    _LOGIN,
    _REASON,
    SECOND,
    examples=("rmdesk people suspend lin --reason TEXT",),
)
def suspend(args: argparse.Namespace, out: Output) -> int:
    """Take slot and rights away for a time."""
    return _done(args, out, lambda line: people.suspend(line.desk, line.text("login"), line.needed("reason"),
                                                        line.proof("people.change")))  # fmt: skip


@command(
    "people resume",
    _LOGIN,
    _REASON,
    _NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people resume lin --reason TEXT",),
)
def resume(args: argparse.Namespace, out: Output) -> int:
    """Let somebody in again, with a new password."""

    def act(line: Line) -> Person | Refused:
        proof = line.proof("people.reset")
        return people.resume(line.desk, line.text("login"), line.new_password(), line.needed("reason"), proof)

    return _done(args, out, act)


@command(
    "people remove",
    _LOGIN,
    _REASON,
    SECOND,
    examples=("rmdesk people remove lin --reason TEXT",),
)
def remove(args: argparse.Namespace, out: Output) -> int:
    """Take slot and rights away for good, and say what an old copy still opens with."""

    def act(line: Line) -> Person | Refused:
        gone = people.remove(line.desk, line.text("login"), line.needed("reason"), line.proof("people.remove"))
        if not isinstance(gone, Refused):
            _say_left(line.desk, out)
        return gone

    code = _done(args, out, act)
    if code == 0:
        out.say(out.tr("people.old_copies"))
    return code


@command(
    "people change",
    _LOGIN,
    _REASON,
    _STAFF_NO,
    _ROLES,
    *_CERTIFICATE,
    SECOND,
    examples=("rmdesk people change lin --roles manager,reviewer --reason TEXT",),
)
def change(args: argparse.Namespace, out: Output) -> int:
    """Change roles, or add a certificate."""

    def act(line: Line) -> Person | Refused:
        person = people_rows.person_of(line.desk.store, line.text("login"))
        if person is None:
            return refused("INPUT.unknown", what="person", given=line.text("login"))
        held = _certificate(line)
        roles = _roles(line) if line.text("roles") else person.roles
        certificates = person.certificates if held is None else (*person.certificates, held)
        staff_no = line.text("staff_no") or person.staff_no
        update = {"roles": roles, "certificates": certificates, "staff_no": staff_no}
        new = person.model_copy(update=update)
        return people.change(line.desk, new, line.needed("reason"), line.proof("people.change"))

    return _done(args, out, act)


@command(
    "people train",
    _LOGIN,
    switch("--hours", "HOURS", "people.help.hours"),
    _ON,
    switch("--about", "TEXT", "people.help.about"),
    switch("--kind", "", "people.help.kind", choices=TRAINING_KINDS, default="compliance"),
    SECOND,
    examples=("rmdesk people train lin --hours 8 --about TEXT",),
)
def train(args: argparse.Namespace, out: Output) -> int:
    """Enter hours of training."""

    def act(line: Line) -> Person | Refused:
        read = fields.read("percent", line.text("hours"))
        if not isinstance(read, str) or not read:
            raise WrongUseError(out.tr("people.wrong_hours", given=line.text("hours")))
        course = Training(kind=args.kind, hours=Decimal(read), on=line.day("on"), about=line.text("about"))
        return people.record_training(line.desk, line.text("login"), course, line.proof("people.change"))

    return _done(args, out, act)


@command(
    "people exam",
    _LOGIN,
    word("result", "", "people.help.result", choices=("passed", "failed")),
    _ON,
    switch("--subject", "SUBJECT", "people.help.subject", default="compliance"),
    SECOND,
    examples=("rmdesk people exam lin passed --on 2026-11-20",),
)
def exam(args: argparse.Namespace, out: Output) -> int:
    """Enter the result of an exam."""

    def act(line: Line) -> Person | Refused:
        taken = Exam(subject=args.subject, on=line.day("on"), passed=args.result == "passed")
        return people.record_exam(line.desk, line.text("login"), taken, line.proof("people.change"))

    return _done(args, out, act)


@command(
    "people recovery",
    SECOND,
    switch("--sealed", "PLACE", "people.help.sealed"),
    examples=("rmdesk people recovery", "rmdesk people recovery --sealed PLACE"),
)
def recovery(args: argparse.Namespace, out: Output) -> int:
    """Make a new recovery code and show it once; with --sealed, say where the one that there is lies."""
    with session(args, out, reading=False) as desk:
        if args.sealed:
            refused = checklist.seal_recovery(desk, args.sealed)
            if refused is not None:
                return out.refused(refused, desk.pack)
            return 0
        code = people.renew_recovery(desk, proof_of(args, out, desk, "people.recovery"))
        if isinstance(code, Refused):
            return out.refused(code, desk.pack)
    if out.as_json:
        out.json({"recovery_code": code})
    else:
        out.line(out.tr("cli.recovery", code=code))
    return 0


@command(
    "people hand-over",
    word("receiver", "LOGIN", "people.help.receiver"),
    _REASON,
    switch("--giver", "LOGIN", "people.help.giver"),
    switch("--client", "CLIENT_NO", "people.help.client", many=True),
    SECOND,
    examples=(
        "rmdesk people hand-over he --reason TEXT",
        "rmdesk people hand-over he --giver lin --client K-0007 --reason TEXT",
    ),
)
def hand_over(args: argparse.Namespace, out: Output) -> int:
    """Give clients into another manager's book; the receiver proves to agree."""
    with session(args, out, reading=False) as desk:
        line = Line(args, out, desk)
        args.second = line.text("receiver")
        chosen = tuple(args.client) or None
        given = book.hand_over(desk, line.text("giver") or desk.actor.login, args.second, line.needed("reason"),
                               line.proof("clients.hand_over"), chosen)  # fmt: skip
        if isinstance(given, Refused):
            return out.refused(given, desk.pack)
    rows = [(one.no, one.name, len(one.dues), [no for _, no in one.sales]) for one in given]
    if out.as_json:
        out.json([{"no": no, "name": name, "dues": due, "sales": sales} for no, name, due, sales in rows])
        return 0
    head = [out.tr(f"people.column.{name}") for name in ("no", "client", "dues", "sales")]
    out.table(head, ((no, name, str(due), ", ".join(sales)) for no, name, due, sales in rows), right=(2,))
    return 0


def _done(args: argparse.Namespace, out: Output, act: Act) -> int:
    with session(args, out, reading=False) as desk:
        answer = act(Line(args, out, desk))
        if isinstance(answer, Refused):
            return out.refused(answer, desk.pack)
    if out.as_json:
        out.json({"done": True} if answer is None else answer.model_dump(mode="json"))
    else:
        out.say(out.tr("people.done"))
    return 0


def _roles(line: Line) -> tuple[Role, ...]:
    given = [one.strip() for one in line.text("roles").split(",") if one.strip()]
    strange = [one for one in given if one not in DESK_ROLES]
    if strange or not given:
        known = ", ".join(DESK_ROLES)
        raise WrongUseError(line.out.tr("people.wrong_roles", given=", ".join(strange), allowed=known))
    return tuple(role for role in DESK_ROLES if role in given)


def _certificate(line: Line) -> Certificate | None:
    number = line.text("certificate")
    if not number:
        return None
    families = families_of(line.text("families"), line.desk.pack, line.out)
    if not line.text("until"):
        raise WrongUseError(line.out.tr("cli.wrong.required", what="--until"))
    classes = classes_of(line.text("classes"), families, line.desk.pack, line.out)
    return Certificate(families=families, number=number, expires_on=line.day("until"), classes=classes)


def _cells(desk: Desk, out: Output, one: Person, key: first_passwords.KeyState) -> tuple[str, ...]:
    label, lang = desk.pack.label, out.lang
    mark = "、" if lang == "zh" else ", "
    held = [f"{show.certified(desk.pack, held, lang)} ({held.expires_on})" for held in one.certificates]
    state = out.tr("people.suspended") if one.suspended else out.tr(f"people.key.{key}")
    trained = training.as_trained(desk, one)
    hours = f"{(one if isinstance(trained, Refused) else trained).hours('compliance', desk.today()).normalize():f}"
    roles = mark.join(label("role", role, lang) for role in one.roles)
    return (one.login, one.staff_no or "—", one.name, roles, "; ".join(held) or "—", hours, state)
