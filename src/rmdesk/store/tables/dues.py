"""Dues that the journal keeps, open and done."""

from rmdesk.domain import facts
from rmdesk.domain.client_dues import ClientDue
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table(
    "due",
    """CREATE TABLE due (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, client_id TEXT NOT NULL, journey_id TEXT, on_day TEXT NOT NULL,
        remind TEXT NOT NULL, done INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX due_remind ON due (done, remind)",
    "CREATE INDEX due_client ON due (client_id, done, kind)",
)


@projects(facts.DueCreated)
def _created(db: Tables, fact: facts.DueCreated, entry: Entry) -> None:
    _write(db, fact.due)


@projects(facts.DueDone)
def _done(db: Tables, fact: facts.DueDone, entry: Entry) -> None:
    _write(db, _due(db, fact.due_id).model_copy(update={"done_at": fact.at, "note": fact.note}))


@projects(facts.DuePostponed)
def _postponed(db: Tables, fact: facts.DuePostponed, entry: Entry) -> None:
    _write(db, _due(db, fact.due_id).model_copy(update={"later": fact.until}))


def _due(db: Tables, due_id: str) -> ClientDue:
    row = db.row("due", due_id)
    if row is None:
        raise KeyError(due_id)
    return ClientDue.model_validate_json(row["doc"])


def _write(db: Tables, one: ClientDue) -> None:
    db.put(
        "due",
        {
            "id": one.id,
            "kind": one.kind,
            "client_id": one.client_id,
            "journey_id": one.journey_id,
            "on_day": one.on,
            "remind": one.remind,
            "done": one.done_at is not None,
            "doc": one,
        },
    )
