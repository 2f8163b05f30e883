"""The product shelf."""

from collections.abc import Mapping
from typing import Any

from rmdesk.domain import facts
from rmdesk.domain.directives import Recalled
from rmdesk.domain.institutions import known_as
from rmdesk.domain.loosening import beyond, said_above
from rmdesk.domain.product import Product
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

_SOUGHT = (
    "code",
    "family",
    "regime",
    "status",
    "issuer",
    "issuer_level",
    "bank_level",
    "unconfirmed",
    "listed_on",
    "ends_on",
    "words",
)
table(
    "product",
    key="code",
    text=("family", "regime", "status", "issuer", "licence", "listed_on", "registered", "known_as", "words", "doc"),
    empty=("issuer_level", "bank_level", "ends_on"),
    number=("unconfirmed", "own"),
    edition=3,  # found by its name and institution
    indexes=[
        _SOUGHT,
        ("registered",),
        ("known_as",),
    ],  # a list is found in it alone: the rows themselves are ten times as long
)
table("given_product", key="code", text=("registered", "doc"), indexes=[("registered",)])
table("once_registered", key=("registered", "code"), text=("doc",))


@projects(facts.ProductListed)
@projects(facts.ProductChanged)
def _listed(rows: Reader, fact: facts.ProductListed | facts.ProductChanged, entry: Entry) -> Changes:
    yield from on_shelf(rows, fact.product)
    yield from _agreed(rows, fact.product)


@projects(facts.ProductTakenBack)
def _taken_back(rows: Reader, fact: facts.ProductTakenBack, entry: Entry) -> Changes:
    row = rows.row("product", fact.code)
    if row is not None and row["registered"]:
        yield _once(row)
    yield Gone("product", {"code": fact.code})


@projects(facts.ProductRegraded)
def _regraded(rows: Reader, fact: facts.ProductRegraded, entry: Entry) -> Changes:
    yield _changed(rows, fact.code, {"issuer_level": fact.issuer_level, "bank_level": fact.bank_level})


@projects(facts.ProductStatusChanged)
def _status(rows: Reader, fact: facts.ProductStatusChanged, entry: Entry) -> Changes:
    yield _changed(rows, fact.code, {"status": fact.status})
    yield from _agreed(rows, doc_of(rows, Product, "product", fact.code).model_copy(update={"status": fact.status}))


def _changed(rows: Reader, code: str, update: dict[str, object]) -> Row:
    return _row(doc_of(rows, Product, "product", code).model_copy(update=update))


def given_row(product: Product) -> Row:
    """What head office said of a product: its keeper alone goes no further."""
    return Row("given_product", {"code": product.code, "registered": product.registered, "doc": product})


def _agreed(rows: Reader, product: Product) -> Changes:
    """What a second person agreed to beyond what head office said: so far the keeper goes alone from now on."""
    row = rows.row("given_product", product.code)
    alike = rows.where("given_product", registered=product.registered) if product.registered and row is None else ()
    own = None if row is None else rows.parsed(Product, row["doc"])
    given = said_above(product, own, (rows.parsed(Product, one["doc"]) for one in alike))
    if eased := beyond(given, product):
        yield given_row(given.model_copy(update={name: getattr(product, name) for name in eased}))


def on_shelf(rows: Reader, product: Product) -> Changes:
    """A product as it comes on the shelf: recalled where head office recalled it under one of its codes."""
    before, recall = rows.row("product", product.code), rows.row("recall", product.code)
    if before is not None and before["registered"] not in ("", product.registered):
        yield _once(before)
    alike = rows.where("recall", registered=product.registered) if product.registered else ()
    yield _row(product.model_copy(update={"recalled": recall is not None or bool(alike)}))
    if recall is not None and not recall["registered"] and product.registered:
        yield Row("recall", {"code": product.code, "registered": product.registered})
        for code in _alike(rows, product.registered, product.code):
            yield _changed(rows, code, {"recalled": True})


