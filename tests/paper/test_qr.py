"""The QR code on each page is that of the document's number, the page, and the digest."""

import re
from dataclasses import replace

import pytest
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from paper.reading import reader
from paper.samples import sample_document
from rmdesk.paper import qr_text, render
from rmdesk.paper.look import MM
from rmdesk.paper.page import QR_SIDE, SMALL_QR_SIDE
from rmdesk.paper.qr import qr_modules

_SQUARE = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) \3 re")


def _drawn(pdf: bytes, page: int = 1) -> list[list[bool]]:
    """The modules of the code, read off the squares drawn on a page."""
    content = reader(pdf).pages[page - 1].get_contents()
    assert content is not None
    squares = [tuple(map(float, found)) for found in _SQUARE.findall(content.get_data().decode("ascii"))]
    side = min(size for _, _, size in squares)
    squares = [square for square in squares if square[2] == side]
    left, top = min(x for x, _, _ in squares), max(y for _, y, _ in squares)
    places = {(round((top - y) / side), round((x - left) / side)) for x, y, _ in squares}
    count = max(row for row, _ in places) + 1
    return [[(row, column) in places for column in range(count)] for row in range(count)]


def test_the_drawn_code_is_that_of_number_page_and_digest() -> None:
    """Else a scanned paper leads to another record or to none."""
    doc = sample_document()
    pdf = render(doc)
    assert _drawn(pdf) == qr_modules(qr_text(doc, 1, len(reader(pdf).pages)))


@pytest.mark.parametrize("length", [1, 40, 75, 200, 400])
def test_the_code_is_the_one_that_the_library_makes(length: int) -> None:
    """Else no phone reads it: the standard's blocks, filling and correction, from the smallest code to a large one."""
    text = ("RMDESK:2:7F3A0C:P-SH0001-00123:1/2:" * 12)[:length]
    whole = QRCode(None, QRErrorCorrectLevel.M)
    whole.addData(text)
    whole.version = whole.calculate_version()
    whole.makeImpl(False, 4)
    assert qr_modules(text) == whole.modules


def test_a_code_stands_on_every_page_and_says_which_one_it_is() -> None:
    """Else the second page of a signed paper is a loose sheet once it is scanned."""
    doc = sample_document()
    pdf = render(doc)
    pages = len(reader(pdf).pages)
    assert pages > 1
    for page in range(1, pages + 1):
        assert _drawn(pdf, page) == qr_modules(qr_text(doc, page, pages))


def test_another_content_has_another_code() -> None:
    """Else the code says nothing about the paper that it stands on."""
    assert qr_text(sample_document(), 1, 1) != qr_text(sample_document(large=True), 1, 1)


def test_a_printed_module_is_large_enough_for_a_phone_and_for_an_office_scanner() -> None:
    """Else nobody can scan it: 0.4 mm a module is what cameras resolve at a hand's distance, and scanners at 150 dpi;
    with the longest number that a desk gives."""
    doc = replace(sample_document(), number="P-SH0001-00123", desk="7F3A0C")
    modules = qr_modules(qr_text(doc, 10, 12))
    assert QR_SIDE / MM / len(modules) > 0.6
    assert SMALL_QR_SIDE / MM / len(modules) > 0.4
