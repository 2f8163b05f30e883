"""Reading a printed paper back: its texts with their places, as a PDF reader finds them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

_SHOWN = re.compile(
    rb"(?:([-\d.]+) Tc\n)?BT /(F\d) ([\d.]+) Tf ([-\d.]+) ([-\d.]+) Td (?:<([0-9A-F]*)> Tj|\[([^]]*)\] TJ) ET"
)
_MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True)
class Shown:
    """A line of text on a page: where it begins (points from the lower left), how large, bold or not, how spread."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    spread: float


def reader(pdf: bytes) -> PdfReader:
    """The PDF, opened by a reader that is not ours; it refuses what is malformed."""
    return PdfReader(BytesIO(pdf), strict=True)


def fonts(page: PageObject) -> dict[str, Any]:
    """The fonts of a page by name."""
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    return dict(resources["/Font"].get_object().items())  # type: ignore[union-attr]


def texts(pdf: bytes) -> list[str]:
    """Every page's text, as another program extracts it."""
    return [page.extract_text() for page in reader(pdf).pages]


@lru_cache(4)
def shown(pdf: bytes) -> tuple[tuple[Shown, ...], ...]:
    """Every page's lines with their places; tests ask a paper more than one question."""
    pages = []
    for page in reader(pdf).pages:
        maps = {name[1:]: _unicode(font["/ToUnicode"].get_data()) for name, font in fonts(page).items()}
        content = page.get_contents()
        assert content is not None
        pages.append(tuple(_lines(content.get_data(), maps)))
    return tuple(pages)


def page_of(pdf: bytes, text: str) -> int:
    """The number (from 0) of the first page with a line that contains `text`."""
    return next(number for number, page in enumerate(shown(pdf)) if any(text in line.text for line in page))


def squeezed(text: str) -> str:
    """`text` without white space: extraction breaks lines where paper does."""
    return "".join(text.split())


def _lines(content: bytes, maps: dict[str, dict[str, str]]) -> list[Shown]:
    lines, spread = [], 0.0
    for found in _SHOWN.findall(content):
        spacing, font, size, x, y, alone, parted = (part.decode("ascii") for part in found)
        codes = alone or "".join(re.findall("<([0-9A-F]*)>", parted))
        spread = float(spacing or spread)
        text = "".join(maps[font][codes[at : at + 4]] for at in range(0, len(codes), 4))
        lines.append(Shown(text, float(x), float(y), float(size), font == "F2", spread))
    return lines


def _unicode(table: bytes) -> dict[str, str]:
    return {code.decode(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in _MAPPED.findall(table)}
