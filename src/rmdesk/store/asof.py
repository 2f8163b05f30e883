"""The desk as it was: a part of the journal up to an instant, replayed in memory. Nothing of it reaches the disk."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rmdesk.store import rebuild
from rmdesk.store.journal import Journal
from rmdesk.store.plain import instant_text
from rmdesk.store.replay import as_made
from rmdesk.store.store import Store
from rmdesk.store.vault import APPEND, translated

_COLUMNS = "seq, id, at, device, actor, kind, subject, payload, salt, digest, prev, hash"
_MOST_NAMES = 500  # SQLite takes 32,766 parameters; a client has some dozens of subjects


@contextmanager
def as_of(store: Store, until: datetime, kinds: Collection[str], subjects: Collection[str]) -> Iterator[Store]:
    """A store that knows the facts up to `until` of these kinds and about these subjects, and no others; closed at the
    end. It holds no attachments. FactUnreadable when those facts do not stand without the others."""
    with _told(store, lambda: _rows(store, until, kinds, subjects)) as then:
        yield then


@contextmanager
def all_as_of(store: Store, until: datetime, left: Collection[str]) -> Iterator[Store]:
    """`as_of` with every fact up to `until`, and those of the kinds `left` whenever they were recorded: what they say
    of facts that were erased is all that is left of these."""
    marks = ", ".join("?" * len(left))
    sql = f"SELECT {_COLUMNS} FROM journal WHERE at <= ? OR kind IN ({marks}) ORDER BY seq"
    with _told(store, lambda: map(tuple, store.query(sql, (instant_text(until), *left)))) as then:
        yield then


@contextmanager
def _told(store: Store, rows: Callable[[], Iterable[tuple[object, ...]]]) -> Iterator[Store]:
    with translated(store._vault.path):
        vault = as_made(store._vault)
        try:
            with vault.transaction():
                with vault.acting(APPEND):
                    for row in rows():
                        vault.execute(f"INSERT INTO journal ({_COLUMNS}) VALUES ({', '.join('?' * 12)})", row)
                rebuild.replay_into(vault, Journal(vault, store.device, os.urandom), store._projections)
            yield Store(vault, None, store._projections, os.urandom)
        finally:
            vault.close()


def _rows(
    store: Store, until: datetime, kinds: Collection[str], subjects: Collection[str]
) -> Iterator[tuple[object, ...]]:
    """The wanted rows in order. Payload and salt are both there or both not: an erased fact stays erased."""
    found: dict[int, tuple[object, ...]] = {}
    for column, names in (("kind", kinds), ("subject", subjects)):
        listed = sorted(names)
        for start in range(0, len(listed), _MOST_NAMES):
            some = listed[start : start + _MOST_NAMES]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {_COLUMNS} FROM journal WHERE at <= ? AND {column} IN ({marks})"
            for row in store.query(sql, (instant_text(until), *some)):
                found[row["seq"]] = tuple(row)
    yield from (found[seq] for seq in sorted(found))
