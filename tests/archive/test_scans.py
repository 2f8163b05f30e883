"""Signed papers come back as scans: each page goes to its paper, and what does not belong there is told apart."""

import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from archive.conftest import Printed
from rmdesk.desk import confirming, printing_sets, sales
from rmdesk.desk.archive import filing, finding, scan_filing
from rmdesk.desk.archive.scan_filing import SourceTold
from rmdesk.desk.archive.scan_report import Batch
from rmdesk.desk.archive.scan_sources import digest_of, read_source, sources_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.printing import printed_document
from rmdesk.domain.archive_scans import Verdict
from rmdesk.domain.refusal import Refusal
from rmdesk.paper import qr_text
from rmdesk.store.attachments import Attachments
from rmdesk.store.errors import DiskFull
from support.desks import codes, done
from support.people import staff
from support.scanned import Page, pages_of, save_pdf, scan
from support.tiers import longer


def _told(desk: Desk, path: Path, typed: dict[int, str] | None = None, again: tuple[int, ...] = ()) -> SourceTold:
    source = read_source(path)
    if isinstance(source, Refusal):
        return SourceTold(path, fault=source)
    return done(scan_filing.take_in(desk, source, typed, again))


def _batch(desk: Desk, folder: Path) -> Batch:
    found = sources_in(folder)
    assert not isinstance(found, Refusal)
    batch = Batch(others=found[1])
    for path in found[0]:
        batch = batch.having(_told(desk, path))
    return batch


def _verdicts(told: SourceTold) -> list[Verdict]:
    return [page.verdict for page in told.pages]


def _altered(page: Page) -> Image.Image:
    """The page of a print that the desk never made: its own code under another's number."""
    from rmdesk.paper.qr import qr_modules

    rows = qr_modules(f"RMDESK:2:{_MARK[0]}:{page.number}:{page.page}/2:{'0' * 20}")
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((1050 + x * 4, 100 + y * 4, 1053 + x * 4, 103 + y * 4), fill=0)
    draw.text((200, 400), "amount 900,000" * 9, fill=0)
    return picture


_MARK: list[str] = []


@pytest.fixture(autouse=True)
def _mark(desk: Desk) -> None:
    _MARK[:] = [desk.mark]


@longer
def test_a_shuffled_heap_is_told_apart(desk: Desk, printed: Printed, glass: Path, chance: random.Random) -> None:
    """Missing, foreign, altered and blank pages: whoever loses one of them finds out when the paper is shredded."""
    lost = {(printed.pages[1].number, 2), (printed.pages[6].number, 1)}
    heap = [scan(page.picture, chance) for page in printed.pages if (page.number, page.page) not in lost]
    heap += [scan(printed.strange[0].picture, chance), scan(_altered(printed.pages[0]), chance)]
    heap.append(Image.new("L", (1240, 1754), 250))
    chance.shuffle(heap)
    save_pdf(heap[:4], glass / "heap.pdf")
    heap[4].save(glass / "a2.tif", save_all=True, append_images=[heap[5]])
    heap[6].save(glass / "a10.jpg", quality=80)
    for at, picture in enumerate(heap[7:]):
        picture.save(glass / f"b{at}.png", compress_level=1)
    (glass / "notes.txt").write_text("no scan")
    batch = _batch(desk, glass)
    filed = len(printed.pages) - len(lost)
    assert batch.counts == {"filed": filed, "foreign": 1, "altered": 1, "blank": 1}
    assert batch.others == 1
    papers = done(filing.of_numbers(desk, batch.numbers))
    missing = {(one.track.number, page) for one in papers for page in one.track.missing}
    assert missing == lost
    assert desk.store.verify().ok
    assert desk.store.replay().ok


