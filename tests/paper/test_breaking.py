"""Lines end where a reader of Chinese or English expects it, and nothing is lost at a line's end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdesk.paper.breaking import break_lines, widest_unit
from rmdesk.paper.typeface import typeface

FACE = typeface("Regular")


def _lines(text: str, width: float) -> list[str]:
    """`text` in lines of `width` Chinese characters."""
    return [line.text for line in break_lines(text, width * 1000, FACE)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四五六", 4, ["一二三四", "五六"]),
        ("一二三四（盖章）", 6.5, ["一二三四", "（盖章）"]),
        ("一二三 · 四五", 3.3, ["一二", "三 · 四", "五"]),
        ("一二三四，五六", 4.5, ["一二三四，", "五六"]),
        ("一二三四，五六", 4, ["一二三", "四，五六"]),
        ("一二三四！五六", 4, ["一二三", "四！五六"]),
        ("一二三（四五）", 4, ["一二三", "（四五）"]),
        ("本金 200,000.00 元", 8, ["本金", "200,000.00 元"]),
        ("本金200,000.00元整", 8, ["本金", "200,000.00元整"]),
        ("松风稳利25 示 01", 5, ["松风稳利", "25 示 01"]),
        ("于2026年11月21日到期", 8, ["于", "2026年11月21日", "到期"]),
        ("共计 CNY 200,000.00", 8, ["共计", "CNY 200,000.00"]),
        ("利率 3.5% 起", 4, ["利率", "3.5% 起"]),
        ("投诉——处理", 3, ["投", "诉——", "处理"]),
        ("电话４００－１２３４", 9, ["电话", "４００－１２３４"]),
        ("follow-up call", 4, ["follow-", "up call"]),
        ("到期日2026-11-21", 6, ["到期日", "2026-11-21"]),
        ("the client’s right", 6, ["the client’s", "right"]),
        ("“引号”之后", 3, ["“引", "号”之", "后"]),
        ("a\n\nb", 9, ["a", "", "b"]),
        ("  缩进", 9, ["  缩进"]),
        ("授权签字人", 4, ["授权签", "字人"]),
        ("客户风险等级。", 5.5, ["客户风险", "等级。"]),
        ("储蓄国债（电子式）三年", 6.5, ["储蓄国债", "（电子式）", "三年"]),
    ],
)
def test_where_lines_end(text: str, width: float, lines: list[str]) -> None:
    """Else an amount is torn in two, or a line begins with a full stop."""
    assert _lines(text, width) == lines


_SOME = st.text(alphabet="一元，。（）“”—ab1.- /CNY%\n🄀éé\xa0", max_size=60)


@settings(max_examples=300, deadline=None)
@given(text=_SOME, width=st.floats(1, 12))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: float) -> None:
    """Else words vanish at a line's end, or stand beyond the paper's edge."""
    lines = break_lines(text, width * 1000, FACE)
    assert "".join("".join(line.text for line in lines).split(" ")) == "".join(text.replace("\n", "").split(" "))
    for line in lines:
        assert line.width <= width * 1000 or len(line.text) == 1
        assert FACE.advance(line.text) - line.width <= 500


@settings(max_examples=200, deadline=None)
@given(text=_SOME)
def test_a_line_as_wide_as_the_widest_piece_breaks_no_piece(text: str) -> None:
    """Else a table column made for its numbers tears them."""
    limit = max(widest_unit(text, FACE), 1000)
    for line in break_lines(text, limit, FACE):
        if line.soft:
            assert not (line.text[-1:].isdigit() and text[text.find(line.text) + len(line.text) :][:1].isdigit())


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    """Else Chinese readers stumble at every second line."""
    text = "投资有风险，入市须谨慎。（详见说明书）、“风险揭示书”；请仔细阅读！" * 20
    for width in range(4, 40):
        for line in _lines(text, width):
            assert line[0] not in "，。）、”；！"
            assert line[-1] not in "（“"


def test_a_line_does_not_begin_with_a_numbers_hyphen() -> None:
    """Else a certificate's number is read as two."""
    assert _lines("证书 示例-0107，有效期至 2028-11-29", 5)[0] == "证书"
    assert all(
        not line.startswith("-")
        for width in range(6, 12)
        for line in _lines("证书示例-0107 certificate 示例-J-01", width)
    )
