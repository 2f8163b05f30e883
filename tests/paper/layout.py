"""Printing blocks for a test, and where their lines stand."""

from paper.reading import Shown, shown
from paper.samples import Lang, sample_document
from rmdesk.paper import Block, render
from rmdesk.paper.look import BOTTOM, MARGIN, PAGE_HEIGHT, TOP, WIDTH
from rmdesk.paper.typeface import typeface


def printed(*blocks: Block, lang: Lang = "zh", large: bool = False) -> bytes:
    return render(sample_document(lang, large, blocks))


def right(line: Shown) -> float:
    natural = typeface("Bold" if line.bold else "Regular").advance(line.text) * line.size / 1000
    return line.x + natural + line.spread * (len(line.text) - 1)


def inside(pdf: bytes) -> None:
    """Every line stands within the margins: half a character of a hanging mark may stand beyond the right one."""
    for page in shown(pdf):
        for line in page:
            assert line.x >= MARGIN - 0.1
            assert right(line) <= MARGIN + WIDTH + line.size / 2 + 0.1, line
            assert BOTTOM - 1 <= line.y <= PAGE_HEIGHT - TOP
