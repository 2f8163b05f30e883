"""A purchase beside means, income and what is held (SUIT-03, SUIT-30), with the figures a banker can check by hand."""

from datetime import date
from decimal import Decimal

import pytest

from rmdesk.domain.holdings import Holding
from rmdesk.domain.match import MatchInput, Offered, match
from rmdesk.domain.portfolio import Portfolio, Position, position
from rmdesk.domain.rates import Rate
from support.people import (
    DAY,
    LEVELS,
    client,
    insurance,
    match_input,
    organisation_profile,
    person_profile,
    product,
    text,
)
from unit.matching import offered, reasons

DOLLARS = {"USD": Rate(currency="USD", rate=Decimal("7.1"), on=DAY, source="外汇牌价")}


def held(code: str, worth: int, issuer: str = "别家", currency: str = "CNY") -> Position:
    """A position that needs a match."""
    amount = Decimal(worth)
    return Position(
        code=code,
        issuer=issuer,
        family="wealth",
        level="R2",
        exposure=True,
        currency=currency,
        amount=amount,
        bound=amount,
    )


def asked(amount: int | None, *positions: Position, rates: dict[str, Rate] | None = None, **over: str) -> MatchInput:
    """A client with 800,000 and 320,000 a year asks for so many yuan."""
    profile = person_profile(**{"financial_assets": "800000", "family_income_yearly": "320000", **over})
    portfolio = Portfolio(positions=positions, rates=rates or {})
    return match_input(client(profile), "C5", amount=None if amount is None else Decimal(amount), portfolio=portfolio)


@pytest.mark.parametrize("deep", [False, True])
def test_what_was_summed_of_holdings_is_not_kept_for_others(deep: bool) -> None:
    """A copy of a value works out of its own fields what the first worked out of its; else a limit is held against
    what another holds."""
    first = Portfolio(positions=(held("X", 5),))
    assert first.bound == 5
    other = first.model_copy(update={"positions": (held("X", 5), held("Y", 30))}, deep=deep)
    assert [other.bound, first.bound] == [Decimal(35), Decimal(5)]


def test_all_premiums_and_one_of_them_are_measured() -> None:
    """Ten premiums of 400,000 are four million; one of them is more than half of a year's income."""
    yearly = insurance(design="traditional", premium="yearly", pay_years=10)
    found = reasons(yearly, asked(400_000))
    assert found["SUIT-03.premiums"] == {"premium": "400000", "years": "10", "whole": "4000000", "limit": "400000.00"}
    assert found["SUIT-03.income"] == {"premium": "400000", "income": "320000", "limit": "160000.00"}
    offered(yearly, asked(40_000))


def test_what_is_held_of_the_product_counts_to_the_fen() -> None:
    """At the limit it is offered, one step above it is not."""
    offered(product(), asked(390_000, held("W-01", 10_000)))
    found = reasons(product(), asked(391_000, held("W-01", 10_000)))
    assert found["SUIT-03.held"] == {"amount": "391000", "held": "10000", "total": "401000", "limit": "400000.00"}


def test_deposits_bind_nothing() -> None:
    """A deposit that matures is what the next product is bought with."""
    deposit = held("D-01", 790_000).model_copy(update={"exposure": False, "family": "deposit", "level": None})
    offered(product(), asked(400_000, deposit))


def test_much_with_one_issuer_is_warned_of_and_not_refused() -> None:
    """Practice warns: the client is told, and decides (SUIT-03)."""
    issuer = product().issuer.zh
    verdict = match(product(), asked(300_000, held("W-02", 200_000, issuer)))
    assert isinstance(verdict, Offered)
    (warning,) = verdict.warnings
    assert warning.saw == {"held": "200000", "total": "500000", "limit": "480000.00"}
    assert offered(product(), asked(280_000, held("W-02", 200_000, issuer))).warnings == ()


def test_an_issuer_is_one_however_its_name_is_written() -> None:
    """SUIT-03: much with one issuer was not warned of where lists write its name in other brackets or spaces."""
    bought = product(issuer=text("示例理财（北京）CO"))
    two = (held("W-02", 100_000, "示例理财 (北京) Co"), held("W-03", 100_000, "示例理财(北京)co"))
    (warning,) = offered(bought, asked(300_000, *two)).warnings
    assert (warning.code, warning.saw["held"]) == ("SUIT-03.issuer", "200000")


@pytest.mark.parametrize(("amount", "fits"), [(7_100, True), (7_099, False)])
def test_yuan_are_counted_over_for_foreign_money(amount: int, fits: bool) -> None:
    """A minimum of USD 1,000 is CNY 7,100, and no step is asked of what was counted over."""
    foreign = product(currency="USD", minimum=Decimal(1000), step=Decimal(100))
    verdict = match(foreign, asked(amount, rates=DOLLARS))
    assert isinstance(verdict, Offered) == fits
    offered(foreign, asked(7_777, rates=DOLLARS))


