"""Characters that the papers' font lacks: taken as they stand on the ID, printed as a ruled gap with their code, and
told wherever they are typed or printed, so that nobody's name is left incomplete in silence (SALE-14)."""

from collections.abc import Iterable

from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.paper import Document, MissingGlyph, missing_glyphs, unprintable


def at_field(text: str) -> Refusal | None:
    """What a field says of a text with such characters; None when the font has all of it. It refuses nothing."""
    return _told(unprintable(text))


def on_papers(documents: Iterable[Document]) -> tuple[Refusal, ...]:
    """What whoever prints these papers is told to write into them; nothing when they are complete."""
    told = _told(tuple(glyph for document in documents for glyph in missing_glyphs(document)))
    return () if told is None else (told,)


def codes(documents: Iterable[Document]) -> tuple[str, ...]:
    """The codes that stand in the gaps, each once: U+2CBF0."""
    found = (glyph.codepoint for document in documents for glyph in missing_glyphs(document))
    return tuple(dict.fromkeys(found))


def _told(missing: tuple[MissingGlyph, ...]) -> Refusal | None:
    if not missing:
        return None
    characters = " ".join(dict.fromkeys(f"{glyph.char} {glyph.codepoint}" for glyph in missing))
    return refuse("SALE-14.glyphs", characters=characters)
