"""The match: private products for qualified investors, insurance and its statements (SUIT-21, 25, 26, SALE-06, 07)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain.client import Profile
from rmdesk.domain.investors import qualified
from rmdesk.domain.match import Withheld, insurance_reasons, match, needs
from rmdesk.domain.portfolio import Portfolio, bought
from support.people import (
    DAY,
    LEVELS,
    LIMITS,
    assessment,
    client,
    insurance,
    match_input,
    organisation_profile,
    person_profile,
    private,
)
from unit.matching import RICH, VERIFIED, investor, offered, reasons


def test_suit_21_private_products_are_for_the_verified() -> None:
    """The figures alone are not enough, somebody must have seen the evidence; nor is the evidence without figures."""
    offered(private(), match_input(investor(), "C5"))
    unverified = client(person_profile(**RICH))
    assert reasons(private(), match_input(unverified, "C5")) == {"SUIT-21": {}}
    later = client(
        person_profile(**RICH), qualification=VERIFIED.model_copy(update={"verified_on": DAY + timedelta(1)})
    )
    assert "SUIT-21" in reasons(private(), match_input(later, "C5"))
    lapsed = client(
        person_profile(**RICH), qualification=VERIFIED.model_copy(update={"valid_until": DAY - timedelta(1)})
    )
    assert "SUIT-21.expired" in reasons(private(), match_input(lapsed, "C5"))
    poor = client(person_profile(), qualification=VERIFIED)
    assert set(reasons(private(), match_input(poor, "C5"))) == {"SALE-06.means"}


def test_suit_25_only_insurance_that_merely_does_not_fit_may_be_insisted_on() -> None:
    """Any other reason beside it, and the client's wish does not help."""
    above = insurance(issuer_level="R4", design="traditional")
    verdict = match(above, match_input())
    assert isinstance(verdict, Withheld)
    assert verdict.insistable
    assert reasons(above, match_input()) == {"SUIT-25": {"product_level": "R4", "client_level": "C3"}}
    poor = match(above, match_input(client(person_profile(financial_assets="100"))))
    assert isinstance(poor, Withheld)
    assert not poor.insistable
    unrated = match(insurance(issuer_level=None, bank_level=None), match_input())
    assert isinstance(unrated, Withheld)
    assert not unrated.insistable
    old = match(above, match_input(assessed=assessment(on=date(2020, 1, 1))))
    assert isinstance(old, Withheld)
    assert not old.insistable


@pytest.mark.parametrize(
    ("over", "amount", "budget", "born", "found"),
    [
        ({"premium": "single", "pay_years": 1}, 1_200_000, "", 1980, ()),
        ({"premium": "single", "pay_years": 1}, 1_200_001, "", 1980, ("single",)),
        ({"premium": "yearly"}, 60_000, "", 1980, ()),
        ({"premium": "yearly"}, 60_001, "", 1980, ("yearly",)),
        ({"premium": "yearly", "pay_years": 10}, 1000, "", 1962, ()),  # 64 + 10
        ({"premium": "yearly", "pay_years": 10}, 1000, "", 1961, ("age",)),  # 65 + 10
        ({"premium": "single", "pay_years": 1}, 1000, "", 1952, ("age",)),  # 74 + 1
        ({"premium": "yearly"}, 14_999, "10000", 1980, ()),
        ({"premium": "yearly"}, 15_000, "10000", 1980, ("budget",)),
        ({"design": "traditional"}, 9_000_000, "1", 1940, ()),
        ({"design": "universal"}, 60_001, "40000", 1961, ("yearly", "age", "budget")),
        ({"design": "unit_linked"}, 60_001, "", 1980, ("yearly",)),
        ({"design": "variable"}, 60_001, "", 1980, ("yearly",)),
    ],
)
def test_suit_26_which_premiums_want_a_signed_statement(
    over: dict[str, Any], amount: int, budget: str, born: int, found: tuple[str, ...]
) -> None:
    """4 × the family's yearly income, 20% of it, pay years and age from 75, 150% of the budget."""
    of = client(person_profile(date(born, 11, 21), insurance_budget=budget))
    one, given = insurance(**over), match_input(of, amount=Decimal(amount))
    assert insurance_reasons(one, given) == found
    assert ("insurance_statement" in needs(one, given)) == bool(found)


