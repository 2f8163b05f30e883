"""The branch's people and the branch itself (DATA-08). Each person has a key slot; the data is never touched."""

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.domain import facts
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.staff import Branch, Staff
from rmdesk.store import slots
from rmdesk.store.errors import StoreError


@use_case("people.read")
def everybody(desk: Desk) -> tuple[Staff, ...] | Refused:
    """All people of the desk by login."""
    rows = desk.store.query("SELECT doc FROM staff ORDER BY login")
    return tuple(Staff.model_validate_json(row["doc"]) for row in rows)


@use_case("people.manage")
def add(desk: Desk, person: Staff, password: str, own_password: str, cost: slots.Cost | None = None) -> Staff | Refused:
    """Give a person a key slot and roles. The administrator's own password opens the key that the slot seals."""
    least = desk.thresholds().password_min_length
    if len(password) < least and cost is None:
        return refused("DATA-08.short", least=least)
    key = slots.open(desk.folder, desk.actor.login, own_password)
    slots.add(desk.folder, key, person.login, password, cost or slots.measure_cost())
    desk.record(facts.StaffAdded(staff=person), person.login)
    return person


@use_case("people.manage")
def change(desk: Desk, person: Staff, reason: str) -> Staff | Refused:
    """Change a person's roles, certificates or suspension."""
    if not reason.strip():
        return refused("INPUT.required")
    if desk.store.get("staff", person.login) is None:
        return refused("INPUT.unknown", what="person", given=person.login)
    desk.record(facts.StaffChanged(staff=person, reason=reason.strip()), person.login)
    if person.login == desk.actor.login:  # rights change at once, one's own too (DATA-08)
        desk.actor = person
    return person


@use_case("branch.manage")
def change_branch(desk: Desk, branch: Branch) -> Branch | Refused:
    """Change the branch's name or contact."""
    desk.record(facts.BranchChanged(branch=branch), "desk")
    desk.branch = branch
    return branch


def check_password(desk: Desk, password: str) -> Refused | None:
    """Whether this is the password of the person at the desk: to take the screen back, or to unlock it (QUES-08)."""
    try:
        slots.open(desk.folder, desk.actor.login, password)
    except StoreError as error:
        return refused_by(error)
    return None
