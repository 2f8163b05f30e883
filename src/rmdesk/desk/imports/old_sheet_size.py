"""How far the sheets of an old workbook (XLS) reach, found without reading it into memory.

Such a file is a small file system [MS-CFB]: sectors, a table that says which one follows each, a directory. One of its
streams is the book [MS-XLS]: records of a kind, a length and their bytes. The library that reads it keeps every cell
twice, and makes a place for each of the rectangle that a sheet's cells span.
"""

import struct
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final, NamedTuple

from rmdesk.domain.refusal import stop

MOST_CELLS: Final = 300_000
"""Of all sheets: fifteen thousand rows of twenty columns, which take some ninety megabytes."""
_HEADER: Final = 512
_SECTORS: Final = {9: 512, 12: 4096}
_MINI, _ENTRY, _FOLLOWS = 64, 128, 4
_NONE: Final = 0xFFFFFFFA
"""From here on a number names no sector."""
_BOOKS: Final = frozenset({"workbook", "book"})
_BEGINS: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_CELLS: Final = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_MANY: Final = 0x00BD
"""Numbers side by side: the last two bytes name the last column."""


def check_old_reach(path: Path) -> None:
    """Stops at a book whose sheets reach too far, and at a file that is none."""
    name = path.name[-60:]
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as whole:
            if any(cells > MOST_CELLS for cells in _reach(_book(_Files(whole)))):
                stop("IMPORT.book", given=name, most=MOST_CELLS)
    except (struct.error, IndexError, ValueError):
        stop("IMPORT.damaged", given=name)


class _Entry(NamedTuple):
    """One file of the directory: where it begins, and how many bytes it has."""

    name: str
    start: int
    size: int


class _Files:
    """The small file system. ValueError, struct.error, IndexError where it is none."""

    def __init__(self, whole: mmap) -> None:
        self._whole = whole
        self._sector = _SECTORS.get(self._number(30) & 0xFFFF, 0)
        if not self._sector:
            raise ValueError("no size of a sector")
        self._each = self._sector // _FOLLOWS
        self._table = list(struct.unpack_from("<109I", whole, 76))
        more = self._number(68)
        while more < _NONE and len(self._table) * self._sector <= len(whole):
            *found, more = struct.unpack_from(f"<{self._each}I", whole, self._at(more))
            self._table += found
        listed = b"".join(self.sectors(self._number(48)))
        self.entries = [_entry(listed[at : at + _ENTRY]) for at in range(0, len(listed), _ENTRY)]

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<I", self._whole, at)[0])

    def _at(self, sector: int) -> int:
        return _HEADER + sector * self._sector if self._sector == _HEADER else (sector + 1) * self._sector

    def sectors(self, first: int) -> Iterator[bytes]:
        """A stream from its first sector on, piece by piece."""
        for _ in range(len(self._whole) // self._sector + 1):
            if first >= _NONE:
                return
            yield self._whole[self._at(first) : self._at(first) + self._sector]
            first = self._number(self._at(self._table[first // self._each]) + first % self._each * _FOLLOWS)
        raise ValueError("sectors that follow one another in a circle")

    def stream(self, of: _Entry) -> Iterator[bytes]:
        """The bytes of one file; a short one stands among others of its kind in the file of the root."""
        if of.size >= self._number(56):
            yield from self.sectors(of.start)
            return
        small, table = (b"".join(self.sectors(one)) for one in (self.entries[0].start, self._number(60)))
        at = of.start
        for _ in range(len(table) // _FOLLOWS):
            if at >= _NONE:
                return
            yield small[at * _MINI : (at + 1) * _MINI]
            (at,) = struct.unpack_from("<I", table, at * _FOLLOWS)


def _entry(raw: bytes) -> _Entry:
    length, start, size = *struct.unpack_from("<H", raw, 64), *struct.unpack_from("<II", raw, 116)
    return _Entry(raw[: max(length - 2, 0)].decode("utf-16-le"), start, size)


def _book(files: _Files) -> Iterator[bytes]:
    found = next((one for one in files.entries if one.name.casefold() in _BOOKS), None)
    if found is None:
        raise ValueError("no book")
    return files.stream(found)


def _records(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of every record that is whole."""
    rest = b""
    for piece in pieces:
        rest += piece
        at = 0
        while at + 4 <= len(rest):
            kind, length = struct.unpack_from("<HH", rest, at)
            if at + 4 + length > len(rest):
                break
            yield kind, rest[at + 4 : at + 4 + length]
            at += 4 + length
        rest = rest[at:]


def _reach(pieces: Iterator[bytes]) -> Iterator[int]:
    """How many cells the sheets so far span, from the first one to the last that holds something."""
    before = rows = columns = 0
    for kind, said in _records(pieces):
        if kind in _BEGINS:
            before, rows, columns = before + rows * columns, 0, 0
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", said)
            if kind == _MANY:
                (column,) = struct.unpack_from("<H", said, len(said) - 2)
            if row >= rows or column >= columns:
                rows, columns = max(rows, row + 1), max(columns, column + 1)
                yield before + rows * columns
