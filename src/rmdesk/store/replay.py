"""Are the tables what the journal says? They are made anew in memory, and every row is compared."""

from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from rmdesk.store import rebuild, schema
from rmdesk.store.errors import DeskDamaged, FactUnreadable
from rmdesk.store.journal import Journal
from rmdesk.store.project import Projections
from rmdesk.store.sqlrows import key_columns, quoted
from rmdesk.store.vault import APPEND, Vault
from rmdesk.store.verify import MOST_FAULTS, Fault

_OBJECTS = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
_MADE = """SELECT sql, type, tbl_name FROM sqlite_master
  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT GLOB '*_fts_*' ORDER BY rowid"""


def empty_twin(vault: Vault, projections: Projections) -> Vault:
    """A database in memory with the tables and guards that the desk in `vault` should have."""
    twin = Vault.in_memory(vault.path)
    schema.migrate(twin, schema.MIGRATIONS)
    rebuild.create_tables(twin, projections)
    return twin


def as_made(vault: Vault) -> Vault:
    """A database in memory with the tables and guards that the desk in `vault` has, empty: made by their own SQL, so
    that a look into the past waits for nothing."""
    twin = Vault.in_memory(vault.path)
    for row in vault.rows(_MADE):
        twin.execute(row["sql"])
    with twin.acting(APPEND):
        twin.execute(schema.EMPTY_HEAD)
    return twin


def made_bare(vault: Vault, file: Path, without_index: Collection[str]) -> Vault:
    """The same tables in a new `file` that is thrown away: nobody guards them, and those of `without_index` have their
    key alone."""
    twin = Vault.beside_memory(vault.path, file)
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
    tables = [table.name for table in projections.tables.values() if not table.search]
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


def _differences(vault: Vault, twin: Vault, table: str) -> Iterator[Fault]:
    try:
        if _same(vault, twin, table):
            return
        found, wanted = _by_key(vault, twin, table), _by_key(twin, twin, table)
    except driver.DatabaseError as error:
        yield Fault(None, "unreadable", f"{table}: {error}")
        return
    for key in {**wanted, **found}:
        if found.get(key) != wanted.get(key):
            yield Fault(None, "row", f"{table} {' '.join(key)}")


def _same(vault: Vault, twin: Vault, table: str) -> bool:
    sides = (_rows(side, twin, table) for side in (vault, twin))
    return all(one == other for one, other in zip_longest(*sides))


def _by_key(side: Vault, twin: Vault, table: str) -> dict[tuple[str, ...], tuple[Any, ...]]:
    count = len(key_columns(twin, table))
    return {tuple(map(str, row[:count])): row for row in _rows(side, twin, table)}


def _rows(side: Vault, twin: Vault, table: str) -> Iterator[tuple[Any, ...]]:
    """Every row: key columns first, then all columns as SQL literals, so that 1, 1.0 and '1' are told apart."""
    names = [column["name"] for column in twin.execute(f"PRAGMA table_info({quoted(table)})")]
    key = ", ".join(map(quoted, key_columns(twin, table)))
    literals = ", ".join(f"quote({quoted(name)})" for name in names)
    yield from map(tuple, side.execute(f"SELECT {key}, {literals} FROM {quoted(table)} ORDER BY {key}"))
