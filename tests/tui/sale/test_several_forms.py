"""Several questionnaires at the screen: which one is asked, or follows from the product that waits for it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from rmdesk.desk import assess, sales
from rmdesk.desk.desk import Desk
from rmdesk.tui import routes
from support.clock import Clock
from support.desks import done, new_desk
from support.people import product
from support.two_forms import TITLE, two_form_pack
from support.walk import assessed, put_on
from tui.sale.cases import a_client
from tui.sale.hands import Hands, at_desk
from tui.sale.test_match import in_sale
from tui.sale.whole import cut_off


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk whose pack has two questionnaires for persons, and a product of either regime."""
    with new_desk(tmp_path / "desk", two_form_pack(), clock) as one:
        put_on(one, product(), product(code="F-01", family="fund", regime="securities"))
        yield one


def test_which_questionnaire_is_asked_from_the_file(desk: Desk) -> None:
    """If it fails, the second questionnaire cannot be taken at all, or the first is taken for it."""
    client = a_client(desk)

    async def run() -> None:
        async with at_desk(desk) as hands:
            hands.app.go(routes.Questionnaire(client.id))
            await hands.pilot.pause()
            assert TITLE in hands.seen()
            assert cut_off(hands.app) == []
            await hands.press("f10")
            assert hands.name == "StartScreen", "none is preselected"
            await hands.press("2", "f10")
            assert hands.name == "QuestionsScreen"
            await hands.press("b")
            await hands.press("escape")
            hands.app.go(routes.Questionnaire(client.id))
            await hands.pilot.pause()
            assert hands.name == "QuestionsScreen", "what was begun is gone on with"

    asyncio.run(run())
    take = done(assess.begin(desk, client.id, questionnaire="securities"))
    assert len(take.answers) == 2, "the age and the first letter"
    assert len(done(assess.begin(desk, client.id)).answers) == 1


def test_a_product_leads_to_its_own_questionnaire(desk: Desk, clock: Clock) -> None:
    """If it fails, a manager has the wrong form answered and the product still waits (SUIT-24)."""
    client = a_client(desk)
    assessed(desk, client)
    clock.forward(minutes=1)
    sale = done(sales.start(desk, client.id)).sale.id

    async def act(hands: Hands) -> None:
        await hands.press("f10")
        assert hands.name == "MatchScreen"
        assert TITLE in hands.seen()
        await hands.press("ctrl+p", "4")
        assert hands.name == "StartScreen"
        assert TITLE in hands.seen()

    in_sale(desk, sale, act)
