"""Working a case by its numbers: to the delivered notice and to its close; what cannot be done is refused in words."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from complaints.kit import DECISION, acting, decided, mended, taken, told
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import work
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import DECISION_PARTS, Case
from rmdesk.tui.complaints.form import CaseForm
from rmdesk.tui.complaints.unfinished import act_of, drafts_of
from support.clock import Clock
from support.desks import PASSWORD, done
from tui.complaints.cases import who
from tui.complaints.test_taking import do, last_case, minimum
from tui.journey.hands import Hands
from tui.journey.whole import cut_off

MOST_TO_NOTICE = 35


async def open_case(hands: Hands, no: str) -> None:
    """From the board."""
    await hands.press("ctrl+l")
    await hands.type(no)
    await hands.press("enter")
    assert hands.name == "CaseScreen", hands.seen()


def now(desk: Desk, view: CaseView) -> Case:
    """The case as it is now."""
    return done(looking.view(desk, view.case.id)).case


def a_case(desk: Desk, **over: Any) -> CaseView:
    """A case of somebody who is no client."""
    return taken(desk, complainant=who("测试客户乙", "13911112222"), **over)


async def write_decision(hands: Hands) -> None:
    """Four parts; the remedies are proposed by the pack."""
    await hands.press("5")
    for part in ("facts", "decision", "basis"):
        await hands.type(getattr(DECISION, part))
        await hands.press("tab")
    await hands.press("f10")


async def print_notice(hands: Hands) -> None:
    """The letter that is due is the one that Enter takes."""
    await hands.press("6", "enter")
    assert hands.name == "Message", hands.seen()
    await hands.press("enter")


async def tell(hands: Hands) -> None:
    """Handed over, now, with a signature."""
    await hands.press("7", "1")
    await hands.enter("本人签收")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_from_f6_to_the_delivered_notice(busy: Desk, lang: Lang, size: tuple[int, int]) -> None:
    """If it fails, a complaint cannot be brought to its end at the counter, or words end beyond the screen."""
    cut: list[str] = []

    def look(hands: Hands) -> None:
        cut.extend(f"{hands.name}: {fault}" for fault in cut_off(hands.app))

    async def script(hands: Hands) -> None:
        await minimum(hands)
        await hands.press("3", "5")
        look(hands)
        await hands.enter("已收到，三个工作日内答复。")
        await write_decision(hands)
        look(hands)
        await print_notice(hands)
        look(hands)
        await tell(hands)
        look(hands)
        assert hands.presses < MOST_TO_NOTICE

    do(busy, script, lang, size)
    case = last_case(busy)
    assert case.state == "told"
    assert case.notice is not None
    assert (case.notice.way, case.notice.proof) == ("hand_over", "本人签收")
    assert case.answered_at is not None
    (letter,) = (busy.folder / "papers").glob("*decision_notice.pdf")
    assert letter.read_bytes().startswith(b"%PDF-")
    assert cut == []


def test_what_closing_wants_is_listed_and_then_it_closes(busy: Desk, tmp_path: Path) -> None:
    """COMP-14, COMP-15: cause, action, owner, date, classes; nothing is left out, and the case leaves the board."""
    view = told(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "1")
        assert "COMP-14" in hands.seen()
        await hands.press("f10")
        assert hands.name == "RefusedDialog"

    do(busy, script)
    mended(busy, done(looking.view(busy, view.case.id)))

    async def close(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "1", "f10")
        assert hands.name == "CaseScreen"

    do(busy, close)
    assert now(busy, view).state == "closed"


def test_mending_through_the_form(busy: Desk, tmp_path: Path) -> None:
    """COMP-14: the owner is found by typing, the day of the check is proposed."""
    view = told(busy, a_case(busy), tmp_path)
    due = busy.today() + timedelta(10)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("8")
        await hands.enter("话术缺少费用说明")
        await hands.enter("修订话术并培训")
        await hands.enter("zhou")
        await hands.enter(due.isoformat())
        await hands.press("enter")
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    plan = now(busy, view).mend
    assert (plan.cause, plan.owner, plan.due) == ("话术缺少费用说明", "zhou", due)
    assert plan.check_on == due + timedelta(busy.pack.complaints.effect_days)


@pytest.mark.parametrize("part", DECISION_PARTS)
def test_no_decision_with_an_empty_part(busy: Desk, part: str) -> None:
    """COMP-09: if it fails, a letter leaves without what the complainant must be told."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        for one in DECISION_PARTS:
            text = "" if one == part else getattr(DECISION, one)
            hands.screen.query_one(f"#{one}").value = text  # type: ignore[attr-defined]
        await hands.press("f10")
        assert hands.name == "RefusedDialog"
        assert "COMP-09" in hands.seen()
        await hands.press("escape")
        assert hands.app.focused is hands.screen.query_one(f"#{part}")
        await hands.press("escape", "6", "3")
        assert hands.name == "RefusedDialog"
        assert "COMP-09" in hands.seen()

    do(busy, script)
    assert now(busy, view).decided_at is None
    assert not (busy.folder / "papers").exists()


