"""What a product says of itself: its level, its worst case (SUIT-13, SUIT-22, SUIT-24)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from support.people import DAY, LEVELS, private, product


@pytest.mark.parametrize(
    ("issuer", "bank", "level"),
    [
        ("R1", "R3", "R3"),
        ("R3", "R1", "R3"),
        ("R2", "R2", "R2"),
        (None, "R4", "R4"),
        ("R5", None, "R5"),
        (None, None, None),
    ],
)
def test_suit_13_the_higher_rating_counts(issuer: str | None, bank: str | None, level: str | None) -> None:
    """And is the one disclosed."""
    assert product(issuer_level=issuer, bank_level=bank).level(LEVELS) == level


def test_the_riskier_level_is_told_by_rank_not_by_name() -> None:
    """SUIT-12: level names are the bank's own words."""
    renamed = LEVELS.model_copy(
        update={
            "product": tuple(
                level.model_copy(update={"code": code})
                for level, code in zip(LEVELS.product, ("z", "y", "x", "w", "v"), strict=True)
            )
        }
    )
    assert product(issuer_level="z", bank_level="v").level(renamed) == "v"


def test_an_unknown_level_is_loud() -> None:
    """A level that no scale has cannot be compared with anything."""
    with pytest.raises(KeyError, match="R9"):
        LEVELS.of_product("R9")
    with pytest.raises(KeyError, match="C9"):
        LEVELS.of_client("C9")


@pytest.mark.parametrize(
    ("share", "amount", "loss"),
    [("0.1", "200000", "20000.00"), ("1", "0.01", "0.01"), ("0.333", "100.01", "33.31"), ("1.5", "1000", "1500.00")],
)
def test_the_worst_case_is_worked_out_to_the_fen(share: str, amount: str, loss: str) -> None:
    """SUIT-22: with this client's amount; some products lose more than was paid in."""
    assert product(worst_loss=Decimal(share)).worst(Decimal(amount)) == Decimal(loss)


@pytest.mark.parametrize(
    ("over", "is_private"),
    [
        ({"family": "private", "private_kind": "mixed"}, True),
        ({"family": "trust", "private_kind": "fixed_income"}, True),
        ({"family": "trust", "private_kind": None}, False),
    ],
)
def test_suit_21_private_by_kind(over: dict[str, Any], is_private: bool) -> None:
    """A collective trust is private as well."""
    assert private(**over).private is is_private


@pytest.mark.parametrize(
    ("over", "state"),
    [
        ({}, "listed"),
        ({"ends_on": DAY}, "listed"),
        ({"ends_on": DAY - timedelta(1)}, "over"),
        ({"listed_on": DAY + timedelta(1)}, "not_yet"),
        ({"status": "suspended", "ends_on": DAY - timedelta(1)}, "suspended"),
        ({"status": "ended"}, "ended"),
    ],
)
def test_a_state_is_that_of_the_day(over: dict[str, Any], state: str) -> None:
    """A product whose days on sale are over is not called on sale (DESK-03)."""
    assert product(**over).state_on(DAY) == state
