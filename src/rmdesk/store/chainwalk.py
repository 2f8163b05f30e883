"""The pass over the chain: every digest and hash computed anew, in this process or in several at once.

A journal of a million facts takes seconds, most of them SQLCipher's: it authenticates and decrypts every page. So a
long one is cut into ranges, and each is walked by a process of its own, which opens the file for reading. A range
begins with the hash of the fact before it; that fact's own hash is proved by the range before. So the ranges together
say exactly what one pass would.

This file is also run as that process. It imports nothing of the package: importing the rest would take longer than the
walk.
"""

import hashlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any, Final

from sqlcipher3 import dbapi2 as driver

TAG: Final = b"rmdesk-journal-1\n"
ZERO: Final = bytes(32)
NUMBERS: Final = struct.Struct(">Q6I")

MOST_FAULTS: Final = 1000
"""A journal of a million facts with all of them wrong need not be listed to the end."""
ALONE: Final = 100_000
"""Up to so many facts one process is quicker than several: each takes about a quarter of a second to begin."""
MOST_PROCESSES: Final = 4

_ROWS: Final = """SELECT seq, id, at, device, actor, kind, subject, payload, salt, digest, prev, hash FROM journal
WHERE seq > ? AND seq <= ? ORDER BY seq"""
_BEFORE: Final = "SELECT seq, hash FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1"


@dataclass
class Walk:
    """What one pass found: how many facts, the last one's number and hash, faults; number and id of what was erased."""

    facts: int = 0
    seq: int = 0
    hash: bytes = ZERO
    faults: list[tuple[int, str]] = field(default_factory=list)
    erased: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, seq: int, what: str) -> None:
        """Note a fault, up to MOST_FAULTS."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append((seq, what))

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
            self.erased.append((number, texts[0].decode("utf-8", "replace") if isinstance(texts[0], bytes) else ""))
        elif not (isinstance(payload, bytes) and isinstance(salt, bytes)) or payload_digest(salt, payload) != digest:
            self.fault(number, "digest")


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over salt and payload."""
    return hashlib.sha256(salt + payload).digest()


def link_hash(prev: bytes, seq: int, *texts: bytes, digest: bytes) -> bytes:
    """The hash of one fact; `texts` are id, at, device, actor, kind and subject in UTF-8."""
    numbers = NUMBERS.pack(seq, *map(len, texts))
    return hashlib.sha256(b"".join((TAG, prev, numbers, *texts, digest))).digest()


def walk_range(connection: Any, first: int, last: int) -> Walk:
    """Walk the facts with first <= seq <= last over a connection that gives texts as bytes and rows as tuples."""
    walk = Walk()
    try:
        if first > 0:
            walk.seq, walk.hash = connection.execute(_BEFORE, (first - 1,)).fetchone() or (0, ZERO)
        walk.over(connection.execute(_ROWS, (first - 1, last)))
    except driver.DatabaseError:
        walk.fault(walk.seq + 1, "unreadable")
    return walk


def walk_together(path: str, key: bytes, last: int, processes: int) -> list[Walk] | None:
    """Walk 1 … last in so many processes, in order of the ranges; None when they could not be had."""
    ends = [last * number // processes for number in range(processes + 1)]
    running: list[subprocess.Popen[str]] = []
    try:
        for first, end in pairwise(ends):
            running.append(_begin(path, key, first + 1, end))
        told = [one.communicate()[0] for one in running]
    except OSError:
        return None
    finally:
        for one in running:
            if one.poll() is None:
                one.kill()
                one.wait()
    if any(one.returncode for one in running):
        return None
    return [_from_json(json.loads(text)) for text in told]


def processes_for(facts: int) -> int:
    """How many processes a journal of so many facts is worth on this machine."""
    if facts <= ALONE or not sys.executable:
        return 1
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(free, MOST_PROCESSES)


def _begin(path: str, key: bytes, first: int, last: int) -> subprocess.Popen[str]:
    """The key goes through a pipe: a command line can be read by everybody."""
    process = subprocess.Popen(
        [sys.executable, "-I", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what goes wrong there is done again here; a screen must not be torn apart
        text=True,
        encoding="ascii",
    )
    assert process.stdin is not None, "it was asked for"
    with process.stdin:
        process.stdin.write(json.dumps({"path": path, "key": key.hex(), "first": first, "last": last}))
    process.stdin = None
    return process


def _from_json(told: Any) -> Walk:
    faults = [(int(seq), str(what)) for seq, what in told["faults"]]
    erased = [(int(seq), str(id_)) for seq, id_ in told["erased"]]
    return Walk(told["facts"], told["seq"], bytes.fromhex(told["hash"]), faults, erased)


def _main() -> None:
    asked = json.loads(sys.stdin.read())
    connection = driver.connect(asked["path"], isolation_level=None, timeout=5.0)
    connection.text_factory = bytes
    for pragma in ("cipher_log_level = NONE", f"key = \"x'{asked['key']}'\"", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    walk = asdict(walk_range(connection, asked["first"], asked["last"]))
    print(json.dumps({**walk, "hash": walk["hash"].hex() if isinstance(walk["hash"], bytes) else ""}))


if __name__ == "__main__":
    _main()
