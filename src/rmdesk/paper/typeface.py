"""Reading the paper's TrueType fonts: which characters they have, how wide each is, where each outline stands.

Own code, because the PDF library's reader takes 0.1 to 0.2 s a font to build tables of which a paper uses 2 %.
"""

import struct
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Literal

from rmdesk.paper.joining import Glyph, box, joined, read_outline, write_outline
from rmdesk.paper.pairs import MORE, rooms

Weight = Literal["Regular", "Bold"]

GAP = 2200.0
"""What a character takes that the font lacks, in thousandths of the type size: room to write it by hand."""
WIDEST = 2500.0 + MORE
"""The most that one more character takes, with the room before it, in thousandths of the type size."""
_FOLDER = Path(__file__).parent / "fonts"


class Typeface:
    """One font file. Widths are in thousandths of the type size; `lacking` are characters that were measured and are
    not in it."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.tables = _directory(data)
        self.glyph_of = _character_map(data, self.tables["cmap"][0])
        head = self.tables["head"][0]
        self.units = _short(data, head + 18)
        self.box = tuple(self._scaled(unit) for unit in struct.unpack_from(">4h", data, head + 36))
        hhea = self.tables["hhea"][0]
        self.ascent, self.descent = (self._scaled(unit) for unit in struct.unpack_from(">2h", data, hhea + 4))
        self.offsets = self._outline_offsets(_short(data, head + 50))
        self._metric_count = _short(data, hhea + 34)
        self._widths = _Widths(self)
        self._joined: dict[int, Glyph] = {}
        self._number_of: dict[str, int] = {}
        self.lacking: set[str] = set()

    def table(self, tag: str) -> bytes:
        """The bytes of the table `tag`; empty when the font has none."""
        start, length = self.tables.get(tag, (0, 0))
        return self.data[start : start + length]

    def advance(self, text: str) -> float:
        """How wide `text` is as it is set (`pairs`), in thousandths of the type size."""
        if len(text) == 1:
            return self._widths[text]
        return sum(map(self._widths.__getitem__, text)) + sum(more for _, more in rooms(text))

    def metrics(self, glyph: int) -> tuple[int, int]:
        """Advance width and left bearing of a glyph, in font units."""
        if made := self._joined.get(glyph):
            return made.width, box(made.contours)[0]
        start, last = self.tables["hmtx"][0], self._metric_count - 1
        if glyph <= last:
            width, bearing = struct.unpack_from(">Hh", self.data, start + 4 * glyph)
            return width, bearing
        (bearing,) = struct.unpack_from(">h", self.data, start + 4 * (last + 1) + 2 * (glyph - last - 1))
        return _short(self.data, start + 4 * last), bearing

    def glyph(self, character: str) -> int | None:
        """The number of a character's glyph; of a letter that was joined from others (`joining`), one behind those of
        the file; None for what the font lacks."""
        number = self.glyph_of.get(ord(character), self._number_of.get(character))
        if number is None and (made := joined(character, self._found)) is not None:
            number = self._number_of[character] = len(self.offsets) - 1 + len(self._joined)
            self._joined[number] = made
        return number

    def _found(self, character: str) -> Glyph | None:
        glyph = self.glyph_of.get(ord(character))
        return None if glyph is None else Glyph(read_outline(self.outline(glyph)), self.metrics(glyph)[0])

    def width_of(self, character: str) -> float:
        """The width of one character, or of the gap for one that the font lacks, in thousandths of the type size."""
        glyph = self.glyph(character)
        if glyph is None:
            self.lacking.add(character)
            return GAP
        return self.metrics(glyph)[0] * 1000 / self.units

    def outline(self, glyph: int) -> bytes:
        """The outline of a glyph as it stands in the file, or as it was joined."""
        if made := self._joined.get(glyph):
            return write_outline(made.contours)
        start = self.tables["glyf"][0]
        return self.data[start + self.offsets[glyph] : start + self.offsets[glyph + 1]]

    def _scaled(self, unit: int) -> int:
        return round(unit * 1000 / self.units)

    def _outline_offsets(self, long: int) -> "array[int]":
        offsets = big_endian("I" if long else "H", self.table("loca"))
        return offsets if long else array("I", (2 * offset for offset in offsets))


class _Widths(dict[str, float]):
    """Widths as they are asked for: a paper uses a few hundred of thirty thousand."""

    def __init__(self, face: Typeface) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width = self[character] = self._face.width_of(character)
        return width


@cache
def typeface(weight: Weight) -> Typeface:
    """The paper's font in a weight, read once in a process."""
    name = f"NotoSansSC-{weight}"
    return Typeface(name, (_FOLDER / f"{name}.ttf").read_bytes())


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def big_endian(code: str, data: bytes) -> "array[int]":
    """The numbers of array type `code` that stand in `data` as fonts write them."""
    numbers = array(code, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _directory(data: bytes) -> dict[str, tuple[int, int]]:
    entries = (struct.unpack_from(">4s3I", data, 12 + 16 * place) for place in range(_short(data, 4)))
    return {tag.decode("ascii"): (offset, length) for tag, _, offset, length in entries}


def _character_map(data: bytes, start: int) -> dict[int, int]:
    """Format 12 alone: the only one that reaches characters beyond the basic plane, which names do have."""
    for place in range(_short(data, start + 2)):
        (offset,) = struct.unpack_from(">I", data, start + 8 + 8 * place)
        if _short(data, start + offset) == 12:
            return _groups(data, start + offset)
    raise ValueError("the font has no character map of format 12")


def _groups(data: bytes, start: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    numbers = big_endian("I", data[start + 16 : start + 16 + 12 * count])
    glyphs: dict[int, int] = {}
    for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs
