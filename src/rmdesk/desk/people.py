"""The branch's people and the branch itself (DATA-08). Each person has a key slot; the data is never touched.

Whoever left or is suspended has no slot: the password opens nothing that is copied from then on. What was copied
before, an old backup or a copy of the folder, the old password still opens, for the desk's key stays the same.
"""

from rmdesk.desk import guarding, roster
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.desk.guarding import Proof
from rmdesk.desk.opening import is_for_play
from rmdesk.domain import facts, fields, trust_facts
from rmdesk.domain.numbers import read_code
from rmdesk.domain.passwords import weakness
from rmdesk.domain.refusal import Refusal, Refused, refused
from rmdesk.domain.staff import Branch, Exam, Staff, Training
from rmdesk.store import slots, tries
from rmdesk.store.errors import StoreError


@use_case("people.read")
def everybody(desk: Desk, *, gone: bool = False) -> tuple[Staff, ...] | Refused:
    """All people of the desk by login; those who left only where `gone` asks for them too."""
    return tuple(one for one in roster.all_of(desk.store) if gone or not one.removed)


@use_case("people.manage")
def add(
    desk: Desk,
    person: Staff,
    password: str,
    own_password: str = "",
    cost: slots.Cost | None = None,
    *,
    proof: Proof | None = None,
) -> Staff | Refused:
    """Give a person a key slot and roles. The administrator's own password opens the key that the slot seals."""
    login = fields.read("text", person.login, most=40)
    if isinstance(login, Refusal):
        return Refused(reasons=(login,))
    if not login:
        return refused("INPUT.required")
    person = person.model_copy(update={"login": login})
    weak = _weak(desk, password, login, cost)
    if weak is not None:
        return weak
    if login in (slots.RECOVERY, tries.STRANGER) or roster.staff_of(desk.store, login) is not None:
        return refused("DATA-08.exists", person=person.login)
    proven = guarding.prove(desk, "people.add", proof or Proof(own_password), person.login)
    if isinstance(proven, Refused):
        return proven
    # The slot first: a slot without a fact lets nobody in, a fact without a slot shows somebody who cannot come in.
    slots.put(desk.folder, proven.key, person.login, password, cost or slots.measure_cost())
    desk.record(facts.StaffAdded(staff=person), person.login)
    return person


@use_case("people.manage")
def change(desk: Desk, person: Staff, reason: str, proof: Proof | None = None) -> Staff | Refused:
    """Change a person's name, roles, certificates, training or suspension; rights change at once.

    Whoever is suspended loses the slot, and gets a new one with `reset` afterwards.
    """
    before = _present(desk, person.login)
    if isinstance(before, Refused):
        return before
    if not reason.strip():
        return refused("INPUT.required")
    keeps = person.active and "administrator" in person.roles
    if not keeps and "administrator" in before.roles and roster.only_administrator(desk.store, person.login):
        return refused("DATA-08.administrator", person=person.name)
    proven = guarding.prove(desk, "people.change", proof, person.login)
    if isinstance(proven, Refused):
        return proven
    return _changed(desk, person.model_copy(update={"removed": False}), reason.strip())


@use_case("people.manage")
def suspend(desk: Desk, login: str, reason: str, proof: Proof | None = None) -> Staff | Refused:
    """Take a person's slot and rights away until `resume`."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    return change(desk, person.model_copy(update={"suspended": True}), reason, proof)


@use_case("people.manage")
def resume(
    desk: Desk, login: str, password: str, reason: str, proof: Proof | None = None, cost: slots.Cost | None = None
) -> Staff | Refused:
    """Let a suspended person in again, with a new password."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    if not reason.strip():
        return refused("INPUT.required")
    given = _give_slot(desk, login, password, proof, cost)
    if isinstance(given, Refused):
        return given
    with desk.transaction():
        back = _changed(desk, person.model_copy(update={"suspended": False}), reason.strip())
        desk.record(trust_facts.PasswordChanged(login=login, by_administrator=True), login)
    return back


@use_case("people.manage")
def remove(desk: Desk, login: str, reason: str, proof: Proof | None = None) -> Staff | Refused:
    """A person leaves for good. The clients in the book should be handed over before (DESK-18)."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    if not reason.strip():
        return refused("INPUT.required")
    if "administrator" in person.roles and roster.only_administrator(desk.store, login):
        return refused("DATA-08.administrator", person=person.name)
    proven = guarding.prove(desk, "people.remove", proof, login)
    if isinstance(proven, Refused):
        return proven
    desk.record(trust_facts.StaffRemoved(login=login, reason=reason.strip()), login)
    _take_slot(desk, login)
    gone = roster.staff_of(desk.store, login) or person
    _own(desk, gone)
    return gone


@use_case("people.own")
def change_password(desk: Desk, old: str, new: str, cost: slots.Cost | None = None) -> Refused | None:
    """The own password; the old one is asked for."""
    login = desk.actor.login
    weak = _weak(desk, new, login, cost)
    if weak is not None:
        return weak
    key = guarding.own_key(desk, old, "proof")
    if old == new:
        return refused("DATA-08.same_password")
    slots.replace(desk.folder, key, login, new, cost or slots.measure_cost())
    desk.record(trust_facts.PasswordChanged(login=login), login)
    return None


@use_case("people.manage")
def reset(
    desk: Desk, login: str, password: str, proof: Proof | None = None, cost: slots.Cost | None = None
) -> Refused | None:
    """Give somebody who forgot the password a new one; waits for wrong passwords end with it."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    if not person.active:
        return refused("DATA-08.suspended", person=login)
    given = _give_slot(desk, login, password, proof, cost)
    if isinstance(given, Refused):
        return given
    desk.record(trust_facts.PasswordChanged(login=login, by_administrator=True), login)
    return None


@use_case("people.manage")
def renew_recovery(desk: Desk, proof: Proof | None = None, cost: slots.Cost | None = None) -> str | Refused:
    """A new recovery code, shown this once; the old one opens old copies only."""
    proven = guarding.prove(desk, "people.recovery", proof)
    if isinstance(proven, Refused):
        return proven
    code = slots.recovery_code()
    slots.put(desk.folder, proven.key, slots.RECOVERY, code, cost or slots.measure_cost())
    desk.record(trust_facts.RecoveryCodeRenewed(), "desk")
    return code


@use_case("people.manage")
def record_training(desk: Desk, login: str, training: Training, proof: Proof | None = None) -> Staff | Refused:
    """Enter hours of training (DESK-15)."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    if not (training.hours.is_finite() and 0 < training.hours <= 1000):
        return refused("INPUT.amount", given=training.hours)
    if training.on > desk.today():
        return refused("INPUT.future", given=training.on)
    return change(desk, person.model_copy(update={"training": (*person.training, training)}), training.kind, proof)


@use_case("people.manage")
def record_exam(desk: Desk, login: str, exam: Exam, proof: Proof | None = None) -> Staff | Refused:
    """Enter the result of an exam (DESK-15)."""
    person = _present(desk, login)
    if isinstance(person, Refused):
        return person
    if exam.on > desk.today():
        return refused("INPUT.future", given=exam.on)
    return change(desk, person.model_copy(update={"exams": (*person.exams, exam)}), exam.subject, proof)


@use_case("branch.manage")
def change_branch(desk: Desk, branch: Branch) -> Branch | Refused:
    """Change the branch's name, contact or code. Numbers that stand on printed papers stay as they are."""
    code = read_code(branch.code)
    if isinstance(code, Refusal):
        return Refused(reasons=(code,))
    branch = branch.model_copy(update={"code": code})
    desk.record(facts.BranchChanged(branch=branch), "desk")
    desk.branch = branch
    return branch


def check_password(desk: Desk, password: str) -> Refused | None:
    """Whether this is the password of the person at the desk: to take the screen back, or to unlock it (QUES-08).

    Wrong ones are counted as at the first unlocking (DATA-08.wait).
    """
    try:
        guarding.own_key(desk, password, "screen")
    except StoreError as error:
        return refused_by(error, desk.local)
    return None


def _present(desk: Desk, login: str) -> Staff | Refused:
    person = roster.staff_of(desk.store, login)
    if person is None or person.removed:
        return refused("INPUT.unknown", what="person", given=login)
    return person


def _weak(desk: Desk, password: str, login: str, cost: slots.Cost | None) -> Refused | None:
    weak = None if is_for_play(cost) else weakness(password, login, desk.thresholds().password_min_length)
    return None if weak is None else Refused(reasons=(weak,))


def _give_slot(desk: Desk, login: str, password: str, proof: Proof | None, cost: slots.Cost | None) -> Refused | None:
    weak = _weak(desk, password, login, cost)
    if weak is not None:
        return weak
    proven = guarding.prove(desk, "people.reset", proof, login)
    if isinstance(proven, Refused):
        return proven
    slots.put(desk.folder, proven.key, login, password, cost or slots.measure_cost())
    tries.clear(desk.folder, login, desk.clock())
    return None


def _changed(desk: Desk, person: Staff, reason: str) -> Staff:
    desk.record(facts.StaffChanged(staff=person, reason=reason), person.login)
    if person.suspended:
        _take_slot(desk, person.login)
    _own(desk, person)
    return person


def _take_slot(desk: Desk, login: str) -> None:
    if slots.has(desk.folder, login):
        slots.remove(desk.folder, login)


def _own(desk: Desk, person: Staff) -> None:
    if person.login == desk.actor.login:  # rights change at once, one's own too (DATA-08)
        desk.actor = person
