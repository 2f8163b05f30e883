"""Tables, indexes, full text and migrations, made by sqlite-utils over the desk's own encrypted connection.

Nothing of an up-to-date desk imports this module: sqlite-utils takes 0.1 s, and reading or appending needs none of it.
It has no words for triggers and CHECKs, so those are SQL (`schema.py`).
"""

from collections.abc import Callable, Sequence

from sqlite_utils import Database, Migrations

from rmdesk.store.project import Table
from rmdesk.store.vault import Vault

SET = "rmdesk"
"""The name of the desk's own migrations in the table where sqlite-utils keeps what was applied."""


def database(vault: Vault) -> Database:
    """The vault's connection, as it is: no pragma is set, no plugin loaded."""
    return Database(vault.connection, recursive_triggers=False, execute_plugins=False)


def apply(vault: Vault, steps: Sequence[Callable[[Vault], None]]) -> None:
    """Run those of `steps` that the file has not seen, in order; each is known by its name. In a transaction."""
    known = Migrations(SET)
    for step in steps:
        known(name=step.__name__.strip("_"))(_over(vault, step))
    known.apply(database(vault))


def _over(vault: Vault, step: Callable[[Vault], None]) -> Callable[[Database], None]:
    def migration(_: Database) -> None:
        step(vault)

    return migration


def create(vault: Vault, tables: Sequence[Table]) -> None:
    """Create the tables, empty, with their indexes; of one with words the full-text index `<name>_fts` too."""
    db = database(vault)
    for table in tables:
        filled = [name for name, _ in table.columns if name not in table.empty]
        key = table.key[0] if len(table.key) == 1 else table.key
        made = db.create_table(table.name, dict(table.columns), pk=key, not_null=filled, strict=True)
        for columns in (*table.unique, *table.indexes):
            made.create_index(columns, f"{table.name}_{'_'.join(columns)}", unique=columns in table.unique)
        if table.words:
            made.enable_fts(table.words, create_triggers=True)
