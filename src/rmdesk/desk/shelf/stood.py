"""The terms under which a code stood before: what is listed again, or confirmed, is held against them (SUIT-15)."""

from rmdesk.domain import facts
from rmdesk.domain.product import Product
from rmdesk.store import Store

_LOSS = "worst_loss"


def once(store: Store, code: str, until: int | None = None) -> Product | None:
    """The terms under which a code stood last that went off the shelf with its list, before the fact `until`: listed
    again it is no new product, and a lower level is no first one. None for what never stood there. For use cases."""
    found: Product | None = None
    for entry in store.entries(subject=code):
        if until is not None and entry.seq >= until:
            break
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ProductListed | facts.ProductChanged):
            found = fact.product if found is None else _with_loss(fact.product, found)
        elif isinstance(fact, facts.ProductRegraded) and found is not None:
            found = found.model_copy(update={"issuer_level": fact.issuer_level, "bank_level": fact.bank_level})
    return found


def told(store: Store, product: Product, until: int | None = None) -> Product:
    """A product with the worst case that was last told under its code, before the fact `until`, where nobody confirmed
    the one that it has. For use cases."""
    if _LOSS not in product.unconfirmed:
        return product
    known = once(store, product.code, until)
    return product if known is None else _with_loss(product, known)


def _with_loss(product: Product, known: Product) -> Product:
    if _LOSS not in product.unconfirmed or _LOSS in known.unconfirmed:
        return product
    others = tuple(one for one in product.unconfirmed if one != _LOSS)
    return product.model_copy(update={_LOSS: known.worst_loss, "unconfirmed": others})
