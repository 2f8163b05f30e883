"""Who was never assessed, at the screen: a deposit at once, the questionnaire when something else is wanted."""

import pytest

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from support.clock import Clock
from support.desks import done
from support.people import product
from support.tiers import also
from support.walk import put_on
from tui.sale.cases import a_client
from tui.sale.hands import Hands
from tui.sale.test_match import in_sale
from tui.sale.whole import cut_off


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_a_deposit_needs_no_questionnaire_and_the_rest_leads_there(shop: Desk, clock: Clock, lang: str) -> None:
    """If it fails, a saver is held at the questionnaire, or nobody finds it from a product that waits for it."""
    put_on(shop, product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None))
    clock.forward(minutes=1)
    sale = done(sales.start(shop, a_client(shop).id)).sale.id

    async def act(hands: Hands) -> None:
        assert hands.name == "HaltScreen"
        assert "SUIT-20" in hands.seen()
        assert cut_off(hands.app) == []
        await hands.press("1", "f10")
        assert hands.name == "MatchScreen"
        assert cut_off(hands.app) == []
        await hands.press("ctrl+p", "2", "enter")
        assert hands.name == "AssessHere"
        await hands.press("1")
        assert hands.name == "StartScreen"
        await hands.press("escape")

    async def buys(hands: Hands) -> None:
        assert hands.name == "WishScreen"
        await hands.press("f10", "enter", *"20000", "f10")
        assert hands.name == "DiscloseScreen"

    in_sale(shop, sale, act, lang="en" if lang == "en" else "zh")
    if lang == "zh":
        in_sale(shop, sale, buys)
        choice = done(sales.view(shop, sale)).sale.choice
        assert choice is not None
        assert choice.code == "D-01"
