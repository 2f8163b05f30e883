"""The list of cooperating institutions: who stands behind what is distributed, and whether head office admits it now.

One that is stopped stops all its products at once (SALE-16): nothing is written to them, the match asks the list.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse

State = Literal["admitted", "suspended", "ended"]
STATES: tuple[State, ...] = ("admitted", "suspended", "ended")
Listed: TypeAlias = Mapping[str, State]
"""State by plain name, of those that are on the list: in whatever brackets, spaces or letters it is written."""


class Institution(Value):
    """One institution by the Chinese name that products give as their issuer. `since`: from when it is in this state;
    `reason` as it was given then, with the number of head office's notice."""

    name: str
    state: State
    since: date
    reason: str


class InstitutionStated(Fact, kind="institution.stated/1"):
    """An institution came on the list, or its state there changed. `was` "": it was not on the list."""

    institution: Institution
    was: State | Literal[""] = ""


def cooperates(product: Product) -> bool:
    """Whether the list is asked about a product: it is somebody else's. 国债 is nobody's whom a bank admits."""
    return not product.self_issued and product.needs_match


def state_of(product: Product, listed: Listed) -> State | None:
    """How the institution behind a product stands on the list; None where it does not."""
    return listed.get(plain(product.issuer.zh))


def standing(product: Product, listed: Listed) -> Refusal | None:
    """SALE-16 where the institution behind a product is not admitted now."""
    if not cooperates(product):
        return None
    name, state = product.issuer, state_of(product, listed)
    if state == "suspended":
        return refuse("SALE-16.suspended", institution=name)
    if state == "ended":
        return refuse("SALE-16.ended", institution=name)
    return None if state == "admitted" else refuse("SALE-16", institution=name)
