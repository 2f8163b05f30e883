"""How facts become tables: a registry of tables and projections, and the few moves that a projection has.

A projection is a pure function of the fact, its entry and the tables: no clock, no chance, no file. Otherwise a
replay would not give the same tables, and `rmdesk verify --replay` would cry wolf.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar, cast

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact, current
from rmdesk.store.journal import Entry
from rmdesk.store.plain import plain
from rmdesk.store.vault import Params, Row, Vault

F = TypeVar("F", bound=Fact)
V = TypeVar("V", bound=Value)
Projection: TypeAlias = "Callable[[Tables, Any, Entry], None]"

_MOST_PARSED: Final = 500

RESERVED: Final = frozenset({"journal", "head", "meta", "draft", "attachment"})
_CREATE = re.compile(r'^\s*CREATE\s+(?:VIRTUAL\s+)?TABLE\s+"?(\w+)"?[\s(]', re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """One projected table: its statements in order, and whether it is a search index (FTS5)."""

    name: str
    statements: tuple[str, ...]
    search: bool
    edition: int


class Projections:
    """A set of tables and of the functions that fill them. The program has one; a test may have its own."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self._by_kind: dict[str, list[Projection]] = {}

    def table(self, name: str, ddl: str, *more: str, edition: int = 1) -> None:
        """Declare a table with a primary key; `more` are its indexes.

        Raise `edition` when a projection changes its meaning but not the DDL: every desk is then rebuilt from its
        journal at the next start, as it is when the DDL changes. ValueError on a misuse of the registry.
        """
        self._declare(Table(name, (ddl, *more), search=False, edition=edition))

    def search_table(self, name: str, ddl: str, *, edition: int = 1) -> None:
        """Declare an FTS5 table: filled and rebuilt like the others, but neither guarded nor compared."""
        self._declare(Table(name, (ddl,), search=True, edition=edition))

    def _declare(self, table: Table) -> None:
        found = _CREATE.match(table.statements[0])
        if not found or found[1] != table.name:
            raise ValueError(f"the first statement must create the table {table.name}")
        if table.name in RESERVED or self.tables.get(table.name, table) != table:
            raise ValueError(f"the table {table.name} is declared twice")
        self.tables[table.name] = table

    def projects(self, *kinds: type[F]) -> Callable[[Callable[["Tables", F, Entry], None]], Callable[..., None]]:
        """Mark a function as what these facts do to the tables. Several functions of one fact run as declared."""

        def mark(function: Callable[["Tables", F, Entry], None]) -> Callable[..., None]:
            for kind in kinds:
                self._by_kind.setdefault(kind.kind, []).append(function)
            return function

        return mark

    def of(self, kind: str) -> Sequence[Projection]:
        """The functions that facts of `kind`, or what it is lifted to, run; none for a fact that is only a record."""
        return self._by_kind.get(current(kind), ())


class Tables:
    """What a projection may do: put, remove and read rows. Values of the domain are stored plainly (`plain`)."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._puts: dict[tuple[str, ...], str] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._parsed: dict[tuple[type[Value], str], Value] = {}

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says. Values are frozen, so the same text gives the same one again: a journey is
        looked at several times in each act, and reading one takes a millisecond."""
        known = self._parsed.get((model, doc))
        if known is None:
            if len(self._parsed) >= _MOST_PARSED:
                self._parsed.clear()
            known = self._parsed[model, doc] = model.model_validate_json(doc)
        return cast(V, known)

    def forget(self) -> None:
        """Let go of what was parsed."""
        self._parsed.clear()

    def put(self, table: str, row: dict[str, object]) -> None:
        """Insert `row`, or overwrite the named columns of the row with the same primary key."""
        shape = (table, *row)
        sql = self._puts.get(shape) or self._puts.setdefault(shape, self._upsert(table, tuple(row)))
        self._vault.execute(sql, [plain(value) for value in row.values()])

    def row(self, table: str, *key: object) -> dict[str, Any] | None:
        """The row with this primary key, or None."""
        where = " AND ".join(f"{quoted(column)} = ?" for column in self._key(table))
        found = self._vault.one(f"SELECT * FROM {quoted(table)} WHERE {where}", [plain(part) for part in key])
        return dict(found) if found else None

    def remove(self, table: str, *key: object) -> None:
        """Delete the row with this primary key, if it is there."""
        where = " AND ".join(f"{quoted(column)} = ?" for column in self._key(table))
        self._vault.execute(f"DELETE FROM {quoted(table)} WHERE {where}", [plain(part) for part in key])

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[dict[str, Any]]:
        """All rows of a query."""
        return [dict(row) for row in self._vault.rows(sql, [plain(value) for value in params])]

    def execute(self, sql: str, params: Params = ()) -> Any:
        """Any other statement, with plain SQL values."""
        return self._vault.execute(sql, params)

    def _key(self, table: str) -> tuple[str, ...]:
        if table not in self._keys:
            self._keys[table] = key_columns(self._vault, table)
        return self._keys[table]

    def _upsert(self, table: str, columns: tuple[str, ...]) -> str:
        key = self._key(table)
        sets = ", ".join(f"{quoted(c)} = excluded.{quoted(c)}" for c in columns if c not in key)
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        clash = f"ON CONFLICT ({', '.join(map(quoted, key))}) DO {f'UPDATE SET {sets}' if sets else 'NOTHING'}"
        return f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks}) {clash}"


def quoted(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def key_columns(vault: Vault, table: str) -> tuple[str, ...]:
    """The columns of the primary key, in order. ValueError when there is none: such a table cannot be compared."""
    info = cast(list[Row], vault.execute(f"PRAGMA table_info({quoted(table)})").fetchall())
    key = sorted((column["pk"], column["name"]) for column in info if column["pk"])
    if not key:
        raise ValueError(f"the table {table} does not exist or has no primary key")
    return tuple(name for _, name in key)


PROJECTIONS: Final = Projections()
"""The program's own registry; `rmdesk.store.tables` fills it."""

table = PROJECTIONS.table
search_table = PROJECTIONS.search_table
projects = PROJECTIONS.projects
