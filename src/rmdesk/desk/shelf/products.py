"""The product shelf: everybody who sells reads it, only the product keeper changes it (SUIT-14, SUIT-15, SALE-10)."""

from typing import Literal

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain import facts
from rmdesk.domain.kinds import Family
from rmdesk.domain.product import Product, Regime
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if, written

# Only deposits and bonds (国债) may stand outside every regime, and insurance has its own (SUIT-24, SUIT-25)
_REGIMES: dict[Family, tuple[Regime, ...]] = {
    "deposit": ("none", "bank"),
    "bond": ("none", "bank", "securities"),
    "insurance": ("insurance",),
}


@use_case("shelf.read")
def products(desk: Desk) -> tuple[Product, ...]:
    """The whole shelf by code: listed, suspended and ended products."""
    return shelf(desk)


@use_case("shelf.read")
def get(desk: Desk, code: str) -> Product:
    """The product with this code."""
    row = desk.store.get("product", code.strip().upper())
    if row is None:
        stop("INPUT.unknown", what="product", given=code)
    return desk.parsed(Product, row["doc"])


@use_case("shelf.read")
def holders(desk: Desk, code: str) -> tuple[str, ...]:
    """Ids of the clients who bought the product at this desk."""
    return _holders(desk, code)


@use_case("shelf.keep")
def put_on(desk: Desk, product: Product, reason: str = "") -> Product:
    """Put a product on the shelf, or a new version of it."""
    product = product.model_copy(update={"code": product.code.strip().upper()})
    stop_if(_wrong(desk, product))
    before = get(desk, product.code)
    with desk.transaction():
        desk.record(facts.ProductListed(product=product, reason=reason), product.code)
        if isinstance(before, Product):
            _tell_holders(desk, before, product)
    return product


@use_case("shelf.keep")
def regrade(desk: Desk, code: str, issuer_level: str | None, bank_level: str | None, reason: str) -> Product:
    """Change a product's level. Every holder is to be told today (SUIT-14)."""
    before, reason = passed(get(desk, code)), written("reason", reason)
    after = before.model_copy(update={"issuer_level": issuer_level, "bank_level": bank_level})
    stop_if(_wrong(desk, after))
    fact = facts.ProductRegraded(code=before.code, issuer_level=issuer_level, bank_level=bank_level, reason=reason)
    with desk.transaction():
        desk.record(fact, before.code)
        _tell_holders(desk, before, after)
    return after


@use_case("shelf.keep")
def set_status(desk: Desk, code: str, status: Literal["listed", "suspended", "ended"], reason: str) -> Product:
    """Suspend, resume or end a product."""
    before, reason = passed(get(desk, code)), written("reason", reason)
    if status == "listed" and before.unconfirmed:
        stop("DESK-03.unconfirmed", product=before.code)
    desk.record(facts.ProductStatusChanged(code=before.code, status=status, reason=reason), before.code)
    return before.model_copy(update={"status": status})


def shelf(desk: Desk) -> tuple[Product, ...]:
    """All products by code. For use cases."""
    return tuple(desk.parsed(Product, row["doc"]) for row in desk.store.query("SELECT doc FROM product ORDER BY code"))


def _wrong(desk: Desk, product: Product) -> Refusal | None:
    """What the rules could not be asked about: an unknown level, a regime of another family, an amount below zero."""
    levels = tuple(level.code for level in desk.pack.levels.product)
    regimes = _REGIMES.get(product.family, ("bank", "securities"))
    for given, allowed in ((product.issuer_level, levels), (product.bank_level, levels), (product.regime, regimes)):
        if given is not None and given not in allowed:
            return refuse("INPUT.choice", given=given, allowed=", ".join(allowed))
    for amount in (product.minimum, product.step, product.worst_loss):
        if not amount.is_finite() or amount < 0:
            return refuse("INPUT.amount", given=amount)
    words = desk.pack.banned_in("\n".join(_told(product)))
    if words:
        return refuse("SALE-11", words=", ".join(words))
    lacking = (product.family == "private" and product.private_kind is None) or (
        product.family == "insurance" and product.insurance is None
    )
    return refuse("INPUT.required") if lacking or not product.code or not product.step else None


def _told(product: Product) -> tuple[str, ...]:
    """All texts of a product that reach a client."""
    texts = [product.name, product.issuer, product.summary, product.worst_case]
    texts += [text for fee in product.fees for text in (fee.name, fee.terms)]
    return tuple(words for text in texts for words in (text.zh, text.en))


def _tell_holders(desk: Desk, before: Product, after: Product) -> None:
    """Every holder is to be told of a changed level today, and whether it now stands above his own (SUIT-14)."""
    levels = desk.pack.levels
    was, now = before.level(levels), after.level(levels)
    for client_id in _holders(desk, before.code) if was != now else ():
        about = f"{before.code} {was or '—'} → {now or '—'}{_above(desk, client_id, now)}"
        client_dues.create(desk, "level_changed", "SUIT-14", client_id, desk.today(), about=about)


def _above(desk: Desk, client_id: str, level: str | None) -> str:
    """ " > C2" when a product of `level` no longer fits a client of C2."""
    sql = "SELECT level FROM assessment WHERE client_id = ? ORDER BY taken_at DESC LIMIT 1"
    rows = desk.store.query(sql, (client_id,))
    if level is None or not rows:
        return ""
    levels = desk.pack.levels
    own = levels.of_client(rows[0]["level"])
    return f" > {own.code}" if levels.of_product(level).rank > levels.reach_of(own) else ""


def _holders(desk: Desk, code: str) -> tuple[str, ...]:
    # A sale that was countersigned holds, though its papers may not be filed yet.
    sql = """SELECT DISTINCT client_id FROM sale WHERE product = ? AND state <> 'abandoned'
             AND json_extract(doc, '$.countersigned') IS NOT NULL ORDER BY client_id"""
    return tuple(row["client_id"] for row in desk.store.query(sql, (code,)))
