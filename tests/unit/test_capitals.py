"""Amounts written out: what stands on an order is not altered by a stroke of the pen."""

from decimal import Decimal

import pytest

from rmdesk.domain.capitals import capitals, in_words


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("105", "壹佰零伍元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("10005.03", "壹万零伍元零叁分"),
        ("100500", "壹拾万零伍佰元整"),
        ("200000", "贰拾万元整"),
        ("1005000", "壹佰万伍仟元整"),
        ("10200000.10", "壹仟零贰拾万元壹角整"),
        ("100000001", "壹亿零壹元整"),
        ("500001000", "伍亿零壹仟元整"),
        ("1000000000000", "壹万亿元整"),
        ("1234567890123.45", "壹万亿贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
    ],
)
def test_an_amount_is_written_out_as_on_a_bill(amount: str, said: str) -> None:
    """Else figures and characters on an order differ, and the bank cannot say which was meant."""
    assert capitals(Decimal(amount)) == said


@pytest.mark.parametrize("amount", ["-1", "10000000000000000"])
def test_what_cannot_be_written_out_is_refused(amount: str) -> None:
    """Else a paper says a part of the amount."""
    with pytest.raises(ValueError, match="written out"):
        capitals(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "zero and 00/100"),
        ("13.05", "thirteen and 05/100"),
        ("200000", "two hundred thousand and 00/100"),
        ("1021342.5", "one million twenty-one thousand three hundred forty-two and 50/100"),
    ],
)
def test_an_english_order_says_its_amount_in_words(amount: str, said: str) -> None:
    """A digit added to a figure was seen on the Chinese paper alone."""
    assert in_words(Decimal(amount)) == said
