"""The product keeper's work at the shelf: add, change, confirm. The same cells and rules as a list that is imported."""

from collections.abc import Mapping
from functools import partial
from typing import Literal

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports.kind import single
from rmdesk.desk.imports.products import Products
from rmdesk.desk.shelf import fees, regrading, stood, waiting
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.product import INSURED_PAID, INSURED_UNSAID, Product, plain_code
from rmdesk.domain.refusal import Faulty, Refusal, Refused, StopError, faulty, passed, refuse, stop
from rmdesk.formpack import Pack
from rmdesk.locale import tr

_NEVER_FILLED = ("worst_loss", "worst_case", "insurance_design", "premium")
_AS_IN_TRAIL = ("registration_code", "order_system", "benchmark", "value_date", "open_days", "note")
_DATES = frozenset({"value_date", "maturity"})
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "registration_code": ("registration_code",),
    "name": ("name",),
    "family": ("family", "regime"),
    "issuer": ("issuer", "self_issued"),
    "currency": ("currency",),
    "issuer_level": ("issuer_level",),
    "bank_level": ("bank_level",),
    "offer": ("private_kind",),
    "client_kind": ("client_kind",),
    "return_kind": ("return_kind",),
    "minimum": ("minimum",),
    "step": ("step",),
    "term_days": ("term_days",),
    "raise_from": ("listed_on",),
    "raise_to": ("ends_on",),
    "value_date": ("value_date", "term_days"),
    "maturity": ("maturity", "term_days"),
    "open_days": ("open_days", "liquidity"),
    "benchmark": ("benchmark",),
    "fee_management": ("fees",),
    "fee_sales": ("fees",),
    "fee_custody": ("fees",),
    "fee_entry": ("fees",),
    "fee_exit": ("fees",),
    "fees": ("fees",),
    "premium": ("insurance",),
    "pay_years": ("insurance",),
    "insurance_design": ("insurance",),
    "insurance_class": ("insurance",),
    "worst_loss": ("worst_loss",),
    "worst_case": ("worst_case",),
    "capped": ("capped",),
    "order_system": ("order_system",),
    "note": ("note",),
}
"""What each cell says of a product. The code is never changed: it is another product."""


@use_case("shelf.keep")
def add(desk: Desk, texts: Mapping[str, str], proof: Proof | None = None) -> Product:
    """Put a product on the shelf. `texts`: target of an import → what a list's cell would hold. What is not said is
    filled in by family and waits to be confirmed. `proof` of a second person where its code stood there before under a
    higher level, or another check that is loosened. A refusal names each cell."""
    built = _paid_as_typed(desk, _built(desk, texts))
    if isinstance(shelf.get(desk, built.code), Product):
        raise StopError(faulty({"code": refuse("DESK-03.there", product=built.code)}))
    return passed(shelf.put_on(desk, built, proof=proof))


@use_case("shelf.keep")
def adding(desk: Desk, texts: Mapping[str, str]) -> tuple[Product, Product]:
    """The product as its code stood before, itself where it never did, and as `add` would list it; nothing changes yet.
    For faces: a second person reads what he agrees to."""
    built = _built(desk, texts)
    return stood.once(desk.store, plain_code(built.code)) or built, built


@use_case("shelf.keep")
def change(desk: Desk, code: str, texts: Mapping[str, str], reason: str, proof: Proof | None = None) -> Product:
    """Change what is named of a product; holders are told of a changed level (SUIT-14), and one that falls wants the
    `proof` of a second person; so does what takes it out of another check of the match. A refusal names each cell."""
    before = passed(shelf.get(desk, code))
    changed = _changed(desk, before, texts)
    if not reason.strip():
        raise StopError(faulty({"reason": refuse("INPUT.required")}))
    return passed(shelf.put_on(desk, changed, reason.strip(), proof))


@use_case("shelf.keep")
def changing(desk: Desk, code: str, texts: Mapping[str, str]) -> Product:
    """The product as `change` would leave it; nothing changes yet. For faces: a second person reads what he agrees
    to."""
    return _changed(desk, passed(shelf.get(desk, code)), texts)


