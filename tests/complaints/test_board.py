"""What is due: nothing late is missed, nothing on the board is out of order."""

from datetime import timedelta
from pathlib import Path

from complaints.kit import WHO, acting, closed, mended, paused, taken, told
from rmdesk.desk import opening
from rmdesk.desk.complaints import board, deciding, timing, work
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.domain import facts
from rmdesk.domain.complaint import Complainant
from rmdesk.faces.complaints.words import clock_state
from rmdesk.faces.nearness import how_near
from rmdesk.locale import tr
from rmdesk.tui.complaints import board_rows
from support.clock import Clock
from support.desks import PASSWORD, done, rested
from support.people import staff


def _who(contact: str) -> Complainant:
    return WHO.model_copy(update={"contact": f"微信 {contact}"})


def test_the_board_is_sorted_by_what_is_due_first(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Late (the law's date first), today, this week, later; what can be closed stands last."""
    for at, days in enumerate((40, 0, 14, 15, 2)):
        view = taken(branch, complainant=_who(str(at)), received_at=clock.now - timedelta(days=days))
        if days == 14:
            done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    ready = told(branch, taken(branch, complainant=_who("9")), tmp_path)
    found = done(board.board(branch))
    assert [line.no for line in found.lines] == ["C-0001", "C-0004", "C-0003", "C-0005", "C-0002", ready.case.no]
    groups = ["late", "late", "late", "late", "week", "close"]
    assert [line.group for line in found.lines] == groups
    assert found.counts == {name: groups.count(name) for name in board.GROUPS}
    assert [line.late for line in found.lines] == [True, True, True, True, False, False]
    assert [line.late_by_law for line in found.lines] == [True, False, False, False, False, False]
    assert (found.lines[2].rule, found.lines[2].legal_due) == ("COMP-06", branch.today() + timedelta(1))


def test_a_promise_of_the_house_that_was_missed_does_not_hide_the_law(branch: Desk, clock: Clock) -> None:
    """Board and morning list name the earliest open clock (COMP-06); what the law wants today stands above it all."""
    taken(branch, complainant=_who("1"), received_at=clock.now - timedelta(days=14))
    view = taken(branch, received_at=clock.now - timedelta(days=15))
    line = done(board.board(branch)).lines[0]
    assert line.no == view.case.no
    assert (line.rule, line.legal_due) == ("COMP-06", view.legal.due_day if view.legal else None)
    assert (line.group, line.law_today, line.late_by_law) == ("late", True, False)
    due = board.morning(branch)[0]
    assert (due.line, due.rule, due.late) == (line, line.rule, True)


def test_what_waits_for_nothing_but_the_close_says_so(branch: Desk, tmp_path: Path) -> None:
    """A suggestion whose result was told, an answered praise, a told complaint: none of them waits for anybody else."""
    suggestion = taken(branch, type="suggestion", complainant=_who("1"))
    praise = taken(branch, type="praise", complainant=_who("2"))
    unmended = told(branch, taken(branch, complainant=_who("3")), tmp_path)
    done(deciding.tell(branch, suggestion.case.id, suggestion.case.version, "call", branch.now(), "通话", "已采纳"))
    done(work.answer(branch, praise.case.id, praise.case.version, "call", branch.now(), "谢谢"))
    found = {line.no: (line.group, line.lacks) for line in done(board.board(branch)).lines}
    assert found == {
        suggestion.case.no: ("close", False),
        praise.case.no: ("close", False),
        unmended.case.no: ("close", True),
    }
    kinds = {(due.line.no, due.kind) for due in board.morning(branch)}
    assert kinds == {(suggestion.case.no, "close"), (praise.case.no, "close"), (unmended.case.no, "corrective_action")}


def test_other_feedback_stands_on_the_board_without_a_legal_date(branch: Desk) -> None:
    """DESK-08 runs, the law does not."""
    taken(branch, type="suggestion")
    line = done(board.board(branch)).lines[0]
    assert (line.rule, line.legal_due, line.late_by_law) == ("DESK-08", None, False)


def test_the_morning_list(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """A major case at once, what is late first, a closed case when its effect is to be checked."""
    late = taken(branch, complainant=_who("1"), received_at=clock.now - timedelta(days=20))
    major = taken(branch, complainant=_who("2"))
    done(work.mark_major(branch, major.case.id, major.case.version, ("regulator",)))
    ready = mended(branch, told(branch, taken(branch, complainant=_who("3")), tmp_path))
    done_case = closed(branch, taken(branch, complainant=_who("4")), tmp_path)
    unmended = told(branch, taken(branch, complainant=_who("5")), tmp_path)
    found = {(due.line.no, due.kind, due.late) for due in board.morning(branch)}
    assert (late.case.no, "answer", True) in found
    assert (major.case.no, "major", False) in found
    assert (ready.case.no, "close", False) in found
    assert (unmended.case.no, "corrective_action", False) in found
    assert board.morning(branch)[0].line.no == late.case.no
    assert not any(no == done_case.case.no for no, _, _ in found)
    clock.forward(days=41)
    later = {(due.line.no, due.kind, due.late) for due in board.morning(branch)}
    assert (done_case.case.no, "effect", True) in later
    assert (major.case.no, "major", True) in later


def test_a_case_with_nobody_in_charge_comes_up(branch: Desk) -> None:
    """A handler who was suspended handles nothing."""
    view = taken(branch)
    done(work.assign(branch, view.case.id, view.case.version, "zhou"))
    assert "unassigned" not in {due.kind for due in board.morning(branch)}
    gone = staff("zhou", "reviewer", sells=False).model_copy(update={"suspended": True})
    branch.record(facts.PersonChanged(person=gone, reason="离职"), gone.login)
    assert "unassigned" in {due.kind for due in board.morning(branch)}


def test_points_that_were_crossed_while_the_program_was_closed(branch: Desk, clock: Clock) -> None:
    """Told at the next unlock, with when; not told twice (COMP-05, COMP-06)."""
    view = taken(branch)
    folder = branch.folder
    clock.forward(days=11, hours=1)
    branch.close()
    again = done(opening.unlock(folder, "he", PASSWORD, clock=clock))
    try:
        passed_warnings = done(board.passed_warnings(again))
        told_of = [(one.rule, f"{one.at:%m-%d %H:%M}", one.days, one.hours) for one in passed_warnings]
        # Received Saturday 11-21 10:30: answered by 11-22 10:30, result by Wednesday 11-25, decided by 12-06.
        assert told_of == [
            ("COMP-06", "11-22 06:30", None, 4),
            ("COMP-06", "11-22 10:30", None, None),
            ("COMP-06", "11-24 00:00", 1, None),
            ("COMP-06", "11-25 23:59", None, None),
            ("COMP-05", "12-01 00:00", 5, None),
        ]
        assert {one.line.no for one in passed_warnings} == {view.case.no}
        assert done(board.passed_warnings(again, again.now())) == ()
    finally:
        again.close()
    clock.forward(hours=1)
    third = done(opening.unlock(folder, "he", PASSWORD, clock=clock))
    try:
        assert done(board.passed_warnings(third)) == ()
    finally:
        third.close()


def test_what_was_crossed_is_told_to_everybody_at_the_own_unlock(branch: Desk, clock: Clock) -> None:
    """A colleague who was quicker this morning does not take the warning away."""
    taken(branch)
    folder = branch.folder
    branch.close()
    counts = []
    for login, days in (("he", 0), ("zhou", 0), ("he", 2), ("zhou", 0), ("zhou", 0)):
        clock.forward(days=days, minutes=1)
        again = done(opening.unlock(folder, login, PASSWORD, clock=clock))
        try:
            counts.append((login, len(done(board.passed_warnings(again)))))
        finally:
            again.close()
    assert counts == [("he", 0), ("zhou", 0), ("he", 2), ("zhou", 2), ("zhou", 0)]


def test_a_fresh_desk_has_crossed_nothing(branch: Desk) -> None:
    """Before the first unlock there was nothing to miss."""
    taken(branch)
    assert done(board.passed_warnings(branch)) == ()


def test_a_paused_case_does_not_grow_late(branch: Desk, clock: Clock) -> None:
    """By law; the house's own promises that ended before the pause are still missed."""
    view = taken(branch)
    clock.forward(days=5)
    done(paused(branch, view, "mediation", branch.today()))
    clock.forward(days=60)
    with acting(branch, "he"):
        line = done(board.board(branch)).lines[0]
    assert (line.paused, line.late_by_law) == (True, False)
    assert line.legal_due == branch.today() + timedelta(10)


def test_a_pause_that_nobody_ends_is_seen(branch: Desk, clock: Clock) -> None:
    """COMP-07: begun by one person today, it stops the law's date for ever; nothing is late, so nobody would ask."""
    view = taken(branch)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    view = done(paused(branch, view, "appraisal", branch.today()))
    longest = branch.thresholds().pause_look_days

    def seen() -> tuple[int, list[tuple[str, bool]], str, str]:
        with acting(branch, "he"):
            line = done(board.board(branch)).lines[0]
            owed = [(one.rule, one.late) for one in board.morning(branch) if one.kind == "pause"]
            listed = [one for one in done(listing.listed(branch)) if one.kind == "case.pause"]
            assert [one.about.zh for one in listed] == ["暂停计时过久，核对后恢复"] * len(owed)
            return line.paused_long, owed, board_rows.tone(line), board_rows.due(branch, line, "zh")

    clock.forward(days=longest - 2)
    assert seen()[:2] == (0, [])
    clock.forward(days=2)
    assert seen()[:2] == (0, [("COMP-07", False)])
    rested(branch, clock, days=1)
    assert seen() == (longest + 1, [("COMP-07", True)], "late", f"暂停 {longest + 1} 天")
    view = done(timing.resume(branch, view.case.id, view.case.version, branch.today()))
    assert seen()[0] == longest + 1
    done(paused(branch, view, "appraisal", branch.today()))
    assert seen() == (longest + 1, [("COMP-07", True)], "late", f"暂停 {longest + 1} 天"), "begun anew it is no shorter"


def test_home_and_board_agree_on_a_major_case(branch: Desk, clock: Clock) -> None:
    """COMP-12: to be reported at once, that day; both lists say so, and the next day both call it late."""
    view = taken(branch, major=("accident",))
    for late in (False, True):
        line = done(board.board(branch)).lines[0]
        due = next(one for one in board.morning(branch) if one.kind == "major")
        assert (line.rule, line.due, line.late) == (due.rule, due.due, due.late) == ("COMP-12", due.due, late)
        assert [one.rule for one in board.morning(branch)].count("COMP-12") == 1
        clock.forward(days=1)
    view = done(work.report_major(branch, view.case.id, view.case.version, "总行", branch.now()))
    reported = next(one for one in view.clocks if one.begins == "major")
    assert (reported.in_time, reported.open) == (False, False)
    assert done(board.board(branch)).lines[0].rule != "COMP-12"


def test_what_is_late_since_a_moment_is_not_late_by_nothing(branch: Desk) -> None:
    """ "0 hours late" reads as not late at all."""
    now = branch.local(branch.now()).replace(tzinfo=None)
    said = [how_near(branch, now - timedelta(minutes=minutes), "en") for minutes in (1, 59, 61)]
    assert said == [tr("en", "common.when.late_now")] * 2 + [tr("en", "common.when.late_hours", hours=1)]


def test_closing_takes_no_right_from_the_complainant(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-10: whoever reads that the window ended with the case turns away somebody who still may ask."""
    view = closed(branch, taken(branch), tmp_path)
    (window,) = (one for one in view.clocks if one.party == "complainant")
    assert clock_state(branch, view.case, window, "zh") == tr("zh", "complaints.time.still")
    clock.forward(days=60)
    assert clock_state(branch, view.case, window, "zh") == tr("zh", "complaints.time.over")
