"""Making the projected tables, from nothing or from the journal."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import Final

from sqlcipher3 import dbapi2 as driver

from rmdesk.domain.fact import kinds
from rmdesk.store.errors import FactUnreadable
from rmdesk.store.journal import Entry, Journal
from rmdesk.store.project import Projections
from rmdesk.store.schema import guards
from rmdesk.store.sqlrows import Tables, quoted
from rmdesk.store.vault import APPEND, REBUILD, Vault


def meta(vault: Vault, name: str) -> str | None:
    """What the desk notes about itself under `name`."""
    row = vault.one("SELECT value FROM meta WHERE name = ?", (name,))
    return str(row[0]) if row else None


def put_meta(vault: Vault, name: str, value: str) -> None:
    """Note `value` under `name`: when a desk is made, rebuilt or copied, never between."""
    from rmdesk.store import making  # late, as below

    with vault.acting(REBUILD):
        making.database(vault).table("meta").upsert({"name": name, "value": value}, pk="name")


Tell = Callable[[int, int], None]
"""Told how many facts are done, of how many: making the tables anew takes a minute where there are many."""
_STEP: Final = 500


def nobody(_done: int, _of: int) -> None:
    """Of whom nobody waits for it."""


STORED: Final = 37
"""Which fields the values have that tables keep whole, as JSON; `tests/store/test_stored.py` says when it counts up."""


_STRANGE: Final = """SELECT min(seq) AS seq, kind FROM journal
  WHERE kind NOT IN (SELECT value FROM json_each(?)) GROUP BY kind ORDER BY seq LIMIT 1"""


@cache  # every opening of a desk asks for it
def shape(projections: Projections, stored: int = STORED) -> str:
    """A digest of everything that decides how the tables look."""
    parts = [asdict(table) for table in projections.tables.values()]
    return hashlib.sha256(json.dumps([stored, *parts]).encode()).hexdigest()


def is_current(vault: Vault, projections: Projections) -> bool:
    """Whether the tables in the file are those that this program declares."""
    return meta(vault, "shape") == shape(projections)


def create_tables(vault: Vault, projections: Projections) -> None:
    """Create every declared table, empty, with its guards."""
    from rmdesk.store import making  # late: an up-to-date desk makes no tables

    making.create(vault, tuple(projections.tables.values()))
    for table in projections.tables.values():
        for statement in guards(table.name, APPEND, REBUILD):
            vault.execute(statement)


def replay_into(vault: Vault, journal: Journal, projections: Projections, tell: Tell = nobody) -> None:
    """Apply every fact of `journal` to the empty tables of `vault`, and `tell` how many of how many it were so far.
    FactUnreadable at the first that does not apply.

    An erased fact says nothing any more and changes nothing: the fact that came with the erasure left in the tables
    what may stay, and leaves the same here (`Store.erase`).
    """
    tables, of = Tables(vault, projections), (vault.one("SELECT max(seq) FROM journal") or (0,))[0] or 0
    with vault.acting(REBUILD):
        for entry in journal.read():
            if entry.seq % _STEP == 0:
                tell(entry.seq, of)
            if entry.payload is not None and projections.of(entry.kind):
                _apply(tables, entry, projections)


def _apply(tables: Tables, entry: Entry, projections: Projections) -> None:
    try:
        projections.apply(entry.fact, entry, tables, tables)
    except (LookupError, TypeError, ValueError, driver.DatabaseError) as error:
        # A fact that was sound when it was written fails only where the journal before it was tampered with.
        raise FactUnreadable(entry.seq, entry.kind, "projection") from error


def rebuild(vault: Vault, journal: Journal, projections: Projections, tell: Tell = nobody) -> None:
    """Drop the tables that an older or newer program made, and make this program's from the journal, all or nothing.
    FactUnreadable where a newer one wrote what this one knows nothing of: its tables would lack that in silence."""
    with vault.transaction():
        strange = vault.one(_STRANGE, (json.dumps(kinds()),))
        if strange:
            raise FactUnreadable(strange["seq"], strange["kind"], "unknown")
        vault.execute("PRAGMA defer_foreign_keys = ON")
        with vault.acting(REBUILD):
            for name in reversed(json.loads(meta(vault, "tables") or "[]")):
                vault.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
        create_tables(vault, projections)
        replay_into(vault, journal, projections, tell)
        put_meta(vault, "tables", json.dumps(_names(projections)))
        put_meta(vault, "shape", shape(projections))


def _names(projections: Projections) -> list[str]:
    """The tables in the order in which they are made, a full-text index behind its table."""
    tables = projections.tables.values()
    return [name for table in tables for name in (table.name, *([f"{table.name}_fts"] if table.search else []))]
