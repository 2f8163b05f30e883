"""The last number of every series that was given out. It follows from the facts that gave them, not from the rows that
stand in other tables today: what was destroyed frees no number."""

from rmdesk.domain import archive_facts, complaint_facts, facts, trust_facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.numbers import parted
from rmdesk.domain.registers import facts as register_facts
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table

table("counter", "CREATE TABLE counter (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID")


@projects(
    facts.ClientRegistered,
    facts.JourneyOpened,
    facts.PaperPrinted,
    complaint_facts.ComplaintReceived,
    complaint_facts.LetterPrinted,
    complaint_facts.ReportPrinted,
    archive_facts.EvidencePacked,
    archive_facts.ClientExported,
    register_facts.EntryBegun,
)
def _given(db: Tables, fact: Fact, entry: Entry) -> None:
    if fact.gives_no:
        _advance(db, *parted(fact.gives_no))


@projects(trust_facts.PayloadsErased)
def _erased(db: Tables, fact: trust_facts.PayloadsErased, entry: Entry) -> None:
    for name, last in fact.counters.items():
        _advance(db, name, last)


def _advance(db: Tables, name: str, serial: int) -> None:
    row = db.row("counter", name)
    if row is None or row["last"] < serial:
        db.put("counter", {"name": name, "last": serial})
