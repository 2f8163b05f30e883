"""Scanned files: which there are in a folder, what is on their pages, and one page taken out of one.

One page at a time: a file of any length costs the memory of its largest page. Pillow, zxing and pdfium are loaded when
the first one is read. Knows no desk, so that a face may read beside the desk's own thread.
"""

import hashlib
import io
import re
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from rmdesk.desk.archive.scan_pictures import look
from rmdesk.desk.paper_files import size_of
from rmdesk.domain.archive_scans import PageCode
from rmdesk.domain.refusal import Refusal, refuse

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

Kind = Literal["pdf", "png", "jpg", "tif"]
_BEGINS: Final[dict[Kind, tuple[bytes, ...]]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "tif": (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"),
}
ENDINGS: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
MOST_BYTES: Final = 150_000_000
MOST_PIXELS: Final = 72_000_000
"""A3 at 600 dpi. A picture that claims more is a mistake, or a bomb."""
MOST_PAGES: Final = 2000
_FINE, _FINER = 150 / 72, 300 / 72
_SHEET: Final = 0.5
"""A page of a PDF of which pictures cover so much is a scan; what a program has drawn has text and lines instead."""
_BLOCK: Final = 1 << 20
_LEAST_PIXELS: Final = 48
"""Nobody reads a document in a picture that is narrower, nor on a page of so few points."""


class PageSeen(NamedTuple):
    """One page of a file: its `place` there (from 1), the codes on it, whether it is blank; `digital`: a program drew
    it, it is no picture of a sheet."""

    place: int
    codes: tuple[PageCode, ...]
    blank: bool = False
    digital: bool = False


class Source(NamedTuple):
    """A scanned file that was read. `sha256`: of the whole file as it was then."""

    path: Path
    kind: Kind
    sha256: str
    pages: tuple[PageSeen, ...]


class UnreadableError(Exception):
    """A scanned file cannot be read; the refusal says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def sources_in(folder: Path) -> tuple[tuple[Path, ...], int] | Refusal:
    """The files of a folder that may be scans, in the order in which people count, and how many others there are;
    INPUT.unknown for what is no folder. A single file is taken as well."""
    try:
        if folder.is_file():
            return (folder,), 0
        found = [one for one in folder.iterdir() if not one.name.startswith(".")]
    except OSError:
        found = None
    if found is None:
        return refuse("INPUT.unknown", what="folder", given=str(folder)[-60:])
    scans = [one for one in found if one.suffix.lower() in ENDINGS and not one.is_dir()]
    return tuple(sorted(scans, key=_counted)), len(found) - len(scans)


def read_source(path: Path, step: Callable[[], None] = lambda: None) -> Source | Refusal:
    """Read all codes of a file; `step` is called before each page. What cannot be read gives why (DESK-16.file_…)."""
    try:
        with _opened(path) as (kind, sha256, pages):
            seen = []
            for place, page in enumerate(pages, 1):
                step()
                seen.append(page.seen(place))
            if digest_of(path) != sha256:
                return refuse("DESK-16.file_changed", given=path.name)
            return Source(path, kind, sha256, tuple(seen))
    except UnreadableError as error:
        return error.refusal


def pages_out(source: Source, wanted: set[int]) -> "Iterator[tuple[int, str, bytes]]":
    """The pages of a file at the places `wanted`, each by itself: place, ending, content. A page of a PDF stays one, a
    picture is kept as it came, a page of a TIFF becomes a PNG. UnreadableError, also when the file was changed since.
    """
    if not wanted:
        return
    with _opened(source.path) as (_, sha256, pages):
        if sha256 != source.sha256:
            raise UnreadableError(refuse("DESK-16.file_changed", given=source.path.name))
        for place, page in enumerate(pages, 1):
            if place in wanted:
                yield place, *page.alone()


def pages_seen(name: str, content: bytes) -> Iterator[PageSeen]:
    """The pages of a file that is in memory, one after the other; nothing where it is none of these kinds. A picture
    too small to read, or of one tone all over, counts as blank. UnreadableError where a page cannot be drawn."""
    kind = _kind(content[:1024])
    if kind is None:
        return
    with _guarded(name):
        for place, page in enumerate(_pages(content, kind, name), 1):
            yield PageSeen(place, (), blank=True) if page.bare() else page.seen(place)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex; "" when it cannot be read. A file may be as long as it likes."""
    try:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _counted(path: Path) -> tuple[tuple[int, str], ...]:
    """2 stands before 10."""
    parts = re.findall(r"\d{1,18}|\D+", path.name.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


class _Picture(NamedTuple):
    """A page that is a picture. It is unpacked when it is looked at, not before: that is half of all the work."""

    image: "Image"
    kind: Kind
    path: Path

    def seen(self, place: int) -> PageSeen:
        grey = _grey(self.image)
        codes, blank = look(grey, lambda: None)
        return PageSeen(place, codes, blank)

    def bare(self) -> bool:
        """Whether it is too small to read, or of one tone."""
        low, high = _grey(self.image).getextrema()
        return min(self.image.size) < _LEAST_PIXELS or low == high

    def alone(self) -> tuple[str, bytes]:
        if self.kind != "tif":
            return self.kind, self.path.read_bytes()
        file = io.BytesIO()
        _narrowed(self.image).save(file, "PNG")
        return "png", file.getvalue()


class _PdfPage(NamedTuple):
    """A page of a PDF."""

    document: "PdfDocument"
    at: int

    def seen(self, place: int) -> PageSeen:
        page = self.document[self.at]
        try:
            digital = _is_drawn(page)
            codes, blank = look(_rendered(page, _FINE), lambda: _rendered(page, _FINER))
            return PageSeen(place, codes, blank, digital and not blank)
        finally:
            page.close()

    def bare(self) -> bool:
        """Whether it is too small to read."""
        page = self.document[self.at]
        try:
            return bool(min(page.get_size()) < _LEAST_PIXELS)
        finally:
            page.close()

    def alone(self) -> tuple[str, bytes]:
        from pypdfium2 import PdfDocument

        single = PdfDocument.new()
        try:
            single.import_pages(self.document, [self.at])
            file = io.BytesIO()
            single.save(file)
            return "pdf", file.getvalue()
        finally:
            single.close()


@contextmanager
def _opened(path: Path) -> "Iterator[tuple[Kind, str, Iterator[_Picture | _PdfPage]]]":
    """A file's kind, its digest, and its pages one after the other. Whatever is wrong becomes an UnreadableError."""
    with _guarded(path.name):
        kind = _kind_of(path)
        sha256 = digest_of(path)
        yield kind, sha256, _pages(path, kind, path.name)


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Whatever is wrong with a file becomes an UnreadableError."""
    from PIL.Image import DecompressionBombError
    from pypdfium2 import PdfiumError

    broken = refuse("DESK-16.file_content", given=name)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except PdfiumError as error:
        locked = getattr(error, "err_code", 0) == _PASSWORD
        raise UnreadableError(refuse("DESK-16.file_locked", given=name) if locked else broken) from error
    except DecompressionBombError as error:
        raise UnreadableError(refuse("DESK-16.file_pixels", given=name, most=MOST_PIXELS // 1_000_000)) from error
    except (OSError, SyntaxError, ValueError, TypeError, EOFError, struct.error, IndexError, KeyError, OverflowError,
            MemoryError) as error:  # fmt: skip  # what Pillow raises for broken files
        raise UnreadableError(broken) from error


_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD."""


def _kind_of(path: Path) -> Kind:
    size = size_of(path)
    if size > MOST_BYTES:
        raise UnreadableError(refuse("DESK-16.file_size", size=size, most=MOST_BYTES))
    if not size:
        raise UnreadableError(refuse("DESK-16.file_empty", given=path.name))
    with path.open("rb") as file:
        kind = _kind(file.read(1024))
    if kind is None:
        raise UnreadableError(refuse("DESK-16.file_content", given=path.name))
    return kind


def _kind(begin: bytes) -> Kind | None:
    for kind, begins in _BEGINS.items():
        if begin.startswith(begins) or (kind == "pdf" and begins[0] in begin):
            return kind
    return None


def _pages(source: Path | bytes, kind: Kind, name: str) -> "Iterator[_Picture | _PdfPage]":
    return _pdf_pages(source, name) if kind == "pdf" else _pictures(source, kind, name)


def _pictures(source: Path | bytes, kind: Kind, name: str) -> Iterator[_Picture]:
    from PIL import Image

    names = {"png": "PNG", "jpg": "JPEG", "tif": "TIFF"}
    path = source if isinstance(source, Path) else Path(name)
    with (
        source.open("rb") if isinstance(source, Path) else io.BytesIO(source) as file,
        Image.open(file, formats=[names[kind]]) as image,
    ):
        for at in range(_few(getattr(image, "n_frames", 1) if kind == "tif" else 1, name)):
            if at:
                image.seek(at)
            _bear(image.size, name)
            yield _Picture(image, kind, path)


def _pdf_pages(source: Path | bytes, name: str) -> Iterator[_PdfPage]:
    from pypdfium2 import PdfDocument

    document = PdfDocument(source)
    try:
        for at in range(_few(len(document), name)):
            _bear_pictures(document, at, name)
            yield _PdfPage(document, at)
    finally:
        document.close()


def _few(pages: int, name: str) -> int:
    if not 0 < pages <= MOST_PAGES:
        raise UnreadableError(refuse("DESK-16.file_pages", given=name, most=MOST_PAGES))
    return pages


def _bear(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise UnreadableError(refuse("DESK-16.file_pixels", given=name, most=MOST_PIXELS // 1_000_000))


def _bear_pictures(document: "PdfDocument", at: int, name: str) -> None:
    """A few bytes may claim to be a picture that fills the memory: it is asked before it is drawn."""
    page = document[at]
    try:
        for size, _ in _pictures_on(page):
            _bear(size, name)
    finally:
        page.close()


def _pictures_on(page: "PdfPage") -> Iterator[tuple[tuple[int, int], float]]:
    """Pixels of each picture on a page, and how much of the page it covers."""
    from pypdfium2 import PdfImage
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    whole = max(1.0, page.get_width() * page.get_height())
    for one in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if isinstance(one, PdfImage):
            left, foot, right, top = one.get_bounds()
            yield one.get_px_size(), abs((right - left) * (top - foot)) / whole


def _is_drawn(page: "PdfPage") -> bool:
    return sum(share for _, share in _pictures_on(page)) < _SHEET


def _rendered(page: "PdfPage", scale: float) -> "Image":
    wide, high = page.get_size()
    most = (MOST_PIXELS / max(1.0, wide * high)) ** 0.5
    picture: Image = page.render(scale=min(scale, most), grayscale=True).to_pil()
    return picture.convert("L")


def _grey(image: "Image") -> "Image":
    return _narrowed(image).convert("L")


def _narrowed(image: "Image") -> "Image":
    """A picture as a PNG can hold it and everybody can see it: of 16 bits a pixel the upper eight."""
    if image.mode.startswith("I"):
        return image.point(lambda level: level * (1 / 256)).convert("L")
    return image if image.mode in ("1", "L", "RGB") else image.convert("RGB")
