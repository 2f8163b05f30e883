"""How facts become tables: a registry of tables and projections.

A projection is a pure function: it takes a fact, its entry and the rows that it asks for, and gives rows back
(`rows.py`). No clock, no chance, no file, and no engine: otherwise a replay would not give the same tables, and `rmdesk
verify --replay` would cry wolf.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact, current
from rmdesk.store.entry import Entry
from rmdesk.store.rows import Changes, Reader, Row, Writer, doc_of

F = TypeVar("F", bound=Fact)
V = TypeVar("V", bound=Value)
Move: TypeAlias = tuple[Fact, datetime, str]
"""A fact, when it happened and by whom."""
Projection: TypeAlias = Callable[[Reader, Any, Entry], Changes]

RESERVED: Final = frozenset(
    {"journal", "head", "meta", "draft", "attachment", "exchange_key", "received_fact", "opened_fact"}
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
Kind: TypeAlias = Literal["TEXT", "INTEGER", "ANY"]
Columns: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One projected table, declared without an engine: `columns` by name, all filled but those in `empty`; its primary
    key; columns that are unique or looked for together; and `words`, the columns that full text is sought in."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: Columns
    empty: Columns
    unique: tuple[Columns, ...]
    indexes: tuple[Columns, ...]
    words: Columns
    edition: int

    @property
    def search(self) -> bool:
        """Whether full text is sought in it: it is not compared, because its words are spelt by a library."""
        return bool(self.words)


@dataclass(frozen=True)
class Folding(Generic[V]):
    """What facts do that change the `doc` of one row of `table` and nothing else: the row whose key they say as `says`
    (None: none), by `fold` over any number of them. No fold changes a column of `fixed`. Called, it is a projection."""

    table: str
    model: type[V]
    says: str
    fold: Callable[[V, Sequence[Move]], V]
    row: Callable[[V], Row]
    fixed: frozenset[str] = frozenset()

    def __call__(self, rows: Reader, fact: Fact, entry: Entry) -> Changes:
        key = self.key(fact)
        if key is not None:
            value = doc_of(rows, self.model, self.table, key)
            yield self.row(self.fold(value, ((fact, entry.at, entry.actor),)))

    def key(self, fact: Fact) -> str | None:
        """The key of the row that a fact changes."""
        key: str | None = getattr(fact, self.says)
        return key


class Projections:
    """A set of tables and of the functions that fill them. The program has one; a test may have its own."""

    def __init__(self) -> None:
        self.tables: dict[str, Table] = {}
        self._by_kind: dict[str, list[Projection]] = {}
        self._alone: dict[Projection, str] = {}

    def table(
        self,
        name: str,
        *,
        key: Columns | str,
        text: Columns = (),
        number: Columns = (),
        empty: Columns = (),
        any: Columns = (),
        unique: Sequence[Columns] = (),
        indexes: Sequence[Columns] = (),
        edition: int = 1,
    ) -> None:
        """Declare a table: its `key` (texts), columns of `text`, of whole `number`s, of text that may be `empty`, of
        `any` type or none; which columns are `unique` together, and which have an index.

        Raise `edition` when a projection changes its meaning but not the columns: every desk is then rebuilt from its
        journal at the next start, as it is when the columns change. ValueError on a misuse of the registry.
        """
        keys = (key,) if isinstance(key, str) else tuple(key)
        kinds: dict[str, Kind] = dict.fromkeys((*keys, *text), "TEXT")
        kinds |= {**dict.fromkeys(number, "INTEGER"), **dict.fromkeys(empty, "TEXT"), **dict.fromkeys(any, "ANY")}
        count = len(keys) + len(text) + len(number) + len(empty) + len(any)
        if not keys or len(kinds) != count:
            raise ValueError(f"the table {name} needs a key, and each column once")
        columns = tuple(kinds.items())
        self._declare(Table(name, columns, keys, (*empty, *any), tuple(unique), tuple(indexes), (), edition))

    def search_table(self, name: str, *, key: Columns | str, words: Columns, edition: int = 1) -> None:
        """Declare a table whose `words` are found by full text: filled and rebuilt like the others, never compared."""
        keys = (key,) if isinstance(key, str) else tuple(key)
        kinds: dict[str, Kind] = dict.fromkeys((*keys, *words), "TEXT")
        self._declare(Table(name, tuple(kinds.items()), keys, (), (), (), words, edition))

    def _declare(self, table: Table) -> None:
        named = (table.name, *(name for name, _ in table.columns))
        if not all(_NAME.fullmatch(name) for name in named):
            raise ValueError(f"the table {table.name} has a name that no table or column may have")
        if table.name in RESERVED or self.tables.get(table.name, table) != table:
            raise ValueError(f"the table {table.name} is declared twice")
        self.tables[table.name] = table

    def projects(
        self, *kinds: type[F], alone: str = ""
    ) -> Callable[[Callable[[Reader, F, Entry], Changes]], Callable[..., Changes]]:
        """Mark a function as what these facts do to the tables. Several functions of one fact run as declared, each
        over the rows that the one before it left. `alone`: the one table that it reads and fills, so that whoever
        needs no such rows need not run it."""

        def mark(function: Callable[[Reader, F, Entry], Changes]) -> Callable[..., Changes]:
            for kind in kinds:
                self._by_kind.setdefault(kind.kind, []).append(function)
            if alone:
                self._alone[function] = alone
            return function

        return mark

    def folds(self, folding: Folding[Any], *kinds: type[Fact]) -> None:
        """What these facts do to the tables is a folding: whoever tells many facts again may fold those of a row at
        once."""
        for kind in kinds:
            self._by_kind.setdefault(kind.kind, []).append(folding)

    def of(self, kind: str, without: Collection[str] = ()) -> Sequence[Projection]:
        """The functions that facts of `kind`, or what it is lifted to, run; none for a fact that is only a record.
        `without`: tables that are left out."""
        found = self._by_kind.get(current(kind), ())
        return [one for one in found if self._alone.get(one) not in without] if without else found

    def alone(self, table: str, kind: str) -> Sequence[Projection]:
        """The functions of `kind` that read and fill this one table alone; "": those that fill others too."""
        return [one for one in self.of(kind) if self._alone.get(one, "") == table]

    def apply(self, fact: Fact, entry: Entry, reader: Reader, writer: Writer) -> None:
        """Let `fact` change the tables. What a projection reads is what stood before it: nothing is put down until it
        has said everything."""
        for projection in self.of(entry.kind):
            writer.write(tuple(projection(reader, fact, entry)))


PROJECTIONS: Final = Projections()
"""The program's own registry; `rmdesk.store.tables` fills it."""

table = PROJECTIONS.table
search_table = PROJECTIONS.search_table
projects = PROJECTIONS.projects
folds = PROJECTIONS.folds
