"""Every kind of import by the name that is typed. One line a kind."""

from typing import Any

from rmdesk.desk.imports.clients import Clients
from rmdesk.desk.imports.holdings import Holdings
from rmdesk.desk.imports.kind import Kind
from rmdesk.desk.imports.products import Products
from rmdesk.domain.refusal import stop

KINDS: dict[str, type[Kind[Any]]] = {one.key: one for one in (Products, Clients, Holdings)}


def kind_of(what: str) -> type[Kind[Any]]:
    """The kind called so; stops where there is none."""
    found = KINDS.get(what)
    if found is None:
        stop("INPUT.choice", given=what, allowed=", ".join(KINDS))
    return found
