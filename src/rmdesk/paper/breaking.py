"""Where lines of mixed Chinese and Latin text may end.

Chinese breaks between any two characters, but a line does not begin with a closing mark, nor with the point that parts
two names, nor end with an opening one.
Latin words and numbers stay whole; a number keeps the unit that follows it (15 日), the currency before it, and the one
character that parts it from the next number. What is longer than a whole line is cut.
"""

import re
from dataclasses import dataclass, replace

from rmdesk.paper.pairs import room
from rmdesk.paper.typeface import Typeface

_WIDE = (
    "\u2190-\u21ff\u2460-\u27bf\u2e80-\u2fff\u3000-\u3007\u3012\u3013\u3020-\u9fff\ua000-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe4f\uff02-\uff07\uff0a\uff0b\uff0d\uff0f-\uff19\uff1c-\uff1e\uff20-\uff3a\uff3c"
    "\uff3e-\uff5a\uff5e\uffe2-\uffe3\U00020000-\U0003ffff"
)
_OPEN = "（《〈「『【〔〖［｛“‘〝¥￥＄￡"
_CLOSE = "，。、；：！？）》〉」』】〕〗］｝”’〞·…—～％‰℃"
_LATIN_CLOSE = r",.;:!?)\]}%"
_UNITS = "元年月日天时分秒万亿千百份条项次页岁期个号周级倍户笔"
_SPACE = " "

_NARROW = rf"(?:[^{_SPACE}{_WIDE}{_OPEN}{_CLOSE}]|(?<=[A-Za-z])’(?=[A-Za-z]))"
_CURRENCY = rf"(?:(?:CNY|RMB|USD|EUR|GBP|HKD|JPY){_SPACE}(?=\d))?"
_WORD = rf"{_CURRENCY}{_NARROW}(?:(?<![A-Za-z][-/]){_NARROW}|(?<=[-/])(?![A-Za-z]){_NARROW})*"
_THROUGH = rf"(?:(?<=\d){_SPACE}?[{_WIDE}]{_SPACE}?\d{_NARROW}*)*"
"""One character between figures (2026年11月, 25 示 01) belongs to both."""
_JOINED = rf"(?:(?<=\xa0)[{_WIDE}]|(?<=\d){_SPACE}?[{_UNITS}])?"
_FULL = "[０-９](?:[０-９－]*[０-９])"
"""Nor is a number of full-width digits parted."""
_DASHED = rf"[{_WIDE}]{{1,2}}-(?=[0-9A-Za-z]){_NARROW}+"
"""A number that begins with one or two characters (示例-0107) stays in one piece."""
_NOTE = rf"（[{_WIDE}]{{1,3}}）"
"""A short note in brackets（盖章）stays in one piece."""
_UNIT = re.compile(
    rf"(?:(?:{_NOTE}|[{_OPEN}]*(?:{_WORD}{_THROUGH}{_JOINED}|{_DASHED}|{_FULL}|[{_WIDE}]))[{_CLOSE}{_LATIN_CLOSE}]*|[{_OPEN}{_CLOSE}])"
    rf"(?:{_SPACE}·)?[{_SPACE}]*|[{_SPACE}]+"
)

_ALONE = re.compile(rf"[{_WIDE}][{_CLOSE}{_SPACE}]*")
"""One character with what closes it: no last line is so short, the one before gives it another (签字/人 → 签/字人)."""

_HANGING = frozenset("，。、；：）》」』】〕")
"""Marks whose right half is empty: at a line's end that half may stand in the margin."""


@dataclass(frozen=True)
class Line:
    """One line of text, its width in thousandths of the type size, and whether the text goes on in the next line."""

    text: str
    width: float
    soft: bool = False


def break_lines(text: str, limit: float, face: Typeface) -> list[Line]:
    """`text` in lines of at most `limit` thousandths of the type size; a newline always ends one."""
    lines: list[Line] = []
    for part in text.split("\n"):
        width = face.advance(part)
        lines += [Line(part, width)] if width <= limit else _filled(part, limit, face)
    return lines


def widest_unit(text: str, face: Typeface) -> float:
    """The width of the widest piece of `text` that should not be broken, in thousandths of the type size."""
    units = {unit.rstrip(_SPACE) for unit in _UNIT.findall(text.replace("\n", " "))}
    return max(map(face.advance, units), default=0.0)


def _filled(part: str, limit: float, face: Typeface) -> list[Line]:
    lines: list[Line] = []
    current, width, ended = "", 0.0, ""
    for unit in _UNIT.findall(part):
        core = unit.rstrip(_SPACE)
        needed, met = face.advance(core), room(current, core)
        least = needed - _overhang(core, face)
        if current and width + met + least > limit:
            lines.append(_line(current, limit, face))
            current, width, met, ended = "", 0.0, 0, current
        if least > limit:
            *full, unit = _cut(unit, limit, face)
            lines += [_line(piece, limit, face) for piece in full]
            ended = ""
        current += unit
        width += met + (needed if unit == core else face.advance(unit))
    if ended and _ALONE.fullmatch(current):
        *kept, moved = _UNIT.findall(ended)
        stays = "".join(kept)
        if stays and not _ALONE.fullmatch(stays) and face.advance(moved + current) <= limit:
            lines[-1], current = _line(stays, limit, face), moved + current
    return [*lines, replace(_line(current, limit, face), soft=False)]


def _line(text: str, limit: float, face: Typeface) -> Line:
    text = text.rstrip(_SPACE)
    width = face.advance(text)
    return Line(text, width if width <= limit else width - _overhang(text, face), soft=True)


def _overhang(text: str, face: Typeface) -> float:
    return face.advance(text[-1]) / 2 if text and text[-1] in _HANGING else 0.0


def _cut(word: str, limit: float, face: Typeface) -> list[str]:
    """A word that no line can hold, cut wherever the line is full; at least one character a piece."""
    pieces, start, width = [], 0, 0.0
    for place, character in enumerate(word):
        advance = face.advance(character)
        if place > start and width + advance > limit:
            pieces.append(word[start:place])
            start, width = place, 0.0
        width += advance
    return [*pieces, word[start:]]
