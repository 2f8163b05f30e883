"""How long a journal takes to verify, against bare SHA-256 over the same bytes in the same run.

    python tests/benchmarks/bench_verify.py [FACTS] [BYTES OF PAYLOAD]        1000000 and 300 when not given

"Bare" is what cannot be saved: the two digests of every fact, over bytes that lie ready in memory. At most 3 times that
is wanted. Not collected by pytest: a million facts take a minute and a half to make.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rmdesk.store import Store
from rmdesk.store.chainwalk import NUMBERS, TAG, ZERO, link_hash, payload_digest, processes_for
from rmdesk.store.project import Projections
from rmdesk.store.vault import APPEND

KEY = bytes(range(32))
INSERT = """INSERT INTO journal (seq, id, at, device, actor, kind, subject, payload, salt, digest, prev, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def sealed(count: int, size: int) -> Iterator[tuple[object, ...]]:
    """So many facts about five thousand clients, sealed in a chain."""
    prev = ZERO
    for seq in range(1, count + 1):
        payload = f'{{"client_id":"{seq % 5000:036d}","on":"2026-11-21","reason":"{"x" * size}"}}'
        at = datetime.fromtimestamp(1_780_000_000 + seq, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        texts = (
            f"{seq:08x}-0000-7000-8000-000000000000",
            at,
            "LAPTOP01",
            "wang",
            "client.changed/1",
            f"{seq % 5000:036d}",
        )
        salt = os.urandom(16)
        digest = payload_digest(salt, payload.encode())
        hash_ = link_hash(prev, seq, *(text.encode() for text in texts), digest=digest)
        yield (seq, *texts, payload, salt, digest, prev, hash_)
        prev = hash_


def make(folder: Path, count: int, size: int) -> Store:
    """A desk with that journal."""
    store = Store.create(folder, KEY, "LAPTOP01", projections=Projections())
    vault = store._vault
    with vault.transaction(), vault.acting(APPEND):
        vault.connection.executemany(INSERT, sealed(count, size))
        vault.execute("UPDATE head SET (seq, hash) = (SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1)")
    return store


def bare(store: Store, part: int) -> float:
    """Seconds for both digests of the first `part` facts, their bytes lying ready."""
    ready: list[bytes] = []
    with store._vault.as_bytes():
        for row in store._vault.execute("SELECT * FROM journal WHERE seq <= ?", (part,)):
            number, *texts, payload, salt, digest, prev, _ = row
            numbers = NUMBERS.pack(number, *map(len, texts))
            ready += [salt + payload, b"".join((TAG, prev, numbers, *texts, digest))]
    sha256 = hashlib.sha256
    start = time.perf_counter()
    for one in ready:
        sha256(one).digest()
    return time.perf_counter() - start


def main(count: int, size: int) -> None:
    """Make, verify, hash, compare."""
    with tempfile.TemporaryDirectory() as name, make(Path(name) / "desk", count, size) as store:
        part = min(count, 200_000)  # all of a million at once would measure the machine's memory
        hashing = min(bare(store, part) for _ in range(3)) * count / part
        times = []
        for _ in range(3):
            start = time.perf_counter()
            verdict = store.verify()
            times.append(time.perf_counter() - start)
            assert verdict.ok, verdict.faults[:3]
            assert verdict.facts == count
    print(f"{count} facts, {processes_for(count)} processes: verified in {min(times):.2f} s", end="")
    print(f", bare SHA-256 {hashing:.2f} s, {min(times) / hashing:.2f} times")


if __name__ == "__main__":
    main(*(int(given) for given in (*sys.argv[1:], *("1000000", "300")[len(sys.argv) - 1 :])))
