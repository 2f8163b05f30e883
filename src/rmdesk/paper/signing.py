"""Signature blocks (SALE-13): role, a line to sign on, day and hour to fill in, boxes for seals."""

from collections.abc import Sequence
from dataclasses import dataclass

from rmdesk.paper.blocks import Signatures
from rmdesk.paper.breaking import Line, widest_unit
from rmdesk.paper.flow import Keep, Piece, Text
from rmdesk.paper.grid import Grid, Row
from rmdesk.paper.look import INK, MM, RULE, SOFT, Look, TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import draw_lines, set_lines, shortened, text_width
from rmdesk.paper.typeface import typeface
from rmdesk.paper.words import DAY, HOUR, WORDS, Blank

_SEAL_LINES = 3
_APART = 6.0
"""Points between one blank and the word before the next."""


@dataclass(frozen=True)
class Labels:
    """What stands before the line to sign on and before the day, and the blanks of day and hour."""

    sign: str
    date: str
    blanks: tuple[Blank, ...]


class SignatureRow(Piece):
    """One person's role, a line to sign on and blanks for the day; in large print the day stands below the line."""

    def __init__(self, role: Piece, labels: Labels, look: Look, width: float, column: float) -> None:
        """`column`: the points that the widest role of the block takes."""
        self.role, self.labels, self.look, self.width, self.column = role, labels, look, width, column

    @property
    def height(self) -> float:
        return max((30 if self.look.large else 16) * MM, self.role.height + 4 * MM)

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        """Only a role text that no page can hold is parted; the lines to sign on come with its end."""
        if not must or self.role.height + 4 * MM <= room:
            return None
        parts = self.role.split(room, must=True)
        return parts and (parts[0], SignatureRow(parts[1], self.labels, self.look, self.width, self.column))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.role.draw(pen, x + 5, top - 2.2 * MM)
        foot, width = top - self.height, self.width
        line = (Blank("", 1.0, ""),)
        left = x + self.column + 0.02 * width + 5
        if self.look.large:
            room = x + width - 5 - left
            self._blanks(pen, self.labels.sign, line, left, foot + 16 * MM, room)
            self._blanks(pen, self.labels.date, self.labels.blanks, left, foot + 3 * MM, room)
        else:
            day = x + (0.55 if len(self.labels.blanks) > len(DAY[self.look.lang]) else 0.67) * width
            self._blanks(pen, self.labels.sign, line, left, foot + 3 * MM, day - left - 8)
            self._blanks(pen, self.labels.date, self.labels.blanks, day, foot + 3 * MM, x + width - 5 - day)
        pen.line((x, foot), (x + width, foot), width=0.4, colour=RULE)

    def _blanks(self, pen: Pen, label: str, blanks: tuple[Blank, ...], x: float, y: float, width: float) -> None:
        """A label and lines to write on, each with the words that stand before and behind it, `width` points wide."""
        style = self.look.small.but(colour=SOFT)
        label = shortened(label, style, width / 2)
        x, width = self._word(pen, label, style, x, y, width)
        words = sum(text_width(word, style) + 3 for one in blanks for word in (one.before, one.behind) if word)
        words += sum(_APART for one in blanks if one.before)
        unit = max(width - words, 0.0) / sum(one.share for one in blanks)
        for one in blanks:
            x, _ = self._word(pen, one.before, style, x + (_APART if one.before else 0.0), y, width)
            pen.line((x, y), (x + one.share * unit, y), width=0.7, colour=INK)
            x, _ = self._word(pen, one.behind, style, x + one.share * unit + (1.5 if one.behind else 0), y, width, 1.5)

    @staticmethod
    def _word(
        pen: Pen, text: str, style: TextStyle, x: float, y: float, width: float, gap: float = 3.0
    ) -> tuple[float, float]:
        """The word on the line's height; where the next thing begins, and the width that is left."""
        if not text:
            return x, width
        draw_lines(pen, set_lines(text, style, width), style, x, y + style.lead - 2, width)
        used = text_width(text, style) + gap
        return x + used, width - used


class SealRow(Piece):
    """Boxes for seals side by side, each with whose seal it is for."""

    def __init__(self, texts: tuple[str, ...], look: Look, width: float) -> None:
        self.look, self.width, self.gap = look, width, 3 * MM
        self.box = (width - 4 * MM) / 2
        style = look.small.but(colour=SOFT)
        self.texts = [Text(_cut(text, style, self.box - 3 * MM), style, self.box - 3 * MM) for text in texts]

    @property
    def height(self) -> float:
        return 36 * MM if len(self.texts) <= 2 else 74 * MM

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for place, text in enumerate(self.texts):
            # The last one of an odd number stands at the right, where the eye looks for the bank's seal.
            right = place % 2 or place == len(self.texts) - 1
            left, upper = x + bool(right) * (self.box + 4 * MM), top - place // 2 * 38 * MM
            pen.box(left, upper - 36 * MM, self.box, 36 * MM, stroke=SOFT, line=0.6, dash=(3, 2))
            text.draw(pen, left + 1.5 * MM, upper - 1.5 * MM)


def _cut(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """So many lines as leave the seal its room: whose it is stands in full above."""
    lines = set_lines(text, style, width)
    if len(lines) <= _SEAL_LINES:
        return lines
    rest = shortened(lines[_SEAL_LINES - 1].text + "…", style, width)
    return (*lines[: _SEAL_LINES - 1], *set_lines(rest, style, width))


def _role_width(said: Sequence[tuple[str, TextStyle]], look: Look, width: float) -> float:
    """Who signs and the names, each in one line as long as the lines to sign on keep their room; no word is broken."""
    usual, most = (0.34, 0.42) if look.large else (0.29, 0.31)
    whole = (text_width(text, style) for text, style in said)
    words = (widest_unit(text, typeface(style.weight)) * style.size / 1000 for text, style in said)
    wanted = (*(one for one in whole if one <= most * width), *(min(one, most * width) for one in words))
    return max((usual * width - 5, *wanted))


def signatures(block: Signatures, look: Look, width: float) -> list[Piece]:
    """All who sign, in one block that never splits as long as a page can hold it."""
    blanks = (*DAY[look.lang], *(HOUR[look.lang] if block.timed else ()))
    labels = Labels(WORDS[look.lang]["sign"], block.date_label, blanks)
    rows: list[Piece] = []
    bold = look.cell.but(weight="Bold")
    said = [each for role, note in block.rows for each in ((role, bold), (note, look.small)) if each[0]]
    column = _role_width(said, look, width)
    for role, note in block.rows:
        texts = [Text.of(role, bold, column)] if role else []
        texts += [Text.of(note, look.small, column, gap=1)] if note else []
        rows.append(SignatureRow(Keep(texts), labels, look, width, column))
    rule = [Grid([Row((), pad=0, rule=1.0, colour=look.accent)], width)] if rows else []
    rows += [SealRow(block.seals, look, width)] if block.seals else []
    kept = Keep([*rule, *rows], gap=1.1 * look.em)
    kept.leans = True
    return [kept]
