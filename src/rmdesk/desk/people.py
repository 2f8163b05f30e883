"""The branch's people (DATA-08). Each person has a key slot; the data is never touched.

Whoever left or is suspended has no slot: the password opens nothing that is copied from then on. What was copied
before, an old backup or a copy of the folder, the old password still opens, for the desk's key stays the same.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.desk.guarding import Proof
from rmdesk.desk.opening import is_for_play
from rmdesk.domain import facts, people_facts, vault_facts
from rmdesk.domain.directives import HandedDown, PersonGiven
from rmdesk.domain.passwords import Wanted, weakness
from rmdesk.domain.people import (
    Exam,
    Person,
    Training,
    certificate_of_another,
    clash,
    of_oneself,
    read_part,
    staff_no_of_another,
    wrong_day,
    wrong_hours,
)
from rmdesk.domain.refusal import (
    Refusal,
    Refused,
    StopError,
    passed,
    passed_at,
    refuse,
    stop,
    stop_at,
    stop_if,
    written,
)
from rmdesk.store import slots, tries
from rmdesk.store.errors import StoreError


@use_case("people.read")
def everybody(desk: Desk, *, gone: bool = False) -> tuple[Person, ...]:
    """All people of the desk by login; those who left only where `gone` asks for them too."""
    return tuple(one for one in people_rows.all_of(desk.store) if gone or not one.removed)


@use_case("people.manage")
def add(
    desk: Desk,
    person: Person,
    password: str,
    own_password: str = "",
    cost: slots.Cost | None = None,
    *,
    proof: Proof | None = None,
) -> Person:
    """Give a person a key slot and roles. The administrator's own password opens the key that the slot seals;
    `password` opens but the way to one that nobody else knows (DATA-08), unless `cost` is that of a desk for play."""
    login = written("login", passed(read_part("login", person.login)))
    person = _read(person.model_copy(update={"login": login}))
    stop_at("password", _weak(desk, password, login, cost))
    stop_at("roles", None if is_for_play(cost) else clash(person.roles))
    stop_at("login", taken(desk, login))
    _stop_at_anothers(desk, person)
    _stop_at_strange(desk, person)
    proven = guarding.prove(desk, "people.add", proof or Proof(own_password), person.login)
    # The slot first: a slot without a fact lets nobody in, a fact without a slot shows somebody who cannot come in.
    _put(desk, proven.key, person.login, password, cost)
    desk.record(facts.PersonAdded(person=person), person.login)
    return person


@use_case("people.manage")
def change(desk: Desk, person: Person, reason: str, proof: Proof | None = None) -> Person:
    """Change a person's name, roles, certificates, training or suspension; rights change at once.

    Whoever is suspended loses the slot, and gets a new one with `reset` afterwards.
    """
    before, reason = _present(desk, person.login), written("reason", reason)
    person = _read(person)
    keeps = person.active and "administrator" in person.roles
    if not keeps and "administrator" in before.roles and people_rows.only_administrator(desk.store, person.login):
        stop("DATA-08.administrator", person=person.name)
    stop_at("roles", clash(person.roles, before.roles))
    stop_if(against_head_office(desk, person))
    _stop_at_anothers(desk, person)
    _stop_at_strange(desk, person, before)
    if person.login == desk.actor.login:
        stop_if(of_oneself(before, person, people_rows.all_of(desk.store)))
    guarding.prove(desk, "people.change", proof, person.login)
    return _changed(desk, person.model_copy(update={"removed": False}), reason)


@use_case("people.manage")
def suspend(desk: Desk, login: str, reason: str, proof: Proof | None = None) -> Person:
    """Take a person's slot and rights away until `resume`."""
    person = _present(desk, login)
    return passed(change(desk, person.model_copy(update={"suspended": True}), reason, proof))


@use_case("people.manage")
def resume(
    desk: Desk, login: str, password: str, reason: str, proof: Proof | None = None, cost: slots.Cost | None = None
) -> Person:
    """Let a suspended person in again, with a new password that is changed at the first unlocking."""
    person, reason = _present(desk, login), written("reason", reason)
    stop_if(against_head_office(desk, person.model_copy(update={"suspended": False})))
    _give_slot(desk, login, password, proof, cost)
    with desk.transaction():
        back = _changed(desk, person.model_copy(update={"suspended": False}), reason)
        desk.record(vault_facts.PasswordChanged(login=login, by_administrator=True), login)
    return back