@use_case("shelf.keep")
def confirm(desk: Desk, code: str, texts: Mapping[str, str], proof: Proof | None = None) -> Product:
    """The keeper stands for what a list did not say: what is given holds, the rest as it was filled in, except a worst
    case and the terms of an insurance, which nobody can fill in. From then on the product is sold, unless its list says
    that it is not. `proof` of a second person where less can be lost than was told of its code before, or another check
    is loosened."""
    before = passed(shelf.get(desk, code))
    if not before.unconfirmed:
        stop("DESK-03.confirmed", product=before.code)
    return passed(shelf.put_on(desk, _confirmed(desk, before, texts), proof=proof))


@use_case("shelf.keep")
def confirm_many(desk: Desk, codes: tuple[str, ...], texts: Mapping[str, str], proof: Proof | None = None) -> int:
    """Stand for what lists did not say of many products: of each what it lacks is taken from `texts`, the rest as it
    was filled in. What a cell of its list holds is left, unless the same words hold all of them (SUIT-13). All others
    or none; how many waited for it. `proof` as `confirm`."""
    with desk.transaction():
        found = _waiting(desk, codes)
        for one in found:
            passed(confirm(desk, one.code, _lacked(one, texts), proof))
    return len(found)


@use_case("shelf.keep")
def confirming(desk: Desk, codes: tuple[str, ...], texts: Mapping[str, str]) -> tuple[tuple[Product, Product], ...]:
    """Those that `confirm_many` confirms with a second person alone, each as it stands and as it would; nothing changes
    yet. For faces: he reads what he agrees to."""
    found = ((one, _confirmed(desk, one, _lacked(one, texts))) for one in _waiting(desk, codes))
    return tuple(pair for pair in found if regrading.falls(desk, stood.told(desk.store, pair[0]), pair[1]))


@use_case("shelf.keep")
def state_many(
    desk: Desk,
    codes: tuple[str, ...],
    status: Literal["listed", "suspended", "ended"],
    reason: str,
    proof: Proof | None = None,
) -> int:
    """Suspend, resume or end many products, all or none; how many were in another state before. `proof` as
    `set_status`."""
    with desk.transaction():
        others = [code for code in codes if passed(shelf.get(desk, code)).status != status]
        for code in others:
            passed(shelf.set_status(desk, code, status, reason, proof))
    return len(others)


def _waiting(desk: Desk, codes: tuple[str, ...]) -> tuple[Product, ...]:
    groups = waiting.parted(desk.pack, [passed(shelf.get(desk, code)) for code in codes])
    return groups[0].products if groups and (len(groups) == 1 or not groups[0].said) else ()


def _lacked(product: Product, texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key in product.unconfirmed}


def _confirmed(desk: Desk, before: Product, texts: Mapping[str, str]) -> Product:
    try:
        changed = _changed(desk, before, texts, all_told=True)
    except StopError as stopped:
        raise StopError(_not_asked(desk, before, texts, stopped.refused)) from None
    never_paid = changed.term_days is None and changed.maturity is None and not changed.open_days
    if "open_days" in before.unconfirmed and never_paid:
        raise StopError(faulty({"open_days": refuse("INPUT.required")}))
    status = waiting.status_confirmed(desk.pack, before)
    confirmed = changed.model_copy(update={"unconfirmed": (), "status": status})
    return confirmed if INSURED_PAID.isdisjoint(before.unconfirmed) else _paid_as_typed(desk, confirmed)


def _not_asked(desk: Desk, before: Product, texts: Mapping[str, str], why: Refused) -> Refused:
    """With the names of cells that are not asked when it is confirmed: their field is in another form."""
    stood, wrong = texts_of(desk.pack, before), why.fields if isinstance(why, Faulty) else {}
    others = {
        key: refuse("DESK-03.cell", product=before.code, cell=Text.in_each(partial(called, key)), given=stood[key][:20])
        for key in wrong
        if key in stood and key not in texts
    }
    return faulty({**wrong, **others}) if others else why


def called(key: str, lang: Lang) -> str:
    """What a cell of a product is called. For faces, too."""
    return tr(lang, f"audit.value.{key}" if key in _AS_IN_TRAIL else f"shelf.cell.{key}")


def _paid_as_typed(desk: Desk, product: Product) -> Product:
    """A policy of which the keeper alone says how it is paid; no list did (SUIT-03)."""
    told = product.insurance is not None and INSURED_PAID.isdisjoint(product.unconfirmed)
    return product.model_copy(update={"paid_typed": desk.today()}) if told else product


