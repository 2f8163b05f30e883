"""An amount is asked for in the words of what is bought: nobody invests in a deposit or in an insurance."""

from decimal import Decimal

import pytest

from rmdesk.domain.base import Lang
from rmdesk.faces.cells import width, wrap
from rmdesk.faces.sale.amount import amount_field
from rmdesk.formpack import load
from rmdesk.resources import folder
from support.people import insurance, product

PACK = load(folder("forms"))
LABEL = 18
"""Cells of a field's label on the narrowest screen, its mark included."""


def test_each_family_is_asked_for_in_its_own_words() -> None:
    """A deposit that asks for 投资金额, or an insurance that does not ask for the premium, misleads who reads along."""
    asked = {family: amount_field(PACK, product(family=family), "zh").label for family in ("deposit", "wealth", "bond")}
    assert asked == {"deposit": "拟存入金额（元）", "wealth": "拟投资金额（元）", "bond": "拟认购金额（元）"}
    assert amount_field(PACK, product(family="deposit"), "en").label == "Amount to deposit (CNY)"


def test_a_premium_says_whether_it_is_paid_each_year() -> None:
    """Who types the whole of ten premiums where one year's is asked buys ten times what he wants."""
    once = insurance()
    assert once.insurance is not None
    yearly = insurance(insurance=once.insurance.model_copy(update={"premium": "yearly", "pay_years": 10}))
    single = insurance(insurance=once.insurance.model_copy(update={"premium": "single", "pay_years": 1}))
    assert amount_field(PACK, yearly, "zh").label == "每年拟交保险费（元）"
    assert amount_field(PACK, single, "zh").label == "拟交保险费（元）"
    assert amount_field(PACK, yearly, "en").label == "Premium to pay each year (CNY)"


def test_foreign_money_is_asked_for_as_such() -> None:
    """An amount in dollars that is typed as yuan."""
    assert amount_field(PACK, product(currency="USD"), "zh").label == "拟投资金额（USD）"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_unit_stays_in_one_piece_beside_the_field(lang: Lang) -> None:
    """A label that breaks within its unit, or takes three lines of a small screen."""
    for family in PACK.families.keys:
        label = amount_field(PACK, product(family=family, worst_loss=Decimal(0)), lang).label
        lines = wrap(f"*{label}", LABEL)
        assert len(lines) <= 2
        assert all(width(line) <= LABEL for line in lines)
        assert lines[-1].endswith(("（元）", "(CNY)"))
