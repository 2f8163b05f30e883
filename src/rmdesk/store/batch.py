"""Many facts in one transaction: what they put down waits, and goes in together with what is like it.

A hundred thousand facts written one by one spend most of their time between the program and the engine. In a batch the
journal carries the end of its chain in memory, and rows wait until somebody reads. So everybody sees what stands, and
the journal, the tables and the head are the same as if each fact had been written by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any, Final, NamedTuple, TypeAlias

MOST: Final = 2_000
"""So many statements wait at most: a batch of any length needs the same memory."""

_SAVEPOINT: Final = "SAVEPOINT inner_part"
_KEEP: Final = "RELEASE inner_part"
_UNDO: Final = "ROLLBACK TO inner_part"


Known: TypeAlias = tuple[Sequence[str], Sequence[object]] | None
"""The names of a row's columns and their values; None: there is no row."""


class Waiting(NamedTuple):
    """A statement that waits. Of one table they go in as they came; between tables the order means nothing. `last`: of
    several that follow one another only the last need be run. `key`: it puts down the whole row of that key, so that of
    several the last stands."""

    table: str
    sql: str
    values: Sequence[object]
    last: bool = False
    key: tuple[object, ...] | None = None


class Batch:
    """What waits in one transaction over a driver's `connection`; inside `appending` the guards let it pass."""

    def __init__(self, connection: Any, appending: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection = connection
        self._appending = appending
        self._queue: list[Waiting] = []
        self._rows: dict[str, dict[tuple[object, ...], Known]] = {}
        self._dim: set[str] = set()  # tables of which not every waiting row is known
        self._parts: list[int | None] = []  # where in the queue each open inner part began; None: it is a savepoint
        self.end: tuple[int, str, bytes] | None = None
        """Number, instant and hash of the last fact, once one was written."""

    def put(self, one: Waiting) -> None:
        """Let a statement wait."""
        if len(self._queue) >= MOST:
            self.flush()
        self._queue.append(one)

    def stands(self, table: str, key: tuple[object, ...], row: Known) -> None:
        """What waits leaves this row, whole, under this key; None: none."""
        self._rows.setdefault(table, {})[key] = row

    def darken(self, table: str) -> None:
        """What waits changes rows of a table that are not known by key."""
        self._dim.add(table)

    def knows(self, table: str, key: tuple[object, ...]) -> tuple[bool, Known]:
        """Whether the row under this key waits, and how it will stand."""
        if table in self._dim:
            self.flush()
        found = self._rows.get(table, {})
        return key in found, found.get(key)

    def flush(self) -> None:
        """Put down what waits; an inner part that is open becomes a savepoint first."""
        done = 0
        for at, begun in enumerate(self._parts):
            if begun is not None:
                self._put(self._queue[done:begun])
                self._connection.execute(_SAVEPOINT)
                self._parts[at], done = None, begun
        self._put(self._queue[done:])
        self._forget()

    def _forget(self) -> None:
        self._queue.clear()
        self._rows.clear()
        self._dim.clear()

    def _put(self, waiting: Sequence[Waiting]) -> None:
        tables: dict[str, list[Waiting]] = {}
        for one in waiting:
            tables.setdefault(one.table, []).append(one)
        with self._appending():
            self._put_alike(tables.values())

    def _put_alike(self, tables: Iterable[list[Waiting]]) -> None:
        for found in tables:
            for (sql, last, whole), alike in groupby(found, lambda one: (one.sql, one.last, one.key is not None)):
                given = list(alike)
                values = (
                    list({one.key: one.values for one in given}.values()) if whole else [one.values for one in given]
                )
                self._connection.executemany(sql, values[-1:] if last else values)

    def part(self) -> AbstractContextManager[None]:
        """An inner part, which can be taken back alone."""
        return _Part(self)

    def _begin(self) -> None:
        self._parts.append(len(self._queue))

    def _end(self, *, keep: bool) -> None:
        begun = self._parts.pop()
        if not keep:
            self._take_back(begun)
        elif begun is None:
            self._connection.execute(_KEEP)

    def _take_back(self, begun: int | None) -> None:
        if not self._connection.in_transaction:  # a full disk made SQLite roll everything back
            self._forget()
            return
        self.end = None
        if begun is None:
            self._forget()
            self._connection.execute(_UNDO)
            self._connection.execute(_KEEP)
            return
        del self._queue[begun:]
        self.flush()


class _Part(AbstractContextManager[None]):
    """Around each fact: a class enters and leaves in a third of the time that a generator takes."""

    __slots__ = ("_batch",)

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def __enter__(self) -> None:
        self._batch._begin()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._batch._end(keep=kind is None)
