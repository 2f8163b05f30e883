"""What the single blocks show: values, columns, marks, sizes."""

from itertools import pairwise

import pytest

from paper.layout import inside, printed, right
from paper.reading import shown
from paper.samples import Lang, sample_document
from rmdesk.paper import (
    AllocationChart,
    Answers,
    Bars,
    Bullets,
    Callout,
    Checklist,
    KeepTogether,
    KeyValues,
    Paragraph,
    Scale,
    Signatures,
    Table,
    render,
)
from rmdesk.paper.look import MARGIN, PAGE_HEIGHT, WIDTH


def test_empty_blocks_print_nothing_or_say_so() -> None:
    """Else a client without fees makes the paper fail."""
    empty = (
        Bullets(()),
        KeyValues(()),
        Checklist(()),
        Answers(()),
        AllocationChart(()),
        Bars((), ()),
        KeepTogether(()),
        Signatures((), "日期"),
        Table((), ()),
        Table(("甲栏", "乙栏"), ()),
        AllocationChart((("零", "0", "0.00 元"),)),
        Bars(("无",), ("0",)),
    )
    lines = [line.text for line in shown(printed(*empty))[0]]
    assert lines.count("（无）") == 2
    assert "甲栏" in lines


def test_large_print_is_large() -> None:
    """Else a client of 70 cannot read what he signs."""
    sizes = {
        large: {line.size for page in shown(render(sample_document("zh", large))) for line in page}
        for large in (False, True)
    }
    body = next(line for page in shown(printed(Paragraph("正文"), large=True)) for line in page if line.text == "正文")
    assert body.size == 16
    assert min(sizes[True]) >= 10
    assert min(sizes[False]) >= 7.5


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_is_read_in_large_print_is_small(lang: Lang) -> None:
    """SUIT-10: else tables and remarks, where the figures stand, stay unreadable for whom large print is meant."""
    doc = sample_document(lang, large=True)
    for page in shown(render(doc)):
        assert min(line.size for line in page) >= 12
        inner = [line for line in page if 120 < line.y < PAGE_HEIGHT - 110]
        assert {line.text: line.size for line in inner if line.size < 16} == {}


def test_large_print_puts_labelled_values_below_each_other() -> None:
    """Else large values stand in columns that are too narrow for them."""
    pairs = KeyValues((("甲", "一"), ("乙", "二")))
    normal, large = (
        {line.text: line for line in shown(printed(pairs, large=size))[0] if line.text in "甲乙"}
        for size in (False, True)
    )
    assert normal["甲"].y == normal["乙"].y
    assert large["甲"].y > large["乙"].y
    assert large["甲"].x == large["乙"].x


@pytest.mark.parametrize("large", [False, True])
def test_amounts_in_a_full_table_are_never_broken(large: bool) -> None:
    """Else 1,234,567.00 reads as 1,234."""
    row = ("松风稳利 90 天", "R2", "1,234,567.00", "98,765.00", "2026-11-21", "12.50%", "1,333,332.00")
    pdf = printed(Table(("产品", "等级", "金额", "费用", "到期", "占比", "合计"), (row,) * 3), large=large)
    lines = [line.text for page in shown(pdf) for line in page]
    for amount in row[2:]:
        assert lines.count(amount) == 3
    inside(pdf)


def test_a_table_too_wide_for_the_page_becomes_records() -> None:
    """Else ten columns in large print stand in each other."""
    head = tuple(f"指标{count}" for count in range(10))
    rows = tuple(tuple(f"{row}{column},000,000.00" for column in range(10)) for row in range(1, 4))
    lines = [line for page in shown(printed(Table(head, rows), large=True)) for line in page]
    assert sum(line.text == "指标0" for line in lines) == 3
    for row in rows:
        for cell in row:
            assert any(line.text == cell for line in lines)


def test_a_short_head_stands_in_one_line() -> None:
    """Else 客户风险等级 ends in a line of its own last characters, while the text beside it has room to spare."""
    said = "到期还本付息，可提前兑取并扣除部分利息和手续费；" * 4
    rows = (("示例储蓄国债", "各等级", said, said, "低"),)
    pdf = printed(
        Table(("产品", "客户风险等级", "适合的理由", "需要留意", "产品风险等级"), rows, widths=(2, 1, 4, 4, 1))
    )
    assert {"客户风险等级", "产品风险等级"} <= {line.text for line in shown(pdf)[0]}


def test_the_role_of_who_signs_stands_in_one_line() -> None:
    """Else large print parts 授权签字人; the lines to sign on begin where the longest role ends."""
    roles = (("客户经理", "王敏"), ("法定代表人或授权签字人", "江大河"))
    (page,) = shown(printed(Signatures(roles, "日期"), large=True))
    (end,) = [right(line) for line in page if line.text == roles[1][0]]
    assert {line.x > end for line in page if line.text == "签名"} == {True}


