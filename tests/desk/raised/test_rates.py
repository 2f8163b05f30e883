"""Means in other currencies are weighed by rates that are not the seller's own (SUIT-03, SALE-07)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from desk.raised.means import ELSEWHERE, LESS, POLICY, noted_as
from rmdesk.desk import people, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, rates
from rmdesk.faces.sale.looks import Looks
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done
from support.memory import differences
from support.people import insurance, private, product, staff
from support.walk import assessed, put_on, qualify, register, start


def test_premiums_of_two_currencies_are_weighed_in_yuan(branch: Desk, clock: Clock) -> None:
    """20,000 dollars a year are more than 30,000 yen, and the yen hid them."""
    put_on(branch, insurance(bank_level="R2", issuer_level="R2", minimum=Decimal(10000), step=Decimal(1000)))
    client = register(branch, financial_assets="90000000", family_income_yearly="400000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    for currency, worth in (("USD", "7"), ("JPY", "0.05")):
        done(rates.enter(branch, currency, Decimal(worth), branch.today(), "示例牌价"))
    branch.actor = staff("demo", "manager")
    dollars = {**POLICY, "currency": "USD", "premium": "20000", "years_left": "9"}
    yen = {"currency": "JPY", "amount": "40000000", "premium": "30000"}
    noted = done(keeping.add(branch, client.id, dollars))
    for said in (yen, {"currency": "CNY", "amount": "20000", "premium": "1"}):
        done(keeping.change(branch, noted.id, said, "录错"))
    walk = start(branch, clock, client).match().choose("I-01", Decimal(100_000))
    assert walk.view.context.demands.review == "raised"


def test_what_stood_is_weighed_by_the_rates_by_which_it_is_judged(branch: Desk, clock: Clock) -> None:
    """By the seller's own rate the dollars were little beside the yuan that he makes of them, and were forgotten."""
    client = register(branch, financial_assets="500000")
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(2), "总行牌价"))
    branch.actor = staff("demo", "manager")
    noted_as(branch, client, {"amount": "60000", "currency": "USD"}, {"amount": "100000", "currency": "CNY"})
    done(rates.enter(branch, "USD", Decimal("0.1"), branch.today(), "报价", "已核对"))
    walk = start(branch, clock, client).match().choose("W-01", Decimal(200_000))
    assert walk.view.context.demands.review == "raised"


def _said_by_another(desk: Desk) -> None:
    """A dollar is 7 yuan by somebody else's word, too."""
    desk.actor = staff("another", "product_keeper")
    done(rates.enter(desk, "USD", Decimal(7), desk.today() - timedelta(1), "示例牌价"))


@pytest.mark.parametrize("rate", ["0.14", "7.1"])
def test_a_currency_of_which_one_person_alone_speaks_frees_no_sale_unseen(
    branch: Desk, clock: Clock, rate: str
) -> None:
    """The first rate of a currency has nothing to leap from: the other way round it made 60,000 dollars 8,400 yuan."""
    client = register(branch, financial_assets="900000")
    assessed(branch, client)
    done(keeping.add(branch, client.id, {**ELSEWHERE, "amount": "60000", "currency": "USD"}))
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(rate), branch.today(), "总行牌价"))
    branch.actor = staff("demo", "manager")
    walk = start(branch, clock, client).match().choose("W-01", Decimal(20_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"rate"}
    done(rates.enter(branch, "USD", Decimal(rate), branch.today(), "报价"))
    assert walk.view.context.demands.review == "raised", "whoever sells says nothing of it"
    branch.actor = staff("another", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(rate), branch.today(), "示例牌价"))
    branch.actor = staff("demo", "manager")
    assert walk.view.context.demands.review == ""


def test_a_sale_on_a_rate_of_the_seller_s_waits_for_a_second_person(branch: Desk, clock: Clock) -> None:
    """A dollar for a fen sold 300,000 of them to whom 2 million yuan were too much."""
    put_on(branch, product(code="W-901", currency="USD"))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(1), "总行牌价"))
    _said_by_another(branch)
    branch.actor = staff("demo", "manager")
    small = start(branch, clock, client).match().choose("W-901", Decimal(10_000))
    assert small.view.context.demands.review == ""
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "报价", "已核对"))
    walk = start(branch, clock, client).match().choose("W-901", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"rate"}
    branch.actor = staff("colleague", "manager", "compliance")
    assert walk.view.context.demands.review == "raised", "whoever signs for it sold it, too"


def test_a_rate_of_the_seller_s_leaves_the_keeper_s_of_that_day_in_force(branch: Desk, clock: Clock) -> None:
    """Entered for the keeper's own day, it would be the only one left, and every dollar sale would wait for it."""
    put_on(branch, product(code="W-901", currency="USD"))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today(), "总行牌价"))
    _said_by_another(branch)
    branch.actor = staff("demo", "manager")
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "报价", "已核对"))
    assert [one.source for one in done(rates.rates(branch))] == ["报价；已核对"], "what was entered last counts"
    small = start(branch, clock, client).match().choose("W-901", Decimal(10_000))
    assert small.view.context.demands.review == "", "by the keeper's rate it is within the client's means"
    walk = start(branch, clock, client).match().choose("W-901", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal("7.1"), branch.today(), "总行牌价"))
    assert [one.rate for one in done(rates.rates(branch))] == [Decimal("7.1")], "the keeper has the last word"
    assert differences(branch.store) == []


