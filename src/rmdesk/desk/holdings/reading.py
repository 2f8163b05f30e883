"""From texts to a holding: the same readers and rules for what is typed and what a file brings."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import product_of
from rmdesk.domain import fields
from rmdesk.domain.holdings import PAYMENTS, STATES, Holding, Source
from rmdesk.domain.portfolio import terms_told
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, StopError, faulty, refuse

FIELDS = (
    "product", "name", "family", "issuer", "currency", "amount", "cost", "bound", "payment", "premium", "years_left",
    "begun_on", "maturity", "as_of", "state", "note",
)  # fmt: skip
"""What may be said of a holding, in the order in which a form asks."""
OF_POLICIES = ("payment", "premium", "years_left")
"""What is said of a policy alone: how its premiums are paid (SUIT-03)."""
_AMOUNTS = ("amount", "cost", "bound", "premium")
_MOST_YEARS = 100
_DAYS = ("begun_on", "maturity", "as_of")
_TEXTS = {"product": 40, "name": 120, "issuer": 120, "note": 200}


class Whose(NamedTuple):
    """What no text says of a holding: its id, whose it is, where it came from."""

    id: str
    client_id: str
    source: Source


def read_holding(desk: Desk, texts: Mapping[str, str], whose: Whose) -> Holding:
    """The holding that these texts say. A refusal names each field."""
    wrong: dict[str, Refusal] = {key: refuse("INPUT.not_asked", given=key) for key in texts if key not in FIELDS}
    found: dict[str, Any] = {}
    for key in FIELDS:
        read = _read(key, texts.get(key, ""), desk)
        if isinstance(read, Refusal):
            wrong[key] = read
        else:
            found[key] = read
    product = product_of(desk, str(found.get("product") or "").upper())
    wrong = {**_lacking(found, product, wrong), **wrong}
    if wrong:
        raise StopError(faulty(wrong))
    code = str(found.pop("product")).upper()
    holding = Holding.model_validate({**found, **_known(desk, found, product), **whose._asdict(), "code": code})
    faults = holding_faults(desk, holding, product)
    if faults:
        raise StopError(faulty(faults))
    return holding


def holding_faults(desk: Desk, holding: Holding, product: Product | None) -> dict[str, Refusal]:
    """What is wrong with a holding that could be read, by field."""
    wrong, today = _policy_faults(desk, holding, product), desk.today()
    if product is not None and holding.currency != product.currency:
        wrong["currency"] = refuse("INPUT.choice", given=holding.currency, allowed=product.currency)
    for key in _AMOUNTS:
        given = getattr(holding, key)
        if given is not None and given < 0:
            wrong[key] = refuse("INPUT.amount", given=given)
    if holding.as_of > today:
        wrong["as_of"] = refuse("INPUT.future", given=holding.as_of)
    begun, ends = holding.begun_on, holding.maturity
    if begun is not None and begun > holding.as_of:
        wrong["begun_on"] = refuse("INPUT.late", given=begun, latest=holding.as_of)
    if begun is not None and ends is not None and ends < begun:
        wrong["maturity"] = refuse("INPUT.period", start=begun, end=ends)
    return wrong


def _policy_faults(desk: Desk, holding: Holding, product: Product | None) -> dict[str, Refusal]:
    """What is said of premiums, of a policy alone and as it is paid."""
    said = [key for key in OF_POLICIES if getattr(holding, key) is not None]
    policy = product.insurance is not None if product is not None else holding.family in desk.pack.families.policies
    if not policy:
        typed = [key for key in said if key != "payment"] or said  # which follows from the others
        return {key: refuse("SUIT-03.no_policy") for key in typed}
    wrong: dict[str, Refusal] = {}
    terms = terms_told(product, holding.source)
    if terms is not None and holding.payment not in (None, terms.premium):
        wrong["payment"] = refuse("INPUT.choice", given=holding.payment, allowed=terms.premium)
    if holding.premium is not None and holding.premium <= 0:
        wrong["premium"] = refuse("INPUT.amount", given=holding.premium)
    if holding.payment == "single":
        wrong |= {key: refuse("SUIT-03.single") for key in said if key != "payment"}
    if holding.years_left is not None and not 0 <= holding.years_left <= _MOST_YEARS:
        wrong["years_left"] = refuse("INPUT.most", given=holding.years_left, most=_MOST_YEARS)
    return wrong


def texts_of(holding: Holding) -> dict[str, str]:
    """A holding as a form shows it: what is read from these texts again is the same."""
    said = {key: getattr(holding, "code" if key == "product" else key) for key in FIELDS}
    return {key: _text(value) for key, value in said.items()}


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def _read(key: str, text: str, desk: Desk) -> Any:
    if key in _TEXTS:
        return fields.read("text", text, most=_TEXTS[key])
    if key in _AMOUNTS:
        return _then(fields.read("amount", text), Decimal)
    if key == "years_left":
        return _then(fields.read("integer", text), int)
    if key in _DAYS:
        return _then(fields.read("date", text), date.fromisoformat)
    currencies = tuple(desk.pack.imports.word["currency"])
    options = {
        "family": desk.pack.families.keys, "state": STATES[:-1], "currency": currencies, "payment": PAYMENTS,
    }[key]  # fmt: skip
    given = text.strip().upper() if key == "currency" else text.strip()
    read = fields.read("choice", given, options=options)
    return read if isinstance(read, Refusal) else read or None


def _then(read: str | Refusal, made: Any) -> Any:
    if isinstance(read, Refusal):
        return read
    return made(read) if read else None


def _lacking(found: Mapping[str, Any], product: Product | None, wrong: Mapping[str, Refusal]) -> dict[str, Refusal]:
    """What is needed and not said; what stands on no shelf must say its name and family itself."""
    needed = ("product", "amount") if product is not None else ("product", "amount", "name", "family")
    return {key: refuse("INPUT.required") for key in needed if key not in wrong and not found.get(key)}


def paid(found: Mapping[str, Any]) -> Any:
    """How a policy is paid: what is said, else yearly where a yearly premium or years to pay are said."""
    yearly = found.get("premium") is not None or found.get("years_left") is not None
    return found.get("payment") or ("yearly" if yearly else None)


def _known(desk: Desk, found: Mapping[str, Any], product: Product | None) -> dict[str, Any]:
    """What the shelf says better than whoever types, and what follows where nothing was said."""
    told: dict[str, Any] = {
        "state": found.get("state") or "held",
        "currency": found.get("currency") or ("CNY" if product is None else product.currency),
        "as_of": found.get("as_of") or desk.today(),
        "name": found.get("name") or "",
        "issuer": found.get("issuer") or "",
        "note": found.get("note") or "",
        "payment": paid(found),
    }
    if product is not None:
        told |= {"name": product.name.zh, "issuer": product.issuer.zh, "family": product.family}
    return told
