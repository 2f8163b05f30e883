"""Somebody else looks at a flagged questionnaire, and accepts it or sends it back (QUES-09)."""

from typing import Final

from rmdesk.desk import assess, guarding
from rmdesk.desk.access import ROLES_OF, lacks_role, use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.concern import Matter, concerned, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.people_rows import all_of
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import StopError, passed, stop, written

REVIEW: Final = "of_assessment.review"
_ACT: Final = "assess.review"


@use_case("assess.review")
def to_review(desk: Desk, assessment_id: str) -> Assessment:
    """The flagged assessment, for whoever may review it; refused as `review` would be, before a note is written."""
    taken = _waiting(desk, assessment_id)
    _stop_concerned(desk, taken, desk.actor)
    return taken


@use_case("sales.host")
def reviewers(desk: Desk, assessment_id: str) -> tuple[Person, ...]:
    """Who may review the flagged assessment, at this desk too: whoever holds the office and whom it does not concern.
    Refused where nothing waits (QUES-09.reviewed, QUES-09.unflagged)."""
    taken = _waiting(desk, assessment_id)
    able, not_they = ROLES_OF[_ACT], concerned(desk, REVIEW, Matter(assessment=taken))
    return tuple(one for one in all_of(desk.store) if one.active and able & {*one.roles} and one.login not in not_they)


@use_case("sales.host")
def review(desk: Desk, assessment_id: str, note: str, proof: Proof | None = None) -> Assessment:
    """A flagged assessment was looked at and stands: what is signed on it may be signed. By the person at the desk, or
    by whoever proves here with `proof` to be another; not by whom it concerns (DATA-08.same_person), and once
    (QUES-09.reviewed, QUES-09.unflagged)."""
    taken, note, reviewer = _looked_at(desk, assessment_id, note, proof)
    with desk.transaction():
        desk.record_as(reviewer, facts.AssessmentReviewed(assessment_id=taken.id, note=note), taken.client_id)
        client_dues.settle_assessment(desk, taken.client_id, taken.id)
    return passed(assess.get(desk, taken.id))


@use_case("sales.host")
def send_back(desk: Desk, assessment_id: str, note: str, proof: Proof | None = None) -> Assessment:
    """It is not accepted: no sale stands on it any more, and the client is to be assessed anew. As `review`."""
    taken, note, reviewer = _looked_at(desk, assessment_id, note, proof)
    with desk.transaction():
        desk.record_as(reviewer, facts.AssessmentSentBack(assessment_id=taken.id, note=note), taken.client_id)
        client_dues.settle_assessment(desk, taken.client_id, taken.id)
        key = taken.questionnaire
        latest = standing.latest(desk, taken.client_id, questionnaire=key)
        if latest is not None and latest.id == taken.id:
            today = desk.today()
            client_dues.replace(desk, "reassess", "QUES-09", taken.client_id, today, about=note, questionnaire=key)
    return passed(assess.get(desk, taken.id))


def _waiting(desk: Desk, assessment_id: str) -> Assessment:
    """The flagged assessment that nobody has reviewed yet."""
    taken = passed(assess.get(desk, assessment_id))
    if not taken.flagged:
        stop("QUES-09.unflagged")
    if taken.reviewed is not None:
        stop("QUES-09.reviewed", on=desk.local(taken.reviewed.at).date())
    return taken


def _looked_at(desk: Desk, assessment_id: str, note: str, proof: Proof | None) -> tuple[Assessment, str, Person]:
    """What is decided on, with what the look showed, and by whom: one who may."""
    taken, person = _waiting(desk, assessment_id), desk.actor
    if proof is not None:
        note = written("note", note)  # nobody's password is asked for before the note is there
        person = guarding.anybody(desk, proof, _ACT, tuple(sorted(ROLES_OF[_ACT]))).person
    elif ROLES_OF[_ACT].isdisjoint(person.roles):
        raise StopError(lacks_role(_ACT, desk.store))
    _stop_concerned(desk, taken, person)
    return taken, written("note", note), person


def _stop_concerned(desk: Desk, taken: Assessment, person: Person) -> None:
    stop_concerned(desk, REVIEW, Matter(assessment=taken), person.login)
