"""Is this paper the one that the desk made? Told from the file alone, whatever was done to it."""

import io
import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from evidence.scene import CLIENT, ME, SALE, sit
from rmdesk.desk import printing, sales
from rmdesk.desk.archive import client_copy
from rmdesk.desk.audit import evidence
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck, pdf_marks
from rmdesk.domain.people import DESK_ROLES
from rmdesk.locale import LANGS, Lang
from support.clock import Clock
from support.desks import codes, done, new_desk


@pytest.fixture
def paper(branch: Desk, tmp_path: Path) -> Path:
    """The disclosure book of the scene's sale, reprinted."""
    sheets = done(printing.print_sale(branch, SALE, tmp_path / "papers", "zh", ("disclosure_book",)))
    return sheets[0].path


def _verdict(desk: Desk, content: bytes) -> str:
    return papercheck.judge(desk, content).verdict


def _resaved(content: bytes, change: Callable[[PdfWriter], None] = lambda _: None) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_very_file_is_the_same(branch: Desk, paper: Path) -> None:
    """With its number, its kind and when it was printed."""
    found = done(papercheck.check(branch, paper))
    assert (found.verdict, found.kind) == ("same", "disclosure_book")
    printed = next(one for one in done(sales.view(branch, SALE)).sale.printed if one.number == found.number)
    assert found.printed_at is not None
    assert abs(found.printed_at - printed.at) < timedelta(seconds=1)


def test_a_paper_that_another_program_saved_again_is_told_apart_from_a_changed_one(branch: Desk, paper: Path) -> None:
    """An e-mail program or a viewer rewrites files; that alone is no forgery."""
    assert _verdict(branch, _resaved(paper.read_bytes())) == "resaved"
    packed = paper.read_bytes()
    for stream in re.findall(rb"stream\r?\n(x\x9c.*?)endstream", packed, re.DOTALL):
        packed = packed.replace(stream, zlib.compress(zlib.decompress(stream), 1))
    assert _verdict(branch, packed) == "resaved"


def test_drawing_does_not_hide_as_something_else(branch: Desk, paper: Path) -> None:
    """A stamp that calls itself metadata is drawn all the same."""
    stamp = b"BT /F1 40 Tf 100 400 Td (guaranteed) Tj ET"
    hidden = b"9 0 obj\n<< /Type /Metadata /Length 42 >>\nstream\n" + stamp + b"\nendstream\nendobj\n"
    content = paper.read_bytes()
    assert _verdict(branch, content + hidden) == "altered"
    assert _verdict(branch, content + hidden.replace(stamp, b"<x:xmpmeta>nothing drawn</x:xmpmeta>")) == "resaved"


def test_added_words_a_lost_page_and_a_note_are_alterations(branch: Desk, paper: Path) -> None:
    """What the client would be shown is no longer what was printed."""
    content = paper.read_bytes()
    stamp = io.BytesIO()
    canvas = Canvas(stamp)
    canvas.drawString(100, 400, "guaranteed")
    canvas.save()

    def stamped(writer: PdfWriter) -> None:
        writer.pages[0].merge_page(PdfReader(stamp).pages[0])

    def shortened(writer: PdfWriter) -> None:
        writer.remove_page(1)

    def annotated(writer: PdfWriter) -> None:
        writer.add_annotation(0, FreeText(text="guaranteed", rect=(50, 550, 200, 650)))

    for change in (stamped, shortened, annotated):
        assert _verdict(branch, _resaved(content, change)) == "altered", change.__name__
    assert _verdict(branch, content + b"\n% appended") == "resaved"


def test_a_forged_mark_gives_itself_away(branch: Desk, paper: Path) -> None:
    """Another paper's mark, a number of this desk under another digest, a number that was never given."""
    content = paper.read_bytes()
    mark = pdf_marks.marks(content)[0]
    other = next(one for one in done(sales.view(branch, SALE)).sale.printed if one.number != mark.number)
    borrowed = content.replace(
        f"RMDESK:1:{mark.number}:{mark.digest}".encode(), f"RMDESK:1:{other.number}:{other.digest}".encode()
    )
    assert _verdict(branch, borrowed) == "altered"
    assert _verdict(branch, content.replace(mark.digest.encode(), b"0" * 64)) == "other"
    assert _verdict(branch, content.replace(f":{mark.number}:".encode(), b":P-9999:")) == "unknown"
    assert _verdict(branch, re.sub(rb"RMDESK:1:[^)]*", b"nothing", content)) == "unmarked"


def test_another_desks_paper_with_the_same_number_is_not_ours(
    branch: Desk, clock: Clock, paper: Path, tmp_path: Path
) -> None:
    """Every desk counts from P-0001."""
    with new_desk(tmp_path / "other", branch.pack, clock) as other:
        assert _verdict(other, paper.read_bytes()) == "unknown"


@pytest.mark.parametrize("lang", LANGS)
def test_covers_and_copies_of_own_data_are_known_too(branch: Desk, tmp_path: Path, lang: Lang) -> None:
    """Whatever leaves the desk on paper can be brought back to it."""
    cover = done(evidence.pack(branch, SALE, tmp_path, lang, ME)).cover
    found = done(papercheck.check(branch, cover))
    assert (found.verdict, found.kind, found.number) == ("same", "evidence_cover", "E-0001")
    assert _verdict(branch, _resaved(cover.read_bytes())) == "resaved"
    copy = done(client_copy.export(branch, CLIENT, tmp_path, lang, ME))
    found = done(papercheck.check(branch, copy.pdf))
    assert (found.verdict, found.number) == ("same", copy.number)
    assert papercheck.title_of(branch, found.kind, lang)


def test_what_is_no_pdf_is_refused(branch: Desk, tmp_path: Path) -> None:
    """A photograph of a paper cannot be checked by its bytes."""
    (tmp_path / "photo.pdf").write_bytes(b"\xff\xd8\xff nothing")
    assert codes(papercheck.check(branch, tmp_path / "photo.pdf")) == ["DESK-16.file_content"]
    assert codes(papercheck.check(branch, tmp_path / "nowhere.pdf")) == ["INPUT.unknown"]


def test_a_bomb_does_not_fill_the_memory(branch: Desk) -> None:
    """A few packed bytes may unpack to gigabytes."""
    packed = zlib.compress(bytes(90_000_000), 9)
    content = b"%PDF-1.5\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream\nendobj\n%%EOF"
    assert _verdict(branch, content) == "unmarked"


def test_broken_files_are_no_traceback(branch: Desk, paper: Path) -> None:
    """Cut, torn or scrambled: a verdict, never a fault of the program."""
    content = paper.read_bytes()
    for at in range(0, len(content), len(content) // 12):
        assert _verdict(branch, content[:at]) in papercheck.VERDICTS
        assert _verdict(branch, content[:at] + b"\x00\xff<41>" * 5 + content[at + 9 :]) in (
            "altered",
            "resaved",
            "unmarked",
        )


def test_everybody_may_check_a_paper(branch: Desk, paper: Path) -> None:
    """It shows nothing of the client; a counter clerk who is handed a paper must be able to ask."""
    for role in DESK_ROLES:
        sit(branch, "other", role)
        assert done(papercheck.check(branch, paper)).verdict == "same"
