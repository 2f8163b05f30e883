"""Proving who is there: the own password once more, or a second person, by the table of sensitive acts (DATA-08)."""

from collections.abc import Callable
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.desk.people_rows import all_of, person_of
from rmdesk.domain import facts, people_facts, vault_facts
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, Refused, stop, stop_if
from rmdesk.domain.sensitive import Asked, apart, standing_in
from rmdesk.store import slots, tries
from rmdesk.store.errors import ClockWrong, SlotError, StoreError


class Proof(NamedTuple):
    """What a person typed to prove a sensitive act: the own password, or login and password of a second person."""

    password: str = ""
    login: str = ""

    def __repr__(self) -> str:
        """Never the password: a value's repr reaches logs and tracebacks."""
        return f"Proof(login={self.login!r})"


class Proven(NamedTuple):
    """Who answers for the act beside the person at the desk, and the desk's key where a password was typed."""

    person: Person
    key: bytes = b""

    def __repr__(self) -> str:
        """Never the key."""
        return f"Proven({self.person.login!r})"


def asks(desk: Desk, act: str) -> str:
    """What `act` asks for: "none", "password" or "second_person". For faces, so that they ask before they act."""
    return asked(desk, act).demand


def asked(desk: Desk, act: str) -> Asked:
    """What `act` asks for here, and of which roles the second person must be: in a branch of three the reviewer stands
    in for an office that only the person at the desk holds."""
    return small_branch(desk, desk.pack.asked(act))


def small_branch(desk: Desk, wanted: Asked) -> Asked:
    """`wanted` as a branch can meet it that has nobody else of these offices."""
    others = (one.roles for one in all_of(desk.store) if one.active and one.login != desk.actor.login)
    return standing_in(wanted, desk.actor.roles, others)


def barred(desk: Desk, act: str) -> dict[str, Refusal]:
    """Who will not do as the second person of `act` for what else they do here, by login, and why. For faces."""
    found = ((one.login, apart(act, one.roles)) for one in all_of(desk.store))
    return {login: why for login, why in found if why is not None}


class _TakenBackError(Exception):
    """Takes back a transaction that was only tried."""


def foreseen(desk: Desk, act: Callable[[], object]) -> Refused | None:
    """Why `act`, a use case with its answers, would be refused; None where it would be done. It is tried and taken
    back. For faces: nobody is asked whether he means what is refused anyway."""
    answer: object = None
    try:
        with desk.transaction():
            answer = act()
            raise _TakenBackError
    except _TakenBackError:
        return answer if isinstance(answer, Refused) else None
    except StoreError as error:
        return refused_by(error, desk.local)


def prove(desk: Desk, act: str, proof: Proof | None, about: str = "") -> Proven:
    """Let a sensitive act pass when the form pack's table is content with `proof`. For use cases.

    A second person's consent is a fact about `about` (an id; "" for the desk). Refusals: DATA-08.again, .second,
    .same_person, .suspended, .second_role, .password, .wait; SUIT-15.apart.
    """
    wanted = asked(desk, act)
    if wanted.demand == "none":
        return Proven(desk.actor)
    if wanted.demand == "password":
        if proof is None or not proof.password:
            stop("DATA-08.again", act=act)
        return Proven(desk.actor, own_key(desk, proof.password, "proof"))
    if proof is None or not (proof.login and proof.password):
        stop("DATA-08.second", act=act, roles=", ".join(wanted.roles))
    second = second_person(desk, proof, act, wanted.roles)
    stop_if(apart(act, second.person.roles))
    desk.record_as(second.person, people_facts.SecondPersonAgreed(act=act, about=about), about or "desk")
    return second


def second_person(desk: Desk, proof: Proof, act: str, roles: tuple[str, ...]) -> Proven:
    """Somebody else who holds one of `roles`, by the password of the own slot. StoreError as `own_key`."""
    if proof.login == desk.actor.login:
        stop("DATA-08.same_person", person=desk.actor.name)
    second = _proven(desk, proof)
    if not set(roles).intersection(second.person.roles):
        stop("DATA-08.second_role", person=second.person.name, act=act, roles=", ".join(roles))
    return second


def anybody(desk: Desk, proof: Proof, act: str, roles: tuple[str, ...]) -> Proven:
    """A person who holds one of `roles`, the one at the desk included. StoreError as `own_key`."""
    proven = _proven(desk, proof)
    if not set(roles).intersection(proven.person.roles):
        stop("DATA-08.role", act=act, roles=", ".join(roles))
    return proven


def _proven(desk: Desk, proof: Proof) -> Proven:
    key = _key(desk, proof.login, proof.password, "proof")
    person = person_of(desk.store, proof.login)
    if person is None or not person.active:
        stop("DATA-08.suspended", person=proof.login)
    return Proven(person, key)


def own_key(desk: Desk, password: str, place: str) -> bytes:
    """The desk's key, by the password of the person at the desk. WrongPassword, TooManyTries, SlotsDamaged."""
    return _key(desk, desk.actor.login, password, place)


def _key(desk: Desk, login: str, password: str, place: str) -> bytes:
    try:
        key = tries.opened(desk.folder, login, password, desk.clock(), place)
    except SlotError:
        tell_failures(desk)
        raise
    if slots.is_once(desk.folder, login):  # whoever gave the code out knows it too: it proves nobody
        stop("DATA-08.code", person=login)
    return key


def tell_failures(desk: Desk) -> None:
    """Let the journal hear of the wrong passwords since it was last told, where it can be written now. Whoever left or
    was suspended while at the desk writes nothing more: the next person does."""
    if desk.store.read_only or desk.store.resting or not desk.actor.active:
        return
    failures, dropped = tries.failures(desk.folder, desk.clock())
    try:
        with desk.transaction():
            for one in failures:
                desk.record(_fact(one), "desk")
            if dropped:
                desk.record(vault_facts.LoginCountLost(noticed_at=None, dropped=dropped), "desk")
    except ClockWrong:
        return  # they stay listed beside the slots until the time has been confirmed
    if failures or dropped:
        tries.forget(desk.folder, len(failures), desk.clock())


def _fact(one: tries.Failure) -> facts.LoginFailed | vault_facts.LoginCountLost:
    if one.place == tries.LOST:
        return vault_facts.LoginCountLost(noticed_at=one.at)
    return facts.LoginFailed(login=one.person, tried_at=one.at, place=one.place)
