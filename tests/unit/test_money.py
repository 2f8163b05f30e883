"""Limits never promise a fen too much, losses never a fen too little, whatever the amount (SUIT-03, SALE-04)."""

import ast
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import rmdesk
from rmdesk.domain import money
from rmdesk.domain.means import most_in_one
from rmdesk.domain.rates import Rate, foreign, yuan
from support.people import DAY, LIMITS, client, person_profile, product

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)
FINE = st.decimals(min_value=0, max_value=10**9, places=9)
FEN = Decimal("0.01")


@given(FINE)
def test_rounding_goes_to_the_careful_side(value: Decimal) -> None:
    """Within a fen, and never on the wrong side."""
    assert value - FEN < money.limit(value) <= value <= money.burden(value) < value + FEN
    assert abs(money.worth(value) - value) <= FEN / 2


@given(AMOUNTS)
def test_the_limit_of_one_product_is_never_above_the_share(assets: Decimal) -> None:
    """4,999,999.99 allows 2,499,999.99, not 2,500,000.00."""
    limit = most_in_one(client(person_profile(financial_assets=f"{assets}")), LIMITS)
    assert limit <= assets * LIMITS.amount_share < limit + FEN


@given(AMOUNTS.filter(bool), st.decimals(min_value="0.0001", max_value=2, places=4))
def test_what_can_be_lost_is_never_told_too_small(amount: Decimal, share: Decimal) -> None:
    """A loss of less than a fen is a fen: nobody reads 0.00 where something may be lost."""
    loss = product(worst_loss=share).worst(amount)
    assert loss >= amount * share
    assert loss >= FEN


@given(AMOUNTS, st.decimals(min_value="0.0001", max_value=20, places=4))
def test_foreign_money_counts_against_limits_in_full(amount: Decimal, rate: Decimal) -> None:
    """What it binds is not made smaller, what may be bought with it not larger."""
    rates = {"USD": Rate(currency="USD", rate=rate, on=DAY, source="示例")}
    bound, bought = yuan(amount, "USD", rates, up=True), foreign(amount, "USD", rates)
    assert bound is not None
    assert bound >= amount * rate
    assert bought is not None
    assert bought * rate <= amount


def test_no_other_line_of_the_rules_rounds_money() -> None:
    """Two ways of rounding are two answers to one question."""
    root, found = Path(rmdesk.__file__).parent, []
    for path in sorted(root.joinpath("domain").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("quantize", "round") and path.name not in ("money.py", "fields.py"):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []
