"""Is this paper the one that the desk made? Told from the file alone, whatever was done to it."""

import hashlib
import io
import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject, TextStringObject
from pypdfium2 import PdfDocument

from evidence.scene import CLIENT, ME, SALE, made_copy, sit
from rmdesk.desk import pdf_marks, printing, printing_sets, sales
from rmdesk.desk.audit import evidence
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.papers import framing, papercheck
from rmdesk.domain.people import DESK_ROLES
from rmdesk.locale import Lang
from support.clock import Clock
from support.desks import codes, done, new_desk
from support.tiers import also, longer


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
    assert found.printed_at is not None
    assert abs(found.printed_at - branch.now()) < timedelta(seconds=1), "it was printed again just now"


@longer
def test_every_print_is_known_and_bears_its_own_printer_and_time(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """A second print that bears the first printer's name and time puts words into somebody's mouth."""
    sit(branch, "li", "manager", "compliance")
    number = next(one.number for one in done(sales.view(branch, SALE)).sale.printed if one.kind == "disclosure_book")
    clock.forward(days=1)
    ways: dict[str, Callable[[], Path | None]] = {
        "sale": lambda: done(printing.print_sale(branch, SALE, tmp_path, "zh", ("disclosure_book",)))[0].path,
        "again": lambda: done(printing_sets.print_again(branch, number, tmp_path)).path,
        "page": lambda: done(printing_sets.print_again(branch, number, tmp_path, 2)).path,
        "set": lambda: done(printing_sets.print_set(branch, SALE, "zh", tmp_path)).path,
    }
    prints = {}
    for name, way in ways.items():
        clock.forward(minutes=1)
        path = way()
        assert path is not None
        prints[name] = path.read_bytes()
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(prints[name])).pages]
        now = f"{branch.local(branch.now()):%Y-%m-%d %H:%M}"
        assert all(f"经办 {branch.actor.name}" in page and now in page for page in pages if page.strip()), name
        found = papercheck.judge(branch, prints[name])
        assert (found.verdict, found.printed_at is not None) == ("same", True)
        assert abs((found.printed_at or branch.now()) - branch.now()) < timedelta(seconds=1)
    assert len(set(prints.values())) == 4
    assert {mark.digest for name in ("sale", "again") for mark in pdf_marks.marks(prints[name])} == {
        row["digest"] for row in branch.store.query("SELECT digest FROM paper WHERE number = ?", (number,))
    }
    for name in ("sale", "again"):
        assert _verdict(branch, _resaved(prints[name])) == "resaved"
    assert branch.store.replay().ok


@longer
def test_a_paper_that_another_program_saved_again_is_told_apart_from_a_changed_one(branch: Desk, paper: Path) -> None:
    """An e-mail program or a viewer rewrites files; that alone is no forgery."""

    def packed_anew(writer: PdfWriter) -> None:
        for page in writer.pages:
            page.compress_content_streams(level=1)
        writer.compress_identical_objects()
        writer.add_metadata({"/Producer": "a viewer", "/ModDate": "D:20261124120000Z"})

    content = paper.read_bytes()
    assert _verdict(branch, _resaved(content)) == "resaved"
    assert _verdict(branch, _resaved(content, packed_anew)) == "resaved"
    saved, document = io.BytesIO(), PdfDocument(content)
    document.save(saved)
    document.close()
    assert _verdict(branch, saved.getvalue()) == "resaved"
    assert _verdict(branch, content + b"\n% appended") == "resaved"


