"""Working a case: states, clocks moved by approval, pauses and new facts, and nobody overwriting another."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from complaints.kit import (
    AGREED,
    DECISION,
    UPHELD,
    WHO,
    about,
    acting,
    again,
    closed,
    decided,
    how,
    mended,
    new,
    new_facts,
    paused,
    registered,
    shown,
    taken,
    told,
)
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import (
    correcting,
    corrective_actions,
    deciding,
    ending,
    evidence,
    letters,
    register,
    timing,
    work,
)
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.clocks import CaseType
from rmdesk.domain.complaint import CASE_STATES, Labels
from rmdesk.domain.complaint_acts import STATES, may, why_none
from rmdesk.domain.complaint_facts import ClockPaused
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.timeline import event_lines
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.people import client


def _extended(desk: Desk, view: CaseView, login: str = "he", password: str = PASSWORD) -> CaseView | Refused:
    return timing.extend(desk, view.case.id, view.case.version, "需核查录像", "sms", desk.now(), Proof(password, login))


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


def test_extensions(branch: Desk, clock: Clock) -> None:
    """15, 30, 60 days; each with another person's password; the clock does not start again (COMP-05)."""
    view = taken(branch)
    received = branch.today()
    clock.forward(days=15)
    view = done(_extended(branch, view))
    assert (view.case.case_class, view.case.extensions[0].approver) == ("complex", "he")
    assert view.case.extensions[0].was_due == received + timedelta(15)
    assert view.legal is not None
    assert view.legal.due_day == received + timedelta(30)
    clock.forward(days=15)
    view = done(_extended(branch, view, "zhou"))
    assert view.legal is not None
    assert view.legal.due_day == received + timedelta(60)
    assert codes(_extended(branch, view)) == ["COMP-05.last"]


def test_an_extension_after_the_date_is_refused(branch: Desk, clock: Clock) -> None:
    """What is late is not made timely by approval."""
    view = taken(branch)
    clock.forward(days=16)
    assert codes(_extended(branch, view)) == ["COMP-05.late"]


@pytest.mark.parametrize(
    ("login", "password", "case"),
    [
        ("he", "wrong", "DATA-08.password"),
        ("nobody", PASSWORD, "DATA-08.password"),
        ("demo", PASSWORD, "DATA-08.same_person"),
        ("lin", PASSWORD, "DATA-08.second_role"),
    ],
)
def test_only_a_second_person_with_the_right_extends(branch: Desk, login: str, password: str, case: str) -> None:
    """A manager cannot give himself more time."""
    view = taken(branch)
    assert codes(_extended(branch, view, login, password)) == [case]
    assert done(looking.view(branch, view.case.id)).case.case_class == "simple"


def test_pauses(branch: Desk, clock: Clock) -> None:
    """While an appraisal runs the date moves with the day; afterwards by its days (COMP-07)."""
    view, received = taken(branch), branch.today()
    clock.forward(days=4)
    view = done(paused(branch, view, "appraisal", branch.today()))
    assert codes(paused(branch, view, "mediation", branch.today())) == ["COMP-07.pause_open"]
    clock.forward(days=10)
    view = done(looking.view(branch, view.case.id))
    assert view.legal is not None
    assert view.legal.due_day == received + timedelta(25)
    assert codes(deciding.decide(branch, decided_draft(branch, view), view.case.version + 1)) == ["COMP-07.pause_open"]
    version = view.case.version + 1
    assert codes(timing.resume(branch, view.case.id, version, received)) == ["DESK-08.before_act"]
    view = done(timing.resume(branch, view.case.id, version, branch.today()))
    clock.forward(days=30)
    view = done(looking.view(branch, view.case.id))
    assert view.legal is not None
    assert view.legal.due_day == received + timedelta(25)
    assert codes(timing.resume(branch, view.case.id, view.case.version, branch.today())) == ["COMP-07.pause_none"]


def decided_draft(desk: Desk, view: CaseView) -> str:
    """The case with its decision written, and its id."""
    return done(deciding.draft(desk, view.case.id, view.case.version, DECISION)).case.id


def test_a_pause_that_cannot_be(branch: Desk, clock: Clock) -> None:
    """Behind the end of the count."""
    view = taken(branch)
    clock.forward(days=20)
    late = paused(branch, view, "mediation", branch.today())
    assert codes(late) == ["COMP-07.pause_outside"]
    assert isinstance(late, Refused)
    assert "至 —" in branch.pack.say(late.reasons[0], "zh").text, "a day that nobody typed is not named"


