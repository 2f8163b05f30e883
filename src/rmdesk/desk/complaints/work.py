"""Working a case: completing its record, giving it to somebody, answering, noting what happened."""

from datetime import datetime
from typing import Literal

from rmdesk.desk.complaints import documents
from rmdesk.desk.complaints.guarding import CORRECT, agreed, let_go, stop_untimely, works_on_case
from rmdesk.desk.complaints.interest import free_people
from rmdesk.desk.complaints.parties import interested_still
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.register import (
    NewCase,
    assign_by_rule,
    clean,
    major_reasons,
    mandate_fault,
    reference_faults,
)
from rmdesk.desk.complaints.showing import shown_at
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import About, Case, MajorReason, NoticeWay
from rmdesk.domain.complaint_acts import may, record_faults
from rmdesk.domain.refusal import passed, passed_at, stop, stop_if

_RECORD = ("complainant", "about", "labels", "priority", "claim", "wanted", "story", "grounds")


def record_of(case: Case) -> NewCase:
    """The record of a case as it can be completed: what `complete` takes back."""
    kept = {name: getattr(case, name) for name in NewCase.model_fields}
    return NewCase.model_validate(kept)


@works_on_case("complete")
def complete(desk: Desk, case: Case, record: NewCase, approval: Proof | None = None) -> CaseView:
    """Complete or correct the record. Type, source and time of receipt are corrected by two people (`correcting`).

    A handler who turns out to have an interest loses the case to somebody else; whom it concerned and no longer does,
    a second person lets go (COMP-04).
    """
    return completed(desk, case, record, approval)


def completed(desk: Desk, case: Case, record: NewCase, approval: Proof | None = None) -> CaseView:
    """`complete`, whatever the state of the case. For use cases."""
    cleaned = clean(desk, record)
    after = case.model_copy(update={name: getattr(cleaned, name) for name in _RECORD})
    after = after.model_copy(update={"interested": interested_still(desk, case, after.about, after.joined)})
    stop_if(
        *(
            *mandate_fault(desk, after),
            *documents.faults(after.complainant, desk.today(), case.complainant),
            *record_faults(after),
            *reference_faults(desk, after.complainant, _named_anew(case.about, after.about), after.labels),
        )
    )
    second = let_go(desk, case, after, approval)
    changed = {name: getattr(after, name) for name in (*_RECORD, "interested")}
    with desk.transaction():
        if after != case:
            desk.record(facts.CaseCompleted(case_id=case.id, **changed, agreed_by=second), case.id)
        if major_reasons(after.complainant, case.major) != case.major:
            _find_major(desk, after, case.major)
        if case.handler is not None and after.concerns(case.handler) and may("assign", case) is None:
            assign_by_rule(desk, after)
    return view_again(desk, case.id)


def _named_anew(before: About, after: About) -> About:
    """What a case is about since: what came with it from another desk need not be known here."""
    people = tuple(one for one in after.people if one not in before.people)
    product = None if after.product == before.product else after.product
    return after.model_copy(update={"people": people, "product": product})


@works_on_case("become_complaint")
def become_complaint(desk: Desk, case: Case) -> CaseView:
    """What was taken in as something else is an expression of dissatisfaction (COMP-01): the legal clocks run, from
    its receipt. The way back is a correction by two people."""
    stop_if(*record_faults(case.model_copy(update={"type": "complaint"})))
    desk.record(facts.BecameComplaint(case_id=case.id), case.id)
    return view_again(desk, case.id)


@works_on_case("assign")
def assign(desk: Desk, case: Case, login: str, reason: str = "") -> CaseView:
    """Hand the case over to somebody without an interest in it (COMP-04, DESK-18)."""
    free = {person.login for person in free_people(desk, case)}
    if login not in free:
        if desk.store.get("person", login) is None:
            stop("INPUT.unknown", what="person", given=login)
        stop("COMP-04.person" if case.concerns(login) else "DESK-18.not_handler", person=login)
    desk.record(facts.CaseAssigned(case_id=case.id, handler=login, reason=reason.strip()), case.id)
    return view_again(desk, case.id)


@works_on_case("answer")
def answer(
    desk: Desk,
    case: Case,
    way: NoticeWay,
    at: datetime,
    text: str,
    evidence: str = "",
    approval: Proof | None = None,
) -> CaseView:
    """The first answer was given at `at` (COMP-06): that it was received, who handles it, until when. One that is
    recorded once its time is over was in time where a file of the case shows it (`evidence`, its digest) and a second
    person agrees; else late stays late."""
    said = passed(required(desk, "text", text))
    stop_untimely(desk, case, "answer", at)
    second = shown_at(desk, case, "answer", at, evidence, approval)
    fact = facts.CaseAnswered(case_id=case.id, at=at, way=way, text=said, evidence=evidence, agreed_by=second)
    desk.record(fact, case.id)
    return view_again(desk, case.id)


@works_on_case("investigate")
def investigate(desk: Desk, case: Case) -> CaseView:
    """The handler begins to look into it."""
    desk.record(facts.InvestigationBegun(case_id=case.id), case.id)
    return view_again(desk, case.id)


@works_on_case("remark")
def remark(desk: Desk, case: Case, kind: Literal["note", "call"], text: str) -> CaseView:
    """A note, or what was said in a call."""
    said = passed(required(desk, "text", text))
    desk.record(facts.RemarkAdded(case_id=case.id, remark=kind, text=said), case.id)
    return view_again(desk, case.id)


@works_on_case("urge")
def urge(desk: Desk, case: Case, at: datetime, text: str) -> CaseView:
    """The complainant pressed for the result at `at`: what was asked, and what was said to it."""
    said = passed(required(desk, "text", text))
    stop_untimely(desk, case, "urge", at)
    desk.record(facts.CaseUrged(case_id=case.id, at=at, text=said), case.id)
    return view_again(desk, case.id)


@works_on_case("major")
def mark_major(desk: Desk, case: Case, reasons: tuple[MajorReason, ...], approval: Proof | None = None) -> CaseView:
    """Say why the case is a major one (COMP-12): to be reported at once. No reasons: it is none, unless it
    is of a group that is major by its size; a second person agrees, for nobody above learns of it then."""
    _find_major(desk, case, reasons, approval)
    return view_again(desk, case.id)


@works_on_case("report_major")
def report_major(
    desk: Desk, case: Case, to: str, at: datetime, evidence: str = "", approval: Proof | None = None
) -> CaseView:
    """The major case was reported to `to` at `at` (COMP-12); `evidence` as in `answer`."""
    if not case.major:
        stop("COMP-12.none")
    whom = passed_at("to", required(desk, "to", to))
    stop_untimely(desk, case, "report_major", at)
    second = shown_at(desk, case, "report_major", at, evidence, approval)
    fact = facts.MajorReported(case_id=case.id, to=whom, at=at, evidence=evidence, agreed_by=second)
    desk.record(fact, case.id)
    return view_again(desk, case.id)


def _find_major(desk: Desk, case: Case, named: tuple[MajorReason, ...], approval: Proof | None = None) -> None:
    reasons = major_reasons(case.complainant, tuple(dict.fromkeys(named)))
    second = agreed(desk, case, CORRECT, approval) if case.major and not reasons else ""
    desk.record(facts.MajorFound(case_id=case.id, reasons=reasons, agreed_by=second), case.id)
