"""The forms about people: somebody new, roles, certificates, training, exams, keys (SUIT-08, DESK-15, DATA-08)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from rmdesk.desk import people
from rmdesk.desk.guarding import Proof
from rmdesk.domain.kinds import FAMILIES, TRAINING_KINDS
from rmdesk.domain.people import DESK_ROLES, Certificate, Exam, Person, Training
from rmdesk.domain.refusal import Refused, faulty, refuse
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.form import FieldSpec
from rmdesk.tui.kit.passwords import MOST
from rmdesk.tui.kit.record_form import AskRecord, Record

SELLABLE = tuple(family for family in FAMILIES if family != "deposit")
_PASSWORD = dict.fromkeys(
    ("DATA-08.short", "DATA-08.one_character", "DATA-08.login", "DATA-08.common", "DATA-08.same_password"), "password"
)
Typed = Mapping[str, str]


def add(screen: AskingScreen, then: Callable[[Person], None]) -> None:
    """Somebody new: login, name, roles, a first password."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        roles = _in_order(DESK_ROLES, typed["roles"])
        person = Person(login=typed["login"], name=typed["name"], roles=roles)
        return _differs(typed) or people.add(desk, person, typed["password"], proof=proof)

    record = Record(
        heading=screen.tr("keys.about.add_person"),
        act=screen.tr("keys.add_person"),
        specs=(
            FieldSpec("login", screen.tr("people.login"), required=True, max_length=20),
            FieldSpec("name", screen.tr("people.name"), required=True, max_length=40),
            _several(screen, "roles", "people.roles", "role", DESK_ROLES),
            *_passwords(screen, "people.first_password"),
        ),
        commit=commit,
        place=("people.add", ""),
        proves="people.add",
        at={**_PASSWORD, "DATA-08.exists": "login"},
    )
    screen.app.push_screen(AskRecord(record, then))


def own_password(screen: AskingScreen, then: Callable[[None], None]) -> None:
    """A new password of one's own, and the old one."""
    desk = screen.rm.desk

    def commit(typed: Typed, _: Proof | None) -> Refused | None:
        return _differs(typed) or people.change_password(desk, typed["old"], typed["password"])

    record = Record(
        heading=screen.tr("keys.about.own_password"),
        act=screen.tr("keys.own_password"),
        specs=(
            *_passwords(screen, "vault.unlock.new_password"),
            FieldSpec("old", screen.tr("people.old_password"), "password", required=True, max_length=MOST),
        ),
        commit=commit,
        at={**_PASSWORD, "DATA-08.password": "old", "DATA-08.wait": "old"},
    )
    screen.app.push_screen(AskRecord(record, then))


