"""Match and choice: both lists with their reasons, the comparison, the one override there is."""

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.ranking import Wish
from rmdesk.domain.sale import STEPS
from rmdesk.faces.sale.products import wish_line
from rmdesk.faces.sale.status import untold
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.kit.steps import Steps
from rmdesk.tui.sale.match import MatchScreen
from support.clock import Clock
from support.desks import PASSWORD, done, rested
from support.people import product, text
from support.tiers import also
from support.walk import put_on
from tui.sale.cases import a_client, assessed, sale_at
from tui.sale.hands import Hands, at_desk
from tui.sale.whole import cut_off

Act = Callable[[Hands], Awaitable[None]]


def in_sale(desk: Desk, sale_id: str, act: Act, *, lang: Lang = "zh", size: tuple[int, int] = (80, 24)) -> None:
    """Open a sale where it stands and do something."""

    async def run() -> None:
        async with at_desk(desk, lang, size) as hands:
            hands.app.go(routes.Sale(sale_id))
            await hands.pilot.pause()
            await act(hands)

    asyncio.run(run())


def codes(hands: Hands, which: str) -> list[str]:
    """The products of one of the two lists."""
    return [row.key for row in hands.screen.query_one(f"#{which}", Rows).rows if row.tone != "head"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_lists_say_order_and_reasons(shop: Desk, clock: Clock, lang: Lang) -> None:
    """If it fails, a product is missing without a reason, or the order looks like advice (SUIT-28, SUIT-29)."""

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        seen = hands.seen()
        assert cut_off(hands.app) == []
        assert shop.pack.ranking.text.of(lang)[:20] in seen
        assert codes(hands, "offered") == ["W-02", "W-01", "D-01"]
        assert codes(hands, "withheld") == ["I-01", "W-03"], "the private product has no name here (SUIT-21)"
        assert "P-01" not in seen
        assert "SUIT-21" in seen
        await hands.press("ctrl+p", "2", "down")
        seen = hands.seen()
        assert "SUIT-02" in seen
        assert "R5" in seen
        assert "C3" in seen
        await hands.press("enter")
        assert hands.name == "RefusedDialog"

    in_sale(shop, sale_at(shop, clock, "match"), act, lang=lang)


def test_until_when_the_level_served_is_read_whole(shop: Desk, clock: Clock) -> None:
    """ "expired 2026-11-…": who sells could not say since when, and looked for it in the file."""
    sale = sale_at(shop, clock, "match", client=a_client(shop, name="魏来"))
    rested(shop, clock, days=400)

    async def act(hands: Hands) -> None:
        title = hands.seen().splitlines()[0]
        assert "C3 Balanced (expired 2027-11-21)" in title

    in_sale(shop, sale, act, lang="en")


def test_the_wish_comes_from_the_file_and_hides_nothing(shop: Desk, clock: Clock) -> None:
    """If it fails, the client is asked again, or a filter passes for a verdict."""
    client = a_client(shop, purpose="preserve", horizon="3y_5y", liquidity_need="low")
    assessed(shop, clock, client)

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        assert codes(hands, "offered")[0] == "D-01"
        assert sorted(codes(hands, "offered")) == ["D-01", "W-01", "W-02"]
        await hands.press("ctrl+p", "3")
        assert hands.name == "WishScreen"
        await hands.type("50万")
        await hands.press("f10")
        assert "500,000.00" in hands.seen()
        assert "不完全符合所填需求" in hands.seen()
        await hands.press("end", "enter")
        assert hands.name == "ChooseScreen"
        assert "不完全符合所填需求：投资目的 资产保值" in hands.seen()
        assert cut_off(hands.app) == []

    in_sale(shop, sale_at(shop, clock, "match", client=client), act)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wish_for_anything_says_of_what(shop: Desk, lang: Lang) -> None:
    """Two words "any" above the products tell nobody what was left open."""
    said = wish_line(shop, Wish(horizon="1y_3y"), lang)
    assert shop.pack.label("horizon", "1y_3y", lang) in said
    for name in ("goal", "liquidity"):
        assert tr(lang, f"sale.match.any_{name}") in said
    assert tr(lang, "sale.match.any_horizon") not in said


@pytest.mark.parametrize(
    ("lang", "size"), [("zh", (80, 24)), ("en", (120, 40)), also("en", (80, 24)), also("zh", (120, 40))]
)
def test_marked_products_stand_side_by_side(shop: Desk, clock: Clock, lang: Lang, size: tuple[int, int]) -> None:
    """If it fails, a client chooses without seeing level, worst case and fees beside each other."""

    async def act(hands: Hands) -> None:
        await hands.press("f10", "space")
        await hands.press("f7")
        assert hands.name == "MatchScreen", "one product is no comparison"
        await hands.press("space", "space", "f7")
        assert hands.name == "CompareScreen"
        assert cut_off(hands.app) == []
        seen = hands.seen()
        assert "R2" in seen
        assert "10%" in seen, "the share that may be lost: nobody named an amount"
        assert "1,000.00" not in seen.replace("10,000.00", "")
        await hands.press("escape")
        screen = hands.screen
        assert isinstance(screen, MatchScreen)
        assert sorted(screen.marked) == ["D-01", "W-01", "W-02"]
        await hands.press("f7", "2")
        assert hands.name == "ChooseScreen"
        assert screen_product(hands) == "W-01"

    in_sale(shop, sale_at(shop, clock, "match"), act, lang=lang, size=size)


def screen_product(hands: Hands) -> str:
    """The code of the product whose amount is asked."""
    code: str = hands.screen.product.code  # type: ignore[attr-defined]
    return code


def test_an_amount_beyond_the_means_is_refused_on_the_spot(shop: Desk, clock: Clock) -> None:
    """If it fails, a client puts too much into one product (SUIT-03), or cannot see why not."""
    sale = sale_at(shop, clock, "match")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "enter")
        await hands.enter("9,000,000")
        assert "SUIT-03" in hands.seen()
        await hands.press("ctrl+u")
        await hands.enter("50")
        assert "DESK-03" in hands.seen()
        await hands.press("ctrl+u")
        await hands.enter("不知道")
        assert hands.name == "ChooseScreen"
        await hands.press("escape")
        assert hands.name == "MatchScreen"

    in_sale(shop, sale, act)
    assert done(sales.view(shop, sale)).sale.choice is None


