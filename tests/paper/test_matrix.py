"""The matrix: what stands in which cell, told without colour, in both prints."""

import pytest

from paper.layout import inside, printed
from paper.reading import Shown, shown
from paper.samples import sample_document
from rmdesk.paper import Matrix, from_json, render, to_json
from rmdesk.paper.blocks import MatrixCell

LABELS = ("1 很低", "2 低", "3 中", "4 高", "5 很高")


def _matrix(at: tuple[int, int] | None = (2, 4), no: str = "RK-0002") -> Matrix:
    def cell(row: int, column: int) -> MatrixCell:
        score = (5 - row) * (column + 1)
        tone, word = ("calm", "低") if score <= 4 else ("watch", "中") if score <= 12 else ("late", "高")
        return (tone, f"{score} {word}", no if at == (row, column) else "")  # type: ignore[return-value]

    rows = tuple(tuple(cell(row, column) for column in range(5)) for row in range(5))
    return Matrix("影响", "可能性", LABELS, LABELS[::-1], rows, at, f"{no}：可能性 3 中，影响 5 很高")


def _lines(*, large: bool = False, block: Matrix | None = None) -> list[Shown]:
    return [line for page in shown(printed(block or _matrix(), large=large)) for line in page]


@pytest.mark.parametrize("large", [False, True])
def test_every_cell_says_in_words_how_grave_it_is(large: bool) -> None:
    """A grey copy, or a reader who tells red from green badly, has the words alone."""
    texts = [line.text for line in _lines(large=large)]
    for score, word in ((1, "低"), (5, "中"), (25, "高")):
        assert f"{score} {word}" in texts
    inside(printed(_matrix(), large=large))


def test_the_marked_cell_stands_where_its_labels_cross() -> None:
    """A frame one row too high makes a high risk a medium one."""
    lines = {line.text: line for line in _lines()}
    marked = next(line for text, line in lines.items() if text.startswith("15 高") and "RK-0002" in text)
    rows = [line for line in _lines() if line.text in LABELS and line.x < 80]
    beside = min(rows, key=lambda line: abs(line.y - marked.y))
    assert beside.text == "3 中"
    columns = [line for line in _lines() if line.text in LABELS and line.x > 80]
    assert max(columns, key=lambda line: line.x).text == "5 很高"
    assert marked.x > max(line.x for line in _lines() if line.text == "12 中")
    assert marked.bold


def test_a_number_too_long_for_its_cell_gives_way_to_the_word() -> None:
    """Half a number in the cell would be read as another one; the caption has all of it."""
    texts = [line.text for line in _lines(large=True, block=_matrix(no="EV-2026-000123"))]
    assert "15 高" in texts
    assert not any(text.startswith("15 高 EV") for text in texts)
    assert any("EV-2026-000123" in text for text in texts)


def test_a_matrix_that_does_not_fit_its_labels_is_refused() -> None:
    """A cell too few moves every cell after it."""
    whole = _matrix()
    for wrong in (
        {"rows": whole.rows[1:]},
        {"x_labels": LABELS[1:]},
        {"at": (5, 0)},
        {"x_labels": (), "rows": ((),) * 5},
    ):
        with pytest.raises(ValueError, match="matrix"):
            Matrix(**{**vars(whole), **wrong})


def test_a_matrix_is_kept_without_loss() -> None:
    """A reprint of a risk sheet must give the same bytes."""
    document = sample_document(blocks=(_matrix(), _matrix(None)))
    assert from_json(to_json(document)) == document
    assert render(from_json(to_json(document))) == render(document)