@use_case("people.manage")
def remove(desk: Desk, login: str, reason: str, proof: Proof | None = None) -> Person:
    """A person leaves for good. The clients in the book should be handed over before (DESK-18)."""
    person, reason = _present(desk, login), written("reason", reason)
    if "administrator" in person.roles and people_rows.only_administrator(desk.store, login):
        stop("DATA-08.administrator", person=person.name)
    guarding.prove(desk, "people.remove", proof, login)
    desk.record(people_facts.PersonRemoved(login=login, reason=reason), login)
    _take_slot(desk, login)
    gone = people_rows.person_of(desk.store, login) or person
    _own(desk, gone)
    return gone


@use_case("people.own")
def change_password(desk: Desk, old: str, new: str, cost: slots.Cost | None = None) -> None:
    """The own password; the old one is asked for."""
    login = desk.actor.login
    stop_at("password", _weak(desk, new, login, cost))
    if not old:
        stop("DATA-08.again", act="people.own")
    key = guarding.own_key(desk, old, "proof")
    if old == new:
        stop_at("password", refuse("DATA-08.same_password"))
    slots.replace(desk.folder, key, login, new, cost or slots.measure_cost())
    desk.record(vault_facts.PasswordChanged(login=login), login)


@use_case("people.manage")
def reset(desk: Desk, login: str, password: str, proof: Proof | None = None, cost: slots.Cost | None = None) -> None:
    """Give somebody who forgot the password a new one, changed at the next unlocking; waits for wrong passwords end.
    One's own is changed by whoever knows it."""
    person = _present(desk, login)
    if login == desk.actor.login:
        stop("DATA-08.same_person", person=person.name)
    if not person.active:
        stop("DATA-08.suspended", person=login)
    _give_slot(desk, login, password, proof, cost)
    desk.record(vault_facts.PasswordChanged(login=login, by_administrator=True), login)


@use_case("people.manage")
def renew_recovery(desk: Desk, proof: Proof | None = None, cost: slots.Cost | None = None) -> str:
    """A new recovery code, shown this once; the old one opens old copies only."""
    proven = guarding.prove(desk, "people.recovery", proof)
    code = slots.recovery_code()
    slots.put(desk.folder, proven.key, slots.RECOVERY, code, cost or slots.measure_cost())
    desk.record(vault_facts.RecoveryCodeRenewed(), "desk")
    return code


@use_case("people.manage")
def record_training(desk: Desk, login: str, training: Training, proof: Proof | None = None) -> Person:
    """Enter hours of training (DESK-15)."""
    person = _present(desk, login)
    stop_at("hours", wrong_hours(training.hours))
    stop_at("hours", wrong_day(training, person.training))
    if training.on > desk.today():
        stop_at("on", refuse("INPUT.future", given=training.on))
    entered = training.model_copy(update={"about": passed_at("about", read_part("about", training.about))})
    return passed(
        change(desk, person.model_copy(update={"training": (*person.training, entered)}), training.kind, proof)
    )


@use_case("people.manage")
def record_exam(desk: Desk, login: str, exam: Exam, proof: Proof | None = None) -> Person:
    """Enter the result of an exam (DESK-15)."""
    person = _present(desk, login)
    if exam.on > desk.today():
        stop_at("on", refuse("INPUT.future", given=exam.on))
    return passed(change(desk, person.model_copy(update={"exams": (*person.exams, exam)}), exam.subject, proof))


def check_password(desk: Desk, password: str) -> Refused | None:
    """Whether this is the password of the person at the desk: to take the screen back, or to unlock it (QUES-08).

    Wrong ones are counted as at the first unlocking (DATA-08.wait). A desk that rests below the lock is opened again.
    """
    try:
        key = guarding.own_key(desk, password, "screen")
        if desk.store.resting:
            desk.store.wake(key)
            guarding.tell_failures(desk)
    except StopError as stopped:
        return stopped.refused
    except StoreError as error:
        return refused_by(error, desk.local)
    return None


class Given(NamedTuple):
    """What head office said of somebody here: what, when (UTC), by which two people there."""

    said: PersonGiven
    at: datetime
    by: str
    second: str


@use_case("people.read")
def given(desk: Desk, login: str) -> Given | None:
    """What head office said last of somebody; None where it said nothing."""
    return _given(desk, login)


def against_head_office(desk: Desk, person: Person) -> Refusal | None:
    """Why somebody here cannot be so: head office said otherwise. For use cases."""
    found = _given(desk, person.login)
    if found is None:
        return None
    same = set(found.said.roles) == set(person.roles) and found.said.held(person).suspended == person.suspended
    return None if same else refuse("DATA-08.head_office", person=person.name)