def test_a_paper_keeps_the_layout_of_the_day_on_which_it_was_printed(
    branch: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printed by a later version, a signed paper would get a second number, or its pages would no more fit the first
    print's; told by a later one, a sound file would be an altered one."""

    def sheet() -> printing.Sheet:
        return done(printing.print_client(branch, CLIENT, tmp_path, "zh", ("client_sheet",), large=True))[0]

    monkeypatch.setattr(framing, "LAYOUT", 0)
    first = sheet()
    content = first.path.read_bytes()
    monkeypatch.undo()
    again = sheet()
    assert again.number == first.number
    assert printing.printed_document(branch, first.number).layout == 0
    assert _verdict(branch, _resaved(content)) == _verdict(branch, _resaved(again.path.read_bytes())) == "resaved"


def test_outline_colours_and_day_belong_to_what_is_seen(branch: Desk, paper: Path) -> None:
    """A heading in the viewer's margin, or the day that it names, says what the desk never printed."""

    def heading(writer: PdfWriter) -> None:
        first = writer.get_outline_root()["/First"].get_object()
        first[NameObject("/Title")] = TextStringObject("保证收益")  # type: ignore[index]

    def colours(writer: PdfWriter) -> None:
        del writer.root_object["/OutputIntents"]

    def day(writer: PdfWriter) -> None:
        writer.add_metadata({"/CreationDate": "D:20200101000000+08'00'"})

    def xmp(writer: PdfWriter) -> None:
        metadata = writer.root_object["/Metadata"].get_object()
        assert isinstance(metadata, StreamObject)
        metadata.set_data(metadata.get_data().replace(b"rmdesk", b"a viewer"))

    content = paper.read_bytes()
    assert [_verdict(branch, _resaved(content, change)) for change in (heading, colours, day)] == ["altered"] * 3
    assert _verdict(branch, _resaved(content, xmp)) == "resaved", "the same words stand in the file's own entries"


def test_what_lies_in_the_file_unseen_is_an_alteration(branch: Desk, paper: Path) -> None:
    """What nothing leads to today may be brought up by the next reader, or by another change."""
    content = paper.read_bytes()
    stamp = b"BT /F1 40 Tf 100 400 Td (guaranteed) Tj ET"
    hidden = b"9 0 obj\n<< /Type /Metadata /Length 42 >>\nstream\n" + stamp + b"\nendstream\nendobj\n"
    assert _verdict(branch, content + hidden) == "altered"
    assert _verdict(branch, content + content) == "altered"
    assert _verdict(branch, content.replace(b"%%EOF", b"%%EOF\n" + hidden)) == "altered"

    def kept_back(writer: PdfWriter) -> None:
        writer._add_object(writer.pages[0].get_contents().clone(writer, force_duplicate=True))  # type: ignore[union-attr]

    assert _verdict(branch, _resaved(content, kept_back)) == "altered"


def test_nothing_is_put_away_behind_what_the_comparison_leaves_out(branch: Desk, paper: Path) -> None:
    """Another text behind the file's own words, or one key spelled as two, is not what was drawn."""

    def behind(entry: str) -> Callable[[PdfWriter], None]:
        def put(writer: PdfWriter) -> None:
            hidden = StreamObject()
            hidden.set_data(b"BT /F1 40 Tf 100 400 Td (guaranteed) Tj ET")
            places = {
                "xmp": writer.root_object["/Metadata"].get_object(),
                "info": writer._info.get_object(),  # type: ignore[union-attr]
                "tree": writer.root_object["/Pages"].get_object(),
            }
            places[entry][NameObject("/Kept")] = writer._add_object(hidden)  # type: ignore[index]

        return put

    def two_keys_in_one(writer: PdfWriter) -> None:
        root = writer.root_object
        language = root["/Lang"].get_object()
        told = f"text {hashlib.sha256(str(language).encode()).hexdigest()}"
        root[NameObject(f"/Lang={told} /Outlines")] = root.raw_get("/Outlines")
        del root["/Lang"], root["/Outlines"]

    content = paper.read_bytes()
    for change in (behind("xmp"), behind("info"), behind("tree"), two_keys_in_one):
        assert _verdict(branch, _resaved(content, change)) == "altered"


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


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_covers_and_copies_of_own_data_are_known_too(branch: Desk, tmp_path: Path, lang: Lang) -> None:
    """Whatever leaves the desk on paper can be brought back to it."""
    cover = done(evidence.pack(branch, SALE, tmp_path, lang, ME)).cover
    found = done(papercheck.check(branch, cover))
    assert (found.verdict, found.kind, found.number) == ("same", "evidence_cover", "E-0001")
    assert _verdict(branch, _resaved(cover.read_bytes())) == "resaved"
    sit(branch, "officer", "compliance")
    copy = done(made_copy(branch, tmp_path, lang))
    found = done(papercheck.check(branch, copy.pdf))
    assert (found.verdict, found.number) == ("same", copy.number)
    assert paper_title(branch.pack, found.kind, lang) != found.kind


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
