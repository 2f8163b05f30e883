"""What the XMP of a PDF says, for viewers show its title and its author before the file's own entries."""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_PDF: Final = "{http://ns.adobe.com/pdf/1.3/}"
_VERSIONS: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
_WRAPPING: Final = (_RDF, "{adobe:ns:meta/}", "{http://www.w3.org/XML/1998/namespace}")
"""Names that say how something is written down, not what."""
_OF_SAVING: Final = frozenset(
    {f"{_XMP}{name}" for name in ("CreatorTool", "MetadataDate", "ModifyDate")}
    | {f"{_PDF}{name}" for name in ("Producer", "Trapped")}
    | {f"{_VERSIONS}{name}" for name in ("DocumentID", "InstanceID", "OriginalDocumentID", "RenditionClass")}
)
"""Who saved the file last, with what, and when."""


def said(xmp: bytes) -> tuple[tuple[str, str], ...]:
    """Each property with what it says, in order of their names, however it is written down. ValueError for what is no
    XMP, or swells while it is read."""
    if b"<!DOCTYPE" in xmp.replace(b"\x00", b""):
        raise ValueError("XMP with a document type")
    try:
        return tuple(sorted(_said(ElementTree.fromstring(xmp.strip(b" \t\r\n\x00")), "")))
    except ElementTree.ParseError as error:
        raise ValueError("no XMP") from error


def _said(element: ElementTree.Element, path: str) -> Iterator[tuple[str, str]]:
    if element.tag in _OF_SAVING:
        return
    here = path if element.tag.startswith(_WRAPPING) else f"{path}{element.tag}"
    for name, value in element.attrib.items():
        if not name.startswith(_WRAPPING) and name not in _OF_SAVING and name != "about":
            yield f"{here}{name}", value
    yield from ((here, text) for text in (element.text, element.tail) if text and text.strip())
    for one in element:
        yield from _said(one, here)
