"""How a case ends: told, closed with nothing missing, or without a decision (COMP-09, COMP-11, COMP-14)."""

from datetime import timedelta
from pathlib import Path

import pytest

from complaints.kit import AGREED, about, decided, how, mended, taken, told
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import correcting, corrective_actions, deciding, ending, letters, work
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.clocks import CaseType
from rmdesk.domain.complaint import Labels
from rmdesk.domain.complaint_acts import why_none
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import PASSWORD, codes, done


@pytest.mark.parametrize(
    ("lacks", "case"),
    [
        ("told", "COMP-11.untold"),
        ("corrective_action", "COMP-14.missing"),
        ("labels", "COMP-15.missing"),
        ("major", "COMP-12.unreported"),
    ],
)
def test_closing_with_a_part_missing_is_refused(branch: Desk, tmp_path: Path, lacks: str, case: str) -> None:
    """One test a part: what is not written when the case is closed is never written."""
    view = taken(
        branch, labels=Labels() if lacks == "labels" else Labels(channel="app", business="card", cause="pricing")
    )
    view = view if lacks == "told" else told(branch, view, tmp_path)
    view = view if lacks == "corrective_action" else mended(branch, view)
    if lacks == "major":
        view = done(work.mark_major(branch, view.case.id, view.case.version, ("accident",)))
    assert codes(ending.close(branch, view.case.id, view.case.version)) == [case]
    assert [gap.code for gap in view.gaps] == [case]


@pytest.mark.parametrize("part", ["cause", "action", "owner", "due"])
def test_a_mend_with_a_part_missing_does_not_close(branch: Desk, tmp_path: Path, part: str) -> None:
    """A root cause without owner and date mends nothing (COMP-14)."""
    view = told(branch, taken(branch), tmp_path)
    plan = {"cause": "原因", "action": "措施", "owner": "he", "due": branch.today()}
    plan[part] = None if part == "due" else ""
    view = done(corrective_actions.set_action(branch, view.case.id, view.case.version, **plan))  # type: ignore[arg-type]
    assert "COMP-14.missing" in codes(ending.close(branch, view.case.id, view.case.version))


def test_a_check_before_the_action_is_refused(branch: Desk) -> None:
    """An effect cannot be seen before its cause."""
    view = taken(branch)
    due = branch.today() + timedelta(9)
    plan = corrective_actions.set_action(
        branch, view.case.id, view.case.version, cause="原因", action="措施", owner="he", due=due,
        check_on=due - timedelta(1),
    )  # fmt: skip
    assert codes(plan) == ["COMP-14.order"]