def test_what_was_written_of_a_decision_is_kept_when_it_is_left(busy: Desk) -> None:
    """A clerk who is called away finds the parts again; the proposed remedies alone are no draft."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5", "escape")
        assert now(busy, view).version == view.case.version
        await hands.press("5")
        await hands.type("经核实，")
        await hands.press("enter")
        await hands.type("说明书第三页载明费用。")
        await hands.press("tab")
        await hands.type("退还赎回费。")
        await hands.press("escape")
        assert hands.name == "CaseScreen"
        await hands.press("5")
        assert "退还赎回费" in hands.seen()

    do(busy, script)
    kept = now(busy, view).decision
    assert (kept.facts, kept.decision) == ("经核实，\n说明书第三页载明费用。", "退还赎回费。")


def test_words_that_should_not_reach_a_client_are_named_while_writing(busy: Desk) -> None:
    """SALE-11: a promise of principal in a decision is seen before it is printed."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        await hands.type("该产品保本保息。")
        assert "SALE-11" in hands.seen()

    do(busy, script)


def test_two_people_on_one_case(busy: Desk) -> None:
    """If it fails, one overwrites the other. What was typed stays, and the next try acts on the case as it is."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("3", "5")
        await hands.type("已收到。")
        with acting(busy, "he"):
            done(work.remark(busy, view.case.id, view.case.version, "note", "合规已关注"))
        await hands.press("enter")
        assert hands.name == "RefusedDialog"
        await hands.press("escape")
        assert hands.name == "ActScreen"
        assert "已收到。" in hands.seen()
        await hands.press("f10")
        assert hands.name == "CaseScreen"
        await hands.press("4", "escape")
        assert "合规已关注" in hands.seen()

    do(busy, script)
    assert now(busy, view).answered_at is not None


def test_an_extension_wants_the_superiors_own_password(busy: Desk) -> None:
    """COMP-05: nobody extends alone; a wrong password costs nothing that was typed."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "1")
        await hands.enter("需调取录像")
        await hands.press("3")
        await hands.enter("he")
        await hands.enter("nonsense")
        assert hands.name == "RefusedDialog"
        await hands.press("escape")
        assert "需调取录像" in hands.seen()
        field = hands.screen.query("FormRow Input").last(Input)
        field.value = PASSWORD
        await hands.press("f10")
        assert hands.name == "CaseScreen", hands.seen()
        assert "2026-12-21" in hands.seen()

    do(busy, script)
    case = now(busy, view)
    assert (case.klass, case.extensions[0].approver, case.extensions[0].notice_way) == ("complex", "he", "sms")


