"""Whatever becomes of a case that passed a date of the law, its lateness stays in the figures; and the clocks are right
afterwards (COMP-05, COMP-07, COMP-08)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from complaints.kit import AGREED, UPHELD, WHO, acting, closed, decided, how, new_facts, paused, shown, taken, told
from complaints.second_calculation import natural
from rmdesk.desk.complaints import again, board, correcting, deciding, ending, letters, statistics, timing, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.figures import overview
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.statistics import Moved, Rate, Statistics
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures as indicator_figures
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.timeline import event_lines
from rmdesk.faces.complaints.words import clock_state, due_line
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.undrawn import undrawn

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 31)
Act = Callable[[Desk, CaseView], object]


def figures(desk: Desk, start: date = NOVEMBER, end: date = DECEMBER) -> Statistics:
    return done(statistics.statistics(desk, start, end))


def now(desk: Desk, view: CaseView) -> CaseView:
    return done(looking.view(desk, view.case.id))


def _first(desk: Desk) -> CaseView:
    """The case that others are merged into; its time was extended, so that nothing of it is late."""
    view = taken(desk)
    return done(
        timing.extend(desk, view.case.id, view.case.version, "需调取录像", "sms", desk.now(), Proof(PASSWORD, "zhou"))
    )


def _at(desk: Desk, days: float) -> datetime:
    return desk.now() - timedelta(days=days)


ACTS: dict[str, Act] = {
    "declined": lambda desk, view: ending.decline(desk, view.case.id, view.case.version, "非本行", how(desk), AGREED),
    "declined, told earlier": lambda desk, view: ending.decline(
        desk, view.case.id, view.case.version, "非本行", how(desk, _at(desk, 9)), AGREED
    ),
    "transferred": lambda desk, view: ending.transfer(
        desk, view.case.id, view.case.version, "总行", how(desk), "", AGREED
    ),
    "withdrawn": lambda desk, view: ending.withdraw(desk, view.case.id, view.case.version, "书面", how(desk), AGREED),
    "withdrawn, earlier": lambda desk, view: ending.withdraw(
        desk, view.case.id, view.case.version, "书面", how(desk, _at(desk, 9)), AGREED
    ),
    "merged": lambda desk, view: ending.merge(desk, view.case.id, view.case.version, "C-0001", how(desk), AGREED),
    "new facts": lambda desk, view: new_facts(desk, view, desk.now()),
    "new facts, earlier": lambda desk, view: new_facts(desk, view, _at(desk, 9)),
    "paused, earlier": lambda desk, view: paused(desk, view, "mediation", desk.today() - timedelta(9)),
    "type corrected": lambda desk, view: correcting.type_of(
        desk, view.case.id, view.case.version, "question", "实为咨询", AGREED
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_late_case_stays_late(branch: Desk, clock: Clock, act: str) -> None:
    """A branch that could end, restart or rename what is late would never be late."""
    _first(branch)
    view = taken(branch)
    clock.forward(days=19)  # due after 15
    before = figures(branch)
    assert (before.late, before.late_at_end, before.in_time) == (1, 1, Rate(0, 1))
    done(ACTS[act](branch, now(branch, view)))
    after = figures(branch)
    assert (after.late, after.in_time) == (1, Rate(0, 1)), act
    clock.forward(days=3)
    assert figures(branch).in_time == Rate(0, 1)
    assert branch.store.replay().ok


def test_what_was_late_as_first_taken_stays_late(branch: Desk, clock: Clock) -> None:
    """Neither a corrected registration nor the count that begins anew after it cleans the figures."""
    _first(branch)
    view = taken(branch)
    clock.forward(days=19)
    view = now(branch, view)
    done(correcting.type_of(branch, view.case.id, view.case.version, "question", "录入有误", AGREED))
    corrected = figures(branch)
    assert corrected.late == 1
    refused = ACTS["new facts"](branch, now(branch, view))
    assert codes(refused) == ["DESK-08.type"], "what is no complaint has no count of the law that begins anew"
    done(ACTS["withdrawn"](branch, now(branch, view)))
    rested(branch, clock, hours=1)
    again_open = now(branch, view)
    done(again.reopen(branch, view.case.id, again_open.case.version, "继续处理", branch.now()))
    after = figures(branch)
    assert (after.late, after.in_time) == (corrected.late, corrected.in_time)


@pytest.mark.parametrize("act", ACTS)
def test_a_promise_of_the_house_that_was_missed_stays_missed(branch: Desk, clock: Clock, act: str) -> None:
    """A branch that ends, restarts or renames what waited too long would keep all that it promised."""
    _first(branch)
    view = taken(branch)
    clock.forward(days=12)  # three working days are over, the law's fifteen are not
    before = figures(branch)
    assert (before.late, before.house_in_time) == (0, Rate(0, 2))
    done(ACTS[act](branch, now(branch, view)))
    after = figures(branch)
    assert (after.late, after.house_in_time) == (0, Rate(0, 2)), act
    rested(branch, clock, days=1)
    view = now(branch, view)
    if view.case.ended and act != "merged":
        done(again.reopen(branch, view.case.id, view.case.version, "确属本行", branch.now()))
        assert figures(branch).house_in_time == Rate(0, 2)
    assert branch.store.replay().ok


@pytest.mark.parametrize("ago", [11.5, 10, 5, 0.5])  # before, between and after the two days that were promised
@pytest.mark.parametrize("act", ["declined", "transferred", "withdrawn"])
def test_each_promise_that_was_missed_says_so_afterwards(branch: Desk, clock: Clock, act: str, ago: float) -> None:
    """With a typed day between them, one row of two said "5 days late" before and "ended" after."""
    view = taken(branch)
    clock.forward(days=12)
    view = now(branch, view)
    assert _late_rows(branch, view) == {"answer", "result"}
    view = done(DATED[act](branch, view, _at(branch, ago), "", AGREED))
    assert _late_rows(branch, view) == {"answer", "result"}
    rested(branch, clock, days=1)
    view = now(branch, view)
    view = done(again.reopen(branch, view.case.id, view.case.version, "确属本行", branch.now()))
    assert all(one.until < branch.today() for one in view.case.lates), "what passed is kept as it was seen"
    assert figures(branch).house_in_time == Rate(0, 1)
    assert branch.store.replay().ok


def _late_rows(desk: Desk, view: CaseView) -> set[str]:
    """The clocks whose rows say that they were late."""
    rows = ((one.id, clock_state(desk, view.case, one, "zh")) for one in view.clocks)
    return {id for id, said in rows if "超期" in said or "逾期" in said}


def test_an_answer_that_was_told_later_undoes_no_missed_promise(branch: Desk, clock: Clock) -> None:
    """An answer "of yesterday" would keep every promise; a case that was itself recorded later may be told so."""
    view = taken(branch)
    clock.forward(days=2)  # 24 hours are over, three working days are not
    assert figures(branch).house_in_time == Rate(0, 1)
    done(work.answer(branch, view.case.id, view.case.version, "call", _at(branch, 1.9), "已收到"))
    assert [one.legal for one in now(branch, view).case.lates] == [False]
    assert figures(branch).house_in_time == Rate(0, 1)
    later = taken(branch, complainant=WHO.model_copy(update={"contact": "13800000009"}), received_at=_at(branch, 2))
    done(work.answer(branch, later.case.id, later.case.version, "call", _at(branch, 1.9), "已收到"))
    assert now(branch, later).case.lates == ()


@pytest.mark.parametrize("act", ["declined", "transferred", "withdrawn", "merged"])
def test_an_end_in_time_adds_nothing_to_the_rate(branch: Desk, clock: Clock, act: str) -> None:
    """Nor is a share bettered by ending what nobody decided; open at the end falls, settled rises."""
    _first(branch)
    view = taken(branch)
    clock.forward(days=3)
    before = figures(branch)
    done(ACTS[act](branch, now(branch, view)))
    after = figures(branch)
    assert (before.settled, before.open_at_end, before.late) == (0, 2, 0)
    assert (after.settled, after.open_at_end, after.late, after.in_time) == (1, 1, 0, Rate(0, 0))


@pytest.mark.parametrize("act", ["declined", "transferred", "withdrawn", "merged"])
def test_a_major_case_is_reported_before_it_ends(branch: Desk, act: str) -> None:
    """COMP-12: twenty people at the counter would be known to nobody above once one of them withdrew."""
    _first(branch)
    view = taken(branch, major=("accident",))
    assert codes(ACTS[act](branch, view)) == ["COMP-12.unreported"]
    view = done(work.report_major(branch, view.case.id, view.case.version, "分行", branch.now()))
    done(ACTS[act](branch, view))


def _printed(desk: Desk, view: CaseView, folder: Path, letter: str) -> CaseView:
    with undrawn():
        done(letters.print_letter(desk, view.case.id, view.case.version, letter, folder, "zh"))
    return now(desk, view)


@pytest.mark.parametrize("proven", [False, True])
def test_what_is_recorded_as_told_in_time_after_the_date_stays_late(
    branch: Desk, clock: Clock, tmp_path: Path, proven: bool
) -> None:
    """COMP-11: told on the 19th day "on the 11th", in free words alone, would be a case decided in time."""
    view = taken(branch)
    clock.forward(days=10)
    view = _printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=9)
    view, sha = shown(branch, view)

    def tell(evidence: str, proof: Proof | None) -> CaseView | Refused:
        at = _at(branch, 8)
        return deciding.tell(branch, view.case.id, view.case.version, "hand_over", at, "本人签收", "", evidence, proof)

    if proven:
        assert codes(tell(sha, None)) == ["DATA-08.second"]
        assert codes(tell("0" * 64, AGREED)) == ["COMP-08.unshown"]
        notice = done(tell(sha, AGREED)).case.notice
        assert notice is not None
        assert (notice.evidence, notice.agreed_by) == (sha, "he")
        last = done(looking.timeline(branch, view.case.id))[-1]
        lines = "\n".join(one.value for one in event_lines(branch, last, "zh", view.case.evidence))
        assert "同意人: 测试he" in lines, "who agreed is read in the case"
        assert "shown.txt" in lines
    else:
        done(tell("", None))
    assert (figures(branch).late, figures(branch).in_time) == ((0, Rate(1, 1)) if proven else (1, Rate(0, 1)))
    assert branch.store.replay().ok


def test_a_review_that_is_told_back_stays_late(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-10: the thirty days of the review would be kept by whatever day is typed."""
    view = told(branch, taken(branch), tmp_path)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))
    with acting(branch, "zhou"):
        done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
        view = _printed(branch, now(branch, view), tmp_path, "recheck_decision")
        rested(branch, clock, days=40)
        assert figures(branch).late == 1
        at = _at(branch, 38)
        done(deciding.tell_recheck(branch, view.case.id, view.case.version, "hand_over", at, "本人签收"))
    assert figures(branch).late == 1


