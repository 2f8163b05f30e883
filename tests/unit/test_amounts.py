"""An amount is read as people write it, or not at all: a comma taken for nothing sells a hundred times too much."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.amounts import read_amount
from rmdesk.domain.fields import read

WRITTEN = {
    "5万元整": 50_000, "伍万元整": 50_000, "伍萬圓正": 50_000, "五万块": 50_000, "1万2千": 12_000, "1万2千元": 12_000,
    "1万2000元": 12_000, "二十万": 200_000, "十五万": 150_000, "1亿2000万": 120_000_000, "1亿2千万": 120_000_000,
    "2.5千万": 25_000_000, "3百万": 3_000_000, "壹佰贰拾万元整": 1_200_000, "三万零五十": 30_050,
    "1,234,567.80": "1234567.80", "1 234 567": 1_234_567,
    "１２，３４５": 12_345, "人民币 5 万元": 50_000, "CNY 500": 500,
    "500 RMB": 500,
    "￥1,234万": 12_340_000,
    "12元5角": "12.5", "贰拾叁元伍角陆分": "23.56", "1.5w": 15_000, "2m": 2_000_000, "0": 0,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), WRITTEN.items())
def test_what_people_write_is_an_amount(text: str, value: int | str) -> None:
    """Whoever types as on a cheque is understood, in a form and in a list alike."""
    assert read_amount(text) == Decimal(value)
    assert Decimal(str(read("amount", text))) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["12,34", "100,00", "1.234,00", "1,2345", "1234,567", ",123", "123,", "12 34", "1万2", "两千五", "一百二", "1亿5千",
     "2.5万3千", "万", "元", "¥", "", "-5", "1e5", "1万2万", "5元5元"],
)  # fmt: skip
def test_what_may_be_two_amounts_is_none(text: str) -> None:
    """A figure "12,34" is 12.34 to who writes so: read as 1,234 it is a hundred times too much."""
    assert read_amount(text) is None


@given(st.integers(0, 10**12 - 1))
def test_an_amount_comes_back_from_every_way_to_write_it(value: int) -> None:
    """No way to write a figure changes it."""
    yi, rest = divmod(value, 10**8)
    wan, least = divmod(rest, 10**4)
    assert read_amount(f"{value:,}") == read_amount(f"{value} 元") == value
    assert read_amount(f"{yi}亿{wan}万0{least:03d}" if least < 1000 else f"{yi}亿{wan}万{least}") in (value, None)
    assert read_amount(f"{yi}亿{wan}万") == value - least
