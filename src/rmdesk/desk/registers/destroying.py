"""Entries of nobody's file at the end of their time: destroyed by compliance, with a second person (KYC-08).

An entry of a client goes with the client's file. A whole waits for the longest of its parts.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import keeping
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.definitions import definition_of
from rmdesk.desk.registers.seeing import sight_of
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refusal, Refused, refuse, refused
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import EntriesDestroyed


class Kept(NamedTuple):
    """An entry whose time is over: until when it was to be kept, and how many parts go with it."""

    id: str
    no: str
    title: Text
    until: date
    parts: int


class Gone(NamedTuple):
    """What was destroyed: how many entries (parts included), facts and kept files."""

    entries: int
    facts: int
    files: int


@use_case("retention.read")
def over(desk: Desk, on: date | None = None) -> tuple[Kept, ...] | Refused:
    """The entries without a client whose time is over on `on` (today when not given), by number. Refuses today while
    the clock must be confirmed."""
    day = on or desk.local(desk.sure_now()).date()
    sql = """SELECT id FROM entry WHERE parent_id = '' AND client_id = '' AND doc IS NOT NULL AND ended_on < ?
             ORDER BY register_id, no"""
    found = (entry_by(desk, row["id"]) for row in desk.store.query(sql, (day.isoformat(),)))
    mine = (one for one in found if one is not None and sight_of(desk, definition_of(desk, one.register_id), one).seen)
    return tuple(_kept(desk, one) for one in mine if _against(desk, one, day) is None)


@use_case("retention.erase")
def destroy(desk: Desk, which: Sequence[str], reason: str, proof: Proof | None = None) -> Gone | Refused:
    """Destroy these entries (ids or numbers) with their parts, all or none. What stays is in `EntryTally`."""
    if "compliance" not in desk.actor.roles:
        return refused("DATA-08.role", act="retention.erase", roles="compliance")
    if not reason.strip() or not which:
        return refused("INPUT.required")
    chosen, wrong = dict[str, Entry](), list[Refusal]()
    for one in dict.fromkeys(which):
        entry = entry_by(desk, one)
        if entry is None or not sight_of(desk, definition_of(desk, entry.register_id), entry).seen:
            wrong.append(refuse("INPUT.unknown", what="entry", given=one[:40]))
            continue
        against = _against(desk, entry, desk.local(desk.sure_now()).date())
        wrong += [] if against is None else [against]
        chosen |= {each.id: each for each in (entry, *keeping.parts_below(desk, entry))}
    if wrong:
        return Refused(reasons=tuple(wrong))
    guarding.prove(desk, "retention.erase", proof)
    with desk.transaction():
        gone = _destroy(desk, tuple(chosen.values()), reason.strip())
    desk.store.forget_erased()
    return gone


def _destroy(desk: Desk, entries: tuple[Entry, ...], reason: str) -> Gone:
    subjects, files = keeping.subjects(entries), keeping.files(desk, entries)
    ids = tuple(
        one.id for subject in subjects for one in desk.store.entries(subject=subject) if one.payload is not None
    )
    left = keeping.papers(desk, entries)
    desk.record(EntriesDestroyed(entries=tuple(keeping.tally(desk, one) for one in entries), papers=left), "desk")
    desk.store.erase(ids, reason, actor=desk.actor.login, subject="desk", at=desk.sure_now())
    desk.store.erase_files(files)
    for draft in desk.store.drafts.list():
        if draft.subject in subjects:
            desk.store.drafts.delete(draft.id)
    return Gone(len(entries), len(ids), len(files))


def _against(desk: Desk, entry: Entry, day: date) -> Refusal | None:
    """A part goes with its whole or after its own time; one of a client waits for the client's file, and so does the
    whole."""
    below = keeping.parts_below(desk, entry)
    of_client = next((one for one in (entry, *below) if one.client_id), None)
    if of_client is not None:
        return refuse("KYC-08.of_client", no=of_client.no)
    ends = [keeping.kept_until(desk, one) for one in (entry, *below)]
    if any(one is None for one in ends):
        return refuse("KYC-08.entry", no=entry.no, until="—")
    last = max(one for one in ends if one is not None)
    return refuse("KYC-08.entry", no=entry.no, until=last) if day <= last else None


def _kept(desk: Desk, entry: Entry) -> Kept:
    below = keeping.parts_below(desk, entry)
    ends = [one for one in (keeping.kept_until(desk, each) for each in (entry, *below)) if one is not None]
    return Kept(entry.id, entry.no, definition_of(desk, entry.register_id).entry_title, max(ends), len(below))