def test_a_private_minimum_is_counted_by_no_rate_of_the_seller_s(branch: Desk, clock: Clock) -> None:
    """700 yuan a dollar made a private sale of 2,000 dollars one of a million (SALE-07)."""
    put_on(branch, private(code="P-02", currency="USD", minimum=Decimal(1000), step=Decimal(1)))
    client = register(branch, financial_assets="500000000", experience_years="5")
    done(people.add(branch, staff("officer", "compliance"), PASSWORD, PASSWORD, COST))
    client = qualify(branch, client, "qualified", "officer")
    assessed(branch, client, "C5")
    done(rates.enter(branch, "USD", Decimal(700), branch.today(), "报价"))
    walk = start(branch, clock, client).match()
    assert "SALE-07.rate" in codes(selling.choose(branch, walk.id, "P-02", Decimal(2000)))
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal(7), branch.today() - timedelta(1), "总行牌价", "前一报价有误"))
    _said_by_another(branch)
    branch.actor = staff("demo", "manager")
    assert "SALE-07" in codes(selling.choose(branch, walk.id, "P-02", Decimal(2000)))
    walk.choose("P-02", Decimal(150_000))
    assert walk.view.context.demands.review == "private", "by the keeper's rate it is no more than the client has"


def test_a_sale_on_a_colleague_s_rate_waits_for_a_second_person(branch: Desk, clock: Clock) -> None:
    """Two who sell entered each other's rates, and nobody else looked at what a dollar is."""
    put_on(branch, product(code="W-901", currency="USD"))
    client = register(branch, financial_assets=LESS)
    assessed(branch, client)
    done(people.add(branch, staff("colleague", "manager"), PASSWORD, PASSWORD, COST))
    branch.actor = staff("colleague", "manager")
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "报价"))
    branch.actor = staff("demo", "manager")
    walk = start(branch, clock, client).match().choose("W-901", Decimal(300_000))
    assert walk.view.context.demands.review == "raised", "without their rate the dollars have no measure"
    assert {one.key for one in Looks(branch, walk.view, "en").outstanding()} >= {"rate"}
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal("0.01"), branch.today(), "总行牌价"))
    branch.actor = staff("demo", "manager")
    assert walk.view.context.demands.review == "", "the keeper says the same"


@pytest.mark.parametrize("rate", ["0.14", "710", "6.38"])
def test_a_rate_far_from_the_last_wants_a_reason(branch: Desk, rate: str) -> None:
    """Typed the other way round, 60,000 dollars held counted 8,400 yuan, and a sale beyond the means was made alone."""
    branch.actor = staff("keeper", "product_keeper")
    done(rates.enter(branch, "USD", Decimal("7.1"), branch.today() - timedelta(40), "总行牌价"))
    assert codes(rates.enter(branch, "USD", Decimal(rate), branch.today(), "总行牌价")) == ["SUIT-03.leap"]
    for why in (" ", "x", ".", "ok", "12", "因为", "because", "okokok", "2026-11-30"):
        assert codes(rates.enter(branch, "USD", Decimal(rate), branch.today(), "总行牌价", why)) == ["SUIT-03.leap"]
    assert codes(rates.enter(branch, "USD", Decimal(rate), branch.today() - timedelta(50), "x")) == ["SUIT-03.leap"]
    done(rates.enter(branch, "USD", Decimal("6.39"), branch.today() - timedelta(1), "总行牌价"))
    done(rates.enter(branch, "HKD", Decimal("0.9"), branch.today(), "总行牌价"))
    done(rates.enter(branch, "HKD", Decimal("0.7"), branch.today(), "总行牌价", "Head office's figure"))
    entered = done(rates.enter(branch, "USD", Decimal("7.1"), branch.today(), "总行牌价", "总行更正"))
    assert entered.source == "总行牌价；总行更正", "whoever reads the rate reads why"


def test_small_steps_within_a_month_add_up(branch: Desk, clock: Clock) -> None:
    """7.1, 6.5, 5.9 and so on to 3.7, one a day, halved what was held in dollars, and nobody was asked why. What was
    explained once is no question the next day."""
    branch.actor = staff("keeper", "product_keeper")
    for rate in ("7.1", "6.5"):
        done(rates.enter(branch, "USD", Decimal(rate), branch.today(), "总行牌价"))
        clock.forward(days=1)
    assert codes(rates.enter(branch, "USD", Decimal("5.9"), branch.today(), "总行牌价")) == ["SUIT-03.leap"]
    done(rates.enter(branch, "USD", Decimal("5.9"), branch.today(), "总行牌价", "总行大幅调整"))
    clock.forward(days=1)
    done(rates.enter(branch, "USD", Decimal("5.8"), branch.today(), "总行牌价"))
    for rate, ago in (("7.1", 40), ("6.5", 0), ("5.9", 0)):
        done(rates.enter(branch, "EUR", Decimal(rate), branch.today() - timedelta(ago), "总行牌价"))
