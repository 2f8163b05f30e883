"""Forty pages of ten sales, shuffled, turned and grey at 150 dpi, read and kept encrypted with their papers, against
zxing reading the same pictures. Processor time: what waits for the disk says nothing."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import zxingcpp
from PIL import Image
from pypdfium2 import PdfDocument

from benchmarks.measuring import Row, in_turn
from rmdesk.desk.archive import scan_filing
from rmdesk.desk.archive.scan_sources import read_source, sources_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refusal
from support.clock import Clock
from support.desks import done
from support.scanned import DPI, pages_of, sales_printed, save_pdf, scan

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _heap(folder: Path, papers: list[Path], chance: random.Random) -> None:
    """A third as PDFs of several papers, a third as JPEG, a third as PNG."""
    pages = [scan(page.picture, chance) for paper in papers for page in pages_of(paper)]
    chance.shuffle(pages)
    third = len(pages) // 3
    for at in range(0, third, 5):
        save_pdf(pages[at : min(at + 5, third)], folder / f"{at}.pdf")
    for at, page in enumerate(pages[third : 2 * third]):
        page.save(folder / f"{at}.jpg", quality=80)
    for at, page in enumerate(pages[2 * third :]):
        page.save(folder / f"{at}.png", compress_level=1)


def _bare(folder: Path) -> int:
    """What zxing itself finds on the same pages, opened or drawn as they must be; nothing is kept."""
    found = 0
    for path in sorted(folder.iterdir()):
        if path.suffix == ".pdf":
            document = PdfDocument(path)
            pictures = (page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document)
        else:
            pictures = (one.convert("L") for one in (Image.open(path),))
        found += sum(len(zxingcpp.read_barcodes(picture, formats=_QR)) for picture in pictures)
    return found


def _ours(desk: Desk, folder: Path) -> int:
    found = sources_in(folder)
    assert not isinstance(found, Refusal)
    kept = 0
    for path in found[0]:
        source = read_source(path)
        assert not isinstance(source, Refusal)
        kept += sum(page.verdict in ("filed", "double") for page in done(scan_filing.take_in(desk, source)).pages)
    return kept


def _processor(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def rows(desk: Desk, clock: Clock, folder: Path, rounds: int = 5) -> Iterator[Row]:
    """Each round files another heap of the same papers; the later ones as second scans, which cost the same."""
    chance = random.Random(9)
    papers = sales_printed(desk, clock, 10, folder / "papers")
    heaps = []
    for at in range(rounds + 1):
        heaps.append(heap := folder / f"heap-{at}")
        heap.mkdir(parents=True)
        _heap(heap, papers, chance)
    assert _bare(heaps[-1]) == _ours(desk, heaps.pop()) == 40
    one, other = iter(heaps), iter(heaps)
    ours, bare = in_turn(
        lambda: _processor(lambda: _kept_again(desk, next(one))), lambda: _processor(lambda: _bare(next(other))), rounds
    )
    yield Row("scans (40 pages read and kept)", ours, bare, "zxing on the same pages, nothing kept", 1.5)


def _kept_again(desk: Desk, folder: Path) -> None:
    """Every page is kept: as a second scan where the paper has it already."""
    found = sources_in(folder)
    assert not isinstance(found, Refusal)
    for path in found[0]:
        source = read_source(path)
        assert not isinstance(source, Refusal)
        told = done(scan_filing.take_in(desk, source, again=[page.place for page in source.pages]))
        assert {page.verdict for page in told.pages} <= {"filed", "held"}
