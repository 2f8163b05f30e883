"""Acts that want more than an unlocked desk: the own password once more, or a second person (DATA-08).

Which wants what stands in `forms/sensitive_acts.toml`. Here stand the acts that the program knows, and the least that
each must ask for: no form pack can set it lower.
"""

from collections.abc import Iterable
from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.people import Role, clash
from rmdesk.domain.refusal import Refusal

Demand = Literal["none", "password", "second_person"]
DEMANDS: tuple[Demand, ...] = ("none", "password", "second_person")


class Known(Value):
    """An act: the least it may ask for, and what it asks for when a pack does not name it. `fixed`: no pack names other
    roles for its second person. `shares`: whose work the second person does by agreeing."""

    floor: Demand
    usual: Demand
    roles: tuple[Role, ...] = ()
    fixed: bool = False
    shares: Role | None = None


_OFFICERS: tuple[Role, ...] = ("reviewer", "compliance")
_RATERS: tuple[Role, ...] = ("product_keeper", "reviewer", "compliance")
_ADOPTERS: tuple[Role, ...] = ("compliance", "administrator")
_ANYBODY: tuple[Role, ...] = ("manager", "reviewer", "compliance", "administrator")

ACTS: dict[str, Known] = {
    "clients.reveal": Known(floor="none", usual="none"),
    "clients.export": Known(floor="password", usual="password"),
    "clients.seal": Known(floor="password", usual="second_person", roles=("compliance",)),
    "clients.qualify": Known(floor="second_person", usual="second_person", roles=_OFFICERS, fixed=True),
    "clients.link": Known(floor="second_person", usual="second_person", roles=_OFFICERS, fixed=True),
    "clients.become": Known(floor="second_person", usual="second_person", roles=_OFFICERS, fixed=True),
    "clients.regrade": Known(floor="none", usual="second_person", roles=_OFFICERS),
    "clients.hand_over": Known(floor="second_person", usual="second_person", roles=("manager",)),
    "clients.stand_in": Known(floor="second_person", usual="second_person", roles=("manager",)),
    "clients.move": Known(floor="second_person", usual="second_person", roles=_OFFICERS),
    "clients.take_over": Known(floor="password", usual="password"),
    "sales.own_choice": Known(floor="password", usual="password"),
    "shelf.lower": Known(
        floor="second_person", usual="second_person", roles=_RATERS, fixed=True, shares="product_keeper"
    ),
    "complaints.extend": Known(floor="second_person", usual="second_person", roles=_OFFICERS),
    "complaints.new_facts": Known(floor="second_person", usual="second_person", roles=_OFFICERS),
    "complaints.decline": Known(floor="password", usual="second_person", roles=_OFFICERS),
    "complaints.transfer": Known(floor="password", usual="second_person", roles=_OFFICERS),
    "complaints.withdraw": Known(floor="password", usual="second_person", roles=_OFFICERS),
    "complaints.merge": Known(floor="password", usual="second_person", roles=_OFFICERS),
    "complaints.close": Known(floor="none", usual="none"),
    "complaints.correct": Known(floor="second_person", usual="second_person", roles=_OFFICERS),
    "complaints.later_receipt": Known(floor="second_person", usual="second_person", roles=("compliance",), fixed=True),
    "complaints.move": Known(floor="password", usual="password"),
    "complaints.take_over": Known(floor="password", usual="password"),
    "complaints.hand_over": Known(floor="none", usual="password"),
    "people.add": Known(floor="password", usual="password"),
    "people.change": Known(floor="none", usual="password"),
    "people.reset": Known(floor="password", usual="password"),
    "people.remove": Known(floor="none", usual="password"),
    "people.recovery": Known(floor="password", usual="password"),
    "evidence.export": Known(floor="password", usual="password"),
    "journal.export": Known(floor="password", usual="password"),
    "retention.erase": Known(floor="second_person", usual="second_person", roles=("compliance",), fixed=True),
    "exchange.enrol": Known(floor="second_person", usual="second_person", roles=_OFFICERS, fixed=True),
    "exchange.strike": Known(floor="password", usual="password"),
    "packs.adopt": Known(floor="second_person", usual="second_person", roles=_ADOPTERS, fixed=True),
    "clock.confirm": Known(floor="second_person", usual="second_person", roles=_ANYBODY),
}
"""Adding, resetting and a new recovery code open the desk's key, which only a password does. A form pack carries every
threshold and text: one of the two who adopt it is of compliance, the other an administrator."""


class Asked(Value):
    """What an act asks for under a form pack; `roles`: of which the second person must hold one."""

    demand: Demand
    roles: tuple[Role, ...] = ()


_OFFICES: frozenset[Role] = frozenset({"compliance", "administrator", "reviewer"})
STAND_IN: Role = "reviewer"


def standing_in(asked: Asked, held: Iterable[Role], others: Iterable[Iterable[Role]]) -> Asked:
    """`asked`; where the one who acts, holding `held`, is the only one of the offices that it wants, the reviewer of a
    small branch may be the second person too. `others`: the roles of everybody else. An office that nobody holds has no
    stand-in, nor has who receives clients: that is no office."""
    wanted = set(asked.roles)
    if STAND_IN in wanted or not (wanted <= _OFFICES and wanted.intersection(held)):
        return asked
    if any(wanted.intersection(roles) for roles in others):
        return asked
    return asked.model_copy(update={"roles": (*asked.roles, STAND_IN)})


def apart(act: str, held: tuple[Role, ...]) -> Refusal | None:
    """Why nobody who holds these roles is the second person of `act`, whose work may not be his: who sells sets no
    level, alone or beside another (SUIT-15). None where they may be."""
    known = ACTS.get(act)
    return None if known is None or known.shares is None else clash((*held, known.shares), held)


_UNDER = {"exchange.keep": "exchange.enrol", "shelf.keep": "shelf.lower"}
"""Permissions to acts that are called otherwise."""


def agrees_beside(permission: str, held: tuple[Role, ...]) -> bool:
    """Whether somebody who holds these roles is the second person of what this permission is for."""
    act = _UNDER.get(permission, permission)
    known = ACTS.get(act)
    if known is None or known.usual != "second_person" or apart(act, held) is not None:
        return False
    return bool(set(known.roles).intersection(held))


def usual(act: str) -> Asked:
    """What `act` asks for when a pack says nothing. KeyError for an act that the program does not know."""
    known = ACTS[act]
    return Asked(demand=known.usual, roles=known.roles)


def other_half(act: str, held: tuple[Role, ...]) -> Asked:
    """What an act asks for that two roles do together: of the second person the role that the first, who holds `held`,
    lacks; either of them where the first holds both. KeyError as `usual`."""
    known = ACTS[act]
    own = {role for role in known.roles if role in held}
    return Asked(demand=known.floor, roles=tuple(role for role in known.roles if own - {role}))
