"""The reader and writer of projected rows over PostgreSQL: the tables of a desk, with the desk's name before each key.

What facts put down stays in memory until somebody asks by other columns than the key, or `flush`; the projector does so
at the end of each part of a journal, in the transaction that also notes how far it came.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

from psycopg import sql

from rmdesk.domain.base import Value
from rmdesk.office.cipher import Cipher, type_of
from rmdesk.office.server import Connection
from rmdesk.store.plain import plain
from rmdesk.store.project import Kind, Projections, Table
from rmdesk.store.rows import Change, Row, V

Key: TypeAlias = tuple[object, ...]
Values: TypeAlias = dict[str, Any]
MOST_HELD: Final = 2000
"""So many rows stay in memory at most, once they are put down."""
_MOST_PARSED: Final = 500


class OfficeRows:
    """The tables of one desk: a `Reader` and a `Writer` of projections."""

    def __init__(
        self, connection: Connection, projections: Projections, cipher: Cipher, desk: str, branch: int
    ) -> None:
        self._connection, self._cipher, self._desk, self._branch = connection, cipher, desk, branch
        self._tables = {one.name: one for one in projections.tables.values() if not one.search}
        self._kinds = {one.name: dict(one.columns) for one in self._tables.values()}
        self._held: dict[str, dict[Key, Values | None]] = {name: {} for name in self._tables}
        self._changed: dict[str, dict[Key, None]] = {name: {} for name in self._tables}
        self._parsed: dict[tuple[type[Value], str], Value] = {}

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says; the same one again for the same text."""
        known = self._parsed.get((model, doc))
        if known is None:
            known = model.model_validate_json(doc)
            self._remember(known, doc)
        return cast(V, known)

    def _remember(self, value: Value, doc: str) -> None:
        if len(self._parsed) >= _MOST_PARSED:
            self._parsed.clear()
        self._parsed[type(value), doc] = value

    def row(self, table: str, *key: object) -> Mapping[str, Any] | None:
        """The row with this primary key, or None."""
        held, wanted = self._held[table], self._key_of(table, dict(zip(self._tables[table].key, key, strict=True)))
        if wanted not in held:
            found = self._found(table, dict(zip(self._tables[table].key, wanted, strict=True)))
            held[wanted] = found[0] if found else None
        return held[wanted]

    def where(self, table: str, **columns: object) -> Sequence[Mapping[str, Any]]:
        """The rows with these values in these columns (None: an empty one), in order of the key."""
        self._put_down(table)
        kinds = self._kinds[table]
        found = self._found(table, {name: _stored(kinds[name], plain(value)) for name, value in columns.items()})
        return sorted(found, key=lambda row: self._key_of(table, row))

    def write(self, changes: Iterable[Change]) -> None:
        """All of them, in order."""
        for change in changes:
            if change.table not in self._tables:
                continue
            kinds = self._kinds[change.table]
            values = {name: _stored(kinds[name], self._plain(value)) for name, value in change.values.items()}
            key = self._tables[change.table].key
            if isinstance(change, Row):
                self._put(change.table, values)
            elif values.keys() == set(key):
                self._stands(change.table, self._key_of(change.table, values), None)
            else:
                self._put_down(change.table)
                where, given = self._where(change.table, values)
                statement = sql.SQL("DELETE FROM {} WHERE {}").format(_named(change.table), where)
                self._connection.execute(statement, given)
                self._held[change.table].clear()

    def flush(self) -> None:
        """Put everything down."""
        for table in self._tables:
            self._put_down(table)
        if sum(map(len, self._held.values())) > MOST_HELD:
            for held in self._held.values():
                held.clear()

    def _put(self, table: str, values: Values) -> None:
        columns, key = self._kinds[table], self._key_of(table, values)
        if len(values) < len(columns):
            before = self.row(table, *key) or {}
            values = {name: values[name] if name in values else before.get(name) for name in columns}
        self._stands(table, key, {name: values[name] for name in columns})

    def _stands(self, table: str, key: Key, values: Values | None) -> None:
        self._held[table][key] = values
        self._changed[table][key] = None

    def _put_down(self, table: str) -> None:
        changed = self._changed[table]
        if not changed:
            return
        held, kinds, names = self._held[table], self._kinds[table], self._tables[table].key
        gone = [key for key in changed if held[key] is None]
        rows = [values for values in (held[key] for key in changed) if values is not None]
        with self._connection.cursor() as cursor:
            if gone:
                sealed = [[self._desk, *map(self._sealer(table), names, key)] for key in gone]
                cursor.executemany(_delete(self._tables[table]), sealed)
            if rows:
                sealing = self._sealer(table)
                cursor.executemany(
                    _upsert(self._tables[table]),
                    [[self._desk, self._branch, *(sealing(name, row[name]) for name in kinds)] for row in rows],
                )
        changed.clear()

    def _found(self, table: str, values: Mapping[str, object]) -> list[Values]:
        where, given = self._where(table, values)
        kinds = self._kinds[table]
        columns = sql.SQL(", ").join(map(sql.Identifier, kinds))
        statement = sql.SQL("SELECT {} FROM {} WHERE {}").format(columns, _named(table), where)
        take = self._cipher.take
        return [
            {name: take(table, name, kind, one) for (name, kind), one in zip(kinds.items(), row, strict=True)}
            for row in self._connection.execute(statement, given, binary=True)
        ]

    def _where(self, table: str, values: Mapping[str, object]) -> tuple[sql.Composed, list[object]]:
        sealing = self._sealer(table)
        parts: list[sql.Composable] = [sql.SQL("desk = %s")]
        given: list[object] = [self._desk]
        for name, value in values.items():
            parts.append(sql.SQL("{} IS NULL" if value is None else "{} = %s").format(sql.Identifier(name)))
            given += [] if value is None else [sealing(name, value)]
        return sql.SQL(" AND ").join(parts), given

    def _sealer(self, table: str) -> Any:
        kinds, put = self._kinds[table], self._cipher.put
        return lambda name, value: put(table, name, kinds[name], value)

    def _key_of(self, table: str, values: Mapping[str, object]) -> Key:
        kinds = self._kinds[table]
        return tuple(_stored(kinds[name], plain(values[name])) for name in self._tables[table].key)

    def _plain(self, value: object) -> object:
        stored = plain(value)
        if isinstance(value, Value) and isinstance(stored, str):
            self._remember(value, stored)
        return stored


