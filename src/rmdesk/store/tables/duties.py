"""Duties, open and done."""

from rmdesk.domain import facts
from rmdesk.domain.duty import Duty
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table(
    "duty",
    """CREATE TABLE duty (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, client_id TEXT NOT NULL, journey_id TEXT, due TEXT NOT NULL,
        done INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX duty_due ON duty (done, due)",
    "CREATE INDEX duty_client ON duty (client_id, done, kind)",
)


@projects(facts.DutyCreated)
def _created(db: Tables, fact: facts.DutyCreated, entry: Entry) -> None:
    _write(db, fact.duty)


@projects(facts.DutyDone)
def _done(db: Tables, fact: facts.DutyDone, entry: Entry) -> None:
    row = db.row("duty", fact.duty_id)
    if row is None:
        raise KeyError(fact.duty_id)
    duty = Duty.model_validate_json(row["doc"])
    _write(db, duty.model_copy(update={"done_at": fact.at, "note": fact.note}))


def _write(db: Tables, one: Duty) -> None:
    db.put(
        "duty",
        {
            "id": one.id,
            "kind": one.kind,
            "client_id": one.client_id,
            "journey_id": one.journey_id,
            "due": one.due,
            "done": one.done_at is not None,
            "doc": one,
        },
    )
