"""Tables that are told again from the journal: rows wait as values until a query asks for them.

A sale changes with each of its twenty facts, and is asked for twice. So what a projection reads back is what it gave,
without a text between, and a table is put down only when somebody queries it, each row once and as it stands then.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

from rmdesk.domain.base import Value
from rmdesk.store.plain import plain
from rmdesk.store.project import Projections
from rmdesk.store.rows import Change, Row
from rmdesk.store.sqlrows import Tables
from rmdesk.store.vault import REBUILD, Vault

V = TypeVar("V", bound=Value)
MOST: Final = 2_000
"""So many rows wait at most: a journal of any length needs the same memory."""
WHOLE: Final = frozenset({"sale"})
"""Tables whose documents are read by `Reader.parsed` alone, and so may wait as values."""

Key = tuple[object, ...]


class HeldRows(Tables):
    """`Tables` over a database that is told again and thrown away. Whoever queries a table finds every row of
    it put down; the others wait on."""

    def __init__(self, vault: Vault, projections: Projections, without: Collection[str] = ()) -> None:
        """`without`: tables that are not told. LookupError for whoever asks for a row of one."""
        super().__init__(vault, projections)
        self._without = frozenset(without)
        self._held: dict[str, dict[Key, dict[str, object]]] = {}
        self._count = 0
        vault.before_reading = self._settle

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a text says, or that waits in its place."""
        return cast(V, doc) if isinstance(doc, model) else super().parsed(model, doc)

    def row(self, table: str, *key: object) -> dict[str, Any] | None:
        """The row with this primary key, or None."""
        self._told(table)
        wanted = tuple(map(plain, key))
        held = self._held.get(table, {}).get(wanted)
        if held is not None:
            return dict(held)
        found = self._vault.beside(self._by_key(table), wanted)
        return dict(found) if found else None

    def where(self, table: str, **columns: object) -> Sequence[dict[str, Any]]:
        """As `Tables.where`: of one table, so that alone is put down."""
        self._told(table)
        self._put_down(table)
        with self._alone():
            return super().where(table, **columns)

    def write(self, changes: Iterable[Change]) -> None:
        """Let whole rows wait; what changes a part of a row, or takes rows away, is done at once."""
        for change in changes:
            if change.table in self._without:
                continue
            if isinstance(change, Row) and len(change.values) == len(self._columns[change.table]):
                self._hold(change)
            else:
                self._put_down(change.table)
                super().write((change,))

    def flush(self) -> None:
        """Put down every row that waits."""
        for table in tuple(self._held):
            self._put_down(table)

    def _settle(self, sql: str) -> None:
        for table in _sources(sql):
            self._told(table)
        for table in _words(sql) & self._held.keys():
            self._put_down(table)

    def _told(self, table: str) -> None:
        if table in self._without:
            raise LookupError(f"the table {table} is not told")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A query of a table that was put down leaves the others waiting."""
        self._vault.before_reading = None
        try:
            yield
        finally:
            self._vault.before_reading = self._settle

    def _hold(self, row: Row) -> None:
        whole = row.table in WHOLE
        values = {
            name: value
            if value is None or type(value) is str or type(value) is int or (whole and isinstance(value, Value))
            else self._plain(value)
            for name, value in row.values.items()
        }
        key = tuple(values[name] for name in self._key(row.table))
        self._held.setdefault(row.table, {})[key] = values
        self._count += 1
        if self._count >= MOST:
            self.flush()

    def _put_down(self, table: str) -> None:
        rows = self._held.pop(table, None)
        if not rows:
            return
        self._count -= min(self._count, len(rows))
        columns = tuple(name for name, _ in self._columns[table])
        values = [[self._text(row[name]) for name in columns] for row in rows.values()]
        sql = self._upsert(table, columns)
        with self._vault.acting(REBUILD):
            self._vault.connection.executemany(sql, values)

    def _text(self, value: object) -> object:
        """A value's text, by which it is found again without being read."""
        if not isinstance(value, Value):
            return value
        text = str(plain(value))
        self._remember(value, text)
        return text


@lru_cache(maxsize=500)  # the statements of a sale are few
def _words(sql: str) -> frozenset[str]:
    """All words of a statement: every table that it asks for is among them."""
    return frozenset(re.findall(r"[a-z_0-9]+", sql))


@lru_cache(maxsize=500)
def _sources(sql: str) -> tuple[str, ...]:
    """The tables that a statement names as its own."""
    return tuple(re.findall(r"\b(?:FROM|JOIN)\s+\"?([a-z_]+)", sql))
