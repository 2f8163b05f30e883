"""Room between characters: what is typed stays as it is, and stands as good typesetting sets it."""

import pytest

from paper.layout import printed, right
from paper.reading import shown, squeezed, texts
from rmdesk.paper import KeyValues, Paragraph
from rmdesk.paper.look import MARGIN, WIDTH
from rmdesk.paper.pairs import room, rooms
from rmdesk.paper.typeface import typeface


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("（合同）。", [(3, -500)]),
        ("他说“好的”）", [(5, -500)]),
        ("投诉：“不满”", [(2, -500)]),
        ("（“一”）", [(0, -500), (3, -500)]),
        ("按5年计", [(0, 100), (1, 100)]),
        ("按 5 年", []),
        ("R2中", [(1, 100)]),
        ("城东 · 支行", [(2, -250), (3, -250)]),
        ("阿卜杜拉·买买提", []),
        ("plain, (text).", []),
        ("好！？", []),
    ],
)
def test_marks_leave_no_holes_and_scripts_no_crush(text: str, wanted: list[tuple[int, int]]) -> None:
    """Else a line of marks shows white holes, and figures stick to Chinese characters."""
    assert list(rooms(text)) == wanted
    assert typeface("Regular").advance(text) == sum(map(typeface("Regular").width_of, text)) + sum(b for _, b in wanted)


def test_room_counts_where_two_pieces_meet() -> None:
    """Else a line is measured too short, and its end stands beyond the margin."""
    assert (room("年）", "。"), room("按", "5"), room("a", "b"), room("", "（")) == (-500, 100, 0, 0)


def test_closer_marks_are_still_read_as_typed() -> None:
    """Else a program that reads the paper finds other words than people."""
    said = "（见“说明书”）。共5项，R2级：“稳健”；（无）" * 6
    pdf = printed(Paragraph(said))
    assert squeezed(said) in squeezed("".join(texts(pdf)))
    lines = [line for line in shown(pdf)[0] if "说明书" in line.text]
    assert len(lines) > 1
    for line in lines:
        assert right(line) <= MARGIN + WIDTH + line.size / 2 + 0.1


def test_an_empty_value_is_a_dash() -> None:
    """Else something may be written into the empty place after the signature."""
    said = [line.text for line in shown(printed(KeyValues((("电子邮箱", ""), ("联系电话", " ")))))[0]]
    assert said.count("—") == 2


@pytest.mark.parametrize("filler", range(28, 44))
def test_what_leads_to_a_list_stays_with_it(filler: int) -> None:
    """Else "main risks:" ends a page, and the list begins on the next."""
    pdf = printed(*[Paragraph(f"第{at}行") for at in range(filler)], Paragraph("主要风险："), Paragraph("甲项"))
    pages = [at for at, page in enumerate(shown(pdf)) for line in page if line.text in ("主要风险：", "甲项")]
    assert pages[0] == pages[1]
