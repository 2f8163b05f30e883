"""What clients hold, and the rates that were entered. A sale becomes a holding by being countersigned."""

from rmdesk.domain import facts
from rmdesk.domain import holding_facts as holdings
from rmdesk.domain.archive_facts import ClientDestroyed
from rmdesk.domain.holdings import Eased, Holding, end_of, of_sale
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Sale
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

table(
    "holding",
    key="id",
    text=("client_id", "code", "state", "source", "doc"),
    empty=("maturity",),
    indexes=[("client_id", "id"), ("code", "state"), ("maturity",)],
    edition=2,  # a term runs from the value date
)
table("holding_freed", key="id", text=("client_id", "doc"), indexes=[("client_id", "id")])
table("rate", key=("currency", "on_day", "entered_by"), number=("seq",), text=("doc",))


@projects(facts.Countersigned)
def _sold(rows: Reader, fact: facts.Countersigned, entry: Entry) -> Changes:
    sale = doc_of(rows, Sale, "sale", fact.sale_id)
    if sale.choice is None:
        return
    product = doc_of(rows, Product, "product", sale.choice.code)  # chosen from the shelf, which forgets none
    on = fact.on or entry.at.date()
    amount = sale.choice.amount
    yield _row(
        Holding(
            id=sale.id,
            client_id=sale.client_id,
            code=product.code,
            name=product.name.zh,
            family=product.family,
            issuer=product.issuer.zh,
            currency=product.currency,
            amount=amount,
            cost=amount,
            bound=of_sale(product, amount),
            begun_on=on,
            maturity=end_of(product, on),
            as_of=on,
            source="sale",
            note=sale.no,
        )
    )


@projects(facts.SaleAbandoned)
def _abandoned(rows: Reader, fact: facts.SaleAbandoned, entry: Entry) -> Changes:
    """What was cancelled within the thinking time was never held; what that freed is remembered."""
    if fact.eased:
        yield _freed(rows, fact.sale_id, fact.eased)
    yield Gone("holding", {"id": fact.sale_id})


@projects(facts.SaleSentBack)
def _sent_back(rows: Reader, fact: facts.SaleSentBack, entry: Entry) -> Changes:
    """What a reviewer sent back was never held."""
    yield Gone("holding", {"id": fact.sale_id})


@projects(holdings.HoldingNoted)
@projects(holdings.HoldingChanged)
@projects(holdings.HoldingRedeemed)
def _stands(
    rows: Reader,
    fact: holdings.HoldingNoted | holdings.HoldingChanged | holdings.HoldingRedeemed,
    entry: Entry,
) -> Changes:
    yield _row(fact.holding)


@projects(holdings.HoldingEnded)
def _ended(rows: Reader, fact: holdings.HoldingEnded, entry: Entry) -> Changes:
    before = doc_of(rows, Holding, "holding", fact.holding_id)
    update = {"state": "ended", "ended_on": fact.on, "eased": fact.eased or before.eased}
    yield _row(before.model_copy(update=update))


@projects(holdings.HoldingTakenBack)
def _taken_back(rows: Reader, fact: holdings.HoldingTakenBack, entry: Entry) -> Changes:
    """It was never held; what the list freed by that is remembered."""
    if fact.eased:
        yield _freed(rows, fact.holding_id, fact.eased)
    yield Gone("holding", {"id": fact.holding_id})


@projects(holdings.RateEntered)
def _rate(rows: Reader, fact: holdings.RateEntered, entry: Entry) -> Changes:
    """One of a day for each who entered it: what a seller enters leaves the others' in force (SUIT-03)."""
    one = fact.rate
    key = {"currency": one.currency, "on_day": one.on, "entered_by": one.by}
    yield Row("rate", {**key, "seq": entry.seq, "doc": one})


@projects(ClientDestroyed)
def _destroyed(rows: Reader, fact: ClientDestroyed, entry: Entry) -> Changes:
    for name in ("holding", "holding_freed"):
        yield Gone(name, {"client_id": fact.client_id}, for_good=True)


def _freed(rows: Reader, holding_id: str, eased: tuple[Eased, ...]) -> Row:
    before = doc_of(rows, Holding, "holding", holding_id)
    doc = before.model_copy(update={"state": "ended", "eased": eased})
    return Row("holding_freed", {"id": holding_id, "client_id": before.client_id, "doc": doc})


def _row(one: Holding) -> Row:
    known = {"id": one.id, "client_id": one.client_id, "code": one.code, "state": one.state, "source": one.source}
    return Row("holding", {**known, "maturity": one.maturity, "doc": one})