def _changed(desk: Desk, before: Product, texts: Mapping[str, str], *, all_told: bool = False) -> Product:
    strange = {key: refuse("INPUT.not_asked", given=key) for key in texts if key not in ATTRIBUTES}
    if strange:
        raise StopError(faulty(strange))
    stood = texts_of(desk.pack, before)
    if not _DATES.isdisjoint(texts) and {**stood, **texts}.get("maturity", "").strip():
        stood.pop("term_days", None)  # until the last of its days
    built = _built(desk, {**stood, **texts})
    open_before = () if all_told else before.unconfirmed
    blank = [one for one in _NEVER_FILLED if one in built.unconfirmed and one not in open_before]
    if blank:  # nobody can fill in a worst case, which the book prints (SALE-04), nor what is paid (SUIT-26)
        raise StopError(faulty({one: _lacking(desk, one, texts.get(one, "")) for one in blank}))
    told = {name: getattr(built, name) for key in texts for name in ATTRIBUTES[key]}
    if (
        built.needs_match and not before.needs_match
    ):  # by its name, issuer, level or loss it is exempt no more (SUIT-24)
        told["regime"] = built.regime
    return before.model_copy(update=told)


def _lacking(desk: Desk, cell: str, said: str) -> Refusal:
    """Why a cell that nobody can fill in is still open: words that were `said` in it may say nothing."""
    blank = not any(map(str.isalnum, said)) or plain(said) in desk.pack.imports.plain_words["nothing"]
    return refuse("INPUT.required") if blank or cell != "worst_case" else refuse("SALE-04.unsaid", given=said[:40])


def _built(desk: Desk, texts: Mapping[str, str]) -> Product:
    known = desk.pack.imports.heading["products"]
    wrong: dict[str, Refusal] = {key: refuse("INPUT.not_asked", given=key) for key in texts if key not in known}
    built = single(desk, Products, {key: texts.get(key, "") for key in known})
    wrong |= {one.target: one.refusal for one in built.faults}
    for one in built.words:
        unknown = refuse("INPUT.choice", given=one.word, allowed=", ".join(one.allowed))
        wrong.setdefault(one.target, unknown if texts.get(one.target) else refuse("INPUT.required"))
    if wrong or built.value is None:
        raise StopError(faulty(wrong or {"family": refuse("INPUT.required")}))
    return built.value


def texts_of(pack: Pack, product: Product) -> dict[str, str]:
    """A product as the cells of a list would say it: what is read from them again is the same."""
    insured, never_said = (
        product.insurance,
        {"worst_loss", "worst_case", *INSURED_UNSAID}.intersection(product.unconfirmed),
    )
    texts = {
        "code": product.code,
        "registration_code": product.registration_code,
        "name": product.name.zh,
        "family": product.family,
        "issuer": product.issuer.zh,
        "currency": product.currency,
        "issuer_level": product.issuer_level or "",
        "bank_level": product.bank_level or "",
        "offer": "private" if product.private else "",
        "client_kind": product.client_kind or "",
        "return_kind": product.return_kind,
        "minimum": format(product.minimum, "f"),
        "step": format(product.step, "f"),
        "term_days": "" if product.term_days is None else str(product.term_days),
        "raise_from": product.listed_on.isoformat(),
        "raise_to": "" if product.ends_on is None else product.ends_on.isoformat(),
        "value_date": "" if product.value_date is None else product.value_date.isoformat(),
        "maturity": "" if product.maturity is None else product.maturity.isoformat(),
        "open_days": product.open_days,
        "benchmark": product.benchmark,
        **fees.texts(pack, product),
        "premium": "" if insured is None else insured.premium,
        "pay_years": "" if insured is None else str(insured.pay_years),
        "insurance_design": "" if insured is None else insured.design,
        "insurance_class": _class_said(pack, product),
        "worst_loss": f"{(product.worst_loss * 100).normalize():f}%",
        "worst_case": product.worst_case.zh,
        "capped": "yes" if product.capped else "",
        "order_system": product.order_system,
        "note": product.note,
        "status": product.status,
    }
    return {key: text for key, text in texts.items() if text and key not in never_said}


def _class_said(pack: Pack, product: Product) -> str:
    """The class of insurance, unless it was filled in by a design that nobody said."""
    if product.insurance is None or "insurance_design" not in product.unconfirmed:
        return product.licence
    filled = pack.families.of(product.family).default.classes.get(product.insurance.design, "")
    return "" if product.licence == filled else product.licence