def test_another_amount_after_the_telling(shop: Desk, clock: Clock) -> None:
    """If it fails, a client who wants more of what was explained hears all of it again, or nothing of what changed."""
    sale = sale_at(shop, clock, "confirm")
    told = len(done(sales.view(shop, sale)).sale.acknowledged)

    async def act(hands: Hands) -> None:
        await hands.press("ctrl+p", "3")
        assert hands.name == "MatchScreen"
        await hands.press("enter")
        assert hands.name == "ChooseScreen"
        await hands.press("ctrl+u")
        await hands.enter("210,000")
        assert hands.name == "DiscloseScreen"

    in_sale(shop, sale, act)
    view = done(sales.view(shop, sale))
    assert view.sale.choice is not None
    assert view.sale.choice.amount == 210_000
    assert 0 < len(untold(view)) < told


def test_one_more_product_in_the_same_visit(shop: Desk, clock: Clock) -> None:
    """If it fails, who buys two products begins a second visit and signs everything twice (SALE-13)."""
    sale = sale_at(shop, clock, "archive")

    async def act(hands: Hands) -> None:
        await hands.press("plus")
        assert hands.name == "WishScreen"
        await hands.press("f10")
        assert hands.name == "MatchScreen"

    in_sale(shop, sale, act)
    first, second = (done(sales.view(shop, one)).sale for one in (sale, "J-0002"))
    assert first.visit_id == second.visit_id


