"""What is recorded with an earlier time makes nothing early: a date that had passed stays late, and a past period as it
was, as long as nothing shows the day (COMP-05, COMP-08)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from complaints.kit import (
    AGREED,
    NOVEMBER,
    UPHELD,
    WHO,
    acting,
    days_ago,
    decided,
    figures,
    how,
    now,
    printed,
    reported_late,
    shown,
    taken,
    told,
)
from rmdesk.desk.complaints import again, deciding, ending, evidence, letters, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.statistics import Rate
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures as indicator_figures
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.timeline import event_lines
from rmdesk.faces.complaints.words import clock_state
from support.clock import Clock
from support.desks import codes, done, rested

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


@pytest.mark.parametrize("ago", [11.5, 10, 5, 0.5])  # before, between and after the two days that were promised
@pytest.mark.parametrize("act", ["declined", "transferred", "withdrawn"])
def test_each_promise_that_was_missed_says_so_afterwards(branch: Desk, clock: Clock, act: str, ago: float) -> None:
    """With a typed day between them, one row of two said "5 days late" before and "ended" after."""
    view = taken(branch)
    clock.forward(days=12)
    view = now(branch, view)
    assert _late_rows(branch, view) == {"answer", "result"}
    view = done(DATED[act](branch, view, days_ago(branch, ago), "", AGREED))
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
    done(work.answer(branch, view.case.id, view.case.version, "call", days_ago(branch, 1.9), "已收到"))
    assert [one.legal for one in now(branch, view).case.lates] == [False]
    assert figures(branch).house_in_time == Rate(0, 1)
    later = taken(
        branch, complainant=WHO.model_copy(update={"contact": "13800000009"}), received_at=days_ago(branch, 2)
    )
    done(work.answer(branch, later.case.id, later.case.version, "call", days_ago(branch, 1.9), "已收到"))
    assert now(branch, later).case.lates == ()


@pytest.mark.parametrize("proven", [False, True])
def test_what_is_recorded_as_told_in_time_after_the_date_stays_late(
    branch: Desk, clock: Clock, tmp_path: Path, proven: bool
) -> None:
    """COMP-11: told on the 19th day "on the 11th", in free words alone, would be a case decided in time."""
    view = taken(branch)
    clock.forward(days=10)
    view = printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=9)
    view, sha = shown(branch, view)

    def tell(evidence: str, proof: Proof | None) -> CaseView | Refused:
        at = days_ago(branch, 8)
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
        view = printed(branch, now(branch, view), tmp_path, "recheck_decision")
        rested(branch, clock, days=40)
        assert figures(branch).late == 1
        at = days_ago(branch, 38)
        done(deciding.tell_recheck(branch, view.case.id, view.case.version, "hand_over", at, "本人签收"))
    assert figures(branch).late == 1


def test_a_report_that_is_dated_back_is_late_all_the_same(branch: Desk, clock: Clock) -> None:
    """COMP-12: "reported at once", typed five days later."""
    view = taken(branch, major=("accident",))
    clock.forward(days=5)
    view = now(branch, view)
    view = done(work.report_major(branch, view.case.id, view.case.version, "分行", days_ago(branch, 5)))
    assert [one.report for one in view.case.lates] == [True]
    at_once = taken(branch, major=("accident",), complainant=WHO.model_copy(update={"contact": "13800000009"}))
    done(work.report_major(branch, at_once.case.id, at_once.case.version, "分行", branch.now()))
    assert now(branch, at_once).case.lates == ()
    assert reported_late(branch) == 1


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
        view = printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=9)  # due after 15
    view, sha = shown(branch, view)
    past, at = branch.today() - timedelta(1), days_ago(branch, ago)
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


def test_told_earlier_without_a_file_it_took_until_it_was_seen(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Told "on the third day", typed on the twentieth: the average became three days, and the complainant's own time
    to ask for a review (COMP-10) had run from a day that nothing shows."""
    view = taken(branch)
    view = printed(branch, decided(branch, view, tmp_path), tmp_path, "decision_notice")
    clock.forward(days=19)
    view = now(branch, view)
    view = done(DATED["told"](branch, view, days_ago(branch, 18.5), "", AGREED))
    found = figures(branch)
    assert (found.days, found.late) == (Decimal(19), 1)
    listed = done(indicator_figures.listed(branch, NOVEMBER, branch.today()))
    taken_days = {one.indicator.key: one.figure.value for one in listed}["handling_time"]
    assert taken_days is not None
    assert taken_days > 18
    clock.forward(days=29)
    view = now(branch, view)
    done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))


@pytest.mark.parametrize("proven", [False, True])
def test_the_complainants_time_runs_from_what_is_shown(
    branch: Desk, clock: Clock, tmp_path: Path, proven: bool
) -> None:
    """COMP-10: a day typed back by the bank would end the right to a review before its thirty days."""
    view = taken(branch)
    view = printed(branch, decided(branch, view, tmp_path), tmp_path, "decision_notice")
    clock.forward(days=10)  # nothing is late
    view, sha = shown(branch, now(branch, view))
    view = done(DATED["told"](branch, view, days_ago(branch, 9), sha if proven else "", AGREED))
    begun = next(one for one in view.clocks if one.party == "complainant").start
    assert begun == branch.today() - timedelta(9 if proven else 0)


