"""Papers: a document of plain values to a PDF. The PDF library is loaded when the first paper is drawn, not before."""

from rmdesk.paper.blocks import (
    AllocationChart,
    Answers,
    Bars,
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Heading,
    KeepTogether,
    KeyValues,
    Matrix,
    PageBreak,
    Paragraph,
    Scale,
    Signatures,
    Spacer,
    Table,
)
from rmdesk.paper.document import Document, from_json, qr_text, to_json
from rmdesk.paper.glyphs import MissingGlyph, MissingGlyphs, missing_glyphs, unprintable

__all__ = [
    "AllocationChart",
    "Answers",
    "Bars",
    "Block",
    "Bullets",
    "Callout",
    "Checklist",
    "CopySentence",
    "Document",
    "Heading",
    "KeepTogether",
    "KeyValues",
    "Matrix",
    "MissingGlyph",
    "MissingGlyphs",
    "PageBreak",
    "Paragraph",
    "Scale",
    "Signatures",
    "Spacer",
    "Table",
    "from_json",
    "missing_glyphs",
    "qr_text",
    "render",
    "to_json",
    "unprintable",
]


def render(doc: Document, logo: bytes | None = None) -> bytes:
    """The paper as PDF bytes, the same for the same document; raises MissingGlyphs when the font lacks a character.
    `logo`: the PNG whose digest the document names."""
    from rmdesk.paper.printing import render as printed

    return printed(doc, logo)
