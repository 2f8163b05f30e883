"""Cards by words, family and kind. They are texts of the form pack: everybody who works here may read them."""

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import stop
from rmdesk.formpack.cards import SPOKEN, Card


@use_case("registers.work")
def find(desk: Desk, text: str = "", family: str = "", kind: str = "") -> tuple[Card, ...]:
    """The cards that hold all words of `text`, in the order of the pack. `family`: of it, or of all families."""
    return tuple(
        one
        for one in desk.pack.cards.card
        if one.holds(text) and (not kind or one.kind == kind) and (not family or family in (one.families or (family,)))
    )


@use_case("registers.work")
def get(desk: Desk, which: str) -> Card:
    """One card by its id."""
    found = desk.pack.cards.by_id.get(which)
    if found is None:
        stop("INPUT.unknown", what="card", given=which[:40])
    return found


def for_family(desk: Desk, family: str) -> tuple[Card, ...]:
    """What may be said of a family of products: its own cards first, then those of all. For use cases."""
    cards = [one for one in desk.pack.cards.card if one.kind in SPOKEN and family in (one.families or (family,))]
    return tuple(sorted(cards, key=lambda one: not one.families))
