"""Whether other terms of a product pass where the match stops it now: that is a lower level by another name (SUIT-15).

A suspended sale, days on sale and the minimum of a public offer are the product's own and no check of the client's: the
keeper moves them, but not beyond what two people at head office said of them.
"""

from collections.abc import Collection, Iterable

from rmdesk.domain.levels import Levels
from rmdesk.domain.product import Insurance, Product
from rmdesk.domain.thresholds import Thresholds

LOWER = "shelf.lower"
"""The sensitive act of lowering a level, of taking it away, or of loosening another check."""
GUARDED: tuple[str, ...] = (
    "issuer_level",
    "bank_level",
    "family",
    "regime",
    "private_kind",
    "insurance",
    "client_kind",
    "worst_loss",
    "currency",
    "issuer",
    "self_issued",
)
"""What the match reads of a product and its keeper may change."""


def level_falls(before: Product, after: Product, levels: Levels) -> bool:
    """Whether the level that counts falls, or nobody rates the product any more."""
    was, now = before.level(levels), after.level(levels)
    if was is None or now is None:
        return was is not None
    return levels.of_product(now).rank < levels.of_product(was).rank


def loosened(before: Product, after: Product, limits: Thresholds) -> tuple[str, ...]:
    """By which fields beside its levels a change takes the product out of a check of the match, or loosens one. A
    change that is not surely stricter counts: another family is judged by other certificates, another regime by another
    questionnaire, another currency by another measure. What nobody confirmed of its worst case, or
    of the terms of an insurance, is no check: nothing is sold by it."""
    bound = after.needs_match and not before.needs_match
    unsaid = {*before.unconfirmed, *after.unconfirmed}
    unsure = "worst_loss" in unsaid
    eased = {
        "family": before.family != after.family and not bound,
        "regime": before.regime != after.regime and not bound,
        "private_kind": _wider_offer(before, after, limits),
        "insurance": before.insurance is not None and _eased(before.insurance, after.insurance, unsaid),
        "client_kind": before.client_kind not in (None, after.client_kind),
        "worst_loss": after.worst_loss < before.worst_loss and not unsure,
        "currency": before.currency != after.currency,
        "self_issued": after.self_issued and not before.self_issued,
    }
    return tuple(name for name, is_so in eased.items() if is_so)


def beyond(given: Product, after: Product) -> tuple[str, ...]:
    """By which fields a product is on sale again, for longer, or from a smaller sum on than head office gave it."""
    last = given.ends_on
    eased = {
        "status": after.status == "listed" != given.status,
        "ends_on": last is not None and (after.ends_on is None or after.ends_on > last),
        "minimum": after.minimum < given.minimum,
    }
    return tuple(name for name, is_so in eased.items() if is_so)


def beyond_alike(given: Product, after: Product) -> tuple[str, ...]:
    """By which of its days on sale, its minimum, its buyers and its last day a product goes beyond what head office
    said of what is registered as the same."""
    found = {name for name in beyond(given, after) if name != "minimum" or given.currency == after.currency}
    found |= {"client_kind"} if given.client_kind not in (None, after.client_kind) else set()
    last = given.maturity
    found |= {"maturity"} if last is not None and (after.maturity is None or after.maturity > last) else set()
    return tuple(name for name in ("ends_on", "minimum", "client_kind", "maturity") if name in found)


def as_said_alike(given: Product, twin: Product, levels: Levels) -> Product:
    """A product with what head office said of another code of it, where that sells less easily: the level, the worst
    case, the offer, the buyers, the days on sale, the minimum, the last day."""
    names = list(beyond_alike(given, twin))
    if level_falls(given, twin, levels):
        names += ["issuer_level", "bank_level"]
    if "worst_loss" in below_others(twin, (given,), levels, again=True):
        names += ["worst_loss", "worst_case"]
    if given.private and not twin.private:
        names.append("private_kind")
    stops = {"status": "suspended"} if given.status != "listed" == twin.status else {}
    return twin.model_copy(update={**{name: getattr(given, name) for name in names}, **stops})


def said_above(product: Product, given: Product | None, alike: Iterable[Product]) -> Product:
    """What head office said of a product: `given`, else that it is off sale where one is that is registered as the same
    (`alike`); nothing else than the product says where it said nothing."""
    if given is None and any(one.status != "listed" for one in alike):
        return product.model_copy(update={"status": "suspended"})
    return given or product


def below_others(after: Product, others: Iterable[Product], levels: Levels, *, again: bool) -> tuple[str, ...]:
    """By which fields a product is less than one of `others`, which are registered as the same: a lower level under
    another code (SUIT-15). `again`: it was registered so before, and nobody had said its worst case."""
    found = tuple(others)
    told = [one.worst_loss for one in found if "worst_loss" not in one.unconfirmed]
    unsaid = "worst_loss" in after.unconfirmed
    eased = {
        "issuer_level": not again and any(level_falls(one, after, levels) for one in found),
        "worst_loss": not unsaid and any(after.worst_loss < one for one in told),
    }
    return tuple(name for name, is_so in eased.items() if is_so)


def _wider_offer(before: Product, after: Product, limits: Thresholds) -> bool:
    """Sold to everybody, or from a smaller sum on (SUIT-21, SALE-07)."""
    if before.private_kind is None or before.private_kind == after.private_kind:
        return False
    least = limits.private_minimum
    return after.private_kind is None or least[after.private_kind] < least[before.private_kind]


def _eased(before: Insurance, after: Insurance | None, unsaid: Collection[str]) -> bool:
    """Fewer premiums to bear, another measure of them, no statement, or another right to sell (SUIT-03, SUIT-26,
    SUIT-31)."""
    if after is None:
        return True
    paid = before.premium != after.premium or after.pay_years < before.pay_years
    designed = before.design not in ("traditional", after.design) or before.licence not in ("", after.licence)
    return (paid and "premium" not in unsaid) or (designed and "insurance_design" not in unsaid)
