"""Signature blocks (SALE-13): role, a line to sign on, a line for the date."""

from rmdesk.paper.blocks import Signatures
from rmdesk.paper.flow import Keep, Piece, Text
from rmdesk.paper.grid import Grid, Row
from rmdesk.paper.look import INK, MM, RULE, SOFT, Look
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import draw_lines, set_lines, shortened, text_width
from rmdesk.paper.words import WORDS


class SignatureRow(Piece):
    """One person's role, a line to sign on and a line for the date."""

    def __init__(self, role: Piece, labels: tuple[str, str], look: Look, width: float) -> None:
        self.role, self.labels, self.look, self.width = role, labels, look, width

    @property
    def height(self) -> float:
        return max((19 if self.look.large else 16) * MM, self.role.height + 4 * MM)

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        """Only a role text that no page can hold is parted; the lines to sign on come with its end."""
        if not must or self.role.height + 4 * MM <= room:
            return None
        parts = self.role.split(room, must=True)
        return parts and (parts[0], SignatureRow(parts[1], self.labels, self.look, self.width))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.role.draw(pen, x + 5, top - 2.2 * MM)
        foot = top - self.height
        self._blank(pen, self.labels[0], x + 0.36 * self.width, foot, 0.36 * self.width)
        self._blank(pen, self.labels[1], x + 0.74 * self.width, foot, 0.26 * self.width - 5)
        pen.line((x, foot), (x + self.width, foot), width=0.4, colour=RULE)

    def _blank(self, pen: Pen, label: str, x: float, foot: float, width: float) -> None:
        style = self.look.small.but(colour=SOFT)
        label = shortened(label, style, width / 2)
        used, line = text_width(label, style) + 4, foot + 3 * MM
        draw_lines(pen, set_lines(label, style, width), style, x, line + style.lead - 2, width)
        pen.line((x + used, line), (x + width, line), width=0.7, colour=INK)


def signatures(block: Signatures, look: Look, width: float) -> list[Piece]:
    """All who sign, in one block that never splits as long as a page can hold it."""
    labels = (WORDS[look.lang]["sign"], block.date_label)
    rows: list[Piece] = []
    for role, note in block.rows:
        column = 0.34 * width - 5
        texts = [Text.of(role, look.cell.but(weight="Bold"), column)] if role else []
        texts += [Text.of(note, look.small, column, gap=1)] if note else []
        rows.append(SignatureRow(Keep(texts), labels, look, width))
    rule = Grid([Row((), pad=0, rule=1.0, colour=look.accent)], width)
    return [Keep([rule, *rows], gap=1.1 * look.em)]
