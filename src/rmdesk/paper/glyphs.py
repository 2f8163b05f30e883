"""Characters that the paper's font lacks: asked for before printing, so that no name is ever printed as a box."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from rmdesk.paper.clean import printable
from rmdesk.paper.document import Document
from rmdesk.paper.typeface import typeface

_AROUND = 20
"""How many characters on either side are quoted with a missing one."""


@dataclass(frozen=True)
class MissingGlyph:
    """A character that cannot be printed, its code point as U+XXXX, and the text around it."""

    char: str
    codepoint: str
    text: str


class MissingGlyphs(ValueError):  # noqa: N818 - it names what it holds
    """The document cannot be printed: `glyphs` says which characters are missing and where they stand."""

    def __init__(self, glyphs: tuple[MissingGlyph, ...]) -> None:
        self.glyphs = glyphs
        super().__init__("; ".join(f"{glyph.char} ({glyph.codepoint}): {glyph.text}" for glyph in glyphs))


def missing_glyphs(doc: Document) -> tuple[MissingGlyph, ...]:
    """Every character of the document that the font lacks, once each, in order of appearance."""
    found: dict[str, MissingGlyph] = {}
    for text in _texts(doc):
        for glyph in unprintable(text):
            found.setdefault(glyph.char, glyph)
    return tuple(found.values())


def unprintable(raw: str) -> tuple[MissingGlyph, ...]:
    """Every character of a text that the font lacks, once each."""
    known, text = typeface("Regular").glyph_of.keys(), printable(raw)
    lacking = (one for one in dict.fromkeys(text) if ord(one) not in known and one != "\n")
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
