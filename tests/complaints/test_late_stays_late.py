"""Whatever becomes of a case that passed a date of the law, its lateness stays in the figures (COMP-05, COMP-07,
COMP-08)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from complaints.kit import (
    AGREED,
    acting,
    days_ago,
    figures,
    how,
    in_time_case,
    new_facts,
    now,
    paused,
    reported_late,
    taken,
    told,
)
from rmdesk.desk import checking, people
from rmdesk.desk.complaints import again, correcting, ending, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.statistics import Rate
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import holidays
from rmdesk.faces.complaints.case_text import CaseText
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import staff

Act = Callable[[Desk, CaseView], object]


ACTS: dict[str, Act] = {
    "declined": lambda desk, view: ending.decline(desk, view.case.id, view.case.version, "非本行", how(desk), AGREED),
    "declined, told earlier": lambda desk, view: ending.decline(
        desk, view.case.id, view.case.version, "非本行", how(desk, days_ago(desk, 9)), AGREED
    ),
    "transferred": lambda desk, view: ending.transfer(
        desk, view.case.id, view.case.version, "总行", how(desk), "", AGREED
    ),
    "withdrawn": lambda desk, view: ending.withdraw(desk, view.case.id, view.case.version, "书面", how(desk), AGREED),
    "withdrawn, earlier": lambda desk, view: ending.withdraw(
        desk, view.case.id, view.case.version, "书面", how(desk, days_ago(desk, 9)), AGREED
    ),
    "merged": lambda desk, view: ending.merge(desk, view.case.id, view.case.version, "C-0001", how(desk), AGREED),
    "new facts": lambda desk, view: new_facts(desk, view, desk.now()),
    "new facts, earlier": lambda desk, view: new_facts(desk, view, days_ago(desk, 9)),
    "paused, earlier": lambda desk, view: paused(desk, view, "mediation", desk.today() - timedelta(9)),
    "type corrected": lambda desk, view: correcting.type_of(
        desk, view.case.id, view.case.version, "question", "实为咨询", AGREED
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_late_case_stays_late(branch: Desk, clock: Clock, act: str) -> None:
    """A branch that could end, restart or rename what is late would never be late."""
    in_time_case(branch)
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
    in_time_case(branch)
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
    in_time_case(branch)
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


def test_working_days_taken_in_anew_undo_no_missed_promise(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-17: whoever keeps the branch's data alone took a file by which two weeks that were worked had been off, and
    a result told on the ninth day was in time."""
    done(people.add(branch, staff("gu", "administrator", sells=False), PASSWORD, PASSWORD, COST))
    view = taken(branch)
    done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    clock.forward(days=9)
    told(branch, now(branch, view), tmp_path)
    assert figures(branch).house_in_time == Rate(0, 1)
    file = tmp_path / "days.toml"
    file.write_text("off = [{ name = '国庆节', from = 2026-11-22, to = 2026-12-05 }]\n", encoding="utf-8")
    with acting(branch, "gu"):
        done(holidays.take_holidays(branch, file, {}, "国办发明电〔2026〕示例号"))
    assert not branch.calendar.is_working(date(2026, 11, 24))
    assert (figures(branch).house_in_time, len(now(branch, view).case.lates)) == (Rate(0, 1), 1)
    assert "role" not in {one.what for one in done(checking.rules(branch)).faults}
    assert branch.store.replay().ok


def test_what_was_late_by_days_that_were_not_out_is_counted_anew(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-17: a date that was said to be provisional was no promise by which somebody was late for good."""
    rested(branch, clock, days=76)
    view = taken(branch)
    clock.forward(days=5)
    assert figures(branch, end=date(2027, 3, 1)).house_in_time == Rate(0, 1)
    file = tmp_path / "days.toml"
    file.write_text("off = [{ name = '春节', from = 2027-02-05, to = 2027-02-17 }]\n", encoding="utf-8")
    done(holidays.take_holidays(branch, file, {}, "国办发明电〔2026〕示例号"))
    assert [clock.id for clock in now(branch, view).clocks if clock.in_time is False] == []
    assert now(branch, view).case.lates == ()


@pytest.mark.parametrize("act", ["declined", "transferred", "withdrawn", "merged"])
def test_an_end_in_time_adds_nothing_to_the_rate(branch: Desk, clock: Clock, act: str) -> None:
    """Nor is a share bettered by ending what nobody decided; open at the end falls, settled rises."""
    in_time_case(branch)
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
    in_time_case(branch)
    view = taken(branch, major=("accident",))
    assert codes(ACTS[act](branch, view)) == ["COMP-12.unreported"]
    view = done(work.report_major(branch, view.case.id, view.case.version, "分行", branch.now()))
    done(ACTS[act](branch, view))


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
    assert reported_late(branch) == 1, "what was missed stays in the figures"
    assert branch.store.replay().ok


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
