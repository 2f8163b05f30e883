"""Tables that are told again from the journal: rows stand as values in memory, the oldest of them in a file.

A sale changes with each of its twenty facts, and is asked for twice. So what a projection reads back is what it gave,
without a text between, whether it is asked for by its key or by other columns. Of each table the rows that changed last
stay; the older ones are put down, many at a time. Whoever asks in SQL finds every row of the tables put down.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.store.entry import Entry
from rmdesk.store.held_table import HeldTable, HoldsValues, Key, Seen
from rmdesk.store.plain import Late, plain
from rmdesk.store.project import Folding, Projections
from rmdesk.store.rows import Change, Gone, Row, doc_of
from rmdesk.store.sqlrows import Tables, quoted
from rmdesk.store.vault import Vault

MOST: Final = 500
"""So many rows of a table stay in memory at most: a journal of any length needs the same."""
MOST_WAITING: Final = 1000
"""So many facts wait at most to be folded, a megabyte or two."""
WHOLE: Final = frozenset({"sale", "client", "assessment", "holding", "product", "product_document", "visit"})
"""Tables whose documents are read by `Reader.parsed` alone, and so may stand as values."""


class HeldRows(HoldsValues, Tables):
    """`Tables` over a database that is told again and thrown away."""

    def __init__(self, vault: Vault, projections: Projections, without: Collection[str] = ()) -> None:
        """`without`: tables that are not told, LookupError for whoever asks for a row of one; and columns whose text is
        not worked out, "client.sort"."""
        super().__init__(vault, projections)
        self._without = frozenset(without)
        self._unique = {name: table.unique for name, table in projections.tables.items()}
        self._held: dict[str, HeldTable] = {}
        self._count = 0
        self._changes: dict[str, int] = {}
        self._asked: dict[str, tuple[str, ...]] = {}
        vault.before_reading = self._settle

    def row(self, table: str, *key: object) -> dict[str, Any] | None:
        """The row with this primary key, or None."""
        held = self._of(table)
        wanted = tuple(map(plain, key))
        if held.waiting:
            self._fold(held, (wanted,))
        values = held.rows.get(wanted)
        if values is not None:
            return values
        found = self._vault.beside(self._by_key(table), wanted) if held.below else None
        return dict(found) if found else None

    def where(self, table: str, **columns: object) -> Sequence[dict[str, Any]]:
        """As `Tables.where`, over what is in memory and what is put down."""
        held = self._of(table)
        wanted = {name: plain(value) for name, value in columns.items()}
        if not held.waiting:
            return self._with(held, wanted)
        if not held.fixed.issuperset(wanted):
            self._fold(held, tuple(held.waiting))
        found = self._with(held, wanted)
        late = [key for key in map(held.key_of, found) if key in held.waiting]
        self._fold(held, late)
        return self._with(held, wanted) if late else found

    def _with(self, held: HeldTable, wanted: dict[str, object]) -> list[dict[str, Any]]:
        names, values = tuple(wanted), tuple(wanted.values())
        found = held.where(names, values)
        if held.below and values in (held.seen.get(names) or self._seen(held, names)):
            sql, given = self._wanted(held.name, wanted)
            below = (dict(row) for row in self._vault.connection.execute(sql, given))
            found += [row for row in below if held.key_of(row) not in held.rows]
        return sorted(found, key=held.key_of) if len(found) > 1 else found

    def _seen(self, held: HeldTable, names: tuple[str, ...]) -> Seen:
        """What was put down in these columns, which have an index from now on."""
        columns = ", ".join(map(quoted, names))
        named = quoted(f"{held.name} by {' and '.join(names)}")
        self._vault.connection.execute(f"CREATE INDEX IF NOT EXISTS {named} ON {quoted(held.name)} ({columns})")
        rows = self._vault.connection.execute(f"SELECT {columns} FROM {quoted(held.name)}")
        seen = held.seen[names] = Seen(map(tuple, rows))
        return seen

    def write(self, changes: Iterable[Change]) -> None:
        """Hold whole rows; what changes a part of a row, or takes rows away by other columns than the key, is done to
        what was put down."""
        for change in changes:
            table = change.table
            if table in self._without:
                continue
            held = self._of(table)
            whole = isinstance(change, Row) and len(change.values) == len(self._columns[table])
            if held.waiting:
                alone = whole and all(map(held.fixed.issuperset, self._unique[table]))
                self._fold(held, (self._key_of(held, change),) if alone else tuple(held.waiting))
            self._changes[table] = self._changes.get(table, 0) + 1
            if isinstance(change, Row) and whole:
                self._hold(held, change)
            elif isinstance(change, Gone) and change.values.keys() == set(held.key):
                held.drop(self._key_of(held, change))
                self._below(held, change)
            else:
                self._put_down(held, held.changed)
                held.let_go(held.rows)
                held.below = held.below or isinstance(change, Row)
                held.seen.clear()
                self._below(held, change)

    @staticmethod
    def _key_of(held: HeldTable, change: Change) -> Key:
        return tuple(plain(change.values[name]) for name in held.key)

    def wait(self, folding: Folding[Any], fact: Fact, entry: Entry) -> None:
        """Let a fact wait until somebody asks for its row. KeyError where there is no such row."""
        key = folding.key(fact)
        if key is None:
            return
        held = self._of(folding.table)
        if not held.waiting or folding.fixed is not held.fixed:
            held.fixed = held.fixed & folding.fixed if held.waiting else folding.fixed
        waits = held.waiting.get((key,))
        if waits is None:
            value = doc_of(self, folding.model, folding.table, key)
            waits = held.waiting[(key,)] = (folding, value, [])
        waits[2].append((fact, entry.at, entry.actor))
        self._changes[folding.table] = self._changes.get(folding.table, 0) + 1
        self._count += 1
        if self._count >= MOST_WAITING:
            self._count = 0
            self._fold(held, tuple(held.waiting))

    def _fold(self, held: HeldTable, keys: Iterable[Key]) -> None:
        for key in keys:
            waits = held.waiting.pop(key, None)
            if waits is not None:
                folding, value, moves = waits
                self._hold(held, folding.row(folding.fold(value, moves)))

    def unchanged(self, sql: str) -> tuple[int, ...]:
        """How often the tables that a statement names have changed: the same again, and it says the same again."""
        tables = self._asked.get(sql)
        if tables is None:
            tables = self._asked[sql] = tuple(_words(sql) & self._columns.keys())
        return tuple([self._changes.get(table, 0) for table in tables])

    def _below(self, held: HeldTable, change: Change) -> None:
        if held.below:
            super().write((change,))

    def _of(self, table: str) -> HeldTable:
        held = self._held.get(table)
        if held is None:
            self._told(table)
            held = self._held[table] = HeldTable(table, self._key[table])
        return held

    def _settle(self, sql: str) -> None:
        for table in _sources(sql):
            self._told(table)
        for table in _words(sql) & self._held.keys():
            held = self._held[table]
            self._fold(held, tuple(held.waiting))
            self._put_down(held, held.changed)

    def _told(self, table: str) -> None:
        if table in self._without:
            raise LookupError(f"the table {table} is not told")

    def _hold(self, held: HeldTable, row: Row) -> None:
        whole = row.table in WHOLE
        values = {
            name: value
            if value is None or type(value) is str or type(value) is int or (whole and isinstance(value, Value))
            else ""
            if type(value) is Late and f"{row.table}.{name}" in self._without
            else plain(value)
            for name, value in row.values.items()
        }
        if self._unique[held.name] and held.key_of(values) not in held.rows:
            self._alone(held, values)
        held.put(values)
        if len(held.rows) > MOST:
            oldest = tuple(islice(held.rows, MOST // 2))
            self._put_down(held, tuple(one for one in oldest if one in held.changed), gone=True)
            held.let_go(oldest)

    def _alone(self, held: HeldTable, values: dict[str, Any]) -> None:
        """ValueError where another row has what only one may have: two sales of one number."""
        for names in self._unique[held.name]:
            found = self._with(held, {name: values[name] for name in names})
            if any(held.key_of(row) != held.key_of(values) for row in found):
                raise ValueError(f"{held.name} has {' and '.join(names)} twice")

    def _put_down(self, held: HeldTable, keys: Collection[Key], *, gone: bool = False) -> None:
        """`gone`: nobody asked for these rows lately, and their values leave memory with them."""
        if not keys:
            return
        text = plain if gone else self._text
        columns = tuple(name for name, _ in self._columns[held.name])
        rows = [
            [value if type(value) is str or value is None else text(value) for value in map(row.get, columns)]
            for row in (held.rows[key] for key in keys)
        ]
        self._vault.connection.executemany(self._upsert(held.name, columns), rows)
        for key in tuple(keys):
            held.stands_below(held.rows[key])


@lru_cache(maxsize=500)  # the statements of a sale are few
def _words(sql: str) -> frozenset[str]:
    """All words of a statement: every table that it asks for is among them."""
    return frozenset(re.findall(r"[a-z_0-9]+", sql))


@lru_cache(maxsize=500)
def _sources(sql: str) -> tuple[str, ...]:
    """The tables that a statement names as its own."""
    return tuple(re.findall(r"\b(?:FROM|JOIN)\s+\"?([a-z_]+)", sql))