def test_telling_wants_decision_letter_time_and_proof(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Each of them on its own (COMP-09, COMP-11)."""
    view = taken(branch)
    undecided = deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 1")
    assert codes(undecided) == ["COMP-09.undecided"]
    clock.forward(hours=1)
    view = decided(branch, view, tmp_path)
    unprinted = deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 1")
    assert codes(unprinted) == ["COMP-09.printed"]
    done(letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh"))
    version = view.case.version + 1
    assert codes(deciding.tell(branch, view.case.id, version, "call", branch.now(), " ")) == ["COMP-11.proof"]
    assert done(deciding.tell(branch, view.case.id, version, "call", branch.now(), "录音 1")).case.notice is not None


def test_other_feedback_is_told_and_closed_without_a_decision(branch: Desk) -> None:
    """A suggestion wants an answer and a result; praise only an answer (DESK-08)."""
    view = taken(branch, type="suggestion", labels=Labels())
    assert codes(deciding.decide(branch, view.case.id, view.case.version)) == ["DESK-08.type"]
    assert codes(deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音")) == [
        "INPUT.required"
    ]
    view = done(deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音", "已增设叫号机"))
    assert done(ending.close(branch, view.case.id, view.case.version)).case.state == "closed"
    praise = taken(branch, type="praise", labels=Labels())
    assert codes(ending.close(branch, praise.case.id, praise.case.version)) == ["COMP-06.answer"]
    praise = done(work.answer(branch, praise.case.id, praise.case.version, "sms", branch.now(), "谢谢您"))
    assert praise.due is None
    assert done(ending.close(branch, praise.case.id, praise.case.version)).case.state == "closed"


def test_what_was_told_in_words_is_no_decision_on_a_complaint(branch: Desk) -> None:
    """COMP-09: called a question, told by telephone and called a complaint again, it would be closed undecided."""
    view = taken(branch)

    def named(view: CaseView, to: CaseType) -> CaseView | Refused:
        return correcting.type_of(branch, view.case.id, view.case.version, to, "录错", AGREED)

    view = done(named(view, "question"))
    told = deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 1", "已答复")
    view = done(named(done(told), "complaint"))
    assert (view.case.state, view.case.notice) == ("investigating", None)
    assert "COMP-11.untold" in codes(ending.close(branch, view.case.id, view.case.version))
    view = done(named(view, "question"))
    told = deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 2", "已答复")
    view = done(ending.close(branch, view.case.id, done(told).case.version))
    assert codes(named(view, "complaint")) == ["DESK-08.ended"]
    assert branch.store.replay().ok


ENDS = ("withdraw", "decline", "transfer", "merge")


def ended(desk: Desk, view: CaseView, end: str, told: Told, approval: Proof | None = AGREED) -> CaseView | Refused:
    """The case ended in one of the ways that need no decision."""
    first = {"withdraw": "客户书面说明", "decline": "非本行业务", "transfer": "总行投诉中心", "merge": "C-0001"}[end]
    note = ("属总行业务",) if end == "transfer" else ()
    done = getattr(ending, end)(desk, view.case.id, view.case.version, first, told, *note, approval)
    assert isinstance(done, CaseView | Refused)
    return done


@pytest.mark.parametrize("end", ENDS)
def test_ends_without_a_decision(branch: Desk, end: str) -> None:
    """They are told with proof and agreed to, end the clocks that day, and say what may be done now (COMP-07, 11)."""
    taken(branch)
    view = taken(branch)
    told = how(branch)
    assert codes(ended(branch, view, end, told.model_copy(update={"proof": " "}))) == ["COMP-11.proof"]
    assert codes(ended(branch, view, end, told, None)) == ["DATA-08.second"]
    assert codes(ended(branch, view, end, told, Proof(PASSWORD, "lin"))) == ["DATA-08.second_role"]
    assert codes(ended(branch, view, end, told, Proof(PASSWORD, "demo"))) == ["DATA-08.same_person"]
    done(ended(branch, view, end, told))
    view = done(looking.view(branch, view.case.id))
    assert (view.due, view.late, view.may) == (
        None,
        False,
        ("part" if end == "merge" else "reopen", "correct", "link_client"),
    )
    assert view.case.ending is not None
    assert (view.case.ending.agreed_by, view.case.ending.told.proof) == ("he", "录音 0001")
    assert all(clock.ended for clock in view.clocks), "ended is not done"
    wanted = "DESK-08.merged" if end == "merge" else "DESK-08.ended"
    assert codes(work.remark(branch, view.case.id, view.case.version, "note", "…")) == [wanted]
    nothing = why_none(view.case, ("extend", "pause", "resume", "new_facts"))
    assert nothing is not None
    assert nothing.code == f"{wanted}_here", "nobody asked to extend anything: the case is over"


@pytest.mark.parametrize("end", ENDS)
def test_who_the_case_is_about_agrees_to_no_end(branch: Desk, end: str) -> None:
    """COMP-04: a complaint must not end with the consent of whom it is about."""
    taken(branch)
    view = taken(branch, about=about("he"))
    assert codes(ended(branch, view, end, how(branch))) == ["COMP-04.person"]


@pytest.mark.parametrize("end", ["withdraw", "decline", "transfer"])
def test_an_end_wants_its_reason(branch: Desk, end: str) -> None:
    """What was told, or to whom it goes."""
    view = taken(branch)
    empty = getattr(ending, end)(branch, view.case.id, view.case.version, " ", how(branch))
    assert codes(empty) == ["INPUT.required"]


def test_whoever_is_in_charge_may_be_called_by_a_number(branch: Desk) -> None:
    """The city's service line is a usual one: a case could not be handed to "12345 热线", as if that were a row."""
    view = taken(branch)
    view = done(ending.transfer(branch, view.case.id, view.case.version, "12345 热线", how(branch), "", AGREED))
    assert view.case.end_note == "12345 热线"
