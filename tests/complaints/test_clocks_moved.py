"""Clocks moved by approval, pauses and new facts, each shown by a file of the case (COMP-05, COMP-07)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from complaints.kit import AGREED, DECISION, WHO, decided, new_facts, paused, shown, taken
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import correcting, deciding, evidence, letters, timing, work
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint_facts import ClockPaused
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.timeline import event_lines
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.walk import seen_on


def _extended(desk: Desk, view: CaseView, login: str = "he", password: str = PASSWORD) -> CaseView | Refused:
    return timing.extend(desk, view.case.id, view.case.version, "需核查录像", "sms", desk.now(), Proof(password, login))


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


def test_a_pause_wants_a_second_person(branch: Desk, clock: Clock) -> None:
    """COMP-07: a late case leaves the lists of what is late by it, and one from today on never gets there, so nobody
    notes it alone."""
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
    assert codes(paused(branch, other, "mediation", branch.today(), None)) == ["DATA-08.second"]


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
    view = taken(branch)
    due, first = view.legal.due_day if view.legal else None, branch.now()
    for day in (14, 28):
        clock.forward(days=14)
        view = done(looking.view(branch, view.case.id))
        view = done(evidence.add(branch, view.case.id, view.case.version, "more.txt", f"第 {day} 天".encode(), ""))
        sha = view.case.evidence[-1].sha256
        view = done(timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED))
        again = timing.new_facts(branch, view.case.id, view.case.version, "又一次", branch.now(), sha, AGREED)
        assert codes(again) == ["COMP-07.shown"]
        assert view.legal is not None
        said = [one.value for one in CaseText(branch, view, "en", str).lines("times")]
        assert f"Restarts moved the legal deadline from {due} to {view.legal.due_day}: {day} days in all" in said
    assert view.legal is not None
    assert view.legal.due_day == branch.local(first).date() + timedelta(28 + 15)


def test_a_letter_of_before_shows_no_new_facts(branch: Desk, clock: Clock) -> None:
    """COMP-07: the complaint's own letter, and the same one with a line break more, moved the legal date by a month."""
    letter = "致银行：\n我要求退款。"
    view, sha = shown(branch, taken(branch), letter.encode())
    clock.forward(days=14)
    view = done(looking.view(branch, view.case.id))
    again = timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED)
    assert codes(again) == ["COMP-08.kept"]
    for name, content in (("b.txt", f"{letter}\n\n".encode()), ("c.txt", f" {letter}".encode("gb18030"))):
        view = done(evidence.add(branch, view.case.id, view.case.version, name, content, ""))
        sha = view.case.evidence[-1].sha256
        again = timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED)
        assert codes(again) == ["COMP-07.same"]
    for name, content in (
        ("d.txt", f"{letter}另附流水。".encode()),
        ("e.png", seen_on("statement 1")),
        ("f.png", seen_on("statement 2")),
    ):
        view = done(evidence.add(branch, view.case.id, view.case.version, name, content, ""))
        sha = view.case.evidence[-1].sha256
        view = done(timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED))


def test_the_bank_s_own_paper_shows_no_new_facts(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-07: the receipt that the bank printed, a full stop, and the letter of another case moved the legal date."""
    other = {"complainant": WHO.model_copy(update={"contact": "13900000077"})}
    shown(branch, taken(branch, **other), "另一封投诉信".encode())
    clock.forward(days=1)
    view = taken(branch)
    sent = done(letters.print_letter(branch, view.case.id, view.case.version, "receipt", tmp_path, "zh"))
    for content, code in (
        (sent.path.read_bytes(), "COMP-08.printed"),
        (b".", "COMP-08.empty"),
        (b"", "COMP-08.unshown"),
        ("另一封投诉信".encode(), "COMP-08.kept"),
    ):
        view = done(looking.view(branch, view.case.id))
        added = evidence.add(branch, view.case.id, view.case.version, "f.txt", content, "客户补充")
        if isinstance(added, Refused):  # an empty file is none
            continue
        sha = done(added).case.evidence[-1].sha256
        now = done(looking.view(branch, view.case.id))
        answer = timing.new_facts(branch, now.case.id, now.case.version, "新凭证", branch.now(), sha, AGREED)
        assert codes(answer) == [code]


MOVES: dict[str, Callable[[Desk, CaseView, str], Any]] = {
    "pause": lambda desk, view, shown_by: timing.pause(
        desk, view.case.id, view.case.version, "appraisal", desk.today(), "送外部鉴定", shown_by, AGREED
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


def test_new_facts_want_another_first_answer(branch: Desk, clock: Clock) -> None:
    """The clock runs again, so the case must not say that it was answered (COMP-07)."""
    view = taken(branch)
    view = done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    assert view.answered
    clock.forward(days=2)
    view = done(new_facts(branch, view, branch.now()))
    assert not view.answered