def test_another_answer_makes_the_first_no_earlier(branch: Desk, clock: Clock) -> None:
    """COMP-06: a second answer "of an hour after the receipt", typed weeks later, made thirty hours one."""
    view = taken(branch)
    clock.forward(days=1.25)
    done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    first = now(branch, view).case.answered_at
    clock.forward(days=20)
    view = now(branch, view)
    done(work.answer(branch, view.case.id, view.case.version, "call", days_ago(branch, 21.2), "已收到"))
    assert now(branch, view).case.answered_at == first


@pytest.mark.parametrize("proven", [False, True])
@pytest.mark.parametrize("act", ["answer", "report_major"])
def test_an_answer_or_a_report_in_time_can_be_shown(branch: Desk, clock: Clock, act: str, proven: bool) -> None:
    """COMP-06, COMP-12: given by telephone within the hour and noted two days later, it was late for ever: no file and
    no second person could show it, as they can of a notice."""
    view = taken(branch, major=("accident",))
    clock.forward(days=2)
    view, sha = shown(branch, view)
    assert _is_late(branch, act)

    def done_then(evidence: str, proof: Proof | None) -> CaseView | Refused:
        case, at = view.case, days_ago(branch, 1.99)
        if act == "answer":
            return work.answer(branch, case.id, case.version, "call", at, "已收到", evidence, proof)
        return work.report_major(branch, case.id, case.version, "分行", at, evidence, proof)

    if proven:
        assert codes(done_then(sha, None)) == ["DATA-08.second"]
        assert codes(done_then("0" * 64, AGREED)) == ["COMP-08.unshown"]
    view = done(done_then(sha if proven else "", AGREED))
    assert (_is_late(branch, act), bool(view.case.lates)) == (not proven, not proven)
    last = next(one for one in reversed(done(looking.timeline(branch, view.case.id))) if "lateness" not in one.kind)
    lines = "\n".join(one.value for one in event_lines(branch, last, "zh", view.case.evidence))
    assert ("同意人: 测试he" in lines, "shown.txt" in lines) == (proven, proven)
    assert branch.store.replay().ok


def _is_late(desk: Desk, act: str) -> bool:
    return figures(desk).house_in_time == Rate(0, 1) if act == "answer" else reported_late(desk) == 1


def test_a_late_answer_that_was_given_before_can_be_shown(branch: Desk, clock: Clock) -> None:
    """COMP-06: a colleague had answered within the hour; that the handler answered after thirty, too, hid it for
    good."""
    view = taken(branch)
    clock.forward(days=1.25)
    done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    view, sha = shown(branch, view)
    at = days_ago(branch, 1.2)
    done(work.answer(branch, view.case.id, view.case.version, "call", at, "已收到", sha, AGREED))
    view = now(branch, view)
    assert (view.case.answered_at, view.case.lates) == (at, ())


def test_what_is_reopened_on_an_earlier_day_was_not_settled_before(branch: Desk, clock: Clock) -> None:
    """COMP-08: declined "on the tenth day" and reopened "on the eleventh", both typed weeks later: a past day on which
    it was open became one on which it was settled."""
    view, received = taken(branch), branch.today()
    clock.forward(days=19)
    view = now(branch, view)
    view = done(DATED["declined"](branch, view, days_ago(branch, 9), "", AGREED))
    past = received + timedelta(10)
    assert (figures(branch, end=past).settled, figures(branch, end=past).open_at_end) == (0, 1)
    clock.forward(days=1)
    view = now(branch, view)
    done(again.reopen(branch, view.case.id, view.case.version, "确属本行", days_ago(branch, 9)))
    found = figures(branch, end=past)
    assert (found.settled, found.open_at_end, found.opened_again) == (0, 1, ())


def test_a_second_report_makes_the_first_no_later(branch: Desk, clock: Clock) -> None:
    """COMP-12: a case reported within the hour was late once the regulator, too, was told a week later."""
    view = taken(branch, major=("accident",))
    first = branch.now()
    view = done(work.report_major(branch, view.case.id, view.case.version, "分行", first))
    clock.forward(days=7)
    view = done(work.report_major(branch, view.case.id, view.case.version, "监管", branch.now()))
    assert view.case.major_reported_at == first
    assert not view.case.lates
    assert not reported_late(branch)


EMPTY, OWN, OLD = "COMP-08.empty", "COMP-08.printed", "COMP-08.kept"


@pytest.mark.parametrize("act", DATED)
def test_what_shows_an_earlier_day_says_something(branch: Desk, clock: Clock, tmp_path: Path, act: str) -> None:
    """A full stop, the bank's own receipt and the complainant's first letter made twenty days late none."""
    letter = taken(branch)
    letter = done(evidence.add(branch, letter.case.id, letter.case.version, "letter.txt", "致银行".encode(), ""))
    sent = done(letters.print_letter(branch, letter.case.id, letter.case.version, "receipt", tmp_path, "zh"))
    clock.forward(days=3)
    view = now(branch, letter)
    if act == "told":
        view = printed(branch, decided(branch, view, tmp_path), tmp_path, "decision_notice")
    clock.forward(days=16)
    view = now(branch, view)
    files = {EMPTY: b".", OWN: sent.path.read_bytes()}
    for code, content in files.items():
        name = "own.pdf" if code == OWN else "dot.txt"
        view = done(evidence.add(branch, view.case.id, view.case.version, name, content, ""))
        refused = DATED[act](branch, view, days_ago(branch, 8), view.case.evidence[-1].sha256, AGREED)
        assert codes(refused) == [code]
    refused = DATED[act](branch, view, days_ago(branch, 8), view.case.evidence[0].sha256, AGREED)
    assert codes(refused) == [OLD]
