"""Papers on their way to the shelf: what is missing is listed, scans are kept encrypted and give nothing away."""

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from evidence.scene import CLIENT, SALE, client_of, sit
from rmdesk.desk import printing, sales
from rmdesk.desk.archive import filing
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive import Track
from rmdesk.domain.people import Role
from support.clock import Clock
from support.desks import codes, done
from support.walk import AMOUNT, start

JPEG = b"\xff\xd8\xff" + b"invented picture" * 9 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"invented" * 9 + b"IEND\xaeB`\x82"


def pdf(pages: int) -> bytes:
    """A scan of so many pages."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for number in range(pages):
        canvas.drawString(100, 100, f"scan {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _number(desk: Desk, kind: str) -> str:
    printed = done(sales.view(desk, SALE)).sale.printed
    return next(one.number for one in printed if one.kind == kind)


def _place(desk: Desk, number: str) -> filing.PaperPlace:
    return next(one for one in done(filing.of_client(desk, CLIENT)) if one.track.number == number)


def test_what_lacks_a_scan_is_listed_until_it_is_whole(branch: Desk) -> None:
    """A page that was never scanned is found before the court looks for it."""
    number = _number(branch, "disclosure_book")
    assert _place(branch, number).lacks == ("scan",)
    done(filing.scan(branch, number, "揭示书.pdf", pdf(2)))
    listed = {one.track.number: one.lacks for one in done(filing.unfinished(branch))}
    assert listed[number] == ("pages",)
    track = _place(branch, number).track
    assert (track.pages, track.expected > 2) == (2, True)
    done(filing.scan(branch, number, "其余.pdf", pdf(track.expected - 2)))
    assert number not in {one.track.number for one in done(filing.unfinished(branch))}


def test_papers_stand_by_part_of_the_archive(branch: Desk) -> None:
    """DESK-16: basics, process, results, the client's own; and what nobody signs lacks nothing."""
    places = done(filing.of_client(branch, CLIENT))
    parts = {one.track.kind: one.part for one in places}
    assert parts["questionnaire"] == "process"
    assert parts["disclosure_book"] == parts["opinion"] == "result"
    done(printing.print_client(branch, client_of(branch).id, branch.folder / "out", "zh", ("comparison",), ("W-01",)))
    comparison = next(one for one in done(filing.of_client(branch, CLIENT)) if one.track.kind == "comparison")
    assert (comparison.part, comparison.lacks) == ("basic", ())


def test_a_sale_that_is_still_being_made_misses_nothing_yet(branch: Desk, clock: Clock) -> None:
    """A list of what is missing that names today's work is not read tomorrow."""
    before = len(done(filing.unfinished(branch)))
    walk = start(branch, clock, client_of(branch)).match().choose("W-01").tell().understand().record()
    walk.print(branch.folder / "out")
    assert len(done(filing.unfinished(branch))) == before
    walk.take_back().countersign()
    lacks = {one.track.kind: one.lacks for one in done(filing.unfinished(branch)) if one.track.sale_id == walk.id}
    assert lacks["disclosure_book"] == ("scan", "shelf")
    walk.archive("柜 3-12")
    lacks = {one.track.kind: one.lacks for one in done(filing.unfinished(branch)) if one.track.sale_id == walk.id}
    assert lacks["disclosure_book"] == ("scan",)


def test_a_sheet_that_was_printed_anew_no_longer_counts(branch: Desk, clock: Clock) -> None:
    """Two signed versions of one paper: only the last one is the sale's."""
    walk = start(branch, clock, client_of(branch)).match().choose("W-01").tell().understand().record()
    walk.print(branch.folder / "out")
    first = next(one.number for one in walk.view.sale.printed if one.kind == "disclosure_book")
    walk.choose("W-01", AMOUNT + 1000).tell().understand().record()
    walk.print(branch.folder / "out")
    assert codes(filing.scan(branch, first, "a.jpg", JPEG)) == ["DESK-16.superseded"]
    assert first not in {one.track.number for one in done(filing.of_client(branch, CLIENT))}


