"""A rate at the screen: one that is far from the last asks why before it counts (SUIT-03)."""

from datetime import timedelta
from decimal import Decimal

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import rates
from support.desks import done
from support.people import staff
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive


def test_a_rate_the_other_way_round_asks_why(full: Desk) -> None:
    """Whoever typed 0.14 for 7.1 sees it at the field where the reason goes, and mends it or says why."""
    full.actor = staff("keeper", "product_keeper")
    done(rates.enter(full, "AUD", Decimal("4.7"), full.today() - timedelta(1), "总行牌价"))

    async def walk(see: Driver) -> None:
        await see.press("ctrl+p")
        await see.type("汇率")
        await see.press("enter")
        assert "与上次相差过大的理由" in see.text
        assert cut_off(see.app) == []
        await see.type("AUD")
        await see.press("enter")
        for text in ("0.21", "", "总行牌价"):
            await see.type(text)
            await see.press("enter")
        await see.press("f10")
        assert "与上次的 4.7" in see.text
        await see.type("总行更正")
        await see.press("f10")
        (entered,) = (one for one in done(rates.rates(full)) if one.currency == "AUD")
        assert (entered.rate, entered.source) == (Decimal("0.21"), "总行牌价；总行更正")

    drive(app_over(full), walk)
