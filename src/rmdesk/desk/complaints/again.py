"""What had ended goes on: reopened, or taken out of the case it was merged into (COMP-07)."""

from datetime import datetime

from rmdesk.desk.complaints.guarding import CORRECT, frees, let_go, stop_untimely, works_on_case
from rmdesk.desk.complaints.parties import interested_still
from rmdesk.desk.complaints.reading import CaseView, found, opened, view_again
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import passed


@works_on_case("reopen")
def reopen(desk: Desk, case: Case, reason: str, at: datetime) -> CaseView:
    """Handle again, since `at`, what had ended. The count runs on from where it began: a handler who closes and reopens
    wins no day. What begins it anew are new facts alone, which a file shows and a second person agrees to
    (`timing.new_facts`)."""
    why = passed(required(desk, "reason", reason))
    stop_untimely(desk, case, "reopen", at)
    desk.record(facts.CaseReopened(case_id=case.id, at=at, reason=why), case.id)
    return view_again(desk, case.id)


@works_on_case("part")
def part(desk: Desk, case: Case, reason: str, approval: Proof | None = None) -> CaseView:
    """Take the case out of the one that it was merged into: it was not the same complaint (COMP-07). Its clocks run on
    from its receipt. Whom only this one concerned, a second person lets go of the other (COMP-04)."""
    why = passed(required(desk, "reason", reason))
    target = opened(desk, case.merged_into or "")
    without = _without(desk, target, case)
    second = let_go(desk, target, without, approval, case)
    with desk.transaction():
        desk.record(facts.CaseParted(case_id=case.id, reason=why, was_in=target.id, agreed_by=second), case.id)
        desk.record(facts.CaseLeft(case_id=target.id, left=case.id, interested=without.interested), target.id)
    return view_again(desk, case.id)


def part_act(desk: Desk, case: Case) -> str:
    """Which sensitive act parting the case is; "" where it takes nobody out of the other. For faces, which ask for the
    proof."""
    target = found(desk, case.merged_into or "")
    return CORRECT if frees(target, _without(desk, target, case)) else ""


def _without(desk: Desk, target: Case, left: Case) -> Case:
    joined = (one for one in target.joined if one != left.id)
    interested = interested_still(desk, target, target.about, joined)
    return target.model_copy(update={"interested": interested})
