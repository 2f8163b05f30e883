"""Complaints and other feedback as folded from their facts, and their letters among the printed papers."""

from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_fold import fold
from rmdesk.domain.printer import RecordPrinted
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, required

table(
    "complaint",
    key="id",
    text=("no", "type", "state", "received_at", "touched_at", "doc"),
    number=("ended",),
    empty=("handler", "client_id", "product", "sale_id", "look_on"),
    unique=[("no",)],
    indexes=[
        ("received_at",),
        ("touched_at",),
        ("ended", "received_at"),
        ("ended", "handler"),
        ("client_id",),
        ("sale_id",),
        ("look_on",),
    ],
    edition=5,  # what another desk took over is open there
)


@projects(facts.ComplaintReceived)
def _received(rows: Reader, fact: facts.ComplaintReceived, entry: Entry) -> Changes:
    yield row_of(fact.case)


@projects(*(kind for kind in facts.OF_CASES if kind is not facts.CaseNumbersRevealed))
def _moved(rows: Reader, fact: facts.CaseFact, entry: Entry) -> Changes:
    before = rows.parsed(Case, required(rows, "complaint", fact.case_id)["doc"])
    yield row_of(fold(before, fact, entry.at, entry.actor))


@projects(facts.LetterPrinted)
@projects(facts.ReportPrinted)
@projects(RecordPrinted)
def _printed(rows: Reader, fact: facts.LetterPrinted | facts.ReportPrinted | RecordPrinted, entry: Entry) -> Changes:
    # Under no client: a client's file is open to the person complained about, the letters are not (COMP-04).
    yield Row(
        "paper",
        {
            "number": fact.printed.number,
            "fact": entry.id,
            "kind": fact.printed.kind,
            "client_id": "",
            "sale_id": None,
            "at": entry.at,
            "digest": fact.printed.digest,
            "pdf_sha256": fact.pdf_sha256,
        },
    )


def row_of(one: Case) -> Row:
    """The row of a case as it stands; `look_on`: the day on which the effect of what was mended is still to be looked
    at (COMP-14)."""
    mended = one.corrective_action
    looked_at = one.state != "closed" or mended.checked_at is not None
    return Row(
        "complaint",
        {
            "id": one.id,
            "no": one.no,
            "type": one.type,
            "state": one.state,
            "ended": one.ended,
            "received_at": one.received_at,
            "touched_at": one.touched_at,
            "handler": None if one.moved_to else one.handler,
            "client_id": one.complainant.client_id,
            "product": one.about.product,
            "sale_id": one.about.sale_id,
            "look_on": None if looked_at else mended.check_on,
            "doc": one,
        },
    )
