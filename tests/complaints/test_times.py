"""No act of a case happened before what it presupposes, nor tomorrow (DESK-08, COMP-07): every dated act is tried."""

import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

from complaints.kit import AGREED, UPHELD, acting, decided, how, shown, taken
from rmdesk.desk.complaints import again, correcting, corrective_actions, deciding, ending, letters, timing, work
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.guarding import DOORS
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.base import Value
from rmdesk.domain.complaint import Case, Complainant
from rmdesk.domain.complaint_times import AHEAD, DATED, SINCE, untimely
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done
from support.undrawn import undrawn

Tried = Callable[[Desk, CaseView, datetime], CaseView | Refused]
_SHA = "0" * 64


def now(desk: Desk, view: CaseView) -> CaseView:
    return done(looking.view(desk, view.case.id))


def _day(desk: Desk, at: datetime) -> date:
    return desk.local(at).date()


FRESH: dict[str, Tried] = {
    "work.answer": lambda desk, view, at: work.answer(desk, view.case.id, view.case.version, "call", at, "已收到"),
    "work.urge": lambda desk, view, at: work.urge(desk, view.case.id, view.case.version, at, "催办"),
    "work.report_major": lambda desk, view, at: work.report_major(desk, view.case.id, view.case.version, "分行", at),
    "timing.extend": lambda desk, view, at: timing.extend(
        desk, view.case.id, view.case.version, "复杂", "sms", at, AGREED
    ),
    "timing.pause": lambda desk, view, at: timing.pause(
        desk, view.case.id, view.case.version, "mediation", _day(desk, at), "双方同意", _SHA, AGREED
    ),
    "timing.new_facts": lambda desk, view, at: timing.new_facts(
        desk, view.case.id, view.case.version, "新凭证", at, _SHA, AGREED
    ),
    "ending.withdraw": lambda desk, view, at: ending.withdraw(
        desk, view.case.id, view.case.version, "书面", how(desk, at), AGREED
    ),
    "ending.merge": lambda desk, view, at: ending.merge(
        desk, view.case.id, view.case.version, "C-0001", how(desk, at), AGREED
    ),
    "ending.decline": lambda desk, view, at: ending.decline(
        desk, view.case.id, view.case.version, "非本行", how(desk, at), AGREED
    ),
    "ending.transfer": lambda desk, view, at: ending.transfer(
        desk, view.case.id, view.case.version, "总行", how(desk, at), "", AGREED
    ),
    "corrective_actions.set_action": lambda desk, view, at: corrective_actions.set_action(
        desk, view.case.id, view.case.version, cause="话术", action="培训", owner="he", due=_day(desk, at)
    ),
}
"""What may be done while a case is looked into."""
PAUSED: dict[str, Tried] = {
    "timing.resume": lambda desk, view, at: timing.resume(desk, view.case.id, view.case.version, _day(desk, at))
}
DECIDED: dict[str, Tried] = {
    "deciding.tell": lambda desk, view, at: deciding.tell(desk, view.case.id, view.case.version, "post", at, "EMS 1")
}
TOLD: dict[str, Tried] = {
    "deciding.ask_recheck": lambda desk, view, at: deciding.ask_recheck(
        desk, view.case.id, view.case.version, _day(desk, at), "不服"
    ),
    "deciding.tell_again": lambda desk, view, at: deciding.tell_again(
        desk, view.case.id, view.case.version, "查无此人", how(desk, at), _SHA, AGREED, ours=False
    ),
    "ending.withdraw": FRESH["ending.withdraw"],
}
REVIEWED: dict[str, Tried] = {
    "deciding.tell_recheck": lambda desk, view, at: deciding.tell_recheck(
        desk, view.case.id, view.case.version, "post", at, "EMS 1"
    )
}
ENDED: dict[str, Tried] = {
    "again.reopen": lambda desk, view, at: again.reopen(desk, view.case.id, view.case.version, "再办", at)
}
AT_ANY: dict[str, str] = {
    "correcting.receipt": "below: what happened afterwards bounds it, not what went before",
}
EVER = {"work.report_major", "corrective_actions.set_action"}
"""What is said of the case as a whole, however often it was opened."""
PLANNED = {"corrective_actions.set_action"}


