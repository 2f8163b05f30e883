"""The store's own tables, numbered migrations, and the triggers that refuse what is not the journal's doing."""

from collections.abc import Callable, Sequence

from rmdesk.store.errors import NewerDesk
from rmdesk.store.vault import APPEND, ERASE, REBUILD, Vault

Migration = Callable[[Vault], None]

_JOURNAL = """CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  device TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT,
  salt BLOB,
  digest BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  CHECK ((payload IS NULL) = (salt IS NULL))
) STRICT"""

# Erasing at the end of retention is the only change that a journal row may ever see.
_ERASE_ONLY = f"""CREATE TRIGGER journal_update BEFORE UPDATE ON journal
WHEN NOT (desk_act() = '{ERASE}' AND NEW.payload IS NULL AND NEW.salt IS NULL
  AND (NEW.seq, NEW.id, NEW.at, NEW.device, NEW.actor, NEW.kind, NEW.subject, NEW.digest, NEW.prev, NEW.hash)
   IS (OLD.seq, OLD.id, OLD.at, OLD.device, OLD.actor, OLD.kind, OLD.subject, OLD.digest, OLD.prev, OLD.hash))
BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END"""

EMPTY_HEAD = "INSERT INTO head (one, seq, hash) VALUES (1, 0, zeroblob(32))"

_FIRST = (
    _JOURNAL,
    "CREATE INDEX journal_subject ON journal (subject)",
    "CREATE INDEX journal_kind ON journal (kind)",
    f"""CREATE TRIGGER journal_insert BEFORE INSERT ON journal WHEN desk_act() <> '{APPEND}'
BEGIN SELECT RAISE(ABORT, 'only the desk appends to the journal'); END""",
    _ERASE_ONLY,
    """CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END""",
    # What the end of the chain should be: without it, cutting off the last facts would leave a sound chain.
    "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT",
    EMPTY_HEAD,
)


def guards(table: str, *acts: str) -> tuple[str, ...]:
    """Statements of the triggers that let only `acts` change `table` (a name of our own, not a user's)."""
    allowed = ", ".join(f"'{act}'" for act in acts)
    return tuple(
        f"""CREATE TRIGGER {table}_guard_{change.lower()} BEFORE {change} ON {table} WHEN desk_act() NOT IN ({allowed})
BEGIN SELECT RAISE(ABORT, 'tables change only by facts'); END"""
        for change in ("INSERT", "UPDATE", "DELETE")
    )


def _first(vault: Vault) -> None:
    """The journal with its guards, in SQL to the letter; drafts; what a desk notes of itself."""
    from rmdesk.store import making  # late: an up-to-date desk is opened without it

    db = making.database(vault)
    db.create_table("meta", {"name": str, "value": str}, pk="name", not_null=("name", "value"), strict=True)
    draft = ("id", "owner", "kind", "subject", "updated_at", "values")
    db.create_table("draft", dict.fromkeys(draft, str), pk="id", not_null=draft, strict=True)
    for statement in (*_FIRST, *guards("head", APPEND), *guards("meta", REBUILD)):
        vault.execute(statement)


def _attachments(vault: Vault) -> None:
    """Files under their digest: added with a fact, never changed, taken away only at the end of retention."""
    from rmdesk.store import making  # late, as above

    columns = {"sha256": str, "content": bytes}
    making.database(vault).create_table("attachment", columns, pk="sha256", not_null=tuple(columns), strict=True)
    for change, condition in (("INSERT", f"desk_act() <> '{APPEND}'"), ("DELETE", f"desk_act() <> '{ERASE}'")):
        vault.execute(f"""CREATE TRIGGER attachment_{change.lower()} BEFORE {change} ON attachment WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'attachments change only by facts'); END""")
    vault.execute("""CREATE TRIGGER attachment_update BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END""")


_RECEIVED = """CREATE TABLE received_fact (
  desk TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  device TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  digest BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (desk, seq)
) STRICT"""

_KEYS = """CREATE TABLE exchange_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  signing BLOB NOT NULL,
  sealing BLOB NOT NULL
) STRICT"""


def _exchange(vault: Vault) -> None:
    """The private keys, made once and taken away where a copy is made; the seals of other desks, added and kept."""
    vault.execute(_KEYS)
    vault.execute(_RECEIVED)
    for table, deleting in (("exchange_key", f"WHEN desk_act() <> '{REBUILD}'"), ("received_fact", "")):
        vault.execute(f"""CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN desk_act() <> '{APPEND}'
BEGIN SELECT RAISE(ABORT, 'only the desk adds to its exchange'); END""")
        vault.execute(f"""CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was exchanged is never changed'); END""")
        vault.execute(f"""CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {deleting}
BEGIN SELECT RAISE(ABORT, 'what was exchanged is kept'); END""")


_OPENED = """CREATE TABLE opened_fact (
  desk TEXT NOT NULL,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  payload TEXT NOT NULL,
  hide TEXT NOT NULL,
  PRIMARY KEY (desk, seq)
) STRICT"""


def _opened(vault: Vault) -> None:
    """What some facts of other desks say, as long as it is needed here."""
    vault.execute(_OPENED)
    vault.execute("CREATE INDEX received_fact_subject ON received_fact (subject)")
    for change, condition in (
        ("INSERT", f"WHEN desk_act() <> '{APPEND}'"),
        ("UPDATE", ""),
        ("DELETE", f"WHEN desk_act() <> '{ERASE}'"),
    ):
        vault.execute(f"""CREATE TRIGGER opened_fact_{change.lower()} BEFORE {change} ON opened_fact {condition}
BEGIN SELECT RAISE(ABORT, 'what another desk said is kept or erased, never changed'); END""")


MIGRATIONS: list[Migration] = [_first, _attachments, _exchange, _opened]
"""Migration n brings a file from version n to n + 1, and is known by its name. Only ever add at the end."""


def version(vault: Vault) -> int:
    """How many migrations the file has seen; which ones, sqlite-utils keeps. 0 for a file without tables of ours."""
    return int(vault.one("PRAGMA user_version")[0])


def check_version(vault: Vault, steps: Sequence[Migration]) -> bool:
    """Whether the file is as new as this program; False when it has to be migrated. NewerDesk."""
    found = version(vault)
    if found > len(steps):
        raise NewerDesk(found, len(steps))
    return found == len(steps)


def migrate(vault: Vault, steps: Sequence[Migration]) -> None:
    """Bring the file up to the newest version, all or nothing."""
    from rmdesk.store import making  # late, as above

    with vault.transaction(), vault.acting(REBUILD):
        making.apply(vault, steps)
        vault.execute(f"PRAGMA user_version = {len(steps)}")