def test_only_insurance_has_a_way_for_the_client_who_insists(shop: Desk, clock: Clock) -> None:
    """If it fails, a misfit is sold without the client's own word, or a word is enough for everything (SUIT-25)."""
    sale = sale_at(shop, clock, "match")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "ctrl+p", "2", "enter")
        assert hands.name == "OwnChoice"
        assert cut_off(hands.app) == []
        await hands.press("1")
        assert hands.name == "MatchScreen"
        await hands.press("enter", "2")
        assert hands.name == "ChooseScreen"
        await hands.enter("10000")
        await hands.enter(PASSWORD)
        assert hands.name == "DiscloseScreen"

    in_sale(shop, sale, act)
    choice = done(sales.view(shop, sale)).sale.choice
    assert choice is not None
    assert (choice.code, choice.amount, choice.own_choice) == ("I-01", Decimal(10_000), True)


def test_a_sale_can_be_ended_with_a_reason(shop: Desk, clock: Clock) -> None:
    """If it fails, dead sales stay on the list for ever, or vanish without a word."""
    sale = sale_at(shop, clock, "match")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "ctrl+p", "0")
        await hands.enter("客户改变主意")
        assert hands.name == "DoneScreen"
        assert "客户改变主意" in hands.seen()
        await hands.press("f8")
        assert hands.name == "DoneScreen", "nothing was printed: there is nothing to print again"

    in_sale(shop, sale, act)
    assert done(sales.view(shop, sale)).sale.abandoned == "客户改变主意"


def test_proposal_and_comparison_are_printed_from_the_lists(shop: Desk, clock: Clock) -> None:
    """If it fails, the client goes home without what was shown to him (DESK-04)."""

    async def act(hands: Hands) -> None:
        await hands.press("f10", "f8")
        assert hands.name == "RefusedDialog", "nobody named an amount"
        assert "DESK-04" in hands.seen()
        await hands.press("escape")
        await hands.press("ctrl+p", "1", "ctrl+u")
        await hands.enter("50000")
        await hands.press("f8")
        assert hands.name == "Message"
        await hands.press("enter")
        confirm = hands.app.screen.query_one(Steps).steps[STEPS.index("confirm")]
        assert confirm.state == "open", "what is to be confirmed was not printed, and calls nobody back"
        await hands.press("space", "space", "f7", "f8")
        assert hands.name == "Message"
        await hands.press("enter")
        assert hands.name == "CompareScreen"

    sale = sale_at(shop, clock, "match")
    in_sale(shop, sale, act)
    printed = sorted(path.stem.split("-", 2)[2] for path in (shop.folder / "papers").iterdir())
    assert printed == ["产品对比表", "投资建议书"]


def test_another_amount_is_tried_before_it_is_taken(shop: Desk, clock: Clock) -> None:
    """If it fails, a manager must choose a product and be refused to learn how much a client may put into it."""
    sale = sale_at(shop, clock, "match")
    made = []

    async def act(hands: Hands) -> None:
        await hands.press("f10", "ctrl+p", "1", "ctrl+u")
        await hands.type("9000000")
        await hands.pilot.pause(0.4)
        assert "SUIT-03" in hands.seen()
        await hands.press("escape")
        made.append(done(sales.view(shop, sale)).sale.opinion)
        await hands.press("ctrl+p", "1", "ctrl+u")
        await hands.enter("20000")
        assert hands.name == "MatchScreen"

    in_sale(shop, sale, act)
    taken = done(sales.view(shop, sale)).sale
    assert taken.wish.amount == 20_000
    assert made[0] is not None
    assert taken.opinion != made[0]


def test_products_of_one_series_are_told_apart_where_an_amount_is_tried(shop: Desk, clock: Clock) -> None:
    """Cut at their ends, two names of one series were one: which of them the verdict is of nobody could tell."""
    for at, years in enumerate("三五"):
        name = text(f"示例储蓄理财净值型开放式长期稳健持有系列产品{years}年期")
        put_on(shop, product(code=f"W-9{at}", name=name))
    sale = sale_at(shop, clock, "match")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "ctrl+p", "1", "ctrl+u")
        await hands.type("9000000")
        await hands.pilot.pause(0.4)
        seen = hands.seen()
        assert "三年期" in seen
        assert "五年期" in seen
        await hands.press("escape")

    in_sale(shop, sale, act)
