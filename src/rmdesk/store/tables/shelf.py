"""The product shelf."""

from rmdesk.domain import facts
from rmdesk.domain.product import Product
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table(
    "product",
    """CREATE TABLE product (
        code TEXT PRIMARY KEY, family TEXT NOT NULL, status TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
)


@projects(facts.ProductListed)
def _listed(db: Tables, fact: facts.ProductListed, entry: Entry) -> None:
    _write(db, fact.product)


@projects(facts.ProductRegraded)
def _regraded(db: Tables, fact: facts.ProductRegraded, entry: Entry) -> None:
    _change(db, fact.code, {"issuer_level": fact.issuer_level, "bank_level": fact.bank_level})


@projects(facts.ProductStatusChanged)
def _status(db: Tables, fact: facts.ProductStatusChanged, entry: Entry) -> None:
    _change(db, fact.code, {"status": fact.status})


def _change(db: Tables, code: str, update: dict[str, object]) -> None:
    row = db.row("product", code)
    if row is None:
        raise KeyError(code)
    _write(db, Product.model_validate_json(row["doc"]).model_copy(update=update))


def _write(db: Tables, one: Product) -> None:
    db.put("product", {"code": one.code, "family": one.family, "status": one.status, "doc": one})
