"""Visits, the journeys in them as folded from their facts, and the papers that were printed."""

from rmdesk.domain import facts, journey_fold
from rmdesk.domain.journey import Journey
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, required

table(
    "visit",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY, client_id TEXT NOT NULL, opened_at TEXT NOT NULL, opened_by TEXT NOT NULL)
        WITHOUT ROWID""",
    "CREATE INDEX visit_client ON visit (client_id, opened_at)",
)
table(
    "journey",
    """CREATE TABLE journey (
        id TEXT PRIMARY KEY, no TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL, visit_id TEXT NOT NULL,
        state TEXT NOT NULL, product TEXT, touched_at TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX journey_client ON journey (client_id, touched_at)",
    "CREATE INDEX journey_visit ON journey (visit_id, id)",
    "CREATE INDEX journey_state ON journey (state, touched_at)",
    "CREATE INDEX journey_product ON journey (product, state)",
)
table(
    "paper",
    """CREATE TABLE paper (
        number TEXT PRIMARY KEY, fact TEXT NOT NULL, kind TEXT NOT NULL, client_id TEXT NOT NULL, sale_id TEXT,
        at TEXT NOT NULL, digest TEXT NOT NULL, pdf_sha256 TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX paper_client ON paper (client_id, at)",
)


@projects(facts.VisitOpened)
def _visited(rows: Reader, fact: facts.VisitOpened, entry: Entry) -> Changes:
    opened = {"opened_at": entry.at, "opened_by": entry.actor}
    yield Row("visit", {"id": fact.visit_id, "client_id": fact.client_id, **opened})


@projects(facts.SaleOpened)
def _opened(rows: Reader, fact: facts.SaleOpened, entry: Entry) -> Changes:
    yield _row(journey_fold.opened(fact, entry.at, entry.actor))


@projects(
    facts.WishStated,
    facts.OpinionGiven,
    facts.ProductChosen,
    facts.ItemAcknowledged,
    facts.UnderstandingTested,
    facts.RecordingNoted,
    facts.PapersReturned,
    facts.Countersigned,
    facts.SaleReviewed,
    facts.SaleArchived,
    facts.SaleAbandoned,
)
def _moved(rows: Reader, fact: facts.SaleFact, entry: Entry) -> Changes:
    yield _row(journey_fold.fold(_read(rows, fact.sale_id), fact, entry.at, entry.actor))


@projects(facts.PaperPrinted)
def _printed(rows: Reader, fact: facts.PaperPrinted, entry: Entry) -> Changes:
    if fact.sale_id is not None:
        yield _row(journey_fold.fold(_read(rows, fact.sale_id), fact, entry.at, entry.actor))
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


def _read(rows: Reader, sale_id: str) -> Journey:
    return rows.parsed(Journey, required(rows, "journey", sale_id)["doc"])


def _row(one: Journey) -> Row:
    state = "abandoned" if one.abandoned is not None else "archived" if one.archived else "open"
    return Row(
        "journey",
        {
            "id": one.id,
            "no": one.no,
            "client_id": one.client_id,
            "visit_id": one.visit_id,
            "state": state,
            "product": None if one.choice is None else one.choice.code,
            "touched_at": one.touched_at,
            "doc": one,
        },
    )