def test_a_major_case_that_was_not_reported_is_made_none_by_two_and_stays_late(branch: Desk, clock: Clock) -> None:
    """COMP-12: the handler alone would take the mark away, and with it the duty and that it was missed."""
    view = taken(branch, major=("accident",))
    clock.forward(days=5)
    view = now(branch, view)
    assert codes(work.mark_major(branch, view.case.id, view.case.version, ())) == ["DATA-08.second"]
    assert codes(ending.decline(branch, view.case.id, view.case.version, "非本行", how(branch), AGREED)) == [
        "COMP-12.unreported"
    ]
    view = done(work.mark_major(branch, view.case.id, view.case.version, (), AGREED))
    assert view.case.major == ()
    assert [(one.rule, one.report) for one in view.case.lates] == [("COMP-12", True)]
    assert figures(branch).in_time == Rate(0, 0), "the rate of notices says nothing of reports"
    assert "COMP-12" in "\n".join(one.value for one in CaseText(branch, view, "zh", str).past())
    assert _reported_late(branch) == 1, "what was missed stays in the figures"
    assert branch.store.replay().ok


def test_a_report_that_is_dated_back_is_late_all_the_same(branch: Desk, clock: Clock) -> None:
    """COMP-12: "reported at once", typed five days later."""
    view = taken(branch, major=("accident",))
    clock.forward(days=5)
    view = now(branch, view)
    view = done(work.report_major(branch, view.case.id, view.case.version, "分行", _at(branch, 5)))
    assert [one.report for one in view.case.lates] == [True]
    at_once = taken(branch, major=("accident",), complainant=WHO.model_copy(update={"contact": "13800000009"}))
    done(work.report_major(branch, at_once.case.id, at_once.case.version, "分行", branch.now()))
    assert now(branch, at_once).case.lates == ()
    assert _reported_late(branch) == 1


