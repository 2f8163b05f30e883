"""Telling: every item read to its end, in order; a wrong answer leads back to its paragraph."""

import pytest

from rmdesk.desk import sales, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang, Text
from rmdesk.formpack import Pack
from rmdesk.locale import tr
from rmdesk.tui.kit.bars import KeyLine
from rmdesk.tui.sale.disclose import DiscloseScreen
from rmdesk.tui.sale.understand import UnderstandScreen
from support.clock import Clock
from support.desks import done
from support.tiers import also
from tui.sale.cases import a_client, assessed, sale_at
from tui.sale.hands import Hands
from tui.sale.test_match import in_sale
from tui.sale.walk import acknowledged, right_key


def told(desk: Desk, sale: str) -> list[str]:
    """The items acknowledged so far."""
    return [one.item for one in done(sales.view(desk, sale)).sale.acknowledged]


def screen_of(hands: Hands) -> DiscloseScreen:
    """The disclosure on top."""
    assert isinstance(hands.screen, DiscloseScreen)
    return hands.screen


def test_an_item_is_acknowledged_only_at_its_end(shop: Desk, clock: Clock) -> None:
    """If it fails, a client acknowledges what nobody showed him (SUIT-22)."""
    long = "\n".join(f"第 {line} 行：请仔细阅读。" for line in range(1, 61))
    shop.pack = _longer(shop.pack, long)
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        assert not screen_of(hands).at_end
        await hands.press("right")
        assert screen_of(hands).at == 0
        presses = 0
        while not told(shop, sale):
            assert "第 60 行" not in hands.seen() or screen_of(hands).at_end
            was_at_end = screen_of(hands).at_end
            await hands.press("space")
            presses += 1
            assert bool(told(shop, sale)) == was_at_end
        assert presses > 3

    in_sale(shop, sale, act)


def test_keys_are_called_as_what_they_do_now(shop: Desk, clock: Clock) -> None:
    """ "Confirmed" on an item that nobody had read, and the questions in bold before anything was told (SUIT-22)."""
    long = "\n".join(f"第 {line} 行：请仔细阅读。" for line in range(1, 61))
    shop.pack = _longer(shop.pack, long)
    sale = sale_at(shop, clock, "disclose")

    def keys(hands: Hands) -> str:
        return hands.seen().splitlines()[-1]

    async def act(hands: Hands) -> None:
        on, done_with = tr("zh", "sale.disclose.read_on"), tr("zh", "keys.acknowledge")
        assert f"Space {on}" in keys(hands)
        while not screen_of(hands).at_end:
            await hands.press("pagedown")
        screen_of(hands).refresh_keys()
        await hands.press("up", "down")
        assert f"Space {done_with}" in keys(hands)
        line, first = hands.screen.query_one(KeyLine), screen_of(hands)
        f10 = next(one for one in line.actions if one.id == "next")
        assert first.not_yet(f10)
        styles = {str(one.style) for one in line.render().spans if one.style == "dim"}  # type: ignore[union-attr]
        assert styles, "F10 is greyed until all is told, and says what is left"
        await acknowledged(hands, len(first.items))
        assert not first.not_yet(f10)

    in_sale(shop, sale, act)


def test_the_hint_stands_under_the_question(shop: Desk, clock: Clock) -> None:
    """How to answer stood ten empty lines below the answers, where nobody looks."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        await acknowledged(hands, len(screen_of(hands).items))
        assert isinstance(hands.screen, UnderstandScreen)
        await hands.pilot.pause(0.1)
        lines = hands.seen().splitlines()
        hint = next(at for at, line in enumerate(lines) if tr("zh", "sale.understand.hint") in line)
        assert any(line.strip() for line in lines[hint - 2 : hint]), hands.seen()
        assert not any(line.strip() for line in lines[hint + 1 : -1]), hands.seen()

    in_sale(shop, sale, act)


def _longer(pack: Pack, text: str) -> Pack:
    """The pack with a long first item for wealth products."""
    disclosure = pack.disclosure("wealth")
    before = disclosure.items[0].text.zh
    file = "disclosures/wealth.toml"
    assert before in pack.files[file]
    return Pack.of({**pack.files, file: pack.files[file].replace(before, text.replace("\n", "\\n"))})


def test_items_are_told_in_order_and_can_be_looked_at_again(shop: Desk, clock: Clock) -> None:
    """If it fails, an item is passed over, or a client cannot ask to see one again."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        said = "".join(hands.seen().split())
        assert "录音录像" in said, "the client hears of the recording before anything else (SALE-09)"
        await hands.press("right", "right")
        await acknowledged(hands, 2)
        assert "录音录像" not in "".join(hands.seen().split())
        assert told(shop, sale) == ["basics", "level"]
        await hands.press("left", "left")
        assert screen_of(hands).at == 0
        await hands.press("space", "right")
        assert screen_of(hands).at == 2
        assert told(shop, sale) == ["basics", "level"]

    in_sale(shop, sale, act)


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_the_worst_case_is_worked_out_for_this_client(shop: Desk, clock: Clock, lang: Lang) -> None:
    """If it fails, the client hears of a loss but not how much of his own money it is."""

    async def act(hands: Hands) -> None:
        await acknowledged(hands, 2)
        while not screen_of(hands).at_end:
            await hands.press("space")
        seen = hands.seen()
        assert "20,000.00" in seen
        assert "180,000.00" in seen
        await hands.press("f5")
        assert screen_of(hands).items[2].script.of(lang)[:6] in hands.seen()

    in_sale(shop, sale_at(shop, clock, "disclose"), act, lang=lang)