def test_a_pause_that_began_earlier_wants_a_second_person(branch: Desk, clock: Clock) -> None:
    """COMP-07: a late case leaves the lists of what is late by it, so nobody notes it alone; one that begins today
    gives no time back, and a file shows it."""
    view = taken(branch)
    clock.forward(days=20)
    view, start = done(looking.view(branch, view.case.id)), branch.today() - timedelta(10)
    assert view.late
    for proof, wanted in ((None, "DATA-08.second"), (Proof(PASSWORD, "lin"), "DATA-08.second_role")):
        assert codes(paused(branch, view, "mediation", start, proof)) == [wanted]
        view = done(looking.view(branch, view.case.id))
        assert (view.late, view.case.paused) == (True, None)
    view = done(paused(branch, view, "mediation", start))
    (entry,) = branch.store.entries(subject=view.case.id, kind=ClockPaused.kind)
    assert isinstance(entry.fact, ClockPaused)
    assert entry.fact.agreed_by == "he"
    other = taken(branch, claim="另一事项")
    assert done(paused(branch, other, "mediation", branch.today(), None)).case.paused is not None


def test_a_pause_that_ends_on_its_day_takes_nothing(branch: Desk) -> None:
    """Begun by mistake, taken back the same day."""
    view = taken(branch)
    before = view.legal
    view = done(paused(branch, view, "mediation", branch.today()))
    view = done(timing.resume(branch, view.case.id, view.case.version, branch.today()))
    assert (view.legal, view.case.pauses) == (before, ())


def test_new_facts(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """The count starts again, what was decided is decided anew, and the old notice does not count (COMP-07)."""
    view = taken(branch)
    clock.forward(days=10)
    view = decided(branch, view, tmp_path)
    assert codes(new_facts(branch, view, branch.now(), Proof())) == ["DATA-08.second"]
    view = done(new_facts(branch, done(looking.view(branch, view.case.id)), branch.now()))
    assert (view.case.state, view.case.decided_at) == ("investigating", None)
    assert view.legal is not None
    assert view.legal.due_day == branch.today() + timedelta(15)


def test_a_file_shows_new_facts_once(branch: Desk, clock: Clock) -> None:
    """COMP-07: by one file two who agree gave themselves 15 days again and again, and nothing told of it."""
    view, sha = shown(branch, taken(branch))
    due, first = view.legal.due_day if view.legal else None, branch.now()
    for day in (14, 28):
        clock.forward(days=14)
        view, sha = done(looking.view(branch, view.case.id)), view.case.evidence[-1].sha256
        view = done(timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED))
        again = timing.new_facts(branch, view.case.id, view.case.version, "又一次", branch.now(), sha, AGREED)
        assert codes(again) == ["COMP-07.shown"]
        assert view.legal is not None
        said = [one.value for one in CaseText(branch, view, "en", str).lines("times")]
        assert f"Restarts moved the legal deadline from {due} to {view.legal.due_day}: {day} days in all" in said
        view = done(evidence.add(branch, view.case.id, view.case.version, "more.txt", f"{day}".encode(), ""))
    assert view.legal is not None
    assert view.legal.due_day == branch.local(first).date() + timedelta(28 + 15)


MOVES: dict[str, Callable[[Desk, CaseView, str], Any]] = {
    "pause": lambda desk, view, shown_by: timing.pause(
        desk, view.case.id, view.case.version, "appraisal", desk.today(), "送外部鉴定", shown_by
    ),
    "new_facts": lambda desk, view, shown_by: timing.new_facts(
        desk, view.case.id, view.case.version, "新对账单", desk.now(), shown_by, AGREED
    ),
    "correct": lambda desk, view, shown_by: correcting.receipt(
        desk, view.case.id, view.case.version, view.case.recorded_at, shown_by, "录错", AGREED
    ),
}


@pytest.mark.parametrize("act", MOVES)
def test_what_moves_a_legal_date_is_shown_by_a_file_of_the_case(branch: Desk, clock: Clock, act: str) -> None:
    """COMP-07, COMP-08: else two who agree could give themselves another 15 days; a file of another case shows nothing.
    The timeline names it."""
    received = branch.now()
    clock.forward(days=1)
    view, (_, foreign) = taken(branch, received_at=received), shown(branch, taken(branch), b"other")
    for none in ("", "0" * 64, foreign):
        assert codes(MOVES[act](branch, view, none)) == ["COMP-08.unshown"]
    view, sha = shown(branch, view)
    view = done(MOVES[act](branch, view, sha))
    events = done(looking.timeline(branch, view.case.id))
    said = [line.value for one in events for line in event_lines(branch, one, "en", view.case.evidence)]
    assert "Evidence: shown.txt" in said


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


def test_new_facts_want_another_first_answer(branch: Desk, clock: Clock) -> None:
    """The clock runs again, so the case must not say that it was answered (COMP-07)."""
    view = taken(branch)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    assert view.answered
    clock.forward(days=2)
    view = done(new_facts(branch, view, branch.now()))
    assert not view.answered
