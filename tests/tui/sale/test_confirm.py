"""Papers out, papers back, signatures, the file; and coming back to a sale days later."""

import asyncio
from datetime import timedelta

import pytest

from rmdesk.desk import client_file, clients, confirming, people, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang
from rmdesk.faces.sale.status import shown_steps
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.kit.rows import Rows
from rmdesk.tui.kit.steps import Steps
from support.clock import Clock
from support.desks import COST, PASSWORD, done, rested
from support.people import product, staff
from support.tiers import also, longer
from tui.sale.cases import BALANCED, CAUTIOUS, a_client, assessed, sale_at
from tui.sale.hands import Hands, at_desk
from tui.sale.test_match import in_sale
from tui.sale.whole import cut_off

pytestmark = pytest.mark.usefixtures("papers_undrawn")


def test_nothing_is_countersigned_before_it_is_all_there(shop: Desk, clock: Clock) -> None:
    """If it fails, a sale is confirmed on papers that nobody printed or signed (SALE-13, SALE-03)."""
    sale = sale_at(shop, clock, "confirm")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "enter")
        await hands.press("f10")
        seen = hands.seen()
        assert hands.name == "RefusedDialog"
        assert "SALE-13" in seen
        assert "SALE-03" in seen
        await hands.press("escape", "1")
        await hands.press("2", "f10", "escape")
        assert done(sales.view(shop, sale)).sale.countersigned is None
        await hands.press("2", "6", "f10")
        assert done(sales.view(shop, sale)).sale.countersigned is not None

    in_sale(shop, sale, act)


def test_every_tick_is_kept_at_once(shop: Desk, clock: Clock) -> None:
    """If it fails, the manager counts papers twice after a break."""
    sale = sale_at(shop, clock, "confirm")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "enter", "2", "4", "6")

    in_sale(shop, sale, act)
    now = done(sales.view(shop, sale)).sale
    assert now.returned == ("disclosure_book", "questionnaire")
    assert now.sentence_seen


@pytest.mark.parametrize("mouse", [False, True])
def test_an_enter_or_click_too_many_states_nothing(shop: Desk, clock: Clock, *, mouse: bool) -> None:
    """If it fails, the Enter that closes a message also says that the papers came back signed (SALE-03, SALE-13)."""
    sale = sale_at(shop, clock, "confirm")

    async def act(hands: Hands) -> None:
        await hands.press("f10", "enter")
        rows = hands.screen.query_one("#checks", Rows)
        for at in range(len(rows.rows)):
            rows.pointed = at
            if mouse:
                await hands.pilot.click("#checks", offset=(10, at))
            else:
                await hands.press("enter")
        now = done(sales.view(shop, sale)).sale
        assert (now.returned, now.sentence_seen, now.countersigned) == ((), False, None)
        rows.pointed = 0
        await hands.press("space")
        assert done(sales.view(shop, sale)).sale.returned != ()

    in_sale(shop, sale, act)


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_a_second_person_reviews_with_his_own_password(shop: Desk, clock: Clock, lang: Lang) -> None:
    """If it fails, the same hands sell and review (SALE-13), or the review cannot be done at the counter."""
    risky = product(code="W-09", issuer_level="R4", bank_level="R4")
    done(shelf.put_on(shop, risky))
    done(people.add(shop, staff("second", "reviewer"), "second-password", PASSWORD, COST))
    client = a_client(shop)
    assessed(shop, clock, client, "BDDADEDDDDDE")
    sale = sale_at(shop, clock, "archive", code="W-09", client=client)

    async def act(hands: Hands) -> None:
        assert cut_off(hands.app) == []
        await hands.press("f10")
        assert hands.name == "SaleReviewScreen"
        assert cut_off(hands.app) == []
        rows = hands.screen.query_one(Rows)
        papers = [row.key for row in rows.rows if row.key.startswith("paper:")]
        await hands.press("1", "escape")
        assert rows.rows[rows.pointed].key == papers[0], "whoever leaves the question is led to the papers"
        await hands.press("enter", "escape")
        assert rows.rows[rows.pointed].key == papers[1], "then the next one"
        await hands.press("1")
        assert cut_off(hands.app) == []
        said = hands.seen()
        titles = [row.cells[0] for row in rows.rows if row.key in papers]
        assert titles[0] not in said, "it was opened"
        assert titles[1] in said, "whoever accepts is told what was not"
        await hands.enter("wrong")
        assert done(sales.view(shop, sale)).sale.reviewed is None
        await hands.press("ctrl+u")
        await hands.enter("second-password")
        reviewed = done(sales.view(shop, sale)).sale.reviewed
        assert reviewed is not None
        assert reviewed.by == "second"
        await hands.press("f10", "enter")
        assert hands.name == "DoneScreen"
        hint = tr(lang, "sale.done.hint", next=tr(lang, "keys.f10.done"))
        assert hint in hands.seen(), "it names the key that goes on"

    in_sale(shop, sale, act, lang=lang)