def roles(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """Other roles; rights change at once."""

    def changed(typed: Typed) -> Person:
        return person.model_copy(update={"roles": _in_order(DESK_ROLES, typed["roles"])})

    specs = (_several(screen, "roles", "people.roles", "role", DESK_ROLES),)
    _change(screen, person, "roles", specs, changed, then, {"roles": ",".join(person.roles)})


def certificate(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """A certificate: families, number, last day."""

    def changed(typed: Typed) -> Person:
        held = Certificate.model_validate(
            {
                "families": _in_order(SELLABLE, typed["families"]),
                "number": typed["number"],
                "expires_on": typed["until"],
            }
        )
        return person.model_copy(update={"certificates": (*person.certificates, held)})

    specs = (
        _several(screen, "families", "people.families", "family", SELLABLE),
        FieldSpec("number", screen.tr("people.number"), required=True, max_length=40),
        FieldSpec("until", screen.tr("people.until"), "date", required=True, max_length=20),
    )
    _change(screen, person, "certificate", specs, changed, then)


def training(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """Hours of training."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        done = Training.model_validate({**typed, "hours": Decimal(typed["hours"])})
        return people.record_training(desk, person.login, done, proof)

    specs = (
        FieldSpec(
            "kind", screen.tr("people.training_kind"), "choice", _labelled(screen, "training", TRAINING_KINDS), True
        ),
        FieldSpec("hours", screen.tr("people.how_many"), "amount", required=True, max_length=12),
        FieldSpec("on", screen.tr("people.on"), "date", required=True, max_length=20),
        FieldSpec("about", screen.tr("people.about"), required=True, max_length=80),
    )
    _ask(screen, person, "training", specs, commit, then, {"on": desk.today().isoformat()})


def exam(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """The result of an exam; one that was failed stops selling."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        sat = {"subject": typed["subject"], "on": typed["on"], "passed": typed["result"] == "passed"}
        return people.record_exam(desk, person.login, Exam.model_validate(sat), proof)

    subjects = (*_labelled(screen, "training", ("compliance",)), *_labelled(screen, "family", SELLABLE))
    results = tuple(Option(one, screen.tr(f"people.result.{one}")) for one in ("passed", "failed"))
    specs = (
        FieldSpec("subject", screen.tr("people.subject"), "choice", subjects, True),
        FieldSpec("result", screen.tr("people.result_of"), "choice", results, True),
        FieldSpec("on", screen.tr("people.on"), "date", required=True, max_length=20),
    )
    _ask(screen, person, "exam", specs, commit, then, {"on": desk.today().isoformat()})


def reset(screen: AskingScreen, person: Person, then: Callable[[None], None]) -> None:
    """A new password for somebody who forgot the old one."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Refused | None:
        return _differs(typed) or people.reset(desk, person.login, typed["password"], proof)

    heading = screen.tr("people.new_password", person=person.name)
    record = Record(
        heading, screen.tr("keys.reset_password"), _passwords(screen, "common.password"), commit,
        proves="people.reset", at=_PASSWORD,
    )  # fmt: skip
    screen.app.push_screen(AskRecord(record, then))


def suspend(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """Take the key away."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        return people.suspend(desk, person.login, typed["reason"], proof)

    heading = screen.tr("people.suspend", person=person.name)
    record = Record(
        heading, screen.tr("people.act.suspend"), (_reason(screen),), commit, ("people.suspend", person.login),
        proves="people.change",
    )  # fmt: skip
    screen.app.push_screen(AskRecord(record, then))


def resume(screen: AskingScreen, person: Person, then: Callable[[Person], None]) -> None:
    """Let somebody in again, with a new password."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        return _differs(typed) or people.resume(desk, person.login, typed["password"], typed["reason"], proof)

    heading = screen.tr("people.resume", person=person.name)
    specs = (_reason(screen), *_passwords(screen, "people.first_password"))
    record = Record(
        heading, screen.tr("people.act.resume"), specs, commit, ("people.resume", person.login),
        proves="people.reset", at=_PASSWORD,
    )  # fmt: skip
    screen.app.push_screen(AskRecord(record, then))


def remove(screen: AskingScreen, person: Person, left: tuple[str, ...], then: Callable[[Person], None]) -> None:
    """Somebody leaves for good; `left` says what stays behind."""
    desk = screen.rm.desk

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        return people.remove(desk, person.login, typed["reason"], proof)

    heading = screen.tr("people.remove", person=person.name)
    record = Record(
        heading, screen.tr("keys.remove_person"), (_reason(screen),), commit, ("people.remove", person.login),
        said=tuple((one, "muted") for one in left), proves="people.remove", about="\n\n".join((heading, *left)),
    )  # fmt: skip
    screen.app.push_screen(AskRecord(record, then))


# what they share
def _change(
    screen: AskingScreen,
    person: Person,
    what: str,
    specs: tuple[FieldSpec, ...],
    changed: Callable[[Typed], Person],
    then: Callable[[Person], None],
    values: Typed | None = None,
) -> None:
    """A change of the person as a whole, with its reason."""

    def commit(typed: Typed, proof: Proof | None) -> Person | Refused:
        return people.change(screen.rm.desk, changed(typed), typed["reason"], proof)

    _ask(screen, person, what, (*specs, _reason(screen)), commit, then, values or {})


def _ask(
    screen: AskingScreen,
    person: Person,
    what: str,
    specs: tuple[FieldSpec, ...],
    commit: Callable[[Typed, Proof | None], Any],
    then: Callable[[Person], None],
    values: Typed,
) -> None:
    heading = f"{person.name} ({person.login}) · {screen.tr(f'keys.{what}')}"
    place = (f"people.{what}", person.login)
    record = Record(heading, screen.tr(f"keys.{what}"), specs, commit, place, values, proves="people.change")
    screen.app.push_screen(AskRecord(record, then))


def _reason(screen: AskingScreen) -> FieldSpec:
    return FieldSpec("reason", screen.tr("common.reason"), required=True, max_length=200)


def _passwords(screen: AskingScreen, label: str) -> tuple[FieldSpec, FieldSpec]:
    """A new password, typed twice: one that was mistyped unseen would lock its owner out."""
    least = screen.rm.desk.thresholds().password_min_length
    rules = screen.tr("people.password_rules", least=least)
    return (
        FieldSpec("password", screen.tr(label), "password", required=True, max_length=MOST, help=rules),
        FieldSpec("again", screen.tr("common.again"), "password", required=True, max_length=MOST),
    )


def _differs(typed: Typed) -> Refused | None:
    return None if typed["password"] == typed["again"] else faulty({"again": refuse("DATA-08.differs")})


def _several(screen: AskingScreen, key: str, label: str, vocabulary: str, keys: tuple[str, ...]) -> FieldSpec:
    return FieldSpec(key, screen.tr(label), "choices", _labelled(screen, vocabulary, keys), required=True)


def _labelled(screen: AskingScreen, vocabulary: str, keys: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(screen.labelled(vocabulary, keys))


def _in_order(known: tuple[Any, ...], typed: str) -> tuple[Any, ...]:
    chosen = typed.split(",")
    return tuple(one for one in known if one in chosen)
