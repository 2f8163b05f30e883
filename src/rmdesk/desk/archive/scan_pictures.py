"""What is on a picture of a page: the codes of papers, or nothing at all."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from rmdesk.domain.archive_scans import PageCode, read_code

if TYPE_CHECKING:
    from PIL.Image import Image

_LONG: Final = 2600
"""Pixels of the longer side that are enough to read a code: A4 at 220 dpi. More only costs time."""
_ACROSS, _DOWN = 0.45, 0.3
"""How far into the page, from a corner, the code is looked for first. It stands at the top right, so in one of the four
corners of a page that lies in any way, and a corner is read in a tenth of the time."""
_MARGIN: Final = 0.04
"""What scanners leave at the edges says nothing."""
_CELL: Final = 8
_PALER: Final = 32
_INK: Final = 0.0004
"""A page is blank where so little of it is darker than its paper, seen in cells so large that dust is lost in them:
less than a page number alone would be."""


def look(picture: "Image", finer: "Callable[[], Image | None]") -> tuple[tuple[PageCode, ...], bool]:
    """The codes on a page, each once, and whether it is blank. `picture`: in grey; `finer`: the same page in more
    detail, asked for where nothing could be read; None when there is no more."""
    small = _reduced(picture)
    for corner in _corners(small):
        found = _codes(corner)
        if found:
            return found, False
    if is_blank(small):
        return (), True
    found = _codes(small)
    if not found:
        better = finer() or (picture if small is not picture else _enlarged(picture))
        found = _codes(better)
    return found, False


def is_blank(picture: "Image") -> bool:
    """Whether nothing is printed or written on a page. A page that is dark all over is no blank one."""
    wide, high = picture.size
    inner = picture.crop(
        (int(wide * _MARGIN), int(high * _MARGIN), int(wide * (1 - _MARGIN)), int(high * (1 - _MARGIN)))
    )
    counts = inner.reduce(max(1, min(_CELL, min(inner.size) // 2))).histogram()
    total, seen, paper = sum(counts), 0, 0
    for level, count in enumerate(counts):
        seen += count
        if seen * 2 >= total:
            paper = level
            break
    return paper > 128 and sum(counts[: paper - _PALER]) <= total * _INK


def _corners(picture: "Image") -> "Iterator[Image]":
    wide, high = picture.size
    across, down = (_ACROSS, _DOWN) if high >= wide else (_DOWN, _ACROSS)
    left, right, top, foot = int(wide * across), int(wide * (1 - across)), int(high * down), int(high * (1 - down))
    for box in ((right, 0, wide, top), (0, foot, left, high), (0, 0, left, top), (right, foot, wide, high)):
        if box[0] < box[2] and box[1] < box[3]:
            yield picture.crop(box)


def _codes(picture: "Image") -> tuple[PageCode, ...]:
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    codes = (read_code(one.text) for one in found)
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def _reduced(picture: "Image") -> "Image":
    factor = max(picture.size) // _LONG
    return picture.reduce(factor) if factor > 1 else picture


def _enlarged(picture: "Image") -> "Image":
    from PIL.Image import Resampling

    return picture.resize((picture.width * 2, picture.height * 2), Resampling.BICUBIC)
