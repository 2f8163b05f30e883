"""The product shelf: everybody who sells reads it, only the product keeper changes it (SUIT-14, SUIT-15, SALE-10)."""

from collections.abc import Sequence
from itertools import chain
from typing import Literal

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import regrading
from rmdesk.domain import facts
from rmdesk.domain.product import Product, altered, plain_code
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if, written
from rmdesk.domain.worst_case import worst_case_fault


@use_case("shelf.read")
def products(desk: Desk) -> tuple[Product, ...]:
    """The whole shelf by code: listed, suspended and ended products."""
    return shelf(desk)


@use_case("shelf.read")
def get(desk: Desk, code: str) -> Product:
    """The product with this code."""
    found = known(desk, code)
    if found is None:
        stop("INPUT.unknown", what="product", given=code)
    return found


def known(desk: Desk, code: str) -> Product | None:
    """The product with this code; None where there is none. For use cases."""
    row = desk.store.get("product", code.strip().upper()) or desk.store.get("product", plain_code(code))
    return None if row is None else desk.parsed(Product, row["doc"])


@use_case("shelf.keep")
def put_on(desk: Desk, product: Product, reason: str = "", proof: Proof | None = None) -> Product:
    """Put a product on the shelf, or change what stands there; `proof` is a second person's where its level falls
    or a check of the match is loosened, also since a list was taken back that had it, or where it frees what
    clients hold under its code."""
    before = known(desk, product.code)
    code = plain_code(product.code) if before is None else before.code
    with desk.transaction():
        product = product if product.code == code else product.model_copy(update={"code": code})
        if before is None:
            regrading.prove_new(desk, completed(desk, product), proof)
        return put(desk, product, before, reason, proof)


def put(desk: Desk, product: Product, before: Product | None, reason: str = "", proof: Proof | None = None) -> Product:
    """The same in the place of what stands there under its code, as `get` writes it. For use cases, inside their
    transaction."""
    product = completed(desk, product)
    if before is not None and before.recalled != product.recalled:  # the keeper does not say so
        product = product.model_copy(update={"recalled": before.recalled})
    stop_if(fault(desk, product))
    if before is None:
        desk.record(facts.ProductListed(product=product, reason=reason), product.code)
    elif before != product:
        regrading.prove(desk, before, product, proof)
        _change(desk, before, product, reason)
    return product


def put_back(desk: Desk, terms: Product, reason: str) -> None:
    """Give a product the terms that stood there before. For use cases, inside their transaction, which have asked
    whether a check falls with it."""
    _change(desk, passed(get(desk, terms.code)), terms, reason)


def withhold(desk: Desk, code: str, said: Sequence[tuple[str, str]], reason: str) -> None:
    """Off sale until its keeper has read what a list `said` of it that was not taken: (heading, cell). For use cases,
    inside their transaction."""
    before = passed(get(desk, code))
    told, waits = tuple(dict.fromkeys((*before.left_out, *said))), (*before.unconfirmed, "unread")
    after = before.model_copy(update={"status": "suspended", "unconfirmed": waits, "left_out": told})
    _change(desk, before, after, reason)


def _change(desk: Desk, before: Product, after: Product, reason: str) -> None:
    fact = facts.ProductChanged(product=after, altered=altered(before, after), reason=reason)
    desk.record(fact, after.code)
    regrading.follow(desk, before, after, reason)


@use_case("shelf.keep")
def regrade(
    desk: Desk,
    code: str,
    issuer_level: str | None,
    bank_level: str | None,
    reason: str,
    proof: Proof | None = None,
) -> Product:
    """Change a product's level; `proof` is a second person's where it falls. Every holder is to be told (SUIT-14)."""
    before, reason = passed(get(desk, code)), written("reason", reason)
    after = before.model_copy(update={"issuer_level": issuer_level, "bank_level": bank_level})
    stop_if(fault(desk, after))
    fact = facts.ProductRegraded(
        code=before.code,
        issuer_level=issuer_level,
        bank_level=bank_level,
        issuer_was=before.issuer_level,
        bank_was=before.bank_level,
        reason=reason,
    )
    with desk.transaction():
        regrading.prove(desk, before, after, proof)
        desk.record(fact, before.code)
        regrading.follow(desk, before, after, reason)
    return after


