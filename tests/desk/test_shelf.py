"""The shelf: what is not coherent never gets on it, what is on it is found, and a match is of the day's shelf."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.desk import selling
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import listing
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.listing import Sought
from rmdesk.domain.base import Text
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import insurance, private, product, text
from support.walk import assessed, put_on, register, start


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"bank_level": "R9"}, "INPUT.choice"),
        ({"issuer_level": ""}, "INPUT.choice"),
        ({"family": "fund", "regime": "none"}, "INPUT.choice"),
        ({"family": "wealth", "regime": "insurance"}, "INPUT.choice"),
        ({"family": "insurance", "regime": "bank"}, "INPUT.choice"),
        ({"family": "insurance", "regime": "insurance"}, "INPUT.required"),
        ({"family": "private", "regime": "securities"}, "INPUT.required"),
        ({"minimum": Decimal(-1)}, "INPUT.amount"),
        ({"step": Decimal(0)}, "INPUT.required"),
        ({"worst_loss": Decimal("NaN")}, "INPUT.amount"),
        ({"code": "  "}, "INPUT.required"),
        ({"summary": Text(zh="稳赚不赔", en="…")}, "SALE-11"),
        ({"worst_case": Text(zh="本产品保本", en="…")}, "SALE-11"),
    ],
)
def test_what_the_rules_could_not_be_asked_about_stays_off_the_shelf(
    desk: Desk, over: dict[str, Any], case: str
) -> None:
    """An unknown level, a fund without a regime, an insurance without its terms, a promise in its texts."""
    assert codes(shelf.put_on(desk, product().model_copy(update=over))) == [case]
    assert done(shelf.products(desk)) == ()


def test_what_is_coherent_gets_on_it(desk: Desk) -> None:
    """Every family, and a code typed in lower case is the same code."""
    put_on(desk, product(code=" w-09 "), insurance(), private(), product(code="B-1", family="bond", regime="none"))
    assert [one.code for one in done(shelf.products(desk))] == ["B-1", "I-01", "P-01", "W-09"]
    assert done(shelf.get(desk, "w-09")).code == "W-09"


def test_what_cannot_be_left_on_any_day_carries_the_liquidity_risk(desk: Desk) -> None:
    """A paper said that there is no way out within the term, and explained no liquidity risk: it is told whatever the
    keeper's list says (DESK-03). Nothing is lost by leaving a deposit early."""
    assert done(shelf.put_on(desk, product(risks=("market",)))).risks == ("market", "liquidity")
    assert done(shelf.put_on(desk, product(code="W-02", risks=("market",), liquidity="daily"))).risks == ("market",)
    deposit = product(code="D-01", family="deposit", regime="none", issuer_level=None, bank_level=None, risks=("rate",))
    assert done(shelf.put_on(desk, deposit)).risks == ("rate",)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_change_of_the_shelf_says_why(desk: Desk, reason: str) -> None:
    """SUIT-14, DESK-03: an unexplained change cannot be looked into later."""
    put_on(desk, product())
    assert codes(shelf.regrade(desk, "W-01", "R3", "R3", reason)) == ["INPUT.required"]
    assert codes(shelf.set_status(desk, "W-01", "suspended", reason)) == ["INPUT.required"]
    assert codes(shelf.regrade(desk, "W-77", "R3", "R3", "x")) == ["INPUT.unknown"]
    assert codes(shelf.regrade(desk, "W-01", "R3", "R7", "x")) == ["INPUT.choice"]


def test_a_suspended_product_is_offered_again_when_it_is_resumed(desk: Desk, clock: Clock) -> None:
    """DESK-03: the reason is the shelf's, not the client's."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    done(shelf.set_status(desk, "W-01", "suspended", "总行通知"))
    walk = start(desk, clock, client).match()
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["DESK-03.suspended"]
    done(shelf.set_status(desk, "W-01", "listed", "恢复"))
    walk.match().choose("W-01")


def test_a_product_that_was_listed_after_the_match_was_not_judged_by_it(desk: Desk, clock: Clock) -> None:
    """SALE-01: what is chosen stands in the opinion."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    put_on(desk, product(code="W-02", name=text("示例新品")))
    assert codes(selling.choose(desk, walk.id, "W-02", Decimal(20_000))) == ["SALE-01.step"]
    walk.match().choose("W-02")


def test_a_match_of_last_month_is_made_anew(desk: Desk, clock: Clock) -> None:
    """The opinion serves thirty days, also for the choice itself."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match()
    rested(desk, clock, days=31)
    assert codes(selling.choose(desk, walk.id, "W-01", Decimal(20_000))) == ["SALE-01.opinion"]
    found = standing.latest(desk, client.id)
    assert found is not None
    assert found.on == desk.today() - timedelta(31)
    walk.match().choose("W-01")


def test_the_shelf_is_found_by_words_and_filters_page_by_page(desk: Desk) -> None:
    """A product that is not found is not sold; the level that counts is the higher one (SUIT-13)."""
    put_on(desk, product(), product(code="W-02", issuer_level="R4", bank_level="R1", status="suspended"), insurance())
    put_on(desk, product(code="D_01", family="deposit", regime="none", issuer_level=None, bank_level=None))

    def found(text: str = "", **by: str) -> list[str]:
        page = done(listing.page(desk, Sought(text, tuple(by.items()))))  # type: ignore[arg-type]
        assert page.total == len(page.products)
        return [one.code for one in page.products]

    assert found() == ["D_01", "I-01", "W-01", "W-02"]
    assert found("r4") == found("中高风险") == found(level="R4") == ["W-02"]
    assert found(level="") == ["D_01"]
    assert found("w-0 suspended") == []
    assert found("w-0", status="suspended") == ["W-02"]
    assert found("理财产品") == ["W-01", "W-02"]
    assert found("_") == ["D_01"]
    assert found("%") == []
    first = done(listing.page(desk, Sought(), limit=3))
    assert [one.code for one in done(listing.page(desk, Sought(), after=first.products[-1].code)).products] == ["W-02"]
    assert done(listing.values(desk, "level")) == (("R2", 2), ("R4", 1), ("", 1))
    assert done(listing.values(desk, "status")) == (("listed", 3), ("suspended", 1))
    today, day = desk.today(), timedelta(1)
    put_on(desk, product(code="W-03", ends_on=today - day), product(code="W-04", listed_on=today + day))
    put_on(desk, product(code="W-05", ends_on=today), product(code="W-06", status="suspended", ends_on=today - day))
    states = {one.code: one.state_on(today) for one in done(shelf.products(desk))}
    for state, many in done(listing.values(desk, "status")):
        assert found(status=state) == [code for code, stands in states.items() if stands == state]
        assert len(found(status=state)) == many
    assert found(status="over") == ["W-03"]
