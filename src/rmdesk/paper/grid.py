"""Rows of cells under light rules: the ground of tables, labelled values, answers and legends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rmdesk.paper.breaking import Line
from rmdesk.paper.flow import Piece
from rmdesk.paper.look import RULE, Colour, TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import draw_lines, set_lines

Sign = Callable[[Pen, float, float, float], None]
"""Draws a small sign at x, centred on y, for text of a size."""

_TALL = 400.0
"""A row taller than this many points may break inside; a lower one moves to the next page: half of one is not read."""
_LOW = 45.0
"""A row as low as that is no more than two lines: it does not stand alone at a page's foot."""
_TALL_HEAD = 250.0
"""A head taller than this would leave its rows no room: it stands once, as a row."""


@dataclass(frozen=True)
class Cell:
    """Text at `x` in a row, `width` points wide; a `sign` stands before it, and the text `indent` points further in."""

    lines: tuple[Line, ...]
    style: TextStyle
    x: float
    width: float
    sign: Sign | None = None
    indent: float = 0.0

    @classmethod
    def of(
        cls, text: str, style: TextStyle, x: float, width: float, *, sign: Sign | None = None, indent: float = 0.0
    ) -> "Cell":
        """`text` set for the cell's width."""
        return cls(set_lines(text, style, width - indent), style, x, width, sign, indent)

    @property
    def height(self) -> float:
        """The height of the text."""
        return len(self.lines) * self.style.lead

    def parted(self, room: float) -> tuple["Cell", "Cell"]:
        """The lines that fit `room` points, and the rest without the sign."""
        kept = int((room + 0.01) / self.style.lead)
        return replace(self, lines=self.lines[:kept]), replace(self, lines=self.lines[kept:], sign=None)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws it for a row whose left edge is `x` and whose text begins at `top`."""
        if self.sign is not None:
            self.sign(pen, x + self.x, top - self.style.lead / 2, self.style.size)
        draw_lines(pen, self.lines, self.style, x + self.x + self.indent, top, self.width - self.indent)


@dataclass(frozen=True)
class Row:
    """Cells side by side with `pad` points above and below; `rule` is the width of the line below."""

    cells: tuple[Cell, ...]
    pad: float = 3.0
    fill: Colour | None = None
    rule: float = 0.4
    colour: Colour = RULE
    glued: bool = False
    """Whether it must not be the last on a page."""

    @property
    def height(self) -> float:
        """The height of the highest cell with its padding."""
        return max((cell.height for cell in self.cells), default=0.0) + 2 * self.pad

    @property
    def least(self) -> float:
        """The height of two lines with their padding, or of all it has: of a row that is parted no line stays alone."""
        return min(self.height, 2 * max((cell.style.lead for cell in self.cells), default=0.0) + 2 * self.pad)

    def parted(self, room: float) -> tuple["Row", "Row"]:
        """The lines of every cell that fit `room` points, and the rest; no rule where it was parted."""
        pairs = [cell.parted(room - 2 * self.pad) for cell in self.cells]
        first = replace(self, cells=tuple(done for done, _ in pairs), rule=0.0)
        return first, replace(self, cells=tuple(rest for _, rest in pairs))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draws it `width` points wide."""
        foot = top - self.height
        if self.fill is not None:
            pen.box(x, foot, width, self.height, fill=self.fill)
        for cell in self.cells:
            cell.draw(pen, x, top - self.pad)
        if self.rule:
            pen.line((x, foot), (x + width, foot), width=self.rule, colour=self.colour)


class Grid(Piece):
    """Rows; the head stands again on every page. It breaks between rows, and inside a row that is too tall;
    a low first row does not stay behind alone, nor does the last one go on alone."""

    def __init__(self, rows: Sequence[Row], width: float, *, head: Sequence[Row] = (), gap: float = 0.0) -> None:
        repeats = sum(row.height for row in head) <= _TALL_HEAD
        self.rows = tuple(rows) if repeats else (*head, *rows)
        self.head = tuple(head) if repeats else ()
        self.width, self.gap = width, gap
        self._head = sum(row.height for row in self.head)
        self._height = self._head + sum(row.height for row in self.rows)

    @property
    def height(self) -> float:
        return self._height

    @property
    def least(self) -> float:
        first = self.rows[: 2 if self.rows and self.rows[0].height <= _LOW else 1]
        return self._head + sum(row.height if row.height <= _TALL else row.least for row in first)

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        left = room - self._head
        for place, row in enumerate(self.rows):
            if row.height > left + 0.01:
                return self._broken(place, left, must)
            left -= row.height
        return None

    def _broken(self, place: int, left: float, must: bool) -> tuple[Piece, Piece] | None:
        row = self.rows[place]
        tall = row.height > _TALL or (must and not place)
        if tall and left >= row.least:
            done, rest = row.parted(left)
            return self._with([*self.rows[:place], done]), self._with([rest, *self.rows[place + 1 :]])
        back = place - (place > 2 and place == len(self.rows) - 1)
        while back and self.rows[back - 1].glued:
            back -= 1
        if not back and not must:
            return None
        place = back or place
        if place > 1 or (place and must) or (place and self.rows[0].height > _LOW):
            return self._with(self.rows[:place]), self._with(self.rows[place:])
        return None

    def _with(self, rows: Sequence[Row]) -> "Grid":
        return Grid(rows, self.width, head=self.head, gap=self.gap)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for row in (*self.head, *self.rows):
            row.draw(pen, x, top, self.width)
            top -= row.height