@use_case("shelf.keep")
def set_status(
    desk: Desk,
    code: str,
    status: Literal["listed", "suspended", "ended"],
    reason: str,
    proof: Proof | None = None,
) -> Product:
    """Suspend, resume or end a product; `proof` of a second person where it sells again what head office stopped: two
    people did that."""
    before, reason = passed(get(desk, code)), written("reason", reason)
    if status == "listed" and before.unconfirmed:
        stop("DESK-03.unconfirmed", product=before.code)
    after = before.model_copy(update={"status": status})
    if status != before.status:
        fact = facts.ProductStatusChanged(code=before.code, status=status, was=before.status, reason=reason)
        with desk.transaction():
            regrading.prove(desk, before, after, proof)
            desk.record(fact, before.code)
    return after


def shelf(desk: Desk) -> tuple[Product, ...]:
    """All products by code. For use cases."""
    return tuple(desk.parsed(Product, row["doc"]) for row in desk.store.query("SELECT doc FROM product ORDER BY code"))


def completed(desk: Desk, product: Product) -> Product:
    """The product with what nobody need say of it: the class of an insurance goes by its design (SUIT-31), and what
    cannot be left on any day carries the liquidity risk, unless nothing is lost by leaving it (DESK-03). For use
    cases."""
    if unsaid_liquidity(desk, product):
        product = product.model_copy(update={"risks": (*product.risks, "liquidity")})
    terms = product.insurance
    if terms is None or terms.licence or product.family not in desk.pack.families.keys:
        return product
    default = desk.pack.families.of(product.family).default.classes.get(terms.design, "")
    return product.model_copy(update={"insurance": terms.model_copy(update={"licence": default})})


def unsaid_liquidity(desk: Desk, product: Product) -> bool:
    """Whether a product that cannot be left on any day says nothing of the liquidity risk. For use cases and faces."""
    if product.liquidity == "daily" or "liquidity" in product.risks or product.family not in desk.pack.families.keys:
        return False
    return desk.pack.families.of(product.family).principal != "kept"


def fault(desk: Desk, product: Product) -> Refusal | None:
    """What the rules could not be asked about: an unknown level, a regime of another family, an amount below zero. For
    use cases."""
    pack = desk.pack
    families, levels = pack.families, pack.levels.product_codes
    if product.family not in families.keys:
        return refuse("INPUT.choice", given=product.family, allowed=", ".join(families.keys))
    family = families.of(product.family)
    for given, allowed in (
        (product.issuer_level, levels),
        (product.bank_level, levels),
        (product.regime, family.regimes),
    ):
        if given is not None and given not in allowed:
            return refuse("INPUT.choice", given=given, allowed=", ".join(allowed))
    if product.licence and product.licence not in (classes := pack.labels.label["insurance_class"]):
        return refuse("INPUT.choice", given=product.licence, allowed=", ".join(("", *classes)))
    if years := years_of_premium(product):
        return years
    for amount in (product.minimum, product.step, product.worst_loss):
        if not amount.is_finite() or amount < 0:
            return refuse("INPUT.amount", given=amount)
    if "worst_loss" not in product.unconfirmed:
        loss, how = product.worst_loss, product.worst_case
        worst = worst_case_fault(family, loss, how, matched=product.needs_match, capped=product.capped)
        if worst is not None:
            return worst
    words = dict.fromkeys(chain.from_iterable(map(pack.banned_in, _told(product))))
    if words:
        return refuse("SALE-11", words=", ".join(words))
    lacking = (family.private and product.private_kind is None) or (family.insured and product.insurance is None)
    return refuse("INPUT.required") if lacking or not product.code or not product.step else None


def years_of_premium(product: Product) -> Refusal | None:
    """A single premium paid for several years, or a yearly one of which nobody says for how many: one would be measured
    as if it were all (SUIT-03). For use cases."""
    terms = product.insurance
    if terms is None or (terms.premium == "single") == (terms.pay_years == 1):
        return None
    return (
        refuse("INPUT.required")
        if terms.premium == "yearly"
        else refuse("INPUT.choice", given=str(terms.pay_years), allowed="1")
    )


def _told(product: Product) -> dict[str, None]:
    """All texts of a product that reach a client, each once."""
    texts = [product.name, product.issuer, product.summary, product.worst_case]
    texts += [fee.note for fee in product.fees]
    return dict.fromkeys([*[text.zh for text in texts], *[text.en for text in texts]])
