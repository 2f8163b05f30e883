"""Working a case: its states and acts, by whom, and nobody overwriting another."""

from datetime import timedelta
from pathlib import Path

from complaints.kit import (
    DECISION,
    UPHELD,
    WHO,
    about,
    acting,
    again,
    closed,
    decided,
    mended,
    new,
    registered,
    taken,
    told,
)
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import corrective_actions, deciding, ending, letters, register, work
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import CASE_STATES
from rmdesk.domain.complaint_acts import STATES, may
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import client


def test_the_whole_way(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Accepted, answered, investigated, decided, told with proof, mended, closed, its effect checked."""
    view = taken(branch)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到，15 日内答复。"))
    assert view.due is not None
    assert view.due.id == "result"
    view = done(work.investigate(branch, view.case.id, view.case.version))
    view = done(work.remark(branch, view.case.id, view.case.version, "call", "客户补充：\n赎回日为周一。"))
    view = told(branch, view, tmp_path)
    assert (view.case.state, view.legal, view.late) == ("told", None, False)
    view = mended(branch, view)
    view = done(ending.close(branch, view.case.id, view.case.version, "客户接受"))
    assert (view.case.state, view.gaps, view.case.ended_on) == ("closed", (), branch.today())
    early = corrective_actions.check_effect(branch, view.case.id, view.case.version, "有效", effective=True)
    assert codes(early) == ["COMP-14.early"]
    rested(branch, clock, days=40)
    view = done(
        corrective_actions.check_effect(branch, view.case.id, view.case.version, "三个月无同类投诉", effective=True)
    )
    assert (view.case.corrective_action.effective, view.case.corrective_action.checked_by) == (True, "demo")
    kinds = [event.kind for event in done(looking.timeline(branch, view.case.no))]
    assert (kinds[0], kinds[-1], kinds.count("complaint.remark_added/1")) == (
        "complaint.received/1",
        "complaint.effect_checked/1",
        1,
    )
    assert branch.store.replay().ok


def test_who_presses_for_a_result_is_counted(branch: Desk) -> None:
    """A handler who does not see that a client called three times lets him call a fourth time (DESK-08)."""
    view = taken(branch)
    for text in ("何时有结果？", "仍未答复"):
        view = done(work.urge(branch, view.case.id, view.case.version, branch.now(), text))
    assert len(view.case.urged) == 2
    assert codes(work.urge(branch, view.case.id, view.case.version, branch.now(), " ")) == ["INPUT.required"]


def test_two_people_on_one_case(branch: Desk) -> None:
    """The second one's act is refused with who was quicker, and nothing of the first is lost."""
    view = taken(branch)
    with acting(branch, "he"):
        done(work.remark(branch, view.case.id, view.case.version, "note", "先到"))
    late = work.remark(branch, view.case.id, view.case.version, "note", "后到")
    assert codes(late) == ["INPUT.stale"]
    assert isinstance(late, Refused)
    assert late.reasons[0].saw["person"] == "测试he"
    fresh = done(looking.view(branch, view.case.id))
    done(work.remark(branch, view.case.id, fresh.case.version, "note", "再来"))


def test_review(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Asked within 30 days, also when the case is closed already; decided within 30; once (COMP-10)."""
    view = closed(branch, taken(branch), tmp_path)
    notice = branch.today()
    rested(branch, clock, days=31)
    late = deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服")
    assert codes(late) == ["COMP-10.late"]
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, notice + timedelta(30), "不服,书面申请"))
    assert (view.case.state, view.case.ended_on) == ("recheck", None)
    assert view.legal is not None
    assert view.legal.due_day == notice + timedelta(60)
    assert "COMP-10.open" in codes(ending.close(branch, view.case.id, view.case.version))
    with acting(branch, "zhou"):
        unwritten = deciding.tell_recheck(branch, view.case.id, view.case.version, "post", branch.now(), "EMS 1")
        assert codes(unwritten) == ["COMP-10.unwritten"], "the first decision, which is written, read as missing"
        view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, DECISION))
        repeated = letters.print_letter(branch, view.case.id, view.case.version, "recheck_decision", tmp_path, "zh")
        assert codes(repeated) == ["COMP-10.repeats"], "nobody learns whether the first decision stands"
        silent = deciding.tell_recheck(branch, view.case.id, view.case.version, "post", branch.now(), "EMS 1")
        assert codes(silent) == ["COMP-10.repeats"]
        view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
        unprinted = deciding.tell_recheck(branch, view.case.id, view.case.version, "post", branch.now(), "EMS 1")
        assert codes(unprinted) == ["COMP-09.printed"]
        done(letters.print_letter(branch, view.case.id, view.case.version, "recheck_decision", tmp_path, "zh"))
        view = done(deciding.tell_recheck(branch, view.case.id, view.case.version + 1, "post", branch.now(), "EMS 1"))
    assert view.case.state == "told"
    again_asked = deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "再次")
    assert codes(again_asked) == ["COMP-10.twice"]
    assert done(ending.close(branch, view.case.id, view.case.version)).case.state == "closed"


def test_every_act_knows_its_states(branch: Desk, tmp_path: Path) -> None:
    """A closed case is not paused, a told one not extended: for every act and every state."""
    view = closed(branch, taken(branch), tmp_path)
    for state in CASE_STATES:
        case = view.case.model_copy(update={"state": state, "recheck_notice": None})
        for act, states in STATES.items():
            refusal = may(act, case)
            if state not in states:
                assert refusal is not None, (act, state)
                assert refusal.rule == "DESK-08", (act, state)


def test_major_cases(branch: Desk) -> None:
    """Marked, reported with whom and when; a case that is none is not reported (COMP-12)."""
    view = taken(branch)
    none = work.report_major(branch, view.case.id, view.case.version, "总行", branch.now())
    assert codes(none) == ["COMP-12.none"]
    view = done(work.mark_major(branch, view.case.id, view.case.version, ("regulator", "regulator")))
    assert view.case.major == ("regulator",)
    view = done(work.report_major(branch, view.case.id, view.case.version, "总行", branch.now()))
    assert view.case.major_reported_at is not None


def test_hand_over(branch: Desk) -> None:
    """To somebody who may handle cases; an auditor may not (DESK-18)."""
    view = taken(branch)
    assert codes(work.assign(branch, view.case.id, view.case.version, "shen")) == ["DESK-18.not_handler"]
    about_lin = taken(branch, about=about("lin"), complainant=WHO.model_copy(update={"contact": "95500"}))
    assert codes(work.assign(branch, about_lin.case.id, about_lin.case.version, "lin")) == ["COMP-04.person"]
    assert codes(work.assign(branch, view.case.id, view.case.version, "who")) == ["INPUT.unknown"]
    view = done(work.assign(branch, view.case.id, view.case.version, "zhou", "休假"))
    assert view.case.handler == "zhou"


def test_a_record_can_be_completed_and_its_receipt_cannot(branch: Desk, clock: Clock) -> None:
    """A later receipt would move the legal date."""
    view = taken(branch)
    record = work.record_of(view.case).model_copy(update={"received_at": clock.now, "type": "praise", "story": "经过"})
    clock.forward(days=1)
    after = done(work.complete(branch, view.case.id, view.case.version, record))
    assert (after.case.story, after.case.type, after.case.received_at) == ("经过", "complaint", view.case.received_at)
    emptied = work.complete(branch, view.case.id, after.case.version, record.model_copy(update={"claim": " "}))
    assert codes(emptied) == ["COMP-02.missing"]
    same = again(branch, after)
    assert same.case.version == after.case.version


def test_unknown_cases(branch: Desk) -> None:
    """Whatever is typed as a number."""
    for which in ("", "C-9999", "'; DROP TABLE complaint; --", "x" * 10_000):
        assert codes(looking.view(branch, which)) == ["INPUT.unknown"]


def test_cases_of_one_complainant(branch: Desk) -> None:
    """The client's file shows them, the latest first (DESK-01)."""
    whose = registered(branch, client())
    who = WHO.model_copy(update={"client_id": whose.id})
    numbers = [done(register.take(branch, new(complainant=who))).no for _ in range(2)]
    assert [line.no for line in done(looking.of_client(branch, whose.id))] == numbers[::-1]


def test_a_mistake_in_a_decision_that_nobody_was_told_can_be_mended(branch: Desk, tmp_path: Path) -> None:
    """Else the only way is to invent new facts, which move the legal date; the faulty letter proves nothing."""
    view = decided(branch, taken(branch), tmp_path)
    done(letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh"))
    better = DECISION.model_copy(update={"decision": "退还赎回费 130.00 元。"})
    view = done(deciding.draft(branch, view.case.id, view.case.version + 1, better))
    assert (view.case.state, view.case.decided_at) == ("investigating", None)
    view = done(deciding.decide(branch, view.case.id, view.case.version))
    early = deciding.tell(branch, view.case.id, view.case.version, "hand_over", branch.now(), "本人签收")
    assert codes(early) == ["COMP-09.printed"]
    assert told(branch, view, tmp_path).case.notice is not None
