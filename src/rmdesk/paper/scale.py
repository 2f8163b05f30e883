"""Levels in a row, the current and the previous one marked by shape and weight."""

from rmdesk.paper.blocks import Scale
from rmdesk.paper.flow import Keep, Piece
from rmdesk.paper.grid import Cell, Grid, Row, Sign
from rmdesk.paper.look import RULE, Look, TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.signs import checkbox, pointer
from rmdesk.paper.text import draw_lines, set_lines
from rmdesk.paper.words import WORDS

_MOST_LINES = 4
"""Labels or captions of more lines than this stand below each other instead of in narrow columns."""


class ScaleRow(Piece):
    """Levels side by side, the current one marked by a frame, bold text and a triangle."""

    def __init__(self, block: Scale, look: Look, width: float, gap: float) -> None:
        self.block, self.look, self.gap = block, look, gap
        self.step = width / len(block.labels)
        place = self.step - 6
        self.labels = [set_lines(text, self._label(at), place) for at, text in enumerate(block.labels)]
        self.captions = [set_lines(text, self._caption(at), place) for at, text in enumerate(block.captions)]
        self.cell = max(map(len, self.labels)) * look.cell.lead + 10

    @property
    def fits(self) -> bool:
        """Whether every label and caption is short enough for its column, and no Latin word of a label is broken."""
        words = [(word, self._label(at)) for at, text in enumerate(self.block.labels) for word in text.split()]
        return all(len(lines) <= _MOST_LINES for lines in (*self.labels, *self.captions)) and all(
            len(set_lines(word, style, self.step - 6)) == 1 for word, style in words if word.isascii()
        )

    @property
    def height(self) -> float:
        captions = max(map(len, self.captions), default=0) * self.look.small.lead
        return self.cell + self.look.cell.size + self._word + captions + 2

    @property
    def _word(self) -> float:
        return self.look.small.lead if self.block.previous is not None else 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for at in range(len(self.labels)):
            self._level(pen, at, x + at * self.step, top)
        left = x + self.block.current * self.step
        pen.box(left, top - self.cell, self.step, self.cell, stroke=self.look.accent, line=1.8)

    def _level(self, pen: Pen, at: int, x: float, top: float) -> None:
        fill = self.look.tint if at == self.block.current else None
        pen.box(x, top - self.cell, self.step, self.cell, fill=fill, stroke=RULE, line=0.6)
        spare = (self.cell - len(self.labels[at]) * self.look.cell.lead) / 2
        draw_lines(pen, self.labels[at], self._label(at), x + 3, top - spare, self.step - 6)
        self._below(pen, at, x, top - self.cell - 2)

    def _below(self, pen: Pen, at: int, x: float, top: float) -> None:
        size, style = self.look.cell.size, self._caption(at)
        if at in (self.block.current, self.block.previous):
            pointer(pen, x + self.step / 2, top, size, self.look.accent, filled=at == self.block.current)
        if self._word:
            draw_lines(
                pen, set_lines(which(self.block, at, self.look), style, self.step), style, x, top - size, self.step
            )
        if self.captions:
            draw_lines(pen, self.captions[at], style, x + 3, top - size - self._word, self.step - 6)

    def _label(self, at: int) -> TextStyle:
        return self.look.cell.but(weight="Bold" if at == self.block.current else "Regular", align="c")

    def _caption(self, at: int) -> TextStyle:
        return self.look.small.but(weight="Bold" if at == self.block.current else "Regular", align="c")


def which(block: Scale, at: int, look: Look) -> str:
    """Words beside the triangles, where there are two: now, before, or both at one level."""
    words = WORDS[look.lang]
    told = [words["before"]] if at == block.previous else []
    told += [words["now"]] if at == block.current and block.previous is not None else []
    return " / ".join(told)


def scale(block: Scale, look: Look, width: float) -> list[Piece]:
    """The levels as a row of cells, or one below the other where the texts are long."""
    row = ScaleRow(block, look, width, gap=0.8 * look.em)
    return [row] if row.fits else [_listed(block, look, width)]


def _listed(block: Scale, look: Look, width: float) -> Piece:
    captions = block.captions or ("",) * len(block.labels)
    rows = []
    for at, (label, caption) in enumerate(zip(block.labels, captions, strict=True)):
        style = look.cell.but(weight="Bold" if at == block.current else "Regular")
        told = " · ".join(filter(None, (label.replace("\n", " "), which(block, at, look))))
        sign: Sign = checkbox(at == block.current)
        name = Cell.of(told, style, 4, 0.4 * width, sign=sign, indent=1.6 * style.size)
        rows.append(Row((name, Cell.of(caption, style, 0.42 * width + 4, 0.58 * width - 8))))
    return Keep([Grid(rows, width)], gap=0.8 * look.em)
