"""Writing a list to a file, as CSV or as a workbook, by the file's name (DATA-07)."""

import csv
import hashlib
import io
from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.lists.tables import Table, table_of
from rmdesk.desk.paper_files import harmless, leaving, write_file
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import stop

FORMS = (".csv", ".xlsx")


@use_case("lists.export")
def export(desk: Desk, name: str, path: Path, lang: Lang) -> int:
    """Write the list called `name` (`tables.names`) as this person sees it, names and numbers masked; how many rows it
    has. The kind of file follows from its name. Nothing is written over (INPUT.exists); DESK-19.unwritable."""
    form = form_of(path)
    found = table_of(desk, name, lang)
    content = in_form(found, form)
    sha256 = hashlib.sha256(content).hexdigest()
    with leaving(desk, path):
        desk.record(facts.ListExported(list=name, rows=len(found.rows), sha256=sha256), "desk")
        write_file(path, content)
    return len(found.rows)


def form_of(path: Path) -> str:
    """Which of `FORMS` a new file is to have, by its name (INPUT.choice, INPUT.exists)."""
    form = path.suffix.casefold()
    if form not in FORMS:
        stop("INPUT.choice", given=path.suffix or path.name, allowed=", ".join(FORMS))
    if path.exists():
        stop("INPUT.exists", given=str(path)[-60:])
    return form


def in_form(table: Table, form: str) -> bytes:
    """A list as the content of a file in one of `FORMS`."""
    return _csv(table) if form == ".csv" else _workbook(table)


def _csv(table: Table) -> bytes:
    """With a mark at its head, so that a spreadsheet reads the characters; what begins like a formula is text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.head)
    writer.writerows(map(harmless, table.rows))
    return text.getvalue().encode("utf-8-sig")


def _workbook(table: Table) -> bytes:
    import xlsxwriter  # costs a third of a second, and few want it

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet(table.title[:31]), book.add_format({"bold": True})
        sheet.write_row(0, 0, table.head, bold)
        for at, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return content.getvalue()
