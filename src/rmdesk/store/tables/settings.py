"""How the branch is set up: the year's working days, the recovery code, the opening, the printer."""

from rmdesk.domain import printer, settings_facts, vault_facts
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("holidays", key="year", text=("doc",))


@projects(settings_facts.HolidaysSet)
def _holidays(rows: Reader, fact: settings_facts.HolidaysSet, entry: Entry) -> Changes:
    yield Row("holidays", {"year": str(fact.holidays.year), "doc": fact.holidays})


@projects(settings_facts.OpeningEnded)
def _opened(rows: Reader, fact: settings_facts.OpeningEnded, entry: Entry) -> Changes:
    yield Row("setting", {"key": "opening_ended", "value": entry.at})


@projects(vault_facts.RecoverySealed)
@projects(vault_facts.RecoveryCodeRenewed)
def _sealed(rows: Reader, fact: vault_facts.RecoverySealed | vault_facts.RecoveryCodeRenewed, entry: Entry) -> Changes:
    """A new code is not in the old envelope."""
    place = fact.place if isinstance(fact, vault_facts.RecoverySealed) else ""
    yield Row("setting", {"key": "recovery_sealed", "value": place})


@projects(printer.PrinterSet)
def _printer(rows: Reader, fact: printer.PrinterSet, entry: Entry) -> Changes:
    yield Row("setting", {"key": "printer", "value": fact.printer})


@projects(printer.PrinterTested)
def _tested(rows: Reader, fact: printer.PrinterTested, entry: Entry) -> Changes:
    tested = printer.Tested(at=entry.at, by=entry.actor, printer=fact.printer)
    yield Row("setting", {"key": "printer_tested", "value": tested})


@projects(printer.SetPrinted)
@projects(printer.PaperReprinted)
def _set_printed(rows: Reader, fact: printer.SetPrinted | printer.PaperReprinted, entry: Entry) -> Changes:
    """It stands in no table: each paper is one of its own."""
    yield from ()
