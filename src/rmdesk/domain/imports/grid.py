"""A sheet of cells: where its headings stand, which column means what, which rows are data."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import NamedTuple

from rmdesk.domain.imports.cells import clean, plain

LOOKED_AT = 20
"""So many rows are looked at for the headings."""
_UNIT = re.compile(r"[（(]([^（）()]*)[）)]\s*$")


class Row(NamedTuple):
    """One row: its number as the spreadsheet shows it, and its cells, cleaned."""

    no: int
    cells: tuple[str, ...]


class Column(NamedTuple):
    """One column: its heading as it stands, the unit in it, and what it means ("" : nothing that is known)."""

    heading: str
    unit: str
    target: str


class Read(NamedTuple):
    """A sheet as it was understood. `skipped`: (row, why) of what is no data; `heading_row` its number."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    skipped: tuple[tuple[int, str], ...]
    heading_row: int
    cleaned: int

    def unmapped(self) -> tuple[str, ...]:
        """Headings that mean nothing here."""
        return tuple(one.heading for one in self.columns if one.heading and not one.target)


def understood(
    lines: list[tuple[str, ...]],
    headings: Mapping[str, Collection[str]],
    totals: Collection[str],
    given: Mapping[str, str],
) -> Read | None:
    """The sheet by its headings; None when none of the first rows has two that are known. `given`: heading → target,
    as somebody mended it ("" : leave out)."""
    known = {plain(name): target for target, names in headings.items() for name in names}
    known |= {plain(name): target for name, target in given.items()}
    at = _heading_row(lines, known)
    if at is None:
        return None
    columns = tuple(_column(cell, known) for cell in lines[at])
    rows: list[Row] = []
    skipped: list[tuple[int, str]] = []
    cleaned = 0
    for number, line in enumerate(lines[at + 1 :], at + 2):
        cells = tuple(map(clean, line))
        cleaned += sum(before != after for before, after in zip(line, cells, strict=True))
        why = _why_skipped(cells, columns, totals)
        if why:
            skipped.append((number, why))
        else:
            rows.append(Row(number, cells + ("",) * (len(columns) - len(cells))))
    return Read(columns, tuple(rows), tuple(skipped), at + 1, cleaned)


def doubled(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """Targets that two columns claim."""
    targets = [one.target for one in columns if one.target]
    return tuple(dict.fromkeys(one for one in targets if targets.count(one) > 1))


def _heading_row(lines: list[tuple[str, ...]], known: Mapping[str, str]) -> int | None:
    counts = [sum(_name(cell) in known for cell in line) for line in lines[:LOOKED_AT]]
    best = max(counts, default=0)
    return counts.index(best) if best > 1 else None


def _column(cell: str, known: Mapping[str, str]) -> Column:
    heading = clean(cell)
    unit = _UNIT.search(unicodedata.normalize("NFKC", heading))
    target = known[plain(heading)] if plain(heading) in known else known.get(_name(cell), "")
    return Column(heading, "" if unit is None else unit[1].strip(), target)


def _name(cell: str) -> str:
    """A heading without its unit."""
    return plain(_UNIT.sub("", unicodedata.normalize("NFKC", clean(cell))))


def _why_skipped(cells: tuple[str, ...], columns: tuple[Column, ...], totals: Collection[str]) -> str:
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    if any(plain(cell).startswith(tuple(map(plain, totals))) for cell in filled[:2]):
        return "total"
    same = [plain(cell) == plain(column.heading) for cell, column in zip(cells, columns, strict=False) if cell]
    if len(filled) > 1 and all(same):
        return "heading"
    return "note" if len(filled) == 1 and len(columns) > 3 else ""
