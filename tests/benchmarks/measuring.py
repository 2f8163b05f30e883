"""Timing two things in turn, so that a busy moment of the machine falls on both."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table: seconds, or bytes, of ours and of the bare thing, and the goal for their ratio (0: none
    set)."""

    what: str
    ours: float
    bare: float
    against: str
    goal: float = 0.0
    bytes: bool = False

    @property
    def ratio(self) -> float:
        """How many times the bare thing."""
        return self.ours / self.bare

    def shown(self, value: float) -> str:
        """In seconds or millions of bytes."""
        if self.bytes:
            return f"{value / 2**20:.0f} MB"
        return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"

    @property
    def met(self) -> bool:
        """Within the goal, or no goal set."""
        return not self.goal or self.ratio <= self.goal


def seconds(act: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], float], bare: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, run alternately; each gives its own seconds."""
    taken = [(ours(), bare()) for _ in range(rounds)]
    return statistics.median(one for one, _ in taken), statistics.median(other for _, other in taken)


def table(rows: list[Row]) -> str:
    """The rows as text."""
    head = f"{'':44} {'ours':>10} {'bare':>10} {'times':>6}  goal"
    lines = [
        f"{row.what:44} {row.shown(row.ours):>10} {row.shown(row.bare):>10} {row.ratio:6.2f}  "
        f"{f'<= {row.goal:g} ' if row.goal else ''}{'' if row.met else 'MISSED '}({row.against})"
        for row in rows
    ]
    return "\n".join([head, *lines])
