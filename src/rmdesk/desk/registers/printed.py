"""Papers of entries that were printed, as the journal keeps them: by their entry, by whom they name, by number."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_facts import PaperLeft
from rmdesk.domain.printer import RecordPrinted
from rmdesk.domain.registers.facts import EntryPrinted
from rmdesk.store.journal import Entry as Recorded


class PrintedFact(NamedTuple):
    """A paper as it was recorded: the fact and its id, when and by whom (login)."""

    fact: EntryPrinted
    id: str
    at: datetime
    by: str


def printed_of(desk: Desk, entry_id: str) -> tuple[PrintedFact, ...]:
    """Every paper of an entry that was printed, as far as it is kept, the oldest first."""
    return tuple(_kept(desk.store.entries(subject=entry_id, kind=EntryPrinted.kind)))


class Naming(NamedTuple):
    """A paper outside of clients' files that names clients: the fact and its id, when."""

    fact: EntryPrinted | RecordPrinted
    id: str
    at: datetime


def printed_naming(desk: Desk, client_id: str) -> tuple[Naming, ...]:
    """Every paper of any entry, and of no file, that names a client: it goes when the client's file goes (KYC-08)."""
    sql = "SELECT id FROM journal WHERE kind IN (?, ?) AND payload LIKE ? ORDER BY seq"
    rows = desk.store.query(sql, (EntryPrinted.kind, RecordPrinted.kind, f"%{client_id}%"))
    found = (entry for row in rows if (entry := desk.store.entry(row["id"])) is not None and entry.payload is not None)
    facts = ((entry, entry.fact) for entry in found)
    return tuple(
        Naming(fact, entry.id, entry.at)
        for entry, fact in facts
        if isinstance(fact, (EntryPrinted, RecordPrinted)) and client_id in fact.clients
    )


def printed_as(desk: Desk, number: str) -> EntryPrinted | None:
    """The paper of an entry that has this number, as it is printed; None for another paper, and for what is erased."""
    row = desk.store.get("paper", number)
    found = None if row is None else desk.store.entry(row["fact"])
    return next((one.fact for one in _kept((found,) if found else ())), None)


def left_of(one: PrintedFact | Naming) -> PaperLeft:
    """What stays of such a paper when what stood on it is erased."""
    return PaperLeft(
        number=one.fact.printed.number,
        fact=one.id,
        kind=one.fact.printed.kind,
        sale_id=None,
        at=one.at,
        digest=one.fact.printed.digest,
        pdf_sha256=one.fact.pdf_sha256,
        apart=True,
    )


def _kept(entries: Iterable[Recorded]) -> Iterator[PrintedFact]:
    for entry in entries:
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, EntryPrinted):
            yield PrintedFact(fact, entry.id, entry.at, entry.actor)
