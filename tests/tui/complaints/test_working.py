"""Working a case by its numbers: to the delivered notice and to its close; what cannot be done is refused in words."""

from datetime import timedelta
from pathlib import Path

from complaints.kit import DECISION, acting, mended, told
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import work
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import DECISION_PARTS
from support.desks import done
from support.tiers import longer
from tui.complaints.doing import (
    a_case,
    do,
    last_case,
    minimum,
    now,
    open_case,
    print_notice,
    sure,
    tell,
    write_decision,
)
from tui.sale.hands import Hands
from tui.sale.whole import cut_off
from tui.stage import flows

MOST_TO_NOTICE = 36


@flows
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
    (letter,) = (busy.folder / "papers").glob({"zh": "*决定告知书.pdf", "en": "*Notice of decision.pdf"}[lang])
    assert letter.read_bytes().startswith(b"%PDF-")
    assert cut == []


def test_what_closing_wants_is_listed_and_then_it_closes(busy: Desk, tmp_path: Path) -> None:
    """COMP-14, COMP-15: cause, action, owner, date, classes; nothing is left out, and the case leaves the board."""
    view = told(busy, a_case(busy), tmp_path)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "1")
        assert hands.name == "RefusedDialog", "before anything is asked"
        assert "COMP-14" in hands.seen()

    do(busy, script)
    mended(busy, done(looking.view(busy, view.case.id)))

    async def close(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("0", "1")
        await sure(hands)
        assert hands.name == "CaseScreen"

    do(busy, close)
    assert now(busy, view).state == "closed"


def test_a_corrective_action_through_the_form(busy: Desk, tmp_path: Path) -> None:
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
    plan = now(busy, view).corrective_action
    assert (plan.cause, plan.owner, plan.due) == ("话术缺少费用说明", "zhou", due)
    assert plan.check_on == due + timedelta(busy.pack.complaints.effect_days)


@longer
def test_no_decision_with_an_empty_part(busy: Desk) -> None:
    """COMP-09: if it fails, a letter leaves without what the complainant must be told."""
    view = a_case(busy)

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        for part in DECISION_PARTS:
            await hands.press("5")
            for one in DECISION_PARTS:
                text = "" if one == part else getattr(DECISION, one)
                hands.screen.query_one(f"#{one}").value = text  # type: ignore[attr-defined]
            await hands.press("f10")
            assert hands.name == "RefusedDialog", part
            assert "COMP-09" in hands.seen(), part
            await hands.press("escape")
            assert hands.app.focused is hands.screen.query_one(f"#{part}")
            await hands.press("escape", "6", "3")
            assert hands.name == "RefusedDialog", part
            assert "COMP-09" in hands.seen(), part
            await hands.press("escape")
            assert hands.name == "CaseScreen", part

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


def test_that_nothing_can_be_decided_yet_is_said_before_it_is_written(busy: Desk) -> None:
    """COMP-10: a whole decision was typed, and only then it was said that the branch has yet to name who reviews."""
    view = a_case(busy)
    busy.branch = busy.branch.model_copy(update={"review": ""})

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        await hands.press("5")
        assert "网点资料没有写明投诉由谁核查" in hands.seen()
        await hands.type("经核实，")
        await hands.press("escape", "5")
        assert "经核实" in hands.seen()

    do(busy, script)


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
        await hands.press("f10")
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
