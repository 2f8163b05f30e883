"""How facts become tables: a registry of tables and projections.

A projection is a pure function: it takes a fact, its entry and the rows that it asks for, and gives rows back
(`rows.py`). No clock, no chance, no file, and no engine: otherwise a replay would not give the same tables, and `rmdesk
verify --replay` would cry wolf.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

from rmdesk.domain.fact import Fact, current
from rmdesk.store.entry import Entry
from rmdesk.store.rows import Changes, Reader, Writer

F = TypeVar("F", bound=Fact)
Projection: TypeAlias = Callable[[Reader, Any, Entry], Changes]

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

    def projects(self, *kinds: type[F]) -> Callable[[Callable[[Reader, F, Entry], Changes]], Callable[..., Changes]]:
        """Mark a function as what these facts do to the tables. Several functions of one fact run as declared, each
        over the rows that the one before it left."""

        def mark(function: Callable[[Reader, F, Entry], Changes]) -> Callable[..., Changes]:
            for kind in kinds:
                self._by_kind.setdefault(kind.kind, []).append(function)
            return function

        return mark

    def of(self, kind: str) -> Sequence[Projection]:
        """The functions that facts of `kind`, or what it is lifted to, run; none for a fact that is only a record."""
        return self._by_kind.get(current(kind), ())

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
