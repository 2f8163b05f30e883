"""The printer of the desk: set, tested with a page, asked for (settings, and a line of the opening's checklist)."""

import shlex
from dataclasses import replace

from rmdesk.desk import spooling
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import unwritable
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.domain import fields
from rmdesk.domain.base import Lang
from rmdesk.domain.printer import Printer, PrinterSet, PrinterTested, Tested
from rmdesk.domain.refusal import Refusal, stop, stop_if
from rmdesk.locale import tr
from rmdesk.paper import Callout, Checklist, Document, Paragraph


def printer_of(desk: Desk) -> Printer:
    """How this desk prints; the system's own way where nothing was ever set. For use cases and faces."""
    row = desk.store.get("setting", "printer")
    return Printer() if row is None else Printer.model_validate_json(row["value"])


def tested(desk: Desk) -> Tested | None:
    """The last test page; None when there was none."""
    row = desk.store.get("setting", "printer_tested")
    return None if row is None else Tested.model_validate_json(row["value"])


def words(printer: Printer, lang: Lang) -> dict[str, str]:
    """The printer as people read it: `name`, `command`, `sides`."""
    return {
        "name": printer.name or tr(lang, "papers.test.default"),
        "command": printer.command or tr(lang, "settings.printer_system"),
        "sides": tr(lang, f"settings.printer_{'both' if printer.duplex else 'one'}"),
    }


@use_case("printer.keep")
def set_printer(desk: Desk, printer: Printer) -> Printer:
    """Say how the desk prints from now on."""
    for given, most in ((printer.command, 200), (printer.name, 80)):
        known = fields.read("text", given, most=most) if given.strip() else ""
        stop_if(known if isinstance(known, Refusal) else None)
    try:
        shlex.split(printer.command)
    except ValueError:
        stop("INPUT.command", given=printer.command)
    kept = printer.model_copy(update={"command": printer.command.strip(), "name": printer.name.strip()})
    if kept != printer_of(desk):
        desk.record(PrinterSet(printer=kept), "desk")
    return kept


@use_case("printer.keep")
def test(desk: Desk, lang: Lang) -> Tested:
    """Send a test page; that it was taken is a fact. DESK-19.no_printer, DESK-19.printer."""
    printer = printer_of(desk)
    try:
        spooling.send(desk.folder, printer, pdf_of(desk, _test_page(desk, printer, lang)), "rmdesk-test")
    except OSError as error:
        raise unwritable(desk.folder, error) from error
    desk.record(PrinterTested(printer=printer.name), "desk")
    found = tested(desk)
    assert found is not None, "it was recorded a moment ago"
    return found


def _test_page(desk: Desk, printer: Printer, lang: Lang) -> Document:
    """Two pages, so that both sides of the sheet and the codes are seen."""

    def say(key: str, **values: object) -> str:
        return tr(lang, f"papers.test.{key}", **values)

    name = printer.name or say("default")
    page = framed(
        frame_now(desk, lang),
        kind="test_page",
        number="T-0",
        title=say("title"),
        subtitle=name,
        blocks=(
            Callout(say("good"), (say("how"),)),
            Checklist(tuple((False, say(f"look_{what}")) for what in ("edges", "characters", "code", "sides"))),
            Paragraph(say("characters")),
        ),
    )
    return replace(page, desk=desk.mark)
