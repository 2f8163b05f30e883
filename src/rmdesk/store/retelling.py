"""The journal told once more from its beginning: before each fact stand the tables as they stood then.

Only what is asked for is told. The tables stand in a file of their own, under a key that nobody keeps, of which a part
is in memory: the memory does not grow with the journal.
"""

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2 as driver

from rmdesk.store.entry import Entry
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.held_rows import HeldRows
from rmdesk.store.journal import Journal
from rmdesk.store.project import Projection
from rmdesk.store.replay import as_made
from rmdesk.store.sqlrows import Tables
from rmdesk.store.store import Store
from rmdesk.store.vault import REBUILD, translated


class Told(NamedTuple):
    """The desk as it grows, and its facts in order: while one is looked at, `store` does not know it yet."""

    store: Store
    entries: Iterator[Entry]


@contextmanager
def retold(store: Store, wanted: Callable[[str], bool], without: Collection[str] = ()) -> Iterator[Told]:
    """All facts again, of which those of a kind that is `wanted` change the tables; nobody may ask for the tables
    `without` which it is told. FactUnreadable, while the entries are read, at one that does not apply."""
    with translated(store._vault.path), tempfile.TemporaryDirectory(prefix="rmdesk-told-") as folder:
        twin = as_made(store._vault, Path(folder) / "told")
        try:
            with twin.transaction():
                then = Store(twin, None, store._projections, os.urandom)
                then._tables = HeldRows(twin, store._projections, without)
                yield Told(then, _entries(store, then, _runs(store, wanted, without)))
        finally:
            twin.close()


def _runs(
    store: Store, wanted: Callable[[str], bool], without: Collection[str]
) -> Callable[[str], Sequence[Projection]]:
    """Which functions a fact of a kind runs."""

    @cache  # the journal is long, the kinds are few
    def runs(kind: str) -> Sequence[Projection]:
        return store._projections.of(kind, without) if wanted(kind) else ()

    return runs


def _entries(store: Store, then: Store, runs: Callable[[str], Sequence[Projection]]) -> Iterator[Entry]:
    tables: Tables = then._tables
    for entry in Journal(store._vault, store.device, os.urandom).read():
        yield entry
        told = runs(entry.kind)
        if entry.payload is None or not told:
            continue
        try:
            fact = entry.fact
            with then._vault.acting(REBUILD):
                for projection in told:
                    tables.write(tuple(projection(tables, fact, entry)))
        except (LookupError, TypeError, ValueError, driver.DatabaseError) as error:
            raise FactUnreadable(entry.seq, entry.kind, "projection") from error
