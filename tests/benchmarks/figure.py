"""One row of the table of everything that is measured, and how it is written."""

import json
import os
import platform
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2 as driver

from rmdesk import __version__

BEFORE = Path(__file__).with_name("before.json")
"""What the version before took: of each row `what`, `as` and `clients`, milliseconds."""
HEAD = "\n".join((
    "| what | as | clients | products | ms | p99 | bare ms | bare p99 | times | times p99 | growth | before ms |",
    "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
))  # fmt: skip


class Figure(NamedTuple):
    """Milliseconds of processor time, ours and of the bare thing in the same run: medians, and the slowest of a hundred
    (of fewer rounds the slowest); how many times the same among fewer clients, and what it took before (0: nothing to
    compare with)."""

    what: str
    person: str
    clients: int
    products: int
    ours: float
    p99: float
    bare: float
    bare_p99: float
    growth: float = 0
    before: float = 0

    @property
    def ratio(self) -> float:
        """How many times the bare thing."""
        return self.ours / self.bare

    def line(self) -> str:
        """As a row of the table."""
        told = (self.ours, self.p99, self.bare, self.bare_p99)
        times = f"{self.ratio:.1f} | {self.p99 / self.bare_p99:.1f}"
        since = f"{_or_empty(self.growth, 1)} | {_or_empty(self.before, 2)}"
        size = f"{self.clients:,} | {self.products:,}"
        return (
            f"| {self.what} | {self.person} | {size} | {' | '.join(f'{one:.2f}' for one in told)} | {times} | {since} |"
        )


def figure(what: str, person: str, size: tuple[int, int], ours: Sequence[float], bare: Sequence[float]) -> Figure:
    """A row, from the milliseconds of every round of both; `size`: clients and products."""
    return Figure(what, person, *size, statistics.median(ours), slowest(ours), statistics.median(bare), slowest(bare))


def slowest(taken: Sequence[float]) -> float:
    """Of each hundred the slowest."""
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.99))]


def before() -> dict[tuple[str, str, int], float]:
    """What the version before took."""
    kept: list[tuple[str, str, int, float]] = json.loads(BEFORE.read_text(encoding="utf-8"))["rows"]
    return {(what, person, clients): taken for what, person, clients, taken in kept}


def machine() -> str:
    """What this was measured with."""
    engine = driver.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    with_ = f"Python {platform.python_version()}, SQLCipher {engine} over SQLite {driver.sqlite_version}"
    return f"rmdesk {__version__}, {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, {with_}"


def _or_empty(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if value else ""
