"""Assessments, one row each, never changed but for the client's confirmation and a reviewer's note."""

from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment, Reviewed
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row, doc_of

table(
    "assessment",
    key="id",
    text=("client_id", "taken_at", "on_day", "questionnaire", "level", "pattern", "flags", "doc"),
    indexes=[("client_id", "taken_at"), ("pattern", "on_day")],
)


@projects(facts.AssessmentTaken)
def _taken(rows: Reader, fact: facts.AssessmentTaken, entry: Entry) -> Changes:
    yield _row(fact.assessment)


@projects(facts.LevelConfirmed)
def _confirmed(rows: Reader, fact: facts.LevelConfirmed, entry: Entry) -> Changes:
    one = doc_of(rows, Assessment, "assessment", fact.assessment_id)
    yield _row(one.model_copy(update={"confirmed_at": entry.at}))


@projects(facts.AssessmentReviewed)
def _reviewed(rows: Reader, fact: facts.AssessmentReviewed, entry: Entry) -> Changes:
    yield _judged(rows, fact, entry, accepted=True)


@projects(facts.AssessmentSentBack)
def _sent_back(rows: Reader, fact: facts.AssessmentSentBack, entry: Entry) -> Changes:
    yield _judged(rows, fact, entry, accepted=False)


def _judged(
    rows: Reader, fact: facts.AssessmentReviewed | facts.AssessmentSentBack, entry: Entry, *, accepted: bool
) -> Row:
    one = doc_of(rows, Assessment, "assessment", fact.assessment_id)
    reviewed = Reviewed(by=entry.actor, at=entry.at, note=fact.note, accepted=accepted)
    return _row(one.model_copy(update={"reviewed": reviewed}))


def _row(one: Assessment) -> Row:
    return Row(
        "assessment",
        {
            "id": one.id,
            "client_id": one.client_id,
            "taken_at": one.taken_at,
            "on_day": one.on,
            "questionnaire": one.questionnaire,
            "level": one.level,
            "pattern": f"{one.form_id}:{','.join(one.answers)}",
            "flags": ",".join(one.flags),
            "doc": one,
        },
    )
