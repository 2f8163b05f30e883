"""What was taken in wrongly is corrected by two people; both values stay (COMP-01, COMP-08, COMP-13)."""

from datetime import datetime

from rmdesk.desk.complaints.guarding import CORRECT, agreed, works_on_case
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.showing import stop_unshown
from rmdesk.desk.complaints.texts import read_text, required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.clocks import CaseType
from rmdesk.domain.complaint import Case, Correction, Source
from rmdesk.domain.complaint_acts import record_faults
from rmdesk.domain.complaint_faults import receipt_fault
from rmdesk.domain.complaint_fold import undecided
from rmdesk.domain.complaint_times import receipt_after
from rmdesk.domain.refusal import passed_at, refuse, stop, stop_at, stop_if, written

ACT, LATER = CORRECT, "complaints.later_receipt"


@works_on_case("correct")
def type_of(desk: Desk, case: Case, to: CaseType, reason: str, approval: Proof | None = None) -> CaseView:
    """It was something else. The clocks of what it was taken in as run on beside the right ones. What was told in words
    is no decision on a complaint: it is still to be decided, and one that was closed so is reopened first (COMP-09)."""
    if case.state == "closed" and undecided(case, to):
        stop("DESK-08.ended", doing="correct", state=case.state)
    if to == "complaint":
        stop_if(*record_faults(case.model_copy(update={"type": to})))
    return _correct(desk, case, "type", case.type, to, reason, approval)


@works_on_case("correct")
def source(
    desk: Desk, case: Case, to: Source, regulator_no: str, reason: str, approval: Proof | None = None
) -> CaseView:
    """It came from somebody else, or under another number of the regulator (COMP-13)."""
    number = ""
    if to == "regulator":
        number = written("regulator_no", passed_at("regulator_no", read_text(desk, "regulator_no", regulator_no)))
    elif regulator_no.strip() not in ("", case.regulator_no):
        stop_at("regulator_no", refuse("COMP-02.regulator_no", given=regulator_no.strip()))
    if to != case.source and number == case.regulator_no:
        return _correct(desk, case, "source", case.source, to, reason, approval)
    if to == case.source:
        return _correct(desk, case, "regulator_no", case.regulator_no, number, reason, approval)
    with desk.transaction():
        _correct(desk, case, "source", case.source, to, reason, approval)
        return _correct(desk, case, "regulator_no", case.regulator_no, number, reason, approval)


@works_on_case("correct")
def receipt(
    desk: Desk, case: Case, at: datetime, evidence: str, reason: str, approval: Proof | None = None
) -> CaseView:
    """It came in at another time (COMP-08). A later one moves the dates of the law: a file of the case shows it, and
    compliance agrees; the earlier one runs on beside it."""
    stop_if(receipt_fault(desk.local(at), desk.local(desk.now())))
    if at.replace(second=0, microsecond=0) == case.received_at.replace(second=0, microsecond=0):  # as it is typed
        stop("COMP-08.corrected")
    later = at > case.received_at
    if later:
        stop_unshown(desk, case, "correct", evidence)
        stop_if(receipt_after(case, at, desk.local))
    act = LATER if later else ACT
    before, after = case.received_at.isoformat(), at.isoformat()
    return _correct(desk, case, "received_at", before, after, reason, approval, evidence, act)


@works_on_case("correct")
def evidence_note(
    desk: Desk, case: Case, sha256: str, note: str, reason: str, approval: Proof | None = None
) -> CaseView:
    """What was noted of a file was wrong."""
    kept = next((one for one in case.evidence if one.sha256 == sha256), None)
    if kept is None:
        stop("INPUT.unknown", what="evidence", given=sha256[:16])
    said = passed_at("note", read_text(desk, "note", note))
    return _correct(desk, case, "evidence_note", kept.note, said, reason, approval, sha256)


def receipt_act(case: Case, at: datetime) -> str:
    """Which sensitive act another time of receipt is. For faces, which ask for the proof."""
    return LATER if at > case.received_at else ACT


def _correct(
    desk: Desk, case: Case, field: str, before: str, after: str, reason: str, approval: Proof | None,
    evidence: str = "", act: str = ACT,
) -> CaseView:  # fmt: skip
    if before == after:
        stop("COMP-08.corrected")
    why = passed_at("reason", required(desk, "reason", reason))
    second = agreed(desk, case, act, approval)
    correction = Correction.model_validate(
        {
            "field": field, "before": before, "after": after, "reason": why, "agreed_by": second,
            "at": desk.now(), "by": desk.actor.login, "evidence": evidence,
        }
    )  # fmt: skip
    desk.record(facts.CaseCorrected(case_id=case.id, correction=correction), case.id)
    return view_again(desk, case.id)
