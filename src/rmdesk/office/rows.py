"""The reader and writer of projected rows over PostgreSQL: the tables of a desk, with the desk's name before each key.

What facts put down stays in memory until `flush`; the projector calls it at the end of each part of a journal, in the
transaction that also notes how far it came. Of each table the rows that changed last stay in memory, and what a sale's
twenty facts make of its document becomes a text once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from psycopg import sql

from rmdesk.domain.base import Value
from rmdesk.office.cipher import Cipher, type_of
from rmdesk.office.server import Connection
from rmdesk.store.held_rows import WHOLE
from rmdesk.store.held_table import HeldTable, HoldsValues, Key, Seen, Values
from rmdesk.store.plain import plain
from rmdesk.store.project import Kind, Projections, Table
from rmdesk.store.rows import Change, Row

MOST_HELD: Final = 2000
"""So many rows of a table stay in memory at most, once they are put down."""


class OfficeRows(HoldsValues):
    """The tables of one desk: a `Reader` and a `Writer` of projections."""

    def __init__(
        self,
        connection: Connection,
        projections: Projections,
        cipher: Cipher,
        desk: str,
        branch: int,
        *,
        many: bool = False,
    ) -> None:
        """`many` facts will be told: what stands on the server is looked through once for what they ask by other
        columns than the key, not once for each."""
        super().__init__()
        self._connection, self._cipher, self._desk, self._branch = connection, cipher, desk, branch
        self._many = many
        self._tables = {one.name: one for one in projections.tables.values() if not one.search}
        self._kinds = {one.name: dict(one.columns) for one in self._tables.values()}
        self._held: dict[str, HeldTable] = {}

    def row(self, table: str, *key: object) -> Mapping[str, Any] | None:
        """The row with this primary key, or None."""
        held, kinds = self._of(table), self._kinds[table]
        wanted = tuple(_stored(kinds[name], plain(one)) for name, one in zip(held.key, key, strict=True))
        values = held.rows.get(wanted)
        if values is not None or not self._stands(held, held.key, wanted):
            return values
        found = self._found(table, dict(zip(held.key, wanted, strict=True)))
        return found[0] if found else None

    def where(self, table: str, **columns: object) -> Sequence[Mapping[str, Any]]:
        """The rows with these values in these columns (None: an empty one), in order of the key."""
        held, kinds = self._of(table), self._kinds[table]
        wanted = {name: _stored(kinds[name], plain(value)) for name, value in columns.items()}
        found = held.where(tuple(wanted), tuple(wanted.values()))
        if self._stands(held, tuple(wanted), tuple(wanted.values())):
            found += [row for row in self._found(table, wanted) if held.key_of(row) not in held.rows]
        return sorted(found, key=held.key_of)

    def write(self, changes: Iterable[Change]) -> None:
        """All of them, in order."""
        for change in changes:
            if change.table not in self._tables:
                continue
            held, kinds = self._of(change.table), self._kinds[change.table]
            whole = change.table in WHOLE
            values = {
                name: value
                if value is None or type(value) is str or (whole and isinstance(value, Value))
                else _stored(kinds[name], plain(value))
                for name, value in change.values.items()
            }
            if isinstance(change, Row):
                before = (self.row(held.name, *held.key_of(values)) or {}) if len(values) < len(kinds) else values
                held.put({name: values[name] if name in values else before.get(name) for name in kinds})
            else:
                self._take(held, values)

    def _take(self, held: HeldTable, values: Values) -> None:
        for row in held.where(tuple(values), tuple(values.values())):
            held.drop(held.key_of(row))
        if held.below:
            where, given = self._where(held.name, values)
            statement = sql.SQL("DELETE FROM {} WHERE {}").format(_named(held.name), where)
            self._connection.execute(statement, given)

    def flush(self) -> None:
        """Put everything down."""
        for held in self._held.values():
            self._put_down(held, [held.rows[key] for key in held.changed])
            if len(held.rows) > MOST_HELD:
                held.let_go(islice(held.rows, len(held.rows) - MOST_HELD // 2))

    def _put_down(self, held: HeldTable, rows: Collection[Values]) -> None:
        if not rows:
            return
        sealing, names = self._sealer(held.name), self._kinds[held.name]
        sealed = [[self._desk, self._branch, *[sealing(name, self._text(row[name])) for name in names]] for row in rows]
        table = self._tables[held.name]
        with self._connection.cursor() as cursor:
            if held.below:
                at = [list(_columns(table)).index(name) for name in table.key]
                cursor.execute(_delete(table), [self._desk, *([values[one] for values in sealed] for one in at)])
            with cursor.copy(_copy(table)) as copy:
                copy.set_types(tuple(_columns(table).values()))
                for values in sealed:
                    copy.write_row(values)
        for row in rows:
            held.stands_below(row)

    def _of(self, table: str) -> HeldTable:
        held = self._held.get(table)
        if held is None:
            held = self._held[table] = HeldTable(table, self._tables[table].key)
            statement = sql.SQL("SELECT FROM {} WHERE desk = %s LIMIT 1").format(_named(table))
            held.below = self._connection.execute(statement, (self._desk,)).fetchone() is not None
        return held

    def _stands(self, held: HeldTable, names: tuple[str, ...], values: Key) -> bool:
        """Whether the server may have a row with these values."""
        return held.below and (not self._many or values in self._seen(held, names))

    def _seen(self, held: HeldTable, names: tuple[str, ...]) -> Seen:
        """What was ever put down in these columns."""
        seen = held.seen.get(names)
        if seen is None:
            rows = self._found(held.name, {}, names)
            seen = held.seen[names] = Seen(tuple(row[name] for name in names) for row in rows)
        return seen

    def _found(self, table: str, values: Mapping[str, object], names: Iterable[str] = ()) -> list[Values]:
        """The rows on the server with these values: all their columns, or those of these names."""
        where, given = self._where(table, values)
        kinds = self._kinds[table]
        columns = tuple(names) or tuple(kinds)
        statement = sql.SQL("SELECT {} FROM {} WHERE {}").format(
            sql.SQL(", ").join(map(sql.Identifier, columns)), _named(table), where
        )
        take = self._cipher.take
        return [
            {name: take(table, name, kinds[name], one) for name, one in zip(columns, row, strict=True)}
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
def _columns(table: Table) -> dict[str, str]:
    """The columns of a table here, each with its type."""
    told = {name: type_of(name, kind) for name, kind in table.columns}
    return {"desk": "text", "branch": "int4", **told}


@lru_cache
def _copy(table: Table) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, _columns(table)))
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(_named(table.name), names)


@lru_cache
def _delete(table: Table) -> sql.Composed:
    """What takes away the rows with these keys, a list for each column of the key."""
    types = [sql.SQL("%s::{}[]").format(sql.SQL(_columns(table)[name])) for name in table.key]
    return sql.SQL("DELETE FROM {} WHERE desk = %s AND ({}) IN (SELECT * FROM unnest({}))").format(
        _named(table.name), sql.SQL(", ").join(map(sql.Identifier, table.key)), sql.SQL(", ").join(types)
    )
