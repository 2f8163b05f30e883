"""Widths in cells: Chinese characters take two, and a terminal that gets one too many wraps the whole screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rmdesk.domain.characters import visible
from rmdesk.faces.cells import cut, cut_before, cut_within, day, fit, long_day, money, wrap

TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("王伟 abc，。（）[/b]\u200b\u202e𠅤")), max_size=60)


@given(TEXTS, st.integers(0, 40))
def test_cut_text_never_takes_more_cells(text: str, cells: int) -> None:
    """A name that is one cell too wide pushes every column after it."""
    assert cell_len(cut(text, cells)) <= cells
    assert cell_len(cut_within(text, cells)) <= cells
    assert cell_len(cut_before(text, cells)) <= cells


@pytest.mark.parametrize("act", ["Release", "Withdraw", "Amend", "作废"])
def test_an_act_is_read_whole_however_long_its_matter_is(act: str) -> None:
    """ "· W…" over "This cannot be undone": nobody saw which act it was."""
    said = cut_before(f"NT-2026-0002  F-302 Pinewind Conservative Mixed Fund · Notices to holders · {act}", 60)
    assert said.startswith("NT-2026-0002  F-302 ")
    assert said.endswith(f" · {act}")
    assert cell_len(said) == 60
    assert cut_before(f"K-0024 廉明 · {act}", 60) == f"K-0024 廉明 · {act}"


@given(TEXTS, st.integers(1, 40), st.sampled_from(["left", "right"]))
def test_fitted_text_takes_exactly_its_cells(text: str, cells: int, align: str) -> None:
    """Amounts stand below each other only if every cell before them is filled."""
    assert cell_len(fit(text, cells, align)) == cells


@given(TEXTS, st.integers(4, 40))
def test_wrapped_text_loses_nothing_and_fits(text: str, cells: int) -> None:
    """A disclosure that loses a character when it is broken has not been disclosed."""
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(visible(text).split())


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("王小明", 6, "王小明"),
        ("王小明", 5, "王小…"),
        ("王小明", 4, "王…"),
        ("Smith", 4, "Smi…"),
        ("甲\n乙\x1b[31m", 20, "甲 乙 [31m"),
        ("王", 1, "…"),
        ("王", 0, ""),
    ],
)
def test_what_was_cut_says_so(text: str, cells: int, shown: str) -> None:
    """Half a character or a missing mark would make a different name of it; a control code would reach the terminal."""
    assert cut(text, cells) == shown


def test_products_of_a_series_do_not_look_the_same_where_they_are_cut() -> None:
    """Whoever chooses by a name that is cut takes the other share class."""
    names = [
        f"虚构星河稳健增利封闭式净值型理财产品 2026 年第 {nth} 期 {share} 份额" for nth in (101, 102) for share in "AB"
    ]
    assert [cut_within(one, 30) for one in names] == [
        f"虚构星河稳健增… {nth} 期 {share} 份额" for nth in (101, 102) for share in "AB"
    ]


def test_no_line_begins_with_a_closing_mark() -> None:
    """A line that begins with a full stop is how machines print, not banks."""
    assert wrap("本产品不保证本金。收益不确定，", 18) == ["本产品不保证本金。", "收益不确定，"]
    assert wrap("本产品不保证本金。收益", 16) == ["本产品不保证", "本金。收益"]


def test_no_line_has_half_a_chinese_word_beside_a_mark() -> None:
    """One character alone before or after a mark is half of a word."""
    assert wrap("2、销售人员是否持证上岗并公示？", 30) == ["2、销售人员是否持证上岗并", "公示？"]
    assert wrap("录音录像试录一分钟，能回放？", 26) == ["录音录像试录一分钟，", "能回放？"]
    assert wrap("先完成风险承受能力评估", 20) == ["先完成风险承受能力", "评估"]
    assert wrap("按法定节假日计算，未计调休", 20) == ["按法定节假日计算，", "未计调休"]
    assert wrap("揭示并录制", 2) == ["揭", "示", "并", "录", "制"]


def test_a_fact_between_dots_and_a_number_with_its_unit_stay_in_one_line() -> None:
    """ "12 days" torn in two, or a line that ends in a dot, is read twice."""
    assert wrap("作出处理决定并告知 · 法定 · 12 天后", 28) == ["作出处理决定并告知 · 法定", "· 12 天后"]
    assert wrap("在本行持有 200,000 元以上", 19) == ["在本行持有", "200,000 元以上"]
    assert wrap("held here CNY 160,000 for 30 days", 18) == ["held here", "CNY 160,000 for", "30 days"]
    told = "Of CNY 100,000.00, CNY 5,000.00 may be lost, 95,000.00 left. This is a case."
    assert wrap(told, 21) == ["Of CNY 100,000.00,", "CNY 5,000.00 may be", "lost, 95,000.00 left.", "This is a case."]
    assert wrap("until 2026-10-20 09:20", 18) == ["until", "2026-10-20 09:20"]


def test_no_line_is_a_rule_alone() -> None:
    """A line that says COMP-06 and nothing else does not say what of."""
    assert wrap("2026-11-01 + 24 hours = 2026-11-02, COMP-06", 34) == ["2026-11-01 + 24 hours =", "2026-11-02, COMP-06"]
    assert wrap("收到 2026-11-01 + 30 工作日 = 2026-12-11，COMP-06", 40)[1] == "2026-12-11，COMP-06"
    assert wrap("您不能查看（COMP-04）。", 22) == ["您不能", "查看（COMP-04）。"]
    assert wrap("法定：首次答复 COMP-06", 21) == ["法定：", "首次答复 COMP-06"]
    assert wrap("首次答复 COMP-06", 8) == ["首次答复", "COMP-06"]
    assert wrap("COMP-09 · 尚未作出处理决定。", 24) == ["COMP-09 · 尚未作出处理", "决定。"]
    assert wrap("COMP-09 · No decision is written.", 24) == ["COMP-09 · No decision is", "written."]


def test_a_name_or_a_heading_of_a_few_characters_stays_whole() -> None:
    """ "首次答" at the end of a line and "复" below it: whoever reads line by line reads no word."""
    due = "! 逾期 3 小时 2026-11-25 09:30 首次答复 COMP-06"
    for cells in range(16, 60):
        assert sum("首次答复" in line for line in wrap(due, cells)) == 1, cells
    assert wrap("2026-11-25 反馈处理结果", 20) == ["2026-11-25", "反馈处理结果"]
    assert wrap("办理：欧阳慕容 · 调查中", 14) == ["办理：欧阳慕容", "· 调查中"]
    assert wrap("反馈处理结果 COMP-06", 8) == ["反馈处理", "结果", "COMP-06"], (
        "what fits in no line is broken all the same"
    )


def test_english_breaks_between_words() -> None:
    """Words are not torn."""
    assert wrap("the principal is not guaranteed", 14) == ["the principal", "is not", "guaranteed"]
    assert wrap("Endowment, Participating, Single", 26) == ["Endowment, Participating,", "Single"]
    assert wrap("3 Medium", 7) == ["3", "Medium"]
    assert wrap("of 30 working days", 10) == ["of", "30 working", "days"]


def test_amounts_and_dates_are_written_as_the_bank_writes_them() -> None:
    """1234567.5 read as 123,456.75 would be a wrong sale."""
    assert money("1234567.5") == "1,234,567.50"
    assert (money(None), money("")) == ("—", "—")
    assert (day(date(2026, 11, 21)), day(None)) == ("2026-11-21", "—")
    assert (long_day(date(2026, 11, 21), "zh"), long_day(date(2026, 11, 21), "en")) == (
        "2026-11-21 周六",
        "2026-11-21 Sat",
    )
