"""The QR code on the first page is that of the document's number and digest."""

import re

from paper.reading import reader
from paper.samples import sample_document
from rmdesk.paper import qr_text, render
from rmdesk.paper.look import MM
from rmdesk.paper.page import QR_SIDE
from rmdesk.paper.printing import qr_modules

_SQUARE = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) \3 re")


def _drawn(pdf: bytes) -> list[list[bool]]:
    """The modules of the code, read off the squares drawn on the first page."""
    content = reader(pdf).pages[0].get_contents()
    assert content is not None
    squares = [tuple(map(float, found)) for found in _SQUARE.findall(content.get_data().decode("ascii"))]
    side = min(size for _, _, size in squares)
    squares = [square for square in squares if square[2] == side]
    left, top = min(x for x, _, _ in squares), max(y for _, y, _ in squares)
    places = {(round((top - y) / side), round((x - left) / side)) for x, y, _ in squares}
    count = max(row for row, _ in places) + 1
    return [[(row, column) in places for column in range(count)] for row in range(count)]


def test_the_drawn_code_is_that_of_number_and_digest() -> None:
    """Else a scanned paper leads to another record or to none."""
    doc = sample_document()
    assert _drawn(render(doc)) == qr_modules(qr_text(doc))


def test_another_content_has_another_code() -> None:
    """Else the code says nothing about the paper that it stands on."""
    assert qr_modules(qr_text(sample_document())) != qr_modules(qr_text(sample_document(large=True)))


def test_a_printed_module_is_large_enough_for_a_phone() -> None:
    """Else nobody can scan it: 0.4 mm a module is what cameras resolve at a hand's distance."""
    modules = qr_modules(qr_text(sample_document()))
    assert QR_SIDE / MM / len(modules) > 0.4
