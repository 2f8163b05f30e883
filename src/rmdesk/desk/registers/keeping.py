"""How long entries are kept, and what goes with one that is destroyed. For use cases (KYC-08)."""

from collections.abc import Iterable
from datetime import date

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.definitions import definition_of
from rmdesk.desk.registers.printed import left_of, printed_of
from rmdesk.desk.registers.private import subject_of
from rmdesk.domain.archive_facts import PaperLeft
from rmdesk.domain.calendar import add_months
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import EntryActed, EntryBegun, EntryTally
from rmdesk.domain.registers.following import standing
from rmdesk.domain.registers.words import CHOICES, DATES, NUMBERS
from rmdesk.store.attachments import files_of

_STAYS = (*CHOICES, *NUMBERS, *DATES, "yes_no", "time", "person")
"""Kinds of answers that stay of a destroyed entry: they tell of the branch's work, and of nobody outside it."""


def of_client(desk: Desk, client_id: str) -> tuple[Entry, ...]:
    """Every entry of a client that is not destroyed, by id."""
    rows = desk.store.query("SELECT id FROM entry WHERE client_id = ? AND doc IS NOT NULL ORDER BY id", (client_id,))
    return _entries(desk, (row["id"] for row in rows))


def parts_below(desk: Desk, entry: Entry) -> tuple[Entry, ...]:
    """Every part of an entry that is not destroyed, and theirs."""
    rows = desk.store.query("SELECT id FROM entry WHERE parent_id = ? AND doc IS NOT NULL ORDER BY id", (entry.id,))
    parts = _entries(desk, (row["id"] for row in rows))
    return (*parts, *(below for one in parts for below in parts_below(desk, one)))


def kept_until(desk: Desk, entry: Entry) -> date | None:
    """The last day of an entry's own clock; None while it has not ended."""
    if entry.ended_on is None:
        return None
    return add_months(entry.ended_on, 12 * definition_of(desk, entry.register_id).keep_years)


def tally(desk: Desk, entry: Entry) -> EntryTally:
    """What stays of an entry."""
    register = definition_of(desk, entry.register_id)
    kinds = {key: one.kind for key, one in register.field.items() if not (one.personal or one.log)}
    values = {key: value for key, value in entry.values.items() if kinds.get(key) in _STAYS}
    return EntryTally(
        entry_id=entry.id,
        register_id=entry.register_id,
        no=entry.no,
        parent_id=entry.parent_id,
        begun_at=entry.begun_at,
        ended_on=entry.ended_on,
        state=entry.state,
        voided=entry.voided,
        version=entry.version,
        values={**values, **standing(register, entry)},
    )


def subjects(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The subjects under which everything about these entries stands in the journal."""
    return tuple(name for one in entries for name in (one.id, subject_of(one.id)))


def files(desk: Desk, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Digests of every file that was ever kept with these entries."""
    found = dict.fromkeys(
        sha256
        for one in entries
        for recorded in desk.store.entries(subject=one.id)
        if recorded.payload is not None and isinstance(fact := recorded.fact, EntryBegun | EntryActed)
        for sha256 in files_of(fact)
    )
    return tuple(found)


def papers(desk: Desk, entries: Iterable[Entry]) -> tuple[PaperLeft, ...]:
    """What stays of the papers of these entries: nothing that stood on them."""
    return tuple(left_of(paper) for one in entries for paper in printed_of(desk, one.id))


def naming(desk: Desk, name: str, besides: Iterable[Entry]) -> tuple[str, ...]:
    """Numbers of other entries whose texts name somebody: no program may rewrite them, somebody must look."""
    gone = {one.id for one in besides}
    rows = desk.store.query("SELECT id, no FROM entry WHERE doc IS NOT NULL AND instr(doc, ?) ORDER BY no", (name,))
    return tuple(row["no"] for row in rows if name and row["id"] not in gone)


def _entries(desk: Desk, ids: Iterable[str]) -> tuple[Entry, ...]:
    found = (entry_by(desk, id) for id in ids)
    return tuple(one for one in found if one is not None)