def test_every_dated_act_lies_behind_what_opened_the_case_and_before_now(
    branch: Desk, clock: Clock, tmp_path: Path
) -> None:
    """A withdrawal of before the case was reopened ended it before it began. One case goes through its states; in each
    the acts of that state are tried before the receipt, before the reopening, and tomorrow."""
    taken(branch)
    clock.forward(days=1)
    view = taken(branch, major=("accident",))
    received = branch.now()
    done(work.report_major(branch, view.case.id, view.case.version, "分行", branch.now()))
    clock.forward(days=2)
    view = now(branch, view)
    view = done(ending.decline(branch, view.case.id, view.case.version, "非本行", how(branch), AGREED))
    clock.forward(days=2)
    view = done(again.reopen(branch, view.case.id, view.case.version, "确属本行", branch.now()))
    clock.forward(days=2)

    def refused(acts: dict[str, Tried], view: CaseView) -> None:
        for name, act in acts.items():
            early, before, late = (
                codes(act(branch, now(branch, view), at))
                for at in (received - timedelta(1), received + timedelta(3), branch.now() + timedelta(1))
            )
            assert early in (["DESK-08.before_receipt"], ["DESK-08.before_act"]), name
            assert (before == ["DESK-08.before_act"]) == (name not in EVER), name
            assert (late == ["DESK-08.ahead"]) == (name not in PLANNED), name

    refused({name: act for name, act in FRESH.items() if name not in EVER}, view)
    for name in EVER:  # these two go through where the rest is refused, so each has its own case of it
        act = FRESH[name]
        assert codes(act(branch, now(branch, view), received - timedelta(1))) == ["DESK-08.before_receipt"], name
        done(act(branch, now(branch, view), received + timedelta(3)))
    assert codes(FRESH["work.report_major"](branch, now(branch, view), branch.now() + timedelta(1))) == [
        "DESK-08.ahead"
    ]
    view, sha = shown(branch, view)
    today = branch.today()
    view = done(timing.pause(branch, view.case.id, view.case.version, "mediation", today, "同意", sha, AGREED))
    refused(PAUSED, view)
    view = done(timing.resume(branch, view.case.id, view.case.version, today))
    with undrawn():
        view = decided(branch, view, tmp_path)
        done(letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh"))
        refused(DECIDED, view)
        view = done(DECIDED["deciding.tell"](branch, now(branch, view), branch.now()))
        refused(TOLD, view)
        view = done(TOLD["deciding.ask_recheck"](branch, view, branch.now()))
        with acting(branch, "zhou"):
            view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
            done(letters.print_letter(branch, view.case.id, view.case.version, "recheck_decision", tmp_path, "zh"))
            refused(REVIEWED, view)
            view = now(branch, view)
    view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
    refused(ENDED, view)
    early = again.reopen(branch, view.case.id, view.case.version, "再办", branch.now() - timedelta(minutes=5))
    assert codes(early) == ["DESK-08.before_act"], "on the day on which it ended, and before it ended"
    done(ENDED["again.reopen"](branch, view, branch.now()))


def test_the_letter_of_a_review_is_that_of_this_review(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-09: the letter of a review before the case was reopened would be the proof of a decision that nobody
    printed."""
    view = taken(branch)
    with undrawn():
        for done_before in (False, True):
            view = decided(branch, view, tmp_path)
            done(letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh"))
            view = done(DECIDED["deciding.tell"](branch, now(branch, view), branch.now()))
            view = done(TOLD["deciding.ask_recheck"](branch, view, branch.now()))
            with acting(branch, "zhou"):
                view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
                unprinted = REVIEWED["deciding.tell_recheck"](branch, view, branch.now())
                assert codes(unprinted) == ["COMP-09.printed"], done_before
                done(letters.print_letter(branch, view.case.id, view.case.version, "recheck_decision", tmp_path, "zh"))
                view = done(REVIEWED["deciding.tell_recheck"](branch, now(branch, view), branch.now()))
            view = done(ending.withdraw(branch, view.case.id, view.case.version, "书面", how(branch), AGREED))
            clock.forward(hours=1)
            view = done(again.reopen(branch, view.case.id, view.case.version, "再办", branch.now()))


def test_no_receipt_is_later_than_its_registration_or_what_happened(branch: Desk, clock: Clock) -> None:
    """COMP-08: two who agree could let a case come in after it was taken in, and win the days between."""
    received = branch.now()
    clock.forward(days=3)
    view, sha = shown(branch, taken(branch, received_at=received))
    done(work.urge(branch, view.case.id, view.case.version, received + timedelta(2), "催办"))
    clock.forward(days=1)
    view = now(branch, view)
    for at, code in ((2.5, "COMP-08.correct_after"), (3.5, "COMP-08.correct_after"), (9, "COMP-08.future")):
        wrong = correcting.receipt(
            branch, view.case.id, view.case.version, received + timedelta(at), sha, "邮戳", AGREED
        )
        assert codes(wrong) == [code]
    right = correcting.receipt(branch, view.case.id, view.case.version, received + timedelta(1), sha, "邮戳", AGREED)
    assert done(right).case.received_at == received + timedelta(1)


def test_every_act_with_a_time_is_tried() -> None:
    """An act that is new and whose time nobody bounds would be the next way to win a day."""
    timed = (date, datetime, Told)
    asked = {
        ".".join(name.rsplit(".", 2)[1:])
        for name, door in DOORS.items()
        if any(
            one.annotation in timed or set(timed) & set(get_args(one.annotation))
            for one in inspect.signature(door, eval_str=True).parameters.values()
        )
    }
    reading = {name for name in asked if name.startswith(("cases.", "texts."))}
    assert asked - reading == {*FRESH, *PAUSED, *DECIDED, *TOLD, *REVIEWED, *ENDED, *AT_ANY}


UNTYPED = {
    facts.CaseCompleted, facts.EvidenceKept, facts.LetterPrinted, facts.CaseClosed, facts.CaseCorrected,
    facts.LatenessKept, facts.DecisionDrafted,
}  # fmt: skip
"""Facts with a time that nobody types, or that is no act of the case: a power of attorney, a correction (above)."""


def test_every_fact_with_a_time_is_asked_again() -> None:
    """`verify --rules` finds no case that ended before it was reopened if the fact that ends it is not among those it
    asks."""
    timed = {one for one in facts.OF_CASES if _times(one)}
    assert timed - UNTYPED == set(DATED)
    assert {doing for doing, _ in DATED.values()} == set(SINCE)
    assert set(SINCE) > AHEAD


def _times(model: type[Value]) -> bool:
    """Whether a value of this shape holds a day or an instant, at whatever depth."""
    found = [field.annotation for field in model.model_fields.values()]
    while found:
        one = found.pop()
        found += get_args(one)
        if isinstance(one, type) and issubclass(one, date):
            return True
        if isinstance(one, type) and issubclass(one, Value) and _times(one):
            return True
    return False


def test_a_time_is_bounded_to_the_minute() -> None:
    """What is typed says no seconds: an answer of the minute of the receipt is none before it."""
    at = datetime(2026, 11, 2, 1, 30, 45, tzinfo=UTC)
    case = Case(
        id="c", no="C-1", type="complaint", received_at=at, recorded_at=at, recorded_by="x", touched_at=at,
        touched_by="x", complainant=Complainant(name="甲"), claim="…",
    )  # fmt: skip
    typed = at.replace(second=0)
    assert [doing for doing in SINCE if untimely(case, doing, typed, at, lambda one: one)] == []
    assert untimely(case, "answer", typed - timedelta(minutes=1), at, lambda one: one) is not None


def test_another_answer_moves_the_first_no_later(branch: Desk, clock: Clock) -> None:
    """COMP-06: a client who was answered in time and called back the next week was answered late."""
    view, first = taken(branch), branch.now()
    view = done(FRESH["work.answer"](branch, view, first))
    clock.forward(days=4)
    view = done(FRESH["work.answer"](branch, now(branch, view), branch.now()))
    assert (view.case.answered_at, view.case.lates) == (first, ())
    view, sha = shown(branch, view)
    view = done(timing.new_facts(branch, view.case.id, view.case.version, "新凭证", branch.now(), sha, AGREED))
    clock.forward(hours=2)
    second = branch.now()
    view = done(FRESH["work.answer"](branch, now(branch, view), second))
    assert view.case.answered_at == second, "new facts want an answer of their own"
