"""Are the tables what the journal says? They are made anew in memory, and every row is compared."""

from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from rmdesk.store import rebuild, schema
from rmdesk.store.errors import DeskDamaged, FactUnreadable
from rmdesk.store.journal import Journal
from rmdesk.store.project import Projections, Table
from rmdesk.store.sqlrows import quoted
from rmdesk.store.vault import APPEND, Vault
from rmdesk.store.verify import MOST_FAULTS, Fault

_OBJECTS = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_MADE = """SELECT sql, type, tbl_name FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT GLOB '*_fts_*' ORDER BY rowid"""


def empty_twin(vault: Vault, projections: Projections) -> Vault:
    """A database in memory with the tables and guards that the desk in `vault` should have."""
    twin = Vault.in_memory(vault.path)
    schema.migrate(twin, schema.MIGRATIONS)
    with twin.transaction():
        rebuild.create_tables(twin, projections)
    return twin


def as_made(vault: Vault) -> Vault:
    """A database in memory with the tables and guards that the desk in `vault` has, empty: made by their own SQL, so
    that a look into the past waits for nothing."""
    twin = Vault.in_memory(vault.path)
    with twin.transaction(), twin.acting(APPEND):
        for row in vault.rows(_MADE):
            twin.execute(row["sql"])
        twin.execute(schema.EMPTY_HEAD)
    return twin


def made_bare(vault: Vault, file: Path, without_index: Collection[str]) -> Vault:
    """The same tables in a new `file` that is thrown away: nobody guards them, and those of `without_index` have their
    key alone."""
    twin = Vault.beside_memory(vault.path, file)
    with twin.transaction():
        for row in vault.rows(_MADE):
            if row["type"] == "table" or (row["type"] == "index" and row["tbl_name"] not in without_index):
                twin.execute(row["sql"])
    return twin


def check_schema(vault: Vault, twin: Vault) -> Iterator[Fault]:
    """Tables, indexes and triggers that are not as this program makes them."""
    found, wanted = (dict(map(tuple, side.rows(_OBJECTS))) for side in (vault, twin))
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found or name not in wanted or _bare(found[name]) != _bare(wanted[name]):
            yield Fault(None, "schema", name)


def _bare(sql: str | None) -> str:
    """A statement without quotes, blanks and capitals: another version of sqlite-utils may set them otherwise."""
    return "" if sql is None else "".join(sql.split()).replace('"', "").lower()


def check_rows(vault: Vault, twin: Vault, journal: Journal, projections: Projections) -> list[Fault]:
    """Replay into `twin`, then compare. A fact that cannot be rebuilt ends the replay with a fault of its own."""
    try:
        _replay(twin, journal, projections)
    except FactUnreadable as error:
        return [Fault(error.seq, "unreadable", error.why)]
    except (driver.DatabaseError, DeskDamaged) as error:
        return [Fault(None, "unreadable", str(error))]
    tables = [table for table in projections.tables.values() if not table.search]
    faults = (fault for table in tables for fault in _differences(vault, twin, table))
    return [fault for fault, _ in zip(faults, range(MOST_FAULTS), strict=False)]


def _replay(twin: Vault, journal: Journal, projections: Projections) -> None:
    """What facts put down goes in together; where that fails, fact by fact, which tells the one that it was."""
    try:
        with twin.transaction(), twin.batched():
            rebuild.replay_into(twin, journal, projections)
    except (FactUnreadable, driver.DatabaseError, DeskDamaged):
        with twin.transaction():
            rebuild.replay_into(twin, journal, projections)


def _differences(vault: Vault, twin: Vault, table: Table) -> Iterator[Fault]:
    sql, key = _every_row(table), len(table.key)
    try:
        if all(one == other for one, other in zip_longest(_rows(vault, sql), _rows(twin, sql))):
            return
        found, wanted = ({tuple(map(str, row[:key])): row for row in _rows(side, sql)} for side in (vault, twin))
    except driver.DatabaseError as error:
        yield Fault(None, "unreadable", f"{table.name}: {error}")
        return
    for one in {**wanted, **found}:
        if found.get(one) != wanted.get(one):
            yield Fault(None, "row", f"{table.name} {' '.join(one)}")


def _every_row(table: Table) -> str:
    """Key columns first, then all columns as SQL literals, so that 1, 1.0 and '1' are told apart."""
    key = ", ".join(map(quoted, table.key))
    literals = ", ".join(f"quote({quoted(name)})" for name, _ in table.columns)
    return f"SELECT {key}, {literals} FROM {quoted(table.name)} ORDER BY {key}"


def _rows(side: Vault, sql: str) -> Iterator[tuple[Any, ...]]:
    return map(tuple, side.execute(sql))