def test_a_shelf_is_noted(branch: Desk) -> None:
    """Where the paper is, in the words of the branch."""
    number = _number(branch, "opinion")
    track = done(filing.file(branch, number.lower(), " 柜 1-02 "))
    assert track.shelf == "柜 1-02"
    assert track.filed_at is not None
    assert track.filed_at > track.printed_at
    assert codes(filing.file(branch, number, " ")) == ["INPUT.required"]
    assert codes(filing.file(branch, "P-9999", "x")) == ["INPUT.unknown"]


def test_a_scan_is_kept_once_encrypted_and_comes_out_as_it_was(branch: Desk, tmp_path: Path) -> None:
    """Kept inside, and a look at it in clear is a fact."""
    number = _number(branch, "opinion")
    done(filing.scan(branch, number, "p.png", PNG))
    again: Track = done(filing.scan(branch, number, "q.png", PNG))
    assert len(again.scans) == 1
    path = done(filing.take_out(branch, number, again.scans[0].sha256, tmp_path))
    assert path.read_bytes() == PNG
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.kind for entry in branch.store.entries()][-1] == "archive.scan_read/1"
    assert b"invented" not in b"".join(one.read_bytes() for one in branch.folder.iterdir() if one.is_file())
    assert codes(filing.take_out(branch, number, "0" * 64, tmp_path)) == ["INPUT.unknown"]
    assert branch.store.verify().ok
    assert branch.store.replay().ok


@pytest.mark.parametrize(
    ("name", "content", "case"),
    [
        ("a.exe", JPEG, "DESK-16.file_type"),
        ("a", JPEG, "DESK-16.file_type"),
        ("a.jpg", b"", "DESK-16.file_empty"),
        ("a.jpg", PNG, "DESK-16.file_content"),
        ("a.jpg", JPEG[:-2], "DESK-16.file_content"),
        ("a.png", PNG[:40], "DESK-16.file_content"),
        ("a.pdf", b"%PDF-1.4 nothing %%EOF", "DESK-16.file_content"),
        ("a.pdf", JPEG, "DESK-16.file_content"),
        ("a\u202egpj.pdf", JPEG, "INPUT.control"),
        ("长" * 90 + ".pdf", JPEG, "INPUT.too_long"),
    ],
)
def test_what_is_no_scan_is_refused(branch: Desk, name: str, content: bytes, case: str) -> None:
    """A damaged file would be found out when the paper is long gone."""
    head = branch.store.head()
    assert codes(filing.scan(branch, _number(branch, "opinion"), name, content)) == [case]
    assert branch.store.head() == head


def test_what_is_too_large_is_not_even_read(branch: Desk, tmp_path: Path) -> None:
    """A film by mistake must not fill the desk."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(branch.pack.archive.files.most_bytes + 1)
    number = _number(branch, "opinion")
    assert codes(filing.scan_file(branch, number, large)) == ["DESK-16.file_size"]
    assert codes(filing.scan_file(branch, number, tmp_path / "nothing.pdf")) == ["INPUT.unknown"]
    most = branch.pack.archive.files.most_bytes
    assert codes(filing.scan(branch, number, "a.jpg", JPEG + bytes(most))) == ["DESK-16.file_size"]
    (tmp_path / "ok.jpg").write_bytes(JPEG)
    assert done(filing.scan_file(branch, number, tmp_path / "ok.jpg")).pages == 1


@pytest.mark.parametrize("role", ["product_keeper", "administrator", "auditor"])
def test_only_those_who_file_may_file(branch: Desk, role: Role) -> None:
    """An auditor reads what others filed."""
    number = _number(branch, "opinion")
    sit(branch, "other", role)
    assert codes(filing.scan(branch, number, "a.jpg", JPEG)) == ["DATA-08.role"]
    assert codes(filing.file(branch, number, "x")) == ["DATA-08.role"]


def test_another_managers_papers_are_not_mine(branch: Desk) -> None:
    """The book holds for paper as well."""
    number = _number(branch, "opinion")
    sit(branch, "other", "manager")
    assert done(filing.unfinished(branch)) == ()
    assert codes(filing.file(branch, number, "x")) == ["DATA-08.book"]
    assert codes(filing.of_client(branch, CLIENT)) == ["DATA-08.book"]
