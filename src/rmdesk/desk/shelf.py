"""The product shelf: everybody who sells reads it, only the product keeper changes it (SUIT-14, SUIT-15, SALE-10)."""

from typing import Literal

from rmdesk.desk import duties
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused, refused


@use_case("shelf.read")
def products(desk: Desk) -> tuple[Product, ...] | Refused:
    """The whole shelf by code: listed, suspended and ended products."""
    return shelf(desk)


@use_case("shelf.read")
def get(desk: Desk, code: str) -> Product | Refused:
    """The product with this code."""
    row = desk.store.get("product", code.strip().upper())
    if row is None:
        return refused("INPUT.unknown", what="product", given=code)
    return Product.model_validate_json(row["doc"])


@use_case("shelf.read")
def holders(desk: Desk, code: str) -> tuple[str, ...] | Refused:
    """Ids of the clients who bought the product at this desk."""
    return _holders(desk, code)


@use_case("shelf.keep")
def put_on(desk: Desk, product: Product) -> Product | Refused:
    """Put a product on the shelf, or a new version of it."""
    desk.record(facts.ProductListed(product=product), product.code)
    return product


@use_case("shelf.keep")
def regrade(desk: Desk, code: str, issuer_level: str | None, bank_level: str | None, reason: str) -> Product | Refused:
    """Change a product's level. Every holder gets a duty to be told, due today (SUIT-14)."""
    before = get(desk, code)
    if isinstance(before, Refused):
        return before
    known = [level.code for level in desk.pack.levels.product]
    for level in (issuer_level, bank_level):
        if level is not None and level not in known:
            return refused("INPUT.choice", given=level, allowed=", ".join(known))
    if not reason.strip():
        return refused("INPUT.required")
    after = before.model_copy(update={"issuer_level": issuer_level, "bank_level": bank_level})
    was, now = before.level(desk.pack.levels), after.level(desk.pack.levels)
    fact = facts.ProductRegraded(
        code=before.code, issuer_level=issuer_level, bank_level=bank_level, reason=reason.strip()
    )
    with desk.transaction():
        desk.record(fact, before.code)
        for client_id in _holders(desk, before.code) if was != now else ():
            about = f"{before.code} {was or '—'} → {now or '—'}"
            duties.create(desk, "level_changed", "SUIT-14", client_id, desk.today(), about=about)
    return after


@use_case("shelf.keep")
def set_status(
    desk: Desk, code: str, status: Literal["listed", "suspended", "ended"], reason: str
) -> Product | Refused:
    """Suspend, resume or end a product."""
    before = get(desk, code)
    if isinstance(before, Refused):
        return before
    if not reason.strip():
        return refused("INPUT.required")
    desk.record(facts.ProductStatusChanged(code=before.code, status=status, reason=reason.strip()), before.code)
    return before.model_copy(update={"status": status})


def shelf(desk: Desk) -> tuple[Product, ...]:
    """All products by code. For use cases."""
    return tuple(
        Product.model_validate_json(row["doc"]) for row in desk.store.query("SELECT doc FROM product ORDER BY code")
    )


def _holders(desk: Desk, code: str) -> tuple[str, ...]:
    sql = "SELECT DISTINCT client_id FROM journey WHERE product = ? AND state = 'archived' ORDER BY client_id"
    return tuple(row["client_id"] for row in desk.store.query(sql, (code,)))
