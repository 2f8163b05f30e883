"""How far the sheets of a packed workbook (XLSX, ODS) reach, found without unpacking them into memory.

The library that reads them makes a place for every cell of the rectangle that they span, empty ones too: one cell that
stands by mistake in the last row of the last column would ask for more memory than any machine has and end the program.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from rmdesk.domain.refusal import stop

MOST_CELLS = 800_000
"""Fifty thousand rows of sixteen columns, which take some ninety megabytes."""
_CHUNK = 1 << 20
_MOST_PIECE = 1 << 24
_BEGINS = re.compile(rb"[<:]row\b")  # with a prefix or without one
_ROW = re.compile(rb'[<:]row\b[^>]*?\sr="(\d{1,15})')  # of a number without end its beginning is too many
_CELL = re.compile(rb"[<:]c[\s/>]")
_COLUMN = re.compile(rb'[<:]c\b[^>]*?\sr="([A-Z]{1,15})')
_REPEATED_ROW = re.compile(rb'number-rows-repeated="(\d{1,15})')
_REPEATED = re.compile(rb'<table:table-cell\b(?=[^>]*value-type=)[^>]*?number-columns-repeated="(\d{1,15})')


def check_reach(path: Path) -> None:
    """Stops at a sheet that reaches too far. BadZipFile, OSError, NotImplementedError as `zipfile` raises them."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name == "content.xml":
                reach = _repeated(_pieces(archive, name, (b"<table:table-row",)))
            else:  # a workbook says itself which of its parts are sheets
                reach = _rows_and_columns(_pieces(archive, name, (b"<row", b":row")))
            for rows, columns in reach:
                _check(path, rows, columns)


def _check(path: Path, rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        stop("IMPORT.cells", given=path.name[-60:], rows=rows, columns=columns, most=MOST_CELLS)


def _pieces(archive: zipfile.ZipFile, part: str, begins: tuple[bytes, ...]) -> Iterator[bytes]:
    """A part in pieces of whole rows; a row that never ends comes in pieces too."""
    rest = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            at = max(map(rest.rfind, begins))
            if at > 0 or len(rest) > _MOST_PIECE:
                at = at if at > 0 else len(rest)
                yield rest[:at]
                rest = rest[at:]
    yield rest


def _rows_and_columns(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """The last row and the last column so far, by what rows and cells say of themselves or else by counting."""
    rows = columns = 0
    for piece in pieces:
        each = _BEGINS.split(piece)
        said = _ROW.findall(piece)
        rows = max(rows, *map(int, said)) if said else rows + len(each) - 1
        named = (_number(letters) for letters in set(_COLUMN.findall(piece)))
        columns = max(columns, *named, *(len(_CELL.findall(row)) for row in each))
        yield rows, columns


def _repeated(pieces: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """As `_rows_and_columns`, of a sheet that says how often a row or a cell is there. What holds nothing is left out:
    every sheet ends with a million empty rows."""
    rows = columns = 0
    for piece in pieces:
        for row in piece.split(b"<table:table-row"):
            if b"value-type=" in row:
                rows += max(map(int, _REPEATED_ROW.findall(row)), default=1)
                columns = max(columns, sum(map(int, _REPEATED.findall(row))) + row.count(b"<table:table-cell"))
        yield rows, columns


def _number(letters: bytes) -> int:
    """A column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
