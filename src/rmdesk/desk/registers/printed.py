"""Papers of entries that were printed, as the journal keeps them: by their entry, by whom they name, by number."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_facts import PaperLeft
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


def printed_naming(desk: Desk, client_id: str) -> tuple[PrintedFact, ...]:
    """Every paper of any entry that names a client: it goes when the client's file goes (KYC-08)."""
    sql = "SELECT id FROM journal WHERE kind = ? AND payload LIKE ? ORDER BY seq"
    rows = desk.store.query(sql, (EntryPrinted.kind, f"%{client_id}%"))
    found = (desk.store.entry(row["id"]) for row in rows)
    return tuple(one for one in _kept(entry for entry in found if entry) if client_id in one.fact.clients)


def printed_as(desk: Desk, number: str) -> EntryPrinted | None:
    """The paper of an entry that has this number, as it is printed; None for another paper, and for what is erased."""
    row = desk.store.get("paper", number)
    found = None if row is None else desk.store.entry(row["fact"])
    return next((one.fact for one in _kept((found,) if found else ())), None)


def left_of(one: PrintedFact) -> PaperLeft:
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