def not_given(desk: Desk, said: PersonGiven) -> Refusal | None:
    """What stands here against what head office says of somebody: he left for good, nobody may be called so, or nobody
    else manages people. For use cases."""
    before = people_rows.person_of(desk.store, said.login)
    if before is None or before.removed:
        return taken(desk, said.login)
    after = said.on(before)
    keeps = (
        not before.active or "administrator" not in before.roles or (after.active and "administrator" in after.roles)
    )
    if keeps or not people_rows.only_administrator(desk.store, said.login):
        return None
    return refuse("DATA-08.administrator", person=before.name)


def follow(desk: Desk, login: str) -> None:
    """What head office said of somebody is done to slot and rights, too. For use cases."""
    person = people_rows.person_of(desk.store, login)
    if person is not None:
        if not person.active:
            bar(desk, (login,))
        _own(desk, person)


def _given(desk: Desk, login: str) -> Given | None:
    row = desk.store.get("given_person", login)
    if row is None:
        return None
    fact = desk.parsed(HandedDown, row["doc"])
    assert isinstance(fact.directive, PersonGiven), "nothing else stands in this table"
    return Given(fact.directive, datetime.fromisoformat(row["at"]), fact.by, fact.second)


def bar(desk: Desk, logins: Iterable[str]) -> None:
    """Take these people's slots away, where they have one. For use cases."""
    for login in logins:
        _take_slot(desk, login)


def taken(desk: Desk, login: str) -> Refusal | None:
    """Why nobody new may be called so; None where it is free. For use cases."""
    if login in (slots.RECOVERY, tries.STRANGER) or people_rows.person_of(desk.store, login) is not None:
        return refuse("DATA-08.exists", person=login)
    return None


def _present(desk: Desk, login: str) -> Person:
    person = people_rows.person_of(desk.store, login)
    if person is None or person.removed:
        stop("INPUT.unknown", what="person", given=login)
    return person


def _read(person: Person) -> Person:
    """The person with names and numbers as they are kept; stops at the one that cannot be."""
    parts = {"name": person.name, "staff_no": person.staff_no}
    read = {key: passed_at(key, read_part(key, text)) for key, text in parts.items()}
    held = tuple(
        one.model_copy(update={"number": passed_at("number", read_part("number", one.number))})
        for one in person.certificates
    )
    return person.model_copy(update={**read, "name": written("name", read["name"]), "certificates": held})


def _stop_at_strange(desk: Desk, person: Person, before: Person | None = None) -> None:
    """Certificates and exams are about families that there are; what was held before stays."""
    known = {"compliance", *desk.pack.families.keys, *(_subjects(before) if before is not None else ())}
    strange = sorted(_subjects(person) - known)
    if strange:
        allowed = ", ".join(desk.pack.families.keys)
        stop_at("families", refuse("INPUT.choice", given=", ".join(strange), allowed=allowed))


def _subjects(person: Person) -> set[str]:
    return {family for held in person.certificates for family in held.families} | {one.subject for one in person.exams}


def _stop_at_anothers(desk: Desk, person: Person) -> None:
    others = people_rows.all_of(desk.store)
    stop_at("staff_no", staff_no_of_another(person, others))
    stop_at("number", certificate_of_another(person, others))


def password_wanted(desk: Desk, login: str) -> Wanted:
    """What a new password of `login` must be. For faces."""
    return Wanted(desk.thresholds().password_min_length, login)


def _weak(desk: Desk, password: str, login: str, cost: slots.Cost | None) -> Refusal | None:
    return None if is_for_play(cost) else weakness(password, login, desk.thresholds().password_min_length)


def _give_slot(desk: Desk, login: str, password: str, proof: Proof | None, cost: slots.Cost | None) -> None:
    stop_at("password", _weak(desk, password, login, cost))
    proven = guarding.prove(desk, "people.reset", proof, login)
    _put(desk, proven.key, login, password, cost)
    tries.clear(desk.folder, login, desk.clock())


def _put(desk: Desk, key: bytes, login: str, password: str, cost: slots.Cost | None) -> None:
    """A slot by a password that the administrator knows too."""
    slots.put(desk.folder, key, login, password, cost or slots.measure_cost(), once=not is_for_play(cost))


def _changed(desk: Desk, person: Person, reason: str) -> Person:
    desk.record(facts.PersonChanged(person=person, reason=reason), person.login)
    if person.suspended:
        _take_slot(desk, person.login)
    _own(desk, person)
    return person


def _take_slot(desk: Desk, login: str) -> None:
    if slots.has(desk.folder, login):
        slots.remove(desk.folder, login)


def _own(desk: Desk, person: Person) -> None:
    if person.login == desk.actor.login:  # rights change at once, one's own too (DATA-08)
        desk.actor = person
