"""Verifying a journal against bare SHA-256 over the same bytes. A million facts: see bench_verify.py."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_verify import bare, make
from benchmarks.measuring import Row, in_turn, seconds

FACTS, BYTES = 200_000, 300


def rows(rounds: int = 3) -> Iterator[Row]:
    """Verify, and hash only."""
    with tempfile.TemporaryDirectory() as name, make(Path(name) / "desk", FACTS, BYTES) as store:
        taken, hashing = in_turn(lambda: seconds(store.verify), lambda: bare(store, FACTS), rounds)
    yield Row(f"verify {FACTS:,} facts", taken, hashing, "SHA-256 of the same bytes", 3)
