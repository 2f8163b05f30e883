"""Which reader a file wants, by what it holds and not by its name; and what is refused before anything is read."""

import contextlib
import re
import zipfile
import zlib
from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path

from rmdesk.desk.imports.delimited import delimited
from rmdesk.desk.imports.old_sheet_size import check_old_reach
from rmdesk.desk.imports.sheet_size import check_reach
from rmdesk.desk.imports.source import Source
from rmdesk.desk.imports.workbooks import Recognise, workbook
from rmdesk.desk.paper_files import size_of
from rmdesk.domain.refusal import stop

MOST_BYTES = 100 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_BINARY = "xl/workbook.bin"
"""What a workbook has whose sheets are no XML (XLSB): nobody knows how far they reach before they are in memory."""
_MANIFEST, _MOST_MANIFEST = "META-INF/manifest.xml", 1024 * 1024
"""Where an open document says that its parts are sealed by a password."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"\x1f\x8b": "GZIP",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"SQLite format 3": "SQLite",
}
"""How files begin that are no list: papers, archives, pictures."""
_PACKED = {"word/": "DOCX", "ppt/": "PPTX", "AndroidManifest.xml": "APK"}
_OPEN_KINDS = {b"opendocument.text": "ODT", b"opendocument.presentation": "ODP", b"epub": "EPUB"}
_SHEETS = ("xl/", "content.xml")
"""What a packed file holds, by the beginnings of its parts' names."""
_OLD_KINDS = {"WordDocument": "DOC", "PowerPoint Document": "PPT", "__substg1.0_": "MSG"}
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_OF_MAIL = re.compile(rb"^(?:from|received|message-id|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(rb"\s*(?:<[!?/a-z]|mime-version:)", re.IGNORECASE)


def source_of(path: Path, sheet: str, recognise: Recognise) -> Source:
    """A file's rows. `sheet` names one of a workbook ("" finds it by its headings). Stops with what is wrong with the
    file; half a file is never read."""
    name = path.name[-60:]
    try:
        size = size_of(path)
        if size > MOST_BYTES:
            stop("IMPORT.size", given=name, size=size, most=MOST_BYTES)
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        stop("INPUT.unknown", what="file", given=str(path)[-60:])
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n,;|") and size <= len(head):
        stop("IMPORT.empty", given=name)
    if head.startswith(_ZIP):
        _check_zip(path)
    elif head.startswith(_OLE):
        _check_old(path)
    elif _is_markup(head):
        stop("IMPORT.markup", given=name)
    elif seen := _format(head):
        stop("IMPORT.format", given=name, format=seen)
    else:
        return delimited(path)
    return workbook(path, sheet, recognise)


def _format(head: bytes) -> str:
    """What a file is by how it begins, where that is no list; "" for what may be one."""
    known = next((kind for mark, kind in _OTHERS.items() if head.startswith(mark)), "")
    bare = _bare(head)
    if known or _JSON.match(bare):
        return known or "JSON"
    mail = _MAIL.match(bare)
    return "EML" if mail and _OF_MAIL.search(mail[0]) else ""


def _is_markup(head: bytes) -> bool:
    """Whether a file begins as a page of the web does, in whatever encoding: no list begins with "<"."""
    return _MARKUP.match(_bare(head)) is not None


def _bare(head: bytes) -> bytes:
    """How a file begins, without the mark of its encoding."""
    return next((head[len(mark) :] for mark in _BOMS if head.startswith(mark)), head).replace(b"\0", b"")


def _check_old(path: Path) -> None:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
        if whole.find(_ENCRYPTED) >= 0:
            stop("IMPORT.password", given=path.name[-60:])
        other = next((kind for part, kind in _OLD_KINDS.items() if whole.find(part.encode("utf-16-le")) >= 0), "")
        if other and whole.find("Workbook".encode("utf-16-le")) < 0:
            stop("IMPORT.format", given=path.name[-60:], format=other)
    check_old_reach(path)


def _check_zip(path: Path) -> None:
    name = path.name[-60:]
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        stop("IMPORT.damaged", given=name)
    unpacked = sum(one.file_size for one in parts)
    if unpacked > _MOST_UNPACKED:
        stop("IMPORT.bomb", given=name, size=unpacked, most=_MOST_UNPACKED)
    if any(one.flag_bits & 1 for one in parts):
        stop("IMPORT.password", given=name)
    if any(one.filename == _BINARY for one in parts):
        stop("IMPORT.format", given=name, format="XLSB")
    other = _packed(path, [one.filename for one in parts])
    if other:
        stop("IMPORT.format", given=name, format=other)
    try:
        if _is_sealed(path):
            stop("IMPORT.password", given=name)
        check_reach(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        stop("IMPORT.damaged", given=name)


def _packed(path: Path, parts: Sequence[str]) -> str:
    """What a packed file is, where it is no workbook; "" for one, and for what nobody can tell of a broken one."""
    found = next((kind for begins, kind in _PACKED.items() if any(one.startswith(begins) for one in parts)), "")
    if found or any(one.startswith(_SHEETS[0]) for one in parts):
        return found
    if "mimetype" in parts:
        with contextlib.suppress(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            with zipfile.ZipFile(path) as archive, archive.open("mimetype") as file:
                said = file.read(200)
            return next((kind for mark, kind in _OPEN_KINDS.items() if mark in said), "")
    return "" if _SHEETS[1] in parts else "ZIP"


def _is_sealed(path: Path) -> bool:
    """Whether an open document says that a password seals its parts."""
    with zipfile.ZipFile(path) as archive:
        if _MANIFEST not in archive.namelist():
            return False
        with archive.open(_MANIFEST) as file:
            return b"encryption-data" in file.read(_MOST_MANIFEST)