def recalled(rows: Reader, code: str) -> tuple[str, Changes]:
    """What a recalled product is registered as, "" where nobody knows; it is recalled under all its codes."""
    row = rows.row("product", code)
    registered = "" if row is None else str(row["registered"])
    codes = (*(() if row is None else (code,)), *_alike(rows, registered, code))
    return registered, [_changed(rows, one, {"recalled": True}) for one in codes]


def recalled_by_name(rows: Reader, said: Recalled) -> Changes:
    """What stands on the shelf under the name of what is recalled, without a registration code that tells it apart, is
    recalled with it, however it is called or registered later."""
    row = rows.row("product", said.code)
    for code in () if row is None else _named_alike(rows, rows.parsed(Product, row["doc"])):
        if rows.row("recall", code) is None:
            yield Row("recall", {"code": code, "registered": "", "doc": said})
            yield _changed(rows, code, {"recalled": True})


def released_by_name(rows: Reader, code: str) -> Changes:
    """What was recalled by the name of a product is free again with it."""
    for row in rows.where("recall", registered=""):
        if row["code"] != code and rows.parsed(Recalled, row["doc"]).code == code:
            yield from released(rows, row["code"])
            yield Gone("recall", {"code": row["code"]})


def released(rows: Reader, code: str) -> Changes:
    """A product is recalled no longer, under none of its codes that is not recalled as such."""
    recall, row = rows.row("recall", code), rows.row("product", code)
    registered = "" if recall is None else recall["registered"]
    if registered and len(rows.where("recall", registered=registered)) > 1:
        return
    codes = (*(() if row is None else (code,)), *_alike(rows, registered, code))
    yield from (_changed(rows, one, {"recalled": False}) for one in codes)


def stopped_alike(rows: Reader, given: Product) -> Changes:
    """What head office stops is stopped under all its codes, but for those of which it says something else itself."""
    if given.status == "listed":
        return
    for code in _alike(rows, given.registered, given.code):
        listed = doc_of(rows, Product, "product", code).status == "listed"
        if listed and rows.row("given_product", code) is None:
            yield _changed(rows, code, {"status": "suspended"})
    for code in _named_alike(rows, given):
        twin = doc_of(rows, Product, "product", code)
        if twin.status == "listed" and rows.row("given_product", code) is None:
            yield given_row(twin.model_copy(update={"status": "suspended"}))
            yield _changed(rows, code, {"status": "suspended"})


def _alike(rows: Reader, registered: str, code: str) -> list[str]:
    """The other codes on the shelf under which a product is registered."""
    found = rows.where("product", registered=registered) if registered else ()
    return [row["code"] for row in found if row["code"] != code]


def _named_alike(rows: Reader, product: Product) -> list[str]:
    """The other codes on the shelf under its name and institution that no registration code tells apart."""
    key = known_as(product)
    found = rows.where("product", known_as=key) if key else ()
    return [
        row["code"] for row in found if row["code"] != product.code and "" in (row["registered"], product.registered)
    ]


def _once(row: Mapping[str, Any]) -> Row:
    """A product as it was when it went off the shelf, or was registered as another one."""
    return Row("once_registered", {one: row[one] for one in ("registered", "code", "doc")})


def _row(one: Product) -> Row:
    named = (
        one.code,
        one.code.replace("-", ""),
        one.name.zh,
        one.name.en,
        one.issuer.zh,
        one.issuer.en,
        one.registration_code,
    )
    return Row(
        "product",
        {
            "code": one.code,
            "family": one.family,
            "regime": one.regime,
            "status": "recalled" if one.recalled else one.status,
            "issuer": one.issuer.zh,
            "licence": one.licence,
            "issuer_level": one.issuer_level,
            "bank_level": one.bank_level,
            "unconfirmed": int(bool(one.unconfirmed)),
            "listed_on": one.listed_on.isoformat(),
            "registered": one.registered,
            "known_as": known_as(one),
            "ends_on": None if one.ends_on is None else one.ends_on.isoformat(),
            "own": int(one.self_issued or not one.needs_match),
            "words": " ".join(dict.fromkeys(named)).lower(),
            "doc": one,
        },
    )