def test_a_character_that_the_font_lacks_is_named_when_printed(shop: Desk, clock: Clock) -> None:
    """If it fails, a client's name comes out of the printer with a gap, and nobody writes it in (SALE-14)."""
    client = a_client(shop, name="测试\U0002a6d6")
    assessed(shop, clock, client)
    sale = sale_at(shop, clock, "confirm", client=client)

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        assert hands.name == "Choose"
        assert "U+2A6D6" in hands.seen()

    in_sale(shop, sale, act)
    assert done(sales.view(shop, sale)).sale.printed


@longer
def test_what_expired_meanwhile_is_said_and_one_key_leads_there(shop: Desk, clock: Clock) -> None:
    """If it fails, a sale goes on with a level that no longer serves, or nobody knows what to do (SUIT-20)."""
    client = a_client(shop, id_valid_until="long", id_type="passport", id_number="X1234567")
    assessed(shop, clock, client)
    sale = sale_at(shop, clock, "confirm", client=client)
    rested(shop, clock, days=400)

    async def act(hands: Hands) -> None:
        assert hands.name == "HaltScreen"
        seen = hands.seen()
        assert "SUIT-20" in seen
        assert "! 风险评估 2/6" in seen
        assert cut_off(hands.app) == []
        await hands.press("f10", "enter", "enter")
        for letter in BALANCED[1:]:
            clock.forward(seconds=5)
            await hands.press(letter.lower())
        await hands.press("f10", "f10")
        assert hands.name in ("HaltScreen", "WishScreen")
        await hands.press(*(["f10"] if hands.name == "HaltScreen" else []))
        assert hands.name == "WishScreen"

    in_sale(shop, sale, act)


def test_an_id_that_expired_meanwhile_is_said_and_then_stops_the_sale_at_its_field(shop: Desk, clock: Clock) -> None:
    """If it fails, nobody asks the client for the new document, or its field must be searched for (KYC-06)."""
    until = shop.today() + timedelta(days=5)
    client = a_client(shop, id_valid_until=until.isoformat(), id_type="passport", id_number="X1234567")
    sale = sale_at(shop, clock, "confirm", client=client)
    clock.forward(days=6)

    async def warned(hands: Hands) -> None:
        assert hands.name == "ConfirmScreen"
        assert f"{until} 到期" in hands.seen()
        assert cut_off(hands.app) == []

    async def stopped(hands: Hands) -> None:
        assert hands.name == "HaltScreen"
        await hands.press("f10")
        row = hands.screen.query_one(Rows).row
        assert row is not None
        assert row.key == "id_valid_until"

    in_sale(shop, sale, warned)
    clock.forward(days=shop.thresholds().id_grace_days)
    in_sale(shop, sale, stopped)


