"""A workbook (XLSX, XLS, ODS): the sheet whose headings are known, its cells as texts, as its numbers are shown."""

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rmdesk.desk.imports.number_formats import NO_LOOK, Look, SheetLook, looks_of
from rmdesk.desk.imports.source import MOST_ROWS, Source
from rmdesk.domain.imports.grid import LOOKED_AT, Layout, Line, Span, Trouble
from rmdesk.domain.refusal import stop

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Recognise = Callable[[Sequence[Line], Collection[Span]], Layout | None]
_LOST = 1e15
"""From here on a number has more digits than a spreadsheet keeps."""
_MOST_SPANS = 100_000
_MOST_COLUMNS = 1_000


def workbook(path: Path, wanted: str, recognise: Recognise) -> Source:
    """The sheet `wanted`, or of all the one with the most headings that `recognise` knows; a hidden one only where no
    other has any."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(path.open("rb"))
        shown = _shown(book)
        if wanted and wanted not in shown:
            stop("INPUT.choice", given=wanted, allowed=", ".join(shown))
        chosen = wanted or _best(book, shown, recognise)
        sheet = book.get_sheet_by_name(chosen)
    except PasswordError:
        stop("IMPORT.password", given=path.name[-60:])
    except (CalamineError, ValueError, OSError):
        stop("IMPORT.damaged", given=path.name[-60:])
    looks = looks_of(path, chosen)
    if max(sheet.total_width, 0) > _MOST_COLUMNS:
        stop("IMPORT.damaged", given=path.name[-60:])
    if sheet.total_height > MOST_ROWS:
        stop("IMPORT.rows", most=MOST_ROWS)
    reading = _Reading(sheet, looks)
    return Source(
        name=path.name,
        rows=reading.rows,
        sheet=chosen,
        others=tuple(name if shown[name] else f"({name})" for name in shown if name != chosen),
        spans=reading.spans,
        filled=reading.filled,
        formats=looks.known,
        epoch_1904=looks.epoch_1904,
    )


def _shown(book: "CalamineWorkbook") -> dict[str, bool]:
    """The sheets of cells, and whether each is to be seen."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    cells = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    return {one.name: one.visible == SheetVisibleEnum.Visible for one in cells}


def _best(book: "CalamineWorkbook", shown: dict[str, bool], recognise: Recognise) -> str:
    """One sheet is in memory at a time."""
    known = {}
    for name in shown if len(shown) > 1 else ():
        reading = _Reading(book.get_sheet_by_name(name), NO_LOOK)
        found = recognise(tuple(islice(reading.rows(), LOOKED_AT)), reading.spans)
        known[name] = (found is not None and shown[name], 0 if found is None else found.known)
    return max(known, key=known.__getitem__, default=next(iter(shown), ""))


class _Reading:
    """One sheet being read."""

    def __init__(self, sheet: "CalamineSheet", look: SheetLook) -> None:
        self._sheet = sheet
        self._look = look
        merged = islice(sheet.merged_cell_ranges or (), _MOST_SPANS)
        self.spans = tuple(Span(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in merged)
        self._down: dict[int, list[Span]] = {}
        for one in self.spans:
            if one.last > one.first and one.left == one.right:
                self._down.setdefault(one.first, []).append(one)
        self.filled = sum(one.last - one.first for found in self._down.values() for one in found)

    def rows(self) -> Iterator[Line]:
        """Its rows from the first of the sheet on; what is merged downwards stands in each of its rows."""
        start = self._sheet.start
        top, left = start or (0, 0)
        going: list[tuple[Span, str]] = []
        for at, values in enumerate(self._sheet.iter_rows(), top + 1):
            line = self._line(at, left, values)
            cells = list(line.cells)
            going = [(span, text) for span, text in going if span.last >= at]
            for span, text in going:
                if span.left < len(cells):
                    cells[span.left] = cells[span.left] or text
            going += [(span, cells[span.left]) for span in self._down.get(at, ()) if span.left < len(cells)]
            yield line._replace(cells=tuple(cells))

    def _line(self, at: int, left: int, values: Sequence[Any]) -> Line:
        looks = self._look.cells.get(at)
        troubles: dict[int, Trouble] = dict(self._look.troubles.get(at, ()))
        cells = [""] * left
        for column, value in enumerate(values, left):
            text = value if isinstance(value, str) else _text(value, looks.get(column) if looks else None)
            if isinstance(value, float) and _is_lost(value):
                troubles[column] = "lost"
            cells.append(text)
        return Line(at, tuple(cells), troubles, at in self._look.hidden)


def _is_lost(value: float) -> bool:
    return abs(value) >= _LOST


def _text(value: Any, look: Look | None) -> str:
    """What a cell shows, as far as it means something."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), look)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _number(value: Decimal, look: Look | None) -> str:
    if look is not None and look.percent:
        return f"{_bare(value * 100)}%"
    text = _bare(value)
    return text if look is None else text.zfill(look.width) + look.unit


def _bare(value: Decimal) -> str:
    whole = value.to_integral_value()
    return f"{whole:f}" if whole == value else f"{value.normalize():f}"
