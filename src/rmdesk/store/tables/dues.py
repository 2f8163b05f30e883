"""Dues that the journal keeps, open and done."""

from rmdesk.domain import facts
from rmdesk.domain.client_dues import ClientDue
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

table(
    "due",
    key="id",
    text=("kind", "client_id", "on_day", "remind", "doc"),
    number=("done",),
    empty=("sale_id",),
    indexes=[("done", "remind"), ("client_id", "done", "kind")],
)
table("put_off", key="key", text=("whose", "was_on", "until_day"), indexes=[("until_day",), ("whose",)])


@projects(facts.DueCreated)
def _created(rows: Reader, fact: facts.DueCreated, entry: Entry) -> Changes:
    yield _row(fact.due)


@projects(facts.DueDone)
def _done(rows: Reader, fact: facts.DueDone, entry: Entry) -> Changes:
    yield _row(_due(rows, fact.due_id).model_copy(update={"done_at": fact.at, "note": fact.note}))


@projects(facts.ClientTakenBack)
def _taken_back(rows: Reader, fact: facts.ClientTakenBack, entry: Entry) -> Changes:
    yield Gone("due", {"client_id": fact.client_id})
    yield Gone("put_off", {"whose": fact.client_id})


@projects(facts.DuePostponed)
def _postponed(rows: Reader, fact: facts.DuePostponed, entry: Entry) -> Changes:
    """Of any due in the list. It holds as long as the due has the date that it had then."""
    known = {"key": fact.key, "whose": fact.client_id, "was_on": fact.on, "until_day": fact.until}
    yield Row("put_off", known)


def _due(rows: Reader, due_id: str) -> ClientDue:
    return doc_of(rows, ClientDue, "due", due_id)


def _row(one: ClientDue) -> Row:
    return Row(
        "due",
        {
            "id": one.id,
            "kind": one.kind,
            "client_id": one.client_id,
            "sale_id": one.sale_id,
            "on_day": one.on,
            "remind": one.remind,
            "done": one.done_at is not None,
            "doc": one,
        },
    )