def _stored(kind: Kind, value: object) -> object:
    """A plain value as its column gives it back: a figure among texts becomes a text, a truth a figure."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, bool):
        value = int(value)
    return str(value) if kind == "TEXT" else value


def created(table: Table) -> Iterable[sql.Composed]:
    """What makes a table, as the role that fills it: led by desk and branch, seen by readers of that branch alone."""
    name, key = _named(table.name), sql.SQL(", ").join(map(sql.Identifier, ("desk", *table.key)))
    columns = [
        sql.SQL("{} {}{}").format(
            sql.Identifier(column),
            sql.SQL(type_of(column, kind)),
            sql.SQL("" if column in table.empty else " NOT NULL"),
        )
        for column, kind in table.columns
    ]
    yield sql.SQL("CREATE TABLE {} (desk text NOT NULL, branch integer NOT NULL, {}, PRIMARY KEY ({}))").format(
        name, sql.SQL(", ").join(columns), key
    )
    for index in dict.fromkeys((*table.unique, *table.indexes)):
        on = sql.SQL(", ").join(map(sql.Identifier, (*index, "desk")))
        yield sql.SQL("CREATE INDEX ON {} ({})").format(name, on)
    yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(name)
    policy = "CREATE POLICY own ON {} TO rmdesk_reader USING (branch IN (SELECT branch FROM office.reader))"
    yield sql.SQL(policy).format(name)
    yield sql.SQL("GRANT SELECT ON {} TO rmdesk_reader").format(name)


def _named(table: str) -> sql.Identifier:
    return sql.Identifier("told", table)


@lru_cache
def _upsert(table: Table) -> sql.Composed:
    columns, key = [name for name, _ in table.columns], ("desk", *table.key)
    sets = [sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in columns if name not in key]
    return sql.SQL("INSERT INTO {} (desk, branch, {}) VALUES ({}) ON CONFLICT ({}) DO {}").format(
        _named(table.name),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join([sql.Placeholder()] * (len(columns) + 2)),
        sql.SQL(", ").join(map(sql.Identifier, key)),
        sql.SQL("UPDATE SET {}").format(sql.SQL(", ").join(sets)) if sets else sql.SQL("NOTHING"),
    )


@lru_cache
def _delete(table: Table) -> sql.Composed:
    alike = [sql.SQL("{} = %s").format(sql.Identifier(name)) for name in ("desk", *table.key)]
    return sql.SQL("DELETE FROM {} WHERE {}").format(_named(table.name), sql.SQL(" AND ").join(alike))
