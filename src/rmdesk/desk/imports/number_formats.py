"""What an XLSX file says of its cells beside their values: percent, zeros in front, a unit in the number format, hidden
rows, formulas that were never worked out. Read from its XML by pattern: a library for that would read it all again."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from rmdesk.domain.imports.grid import Trouble
from rmdesk.domain.imports.units import WORDS

V = TypeVar("V")
_CHUNK = 1 << 22
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PERCENTS = {9: "0%", 10: "0.00%"}
_ZEROS = re.compile("0{2,}")
_SAID = re.compile(r'"([^"]*)"|\\(.)')
_HIDDEN = re.compile(rb'<row\b[^>]*?\shidden="(?:1|true)"[^>]*>')
_ROW = re.compile(rb'\sr="(\d+)"')
_AT = re.compile(rb'\br="([A-Z]+)(\d+)"')
_ERROR = re.compile(rb'<c\b[^>]*?\st="e"[^>]*>')
_NO_VALUE = re.compile(rb"<c\b([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


class Look(NamedTuple):
    """How a number is shown, as far as it means something. `width`: with zeros in front."""

    percent: bool = False
    width: int = 0
    unit: str = ""


class SheetLook(NamedTuple):
    """What is known of a sheet's cells by row (from 1) and column (from 0)."""

    known: bool
    cells: Mapping[int, Mapping[int, Look]]
    troubles: Mapping[int, Mapping[int, Trouble]]
    hidden: frozenset[int]
    epoch_1904: bool = False


NO_LOOK = SheetLook(known=False, cells={}, troubles={}, hidden=frozenset())


def looks_of(path: Path, sheet: str) -> SheetLook:
    """How the cells of a sheet look; NO_LOOK for a workbook of another kind or one that says it in another way."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = _root(archive, "xl/workbook.xml")
            part = _part_of(archive, book, sheet)
            styles = _styles(archive)
            properties = book.find(f"{_MAIN}workbookPr")
            epoch = properties is not None and properties.get("date1904") in {"1", "true"}
            return _read(_pieces(archive, part), styles, epoch_1904=epoch)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, ElementTree.ParseError, NotImplementedError,
            OSError):  # fmt: skip
        return NO_LOOK


def _root(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    text = archive.read(name)
    if b"<!DOCTYPE" in text:  # a spreadsheet has none; entities in one could swell without end
        raise KeyError(name)
    return ElementTree.fromstring(text)


def _part_of(archive: zipfile.ZipFile, book: ElementTree.Element, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    ids = {one.get("name"): one.get(_RELATED) for one in book.iter(f"{_MAIN}sheet")}
    related = {one.get("Id"): one.get("Target", "") for one in _root(archive, "xl/_rels/workbook.xml.rels")}
    target = related[ids[sheet]]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _styles(archive: zipfile.ZipFile) -> dict[int, Look]:
    """The styles that mean something, by number."""
    root = _root(archive, "xl/styles.xml")
    codes = {int(one.get("numFmtId", 0)): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    found = root.find(f"{_MAIN}cellXfs")
    shown = [int(one.get("numFmtId", 0)) for one in found] if found is not None else []
    looks = {at: look_of(codes.get(number, _PERCENTS.get(number, ""))) for at, number in enumerate(shown)}
    return {at: look for at, look in looks.items() if look != Look()}


def look_of(code: str) -> Look:
    """What a number format says: `0.00%`, `000000`, `0"万元"`."""
    first = code.split(";")[0]
    said = "".join(quoted or escaped for quoted, escaped in _SAID.findall(first))
    bare = re.sub(r"\[[^\]]*\]", "", _SAID.sub("", first))
    if "%" in bare:
        return Look(percent=True)
    unit = said.strip() or bare.lstrip("#,0.? _-()").strip()
    return Look(width=len(bare) if _ZEROS.fullmatch(bare) else 0, unit=unit if unit in WORDS else "")


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A sheet's XML in pieces of whole rows."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            whole, mark, rest = (rest + chunk).rpartition(b"</row>")
            yield whole + mark
    yield rest


def _read(pieces: Iterator[bytes], styles: Mapping[int, Look], *, epoch_1904: bool) -> SheetLook:
    cells: dict[int, dict[int, Look]] = {}
    troubles: dict[int, dict[int, Trouble]] = {}
    hidden: set[int] = set()
    numbers = b"|".join(str(at).encode() for at in styles)
    styled = re.compile(rb'<c\b[^>]*?\ss="(' + numbers + rb')"[^>]*>') if styles else None
    for piece in pieces:
        hidden |= {int(row[1]) for one in _HIDDEN.finditer(piece) if (row := _ROW.search(one[0]))}
        for found in styled.finditer(piece) if styled else ():
            _put(cells, found[0], styles[int(found[1])])
        for found in _ERROR.finditer(piece):
            _put(troubles, found[0], "error")
        for found in _NO_VALUE.finditer(piece):
            _put(troubles, found[1], "formula")
    return SheetLook(known=True, cells=cells, troubles=troubles, hidden=frozenset(hidden), epoch_1904=epoch_1904)


def _put(into: dict[int, dict[int, V]], tag: bytes, value: V) -> None:
    place = _AT.search(tag)
    if place is not None:
        into.setdefault(int(place[2]), {})[_column(place[1])] = value


def _column(letters: bytes) -> int:
    """A column's number from 0 by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
