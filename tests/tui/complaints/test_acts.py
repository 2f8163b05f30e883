"""Acts on a case by their numbers: times, reviews, files, people; what was begun is kept; refusals in words."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from complaints.kit import DECISION, acting, closed, decided, shown, told
from rmdesk.desk.complaints import deciding
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck
from rmdesk.domain.complaint import About
from rmdesk.faces.complaints.unfinished import drafts_of
from rmdesk.tui.complaints import case_acts
from rmdesk.tui.kit.page_form import PageForm
from support.clock import Clock
from support.desks import PASSWORD, done
from support.tiers import exhaustive, longer
from tui.complaints.doing import a_case, agree, do, now, open_case, print_notice, sure, tell, write_decision
from tui.sale.hands import Hands


@longer
def test_an_extension_wants_the_superiors_own_password(busy: Desk) -> None:
    """COMP-05: nobody extends alone; a wrong password costs nothing that was typed."""
    view = a_case(busy, about=About(people=("zhou",)))

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "1")
        await hands.enter("需调取录像")
        await hands.press("3", "f10")
        assert hands.name == "ProofDialog"
        assert "he（he）" in hands.seen()
        assert "zhou（zhou）" not in hands.seen(), "who the case is about approves nothing"
        await hands.enter("nonsense")
        await hands.pilot.pause(0.3)
        assert "密码不对" in hands.seen()
        await hands.press("escape")
        assert "需调取录像" in hands.seen()
        await hands.press("f10")
        await hands.enter(PASSWORD)
        await hands.pilot.pause(0.3)
        assert hands.name == "CaseScreen", hands.seen()
        assert "2026-12-21" in hands.seen()

    do(busy, script)
    case = now(busy, view)
    assert (case.case_class, case.extensions[0].approver, case.extensions[0].notice_way) == ("complex", "he", "sms")


def test_taking_somebody_out_of_a_case_wants_a_second_person(busy: Desk) -> None:
    """COMP-04: on the screen nobody could take a colleague out at all, or one could do it alone."""
    view = a_case(busy, about=About(people=("lin",)))

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("2")
        assert hands.name == "CompleteScreen", hands.seen()
        hands.screen.draft.type("about.people", "")  # type: ignore[attr-defined]
        await hands.press("f10")
        assert "此案将不再涉及：测试lin" in hands.seen(), "whoever agrees reads who is let go"
        await hands.press("escape")
        assert now(busy, view).parties == {"lin"}
        await agree(hands, "zhou")
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    assert now(busy, view).parties == frozenset()


@longer
def test_a_pause_runs_and_ends(busy: Desk, clock: Clock) -> None:
    """COMP-07: mediation is not counted, as a file shows; pauses that overlap are refused."""
    view, _ = shown(busy, a_case(busy))

    async def pause(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "2", "2")
        await hands.type("双方同意调解")
        await agree(hands, "he")
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


def test_somebody_else_comes_while_an_act_is_half_typed(busy: Desk) -> None:
    """The program must not end because the field that was left is checked against a desk that is closed."""
    view = a_case(busy)

    async def switch(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1", "2", "2")
        await hands.type("双方同意")
        await hands.press("f9", "f10")
        await hands.pilot.pause(0.2)
        assert hands.app.opened is None

    do(busy, switch)


@longer
def test_a_review_from_its_request_to_its_answer(busy: Desk, tmp_path: Path) -> None:
    """COMP-10: asked in writing, decided by somebody else, printed, told."""
    with acting(busy, "zhou"):
        view = told(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("7")
        await hands.enter("对退费金额有异议")
        assert hands.name == "CaseScreen", hands.seen()
        await write_decision(hands)
        assert "COMP-10" in hands.seen(), "it says whether the first decision stands"
        await hands.press("escape")
        await hands.type("维持原处理决定。")
        await hands.press("f10")
        await print_notice(hands)
        await tell(hands)
        assert hands.name == "CaseScreen", hands.seen()

    do(busy, script)
    case = now(busy, view)
    assert case.state == "told"
    assert "维持原处理决定" in case.recheck_decision.decision
    assert case.recheck_notice is not None


def test_other_feedback_is_answered_not_decided(busy: Desk) -> None:
    """DESK-08: a suggestion is told in words; there is nothing to decide, and the screen says so."""
    view = a_case(busy, type="suggestion")

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        for part in ("1", "5"):
            await hands.press(part)
            assert "没有这一步" in hands.seen(), "its dates are no dates of the law: no file moves them"
            await hands.press("escape")
        await hands.press("7", "5")
        await hands.enter("电话录音 2026-77")
        await hands.type("已转产品部门研究。")
        await sure(hands)
        assert hands.name == "CaseScreen", hands.seen()
        await hands.press("0", "1")
        await sure(hands)

    do(busy, script)
    assert now(busy, view).state == "closed"


@longer
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
            hands.screen.query_one(PageForm).focus_field("path")
            await hands.press("ctrl+u")
            await hands.enter(str(path))
            await hands.press("f10")
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


def test_the_course_says_how_often_it_was_pressed_for(busy: Desk) -> None:
    """If it fails, a call that asks where the case stands leaves no trace on the screen (DESK-08)."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("4", "5")
        await hands.press("enter")
        await hands.enter("何时有结果？")
        await hands.press("f10")
        assert hands.name == "CaseScreen", hands.seen()
        assert "已催办 1 次" in hands.seen()

    do(busy, script)
    assert len(now(busy, view).urged) == 1