def test_a_product_that_was_regraded_is_matched_anew(shop: Desk, clock: Clock) -> None:
    """If it fails, a client buys at a level that he was not told of (SUIT-14)."""
    sale = sale_at(shop, clock, "disclose")
    done(shelf.regrade(shop, "W-01", "R3", "R3", "评级调整"))

    async def act(hands: Hands) -> None:
        assert hands.name == "HaltScreen"
        assert "SUIT-14" in hands.seen()
        await hands.press("f10")
        assert hands.name == "WishScreen"

    in_sale(shop, sale, act)


def test_a_file_that_lacks_something_is_completed_on_the_way(shop: Desk, clock: Clock) -> None:
    """If it fails, a sale ends at a missing tick, far from where it can be set (DATA-01)."""
    client = a_client(shop)
    assessed(shop, clock, client)
    sale = sale_at(shop, clock, "match", client=client)
    done(clients.change(shop, client.id, {**client.profile, "notice_given": "no"}, "更正"))

    async def act(hands: Hands) -> None:
        assert hands.name == "HaltScreen"
        assert "DATA-01" in hands.seen()
        await hands.press("f10")
        assert hands.name == "ReviewScreen"
        rows = hands.screen.query_one("#review")
        at = next(at for at, row in enumerate(rows.rows) if row.key == "notice_given")  # type: ignore[attr-defined]
        rows.pointed = at  # type: ignore[attr-defined]
        await hands.press("enter", "1")
        await hands.press("f10", "f10")
        await hands.enter("已补交")
        assert hands.name == "WishScreen"

    in_sale(shop, sale, act)


def test_a_level_that_was_not_confirmed_is_confirmed_on_the_way(shop: Desk, clock: Clock) -> None:
    """If it fails, a client answers the whole form again only to say yes (SUIT-19)."""
    client = a_client(shop)
    assessed(shop, clock, client, CAUTIOUS)
    rested(shop, clock, days=30)
    assessed(shop, clock, client)
    sale = done(sales.start(shop, client.id)).sale.id

    async def act(hands: Hands) -> None:
        assert "SUIT-19" in hands.seen()
        await hands.press("f10", "f10", "f10")
        assert hands.name == "WishScreen"

    in_sale(shop, sale, act)


@pytest.mark.parametrize("step", ["assess", "match", "disclose", "confirm", "archive"])
def test_esc_leaves_any_step_and_nothing_is_lost(shop: Desk, clock: Clock, step: str) -> None:
    """If it fails, a manager who is called away starts again, or cannot get away."""
    sale = sale_at(shop, clock, step)  # type: ignore[arg-type]
    before = done(sales.view(shop, sale)).sale

    async def act(hands: Hands) -> None:
        first = hands.name
        await hands.press("escape")
        assert hands.name == "HomeScreen"
        hands.app.go(routes.Sale(sale))
        await hands.pilot.pause()
        assert hands.name == first

    in_sale(shop, sale, act)
    assert done(sales.view(shop, sale)).sale == before


def test_a_closed_sale_shows_what_follows(shop: Desk, clock: Clock) -> None:
    """If it fails, nobody knows what the branch owes after a sale (DESK-07)."""
    sale = sale_at(shop, clock, "archive")
    done(confirming.archive(shop, sale, "A-1"))

    async def run() -> None:
        async with at_desk(shop) as hands:
            hands.app.go(routes.Sale(sale))
            await hands.pilot.pause()
            assert hands.name == "DoneScreen"
            assert "DESK-07" in hands.seen()
            await hands.press("f8", "3")
            assert hands.name == "Message"
            await hands.press("enter", "f10")
            assert hands.name == "HomeScreen"

    asyncio.run(run())


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_a_filed_sale_leads_on_to_what_is_open_of_the_visit(shop: Desk, clock: Clock, lang: Lang) -> None:
    """If it fails, the client's second purchase of the day is forgotten once the first one is filed."""
    first = sale_at(shop, clock, "archive")
    view = done(sales.view(shop, first)).sale
    elsewhere = sale_at(shop, clock, "match")  # another client's, in a visit of its own
    second = done(sales.start(shop, view.client_id, view.visit_id)).sale

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        await hands.enter("A-1")
        assert hands.name == "DoneScreen"
        assert second.no in hands.seen()
        assert done(sales.view(shop, elsewhere)).sale.no not in hands.seen()
        assert cut_off(hands.app) == []
        await hands.press("f10")
        assert hands.name == "WishScreen"
        assert second.no in hands.seen()

    in_sale(shop, first, act, lang=lang)


