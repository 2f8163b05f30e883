"""Is the journal what was written? One pass over the chain, and a look at the guards.

A verdict's faults name the sequence number and what is wrong there:

    missing     the number is absent (for a run of absent numbers: the first one)
    prev        it does not point to the fact before it
    hash        who, when, what kind or about whom was changed, or its number
    digest      what it says was changed
    erased      its payload is gone, and no fact says why
    malformed   a field is not of the journal's type
    head        the journal ends elsewhere than the desk noted (facts cut off or slipped in at the end)
    unreadable  the file cannot be read back from here on
    schema      a table or a guarding trigger was altered, added or taken away (`where` names it)
    backup      a backup holds this fact, and the journal does not know it (`where` names the backup)
    attachment  a file kept in the desk is gone, or not what its digest says (`where` names the digest)
    received    another desk's fact is not what was taken in (`where` names that desk's device)
    row         a row of a table is not what the journal says (`where` names table and key); only by replay
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2 as driver

from rmdesk.domain import archive_facts
from rmdesk.store.chainwalk import MOST_FAULTS, Walk, processes_for, walk_range, walk_together
from rmdesk.store.journal import Head
from rmdesk.store.vault import Vault

__all__ = ["MOST_FAULTS", "Fault", "Verdict", "check_chain"]

EXPLAINS: Final = archive_facts.PayloadsErased.kind
"""The kind of fact that lists, as `ids`, which payloads were erased."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, at which fact (None: not at one fact), and where else."""

    seq: int | None
    what: str
    where: str = ""


@dataclass(frozen=True)
class Verdict:
    """How many facts were read, where the chain ends, and the first MOST_FAULTS faults."""

    facts: int
    head: Head
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def check_chain(vault: Vault) -> Verdict:
    """Read the whole journal and compute every digest and hash anew."""
    with vault.reading():
        walk = _walked(vault)
        try:
            if "unreadable" not in (what for _, what in walk.faults):
                _compare_end(vault, walk)
            # Faults in order of the facts, and of one fact in the order in which they were found.
            unexplained = [(seq, "erased") for seq in _unexplained(vault, walk)]
        except driver.DatabaseError:
            unexplained = [(walk.seq + 1, "unreadable")]
    faults = sorted([*walk.faults, *unexplained], key=lambda one: one[0])
    head = Head(walk.seq, walk.hash)
    return Verdict(walk.facts, head, tuple(Fault(seq, what) for seq, what in faults[:MOST_FAULTS]))


def _walked(vault: Vault) -> Walk:
    try:
        last = int(vault.one("SELECT max(seq) FROM journal")[0] or 0)
        least = int(vault.one("SELECT min(seq) FROM journal")[0] or 0)
    except driver.DatabaseError:
        return Walk(faults=[(1, "unreadable")])
    processes = processes_for(last) if vault.key and least == 1 else 1
    parts = walk_together(str(vault.path), vault.key, last, processes) if processes > 1 else None
    if parts is not None:
        return _joined(parts)
    with vault.as_bytes():
        return walk_range(vault.connection, least, last)


def _joined(parts: list[Walk]) -> Walk:
    """What one pass would have said: it ends where the file cannot be read."""
    whole = Walk()
    for part in parts:
        whole.facts += part.facts
        whole.erased += part.erased
        whole.faults += part.faults
        if part.facts:
            whole.seq, whole.hash = part.seq, part.hash
        if "unreadable" in (what for _, what in part.faults):
            break
    return whole


def _compare_end(vault: Vault, walk: Walk) -> None:
    """Does the chain end where the desk noted at its last append?"""
    noted = vault.one("SELECT seq, hash FROM head")
    if noted is None:
        walk.fault(walk.seq, "head")
    elif noted["seq"] != walk.seq:
        walk.fault(min(noted["seq"], walk.seq) + 1, "head")
    elif noted["hash"] != walk.hash:
        walk.fault(walk.seq, "head")


def _unexplained(vault: Vault, walk: Walk) -> Iterator[int]:
    """Erased facts that no fact speaks of."""
    if not walk.erased:
        return
    explained: set[str] = set()
    for row in vault.rows("SELECT payload FROM journal WHERE kind = ? AND payload IS NOT NULL", (EXPLAINS,)):
        explained.update(_ids(row[0]))
    yield from (seq for seq, id_ in walk.erased if id_ not in explained)


def _ids(payload: str) -> list[str]:
    """What an explaining fact lists; one that was tampered with, which is a fault of its own, explains nothing."""
    try:
        return [str(id_) for id_ in json.loads(payload)["ids"]]
    except (ValueError, KeyError, TypeError):
        return []
