"""The rows that were refused, as a file to mend: only into a named folder, with a reason that is logged (DATA-07)."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.rows import Fault
from rmdesk.desk.imports.running import Choice, Judged, Opened, judged, opened
from rmdesk.desk.paper_files import leaving, write_file
from rmdesk.domain.client import mask_id, mask_phone
from rmdesk.domain.imports.facts import FaultyRowsWritten
from rmdesk.domain.imports.grid import Row
from rmdesk.domain.refusal import stop
from rmdesk.locale import Lang

WHY = {"zh": "原因", "en": "why"}
_MASKS = {"id_number": mask_id, "phone": mask_phone}


class Written(NamedTuple):
    """The file, and how many rows stand in it."""

    path: Path
    rows: int


@use_case("imports.work")
def write_faulty_rows(
    desk: Desk, what: str, path: Path, choice: Choice, folder: Path, reason: str, lang: Lang
) -> Written:
    """Each refused row as it came, with a last column that says what is wrong; numbers of people are masked but where
    they are what is wrong. The column is not read when the mended file comes back."""
    if not reason.strip():
        stop("INPUT.required")
    found = opened(desk, what, path, choice)
    table = [[*(one.heading for one in found.layout.columns), WHY[lang]]]
    for row, faults in _refused(found):
        said = [f"{one.column}：{desk.pack.say(one.refusal, lang).text}" for one in faults]
        table.append([*_cells(found, row, faults), "；".join(said)])
    rows = len(table) - 1
    if not rows:
        stop("IMPORT.faultless")
    content = as_workbook(table)
    digest = hashlib.sha256(content).hexdigest()
    fact = FaultyRowsWritten(what=what, name=path.name, rows=rows, sha256=digest, reason=reason.strip())
    with leaving(desk, folder):
        desk.record(fact, f"{what}:{path.name}")
        target = write_file(folder / f"{path.stem}.faults.xlsx", content)
    return Written(target, rows)


def _refused(found: Opened) -> Iterator[tuple[Row, tuple[Fault, ...]]]:
    for one in judged(found):
        if isinstance(one, Judged) and one.built.faults:
            yield one.row, one.built.faults


def _cells(found: Opened, row: Row, faults: tuple[Fault, ...]) -> Iterator[str]:
    """The cells of a row, numbers of people masked but where they are at fault."""
    wrong = {one.target for one in faults}
    for column, cell in zip(found.layout.columns, row.cells, strict=False):
        mask = None if column.target in wrong else _MASKS.get(column.target)
        yield cell if mask is None or not cell else mask(cell)


def as_workbook(table: Sequence[Sequence[str]]) -> bytes:
    """A sheet whose cells are all text: zeros and digits stay, and nothing is taken for a formula."""
    # Late: a tenth of a second that only this wants.
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        for at, cells in enumerate(table):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell, as_text)
    return content.getvalue()
