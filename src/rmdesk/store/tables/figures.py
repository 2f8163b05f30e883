"""What indicators count, one narrow row each: no sale's whole history is read for a figure (DESK-11).

A file that was destroyed leaves its rows, under nobody's name: figures of past years stay.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from rmdesk.domain import facts, holding_facts, money
from rmdesk.domain.archive_facts import ClientDestroyed
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.holdings import Holding
from rmdesk.domain.rates import HOME, Rate
from rmdesk.domain.sale import Sale
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of, required
from rmdesk.store.tables import assessments, dues, holdings, sales

_LEANS_ON: Final = (assessments, dues, holdings, sales)
"""Their projections run before these, because they were declared before."""
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "sales": (
        "opened_at", "told_at", "signed_at", "archived_at", "abandoned_at", "manager", "product", "family", "amount",
        "own_choice", "sent_back", "state",
    ),
    "visits": ("opened_at", "manager", "sold", "sales"),
    "assessments": ("taken_at", "manager", "level", "flagged", "contradicted", "sent_back"),
    "dues": ("on_day", "done_at", "kind"),
    "holdings": ("begun_on", "ended_on", "maturity", "amount", "family", "currency", "origin"),
}  # fmt: skip
"""Source → what its table `figure_SOURCE` keeps of a row beside the ids of row and client and the number for people."""
_DAYS: Final = {
    "sales": ("opened_at", "signed_at", "archived_at", "abandoned_at", "told_at"),
    "visits": ("opened_at",),
    "assessments": ("taken_at",),
    "dues": ("on_day", "done_at"),
    "holdings": ("begun_on", "ended_on", "maturity"),
}
for _source, _columns in COLUMNS.items():
    _indexes = [("client_id",), *((day,) for day in _DAYS[_source])]
    table(f"figure_{_source}", key="id", text=("client_id", "no"), empty=_columns, indexes=_indexes)


@projects(
    facts.SaleOpened,
    facts.ProductChosen,
    facts.OpinionGiven,
    facts.ItemAcknowledged,
    facts.Countersigned,
    facts.SaleSentBack,
    facts.SaleArchived,
    facts.SaleAbandoned,
    alone="figure_sales",
)
def _sale(rows: Reader, fact: facts.SaleFact, entry: Entry) -> Changes:
    sale = doc_of(rows, Sale, "sale", fact.sale_id)
    before = rows.row("figure_sales", sale.id) or {}
    again = isinstance(fact, facts.SaleSentBack) or before.get("sent_back") == "yes"
    product = None if sale.choice is None else rows.row("product", sale.choice.code)
    amount = before.get("amount")
    if isinstance(fact, facts.Countersigned):
        amount = _yuan(rows, sale, (fact.on or entry.at.date()).isoformat())
    yield _row(
        "sales",
        sale.id,
        sale.client_id,
        sale.no,
        opened_at=sale.opened_at,
        told_at=max((one.at for one in sale.acknowledged), default=None),
        signed_at=None if sale.countersigned is None else sale.countersigned.at,
        archived_at=None if sale.archived is None else sale.archived.at,
        abandoned_at=entry.at if isinstance(fact, facts.SaleAbandoned) else None,
        manager=sale.by,
        product=None if sale.choice is None else sale.choice.code,
        family=None if product is None else product["family"],
        amount=None if sale.countersigned is None else amount,
        own_choice=_yes(sale.choice is not None and sale.choice.own_choice),
        sent_back=_yes(again),
        state="abandoned" if sale.abandoned is not None else "archived" if sale.archived else "open",
    )


def _yuan(rows: Reader, sale: Sale, day: str) -> Decimal | None:
    """What was bought in yuan, at the latest rate that was entered by `day`; None without one."""
    if sale.choice is None or sale.choice.currency == HOME:
        return None if sale.choice is None else sale.choice.amount
    known = [row for row in rows.where("rate", currency=sale.choice.currency) if row["on_day"] <= day]
    if not known:
        return None
    last = max(known, key=lambda row: (row["on_day"], row["seq"]))
    return money.worth(sale.choice.amount * rows.parsed(Rate, last["doc"]).rate)


@projects(facts.VisitOpened, alone="figure_visits")
def _visit(rows: Reader, fact: facts.VisitOpened, entry: Entry) -> Changes:
    opened = {"opened_at": entry.at, "manager": entry.actor}
    yield _row("visits", fact.visit_id, fact.client_id, "", **opened, sold="no", sales="0")


@projects(facts.Countersigned, facts.SaleSentBack, facts.SaleAbandoned, alone="figure_visits")
def _sold(rows: Reader, fact: facts.SaleFact, entry: Entry) -> Changes:
    one = doc_of(rows, Sale, "sale", fact.sale_id)
    others = (rows.parsed(Sale, row["doc"]) for row in rows.where("sale", visit_id=one.visit_id))
    sold = sum(each.countersigned is not None and each.abandoned is None for each in others)
    visit = rows.row("figure_visits", one.visit_id)
    if visit is not None:
        yield Row("figure_visits", {**visit, "sold": _yes(sold > 0), "sales": str(sold)})


@projects(facts.AssessmentTaken, alone="figure_assessments")
def _taken(rows: Reader, fact: facts.AssessmentTaken, entry: Entry) -> Changes:
    yield _assessed(fact.assessment)


@projects(facts.AssessmentReviewed, alone="figure_assessments")
@projects(facts.AssessmentSentBack, alone="figure_assessments")
def _reviewed(rows: Reader, fact: facts.AssessmentReviewed | facts.AssessmentSentBack, entry: Entry) -> Changes:
    yield _assessed(doc_of(rows, Assessment, "assessment", fact.assessment_id))


def _assessed(one: Assessment) -> Row:
    return _row(
        "assessments",
        one.id,
        one.client_id,
        "",
        taken_at=one.taken_at,
        manager=one.by,
        level=one.level,
        flagged=_yes(one.flagged),
        contradicted=_yes(bool(one.contradicted)),
        sent_back=_yes(one.sent_back),
    )


@projects(facts.DueCreated, alone="figure_dues")
def _due(rows: Reader, fact: facts.DueCreated, entry: Entry) -> Changes:
    due: ClientDue = fact.due
    yield _row("dues", due.id, due.client_id, "", on_day=due.on, done_at=due.done_at, kind=due.kind)


@projects(facts.DueDone, alone="figure_dues")
def _done(rows: Reader, fact: facts.DueDone, entry: Entry) -> Changes:
    yield Row("figure_dues", {**required(rows, "figure_dues", fact.due_id), "done_at": fact.at})


@projects(facts.Countersigned, alone="figure_holdings")
def _held(rows: Reader, fact: facts.Countersigned, entry: Entry) -> Changes:
    row = rows.row("holding", fact.sale_id)
    if row is not None:
        yield _holding(rows, rows.parsed(Holding, row["doc"]))


@projects(facts.SaleAbandoned, facts.SaleSentBack, alone="figure_holdings")
def _unsold(rows: Reader, fact: facts.SaleFact, entry: Entry) -> Changes:
    yield Gone("figure_holdings", {"id": fact.sale_id})


@projects(holding_facts.HoldingNoted, alone="figure_holdings")
@projects(holding_facts.HoldingChanged, alone="figure_holdings")
def _noted(rows: Reader, fact: holding_facts.HoldingNoted | holding_facts.HoldingChanged, entry: Entry) -> Changes:
    yield _holding(rows, fact.holding)


@projects(holding_facts.HoldingRedeemed, alone="figure_holdings")
def _redeemed(rows: Reader, fact: holding_facts.HoldingRedeemed, entry: Entry) -> Changes:
    """What was paid back was held until that day, and the figures of the time before keep it; the rest is held on."""
    before, part = required(rows, "figure_holdings", fact.holding.id), {}
    if fact.holding.ended_on is None:
        yield _holding(rows, fact.holding)
        part = {"id": entry.id, "amount": fact.amount if fact.holding.currency == HOME else None}
    yield Row("figure_holdings", {**before, **part, "ended_on": fact.on})


@projects(holding_facts.HoldingEnded, alone="figure_holdings")
def _ended(rows: Reader, fact: holding_facts.HoldingEnded, entry: Entry) -> Changes:
    yield Row("figure_holdings", {**required(rows, "figure_holdings", fact.holding_id), "ended_on": fact.on})


@projects(holding_facts.HoldingTakenBack, alone="figure_holdings")
def _holding_gone(rows: Reader, fact: holding_facts.HoldingTakenBack, entry: Entry) -> Changes:
    yield Gone("figure_holdings", {"id": fact.holding_id})


def _holding(rows: Reader, one: Holding) -> Row:
    product = rows.row("product", one.code)
    return _row(
        "holdings",
        one.id,
        one.client_id,
        one.code,
        begun_on=one.begun_on or one.as_of,
        ended_on=one.ended_on,
        maturity=one.maturity,
        amount=one.amount if one.currency == HOME else None,
        family=one.family if product is None else product["family"],
        currency=one.currency,
        origin=one.source,
    )


@projects(facts.ClientTakenBack)
def _taken_back(rows: Reader, fact: facts.ClientTakenBack, entry: Entry) -> Changes:
    for source in COLUMNS:
        yield Gone(f"figure_{source}", {"client_id": fact.client_id})


@projects(ClientDestroyed)
def _destroyed(rows: Reader, fact: ClientDestroyed, entry: Entry) -> Changes:
    """The figures stay; whose they were goes."""
    for source in COLUMNS:
        yield Gone(f"figure_{source}", {"client_id": fact.client_id}, for_good=True)
    for one in fact.figures:
        yield _row(one.source, one.id, "", "", **one.values)


def _row(source: str, id: str, client_id: str, no: str, **values: object) -> Row:
    return Row(f"figure_{source}", {"id": id, "client_id": client_id, "no": no, **values})


def left_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What stays of a row when its client's file was destroyed: days, amounts, kinds and logins of staff."""
    return {key: value for key, value in row.items() if key not in ("id", "client_id", "no") and value is not None}


def _yes(value: bool) -> str:
    return "yes" if value else "no"
