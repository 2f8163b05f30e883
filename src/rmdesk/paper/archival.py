"""What makes a paper's file fit for a long archive, PDF/A-2b (ISO 19005-2): when it was made, the same words in XMP as
in the file's own entries, what its colours mean, and an outline of its headings. Fonts and Unicode: `embed`."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from rmdesk.paper.clean import printable
from rmdesk.paper.document import Document

_PROFILE = Path(__file__).parent / "profile" / "sRGB.icc"
"""Made with Pillow's ImageCms, its day a constant: the same bytes in every paper."""
_COLOURS = "sRGB IEC61966-2.1"
_PROGRAM = "rmdesk"
_END = b"endstream\n"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>{dates}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Said(NamedTuple):
    """What a file says of itself. `made`: ISO 8601 with its offset; "" for no date."""

    title: str
    author: str
    subject: str
    keywords: str
    made: str


def said_of(doc: Document, keywords: str, made: str) -> Said:
    """What the file of a paper says of itself, each in one line that every reader shows alike."""
    author = " · ".join(filter(None, (doc.bank, doc.branch)))
    return Said(_line(f"{doc.title} {doc.number}"), _line(author), doc.number, keywords, made)


def archival(canvas: Canvas, said: Said) -> None:
    """Give the file its own entries, its metadata and its output intent."""
    document: Any = canvas._doc
    document.info.title, document.info.keywords = said.title, said.keywords  # the file's id follows from them
    document.info.format = partial(_entries, said)
    catalog = document.Catalog
    catalog.Metadata = _metadata(_xmp(said).encode())
    catalog.OutputIntents = pdfdoc.PDFArray([_intent(document)])
    catalog.__NoDefault__ = (*catalog.__NoDefault__, "OutputIntents")


def outline_entry(canvas: Canvas, text: str, level: int, top: float) -> None:
    """An entry of the outline: it leads to `top` (points) of the page that is being drawn."""
    key = f"outline{len(canvas._doc.outline.destinationnamestotitles)}"
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 1), zoom=0)
    canvas.addOutlineEntry(_line(text), key, level)


def _entries(said: Said, document: Any) -> Any:
    """The file's own entries, with the day on which it was made and not that on which it is drawn."""
    texts = {"Title": said.title, "Author": said.author, "Subject": said.subject, "Keywords": said.keywords}
    texts |= {"Creator": _PROGRAM, "Producer": _PROGRAM}
    if said.made:
        texts |= dict.fromkeys(("CreationDate", "ModDate"), _date(said.made))
    return pdfdoc.PDFDictionary({name: pdfdoc.PDFString(text) for name, text in texts.items() if text}).format(document)


def _date(made: str) -> str:
    """An instant as the file's entries write it: D:20261121102400+08'00'."""
    at = datetime.fromisoformat(made)
    zone = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'" if zone else f"D:{at:%Y%m%d%H%M%S}"


def _metadata(content: bytes) -> Any:
    """XMP in clear: programs that read no PDF find it."""
    found: Any = pdfdoc.PDFObject()
    found.__RefOnly__ = 1
    head = f"<< /Type /Metadata /Subtype /XML /Length {len(content)} >>\nstream\n".encode()
    found.format = lambda _: head + content + b"\nendstream\n"
    return found


def _on_its_line(form: Callable[[Any, Any], bytes]) -> Callable[[Any, Any], bytes]:
    """The PDF library lets a stream's end follow its last byte; in an archive's file it begins a line (6.1.7.1)."""

    def formed(stream: Any, document: Any) -> bytes:
        written = form(stream, document)
        return written.removesuffix(_END) + b"\n" + _END

    return formed


pdfdoc.PDFStream.format = _on_its_line(pdfdoc.PDFStream.format)


def _xmp(said: Said) -> str:
    """The same words once more, as XMP: a reader for archives compares both."""
    dates = "".join(f"<xmp:{name}>{escape(said.made)}</xmp:{name}>" for name in ("CreateDate", "ModifyDate"))
    texts = {name: escape(text) for name, text in said._asdict().items()}
    return _XMP.format(**texts, program=_PROGRAM, dates=dates if said.made else "")


def _intent(document: Any) -> Any:
    """What red, green and blue mean on every page."""
    profile = pdfdoc.PDFStream(_dictionary(N=3), _profile(), [pdfdoc.PDFZCompress])
    return _dictionary(
        Type="/OutputIntent",
        S="/GTS_PDFA1",
        OutputConditionIdentifier=pdfdoc.PDFString(_COLOURS),
        RegistryName=pdfdoc.PDFString("http://www.color.org"),
        Info=pdfdoc.PDFString(_COLOURS),
        DestOutputProfile=document.Reference(profile, "colours"),
    )


@cache
def _profile() -> bytes:
    return _PROFILE.read_bytes()


def _dictionary(**entries: Any) -> Any:
    return pdfdoc.PDFDictionary(entries)


def _line(text: str) -> str:
    """In one line, and without what no reader of XML takes."""
    return " ".join(printable(text).split())
