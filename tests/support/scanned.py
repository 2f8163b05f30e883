"""Papers as a scanner gives them back: grey at 150 dpi, turned, askew, a little dirty."""

import random
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.formpack.papers import PaperKind
from support.clock import Clock
from support.desks import done
from support.people import product
from support.walk import assessed, put_on, register, start

DPI = 150
KINDS: tuple[PaperKind, ...] = ("opinion", "rights_notice")
"""Two pages each."""


class Page(NamedTuple):
    """One page as it was printed: the paper's number, which page, its picture, clean and upright."""

    number: str
    page: int
    picture: Image.Image


def sales_printed(desk: Desk, clock: Clock, count: int, folder: Path) -> list[Path]:
    """The PDFs of so many sales, two papers of two pages each."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    files: list[Path] = []
    for _ in range(count):
        walk = start(desk, clock, client).match().choose("W-01").tell().understand().record()
        files += [one.path for one in done(printing.print_sale(desk, walk.id, folder, "zh", KINDS))]
    return files


def pages_of(pdf: Path) -> Iterator[Page]:
    """The pages of a printed paper, as pictures."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    number = "-".join(pdf.name.split("-")[:2])
    for at in range(len(document)):
        picture = document[at].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        yield Page(number, at + 1, picture)
    document.close()


def scan(picture: Image.Image, chance: random.Random, *, turn: int = -1, skew: float = 2.0) -> Image.Image:
    """A sheet from the glass: signed, askew by up to `skew` degrees, turned by quarters (-1: any), with noise."""
    sheet = picture.copy()
    if sheet.getextrema() != (255, 255):  # nobody signs an empty back
        x, y = int(sheet.width * 0.3), int(sheet.height * 0.8)
        ImageDraw.Draw(sheet).line([(x + at * 9, y + chance.randint(-20, 20)) for at in range(20)], fill=60, width=3)
    angle = chance.uniform(-skew, skew)
    sheet = sheet.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=250)
    sheet = sheet.rotate(90 * (chance.randrange(4) if turn < 0 else turn), expand=True)
    return ImageChops.subtract(sheet, _noise().crop((0, 0, *sheet.size)))


@cache
def _noise() -> Image.Image:
    """What the glass and the paper add, made once: it takes longer than all the rest."""
    side = 1800
    return Image.effect_noise((side, side), 12).point([max(0, level - 128) for level in range(256)])


def save_pdf(pictures: Iterable[Image.Image], path: Path) -> Path:
    """Scans as one PDF, as scanners write it."""
    first, *others = pictures
    first.save(path, "PDF", save_all=True, append_images=others, resolution=DPI)
    return path
