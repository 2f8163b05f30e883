"""A document to PDF bytes: the same document gives the same bytes, in any process."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from rmdesk.paper.archival import archival, outline_entry, said_of
from rmdesk.paper.boxes import Box, RuledLines
from rmdesk.paper.compose import Composer
from rmdesk.paper.document import Document, Outline, Stamp, mark_text, qr_text
from rmdesk.paper.embed import EmbeddedFont, register
from rmdesk.paper.flow import Piece, Stack, paginate
from rmdesk.paper.look import PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Look, colour_of
from rmdesk.paper.page import Sheet
from rmdesk.paper.pen import Encode, Pen
from rmdesk.paper.qr import QrModules, qr_modules
from rmdesk.paper.signing import SignatureRow
from rmdesk.paper.typeface import Weight, typeface

# A user's own settings of the PDF library must not change a paper's bytes; as text, pages would be a quarter larger.
rl_config.useA85 = 0

_INITIAL = "RmdeskPaper"
_NAMES: dict[Weight, str] = {"Regular": "F1", "Bold": "F2"}


Logos = Mapping[str, bytes]
"""PNG pictures by the SHA-256 that documents name them by."""
Stamps = Mapping[str, Stamp]
"""Of papers that are printed once more, by their numbers."""


def render(doc: Document, logo: bytes | None = None, stamp: Stamp | None = None) -> bytes:
    """The paper as PDF; a character that the font lacks is a gap to write in (`missing_glyphs`). `logo` is the PNG that
    `doc.logo` names; ValueError when the document names one and it is not given."""
    given = {} if logo is None else {hashlib.sha256(logo).hexdigest(): logo}
    stamps = {} if stamp is None else {doc.number: stamp}
    # The keywords say what the QR code says, for a program that cannot see.
    return _printed((doc,), given, stamps, keywords=mark_text(doc))


def render_set(docs: Sequence[Document], logos: Logos, stamps: Stamps, *, duplex: bool) -> bytes:
    """Several papers as one PDF, entitled as the first; `duplex`: each begins on a front. ValueError."""
    return _printed(docs, logos, stamps, duplex=duplex)


def render_page(doc: Document, page: int, logos: Logos, stamp: Stamp | None = None) -> bytes:
    """One page of a paper. ValueError; IndexError when the paper has no such page."""
    return _printed((doc,), logos, {} if stamp is None else {doc.number: stamp}, only=page)


def outline(doc: Document, logos: Logos) -> Outline:
    """How the paper falls into pages, and where somebody writes on it."""
    _, pages, _ = _laid_out(doc, logos)
    kinds = [set(_kinds(page)) for page in pages]
    signed, copied = (
        tuple(at for at, found in enumerate(kinds, 1) if kind in found) for kind in (SignatureRow, RuledLines)
    )
    return Outline(len(pages), signed, copied)


def _kinds(piece: Piece) -> Iterator[type[Piece]]:
    """What a piece consists of."""
    yield type(piece)
    inner = piece.pieces if isinstance(piece, Stack) else (piece.inner,) if isinstance(piece, Box) else ()
    for one in inner:
        yield from _kinds(one)


def _laid_out(doc: Document, logos: Logos, stamp: Stamp | None = None) -> tuple[Sheet, list[Stack], ImageReader | None]:
    """What stands around the pages, the pages, and the logo."""
    if doc.logo and doc.logo not in logos:
        raise ValueError(f"the logo {doc.logo[:12]} is not given")
    look = Look(doc.lang, doc.large, colour_of(doc.accent), doc.layout)
    picture = ImageReader(BytesIO(logos[doc.logo])) if doc.logo else None
    shape = picture.getSize() if picture is not None else None
    digest = doc.digest()

    def modules(page: int, pages: int) -> QrModules:
        return qr_modules(qr_text(doc, page, pages, digest))

    sheet = Sheet(doc, look, modules, shape[0] / shape[1] if shape is not None else 0.0, stamp)
    rooms = sheet.first_room, sheet.other_room
    pieces = Composer(look, WIDTH, max(rooms)).pieces(doc.blocks)
    return sheet, paginate(pieces, *rooms, look.keeping), picture


def _printed(
    docs: Sequence[Document], logos: Logos, stamps: Stamps, *, keywords: str = "", duplex: bool = False, only: int = 0
) -> bytes:
    """Papers one after the other, their fonts shared; of each the page `only`, or all."""
    fonts = {weight: EmbeddedFont(typeface(weight), name) for weight, name in _NAMES.items()}
    encoders: dict[Weight, tuple[str, Encode]] = {
        weight: (font.fontName, font.encode) for weight, font in fonts.items()
    }
    file = BytesIO()
    stamp = stamps.get(docs[0].number)
    canvas, drawn = _canvas(docs[0], file), 0
    archival(canvas, said_of(docs[0], keywords, stamp.made if stamp else docs[0].made))
    for doc in docs:
        if duplex and drawn % 2:
            canvas.showPage()
            drawn += 1
        sheet, pages, picture = _laid_out(doc, logos, stamps.get(doc.number))
        if only and not 1 <= only <= len(pages):
            raise IndexError(only)
        for number, page in enumerate(pages, 1):
            if only in (0, number):
                pen = Pen(encoders)
                sheet.draw(pen, page, number, len(pages))
                if number == 1 and picture is not None and sheet.logo_box is not None:
                    left, foot, width, height = sheet.logo_box
                    canvas.drawImage(picture, left, foot, width, height, mask="auto")
                canvas.addLiteral(pen.operators())
                _outlined(canvas, doc, pen.marks, first=number == 1 or only > 0)
                canvas.showPage()
                drawn += 1
    canvas._doc.delayedFonts.extend(fonts.values())
    canvas.save()
    return file.getvalue()


def _outlined(canvas: Canvas, doc: Document, marks: list[tuple[str, float]], *, first: bool) -> None:
    """The paper's title on its first page, its headings below it."""
    if first:
        outline_entry(canvas, doc.title, 0, PAGE_HEIGHT)
    for text, top in marks:
        outline_entry(canvas, text, 1, top)


def _canvas(doc: Document, file: BytesIO) -> Canvas:
    register(_INITIAL, typeface("Regular"))
    canvas = Canvas(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=_INITIAL,
        pdfVersion=(1, 5),
        lang="zh-CN" if doc.lang == "zh" else "en",
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
