"""What a list says above its headings: without the rate its foreign money counts for nothing (SUIT-03)."""

from datetime import date
from decimal import Decimal

import pytest

from rmdesk.domain.imports.above import day_said, notes, rates_said
from rmdesk.domain.imports.grid import Line
from rmdesk.formpack import Pack


@pytest.mark.parametrize(
    ("said", "rates"),
    [
        ("截至 2026年11月19日    汇率：1 美元 = 7.1234 元（虚构）", {"USD": "7.1234"}),
        ("100美元=712.34人民币", {"USD": "7.1234"}),
        ("USD/CNY 7.1234  HKD/CNY：0.91", {"USD": "7.1234", "HKD": "0.91"}),
        ("美元兑人民币中间价 7.0988", {"USD": "7.0988"}),
        ("美元对人民币１：７．１２", {"USD": "7.12"}),
        ("rate USD 7.12", {"USD": "7.12"}),
        ("1USD=7.1234CNY, 1 EUR = 8.01 CNY", {"USD": "7.1234", "EUR": "8.01"}),
        ("单位：美元", {}),
        ("1 元 = 0.14 美元", {}),
        ("美元 20 笔，人民币 52 笔", {}),
        ("1 美元 = 0 元", {}),
    ],
)
def test_a_rate_is_read_as_people_write_it(pack: Pack, said: str, rates: dict[str, str]) -> None:
    """A number beside a currency that is no rate must not become one."""
    found = {one.currency: one.rate for one in rates_said([said], pack.imports.word["currency"], "CNY")}
    assert found == {code: Decimal(rate) for code, rate in rates.items()}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (["客户资产明细表", "截至 2026年11月19日"], date(2026, 11, 19)),
        (["制表 2026-11-27，数据日期：2026/11/19"], date(2026, 11, 19)),
        (["Holdings as of 2026-11-19"], date(2026, 11, 19)),
        (["2026.11.19"], date(2026, 11, 19)),
        (["2026-11-19 至 2026-11-27"], None),
        (["2026-13-45"], None),
        (["客户资产明细表"], None),
    ],
)
def test_a_day_is_the_one_that_the_list_is_of(said: list[str], day: date | None) -> None:
    """Of two days nobody guesses which is meant."""
    assert day_said(said) == day


def test_only_what_stands_above_the_headings_is_read() -> None:
    """A note of a client's is none of the list's."""
    lines = [Line(1, ("截至 2026-11-19", "")), Line(2, ("客户号", "金额")), Line(3, ("1 美元 = 9 元", "5"))]
    assert notes(lines, 2) == ("截至 2026-11-19",)
