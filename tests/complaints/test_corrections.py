"""What was taken in wrongly is corrected with both values kept, by two, and the figures say what it moved (COMP-05,
COMP-08)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from complaints.kit import AGREED, NOVEMBER, days_ago, decided, figures, how, now, printed, shown, taken
from complaints.second_calculation import natural
from rmdesk.desk.complaints import board, correcting, deciding, ending, work
from rmdesk.desk.complaints.figures import overview
from rmdesk.desk.complaints.statistics import Moved
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures as indicator_figures
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.words import due_line
from support.clock import Clock
from support.desks import PASSWORD, codes, done


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


def test_a_later_receipt_wants_evidence_and_compliance(branch: Desk, clock: Clock) -> None:
    """A later receipt moves the legal date: nobody does that alone, and the earlier one stays beside it (COMP-08)."""
    view = taken(branch, received_at=branch.now() - timedelta(days=10))
    first, at = branch.today() - timedelta(10), days_ago(branch, 3)
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
    answer = correcting.receipt(branch, view.case.id, view.case.version, days_ago(branch, 1), sha, "录错", AGREED)
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


def test_a_past_period_keeps_what_was_late_before_its_type_was_corrected(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """Told late and then called an enquiry, a case left the months in which it had been seen open and late."""
    view = taken(branch)
    clock.forward(days=17)
    view = printed(branch, decided(branch, now(branch, view), tmp_path), tmp_path, "decision_notice")
    clock.forward(days=2)
    view, past = now(branch, view), branch.today() - timedelta(1)
    view = done(deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音 0001"))
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