def _reported_late(desk: Desk) -> Decimal | None:
    listed = done(indicator_figures.listed(desk, NOVEMBER, DECEMBER))
    return next(one.figure.value for one in listed if one.indicator.key == "major_reported_late")


def test_an_october_case_is_in_novembers_figures(branch: Desk, clock: Clock) -> None:
    """Received in October, late all of November, settled in December: each month says its own."""
    taken(branch, received_at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    clock.now = datetime(2026, 12, 3, 2, tzinfo=UTC)
    view = done(looking.view(branch, "C-0001"))
    done(ending.decline(branch, view.case.id, view.case.version, "非本行", how(branch), AGREED))
    told_by = {
        month: figures(branch, date(2026, month, 1), date(2026, month, last))
        for month, last in ((9, 30), (10, 31), (11, 30), (12, 31))
    }
    flow = {month: (one.complaints, one.settled, one.open_at_end, one.late_at_end) for month, one in told_by.items()}
    assert flow == {9: (0, 0, 0, 0), 10: (1, 0, 1, 1), 11: (0, 0, 1, 1), 12: (0, 1, 0, 0)}


def test_figures_say_what_a_correction_moved(branch: Desk) -> None:
    """A receipt that is corrected across a month's end, or another type, would take a case out of a month that was
    reported, and nobody would know why."""
    october, november = (date(2026, 10, 1), date(2026, 10, 31)), (NOVEMBER, date(2026, 11, 30))
    moving, renamed = taken(branch), taken(branch)
    before = figures(branch, *november)
    assert (before.complaints, before.complaints_moved) == (2, Moved(2))
    assert dict(overview(before, "en"))["Received in the period"] == "2"
    at = datetime(2026, 10, 30, 2, tzinfo=UTC)
    done(correcting.receipt(branch, moving.case.id, moving.case.version, at, "", "邮戳", AGREED))
    done(correcting.type_of(branch, renamed.case.id, renamed.case.version, "question", "实为咨询", AGREED))
    old, new = figures(branch, *october), figures(branch, *november)
    assert (old.cases, old.cases_moved) == (1, Moved(0, (), ("C-0001",)))
    assert (new.cases, new.cases_moved) == (1, Moved(2, ("C-0001",)))
    assert (new.complaints, new.complaints_moved) == (0, Moved(2, ("C-0001", "C-0002")))
    told_by = dict(overview(new, "en"))
    assert told_by["Received in the period"] == "1 (as first registered 2; by corrections − C-0001)"


def test_no_case_is_settled_and_open_at_once(branch: Desk, clock: Clock) -> None:
    """COMP-07: opened again, it is open alone; that it had been settled stays in words."""
    view = taken(branch)
    done(ending.decline(branch, view.case.id, view.case.version, "非本行", how(branch), AGREED))
    first, clock_day = figures(branch), branch.today()
    assert (first.settled, first.open_at_end, first.opened_again) == (1, 0, ())
    clock.forward(days=2)
    done(again.reopen(branch, view.case.id, now(branch, view).case.version, "确属本行", branch.now()))
    found = figures(branch)
    assert (found.settled, found.open_at_end, found.opened_again) == (0, 1, ("C-0001",))
    assert "C-0001" in dict(overview(found, "zh"))["本期办结投诉"]
    assert figures(branch, end=clock_day).settled == 1, "the day on which it was settled stays what it was"


def test_reopened_after_a_decline_counts_from_its_receipt(branch: Desk, clock: Clock) -> None:
    """To decline and open again must not win a day."""
    view = taken(branch)
    due = natural(branch.today(), 15, [])
    clock.forward(days=5)
    view = done(ending.decline(branch, view.case.id, view.case.version, "非本行", how(branch), AGREED))
    clock.forward(days=4)
    early = again.reopen(branch, view.case.id, view.case.version, "确属本行", _at(branch, 5))
    assert codes(early) == ["DESK-08.before_act"]
    assert codes(again.reopen(branch, view.case.id, view.case.version, " ", branch.now())) == ["INPUT.required"]
    view = done(again.reopen(branch, view.case.id, view.case.version, "确属本行", branch.now()))
    assert view.legal is not None
    assert (view.case.state, view.case.ended_on, view.legal.due) == ("investigating", None, due)
    assert (view.case.rounds[0].state, view.case.rounds[0].why) == ("declined", "reopened")
    clock.forward(days=10)
    assert figures(branch).late == 1


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_reopened_after_the_result_counts_from_there(branch: Desk, clock: Clock, tmp_path: Path, end: str) -> None:
    """What was told in time stays told in time; what begins again has its own time (COMP-07)."""
    view = taken(branch)
    clock.forward(days=2)
    if end == "closed":
        view = closed(branch, view, tmp_path)
    else:
        view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
    rested(branch, clock, days=40)
    view = done(again.reopen(branch, view.case.id, view.case.version, "投诉人再次来电", branch.now()))
    assert view.legal is not None
    assert view.legal.due == natural(branch.today(), 15, [])
    assert view.legal.reopened
    assert figures(branch).late == 0
    clock.forward(days=16)
    assert (figures(branch).late, figures(branch).late_at_end) == (1, 0)
    assert figures(branch, end=date(2027, 2, 28)).late_at_end == 1


def test_parting_begins_no_count(branch: Desk, clock: Clock) -> None:
    """Reopened, merged and taken out again: its sums said "new facts" of the day on which it was reopened."""
    first = _first(branch)
    view = taken(branch)
    view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
    rested(branch, clock, days=2)
    view = done(again.reopen(branch, view.case.id, view.case.version, "投诉人再次来电", branch.now()))
    done(ending.merge(branch, view.case.id, view.case.version, first.case.no, how(branch), AGREED))
    view = done(again.part(branch, view.case.id, now(branch, view).case.version, "并非同一事项"))
    assert view.legal is not None
    assert view.legal.reopened
    assert "新情况" not in "".join(one.value for one in CaseText(branch, view, "zh", str).lines("times"))


def test_new_facts_after_the_notice_open_the_case_again(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-07: the count starts again from their receipt, told or closed; the first notice stays of the first count."""
    view = closed(branch, taken(branch), tmp_path)
    clock.forward(days=20)
    view = done(new_facts(branch, view, branch.now()))
    assert (view.case.state, view.case.notice, view.case.ended_on) == ("investigating", None, None)
    assert view.legal is not None
    assert view.legal.due == natural(branch.today(), 15, [])
    assert view.case.rounds[0].notice is not None
    assert figures(branch).in_time == Rate(0, 0), "its time runs again"
    view = told(branch, view, tmp_path)
    assert (view.case.state, figures(branch).in_time) == ("told", Rate(1, 1))


def test_parted_again(branch: Desk, clock: Clock) -> None:
    """Merged by mistake: by itself again, its time counted from its own receipt all the while (COMP-07)."""
    first = _first(branch)
    view = taken(branch)
    due = natural(branch.today(), 15, [])
    clock.forward(days=2)
    done(ending.merge(branch, view.case.id, view.case.version, first.case.no, how(branch), AGREED))
    clock.forward(days=20)
    view = done(again.part(branch, view.case.id, now(branch, view).case.version, "并非同一事项"))
    assert (view.case.state, view.case.merged_into) == ("investigating", None)
    assert now(branch, first).case.joined == ()
    assert view.legal is not None
    assert view.legal.due == due
    assert (view.late, figures(branch).late_at_end) == (True, 1)
    assert branch.store.replay().ok


def test_a_later_receipt_wants_evidence_and_compliance(branch: Desk, clock: Clock) -> None:
    """A later receipt moves the legal date: nobody does that alone, and the earlier one stays beside it (COMP-08)."""
    view = taken(branch, received_at=branch.now() - timedelta(days=10))
    first, at = branch.today() - timedelta(10), _at(branch, 3)
    bare = correcting.receipt(branch, view.case.id, view.case.version, at, "", "录错", AGREED)
    assert codes(bare) == ["COMP-08.unshown"]
    view, sha = shown(branch, view)
    for proof, wanted in ((None, "DATA-08.second"), (Proof(PASSWORD, "zhou"), "DATA-08.second_role")):
        answer = correcting.receipt(branch, view.case.id, view.case.version, at, sha, "录错", proof)
        assert codes(answer) == [wanted]
    view = done(correcting.receipt(branch, view.case.id, view.case.version, at, sha, "录错", AGREED))
    assert view.legal is not None
    assert (view.legal.due, [one.due for one in view.beside]) == (
        natural(branch.today() - timedelta(3), 15, []),
        [natural(first, 15, [])],
    )
    one = view.case.corrections[0]
    assert (one.field, one.agreed_by, one.evidence) == ("received_at", "he", sha)
    assert figures(branch).late == 0
    clock.forward(days=6)  # past the date by the first receipt, not by the right one
    found = figures(branch)
    assert (found.late, found.late_as_taken, found.late_at_end) == (1, 1, 1)
    view = now(branch, view)
    assert (view.late, done(board.board(branch)).lines[0].late_by_law) == (True, True)
    assert branch.store.replay().ok


def test_an_earlier_receipt_wants_a_second_person(branch: Desk) -> None:
    """It moves the date nearer: compliance or the reviewer agrees, no file is wanted."""
    view = taken(branch)
    at = branch.now() - timedelta(days=20)
    view = done(
        correcting.receipt(branch, view.case.id, view.case.version, at, "", "信封邮戳", Proof(PASSWORD, "zhou"))
    )
    assert (view.late, figures(branch, date(2026, 10, 1)).late) == (True, 1)
    for again_typed in (at, branch.local(at).replace(second=0, microsecond=0)):
        same = correcting.receipt(branch, view.case.id, view.case.version, again_typed, "", "再改", AGREED)
        assert codes(same) == ["COMP-08.corrected"], "the minute and the zone in which it is typed make no other time"
    ahead = correcting.receipt(branch, view.case.id, view.case.version, branch.now() + timedelta(1), "", "…", AGREED)
    assert codes(ahead) == ["COMP-08.future"]


def test_only_the_first_receipt_is_called_first(branch: Desk) -> None:
    """COMP-08: of a case corrected twice both former receipts were called the one first registered."""
    view = taken(branch, received_at=branch.now() - timedelta(days=2))
    first, second = branch.today() - timedelta(2), branch.today() - timedelta(5)
    for days in (5, 7):
        at = branch.now() - timedelta(days=days)
        view = done(correcting.receipt(branch, view.case.id, view.case.version, at, "", "信封邮戳", AGREED))
    said = [line.value for line in CaseText(branch, view, "zh", str).past()]
    assert [(f"按最初登记（自 {first}）" in one, f"按再次更正前（自 {second}）" in one) for one in said] == [
        (True, False),
        (False, True),
    ]
    assert due_line(branch, view, "zh").count("按最初登记") == 1
    view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
    ended = [line.value for line in CaseText(branch, view, "zh", str).past()]
    assert all("案件已终结：已撤回" in one for one in ended), "a bare date reads as decided and told that day"


def test_a_receipt_is_not_behind_what_happened(branch: Desk, clock: Clock) -> None:
    """A case that was answered before it came in is nonsense."""
    view = taken(branch)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    clock.forward(days=2)
    view, sha = shown(branch, view)
    answer = correcting.receipt(branch, view.case.id, view.case.version, _at(branch, 1), sha, "录错", AGREED)
    assert codes(answer) == ["COMP-08.correct_after"]


def test_type_source_and_notes_are_corrected_with_both_values_kept(branch: Desk) -> None:
    """COMP-01, COMP-13: a slip of the keys is mended with a reason by two people, in any state."""
    view, sha = shown(branch, taken(branch))
    done(correcting.type_of(branch, view.case.id, view.case.version, "suggestion", "实为建议", AGREED))
    view = now(branch, view)
    assert view.case.type == "suggestion"
    done(correcting.source(branch, view.case.id, view.case.version, "regulator", "沪转 2026-7", "转办函", AGREED))
    view = now(branch, view)
    assert (view.case.source, view.case.regulator_no) == ("regulator", "沪转 2026-7")
    done(correcting.evidence_note(branch, view.case.id, view.case.version, sha, "邮戳照片", "写错", AGREED))
    view = now(branch, view)
    assert view.case.evidence[0].note == "邮戳照片"
    kept = [(one.field, one.before, one.after) for one in view.case.corrections]
    assert kept == [
        ("type", "complaint", "suggestion"), ("source", "client", "regulator"), ("regulator_no", "", "沪转 2026-7"),
        ("evidence_note", "盖章", "邮戳照片"),
    ]  # fmt: skip
    alone = correcting.type_of(branch, view.case.id, view.case.version, "question", "…")
    assert codes(alone) == ["DATA-08.second"]
    assert branch.store.replay().ok


Ending = Callable[[Desk, CaseView, datetime, str, Proof | None], CaseView | Refused]
DATED: dict[str, Ending] = {
    "declined": lambda desk, view, at, sha, proof: ending.decline(
        desk, view.case.id, view.case.version, "非本行", how(desk, at), proof, sha
    ),
    "transferred": lambda desk, view, at, sha, proof: ending.transfer(
        desk, view.case.id, view.case.version, "总行", how(desk, at), "", proof, sha
    ),
    "withdrawn": lambda desk, view, at, sha, proof: ending.withdraw(
        desk, view.case.id, view.case.version, "书面", how(desk, at), proof, sha
    ),
    "told": lambda desk, view, at, sha, proof: deciding.tell(
        desk, view.case.id, view.case.version, "call", at, "录音 0001", "", sha, proof
    ),
}
"""What ends or settles a case at a time that is typed."""


@pytest.mark.parametrize("proven", [False, True])
@pytest.mark.parametrize("ago", [8, 3])  # before the date that passed, and after it
@pytest.mark.parametrize("act", DATED)
def test_a_past_period_stays_as_late_as_it_was(
    branch: Desk, clock: Clock, tmp_path: Path, act: str, ago: int, proven: bool
) -> None:
    """COMP-08: "declined on the 11th", typed on the 19th day, took a late case out of a month that was reported, and
    its row said nothing of being late; as for a notice, a file and a second person show the day, or late stays late."""
    view = taken(branch)
    clock.forward(days=10)
    if act == "told":
        view = _printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=9)  # due after 15
    view, sha = shown(branch, view)
    past, at = branch.today() - timedelta(1), _at(branch, ago)
    before = figures(branch, end=past)
    assert (before.settled, before.open_at_end, before.late_at_end) == (0, 1, 1)
    if proven:
        assert codes(DATED[act](branch, view, at, sha, None)) == ["DATA-08.second"]
        assert codes(DATED[act](branch, view, at, "0" * 64, AGREED)) == ["COMP-08.unshown"]
    view = done(DATED[act](branch, view, at, sha if proven else "", AGREED))
    after = figures(branch, end=past)
    held = (after.settled, after.open_at_end, after.late_at_end, after.opened_again)
    assert held == ((1, 0, 0, ()) if proven else (0, 1, 1, ()))
    assert (figures(branch).settled, figures(branch).late_at_end) == (1, 0), "it is settled when it was recorded"
    clock_of_law = next(one for one in view.clocks if one.legal and one.begins == "receipt")
    kept_in_time = proven and ago == 8
    assert ("超期" in clock_state(branch, view.case, clock_of_law, "zh")) is not kept_in_time
    assert bool(view.case.lates) is not proven
    said = "\n".join(one.value for one in CaseText(branch, view, "zh", str).lines("course"))
    assert said.count("shown.txt") == 1 + proven, "what shows the day is read in the case"
    assert branch.store.replay().ok


def test_a_past_period_keeps_what_was_late_before_its_type_was_corrected(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Told late and then called an enquiry, a case left the months in which it had been seen open and late."""
    view = taken(branch)
    clock.forward(days=17)
    view = _printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=2)
    view, past = now(branch, view), branch.today() - timedelta(1)
    view = done(DATED["told"](branch, view, branch.now(), "", AGREED))
    clock.forward(days=3)
    before = [figures(branch, end=end) for end in (past, branch.today())]
    view = now(branch, view)
    done(correcting.type_of(branch, view.case.id, view.case.version, "question", "实为咨询", AGREED))
    for was, end in zip(before, (past, branch.today()), strict=True):
        after = figures(branch, end=end)
        held = (after.settled, after.open_at_end, after.late_at_end, after.late)
        assert held == (was.settled, was.open_at_end, was.late_at_end, was.late)
        shown = {one.indicator.key: one.figure.value for one in done(indicator_figures.listed(branch, NOVEMBER, end))}
        assert [int(shown[f"complaints_{name}"] or 0) for name in ("settled", "open", "late")] == list(held[:3])
    assert [(one.settled, one.late_at_end) for one in before] == [(0, 1), (1, 0)]