def test_columns_follow_the_widths_that_were_asked_for() -> None:
    """Else a paper's table looks different from what its maker laid out."""
    lines = {
        line.text: line.x for line in shown(printed(Table(("甲", "乙", "丙"), (("1", "2", "3"),), widths=(1, 1, 2))))[0]
    }
    assert lines["乙"] - lines["甲"] == pytest.approx(WIDTH / 4, abs=0.5)
    assert lines["丙"] - lines["乙"] == pytest.approx(WIDTH / 4, abs=0.5)


def test_columns_align_as_asked() -> None:
    """Else amounts do not stand below each other."""
    table = Table(("额", "中"), (("1.00", "x"), ("1,000.00", "xyz")), align=("r", "c"))
    lines = {line.text: line for line in shown(printed(table))[0]}
    assert right(lines["1.00"]) == pytest.approx(right(lines["1,000.00"]), abs=0.1)
    middles = [(line.x + right(line)) / 2 for line in (lines["x"], lines["xyz"])]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)


def test_chosen_options_are_ticked_and_bold() -> None:
    """Else nobody sees what the client answered, least of all in a grey copy."""
    pdf = printed(Answers((("1.", "问", (("A", "甲", False), ("B", "乙", True))),)))
    lines = {line.text: line for line in shown(pdf)[0]}
    assert lines["B. 乙"].bold
    assert not lines["A. 甲"].bold
    tick = lines["✓"]
    assert tick.x < lines["B. 乙"].x
    assert tick.y == pytest.approx(lines["B. 乙"].y, abs=3)


def test_the_current_level_is_bold_and_named() -> None:
    """Else the level rests on a colour that a copier does not copy."""
    lines = {line.text: line for line in shown(printed(Scale(("C1", "C2", "C3"), 2, 1)))[0]}
    assert lines["C3"].bold
    assert not lines["C2"].bold
    middle = {name: (lines[name].x + right(lines[name])) / 2 for name in ("C2", "C3", "上次", "本次")}
    assert middle["上次"] == pytest.approx(middle["C2"], abs=0.5)
    assert middle["本次"] == pytest.approx(middle["C3"], abs=0.5)


def test_a_chart_says_everything_in_words() -> None:
    """Else its parts are told apart by colour alone."""
    parts = tuple((f"部分{count}", f"{count}", f"{count},000.00 元") for count in range(1, 13))
    lines = [line.text for line in shown(printed(AllocationChart(parts, "配置")))[0]]
    for label, percent, amount in parts:
        assert label in lines
        assert f"{percent}%" in lines
        assert amount in lines


def test_lines_of_running_text_do_not_touch() -> None:
    """Else large print is no help: the distance between lines belongs to it."""
    lines = [line for line in shown(printed(Paragraph("行距" * 200), large=True))[0] if line.size == 16]
    assert all(upper.y - lower.y >= 1.4 * 16 for upper, lower in pairwise(lines))


def test_chinese_lines_end_below_each_other_without_holes() -> None:
    """Else a page of Chinese is ragged, or its characters stand apart and are extracted with spaces between them."""
    text = "投资者应当（仔细）阅读《产品说明书》，充分了解产品；" * 20
    pages = shown(printed(Paragraph(text + "合计 1,234,567,890.00 元，" * 20 + text)))
    lines = [line for page in pages for line in page if line.size == 10.5 and line.y < PAGE_HEIGHT - 150]
    ends = [right(line) for line in lines[:-1] if line.spread]
    assert len(ends) > 5
    assert max(ends) - min(ends) <= 10.5 / 2 + 0.2
    assert all(0 <= line.spread <= 0.06 * line.size for line in lines)
    assert lines[-1].spread == 0


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", range(3, 8))
def test_a_column_holds_the_text_that_it_was_measured_for(size: int, large: bool) -> None:
    """Else every second label is broken before its last character, for a rounding in the last place."""
    label, long = "项" * size, "很长的说明文字" * 20
    for columns in (1, 2) if large else (1, 2, 3):
        table = Table(("", *["说明"] * columns), ((label, *[long] * columns),))
        assert any(line.text == label for line in shown(printed(table, large=large))[0])
    assert any(line.text == label for line in shown(printed(KeyValues(((label, long),)), large=large))[0])


def test_a_warning_is_bold() -> None:
    """Else it looks like any other paragraph in a grey copy."""
    lines = {line.text: line for line in shown(printed(Paragraph("当心", "warning"), Paragraph("平常")))[0]}
    assert lines["当心"].bold
    assert not lines["平常"].bold


def test_a_headline_breaks_no_word() -> None:
    """Else 不是存/款 stands above the papers of every sale."""
    long = "理财、基金、保险等产品不是存款，产品有风险、投资须谨慎，过往业绩不代表未来表现"
    little = "结构性存款不同于一般存款，收益有风险，认购须谨慎"
    pdf = printed(*(Callout(text, tone="headline") for text in (long, little)), large=True)
    lines = [line for line in shown(pdf)[0] if line.bold and line.x > MARGIN + 1 and 16 <= line.size <= 20]
    assert [line.text for line in lines] == [
        "理财、基金、保险等产品不是存款，产品有风险、",
        "投资须谨慎，过往业绩不代表未来表现",
        little,
    ]
    assert lines[-1].size < lines[0].size == 20
