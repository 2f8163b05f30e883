"""An empty list to fill in: the first row is the headings; notes and choices stand on a second sheet."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.kind import Kind, shown_heading, takes
from rmdesk.desk.imports.kinds import kind_of
from rmdesk.desk.paper_files import unwritable, write_file
from rmdesk.domain.refusal import stop
from rmdesk.locale import Lang, tr

_ROWS = 2_000
_MOST_CHOICES = 40
_WIDTH = 18


@use_case("imports.work")
def write_template(desk: Desk, what: str, path: Path, lang: Lang) -> Path:
    """An XLSX file with the headings of a kind. Every column is text, so that a spreadsheet keeps zeros and digits."""
    kind = kind_of(desk, what)
    if path.exists():
        stop("IMPORT.there", given=path.name[-60:])
    headings = {target: names for target, names in kind.headings(desk.pack).items() if target not in kind.alternatives}
    # Late: a tenth of a second that only this wants.
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        as_text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet = book.add_worksheet(tr(lang, "imports.template_sheet"))
        sheet.set_column(0, len(headings) - 1, _WIDTH, as_text)
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(tr(lang, "imports.template_notes"))
        notes.set_column(0, 0, _WIDTH)
        notes.set_column(1, 1, 80)
        for at, (target, names) in enumerate(headings.items()):
            sheet.write_string(0, at, shown_heading(names, lang), bold)
            notes.write_string(at, 0, shown_heading(names, lang), bold)
            notes.write_string(at, 1, "；".join(_notes(desk, kind, target, lang)))
            choices = list(kind.options(desk.pack, target, lang).values())
            if 0 < len("".join(choices)) + len(choices) < 250:
                offered = {"validate": "list", "source": choices, "error_type": "warning"}
                sheet.data_validation(1, at, _ROWS, at, offered)
    try:
        return write_file(path, content.getvalue())
    except OSError as error:
        raise unwritable(path.parent, error) from error


def _notes(desk: Desk, kind: type[Kind[Any]], target: str, lang: Lang) -> Iterator[str]:
    if target in kind.needed:
        yield tr(lang, "imports.template_needed")
    if target in kind.days | kind.amounts:
        yield takes(kind, target, lang)
    choices = tuple(kind.options(desk.pack, target, lang).values())
    if choices:
        shown = (*choices[:_MOST_CHOICES], *(("…",) if len(choices) > _MOST_CHOICES else ()))
        yield tr(lang, "imports.template_choices", choices=" ".join(shown))
