"""Two scales against each other: every cell says in words how grave it is, the tint only repeats it."""

from collections.abc import Sequence

from rmdesk.paper.blocks import Matrix, MatrixTone
from rmdesk.paper.breaking import Line
from rmdesk.paper.flow import Gap, Keep, Piece, Text
from rmdesk.paper.look import INK, MM, RULE, WHITE, Colour, Look, TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import draw_lines, set_lines, shortened, text_width

_TINTS: dict[MatrixTone, Colour] = {
    "": WHITE,
    "calm": (0.915, 0.95, 0.925),
    "watch": (0.98, 0.925, 0.79),
    "late": (0.94, 0.80, 0.77),
}
"""Each darker than the one before, so that a copy in grey still tells them apart."""
_LABELS = 0.24
"""The most of the width that the labels of the rows take."""
_PAD = 4.0
_MOST_LINES = 2


class MatrixGrid(Piece):
    """The cells with the labels of their rows and columns; one cell may be marked by a frame and bold text."""

    def __init__(self, block: Matrix, look: Look, width: float, gap: float) -> None:
        self.block, self.look, self.width, self.gap = block, look, width, gap
        widest = max(text_width(text, look.cell) for text in (*block.y_labels, block.x, block.y)) + 2 * _PAD
        self.left = min(widest, _LABELS * width)
        self.step = (width - self.left) / len(block.x_labels)
        self.lines = [
            [self._said(row, column) for column in range(len(block.x_labels))] for row in range(len(block.rows))
        ]
        most = max(len(lines) for row in self.lines for lines in row)
        self.cell = max((13 if look.large else 9) * MM, most * look.cell.lead + _PAD)
        self.heads = [set_lines(text, self._head, self.step - 2 * _PAD) for text in block.x_labels]
        self.foot = max(map(len, self.heads)) * self._head.lead + 4

    @property
    def _head(self) -> TextStyle:
        return self.look.cell.but(align="c")

    @property
    def height(self) -> float:
        return self.look.label.lead + 3 + len(self.block.rows) * self.cell + self.foot

    def draw(self, pen: Pen, x: float, top: float) -> None:
        label, block = self.look.label, self.block
        draw_lines(pen, set_lines(block.y, label, self.width), label, x, top, self.width)
        first = top - label.lead - 3
        for row, name in enumerate(block.y_labels):
            self._row(pen, row, name, x, first - row * self.cell)
        below = first - len(block.rows) * self.cell
        for column, lines in enumerate(self.heads):
            draw_lines(pen, lines, self._head, x + self.left + column * self.step, below - 3, self.step)
        across = set_lines(shortened(block.x, label, self.left - _PAD), label, self.left)
        draw_lines(pen, across, label, x, below - 3, self.left)
        self._mark(pen, x, first)

    def _row(self, pen: Pen, row: int, name: str, x: float, top: float) -> None:
        style = self.look.cell
        lines = set_lines(name, style, self.left - _PAD)
        spare = (self.cell - len(lines) * style.lead) / 2
        draw_lines(pen, lines, style, x, top - spare, self.left - _PAD)
        for column in range(len(self.block.x_labels)):
            self._cell(pen, row, column, x + self.left + column * self.step, top)

    def _cell(self, pen: Pen, row: int, column: int, x: float, top: float) -> None:
        tone = self.block.rows[row][column][0]
        pen.box(x, top - self.cell, self.step, self.cell, fill=_TINTS[tone], stroke=RULE, line=0.6)
        style, lines = self._style(row, column), self.lines[row][column]
        spare = (self.cell - len(lines) * style.lead) / 2
        draw_lines(pen, lines, style, x + _PAD, top - spare, self.step - 2 * _PAD)

    def _style(self, row: int, column: int) -> TextStyle:
        return self.look.cell.but(weight="Bold" if self.block.at == (row, column) else "Regular", align="c")

    def _said(self, row: int, column: int) -> Sequence[Line]:
        """What a cell says: broken between words where it is too long for a line, cut only where one word is."""
        _, means, stands = self.block.rows[row][column]
        style, room = self._style(row, column), self.step - 2 * _PAD
        for text in (f"{means} {stands}".strip(), means or stands):
            lines = set_lines(text, style, room)
            if len(lines) <= _MOST_LINES and all(text_width(word, style) <= room for word in text.split()):
                return lines
        return set_lines(shortened(means or stands, style, room), style, room)

    def _mark(self, pen: Pen, x: float, top: float) -> None:
        """Last, so that no neighbour's line runs over the frame."""
        if self.block.at is None:
            return
        row, column = self.block.at
        left, foot = x + self.left + column * self.step, top - (row + 1) * self.cell
        pen.box(left, foot, self.step, self.cell, stroke=self.look.accent, line=2.2)


def matrix(block: Matrix, look: Look, width: float) -> list[Piece]:
    """The cells on one page, and below them in words where the marked one is."""
    grid = MatrixGrid(block, look, width, gap=0.8 * look.em)
    if not block.caption:
        return [grid]
    told = Text.of(block.caption, look.cell.but(weight="Bold", colour=INK), width, gap=4)
    return [Keep([grid, told, Gap(2)], gap=grid.gap)]
