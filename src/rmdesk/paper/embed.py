"""The fonts inside the PDF: one composite font a weight, two bytes a character, every character with its Unicode.

The PDF library's own TrueType embedding cuts a paper into fonts of 256 characters and writes ToUnicode entries of 16
bits only, so that a rare character in a name would be copied out as another one. Here each character has a number of
its own, and its Unicode is written in UTF-16 with surrogates.
"""

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics

from rmdesk.paper.subset import subset
from rmdesk.paper.typeface import Typeface

_SYMBOLIC = 4
_BLOCK = 100
"""ToUnicode entries in one block: the format's limit."""


class EmbeddedFont:
    """A weight as one document uses it: gives numbers to characters while pages are drawn, writes itself at the end."""

    _dynamicFont = 1  # noqa: N815 - the PDF library asks for these names
    _multiByte = 0  # noqa: N815

    def __init__(self, face: Typeface, name: str) -> None:
        self.face = face
        self.fontName = name
        self.characters: list[str] = []
        self._codes = _Codes(self.characters)

    def encode(self, text: str) -> str:
        """`text` as the hexadecimal string that a PDF's page shows."""
        return "".join(map(self._codes.__getitem__, text))

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - the PDF library calls it by this name
        """Writes the font, its program and its Unicode table into `doc`; nothing when no text used it."""
        if self.characters:
            doc.idToObject["BasicFonts"].dict[self.fontName] = self._font(doc)

    def _font(self, doc: Any) -> Any:
        tag = hashlib.sha256("".join(self.characters).encode("utf-8")).digest()
        name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + self.face.name
        font = _dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{name}",
            Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(self._descendant(doc, name), f"{self.fontName}.cid")]),
            ToUnicode=doc.Reference(_stream(unicode_map(self.characters).encode("ascii")), f"{self.fontName}.unicode"),
        )
        return doc.Reference(font, self.fontName)

    def _descendant(self, doc: Any, name: str) -> Any:
        widths = [0.0, *(self.face.width_of(character) for character in self.characters)]
        return _dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=f"/{name}",
            CIDSystemInfo="<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            CIDToGIDMap="/Identity",
            DW=1000,
            W=f"[0 [{' '.join(f'{width:g}' for width in widths)}]]",
            FontDescriptor=doc.Reference(self._descriptor(doc, name), f"{self.fontName}.descriptor"),
        )

    def _descriptor(self, doc: Any, name: str) -> Any:
        glyphs = [0, *(self.face.glyph(character) or 0 for character in self.characters)]
        program = subset(self.face, glyphs)
        file = _stream(program)
        file.dictionary["Length1"] = len(program)
        return _dictionary(
            Type="/FontDescriptor",
            FontName=f"/{name}",
            Flags=_SYMBOLIC,
            FontBBox=pdfdoc.PDFArray(self.face.box),
            ItalicAngle=0,
            Ascent=self.face.ascent,
            Descent=self.face.descent,
            CapHeight=733,
            StemV=80,
            FontFile2=doc.Reference(file, f"{self.fontName}.program"),
        )


class _Codes(dict[str, str]):
    """Numbers in the order of first use, from 1: 0 is the empty glyph that every font must have."""

    def __init__(self, characters: list[str]) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, character: str) -> str:
        self._characters.append(character)
        code = self[character] = f"{len(self._characters):04X}"
        return code


def register(name: str, face: Typeface) -> None:
    """Makes `name` known to the PDF library, which asks for an initial font and would else bring its own Helvetica."""
    pdfmetrics.registerFont(EmbeddedFont(face, name))


def unicode_map(characters: list[str]) -> str:
    """The ToUnicode table of a font whose codes 1, 2, … are `characters`."""
    entries = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for code, character in enumerate(characters, 1)
    ]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def _dictionary(**entries: Any) -> Any:
    return pdfdoc.PDFDictionary(entries)


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
