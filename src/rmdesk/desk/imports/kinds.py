"""Every kind of import by the name that is typed. One line a kind."""

from typing import Any

from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.clients import Clients
from rmdesk.desk.imports.holdings import Holdings
from rmdesk.desk.imports.kind import Kind
from rmdesk.desk.imports.people import People
from rmdesk.desk.imports.products import Products
from rmdesk.domain.refusal import stop

KINDS: dict[str, type[Kind[Any]]] = {one.key: one for one in (Products, Clients, Holdings, People)}


def proves(desk: Desk, what: str) -> tuple[str, str]:
    """The sensitive acts that bringing in and taking back such a list are; "" for none, and where there is no such
    kind: saying so is the use case's."""
    return kind_of(desk, what).proves if what in KINDS else ("", "")


def names(desk: Desk) -> tuple[str, ...]:
    """What the person at the desk may bring in."""
    return tuple(key for key, kind in KINDS.items() if not ROLES_OF[kind.permission].isdisjoint(desk.actor.roles))


def kind_of(desk: Desk, what: str) -> type[Kind[Any]]:
    """The kind called so; stops where there is none."""
    found = KINDS.get(what)
    if found is None:
        stop("INPUT.choice", given=what, allowed=", ".join(names(desk)))
    return found
