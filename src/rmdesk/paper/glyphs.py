"""Characters that the paper's font lacks: paper leaves a gap for each, and whoever prints is told to fill it in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from rmdesk.paper.clean import printable
from rmdesk.paper.document import Document
from rmdesk.paper.typeface import typeface

_USUAL = re.compile("[\n -~\u3001\u3002\u4e00-\u9fa5\uff08\uff09\uff0c\uff1a\uff1b]*")
"""What nearly every text consists of, and the font has: no font need be read to know it."""
_AROUND = 20
"""How many characters on either side are quoted with a missing one."""


@dataclass(frozen=True)
class MissingGlyph:
    """A character that is written by hand, its code point as U+XXXX, and the text around it."""

    char: str
    codepoint: str
    text: str


def missing_glyphs(doc: Document) -> tuple[MissingGlyph, ...]:
    """Every character of the document that the font lacks, once each, in order of appearance."""
    found: dict[str, MissingGlyph] = {}
    for text in _texts(doc):
        for glyph in unprintable(text):
            found.setdefault(glyph.char, glyph)
    return tuple(found.values())


def unprintable(raw: str) -> tuple[MissingGlyph, ...]:
    """Every character of a text that the font lacks, once each."""
    if _USUAL.fullmatch(raw):
        return ()
    has, text = typeface("Regular").glyph, printable(raw)
    lacking = (one for one in dict.fromkeys(text) if one != "\n" and has(one) is None)
    return tuple(MissingGlyph(one, f"U+{ord(one):04X}", _excerpt(text, one)) for one in lacking)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _excerpt(text: str, character: str) -> str:
    at = text.index(character)
    start, end = max(0, at - _AROUND), at + _AROUND + 1
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
