"""The last number of every series that was given out. It follows from the facts that gave them, not from the rows that
stand in other tables today: what was destroyed frees no number."""

from rmdesk.domain import archive_facts, complaint_facts, facts, printer
from rmdesk.domain.fact import Fact
from rmdesk.domain.numbers import parted
from rmdesk.domain.registers import facts as register_facts
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("counter", key="name", number=("last",))


@projects(
    facts.ClientRegistered,
    facts.SaleOpened,
    facts.PaperPrinted,
    printer.RecordPrinted,
    complaint_facts.ComplaintReceived,
    complaint_facts.LetterPrinted,
    complaint_facts.ReportPrinted,
    archive_facts.EvidencePacked,
    archive_facts.ClientExported,
    register_facts.EntryBegun,
    register_facts.EntryPrinted,
    alone="counter",
)
def _given(rows: Reader, fact: Fact, entry: Entry) -> Changes:
    if fact.gives_no:
        yield from _advanced(rows, *parted(fact.gives_no))


@projects(archive_facts.PayloadsErased, alone="counter")
def _erased(rows: Reader, fact: archive_facts.PayloadsErased, entry: Entry) -> Changes:
    for name, last in fact.counters.items():
        yield from _advanced(rows, name, last)


def _advanced(rows: Reader, name: str, serial: int) -> Changes:
    row = rows.row("counter", name)
    if row is None or row["last"] < serial:
        yield Row("counter", {"name": name, "last": serial})
