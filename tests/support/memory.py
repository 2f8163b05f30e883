"""Another engine for projected rows: dictionaries. It gives what SQLite gives, or a projection is not pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rmdesk.store import Store
from rmdesk.store.plain import plain
from rmdesk.store.project import PROJECTIONS, Projections
from rmdesk.store.rows import Changes, Gone, V
from rmdesk.store.sqlrows import quoted

Values = dict[str, Any]


class Memory:
    """Reader and writer over dictionaries."""

    def __init__(self, projections: Projections) -> None:
        """Every declared table, empty. Its columns and key are read from its declaration."""
        declared = projections.tables.values()
        self.keys = {table.name: table.key for table in declared}
        self.columns = {table.name: tuple(name for name, _ in table.columns) for table in declared}
        self.tables: dict[str, dict[tuple[Any, ...], Values]] = {name: {} for name in projections.tables}

    def row(self, table: str, *key: object) -> Mapping[str, Any] | None:
        """The row with this primary key, or None."""
        return self.tables[table].get(tuple(plain(part) for part in key))

    def where(self, table: str, **columns: object) -> Sequence[Mapping[str, Any]]:
        """The rows with these values."""
        return [self.tables[table][key] for key in sorted(self._found(table, columns))]

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says."""
        return model.model_validate_json(doc)

    def write(self, changes: Changes) -> None:
        """All of them, in order."""
        for change in changes:
            values = {name: plain(value) for name, value in change.values.items()}
            kept = self.tables[change.table]
            if isinstance(change, Gone):
                for gone in list(self._found(change.table, values)):
                    del kept[gone]
                continue
            key = tuple(values[name] for name in self.keys[change.table])
            blank: Values = dict.fromkeys(self.columns[change.table])
            kept[key] = {**kept.get(key, blank), **values}

    def _found(self, table: str, columns: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        wanted = [(name, plain(value)) for name, value in columns.items()]
        for key, row in self.tables[table].items():
            if all(row[name] == value for name, value in wanted):
                yield key


def differences(store: Store, projections: Projections = PROJECTIONS) -> list[str]:
    """Rows of the desk that the same facts do not give in dictionaries, each as "table: row", and the other way."""
    memory = Memory(projections)
    for entry in store.entries():
        if entry.payload is not None and projections.of(entry.kind):
            projections.apply(entry.fact, entry, memory, memory)
    found = []
    for name, rows in memory.tables.items():
        kept = sorted(map(_literal, store.rows(f"SELECT * FROM {quoted(name)}")))
        made = sorted(map(_literal, rows.values()))
        found += [f"{name}: {one}" for one in set(kept) ^ set(made)]
        found += [f"{name}: {len(kept)} and {len(made)} rows"] if len(kept) != len(made) else []
    return found


def _literal(row: Mapping[str, Any]) -> str:
    return repr([(name, int(value) if isinstance(value, bool) else value) for name, value in sorted(row.items())])