def test_the_order_number_of_an_agent_system_is_noted_before_the_file(shop: Desk, clock: Clock) -> None:
    """If it fails, an order in the agency system cannot be found from the sale (SALE-15)."""
    sale = sale_at(shop, clock, "archive")
    done(keeping.change(shop, "W-01", {"order_system": "示例代销系统"}, "代销上线"))

    async def act(hands: Hands) -> None:
        assert "示例代销系统订单号" in hands.seen()
        assert "F10 登记订单号" in hands.seen()
        await hands.press("f10", *"DX7", "enter")
        await hands.pilot.pause()
        assert "F10 归档" in hands.seen()

    in_sale(shop, sale, act)
    noted = done(sales.view(shop, sale)).sale.order
    assert noted is not None
    assert noted.number == "DX7"


def test_no_number_of_a_paper_moves_by_the_printing(shop: Desk, clock: Clock) -> None:
    """5 was one paper before they were printed and unticked another one afterwards (SALE-03)."""
    sale = sale_at(shop, clock, "confirm")

    async def act(hands: Hands) -> None:
        def papers() -> list[tuple[int, str]]:
            rows = hands.screen.query_one("#checks", Rows).rows
            return [(at, one.key) for at, one in enumerate(rows) if one.key.startswith(("all", "paper", "sentence"))]

        before = papers()
        await hands.press("f10", "enter")
        assert papers() == before

    in_sale(shop, sale, act)


def test_a_book_is_called_as_it_is_printed(shop: Desk, clock: Clock) -> None:
    """A deposit's paper stood as a risk disclosure in the list, and as what it is on paper: one paper, two names."""
    sale = sale_at(shop, clock, "confirm")
    view = done(sales.view(shop, sale))
    assert view.context.product is not None
    title = shop.pack.families.of(view.context.product.family).words.title
    assert paper_title(shop.pack, "disclosure_book", "zh", "deposit") == "存款产品说明书"

    async def act(hands: Hands) -> None:
        rows = {one.key: one.cells[0] for one in hands.screen.query_one("#checks", Rows).rows}
        assert rows["paper:disclosure_book"] == title.zh
        await hands.press("f10")
        assert "已存为文件" in hands.seen(), "nothing went to a printer"
        await hands.press("enter")

    in_sale(shop, sale, act)
    (paper,) = (
        one for one in done(client_file.read(shop, view.sale.client_id)).papers if one.kind == "disclosure_book"
    )
    assert paper.family == view.context.product.family


def test_who_chooses_again_stands_at_the_match(shop: Desk, clock: Clock) -> None:
    """The line of steps said "▸ Confirm" above the list to choose from."""
    sale = sale_at(shop, clock, "confirm")

    async def act(hands: Hands) -> None:
        steps = hands.screen.query_one(Steps)
        assert steps.at == 4
        await hands.press("ctrl+p", "3")
        steps = hands.screen.query_one(Steps)
        assert (hands.name, steps.at) == ("MatchScreen", 2)

    in_sale(shop, sale, act)


def test_a_sale_that_was_ended_says_how_far_it_got(shop: Desk, clock: Clock) -> None:
    """Six dots, as if nothing had been done, of a client who heard the fees and then did not buy."""
    sale = sale_at(shop, clock, "disclose")
    done(sales.abandon(shop, sale, "客户听完费用后决定不买"))
    steps = shown_steps(done(sales.view(shop, sale)), shop.pack, "zh")
    assert [one.state for one in steps] == ["done", "done", "done", "open", "open", "open"]
