"""What a product's name says against the cells of its row is asked, or counts: neither is believed unseen."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from imports.test_product_questions import FUND, POLICY, taken
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.wording import product_names
from rmdesk.desk.wording.product_names import Period
from rmdesk.domain.imports import values
from rmdesk.domain.refusal import Faulty
from support.desks import done


@pytest.mark.parametrize(
    ("heads", "cells", "name", "target", "allowed"),
    [
        (",设计类型,缴费年限", ",普通型,10", "虚构寿险（万能型）", "insurance_design", ("traditional", "universal")),
        (",设计类型,缴费年限", ",传统型,10", "虚构险（分红型）", "insurance_design", ("traditional", "participating")),
        (",设计类型,缴费年限", ",分红型,1", "虚构年金险（十年交）", "pay_years", ("1", "10")),
        (",设计类型,缴费方式", ",分红型,趸交", "虚构年金险（年交二十年）", "pay_years", ("1", "20")),
        (",设计类型,缴费方式,缴费年限", ",分红型,年交,3", "虚构年金险（10年交）", "pay_years", ("3", "10")),
    ],
)  # fmt: skip
def test_a_policy_whose_name_contradicts_its_cells_is_asked(
    desk: Desk, tmp_path: Path, heads: str, cells: str, name: str, target: str, allowed: tuple[str, ...]
) -> None:
    """SUIT-26: sold as a traditional one, or as one paid at once, nobody stated that he knows what he buys."""
    for answers in ({}, {(target, name): "7"}):
        report = taken(desk, tmp_path, heads, POLICY + cells, answers, name)
        assert (report.accepted, report.refused) == (0, 1)
        assert [(one.target, one.word, one.allowed) for one in report.questions] == [(target, name, allowed)]
    assert taken(desk, tmp_path, heads, POLICY + cells, {(target, name): allowed[1]}, name).accepted == 1
    terms = done(shelf.get(desk, "Q-1")).insurance
    assert terms is not None
    assert allowed[1] in (terms.design, str(terms.pay_years))
    assert terms.pay_years == 1 or terms.premium == "yearly"


@pytest.mark.parametrize(
    ("name", "years"),
    [("虚构终身寿险（年交十年）", {10}), ("虚构险（交费5年）", {5}), ("Ankang Annuity, 5 Yearly Premiums", {5}),
     ("虚构2026年交易型产品", set()), ("虚构险（3年交/5年交）", {3, 5}), ("虚构年金险", set())],
)  # fmt: skip
def test_years_are_read_from_a_name(name: str, years: set[int]) -> None:
    """A year of the calendar is no number of premiums."""
    assert product_names.years_paid(name) == years


@pytest.mark.parametrize("word", ["高风险（R2）", "R2（中高风险）", "2级(高)"])
def test_a_level_whose_words_say_another_is_asked(desk: Desk, tmp_path: Path, word: str) -> None:
    """SUIT-13: what head office calls high risk was sold as R2."""
    said = FUND.replace("R3", word)
    report = taken(desk, tmp_path, "", said, {})
    assert (report.accepted, report.refused, report.questions[0].target) == (0, 1, "issuer_level")
    assert report.questions[0].allowed[0] == "R2"
    high = report.questions[0].allowed[1]
    assert taken(desk, tmp_path, "", said, {("issuer_level", word): high}).accepted == 1
    assert done(shelf.get(desk, "Q-1")).issuer_level == high


@pytest.mark.parametrize("word", ["中低风险（PR2）", "R2", "二级（中低）", "R3(平衡型)"])
def test_a_level_whose_words_say_the_same_is_not(desk: Desk, word: str) -> None:
    """Most lists write both."""
    words, codes = desk.pack.imports.word["level"], desk.pack.levels.product_codes
    assert set(values.levels_worded(word, words)) <= {values.level(word, words, codes)}


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("虚构最短持有期365天理财", Period(365, held=True)),
        ("虚构90天持有期债券", Period(90, held=True)),
        ("虚构六个月持有", Period(180, held=True)),
        ("虚构三年期理财", Period(1095, held=False)),
        ("虚构一年定开", Period(365, held=False)),
        ("虚构1-3年期国债指数", None),
        ("虚构2026年第3期", None),
        ("虚构7天通知", None),
    ],
)
def test_a_period_is_read_from_a_name(name: str, period: Period | None) -> None:
    """A range of bonds, or a series, says nothing of when the money comes back."""
    assert product_names.period_named(name) == period


FUND_OPEN: Mapping[str, str] = {
    "code": "W-885", "family": "理财产品", "issuer": "虚构理财", "minimum": "10000", "issuer_level": "R2",
    "return_kind": "floating", "worst_loss": "30%", "worst_case": "债券违约", "open_days": "每个工作日开放赎回",
}  # fmt: skip


def test_what_is_held_for_a_while_is_not_left_on_any_day(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: the book said "term 365 days" and "redeemable on any day" of money that nobody gets for a year."""
    held = done(keeping.add(desk, {**FUND_OPEN, "name": "虚构最短持有期365天"}))
    assert (held.term_days, held.liquidity, held.open_days) == (365, "periodic", "每个工作日开放赎回，最短持有 365 天")
    assert done(keeping.change(desk, "W-885", {"note": "示例"}, "测试")).open_days == held.open_days, "once"
    row = FUND.replace("1000000", "10000") + ",每个工作日,180天"
    assert taken(desk, tmp_path, ",开放日安排,最短持有期", row, {}).accepted == 1
    listed = done(shelf.get(desk, "Q-1"))
    assert (listed.term_days, listed.liquidity, listed.open_days) == (180, "periodic", "每个工作日，最短持有 180 天")
    plain = done(keeping.add(desk, {**FUND_OPEN, "code": "W-886", "name": "虚构一号", "term_days": "365"}))
    assert plain.liquidity == "daily", "a term that is left on any day before"


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"name": "虚构封闭式净值型", "open_days": ""}, "IMPORT.closed"),
        ({"name": "虚构一号", "open_days": "封闭运作，到期前不开放"}, "IMPORT.closed"),
        ({"name": "虚构三年期理财", "term_days": "3"}, "IMPORT.term_named"),
    ],
)
def test_a_term_that_the_name_contradicts_is_asked(desk: Desk, over: Mapping[str, str], code: str) -> None:
    """SUIT-03: "no fixed term", or three days, fitted whoever needs the money within half a year."""
    answer = keeping.add(desk, {**FUND_OPEN, **over})
    assert isinstance(answer, Faulty)
    assert {key: one.code for key, one in answer.fields.items()} == {"term_days": code}
    said = {"IMPORT.closed": "1095", "IMPORT.term_named": "3天"}[code]
    done(keeping.add(desk, {**FUND_OPEN, **over, "term_days": said}))


def test_a_closed_period_that_opens_is_no_closed_product(desk: Desk) -> None:
    """Most funds that open each quarter are called so."""
    done(keeping.add(desk, {**FUND_OPEN, "name": "虚构封闭三个月定开", "open_days": "每季度开放"}))