def test_a_wrong_answer_leads_back_to_its_paragraph(shop: Desk, clock: Clock) -> None:
    """If it fails, a client who did not understand buys all the same (SUIT-22)."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        await acknowledged(hands, 6)
        screen = hands.screen
        assert isinstance(screen, UnderstandScreen)
        question, right = screen.due(), right_key(screen)
        assert question is not None
        await hands.press("2" if right == "1" else "1")
        assert screen_of(hands).items[screen_of(hands).at].id == question.item
        assert len(hands.app._notifications) == 1
        await acknowledged(hands)
        assert not list(hands.app._notifications), "what was told of the page before covers the next one"
        assert isinstance(hands.screen, UnderstandScreen)
        assert hands.screen.due() == question
        await hands.press(right)
        assert isinstance(hands.screen, UnderstandScreen)
        assert hands.screen.due() != question

    in_sale(shop, sale, act)
    assert [one.right for one in done(sales.view(shop, sale)).sale.understood] == [False, True]


def test_the_confirmation_cannot_be_reached_before_all_is_told(shop: Desk, clock: Clock) -> None:
    """If it fails, a client signs for what he was never told."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        assert hands.name == "RefusedDialog"
        assert "还有揭示项未确认" in hands.seen()
        await hands.press("escape")
        assert hands.name == "DiscloseScreen"

    in_sale(shop, sale, act)
    assert done(sales.view(shop, sale)).status.current == "disclose"
    assert told(shop, sale) == [], "only a deliberate Space acknowledges"


def test_what_was_acknowledged_at_once_is_shown_to_the_reviewer(shop: Desk, clock: Clock) -> None:
    """If it fails, nobody who looks later sees that a client was led through in seconds (SUIT-22)."""
    sale = sale_at(shop, clock, "disclose")

    async def act(hands: Hands) -> None:
        for spent in (9, 2, 0, 9, 3, 9):
            clock.forward(seconds=spent)
            await acknowledged(hands)
        while isinstance(hands.screen, UnderstandScreen):
            await hands.press(right_key(hands.screen))
        await hands.enter("REC-0003")
        assert hands.name == "ConfirmScreen"
        assert "2 项用时不足 3 秒" in hands.seen()

    in_sale(shop, sale, act)


def test_an_elder_client_is_warned_at_high_risk(shop: Desk, clock: Clock) -> None:
    """If it fails, the special care of SUIT-10 stays on paper."""
    client = a_client(shop, born="1955-03-05", id_type="passport", id_number="X1234567")
    assessed(shop, clock, client, "DDDADEDDEDDE")
    sale = sale_at(shop, clock, "disclose", code="W-03", client=client)

    async def act(hands: Hands) -> None:
        seen = ""
        while hands.name == "DiscloseScreen":
            seen += hands.seen()
            await hands.press("space")
        assert "SUIT-10" in seen
        questions = done(selling.questions(shop, sale))
        asked = set()
        while isinstance(hands.screen, UnderstandScreen):
            due = hands.screen.due()
            assert due is not None
            asked.add(due.id)
            assert "{" not in hands.seen()
            await hands.press(right_key(hands.screen))
        assert asked == {one.id for one in questions}
        assert len(asked) > 3
        await hands.enter("REC-0002")
        assert hands.name == "ConfirmScreen"
        assert "SUIT-10" in hands.seen()
        assert "2026-11-22" in hands.seen(), "the end of the time to think"

    in_sale(shop, sale, act)


def test_a_name_full_of_markup_is_told_as_it_is(shop: Desk, clock: Clock) -> None:
    """If it fails, a product's or client's name ends the program in front of the client."""
    client = a_client(shop, name="[/b]测试[red]")
    product = done(shelf.get(shop, "W-01"))
    done(shelf.put_on(shop, product.model_copy(update={"name": Text(zh="[/]稳利[b]", en="[/]x[b]")})))
    assessed(shop, clock, client)

    async def act(hands: Hands) -> None:
        assert "[/b]测试[red]" in hands.seen()
        assert "[/]稳利[b]" in hands.seen()
        await acknowledged(hands, 6)

    in_sale(shop, sale_at(shop, clock, "disclose", client=client), act)
