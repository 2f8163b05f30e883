"""Visits, the sales in them as folded from their facts, and the papers that were printed."""

from rmdesk.domain import facts, sale_fold
from rmdesk.domain.sale import Sale
from rmdesk.store.entry import Entry
from rmdesk.store.project import Folding, folds, projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("visit", key="id", text=("client_id", "opened_at", "opened_by"), indexes=[("client_id", "opened_at")])
table(
    "sale",
    key="id",
    text=("no", "client_id", "visit_id", "state", "touched_at", "doc"),
    empty=("product", "recording", "recording_sha256", "order_no"),
    unique=[("no",)],
    indexes=[
        ("client_id", "touched_at"),
        ("visit_id", "id"),
        ("state", "touched_at"),
        ("product", "state"),
        ("recording",),
        ("recording_sha256",),
        ("order_no",),
    ],
)
table(
    "paper",
    key="number",
    text=("fact", "kind", "client_id", "at", "digest", "pdf_sha256"),
    empty=("sale_id",),
    indexes=[("client_id", "at")],
)


@projects(facts.VisitOpened)
def _visited(rows: Reader, fact: facts.VisitOpened, entry: Entry) -> Changes:
    opened = {"opened_at": entry.at, "opened_by": entry.actor}
    yield Row("visit", {"id": fact.visit_id, "client_id": fact.client_id, **opened})


@projects(facts.SaleOpened)
def _opened(rows: Reader, fact: facts.SaleOpened, entry: Entry) -> Changes:
    yield _row(sale_fold.opened(fact, entry.at, entry.actor))


def _row(one: Sale) -> Row:
    state = "abandoned" if one.abandoned is not None else "archived" if one.archived else "open"
    return Row(
        "sale",
        {
            "id": one.id,
            "no": one.no,
            "client_id": one.client_id,
            "visit_id": one.visit_id,
            "state": state,
            "product": None if one.choice is None else one.choice.code,
            "recording": None if one.recording is None else one.recording.number,
            "recording_sha256": None if one.recording is None else one.recording.sha256 or None,
            "order_no": None if one.order is None else one.order.number,
            "touched_at": one.touched_at,
            "doc": one,
        },
    )


folds(
    Folding("sale", Sale, "sale_id", sale_fold.fold_all, _row, frozenset({"id", "no", "client_id", "visit_id"})),
    facts.WishStated,
    facts.OpinionGiven,
    facts.ProductChosen,
    facts.ItemAcknowledged,
    facts.DocumentsShown,
    facts.UnderstandingTested,
    facts.RecordingNoted,
    facts.OrderNoted,
    facts.PaperPrinted,
    facts.PapersReturned,
    facts.Countersigned,
    facts.SaleReviewed,
    facts.SaleSentBack,
    facts.SaleArchived,
    facts.SaleAbandoned,
)


@projects(facts.PaperPrinted, alone="paper")
def _printed(rows: Reader, fact: facts.PaperPrinted, entry: Entry) -> Changes:
    yield Row(
        "paper",
        {
            "number": fact.printed.number,
            "fact": entry.id,
            "kind": fact.printed.kind,
            "client_id": fact.client_id,
            "sale_id": fact.sale_id,
            "at": entry.at,
            "digest": fact.printed.digest,
            "pdf_sha256": fact.pdf_sha256,
        },
    )