def test_without_a_rate_nothing_is_counted() -> None:
    """Dollars that nobody can count may be all that the client has."""
    assert reasons(product(), asked(10_000, held("U-01", 1, currency="USD"))) == {"SUIT-03.rate": {"currency": "USD"}}
    offered(product(), asked(10_000, held("U-01", 1, currency="USD"), rates=DOLLARS))


def policy(code: str, premium: int, years: int = 10) -> Position:
    """A policy with yearly premiums that is held."""
    amount = Decimal(premium)
    fields = {"family": "insurance", "amount": amount, "bound": amount * years, "premium": amount}
    return held(code, premium).model_copy(update=fields)


def test_premiums_of_policies_held_count_beside_the_next_one() -> None:
    """Two policies at half of the income each would take all of it."""
    yearly = insurance(design="traditional", premium="yearly", pay_years=3)
    offered(yearly, asked(30_000, policy("I-90", 130_000, 1)))
    found = reasons(yearly, asked(40_000, policy("I-90", 130_000, 1)))["SUIT-03.income_held"]
    assert found == {
        "premium": "40000", "held": "130000", "total": "170000", "income": "320000", "limit": "160000.00",
    }  # fmt: skip


def test_an_organisation_pays_premiums_from_its_own_income() -> None:
    """It has no family: without this rule a company could bind what it never earns."""
    yearly = insurance(design="traditional", premium="yearly", pay_years=2, step=Decimal(1))
    profile = organisation_profile(financial_assets="9000000", income_yearly="320000")
    company = match_input(client(profile), "C5", amount=Decimal(160_001))
    assert reasons(yearly, company)["SUIT-03.income"]["limit"] == "160000.00"
    offered(yearly, company.model_copy(update={"amount": Decimal(160_000)}))


@pytest.mark.parametrize(("premium", "warned"), [(20_000, False), (20_001, True)])
def test_premiums_above_the_budget_are_warned_of(premium: int, warned: bool) -> None:
    """The client named 50,000; a policy of 30,000 a year is held."""
    yearly = insurance(design="traditional", premium="yearly", pay_years=2, step=Decimal(1))
    verdict = offered(yearly, asked(premium, policy("I-90", 30_000), insurance_budget="50000"))
    said = [one.saw for one in verdict.warnings if one.code == "SUIT-03.budget"]
    assert said == ([{"premium": "50001", "budget": "50000"}] if warned else [])


def test_a_policy_asks_for_premiums_until_they_are_paid() -> None:
    """The tenth anniversary asks for no eleventh premium."""
    yearly = insurance(code="I-90", premium="yearly", pay_years=10)
    one = Holding(
        id="h", client_id="k", code="I-90", amount=Decimal(1_000), bound=Decimal(10_000), as_of=DAY, source="sale",
        begun_on=date(2016, 11, 22),
    )  # fmt: skip
    assert position(one, yearly, LEVELS, date(2026, 11, 21)).premium == Decimal(1_000)
    assert position(one, yearly, LEVELS, date(2026, 11, 22)).premium == 0
    assert position(one, None, LEVELS, DAY).premium == 0


@pytest.mark.parametrize(
    ("said", "answered", "named"),
    [("5", None, "0.05"), ("15", "0.05", "0.05"), ("5", "0.3", "0.05"), ("none", None, "0")],
)
def test_a_worst_case_above_what_the_client_named_is_said(said: str, answered: str | None, named: str) -> None:
    """SUIT-16: the smaller of file and answers counts; 6% is offered only with a word about it."""
    given = asked(10_000, tolerable_loss=said)
    given = given.model_copy(update={"named_loss": None if answered is None else Decimal(answered)})
    (warning,) = offered(product(worst_loss=Decimal("0.06")), given).warnings
    assert (warning.code, warning.saw) == ("SUIT-16.loss", {"worst": "0.06", "named": named})
    assert offered(product(worst_loss=Decimal(named)), given).warnings == ()
    assert offered(product(worst_loss=Decimal("0.06")), asked(10_000, tolerable_loss="most")).warnings == ()


def test_what_the_visit_has_chosen_counts_and_is_said_apart() -> None:
    """Two products of one sitting, both unsigned, would take together what the client has but once (SUIT-03)."""
    chosen = held("W-90", 200_000).model_copy(update={"proposed": True})
    offered(product(), asked(400_000, held("W-91", 200_000), chosen))
    found = reasons(product(), asked(400_000, held("W-91", 210_000), chosen))
    assert found["SUIT-03.visit"] == {
        "amount": "400000", "held": "210000", "visit": "200000", "assets": "800000", "free": "390000",
    }  # fmt: skip
    yearly = insurance(design="traditional", premium="yearly", pay_years=3)
    paid = policy("I-90", 130_000, 1).model_copy(update={"proposed": True})
    assert reasons(yearly, asked(40_000, paid))["SUIT-03.income_visit"] == {
        "premium": "40000", "held": "0", "visit": "130000", "total": "170000", "limit": "160000.00",
    }  # fmt: skip
