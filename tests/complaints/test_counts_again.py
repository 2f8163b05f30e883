"""From when the clocks run once a case is open again, and that it is counted once (COMP-07, COMP-08)."""

from datetime import timedelta
from pathlib import Path

import pytest

from complaints.kit import AGREED, closed, days_ago, figures, how, in_time_case, new_facts, now, taken, told
from complaints.second_calculation import natural
from rmdesk.desk.complaints import again, correcting, deciding, ending, evidence, work
from rmdesk.desk.complaints.figures import overview
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.statistics import Rate
from rmdesk.desk.desk import Desk
from rmdesk.faces.complaints.case_text import CaseText
from support.clock import Clock
from support.desks import codes, done, rested


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
    early = again.reopen(branch, view.case.id, view.case.version, "确属本行", days_ago(branch, 5))
    assert codes(early) == ["DESK-08.before_act"]
    assert codes(again.reopen(branch, view.case.id, view.case.version, " ", branch.now())) == ["INPUT.required"]
    view = done(again.reopen(branch, view.case.id, view.case.version, "确属本行", branch.now()))
    assert view.legal is not None
    assert (view.case.state, view.case.ended_on, view.legal.due) == ("investigating", None, due)
    assert (view.case.rounds[0].state, view.case.rounds[0].why) == ("declined", "reopened")
    clock.forward(days=10)
    assert figures(branch).late == 1


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_reopened_it_counts_from_its_receipt(branch: Desk, clock: Clock, tmp_path: Path, end: str) -> None:
    """COMP-05: told, closed and reopened within the hour, time after time, a case was never late. What begins its count
    anew are new facts alone, which a second person agrees to (COMP-07)."""
    view, due = taken(branch), natural(branch.today(), 15, [])
    for _ in range(3):
        clock.forward(days=2)
        view = now(branch, view)
        view = closed(branch, view, tmp_path) if end == "closed" else _withdrawn(branch, view)
        clock.forward(hours=1)
        view = done(again.reopen(branch, view.case.id, view.case.version, "投诉人再次来电", branch.now()))
        assert view.legal is not None
        assert (view.legal.due, view.legal.restarted) == (due, False)
    rested(branch, clock, days=10)
    assert (figures(branch).late, figures(branch).late_at_end) == (1, 1)
    view = done(new_facts(branch, view, branch.now()))
    assert view.legal is not None
    assert (view.legal.due, view.legal.reopened) == (natural(branch.today(), 15, []), False)
    assert figures(branch).late == 1, "late stays late"
    assert branch.store.replay().ok


def _withdrawn(desk: Desk, view: CaseView) -> CaseView:
    """The case withdrawn in writing, as a file shows."""
    content = f"{desk.now()}".encode()
    view = done(evidence.add(desk, view.case.id, view.case.version, "letter.txt", content, ""))
    sha = view.case.evidence[-1].sha256
    return done(ending.withdraw(desk, view.case.id, view.case.version, "书面", how(desk), AGREED, sha))


def test_reopened_after_new_facts_it_counts_from_these(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-07: the row of its date would say that the count began when the case was reopened."""
    view = taken(branch)
    clock.forward(days=3)
    view = done(new_facts(branch, view, branch.now()))
    due = natural(branch.today(), 15, [])
    view = closed(branch, view, tmp_path)
    clock.forward(days=2)
    view = done(again.reopen(branch, view.case.id, view.case.version, "整改未到位", branch.now()))
    assert view.legal is not None
    assert (view.legal.due, view.legal.restarted, view.legal.reopened) == (due, True, False)


def test_parting_begins_no_count(branch: Desk, clock: Clock) -> None:
    """Reopened, merged and taken out again: its sums said "new facts" of the day on which it was reopened."""
    first = in_time_case(branch)
    view = taken(branch)
    view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
    rested(branch, clock, days=2)
    view = done(again.reopen(branch, view.case.id, view.case.version, "投诉人再次来电", branch.now()))
    done(ending.merge(branch, view.case.id, view.case.version, first.case.no, how(branch), AGREED))
    view = done(again.part(branch, view.case.id, now(branch, view).case.version, "并非同一事项"))
    assert view.legal is not None
    assert not view.legal.restarted
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
    first = in_time_case(branch)
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


def test_a_withdrawal_that_nothing_shows_wins_no_day(branch: Desk, clock: Clock) -> None:
    """COMP-07: withdrawn on the 14th day "by telephone" and reopened two hours later, three times over: 42 days, and
    nothing was late."""
    view = taken(branch)
    due = natural(branch.today(), 15, [])
    clock.forward(days=14)
    view = now(branch, view)
    view = done(ending.withdraw(branch, view.case.id, view.case.version, "来电撤回", how(branch), AGREED))
    clock.forward(hours=2)
    view = done(again.reopen(branch, view.case.id, view.case.version, "投诉人再次来电", branch.now()))
    assert view.legal is not None
    assert view.legal.due == due


@pytest.mark.parametrize("by", ["himself", "two"])
def test_what_becomes_a_complaint_counts_from_its_receipt(branch: Desk, clock: Clock, by: str) -> None:
    """COMP-01: taken in as an enquiry, closed, reopened and only then a complaint, it had its fifteen days from there:
    told on the 37th day it was in time, and at the end of the month between them settled."""
    view = taken(branch, type="question")
    received = branch.today()
    clock.forward(hours=20)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    view = done(deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 0001", "已解释"))
    view = done(ending.close(branch, view.case.id, view.case.version))
    rested(branch, clock, days=22)
    view = now(branch, view)
    assert figures(branch, end=received + timedelta(16)).open_at_end == 0, "an enquiry is no complaint"
    view = done(again.reopen(branch, view.case.id, view.case.version, "客户不满意", branch.now()))
    if by == "himself":
        view = done(work.become_complaint(branch, view.case.id, view.case.version))
    else:
        view = done(correcting.type_of(branch, view.case.id, view.case.version, "complaint", "实为投诉", AGREED))
    assert view.legal is not None
    assert view.legal.due == natural(received, 15, [])
    assert figures(branch).late == 1
    for day, late in ((2, 0), (15, 0), (16, 1)):
        past = figures(branch, end=received + timedelta(day))
        assert (past.settled, past.open_at_end, past.late_at_end, past.opened_again) == (0, 1, late, ())
