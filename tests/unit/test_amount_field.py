"""An amount is asked for in the words of what is bought: nobody invests in a deposit or in an insurance."""

from decimal import Decimal

import pytest

from rmdesk.domain.base import Lang
from rmdesk.domain.product import Product
from rmdesk.faces.cells import width, wrap
from rmdesk.faces.sale.amount import amount_field
from support.families import default_pack
from support.people import insurance, product

LABEL = 18
"""Cells of a field's label on the narrowest screen, its mark included."""


def label(chosen: Product, lang: Lang) -> str:
    """What is asked of who buys it."""
    return amount_field(default_pack(), chosen, lang).label


def test_each_family_is_asked_for_in_its_own_words() -> None:
    """A deposit that asks for 投资金额, or an insurance that does not ask for the premium, misleads who reads along."""
    asked = {family: label(product(family=family), "zh") for family in ("deposit", "wealth", "bond")}
    assert asked == {"deposit": "拟存入金额（元）", "wealth": "拟投资金额（元）", "bond": "拟认购金额（元）"}
    assert label(product(family="deposit"), "en") == "Amount to deposit (CNY)"


def test_a_premium_says_whether_it_is_paid_each_year() -> None:
    """Who types the whole of ten premiums where one year's is asked buys ten times what he wants."""
    once = insurance()
    assert once.insurance is not None
    yearly = insurance(insurance=once.insurance.model_copy(update={"premium": "yearly", "pay_years": 10}))
    single = insurance(insurance=once.insurance.model_copy(update={"premium": "single", "pay_years": 1}))
    assert label(yearly, "zh") == "每年拟交保险费（元）"
    assert label(single, "zh") == "拟交保险费（元）"
    assert label(yearly, "en") == "Premium to pay each year (CNY)"


def test_foreign_money_is_asked_for_as_such() -> None:
    """An amount in dollars that is typed as yuan."""
    assert label(product(currency="USD"), "zh") == "拟投资金额（USD）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_unit_stays_in_one_piece_beside_the_field(lang: Lang) -> None:
    """A label that breaks within its unit, or takes three lines of a small screen."""
    for family in default_pack().families.keys:
        said = label(product(family=family, worst_loss=Decimal(0)), lang)
        lines = wrap(f"*{said}", LABEL)
        assert len(lines) <= 2
        assert all(width(line) <= LABEL for line in lines)
        assert lines[-1].endswith(("（元）", "(CNY)"))
