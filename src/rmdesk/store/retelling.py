"""The journal told once more from its beginning: before each fact stand the tables as they stood then.

Only what is asked for is told. The tables stand in a file of their own, under a key that nobody keeps, of which a part
is in memory: the memory does not grow with the journal.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2 as driver

from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.held_rows import HeldRows
from rmdesk.store.journal import Journal
from rmdesk.store.replay import as_made
from rmdesk.store.sqlrows import Tables
from rmdesk.store.store import Store
from rmdesk.store.vault import REBUILD, translated


class Told(NamedTuple):
    """The desk as it grows, and its facts in order: while one is looked at, `store` does not know it yet."""

    store: Store
    entries: Iterator[Entry]


@contextmanager
def retold(store: Store, wanted: Callable[[str], bool]) -> Iterator[Told]:
    """All facts again, of which those of a kind that is `wanted` change the tables. FactUnreadable, while the entries
    are read, at one that does not apply."""
    with translated(store._vault.path), tempfile.TemporaryDirectory(prefix="rmdesk-told-") as folder:
        twin = as_made(store._vault, Path(folder) / "told")
        try:
            with twin.transaction():
                then = Store(twin, None, store._projections, os.urandom)
                then._tables = HeldRows(twin, store._projections)
                yield Told(then, _entries(store, then, wanted))
        finally:
            twin.close()


def _entries(store: Store, then: Store, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    projections = store._projections
    tables: Tables = then._tables
    for entry in Journal(store._vault, store.device, os.urandom).read():
        yield entry
        if entry.payload is None or not projections.of(entry.kind) or not wanted(entry.kind):
            continue
        try:
            with then._vault.acting(REBUILD):
                projections.apply(entry.fact, entry, tables, tables)
        except (LookupError, TypeError, ValueError, driver.DatabaseError) as error:
            raise FactUnreadable(entry.seq, entry.kind, "projection") from error
