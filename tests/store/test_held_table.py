"""Rows that a projection holds in memory: head office tells millions of facts with them."""

import tracemalloc

from rmdesk.store.held_table import HeldTable


def test_what_a_row_once_said_is_not_kept() -> None:
    """Else whoever takes a year of a desk at once runs out of memory."""
    held = HeldTable("sale", ("id",))
    held.put({"id": "a", "touched": -1})
    assert held.where(("touched",), (-1,))
    tracemalloc.start()
    for touched in range(20_000):
        held.put({"id": "a", "touched": touched})
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held.where(("touched",), (19_999,))
    assert not held.where(("touched",), (0,))
    assert grown < 100_000
