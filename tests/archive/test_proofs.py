"""What a file must be to prove something (SALE-06, SUIT-17, COMP-08): a client is opened private products by it, and a
date of the law moves."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from archive.conftest import Printed
from rmdesk.desk.archive.proofs import Flaw, flaw
from rmdesk.desk.desk import Desk
from support.scanned import scan
from support.walk import seen_on


def _saved(picture: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    picture.convert("RGB").save(file, kind)
    return file.getvalue()


def _photo() -> Image.Image:
    return Image.open(io.BytesIO(seen_on("资产证明 8,000,000.00")))


def _office(name: str, text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(name, f"<w><t>{text}</t></w>")
    return file.getvalue()


GOOD: dict[str, Callable[[], bytes]] = {
    "a photo": lambda: _saved(_photo(), "JPEG"),
    "a screenshot": lambda: _saved(_photo(), "PNG"),
    "a scan": lambda: _saved(_photo(), "PDF"),
    "a fax": lambda: _saved(_photo(), "TIFF"),
    "a message": lambda: "2026-11-20 10:02 客户：已收到".encode(),
    "the same by an old program": lambda: "已收到".encode("gb18030"),
    "an e-mail": lambda: b"From: a@example.com\r\nSubject: =?utf-8?B?5pS25Yiw?=\r\n\r\nOK, received.\r\n",
    "a letter": lambda: _office("word/document.xml", "已收到银行的答复"),
    "a sheet": lambda: _office("xl/worksheets/sheet1.xml", "8000000"),
    "a recording": lambda: b"ID3\x04" + bytes(range(256)) * 40,
}
EMPTY: dict[str, Callable[[], bytes]] = {
    "two letters": lambda: b"ab",
    "a dot": lambda: b" .\n",
    "one letter often": lambda: b"xxxxxxxxxx",
    "a white sheet": lambda: _saved(Image.new("L", (600, 800), 255), "PNG"),
    "a white scan": lambda: _saved(Image.new("L", (600, 800), 255), "PDF"),
    "a black photo": lambda: _saved(Image.new("L", (600, 800), 0), "JPEG"),
    "one point": lambda: _saved(Image.new("L", (1, 1), 90), "PNG"),
    "an empty letter": lambda: _office("word/document.xml", ""),
    "half an archive": lambda: b"PK\x03\x04",
    "a click": lambda: b"ID3\x00\x00",
    "blanks": lambda: b" \n" * 400,
    "one letter on and on": lambda: b"x" * 600,
    "an empty page": lambda: b"<html><head></head><body>" + b" " * 600 + b"</body></html>",
    "silence": lambda: b"RIFF\x24\x10\x00\x00WAVEfmt " + b"\x00" * 4000,
}


@pytest.mark.parametrize("name", GOOD)
def test_whatever_people_bring_as_proof_is_one(desk: Desk, name: str) -> None:
    """Else a client's real statement is turned away at the counter."""
    assert flaw(desk, name, GOOD[name](), signed=False) is None


@pytest.mark.parametrize("name", EMPTY)
def test_what_says_nothing_proves_nothing(desk: Desk, name: str) -> None:
    """Else a file of two letters opens private products, or makes a late case one in time."""
    assert flaw(desk, name, EMPTY[name](), signed=True) == Flaw()


def test_what_cannot_be_read_is_told_so(desk: Desk) -> None:
    """The second person could not look at it, nor an auditor later."""
    found = flaw(desk, "a.pdf", b"%PDF-1.4 <</Type /Page>> %%EOF", signed=True)
    assert found is not None
    assert found.unreadable is not None
    assert found.unreadable.code == "DESK-16.file_content"
    half = _saved(_photo(), "JPEG")
    found = flaw(desk, "a.jpg", half[: len(half) // 2], signed=True)
    assert found is not None
    assert found.unreadable is not None


def _resaved(*files: Path | bytes) -> bytes:
    whole, out = PdfDocument.new(), io.BytesIO()
    for one in files:
        part = PdfDocument(one)
        whole.import_pages(part)
        part.close()
    whole.save(out)
    whole.close()
    return out.getvalue()


def test_a_paper_of_the_desk_proves_nothing_as_it_was_drawn(desk: Desk, printed: Printed) -> None:
    """The bank's own disclosure book made a qualified investor, and its own receipt a late case one in time: as it was
    written, saved by another program, and another desk's as well."""
    file, number = printed.files[0], printed.pages[0].number
    for content in (file.read_bytes(), _resaved(file)):
        for signed in (False, True):
            assert flaw(desk, "f.txt", content, signed=signed) == Flaw(number)
    assert flaw(desk, "f.pdf", printed.foreign.read_bytes(), signed=True) == Flaw(printed.strange[0].number)


def test_a_paper_that_came_back_signed_proves_that_it_was_given(
    desk: Desk, printed: Printed, chance: random.Random
) -> None:
    """A letter is received against a signature on it (COMP-10). It shows nothing of what a client owns."""
    page = printed.pages[0]
    for kind in ("PDF", "JPEG"):
        content = _saved(scan(page.picture, chance, turn=0), kind)
        assert flaw(desk, "scan", content, signed=True) is None
        assert flaw(desk, "scan", content, signed=False) == Flaw(page.number)


def test_a_statement_may_lie_among_signed_papers(desk: Desk, printed: Printed) -> None:
    """Whoever scans all papers of a client in one go need not take them apart."""
    mixed = _resaved(printed.files[0], _saved(_photo(), "PDF"))
    assert flaw(desk, "all.pdf", mixed, signed=False) is None
