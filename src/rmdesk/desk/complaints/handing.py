"""Somebody is away or leaves: all of the open cases go to somebody else (DESK-18)."""

from typing import NamedTuple

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.complaints.cases import CaseLine, line_of
from rmdesk.desk.complaints.interest import free_people
from rmdesk.desk.complaints.parties import as_of_now
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import Refusal, passed, refuse, stop_if


class Holder(NamedTuple):
    """Somebody who handles open cases. `left`: this person was removed or suspended."""

    login: str
    name: str
    cases: int
    left: bool


class Passing(NamedTuple):
    """One case and who gets it: the receiver, or the next by the rule where the receiver has an interest in it. It
    `stays` where nobody else may handle it. Of one that is restricted for the person at the desk only the number is
    told."""

    line: CaseLine
    handler: str
    stays: bool


@use_case("complaints.work")
def holders(desk: Desk) -> tuple[Holder, ...]:
    """Whose open cases the person at the desk may hand over: first those of people who left, then by login."""
    counted = desk.store.query("SELECT handler, count(*) FROM complaint WHERE ended = 0 GROUP BY handler")
    known = {one.login: one for one in people_rows.all_of(desk.store)}
    found = [
        Holder(login, known[login].name, int(count), not known[login].active)
        for login, count in counted
        if login in known and _may(desk, login)
    ]
    return tuple(sorted(found, key=lambda one: (not one.left, one.login)))


@use_case("complaints.work")
def passing(desk: Desk, giver: str, receiver: str) -> tuple[Passing, ...]:
    """Every open case of `giver` with who would get it: to be looked at before it is done."""
    stop_if(_wrong(desk, giver, receiver))
    return _told(desk, _plan(desk, giver, receiver))


@use_case("complaints.work")
def hand_over(desk: Desk, giver: str, receiver: str, reason: str, proof: Proof | None = None) -> tuple[Passing, ...]:
    """Hand every open case of `giver` over to `receiver`: the own ones, or as a superior anybody's. A case that the
    receiver has an interest in, or that is restricted for the person at the desk, goes to the next by the rule
    (COMP-04)."""
    stop_if(_wrong(desk, giver, receiver))
    why = passed(required(desk, "reason", reason))
    guarding.prove(desk, "complaints.hand_over", proof)
    plan = _plan(desk, giver, receiver)
    told = _told(desk, plan)
    with desk.transaction():
        for case, handler in plan:
            if handler:
                desk.record(facts.CaseAssigned(case_id=case.id, handler=handler, reason=why), case.id)
    return told


def _may(desk: Desk, giver: str) -> bool:
    return giver == desk.actor.login or bool(ROLES_OF["complaints.approve"].intersection(desk.actor.roles))


def _wrong(desk: Desk, giver: str, receiver: str) -> Refusal | None:
    for login in (giver, receiver):
        if people_rows.person_of(desk.store, login) is None:
            return refuse("INPUT.unknown", what="person", given=login[:40])
    if not _may(desk, giver):
        superiors = ", ".join(sorted(ROLES_OF["complaints.approve"]))
        return refuse("DATA-08.role", act="complaints.hand_over", roles=superiors)
    if giver == receiver:
        return refuse("DESK-18.same", person=receiver)
    if not _handles(desk, receiver):
        return refuse("DESK-18.not_handler", person=receiver)
    held = desk.store.query("SELECT 1 FROM complaint WHERE ended = 0 AND handler = ? LIMIT 1", (giver,))
    return None if list(held) else refuse("DESK-18.no_cases", person=giver)


def _handles(desk: Desk, login: str) -> bool:
    person = people_rows.person_of(desk.store, login)
    return person is not None and person.active and bool(set(person.roles) & set(desk.pack.complaints.assign_to))


def _plan(desk: Desk, giver: str, receiver: str) -> list[tuple[Case, str]]:
    found = tuple(all_cases(desk, "ended = 0 AND handler = ?", (giver,)))
    held = [as_of_now(desk, case) for case in found]
    return [(case, _next(desk, case, giver, receiver)) for case in held]


def _told(desk: Desk, plan: list[tuple[Case, str]]) -> tuple[Passing, ...]:
    found = []
    for case, handler in plan:
        line = line_of(desk, case)
        found.append(Passing(line, "" if line.restricted else handler, not handler))
    return tuple(found)


def _next(desk: Desk, case: Case, giver: str, receiver: str) -> str:
    """ "": nobody. Whoever is at the desk with an interest in the case does not choose who handles it."""
    free = [person.login for person in free_people(desk, case) if person.login != giver]
    if receiver in free and not case.concerns(desk.actor.login):
        return receiver
    return free[0] if free else ""
