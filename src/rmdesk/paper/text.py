"""Setting text: lines of one style at a place, aligned, and in Chinese filled to the measure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rmdesk.paper.breaking import Line, break_lines
from rmdesk.paper.clean import printable
from rmdesk.paper.look import TextStyle
from rmdesk.paper.pen import Pen
from rmdesk.paper.typeface import GAP, WIDEST, Typeface, typeface

_CENTRE = 0.38
"""The middle of a Chinese character above the baseline, in type sizes: lines are centred on it."""
_STRETCH = 0.06
"""How far characters may be spread to fill a line, in type sizes; beyond it holes would show, and text extraction
would take them for spaces."""

_ROUNDING = 1.0
"""Thousandths of the type size by which a text may be too wide for a column that was measured for it."""
_BALANCED = 6
"""The most lines of a centred text that are made equally wide."""
_CLAUSE = re.compile(r"[^，。；：、！？]+[，。；：、！？”’》）]*|[，。；：、！？]+")
_SMALLER = 0.85
"""The share of its size at which a centred text may be set to stand in one line."""


def set_lines(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """`text`, made printable, in lines that fit `width` points."""
    limit = max(width, style.size) * 1000 / style.size + _ROUNDING
    text, face = printable(text), typeface(style.weight)
    lines = break_lines(text, limit, face)
    if style.align == "c" and 1 < len(lines) <= _BALANCED:
        lines = _balanced(text, limit, len(lines), face)
    return tuple(lines)


def _balanced(text: str, limit: float, count: int, face: Typeface) -> list[Line]:
    """`count` lines of about the same width: a centred text must not end in a lone word. They end where a clause does,
    if that takes no line more: between any two characters a word would be broken."""
    broken = _by_clause if len(_by_clause(text, limit, face)) <= count else break_lines
    low, high = limit / count, limit
    while high - low > 100:
        middle = (low + high) / 2
        low, high = (low, middle) if len(broken(text, middle, face)) <= count else (middle, high)
    return broken(text, high, face)


def _by_clause(text: str, limit: float, face: Typeface) -> list[Line]:
    """Lines that end at a mark; only a clause that is wider than `limit` is broken inside."""
    lines = [""]
    for clause in _CLAUSE.findall(text):
        if lines[-1] and face.advance(lines[-1] + clause) > limit:
            lines.append("")
        lines[-1] += clause
    return break_lines("\n".join(lines), limit, face)


def in_one_line(text: str, style: TextStyle, width: float) -> TextStyle:
    """The style, a little smaller where `text` then stands in one line."""
    share = width / max(text_width(text, style), 1.0)
    return replace(style, size=style.size * share) if _SMALLER <= share < 1 and "\n" not in text else style


def text_width(text: str, style: TextStyle) -> float:
    """The width of `text` in one line, in points."""
    return typeface(style.weight).advance(printable(text)) * style.size / 1000


def draw_lines(pen: Pen, lines: Sequence[Line], style: TextStyle, x: float, top: float, width: float) -> None:
    """Draws the lines downwards from `top` in a column of `width` points at `x`."""
    baseline = top - style.lead / 2 - _CENTRE * style.size
    for line in lines:
        if line.text:
            spare = width - line.width * style.size / 1000
            start = x + spare * {"l": 0.0, "c": 0.5, "r": 1.0}[style.align]
            _draw(pen, start, baseline, line.text, style, _spacing(line, style, spare))
        baseline -= style.lead


def _draw(pen: Pen, x: float, y: float, text: str, style: TextStyle, spacing: float) -> None:
    """One line; in place of each character that the font lacks a gap to write it in."""
    face = typeface(style.weight)
    for part in _parted(text, face.lacking):
        if part in face.lacking:
            _gap(pen, x, y, part, style)
        else:
            pen.text(x, y, part, size=style.size, weight=style.weight, colour=style.colour, spacing=spacing)
        x += face.advance(part) * style.size / 1000 + spacing * len(part)


def _parted(text: str, lacking: set[str]) -> Iterator[str]:
    """Runs that the font has, and each character that it lacks."""
    if lacking.isdisjoint(text):
        yield text
        return
    for lacks, group in groupby(text, lacking.__contains__):
        run = "".join(group)
        yield from run if lacks else (run,)


def _gap(pen: Pen, x: float, y: float, character: str, style: TextStyle) -> None:
    """A rule to write on, and below it the character's code in small print, so that the hand knows what is meant."""
    room, code = GAP * style.size / 1000, f"U+{ord(character):04X}"
    rule, size = y - 0.1 * style.size, 0.4 * style.size
    pen.line((x + 0.06 * style.size, rule), (x + room - 0.06 * style.size, rule), width=0.6, colour=style.colour)
    width = typeface("Regular").advance(code) * size / 1000
    pen.text(x + (room - width) / 2, rule - 0.95 * size, code, size=size, colour=style.colour)


def shortened(text: str, style: TextStyle, width: float) -> str:
    """`text` in one line, its end replaced by an ellipsis when `width` points cannot hold it."""
    text = printable(text).replace("\n", " ")
    if text_width(text, style) <= width:
        return text
    while text and (over := text_width(text + "…", style) - width) > 0:
        text = text[: -max(1, int(over * 1000 / style.size / WIDEST))]
    return text + "…"


def _spacing(line: Line, style: TextStyle, spare: float) -> float:
    if not (line.soft and style.justify) or spare <= 0:
        return 0.0
    each = spare / max(len(line.text) - 1, 1)
    return each if each <= _STRETCH * style.size else 0.0