def test_the_same_scan_twice_does_nothing_twice(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """A folder that is read again after a power cut goes on where it was, and nothing is in the desk twice."""
    path = save_pdf([scan(one.picture, chance) for one in printed.pages[:2]], glass / "a.pdf")
    assert _verdicts(_told(desk, path)) == ["filed", "filed"]
    head = desk.store.head()
    path.rename(glass / "b.pdf")
    assert _verdicts(_told(desk, glass / "b.pdf")) == ["held", "held"]
    assert desk.store.head() == head


def test_another_scan_of_a_page_is_kept_when_somebody_says_so(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """The unsigned sheet was scanned first: the signed one must not be lost, and the paper still has two pages."""
    page = printed.pages[0]
    both = save_pdf([scan(page.picture, chance), scan(page.picture, chance)], glass / "both.pdf")
    told = _told(desk, both)
    assert (_verdicts(told), told.spare) == (["filed", "double"], False)
    told = _told(desk, both, again=(2,))
    assert (_verdicts(told), told.spare) == (["held", "filed"], True)
    track = done(finding.find(desk, page.number))[0].place.track
    assert ([one.name for one in track.scans], track.pages, track.missing) == (["1.pdf", "1-2.pdf"], 1, (2,))


def test_a_page_without_a_code_is_named_by_typing(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """A code under a coffee stain: the number and the page stand beside it in print."""
    page = printed.pages[1]
    stained = page.picture.copy()
    ImageDraw.Draw(stained).rectangle((900, 0, 1240, 330), fill=90)
    scan(stained, chance, turn=0).save(path := glass / "stain.png", compress_level=1)
    assert _verdicts(_told(desk, path)) == ["uncoded"]
    source = read_source(path)
    assert not isinstance(source, Refusal)
    assert codes(scan_filing.take_in(desk, source, {1: page.number})) == ["DESK-16.which_page"]
    assert codes(scan_filing.take_in(desk, source, {1: f"{page.number} 3"})) == ["INPUT.most"]
    assert codes(scan_filing.take_in(desk, source, {1: "P-9999 1"})) == ["DESK-16.not_this_one"]
    assert codes(scan_filing.take_in(desk, source, {1: "?"})) == ["INPUT.unknown"]
    told = done(scan_filing.take_in(desk, source, {1: f"ｐ-{page.number[2:]}：2"}))
    assert (_verdicts(told), told.spare) == (["filed"], True)
    (kept,) = done(finding.find(desk, page.number))[0].place.track.scans
    assert (kept.page, kept.typed) == (2, True)
    scan(printed.pages[0].picture, chance).save(coded := glass / "coded.png", compress_level=1)
    source = read_source(coded)
    assert not isinstance(source, Refusal)
    assert codes(scan_filing.take_in(desk, source, {1: page.number})) == ["DESK-16.coded"]


def _zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(200))


def _locked(path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def _bomb(path: Path) -> None:
    Image.new("L", (600, 600)).save(path)
    small, huge = (600).to_bytes(2, "little"), (60_000).to_bytes(2, "little")
    path.write_bytes(path.read_bytes().replace(small, huge))


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


def _broken(path: Path) -> None:
    Image.effect_noise((400, 400), 50).save(path)
    path.write_bytes(path.read_bytes()[:-3000])


@pytest.mark.parametrize(
    ("name", "make", "case"),
    [
        ("a.pdf", _zip, "DESK-16.file_content"),
        ("a.pdf", _locked, "DESK-16.file_locked"),
        ("a.tif", _bomb, "DESK-16.file_pixels"),
        ("a.pdf", _large, "DESK-16.file_size"),
        ("a.png", _broken, "DESK-16.file_content"),
        ("a.jpg", lambda path: path.touch(), "DESK-16.file_empty"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.4\nnothing"), "DESK-16.file_content"),
        ("a.png", lambda path: path.symlink_to("nowhere.png"), "DESK-16.file_content"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_taken(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random, name: str, make: Callable[[Path], None], case: str
) -> None:
    """One bad file in a heap of forty must not stop the heap, nor be lost in it."""
    make(glass / name)
    scan(printed.pages[0].picture, chance).save(glass / "good.png", compress_level=1)
    batch = _batch(desk, glass)
    (bad,) = batch.faulty
    assert (bad.path.name, bad.fault and bad.fault.code, bad.spare) == (name, case, False)
    assert batch.counts == {"filed": 1}


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A misspelt folder must not look like an empty one."""
    found = sources_in(tmp_path / "nowhere")
    assert isinstance(found, Refusal)
    assert found.code == "INPUT.unknown"


def test_only_what_is_kept_whole_and_unchanged_is_deleted(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """A source file that goes too early takes the only picture of a signature with it."""
    for at in (0, 1, 2):
        scan(printed.pages[at].picture, chance).save(glass / f"{at}.png", compress_level=1)
    save_pdf([scan(printed.pages[3].picture, chance), scan(printed.strange[0].picture, chance)], glass / "3.pdf")
    Image.new("L", printed.pages[0].picture.size, 255).save(glass / "4.png")  # the blank side of a sheet
    batch = _batch(desk, glass)
    assert [one.path.name for one in batch.spare] == ["0.png", "1.png", "2.png", "4.png"]
    (glass / "1.png").write_bytes(b"another file meanwhile")
    with pytest.MonkeyPatch.context() as patch:  # as if it had been lost from the desk
        patch.setattr(Attachments, "holds", lambda _, sha256: sha256 != _sha(desk, printed.pages[2]))
        gone = done(scan_filing.delete_sources(desk, batch.told))
    assert [path.name for path in gone] == ["0.png", "4.png"]
    assert sorted(path.name for path in glass.iterdir()) == ["1.png", "2.png", "3.pdf"]


def _sha(desk: Desk, page: Page) -> str:
    track = done(finding.find(desk, page.number))[0].place.track
    return next(one.sha256 for one in track.scans if one.page == page.page)


def test_a_file_that_changes_underneath_leaves_nothing(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """The scanner was still writing: what was read is not what would be kept."""
    path = save_pdf([scan(one.picture, chance) for one in printed.pages[:2]], glass / "a.pdf")
    source = read_source(path)
    assert not isinstance(source, Refusal)
    save_pdf([scan(printed.pages[4].picture, chance)], path)
    head = desk.store.head()
    told = done(scan_filing.take_in(desk, source))
    assert told.fault is not None
    assert (told.fault.code, desk.store.head()) == ("DESK-16.file_changed", head)


def test_a_full_disk_leaves_no_half_file(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of five pages kept and no word of it: the file is deleted, two pages are gone."""
    path = save_pdf([scan(one.picture, chance) for one in printed.pages[:4]], glass / "a.pdf")
    source = read_source(path)
    assert not isinstance(source, Refusal)
    put, left = Attachments.put, [2]

    def full(self: Attachments, content: bytes) -> str:
        left[0] -= 1
        if left[0] < 0:
            raise DiskFull(desk.folder)
        return put(self, content)

    monkeypatch.setattr(Attachments, "put", full)
    head = desk.store.head()
    assert codes(scan_filing.take_in(desk, source)) == ["DESK-19.disk_full"]
    assert desk.store.head() == head
    monkeypatch.undo()
    assert _verdicts(_told(desk, path)) == ["filed"] * 4
    assert desk.store.verify().ok


def test_what_the_desk_wrote_itself_is_no_signed_paper(desk: Desk, printed: Printed, glass: Path) -> None:
    """The PDF from the folder of papers among the scans: nobody signed it; an edited one is another paper."""
    own = glass / "own.pdf"
    own.write_bytes(printed.files[0].read_bytes())
    assert _verdicts(_told(desk, own)) == ["digital", "digital"]
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(own))
    writer.add_blank_page()
    writer.write(glass / "edited.pdf")
    assert set(_verdicts(_told(desk, glass / "edited.pdf"))) == {"altered", "blank"}


@longer
def test_the_cover_of_a_set_needs_no_filing(desk: Desk, printed: Printed, glass: Path, chance: random.Random) -> None:
    """Covers and empty backs go through the scanner with the rest; their file may be deleted all the same."""
    number = done(finding.find(desk, printed.pages[0].number))[0].sale_no
    made = done(printing_sets.print_set(desk, sales_id(desk, number), "zh", glass, visit=False))
    assert made.path is not None
    pages = list(pages_of(made.path))
    made.path.unlink()
    told = _told(desk, save_pdf([scan(one.picture, chance) for one in pages], glass / "set.pdf"))
    assert {"cover", "filed"} <= {*_verdicts(told)} <= {"cover", "filed", "blank"}
    assert told.spare


def sales_id(desk: Desk, number: str) -> str:
    """A sale's id."""
    return done(sales.view(desk, number)).sale.id


def test_a_scan_ticks_nothing_and_says_what_is_whole(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """The desk reads a code, not a signature: a person ticks what came back signed, and finds it prepared."""
    _told(desk, save_pdf([scan(one.picture, chance) for one in printed.pages[:3]], glass / "a.pdf"))
    found = done(finding.find(desk, printed.pages[0].number))[0]
    sale = sales_id(desk, found.sale_no)
    assert found.place.track.signed_at is None
    assert done(filing.whole_scans(desk, sale)) == (found.place.track.kind,)
    assert done(sales.view(desk, sale)).sale.returned == ()
    kinds = done(filing.whole_scans(desk, sale))
    done(confirming.papers_returned(desk, sale, kinds, sentence_seen=False))
    assert "signature" not in done(finding.find(desk, printed.pages[0].number))[0].place.lacks


def test_another_managers_papers_stay_closed(desk: Desk, printed: Printed, glass: Path, chance: random.Random) -> None:
    """A heap of the whole branch in the hands of one manager: the others' clients are not named, their pages stay."""
    scan(printed.pages[0].picture, chance).save(path := glass / "a.png", compress_level=1)
    desk.actor = staff("other", "manager")
    told = _told(desk, path)
    assert (_verdicts(told), told.spare) == (["restricted"], False)
    assert codes(finding.find(desk, printed.pages[0].number)) == ["DATA-08.book"]
    desk.actor = staff("inspector", "auditor")
    source = read_source(path)
    assert not isinstance(source, Refusal)
    assert codes(scan_filing.take_in(desk, source)) == ["DATA-08.role"]


def test_a_paper_is_found_by_number_and_by_every_code_on_it(desk: Desk, printed: Printed) -> None:
    """Somebody calls with a sheet in hand and reads out what stands on it."""
    number = printed.pages[0].number
    document = printed_document(desk, number)
    for typed in (number.lower(), f" {number} ", f"{number} 2", qr_text(document, 2, 2), document.head):
        assert number in {one.place.track.number for one in done(finding.find(desk, typed))}
    assert codes(finding.find(desk, "P-9999")) == ["INPUT.unknown"]
    assert codes(finding.find(desk, qr_text(replace(document, desk="0F0F0F"), 1, 2))) == ["DESK-16.not_this_one"]


def test_a_tiff_of_16_bits_is_kept_as_it_looks(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """Good scanners write 16 bits a pixel: a page that is kept all white is lost, and its source is deleted."""
    sheet = scan(printed.pages[0].picture, chance)
    levels = bytearray(2 * sheet.width * sheet.height)
    levels[1::2] = sheet.tobytes()
    wide = Image.frombytes("I;16", sheet.size, bytes(levels))
    wide.save(path := glass / "a.tif")
    assert _verdicts(_told(desk, path)) == ["filed"]
    scans = done(finding.find(desk, printed.pages[0].number))[0].place.track.scans
    kept = desk.store.attachments.get(scans[0].sha256)
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).convert("L").tobytes() == sheet.tobytes()


def test_a_scan_brought_to_one_paper_must_be_its(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random
) -> None:
    """The wrong file under a paper by hand: the court would see another client's signature."""
    mine, other = printed.pages[0], printed.pages[2]
    wrong = save_pdf([scan(mine.picture, chance), scan(other.picture, chance)], glass / "wrong.pdf")
    assert codes(filing.scan_file(desk, mine.number, wrong)) == ["DESK-16.other_paper"]
    altered = save_pdf([scan(mine.picture, chance), scan(_altered(mine), chance)], glass / "altered.pdf")
    assert codes(filing.scan_file(desk, mine.number, altered)) == ["DESK-16.not_all"]
    assert done(finding.find(desk, mine.number))[0].place.track.scans == ()
    scan(mine.picture, chance).save(path := glass / "mine.jpg", quality=80)
    track = done(filing.scan_file(desk, mine.number, path))
    assert (track.pages, track.missing, track.scans[0].page) == (1, (2,), 1)


def test_what_is_kept_is_the_very_scan_and_leaves_logged(
    desk: Desk, printed: Printed, glass: Path, chance: random.Random, tmp_path: Path
) -> None:
    """What a court sees is what came off the glass, and that somebody looked is on record."""
    scan(printed.pages[0].picture, chance).save(path := glass / "a.jpg", quality=80)
    sha256 = digest_of(path)
    _told(desk, path)
    out = done(filing.take_out(desk, printed.pages[0].number, sha256, tmp_path / "out"))
    assert (out.name, digest_of(out)) == (f"{printed.pages[0].number}-1.jpg", sha256)
    assert [entry.kind for entry in desk.store.entries()][-1] == "archive.scan_read/1"
