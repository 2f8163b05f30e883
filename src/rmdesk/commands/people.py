"""`rmdesk people …`: who works at the desk, and what they may do."""

import argparse

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.families import classes_of, families_of, roles_of
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import LOGIN, NEW_PASSWORD, REASON, Line, done
from rmdesk.commands.session import session
from rmdesk.desk import book, first_passwords, people, people_rows, show, training
from rmdesk.desk.desk import Desk
from rmdesk.domain.people import Certificate, Person
from rmdesk.domain.refusal import Refused, refused

_STAFF_NO = switch("--staff-no", "NUMBER", "people.help.staff_no")
_ROLES = switch("--roles", "ROLES", "people.help.roles")
_CERTIFICATE = (
    switch("--certificate", "NUMBER", "people.help.certificate"),
    switch("--families", "FAMILIES", "cli.help.families"),
    switch("--classes", "CLASSES", "cli.help.classes"),
    switch("--until", "DATE", "people.help.until"),
)


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
            out.json([_plain(desk, one, keys.get(one.login)) for one in found])
            return 0
        columns = ("login", "staff_no", "name", "roles", "sells", "training", "state")
        out.table([out.tr(f"people.column.{name}") for name in columns],
                  (_cells(desk, out, one, keys.get(one.login, "own")) for one in found), right=(5,))  # fmt: skip
        _say_left(desk, out)
    return 0


def _plain(desk: Desk, one: Person, key: str | None) -> dict[str, object]:
    given = people.given(desk, one.login)
    said = None if given is None or isinstance(given, Refused) else given
    office = None if said is None else {"at": said.at.isoformat(), "by": said.by, "second": said.second}
    return {**one.model_dump(mode="json"), "key": key, "head_office": office}


def _say_left(desk: Desk, out: Output) -> None:
    """Whose clients wait for a hand-over (DESK-18)."""
    found = book.books(desk)
    for one in () if isinstance(found, Refused) else found:
        if one.left:
            out.say(f"! {one.name} ({one.login}): {out.tr('people.left_behind', clients=one.clients)}")


@command(
    "people add",
    LOGIN,
    switch("--name", "NAME", "people.help.name"),
    _STAFF_NO,
    _ROLES,
    *_CERTIFICATE,
    NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people add lin --name 林岚 --roles manager",),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Give a person a key slot and roles."""

    def act(line: Line) -> Person | Refused:
        held = _certificate(line)
        roles = roles_of(line.text("roles"), line.desk.pack, line.out)
        person = Person(login=line.text("login"), name=line.text("name") or line.text("login"), roles=roles,
                        staff_no=line.text("staff_no"), certificates=() if held is None else (held,))  # fmt: skip
        proof = line.proof("people.add")
        return people.add(line.desk, person, line.new_password(person.login), proof=proof)

    return done(args, out, act)


@command(
    "people suspend",
    LOGIN,
    REASON,
    SECOND,
    examples=("rmdesk people suspend lin --reason TEXT",),
)
def suspend(args: argparse.Namespace, out: Output) -> int:
    """Take slot and rights away for a time."""
    return done(args, out, lambda line: people.suspend(line.desk, line.text("login"), line.needed("reason"),
                                                        line.proof("people.change")))  # fmt: skip


@command(
    "people resume",
    LOGIN,
    REASON,
    NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people resume lin --reason TEXT",),
)
def resume(args: argparse.Namespace, out: Output) -> int:
    """Let somebody in again, with a new password."""

    def act(line: Line) -> Person | Refused:
        proof = line.proof("people.reset")
        login = line.text("login")
        return people.resume(line.desk, login, line.new_password(login), line.needed("reason"), proof)

    return done(args, out, act)


@command(
    "people remove",
    LOGIN,
    REASON,
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

    code = done(args, out, act)
    if code == 0:
        out.say(out.tr("people.old_copies"))
    return code


@command(
    "people change",
    LOGIN,
    REASON,
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
        roles = roles_of(line.text("roles"), line.desk.pack, line.out) if line.text("roles") else person.roles
        certificates = person.certificates if held is None else (*person.certificates, held)
        staff_no = line.text("staff_no") or person.staff_no
        update = {"roles": roles, "certificates": certificates, "staff_no": staff_no}
        new = person.model_copy(update=update)
        return people.change(line.desk, new, line.needed("reason"), line.proof("people.change"))

    return done(args, out, act)


@command(
    "people hand-over",
    word("receiver", "LOGIN", "people.help.receiver"),
    REASON,
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
