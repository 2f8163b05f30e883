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
    attachment  a file kept in the desk is gone, or not what its digest says (`where` names the digest)
    row         a row of a table is not what the journal says (`where` names table and key); only by replay
"""

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

from rmdesk.store.journal import NUMBERS, TAG, ZERO, Head, link_hash, payload_digest
from rmdesk.store.vault import Vault

MOST_FAULTS: Final = 1000
"""A journal of a million facts with all of them wrong need not be listed to the end."""

_SELECT: Final = "SELECT seq, id, at, device, actor, kind, subject, payload, salt, digest, prev, hash FROM journal"


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
    walk = _Walk()
    with vault.reading():
        try:
            with vault.as_bytes():
                walk.over(vault.execute(f"{_SELECT} ORDER BY seq"))
            walk.compare_end(vault.one("SELECT seq, hash FROM head"))
        except driver.DatabaseError:
            walk.fault(walk.seq + 1, "unreadable")
    return Verdict(walk.facts, Head(walk.seq, walk.hash), tuple(walk.faults))


class _Walk:
    """Where one pass over the chain stands."""

    def __init__(self) -> None:
        self.facts, self.seq, self.hash = 0, 0, ZERO
        self.faults: list[Fault] = []

    def fault(self, seq: int, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(seq, what))

    def over(self, rows: Iterable[Any]) -> None:
        """The pass itself. Names are local and the sound case stands alone: this loop runs a million times."""
        sha256, pack, join = hashlib.sha256, NUMBERS.pack, b"".join
        seq, last, facts = self.seq, self.hash, self.facts
        for row in rows:
            number, id_, at, device, actor, kind, subject, payload, salt, digest, prev, hash_ = row
            facts += 1
            try:
                numbers = pack(number, len(id_), len(at), len(device), len(actor), len(kind), len(subject))
                sealed = join((TAG, prev, numbers, id_, at, device, actor, kind, subject, digest))
                sound = (
                    number == seq + 1
                    and prev == last
                    and sha256(salt + payload).digest() == digest
                    and sha256(sealed).digest() == hash_
                )
            except (TypeError, struct.error):
                sound = False
            if not sound:
                self._diagnose(row, seq, last)
            seq, last = number, hash_
            self.facts, self.seq, self.hash = facts, seq, last

    def _diagnose(self, row: Any, seq: int, last: bytes) -> None:
        number, *texts, payload, salt, digest, prev, hash_ = row
        if number != seq + 1:
            self.fault(seq + 1 if number > seq else number, "missing")
        elif prev != last:
            self.fault(number, "prev")
        if not all(isinstance(value, bytes) for value in (*texts, digest, prev, hash_)) or number < 1:
            self.fault(number, "malformed")
        elif len(digest) != len(prev) or link_hash(prev, number, *texts, digest=digest) != hash_:
            self.fault(number, "hash")
        if payload is None and salt is None:
            self.fault(number, "erased")
        elif not (isinstance(payload, bytes) and isinstance(salt, bytes)) or payload_digest(salt, payload) != digest:
            self.fault(number, "digest")

    def compare_end(self, noted: Any) -> None:
        """Does the chain end where the desk noted at its last append?"""
        if noted is None:
            self.fault(self.seq, "head")
        elif noted["seq"] != self.seq:
            self.fault(min(noted["seq"], self.seq) + 1, "head")
        elif noted["hash"] != self.hash:
            self.fault(self.seq, "head")
