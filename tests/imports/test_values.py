"""Cells as lists bring them: what looks wrong and is right, and what cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.desk.imports.products import Products
from rmdesk.domain.amounts import read_amount
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import clean, plain
from rmdesk.domain.imports.grid import Line, layout
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS

AMOUNTS = [
    ("1W", "", "10000"), ("1元", "元", "1"), ("10000.00 ", "元", "10000"), ("一万元", "元", "10000"),
    ("１０００", "元", "1000"), ("10,000.00", "", "10000"), ("¥1,000.00", "万元", "1000"), ("0.1万", "元", "1000"),
    ("5", "万元", "50000"), ("0.0001万", "万元", "1"), ("10000元", "万元", "10000"), ("二十万", "", "200000"),
]  # fmt: skip
DAYS = [
    "2026年11月5日",
    "2026.11.5",
    "2026年11月5号",
    "20261105",
    "2026/11/5",
    "2026-11-05 00:00:00",
    "2026/11/5 0:00",
    "20261105 00:00:00",
    "20261105000000",
    "5-Nov-26",
    "5 November 2026",
    "Nov 5, 2026",
    "46331",
]
LEVELS = [
    ("Ｒ２", "R2"), ("PR2", "R2"), ("R3（中风险）", "R3"), ("R2级", "R2"), ("r2", "R2"), ("2级", "R2"), ("三级", "R3"),
    ("较低风险", "R2"), ("中低风险", "R2"), ("二级（中低）", "R2"), ("中风险\n（R3）", "R3"), ("Ⅱ级", "R2"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "value"), AMOUNTS)
def test_an_amount_is_read_with_its_own_unit_first(text: str, unit: str, value: str) -> None:
    """A minimum ten thousand times too small sells to whom it must not."""
    assert read_amount(text, unit) == Decimal(value)


@pytest.mark.parametrize("text", ["1.38E+10", "约一万", "1万2", "-5", "1,0.0.0", "12,34", "1.234,00"])
def test_what_is_no_amount_is_none(text: str) -> None:
    """A guess at money is worse than a question."""
    assert read_amount(text) is None


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_in_every_order_that_names_the_year_first(text: str) -> None:
    """Three styles stand in one column."""
    assert values.day(text) == date(2026, 11, 5)


@pytest.mark.parametrize("text", ["2026/11/31", "31-Foo-26", "11/5/2026", "20261305", "5"])
def test_a_day_that_there_is_not_is_none(text: str) -> None:
    """November has thirty days."""
    assert values.day(text) is None


@pytest.mark.parametrize(("text", "code"), LEVELS)
def test_a_level_is_known_by_code_number_and_word(pack: Pack, text: str, code: str) -> None:
    """Seven spellings of one level stand in one document."""
    codes = tuple(one.code for one in pack.levels.product)
    assert values.level(text, pack.imports.word["level"], codes) == code


@pytest.mark.parametrize("text", ["R6", "六级", "很高", "0级"])
def test_a_level_that_there_is_not_is_none(pack: Pack, text: str) -> None:
    """A level nobody defined must not become the nearest one (SUIT-12)."""
    codes = tuple(one.code for one in pack.levels.product)
    assert values.level(text, pack.imports.word["level"], codes) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.30%", "0.3"),
        ("0.80%/年", "0.8"),
        ("0.5", "0.5"),
        ("％", None),
        ("每年0.15%", "0.15"),
        ("年化 0.4%", "0.4"),
        ("0.20% a year", "0.2"),
        ("0.4% per annum", "0.4"),
        ("综合0.8%", None),
    ],
)
def test_a_rate_is_per_cent_with_or_without_its_sign(text: str, value: str | None) -> None:
    """A fee shown a hundred times too high frightens, one too low is a false statement."""
    assert values.percent(text) == (None if value is None else Decimal(value))


def test_a_share_among_percents_is_told_apart() -> None:
    """0.05 among 15% and 5% is five per cent; 15 there is fifteen."""
    assert values.share("15%", among_percents=True) == Decimal("0.15")
    assert values.share("0.05", among_percents=True) == Decimal("0.05")
    assert values.share("15", among_percents=True) == Decimal("0.15")
    assert values.share("15", among_percents=False) is None


@given(st.text(max_size=30))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """A file that was mended and brought again reads as before; nothing typed makes the reader fall over."""
    assert clean(clean(text)) == clean(text)
    for read in (read_amount, values.day, values.percent, values.days):
        read(text)
    assert plain(plain(text)) == plain(text)


def test_marks_that_keep_zeros_are_taken_off() -> None:
    """A code without its zeros is another product's."""
    assert [clean(one) for one in ('="009995"', "\t009939", "'00123", "\u00a0甲\u3000", "-代发")] == [
        "009995", "009939", "00123", "甲", "-代发",
    ]  # fmt: skip


def test_what_the_desk_calls_a_value_is_understood(pack: Pack) -> None:
    """A list that goes out comes in again, in either language; and nobody is asked about a key that a program has."""
    for target, vocabulary in (("status", "product_status"), ("family", "family"), ("insurance_class",) * 2):
        for key, text in pack.labels.label[vocabulary].items():
            for lang in LANGS:
                assert pack.imports.meaning(target, text.of(lang)) == key
                assert Products.options(pack, target, lang)[key] == text.of(lang)
    said = {"listed": ("上架", "On sale"), "suspended": ("停售", "off shelf"), "ended": ("清盘", "Matured")}
    assert {key: tuple(pack.imports.meaning("status", one) for one in words) for key, words in said.items()} == {
        key: (key, key) for key in said
    }


HEADINGS = {
    "holdings": {"理财产品代码": "product", "基金份额": "units", "latest NAV": "price", "持仓市值(元)": "amount"},
    "products": {"产品评级": "issuer_level", "minimum investment (CNY)": "minimum", "sales status": "status"},
    "clients": {"CIF No.": "external_no", "证件失效日期": "id_valid_until", "cell phone": "phone"},
    "people": {"职位": "post", "license no": "number", "证书失效日期": "until"},
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_headings_of_other_systems_mean_what_they_say(pack: Pack, kind: str) -> None:
    """Each heading that nobody knows is one more that somebody must map by hand."""
    found = layout((Line(1, tuple(HEADINGS[kind])),), pack.imports.heading[kind], {})
    assert found is not None
    assert {one.heading: one.target for one in found.columns} == HEADINGS[kind]
