"""Somebody else looks at a flagged questionnaire, and accepts it or sends it back (QUES-09)."""

from rmdesk.desk import assess
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.concern import Matter, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.refusal import passed, stop, written


@use_case("assess.review")
def to_review(desk: Desk, assessment_id: str) -> Assessment:
    """The flagged assessment, for whoever may review it; refused as `review` would be, before a note is written."""
    return _for_review(desk, assessment_id)


@use_case("assess.review")
def review(desk: Desk, assessment_id: str, note: str) -> Assessment:
    """A flagged assessment was looked at and stands: what is signed on it may be signed. Not by whom it concerns
    (DATA-08.same_person), and once (QUES-09.reviewed, QUES-09.unflagged)."""
    taken, note = _for_review(desk, assessment_id), written("note", note)
    with desk.transaction():
        desk.record(facts.AssessmentReviewed(assessment_id=taken.id, note=note), taken.client_id)
        client_dues.settle_assessment(desk, taken.client_id, taken.id)
    return passed(assess.get(desk, taken.id))


@use_case("assess.review")
def send_back(desk: Desk, assessment_id: str, note: str) -> Assessment:
    """It is not accepted: no sale stands on it any more, and the client is to be assessed anew. As `review`."""
    taken, note = _for_review(desk, assessment_id), written("note", note)
    with desk.transaction():
        desk.record(facts.AssessmentSentBack(assessment_id=taken.id, note=note), taken.client_id)
        client_dues.settle_assessment(desk, taken.client_id, taken.id)
        key = taken.questionnaire
        latest = standing.latest(desk, taken.client_id, questionnaire=key)
        if latest is not None and latest.id == taken.id:
            today = desk.today()
            client_dues.replace(desk, "reassess", "QUES-09", taken.client_id, today, about=note, questionnaire=key)
    return passed(assess.get(desk, taken.id))


def _for_review(desk: Desk, assessment_id: str) -> Assessment:
    taken = passed(assess.get(desk, assessment_id))
    if not taken.flagged:
        stop("QUES-09.unflagged")
    if taken.reviewed is not None:
        stop("QUES-09.reviewed", on=desk.local(taken.reviewed.at).date())
    stop_concerned(desk, "of_assessment.review", Matter(assessment=taken), desk.actor.login)
    return taken
