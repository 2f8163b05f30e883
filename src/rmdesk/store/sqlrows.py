"""The reader and the one writer of projected rows, over SQLite."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.store.batch import Known
from rmdesk.store.plain import plain
from rmdesk.store.project import Projections
from rmdesk.store.rows import Change, Gone, Parses, Row
from rmdesk.store.vault import Vault

Changed: TypeAlias = Callable[[Iterable[str], frozenset[str] | None], None]
"""Told tables, and the clients that their changed rows are about; None: nobody knows."""


class Tables(Parses):
    """The projected tables of a desk: rows of them are read, and put down as projections give them."""

    def __init__(self, vault: Vault, projections: Projections, change: Changed | None = None) -> None:
        """`change` is told the tables whose rows a projection puts down or takes away, and about whom they are."""
        super().__init__()
        self._vault = vault
        self._change = change
        self._search = frozenset(name for name, table in projections.tables.items() if table.search)
        self._statements: dict[tuple[str, ...], str] = {}
        self._shapes: dict[tuple[str, tuple[str, ...]], _Shape] = {}
        self._columns = {name: table.columns for name, table in projections.tables.items()}
        self._key = {name: table.key for name, table in projections.tables.items()}
        self._written: tuple[object, str] = (None, "")

    def forget(self) -> None:
        """Let go of what was parsed and written."""
        self._parsed.clear()
        self._written = (None, "")

    def written(self, fact: Fact, payload: str) -> None:
        """A fact's JSON. Of one that says a value first, and nothing behind it, it holds that value's own JSON, which
        needs not be made again."""
        said = _said_first(type(fact))
        if said is None:
            return
        value = getattr(fact, said.name)
        if type(value) is said.model and not any(getattr(fact, one) for one in said.behind):
            end = payload.rfind(f',"{said.behind[0]}":') if said.behind else -1
            self._written = value, payload[len(said.name) + 4 : end]

    def _plain(self, value: object) -> object:
        """As the engine keeps it; a value is remembered by its text, for whoever reads the row next."""
        known, json = self._written
        stored = json if value is known and json else plain(value)
        if isinstance(value, Value) and isinstance(stored, str):
            self._remember(value, stored)
        return stored

    def row(self, table: str, *key: object) -> dict[str, Any] | None:
        """The row with this primary key, or None."""
        wanted = tuple(map(plain, key))
        batch = self._vault.batch
        if batch is not None:
            waits, row = batch.knows(table, wanted)
            known = self._as_stored(table, row) if waits else None
            if waits and (row is None or known is not None):
                return known
            if waits:
                batch.flush()
        found = self._vault.beside(self._by_key(table), wanted)
        return dict(found) if found else None

    def where(self, table: str, **columns: object) -> Sequence[dict[str, Any]]:
        """The rows with these values in these columns (None: an empty one), in order of the key."""
        return [dict(row) for row in self._vault.rows(*self._wanted(table, columns))]

    def _wanted(self, table: str, columns: Mapping[str, object]) -> tuple[str, list[object]]:
        """The statement of `where`, and its values."""
        values = {name: plain(value) for name, value in columns.items()}
        order = ", ".join(map(quoted, self._key[table]))
        return f"SELECT * FROM {quoted(table)} WHERE {_alike(values)} ORDER BY {order}", _given(values)

    def write(self, changes: Iterable[Change]) -> None:
        """Put rows down and take rows away, in order."""
        changes = tuple(changes)
        if self._change is not None:
            self._change(dict.fromkeys(one.table for one in changes), _clients_of(changes))
        for change in changes:
            if isinstance(change, Row):
                self._put(change)
            else:
                self._take(change)

    def _put(self, row: Row) -> None:
        names = tuple(row.values)
        shape = self._shapes.get((row.table, names)) or self._shape(row.table, names)
        values = [
            value if value is None or type(value) is str or type(value) is int else self._plain(value)
            for value in row.values.values()
        ]
        batch = self._vault.batch
        key = tuple([values[at] for at in shape.key]) if shape.whole and batch is not None else None
        self._vault.put(row.table, shape.sql, values, key=key)
        if batch is None:
            return
        if key is not None:
            batch.stands(row.table, key, (names, values))
        else:
            batch.darken(row.table)

    def _shape(self, table: str, names: tuple[str, ...]) -> "_Shape":
        whole = len(names) == len(self._columns[table])
        key = tuple(names.index(one) for one in self._key[table]) if whole else ()
        found = self._shapes[table, names] = _Shape(self._upsert(table, names), key, whole)
        return found

    def _as_stored(self, table: str, row: Known) -> dict[str, Any] | None:
        """A whole row that waits, as the engine will give it; None where it gives something back otherwise than it was
        put in."""
        if row is None:
            return None
        values = dict(zip(*row, strict=True))
        columns = self._columns[table]
        return (
            {one: values[one] for one, _ in columns} if all(_as_it_is(k, values[one]) for one, k in columns) else None
        )

    def _take(self, gone: Gone) -> None:
        values = {name: plain(value) for name, value in gone.values.items()}
        if not values:
            raise ValueError(f"which rows of {gone.table} are gone must be said")
        where = _alike(values)
        shape = ("gone", gone.table, where)
        sql = self._statements.get(shape)
        if sql is None:
            sql = self._statements[shape] = f"DELETE FROM {quoted(gone.table)} WHERE {where}"
        self._vault.put(gone.table, sql, _given(values))
        if self._vault.batch is not None:
            key = self._key[gone.table]
            if set(key) == values.keys():
                self._vault.batch.stands(gone.table, tuple(values[name] for name in key), None)
            else:
                self._vault.batch.darken(gone.table)
        if gone.for_good and gone.table in self._search:
            # A search index keeps what was deleted until its parts are merged.
            index = quoted(f"{gone.table}_fts")
            self._vault.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")

    def _by_key(self, table: str) -> str:
        shape = ("row", table)
        sql = self._statements.get(shape)
        if sql is None:
            where = " AND ".join(f"{quoted(column)} = ?" for column in self._key[table])
            sql = self._statements[shape] = f"SELECT * FROM {quoted(table)} WHERE {where}"
        return sql

    def _upsert(self, table: str, columns: tuple[str, ...]) -> str:
        names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
        insert = f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"
        key = self._key[table]
        sets = ", ".join(f"{quoted(c)} = excluded.{quoted(c)}" for c in columns if c not in key)
        return f"{insert} ON CONFLICT ({', '.join(map(quoted, key))}) DO {f'UPDATE SET {sets}' if sets else 'NOTHING'}"


def _clients_of(changes: Sequence[Change]) -> frozenset[str] | None:
    """About whom the rows of one projection are: what names nobody belongs to what does. None where nothing does, where
    it is about nobody, and of a part, which says something of its whole too."""
    named = [one.values for one in changes if "client_id" in one.values]
    if not named or not all(one["client_id"] and not one.get("parent_id") for one in named):
        return None
    return frozenset(str(one["client_id"]) for one in named)


class _Shape(NamedTuple):
    """Of rows with the same columns: the statement that puts one down, where its key stands, whether it is whole."""

    sql: str
    key: tuple[int, ...]
    whole: bool


class _Said(NamedTuple):
    """Of facts that say a value first: under which name, of which class, and what they may say behind it."""

    name: str
    model: type[Value]
    behind: tuple[str, ...]


@cache
def _said_first(kind: type[Fact]) -> _Said | None:
    """None for facts that say something else first."""
    names = tuple(kind.model_fields)
    model = kind.model_fields[names[0]].annotation if names else None
    return _Said(names[0], model, names[1:]) if isinstance(model, type) and issubclass(model, Value) else None


def _as_it_is(kind: str, value: object) -> bool:
    """Whether a column gives back what was put in: a figure among texts becomes a text, a truth a figure."""
    if isinstance(value, bool):
        return False
    return value is None or kind == "ANY" or isinstance(value, str if kind == "TEXT" else int)


def _alike(values: dict[str, object]) -> str:
    return " AND ".join(f"{quoted(name)} {'IS NULL' if value is None else '= ?'}" for name, value in values.items())


def _given(values: dict[str, object]) -> list[object]:
    return [value for value in values.values() if value is not None]


def quoted(name: str) -> str:
    """`name` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
