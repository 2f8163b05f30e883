"""A notice that came back by post and was given again: which day is that of which duty (COMP-05, COMP-10, COMP-11)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from complaints.kit import AGREED, UPHELD, acting, decided, figures, how, now, printed, taken, told
from complaints.second_calculation import natural
from rmdesk.desk import checking
from rmdesk.desk.complaints import deciding, evidence
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.spans import is_open_on
from rmdesk.desk.complaints.statistics import Rate
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.acts import FORMS
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.case_text import CaseText
from support.clock import Clock
from support.desks import codes, done, rested


def _sent(desk: Desk, clock: Clock, folder: Path) -> CaseView:
    """Told by post on the tenth day, in time."""
    view = taken(desk)
    clock.forward(days=10)
    view = printed(desk, decided(desk, now(desk, view), folder), folder, "decision_notice")
    return done(deciding.tell(desk, view.case.id, view.case.version, "post", desk.now(), "EMS 1"))


def _given_again(
    desk: Desk, view: CaseView, *, ours: bool, at: datetime | None = None, approval: Proof | None = AGREED
) -> CaseView | Refused:
    view = now(desk, view)
    view = done(evidence.add(desk, view.case.id, view.case.version, "signed.txt", f"{desk.now()}".encode(), ""))
    sha, given = view.case.evidence[-1].sha256, Told(way="hand_over", at=at or desk.now(), proof="本人签收")
    return deciding.tell_again(desk, view.case.id, view.case.version, "查无此人退回", given, sha, approval, ours=ours)


@pytest.mark.parametrize(("ours", "in_time"), [(False, Rate(1, 1)), (True, Rate(0, 1))])
def test_each_duty_has_its_own_day(branch: Desk, clock: Clock, tmp_path: Path, *, ours: bool, in_time: Rate) -> None:
    """Sent in time to where the complainant had said it is told in time; sent elsewhere it is not. In both the thirty
    days for a review run from the notice that arrived: else they would be over before anybody had read it."""
    view, received = _sent(branch, clock, tmp_path), branch.today() - timedelta(10)
    clock.forward(days=25)
    view = done(_given_again(branch, view, ours=ours))
    assert view.case.notice is not None
    assert (view.case.notice.way, view.case.came_back[0].notice.way) == ("hand_over", "post"), "both stay"
    window = next(one for one in view.clocks if one.party == "complainant")
    assert window.due == natural(branch.today(), 30, [])
    assert figures(branch).in_time == in_time
    assert is_open_on(branch, view.case, received + timedelta(20)) is ours
    clock.forward(days=20)
    done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))
    said = "\n".join(f"{one.label} {one.value}" for one in CaseText(branch, view, "zh", str).lines("tell"))
    assert "查无此人退回" in said
    assert branch.store.replay().ok
    assert done(checking.rules(branch)).faults == ()


def test_what_moves_the_days_is_shown_and_agreed_to(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """A handler alone would date the second notice into the fifteen days, or give a complainant no time for a
    review."""
    view = _sent(branch, clock, tmp_path)
    sent = branch.now()
    clock.forward(days=25)
    assert codes(_given_again(branch, view, ours=False, approval=None)) == ["DATA-08.second"]
    early = _given_again(branch, view, ours=False, at=sent - timedelta(days=1))
    assert codes(early) == ["DESK-08.before_act"]
    kept = now(branch, view).case
    none = deciding.tell_again(branch, kept.id, kept.version, "退回", how(branch), "0" * 64, AGREED, ours=True)
    assert codes(none) == ["COMP-08.unshown"]


def test_what_was_handed_over_comes_not_back(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """A signature in hand is a notice: a later day beside it would be one that nobody needs."""
    view = done(_given_again(branch, _sent(branch, clock, tmp_path), ours=False))
    assert codes(_given_again(branch, view, ours=False)) == ["COMP-11.arrived"]


@pytest.mark.parametrize(("ours", "in_time"), [(False, True), (True, False)])
def test_so_it_is_with_the_decision_on_a_review(
    branch: Desk, clock: Clock, tmp_path: Path, *, ours: bool, in_time: bool
) -> None:
    """COMP-10: its thirty days end with a letter that was sent to the right place, and with none that was not."""
    view = told(branch, taken(branch), tmp_path)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))
    with acting(branch, "zhou"):
        done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
        view = printed(branch, now(branch, view), tmp_path, "recheck_decision")
        view = done(deciding.tell_recheck(branch, view.case.id, view.case.version, "post", branch.now(), "EMS 2"))
    rested(branch, clock, days=40)
    view = done(_given_again(branch, view, ours=ours))
    assert [one.recheck for one in view.case.came_back] == [True]
    assert [one.in_time for one in view.clocks if one.begins == "recheck"] == [in_time]


def test_it_is_recorded_from_a_form(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """What only a program could say would stay unsaid."""
    view = _sent(branch, clock, tmp_path)
    clock.forward(days=20)
    view = now(branch, view)
    view = done(evidence.add(branch, view.case.id, view.case.version, "signed.txt", f"{branch.now()}".encode(), ""))
    form = FORMS["tell_again"](AskedCase(branch, view, "zh", lambda _: None))
    typed = {"returned": "查无此人", "ours": "no", "way": "hand_over", "proof": "本人签收"}
    values = {**form.values, **typed, "shown_by": view.case.evidence[0].sha256}
    assert set(values) == {one.key for one in form.fields}
    assert done(form.do(view, values, AGREED)).case.came_back[0].why == "查无此人"
