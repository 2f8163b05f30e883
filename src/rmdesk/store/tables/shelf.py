"""The product shelf."""

from rmdesk.domain import facts
from rmdesk.domain.loosening import beyond
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
    text=("family", "regime", "status", "issuer", "licence", "listed_on", "words", "doc"),
    empty=("issuer_level", "bank_level", "ends_on"),
    number=("unconfirmed", "own"),
    edition=2,  # found by a code without its dash
    indexes=[_SOUGHT],  # a list is found in it alone: the rows themselves are ten times as long
)
table("given_product", key="code", text=("doc",))


@projects(facts.ProductListed)
@projects(facts.ProductChanged)
def _listed(rows: Reader, fact: facts.ProductListed | facts.ProductChanged, entry: Entry) -> Changes:
    yield product_row(rows, fact.product)
    yield from _agreed(rows, fact.product)


@projects(facts.ProductTakenBack)
def _taken_back(rows: Reader, fact: facts.ProductTakenBack, entry: Entry) -> Changes:
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
    return Row("given_product", {"code": product.code, "doc": product})


def _agreed(rows: Reader, product: Product) -> Changes:
    """What a second person agreed to beyond what head office said: so far the keeper goes alone from now on."""
    row = rows.row("given_product", product.code)
    given = product if row is None else rows.parsed(Product, row["doc"])
    if eased := beyond(given, product):
        yield given_row(given.model_copy(update={name: getattr(product, name) for name in eased}))


def product_row(rows: Reader, product: Product) -> Row:
    """A product as it comes on the shelf: recalled where head office recalled it."""
    return _row(product.model_copy(update={"recalled": rows.row("recall", product.code) is not None}))


def recalled_row(rows: Reader, code: str, *, recalled: bool) -> Changes:
    """A product that is recalled or no longer, where it stands on the shelf."""
    if rows.row("product", code) is not None:
        yield _changed(rows, code, {"recalled": recalled})


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
            "ends_on": None if one.ends_on is None else one.ends_on.isoformat(),
            "own": int(one.self_issued or not one.needs_match),
            "words": " ".join(dict.fromkeys(named)).lower(),
            "doc": one,
        },
    )
