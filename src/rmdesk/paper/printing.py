"""A document to PDF bytes: the same document gives the same bytes, in any process."""

import hashlib
from io import BytesIO

from reportlab import rl_config
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from rmdesk.paper.compose import Composer
from rmdesk.paper.document import Document, qr_text
from rmdesk.paper.embed import EmbeddedFont, register
from rmdesk.paper.flow import paginate
from rmdesk.paper.glyphs import MissingGlyphs, missing_glyphs
from rmdesk.paper.look import PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Look, colour_of
from rmdesk.paper.page import QrModules, Sheet
from rmdesk.paper.pen import Encode, Pen
from rmdesk.paper.typeface import Weight, typeface

# A user's own settings of the PDF library must not change a paper's bytes; as text, pages would be a quarter larger.
rl_config.useA85 = 0

# Any mask is read as well; trying all eight for the prettiest takes 10 ms, half the time of a short paper.
_MASK = 4
_INITIAL = "RmdeskPaper"
_NAMES: dict[Weight, str] = {"Regular": "F1", "Bold": "F2"}


def render(doc: Document, logo: bytes | None = None) -> bytes:
    """The paper as PDF; raises MissingGlyphs when the font lacks a character of it. `logo` is the PNG that `doc.logo`
    names; ValueError when the document names one and it is not given."""
    if doc.logo and (logo is None or hashlib.sha256(logo).hexdigest() != doc.logo):
        raise ValueError(f"the logo {doc.logo[:12]} is not given")
    missing = missing_glyphs(doc)
    if missing:
        raise MissingGlyphs(missing)
    look = Look(doc.lang, doc.large, colour_of(doc.accent))
    picture = ImageReader(BytesIO(logo)) if doc.logo and logo is not None else None
    shape = picture.getSize() if picture is not None else None
    sheet = Sheet(doc, look, qr_modules(qr_text(doc)), shape[0] / shape[1] if shape is not None else 0.0)
    pages = paginate(Composer(look, WIDTH).pieces(doc.blocks), sheet.first_room, sheet.other_room)
    fonts = {weight: EmbeddedFont(typeface(weight), name) for weight, name in _NAMES.items()}
    encoders: dict[Weight, tuple[str, Encode]] = {
        weight: (font.fontName, font.encode) for weight, font in fonts.items()
    }
    file = BytesIO()
    canvas = _canvas(doc, file)
    for number, page in enumerate(pages, 1):
        pen = Pen(encoders)
        sheet.draw(pen, page, number, len(pages))
        if number == 1 and picture is not None and sheet.logo_box is not None:
            left, foot, width, height = sheet.logo_box
            canvas.drawImage(picture, left, foot, width, height, mask="auto")
        canvas.addLiteral(pen.operators())
        canvas.showPage()
    canvas._doc.delayedFonts.extend(fonts.values())
    canvas.save()
    return file.getvalue()


def qr_modules(text: str) -> QrModules:
    """The dark and light modules of the QR code of `text`, rows from above; no quiet zone."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return [[bool(dark) for dark in row] for row in code.modules]


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
    canvas.setTitle(f"{doc.title} {doc.number}")
    canvas.setAuthor(" · ".join(filter(None, (doc.bank, doc.branch))))
    canvas.setSubject(doc.number)
    canvas.setKeywords(qr_text(doc))  # what the QR code says, for a program that cannot see
    canvas.setCreator("rmdesk")
    canvas.setProducer("rmdesk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