@longer
def test_a_case_goes_to_somebody_else_and_can_be_withdrawn(busy: Desk) -> None:
    """DESK-18, COMP-07. If it fails, the Enter that ends a line also ends the case."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "2")
        await hands.enter("zhou")
        await hands.press("f10")
        assert hands.name == "CaseScreen", hands.seen()
        await hands.press("0", "6")
        await hands.enter("客户来电撤回")
        await hands.press("5")
        await hands.enter("录音 0417")
        await hands.press("enter")
        assert now(busy, view).state != "withdrawn"
        await agree(hands)
        assert hands.name == "CaseScreen", hands.seen()

        assert "撤回方式" in hands.seen(), "who withdraws tells the bank, and is not told"

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
        screen.form.focus_field("about.people")  # type: ignore[attr-defined]
        logins = [one.key for one in screen.form.rows["about.people"].field.options]  # type: ignore[attr-defined]
        await hands.press(str(logins.index("demo") + 1), "f10")
        await hands.pilot.pause()
        assert "COMP-04" in hands.seen()
        assert "已保存" in hands.seen(), "what was typed is not lost, and somebody has the case"
        assert view.case.claim not in hands.seen()
        await hands.press("escape", "escape", "escape")
        assert view.case.claim not in hands.seen()

    do(busy, script)
    with acting(busy, "he"):
        assert now(busy, view).about.people == ("demo",)


IMPOSSIBLE: dict[str, tuple[str, Callable[[Desk, CaseView, Path], CaseView] | None]] = {
    "7": ("COMP-09", None),
    "9": ("COMP-16", None),
    "3": ("DESK-08", told),
    "5": ("DESK-08", told),
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


@exhaustive
def test_an_ended_case_does_not_tell_one_to_link_a_sale(busy: Desk, tmp_path: Path) -> None:
    """What it told one to do was not offered; it is reopened first (COMP-07)."""
    view = closed(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("9", "9")
        assert hands.name == "RefusedDialog"
        assert "COMP-16" not in hands.seen()

    do(busy, script)


def test_a_letter_before_its_time_is_refused_and_a_printed_one_comes_again(busy: Desk, tmp_path: Path) -> None:
    """The list of letters offers all kinds; what is printed again is the same paper, and says who printed it when."""
    view = decided(busy, a_case(busy), tmp_path)
    papers = busy.folder / "papers"

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("6", "2")
        assert "COMP-05" in hands.seen()
        await hands.press("escape")
        await print_notice(hands)
        (path,) = papers.glob("*.pdf")
        first = done(papercheck.check(busy, path))
        path.unlink()
        await hands.press("6", "6")
        again = done(papercheck.check(busy, path))
        assert (again.verdict, again.number) == ("same", first.number)

    do(busy, script)


def test_words_that_should_not_reach_a_client_are_seen_before_the_letter_is_printed(busy: Desk) -> None:
    """SALE-11: if it fails, a promise of principal goes out in the bank's name before anybody was warned."""
    view = a_case(busy)
    words = DECISION.model_copy(update={"facts": "客户经理曾承诺“保本”。"})
    view = done(deciding.draft(busy, view.case.id, view.case.version, words))
    view = done(deciding.decide(busy, view.case.id, view.case.version))

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press(*["down"] * 5)
        assert "SALE-11" in hands.seen()
        assert not list((busy.folder / "papers").glob("*.pdf"))

    do(busy, script)


@longer
def test_a_half_typed_act_is_offered_again(busy: Desk) -> None:
    """A power cut in the middle of an answer or a decision costs nothing; it stands on the first screen until done."""
    view = a_case(busy)

    async def half(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("3", "5")
        await hands.keys("abc")
        kept = drafts_of(busy, view.case.id)
        assert [(one.values["act"], one.values["text"]) for one in kept] == [("answer", "abc")]

    async def decision(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        await hands.keys("xyz")

    async def again(hands: Hands) -> None:
        assert re.search(rf"{view.case.no} +{view.case.complainant.name}", hands.seen()), hands.seen()
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
        await hands.press("ctrl+p", "0", "enter")
        assert "abc" in hands.seen()
        assert len(drafts_of(busy, view.case.id)) == 1
        await hands.press("ctrl+p", "0", "1")
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


def test_what_is_refused_asks_for_no_yes(busy: Desk, tmp_path: Path) -> None:
    """A case cannot be reopened before it ended: "are you sure?" first, and then no, is asked in vain."""
    view = closed(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        case_acts.do_act(hands.screen, "reopen")  # type: ignore[arg-type]
        await hands.pilot.pause()
        hands.screen.query_one(PageForm).focus_field("reopened_at")
        await hands.press("ctrl+u")
        await hands.enter("2020-01-01 10:00")
        await hands.type("补充材料")
        await hands.press("f10")
        assert hands.name == "RefusedDialog", hands.seen()

    do(busy, script)
    assert now(busy, view).state == "closed"


@pytest.mark.parametrize("far", [decided, told, closed])
def test_a_look_at_the_dates_of_a_case_that_is_decided_moves_none(
    busy: Desk, tmp_path: Path, far: Callable[[Desk, CaseView, Path], CaseView]
) -> None:
    """Enter on its deadlines stood at once in the act that makes them run anew, and undoes the decision."""
    view = far(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("1")
        assert hands.name == "Choose"

    do(busy, script)
