"""Assessments, one row each, never changed but for the client's confirmation and a reviewer's note."""

from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table(
    "assessment",
    """CREATE TABLE assessment (
        id TEXT PRIMARY KEY, client_id TEXT NOT NULL, taken_at TEXT NOT NULL, on_day TEXT NOT NULL, level TEXT NOT NULL,
        pattern TEXT NOT NULL, flags TEXT NOT NULL, review TEXT, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX assessment_client ON assessment (client_id, taken_at)",
    "CREATE INDEX assessment_pattern ON assessment (pattern, on_day)",
)


@projects(facts.AssessmentTaken)
def _taken(db: Tables, fact: facts.AssessmentTaken, entry: Entry) -> None:
    _write(db, fact.assessment)


@projects(facts.LevelConfirmed)
def _confirmed(db: Tables, fact: facts.LevelConfirmed, entry: Entry) -> None:
    row = db.row("assessment", fact.assessment_id)
    if row is None:
        raise KeyError(fact.assessment_id)
    _write(db, Assessment.model_validate_json(row["doc"]).model_copy(update={"confirmed_at": entry.at}))


@projects(facts.AssessmentReviewed)
def _reviewed(db: Tables, fact: facts.AssessmentReviewed, entry: Entry) -> None:
    db.execute("UPDATE assessment SET review = ? WHERE id = ?", (fact.note, fact.assessment_id))


def _write(db: Tables, one: Assessment) -> None:
    db.put(
        "assessment",
        {
            "id": one.id,
            "client_id": one.client_id,
            "taken_at": one.taken_at,
            "on_day": one.on,
            "level": one.level,
            "pattern": f"{one.form_id}:{','.join(one.answers)}",
            "flags": ",".join(one.flags),
            "doc": one,
        },
    )