def test_a_pause_runs_and_ends(busy: Desk, clock: Clock) -> None:
    """COMP-07: mediation is not counted; pauses that overlap are refused."""
    view = a_case(busy)

    async def pause(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "2", "2")
        await hands.enter("双方同意调解")
        assert hands.name == "CaseScreen", hands.seen()

    async def resume(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "3", "f10")
        assert "2026-12-16" in hands.seen()
        await hands.press("1", "2", "1")
        hands.screen.query("FormRow Input").first(Input).value = "2026-11-25"
        hands.screen.query_one("#row-reason").field.value = "鉴定"  # type: ignore[attr-defined]
        await hands.press("f10")
        assert hands.name == "RefusedDialog"
        assert "COMP-07" in hands.seen()

    do(busy, pause)
    clock.forward(days=10)
    do(busy, resume)
    assert len(now(busy, view).pauses) == 1


def test_a_review_from_its_request_to_its_answer(busy: Desk, tmp_path: Path) -> None:
    """COMP-10: asked in writing, decided, printed, told."""
    view = told(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("7")
        await hands.enter("对退费金额有异议")
        assert hands.name == "CaseScreen", hands.seen()
        await write_decision(hands)
        await print_notice(hands)
        await tell(hands)
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    case = now(busy, view)
    assert case.state == "told"
    assert case.recheck_notice is not None


def test_other_feedback_is_answered_not_decided(busy: Desk) -> None:
    """DESK-08: a suggestion is told in words; there is nothing to decide, and the screen says so."""
    view = a_case(busy, type="suggestion")

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        assert "DESK-08" in hands.seen()
        await hands.press("escape", "7", "5")
        await hands.enter("电话录音 2026-77")
        await hands.enter("已转产品部门研究。")
        assert hands.name == "CaseScreen", hands.seen()
        await hands.press("0", "1", "f10")

    do(busy, script)
    assert now(busy, view).state == "closed"


def test_notes_calls_and_files_stand_in_the_timeline(busy: Desk, tmp_path: Path) -> None:
    """COMP-02: what happened is there with who and when; a file that is not what it says is refused."""
    view = a_case(busy)
    good, bad = tmp_path / "证据.txt", tmp_path / "录音.mp3"
    good.write_text("聊天记录", encoding="utf-8")
    bad.write_text("not a sound", encoding="utf-8")

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("4", "2")
        await hands.enter("客户称未收到说明书 [/b]")
        for path, name in ((bad, "RefusedDialog"), (good, "CaseScreen")):
            await hands.press("4", "3")
            hands.screen.query_one(CaseForm).focus_field("path")
            await hands.press("ctrl+u")
            await hands.enter(str(path))
            await hands.press("enter")
            assert hands.name == name, hands.seen()
            if name == "RefusedDialog":
                assert "COMP-02" in hands.seen()
                await hands.press("escape", "escape")
        assert "客户称未收到说明书 [/b]" in hands.seen()
        assert "证据.txt" in hands.seen()
        await hands.press("4", "4")
        await hands.enter("证据")
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    assert [one.name for one in now(busy, view).evidence] == ["证据.txt"]
    assert (busy.folder / "papers" / f"{view.case.no}-证据.txt").read_text(encoding="utf-8") == "聊天记录"


def test_a_case_goes_to_somebody_else_and_can_be_withdrawn(busy: Desk) -> None:
    """DESK-18, COMP-07."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "3")
        await hands.enter("zhou")
        await hands.press("enter")
        assert hands.name == "CaseScreen", hands.seen()
        await hands.press("0", "5")
        await hands.enter("客户来电撤回")
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    case = now(busy, view)
    assert (case.handler, case.state) == ("zhou", "withdrawn")


def test_a_case_that_shows_an_interest_is_left_at_once(busy: Desk) -> None:
    """COMP-04: who finds out that the case is about himself does not see it a moment longer."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("2")
        await hands.pilot.pause()
        screen = hands.screen
        await screen.turn("basic")  # type: ignore[attr-defined]
        screen.form.focus_field("about.staff")  # type: ignore[attr-defined]
        logins = [one.key for one in screen.form.rows["about.staff"].field.options]  # type: ignore[attr-defined]
        await hands.press(str(logins.index("demo") + 1), "f10")
        assert "COMP-04" in hands.seen()
        assert view.case.claim not in hands.seen()
        await hands.press("escape", "escape", "escape")
        assert view.case.claim not in hands.seen()

    do(busy, script)
    with acting(busy, "he"):
        assert now(busy, view).about.staff == ("demo",)


IMPOSSIBLE: dict[str, tuple[str, Callable[[Desk, CaseView, Path], CaseView] | None]] = {
    "7": ("COMP-09", None),
    "9": ("COMP-16", None),
    "3": ("DESK-08", told),
    "1": ("DESK-08", told),
}


@pytest.mark.parametrize("key", IMPOSSIBLE)
def test_what_cannot_be_done_now_says_why(busy: Desk, key: str, tmp_path: Path) -> None:
    """A dead key would look like a fault of the program."""
    rule, before = IMPOSSIBLE[key]
    view = a_case(busy)
    if before is not None:
        view = before(busy, view, tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press(key)
        assert hands.name == "RefusedDialog"
        assert rule in hands.seen()

    do(busy, script)


def test_a_letter_before_its_time_is_refused_and_a_printed_one_comes_again(busy: Desk, tmp_path: Path) -> None:
    """The list of letters offers all kinds; a reprint is the same paper."""
    view = decided(busy, a_case(busy), tmp_path)
    papers = busy.folder / "papers"

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("6", "2")
        assert "COMP-05" in hands.seen()
        await hands.press("escape")
        await print_notice(hands)
        (path,) = papers.glob("*.pdf")
        first = path.read_bytes()
        path.unlink()
        await hands.press("6", "6")
        assert path.read_bytes() == first

    do(busy, script)


def test_a_half_typed_act_is_offered_again(busy: Desk) -> None:
    """A power cut in the middle of an answer or a decision costs nothing; it stands on the first screen until done."""
    view = a_case(busy)

    async def half(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("3", "5")
        await hands.keys("abc")
        kept = drafts_of(busy, view.case.id)
        assert [(act_of(one), one.values["text"]) for one in kept] == [("answer", "abc")]

    async def decision(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        await hands.keys("xyz")

    async def again(hands: Hands) -> None:
        assert f"{view.case.no}    {view.case.complainant.name}" in hands.seen()
        await open_case(hands, view.case.no)
        await hands.press("3")
        assert "abc" in hands.seen()
        await hands.press("f10")
        assert hands.name == "CaseScreen"
        await hands.press("5")
        assert "xyz" in hands.seen()
        await hands.press("escape")

    do(busy, half)
    do(busy, decision)
    do(busy, again)
    assert drafts_of(busy, view.case.id) == ()
    assert now(busy, view).decision.facts == "xyz"


def test_no_password_is_ever_kept(busy: Desk) -> None:
    """DATA-08: the superior's password stands nowhere, not in a draft either."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "1")
        await hands.enter("需调取录像")
        await hands.press("3")
        await hands.enter("he")
        await hands.keys("secret")
        (draft,) = drafts_of(busy, view.case.id)
        assert "secret" not in str(draft.values)
        assert draft.values["reason"] == "需调取录像"

    do(busy, script)


@pytest.mark.parametrize("keys", [("3", "5"), ("5",)], ids=["an answer", "a decision"])
def test_what_was_begun_can_be_given_up(busy: Desk, keys: tuple[str, ...]) -> None:
    """A false start leaves neither fact nor draft; Enter alone gives nothing up."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press(*keys)
        await hands.keys("abc")
        await hands.press("ctrl+y", "enter")
        assert "abc" in hands.seen()
        assert len(drafts_of(busy, view.case.id)) == 1
        await hands.press("ctrl+y", "1")
        assert hands.name == "CaseScreen"

    do(busy, script)
    assert drafts_of(busy, view.case.id) == ()
    assert now(busy, view).version == view.case.version


def test_an_extension_that_comes_too_late_is_refused_before_anything_is_typed(busy: Desk) -> None:
    """COMP-05: nobody fetches a superior to type a password for nothing."""
    view = a_case(busy, received_at=busy.now() - timedelta(days=16))

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "1")
        assert hands.name == "RefusedDialog"
        assert "COMP-05" in hands.seen()

    do(busy, script)
