"""People without a password of their own: what an administrator gave lets each choose one, and dies with it (DATA-08).

Whoever came by a list has no key slot. An administrator gives out a code, seen this once, or a first password typed for
him; it seals the desk's key, but opens nothing except the way to a password that nobody else knows.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from rmdesk.desk import guarding, opening, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import door
from rmdesk.desk.guarding import Proof
from rmdesk.domain import vault_facts
from rmdesk.domain.passwords import weakness
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import StopError, refuse, stop, stop_at, stop_if
from rmdesk.store import slots, tries
from rmdesk.store.errors import StoreError

KeyState = Literal["none", "code", "own"]


class Issued(NamedTuple):
    """A code, to be handed to one person."""

    login: str
    name: str
    code: str

    def __repr__(self) -> str:
        """Never the code: a value's repr reaches logs and tracebacks."""
        return f"Issued({self.login!r})"


@use_case("people.read")
def key_states(desk: Desk) -> Mapping[str, KeyState]:
    """How everybody who may work here comes in, by login: by a password of their own, by a code, or not yet."""
    once = slots.kinds(desk.folder)
    working = (one.login for one in people_rows.all_of(desk.store) if one.active)
    return {login: "none" if login not in once else "code" if once[login] else "own" for login in working}


@use_case("people.manage")
def issue(desk: Desk, logins: Iterable[str], proof: Proof | None = None) -> tuple[Issued, ...]:
    """A fresh one-time code for each of these people. Whatever opened their slots before opens them no more."""
    people = [_receiver(desk, login) for login in logins]
    if not people:
        stop("DATA-08.no_code")
    proven = guarding.prove(desk, "people.reset", proof, people[0].login if len(people) == 1 else "")
    return tuple(_issued(desk, proven.key, one) for one in people)


@door
def choose(
    folder: Path, login: str, code: str, password: str, *, cost: slots.Cost | None = None, clock: Clock = system_clock
) -> Desk:
    """Open the desk in `folder` as `login` by a one-time code or a password that was given, and make `password` the
    person's own; what was given is dead.

    `cost` is the password's work factor; measured on this machine when not given.
    """
    key = tries.opened(folder, login, code, clock(), "unlock")
    if not slots.is_once(folder, login):
        stop("DATA-08.password")
    desk = opening.open_with_key(folder, login, key, clock=clock)
    try:
        if not opening.is_for_play(cost):
            stop_if(weakness(password, login, desk.thresholds().password_min_length))
        if password == code:
            stop_at("password", refuse("DATA-08.same_password"))
        # The slot first: from here on the code opens nothing, whatever happens to the fact.
        slots.put(folder, key, login, password, cost or slots.measure_cost())
        desk.record(vault_facts.PasswordChanged(login=login), login)
    except (StopError, StoreError):
        desk.close()
        raise
    return desk


def _receiver(desk: Desk, login: str) -> Person:
    person = people_rows.person_of(desk.store, login)
    if person is None or person.removed:
        stop("INPUT.unknown", what="person", given=login)
    if person.suspended:
        stop("DATA-08.suspended", person=login)
    if login == desk.actor.login:
        stop("DATA-08.same_person", person=person.name)
    return person


def _issued(desk: Desk, key: bytes, person: Person) -> Issued:
    code = slots.once_code()
    slots.put(desk.folder, key, person.login, code, slots.CODE_COST, once=True)
    tries.clear(desk.folder, person.login, desk.clock())
    desk.record(vault_facts.CodeIssued(login=person.login), person.login)
    return Issued(person.login, person.name, code)
