"""Every kind of import by the name that is typed. One line a kind; every register is one too."""

from typing import Any

from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.clients import Clients
from rmdesk.desk.imports.entries import entries_of
from rmdesk.desk.imports.holdings import OUTSIDE, Holdings
from rmdesk.desk.imports.kind import Kind
from rmdesk.desk.imports.people import People
from rmdesk.desk.imports.products import Products
from rmdesk.desk.registers.offering import barred
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.definition import Register
from rmdesk.locale import Lang, tr

_ANSWERS = frozenset({"month_first", "day_first", OUTSIDE})
"""What a question may be answered with that no column says."""
KINDS: dict[str, type[Kind[Any]]] = {one.key: one for one in (Products, Clients, Holdings, People)}


def proves(desk: Desk, what: str) -> tuple[str, str]:
    """The sensitive acts that bringing in and taking back such a list are; "" for none, and where there is no such
    kind: saying so is the use case's."""
    return kind_of(desk, what).proves if what in KINDS else ("", "")


def names(desk: Desk) -> tuple[str, ...]:
    """What the person at the desk may bring in: lists by the permission, registers by who may begin an entry."""
    own = (key for key, kind in KINDS.items() if not ROLES_OF[kind.permission].isdisjoint(desk.actor.roles))
    return (*own, *(key for key, one in desk.pack.registers.items() if _may_begin(desk, one)))


def title_of(desk: Desk, what: str, lang: Lang) -> str:
    """What a kind is called."""
    register = None if what in KINDS else desk.pack.registers.get(what)
    return tr(lang, f"imports.kind.{what}") if register is None else register.title.of(lang)


def meaning(desk: Desk, what: str, target: str, answer: str, lang: Lang) -> str:
    """What an answer to a question stands for, as people call it; `what` is the kind."""
    if answer in _ANSWERS:
        return tr(lang, f"imports.answer.{answer}")
    return kind_of(desk, what).options(desk.pack, target, lang).get(answer, answer)


def kind_of(desk: Desk, what: str) -> type[Kind[Any]]:
    """The kind called so; stops where there is none."""
    found = KINDS.get(what)
    if found is not None:
        return found
    register = desk.pack.registers.get(what)
    if register is None or register.retired:
        stop("INPUT.choice", given=what, allowed=", ".join(names(desk)))
    return entries_of(register)


def _may_begin(desk: Desk, register: Register) -> bool:
    act = next(iter(register.beginning), "")
    if register.retired or not act or register.act[act].proof != "none":
        return False
    by_role = not register.act[act].roles or not set(register.act[act].roles).isdisjoint(desk.actor.roles)
    return by_role and (bool(register.part_of) or not barred(desk, register, act))