@pytest.mark.parametrize(
    ("over", "held", "amount", "budget", "found"),
    [
        ({"premium": "yearly"}, 30_000, 30_000, "", ()),
        ({"premium": "yearly"}, 30_001, 30_000, "", ("yearly",)),
        ({"premium": "yearly"}, 30_000, 30_000, "40000", ("budget",)),
        ({"premium": "single", "pay_years": 1}, 600_000, 600_000, "", ()),
        ({"premium": "single", "pay_years": 1}, 600_001, 600_000, "", ("single",)),
    ],
)
def test_suit_26_two_small_premiums_are_one_large_one(
    over: dict[str, Any], held: int, amount: int, budget: str, found: tuple[str, ...]
) -> None:
    """A third of the income in premiums was bought in two halves, and nobody signed that he knows it."""
    of, one = client(person_profile(date(1980, 11, 21), insurance_budget=budget)), insurance(**over)
    portfolio = Portfolio(positions=(bought(one, Decimal(held), LEVELS),))
    given = match_input(of, amount=Decimal(amount), portfolio=portfolio)
    assert insurance_reasons(one, given) == found
    other = insurance(**over, code="I-02")
    beside = Portfolio(positions=(bought(other, Decimal(held), LEVELS),))
    assert insurance_reasons(one, given.model_copy(update={"portfolio": beside})) == found, "of another policy, too"


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"experience_years": "2", "net_financial_assets": "3000000", "financial_assets": "1"}, None),
        ({"experience_years": "2", "financial_assets": "5000000"}, None),
        ({"experience_years": "2", "income_3y": "400000"}, None),
        ({"experience_years": "1", "net_financial_assets": "9000000"}, "SALE-06.experience"),
        ({"experience_years": "", "income_3y": "900000"}, "SALE-06.experience"),
        (
            {
                "experience_years": "9",
                "net_financial_assets": "2999999.99",
                "financial_assets": "4999999",
                "income_3y": "399999",
            },
            "SALE-06.means",
        ),
        ({"experience_years": "9"}, "SALE-06.means"),
    ],
)
def test_sale_06_a_person_qualifies_by_experience_and_one_of_three_figures(over: Profile, case: str | None) -> None:
    """ "以上" includes the number itself."""
    found = qualified(client(person_profile(**over)), LIMITS)
    assert (None if found is None else found.code) == case


@pytest.mark.parametrize(("net", "enough"), [("10000000", True), ("9999999.99", False), ("", False)])
def test_sale_06_an_organisation_qualifies_by_net_assets(net: str, enough: bool) -> None:
    """From ten million on."""
    found = qualified(client(organisation_profile(net_assets=net)), LIMITS)
    assert (None if found is None else found.code) == (None if enough else "SALE-06.organisation")


@pytest.mark.parametrize(
    ("kind", "least"),
    [("fixed_income", 300_000), ("mixed", 400_000), ("equity", 1_000_000), ("derivative", 1_000_000)],
)
def test_sale_07_each_private_kind_has_its_minimum(kind: str, least: int) -> None:
    """A product's own lower minimum does not undercut it; a higher one counts."""
    one, of = private(private_kind=kind, minimum=Decimal(100_000)), investor(financial_assets="9000000")
    offered(one, match_input(of, "C5", amount=Decimal(least)))
    short = Decimal(least - 10_000)
    assert reasons(one, match_input(of, "C5", amount=short))["SALE-07"]["minimum"] == str(least)
    dear = private(private_kind=kind, minimum=Decimal(2_000_000))
    assert reasons(dear, match_input(of, "C5", amount=Decimal(1_500_000)))["SALE-07"]["minimum"] == "2000000"
