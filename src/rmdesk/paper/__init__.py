"""Papers: a document of plain values to a PDF. The PDF library is loaded when the first paper is drawn, not before."""

from collections.abc import Mapping, Sequence

from rmdesk.paper.blocks import (
    AllocationChart,
    Answers,
    Bars,
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Framed,
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
from rmdesk.paper.document import Document, Outline, Stamp, from_json, mark_text, qr_text, to_json
from rmdesk.paper.glyphs import MissingGlyph, missing_glyphs, unprintable
from rmdesk.paper.keeping import LAYOUT

__all__ = [
    "LAYOUT",
    "AllocationChart",
    "Answers",
    "Bars",
    "Block",
    "Bullets",
    "Callout",
    "Checklist",
    "CopySentence",
    "Document",
    "Framed",
    "Heading",
    "KeepTogether",
    "KeyValues",
    "Matrix",
    "MissingGlyph",
    "Outline",
    "PageBreak",
    "Paragraph",
    "Scale",
    "Signatures",
    "Spacer",
    "Stamp",
    "Table",
    "from_json",
    "mark_text",
    "missing_glyphs",
    "outline",
    "qr_text",
    "render",
    "render_page",
    "render_set",
    "to_json",
    "unprintable",
]


def render(doc: Document, logo: bytes | None = None, stamp: Stamp | None = None) -> bytes:
    """The paper as PDF bytes, the same for the same document; a character that the font lacks is a gap.
    `logo`: the PNG whose digest the document names; `stamp`: of a later printing."""
    from rmdesk.paper.printing import render as printed

    return printed(doc, logo, stamp)


def render_set(
    docs: Sequence[Document], logos: Mapping[str, bytes], stamps: Mapping[str, Stamp], *, duplex: bool
) -> bytes:
    """Several papers as one PDF, in order. `duplex`: each begins on a sheet of its own, an empty page before it where
    the one before ended on a front; `logos`: the PNGs by the digests that they name; `stamps`: of those that are
    printed once more, by number. ValueError."""
    from rmdesk.paper.printing import render_set as printed

    return printed(docs, logos, stamps, duplex=duplex)


def render_page(doc: Document, page: int, logos: Mapping[str, bytes], stamp: Stamp | None = None) -> bytes:
    """One page (from 1) of a paper as a PDF, with what stands around it unchanged. IndexError when it has fewer."""
    from rmdesk.paper.printing import render_page as printed

    return printed(doc, page, logos, stamp)


def outline(doc: Document, logos: Mapping[str, bytes]) -> Outline:
    """How many pages a paper has, and on which of them somebody signs or copies a sentence."""
    from rmdesk.paper.printing import outline as outlined

    return outlined(doc, logos)
