"""The encrypted file: one SQLCipher connection, its transactions, and what the driver's errors mean."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias, cast

from sqlcipher3 import dbapi2 as driver

from rmdesk.store.batch import Batch, Waiting
from rmdesk.store.errors import (
    DeskBusy,
    DeskDamaged,
    DeskReadOnly,
    DiskFailed,
    DiskFull,
    FolderError,
    NotADesk,
)
from rmdesk.store.files import no_room, os_errors

FILE: Final = "desk.db"
KEY_BYTES: Final = 32
APPLICATION_ID: Final = 0x524D4453
"""The file's mark: "RMDS" in ASCII."""

KEPT_KB: Final = 64 * 1024
"""So much of an open desk stays deciphered in memory: a list that is read again takes an eighth of the time."""
KEPT_IN_BATCH_KB: Final = 24 * 1024
"""So much while many facts are written, which need memory of their own."""
THROWN_AWAY_KB: Final = 4 * 1024
"""So much of a database that is thrown away stays in memory."""
PROVED_AT_OPENING: Final = 64 * 1024 * 1024
"""A file of up to so many bytes is read whole when it is opened, in 0.1 s at most, and every page's seal is tried.
A larger one is so at every backup and every `verify --replay`."""

BUSY_SECONDS: Final = 5.0
"""So long a statement waits for another program that holds the file."""

Params: TypeAlias = Sequence[object] | Mapping[str, object]


class Row(Protocol):
    """One row, read by column name or by position."""

    def __getitem__(self, key: str | int, /) -> Any: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...
    def keys(self) -> list[str]: ...


IDLE: Final = ""
APPEND: Final = "append"
REBUILD: Final = "rebuild"
ERASE: Final = "erase"

_MEANING: Final[dict[str, type[FolderError]]] = {
    "SQLITE_BUSY": DeskBusy,
    "SQLITE_CANTOPEN": DeskReadOnly,
    "SQLITE_CORRUPT": DeskDamaged,
    "SQLITE_FULL": DiskFull,
    "SQLITE_IOERR": DiskFailed,
    "SQLITE_LOCKED": DeskBusy,
    "SQLITE_NOTADB": NotADesk,
    "SQLITE_READONLY": DeskReadOnly,
}
_UNNAMED: Final = {
    "attempt to write a readonly database": "SQLITE_READONLY",
    "Could not decode to UTF": "SQLITE_CORRUPT",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_LOCKED",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "unable to open database file": "SQLITE_CANTOPEN",
}
"""What the driver says without a name: of a text that a damaged page cut in two, and of whatever stops a backup."""

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "recursive_triggers = ON",
    "cell_size_check = ON",
    f"cache_size = -{KEPT_KB}",
    # The guard triggers call `desk_act()`, which the Python driver cannot mark as innocuous, so the schema has to be
    # trusted. It may be: every page of it is authenticated by the desk's key.
    "trusted_schema = ON",
)


class Vault:
    """One connection to a desk file (or to memory), the only way in which the store runs SQL."""

    def __init__(self, connection: Any, path: Path) -> None:
        """Wrap an open driver connection; `path` is named in errors."""
        self.connection = connection
        self.path = path
        self._act = IDLE
        self._key = bytearray()
        self.batch: Batch | None = None
        self.before_reading: Callable[[str], None] | None = None  # what else puts down what a query needs
        self.noted: Callable[[str], None] | None = None  # told of every statement that reads
        connection.row_factory = driver.Row
        connection.create_function("desk_act", 0, lambda: self._act)

    @classmethod
    def create(cls, path: Path, key: bytes) -> "Vault":
        """A new file, mode 0600, opened. FileExistsError when `path` is there already."""
        with os_errors(path.parent):
            path.touch(mode=0o600, exist_ok=False)
        return cls._opened(path, key, (), APPLICATION_ID)

    @classmethod
    def blank(cls, path: Path, key: bytes) -> "Vault":
        """A new, empty file, mode 0600, for the pages of another desk to be copied into."""
        if len(key) != KEY_BYTES:
            raise ValueError("the key has 256 bits")
        with os_errors(path.parent):
            path.touch(mode=0o600, exist_ok=False)
        with translated(path):
            vault = cls(driver.connect(str(path), isolation_level=None), path)
            vault._set(("cipher_log_level = NONE", f"key = \"x'{key.hex()}'\""))
        return vault

    @classmethod
    def open(cls, path: Path, key: bytes, *, read_only: bool = False) -> "Vault":
        """The file at `path` by its raw 256-bit key. NotADesk, DeskReadOnly, DeskDamaged, DiskFailed. A full disk has
        no room for the log's index, by which programs share a file: it is opened alone then, or DeskBusy."""
        more = ("query_only = ON",) if read_only else ()
        try:
            return cls._opened(path, key, more)
        except DiskFull:
            return cls._opened(path, key, more, alone=True)

    @classmethod
    def _opened(cls, path: Path, key: bytes, more: Sequence[str], mark: int = 0, *, alone: bool = False) -> "Vault":
        if len(key) != KEY_BYTES:
            raise ValueError("the key has 256 bits")
        with translated(path):
            vault = cls(driver.connect(str(path), isolation_level=None, timeout=BUSY_SECONDS), path)
            try:
                if alone:
                    vault._set(("locking_mode = EXCLUSIVE",))
                vault._unlock(key, mark)
                vault._set((*_PRAGMAS, *more))
                if path.stat().st_size <= PROVED_AT_OPENING and vault.bad_pages():
                    raise DeskDamaged(path, "page")
                vault._key[:] = key
            except BaseException:
                vault.close()
                raise
        return vault

    @property
    def key(self) -> bytes:
        """The key that this connection was opened with, to open a copy of the file; empty in memory or once closed.

        SQLCipher holds it in memory anyhow while the desk is open.
        """
        return bytes(self._key)

    @classmethod
    def in_memory(cls, path: Path) -> "Vault":
        """An empty database in memory, for comparing; nothing of it reaches the disk."""
        vault = cls(driver.connect(":memory:", isolation_level=None), path)
        vault.connection.execute("PRAGMA foreign_keys = ON")
        vault.connection.execute("PRAGMA temp_store = MEMORY")
        return vault

    @classmethod
    def beside_memory(cls, path: Path, file: Path) -> "Vault":
        """An empty database in a new `file`, under a key that nobody keeps: for tables that may outgrow the memory and
        are thrown away. `path` is named in errors; who calls takes the file away."""
        vault = cls(driver.connect(str(file), isolation_level=None), path)
        vault._set(("cipher_log_level = NONE", f"key = \"x'{os.urandom(KEY_BYTES).hex()}'\""))
        vault._set(("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"))
        vault._set((f"cache_size = -{THROWN_AWAY_KB}", "foreign_keys = ON"))
        return vault

    def _unlock(self, key: bytes, mark: int) -> None:
        # SQLCipher writes its errors to stderr, which would tear a full screen apart; they come as exceptions anyway.
        self._set(("cipher_log_level = NONE", f"key = \"x'{key.hex()}'\""))
        self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if mark:
            self._set((f"application_id = {mark}",))
        # Before the first pragma that writes: to SQLite an empty file of somebody else's is an empty database.
        if self.one("PRAGMA application_id")[0] != APPLICATION_ID:
            raise NotADesk(self.path, "application-id")

    def _set(self, pragmas: Sequence[str]) -> None:
        for pragma in pragmas:
            self.connection.execute(f"PRAGMA {pragma}").fetchall()

    def execute(self, sql: str, params: Params = ()) -> Any:
        """Run one statement; a cursor of rows. The driver's own errors pass: wrap the caller in `translated`.

        What is read so may hold the zeros of a damaged page: prefer `rows` and `one`.
        """
        self._settle(sql)
        return self.connection.execute(sql, params)

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        """All rows. A driver's error of SQLITE_CORRUPT for one that a damaged page cut short."""
        self._settle(sql)
        found = self.connection.execute(sql, params).fetchall()
        for row in found:
            _not_cut_short(row)
        return cast(list[Any], found)

    def begins(self, table: str, column: str, rowid: int, size: int) -> bytes:
        """The first bytes of a value, without the pages behind them. A driver's error where none stands."""
        blob = self.connection.open_blob(table, column, rowid, True)
        try:
            return cast(bytes, blob.read(size))
        finally:
            blob.close()

    def one(self, sql: str, params: Params = ()) -> Any:
        """The first row or None; errors as `rows`."""
        self._settle(sql)
        return self.beside(sql, params)

    def beside(self, sql: str, params: Params = ()) -> Any:
        """`one`, of what no waiting statement touches."""
        if self.noted is not None:
            self.noted(sql)
        return self.unnoted(sql, params)

    def unnoted(self, sql: str, params: Params = ()) -> Any:
        """`beside`, of what never changes, or by whoever sees himself when it does."""
        row = self.connection.execute(sql, params).fetchone()
        if row is not None:
            _not_cut_short(row)
        return row

    def put(
        self, table: str, sql: str, values: Sequence[object], *, last: bool = False,
        key: tuple[object, ...] | None = None,
    ) -> None:  # fmt: skip
        """Run a statement that changes one table and gives nothing back: now, or in a batch when somebody reads. `last`
        and `key` as `Waiting` says."""
        if self.batch is None:
            self.connection.execute(sql, values)
        else:
            self.batch.put(Waiting(table, sql, values, last, key))

    def _settle(self, sql: str) -> None:
        if self.batch is not None:
            self.batch.flush()
        if self.noted is not None:
            self.noted(sql)
        if self.before_reading is not None:
            self.before_reading(sql)

    def bad_pages(self) -> tuple[str, ...]:
        """What SQLCipher says of pages of the desk whose seal is broken. Reads the whole file: 1.5 s for 800 MB.

        SQLCipher looks at the file alone. A power cut may tear a page there that stands whole in the write-ahead log,
        from where SQLite reads it; so a page counts as broken only once the log is folded into the file. Call it
        outside any transaction. DeskBusy, DeskReadOnly: the log cannot be folded now, so nobody knows.
        """
        bad = self._broken_in_file()
        if bad:
            self.fold()
            bad = self._broken_in_file()
        return bad

    def _broken_in_file(self) -> tuple[str, ...]:
        return tuple(str(row[0]) for row in self.connection.execute("PRAGMA cipher_integrity_check").fetchall())

    def fold(self) -> None:
        """Fold the write-ahead log into the file; waits for who reads or writes beside. DeskBusy, DeskReadOnly."""
        with translated(self.path):
            busy, *_ = self.connection.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
        if busy:
            raise DeskBusy(self.path)

    def acting(self, act: str) -> AbstractContextManager[None]:
        """Let the guard triggers pass what belongs to `act`."""
        return _Acting(self, act)

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing. Inside another transaction a savepoint: the inner part alone can be taken back."""
        return self._transaction() if self.batch is None else self.batch.part()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self.path):
            if self.connection.in_transaction:
                yield from self._run("SAVEPOINT inner_part", "RELEASE inner_part", "ROLLBACK TO inner_part")
            else:
                yield from self._run("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")

    @contextmanager
    def batched(self) -> Iterator[None]:
        """Around many facts, inside a transaction: what they put down waits for who reads (`batch.py`)."""
        if self.batch is not None:
            yield
            return
        self.batch = Batch(self.connection, partial(self.acting, APPEND))
        try:
            with self.keeping(KEPT_IN_BATCH_KB):
                yield
                with translated(self.path):
                    self._settle("")
        finally:
            self.batch = None

    @contextmanager
    def keeping(self, most: int) -> Iterator[None]:
        """Hold no more than so many KB of pages meanwhile: of a journal that is read from end to end none is read
        twice."""
        (kept,) = self.connection.execute("PRAGMA cache_size").fetchone()
        self.connection.execute(f"PRAGMA cache_size = {max(kept, -most)}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size = {kept}")

    def _run(self, begin: str, keep: str, undo: str) -> Iterator[None]:
        self.connection.execute(begin)
        try:
            yield
            self.connection.execute(keep)
        except BaseException:
            # A full disk makes SQLite roll back on its own; asking again would hide the first error.
            if self.connection.in_transaction:
                self.connection.execute(undo)
                if undo != "ROLLBACK":
                    self.connection.execute(keep)
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One unchanging view for many reads, whatever a program beside this one writes meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with translated(self.path):
            yield from self._run("BEGIN", "COMMIT", "ROLLBACK")

    @contextmanager
    def as_bytes(self) -> Iterator[None]:
        """Texts come as their UTF-8 bytes and rows as tuples: what hashing wants, and twice as quick."""
        factories = self.connection.text_factory, self.connection.row_factory
        self.connection.text_factory, self.connection.row_factory = bytes, None
        try:
            yield
        finally:
            self.connection.text_factory, self.connection.row_factory = factories

    def close(self) -> None:
        """Close the connection; the last one to close folds the write-ahead log into the file."""
        self._key[:] = bytes(len(self._key))
        self._key.clear()
        self.connection.close()

    def reopen(self, key: bytes) -> None:
        """Open what was closed, to write, by its key again. Errors as `open`."""
        again = Vault.open(self.path, key)
        self.connection, self._key = again.connection, again._key
        self.connection.create_function("desk_act", 0, lambda: self._act)


class _Acting(AbstractContextManager[None]):
    """Around each fact: a class enters and leaves in a third of the time that a generator takes."""

    __slots__ = ("_act", "_before", "_vault")

    def __init__(self, vault: Vault, act: str) -> None:
        self._vault, self._act, self._before = vault, act, IDLE

    def __enter__(self) -> None:
        self._before, self._vault._act = self._vault._act, self._act

    def __exit__(self, *_: object) -> None:
        self._vault._act = self._before


def _not_cut_short(row: Any) -> None:
    """SQLCipher hands a page whose seal is broken out as zeros. SQLite notices that in every kind of page but one, the
    last of a long value; a text of the desk's never ends in a zero."""
    for value in row:
        if type(value) is str and value[-1:] == "\0":
            raise _cut_short()


def _cut_short() -> driver.DatabaseError:
    error = driver.DatabaseError("a long text ends in zeros")
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def _unnamed(said: str) -> str:
    return next((name for begin, name in _UNNAMED.items() if said.startswith(begin)), "")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the driver says about the file into the store's errors; faults in our SQL pass as they are."""
    try:
        yield
    except driver.Error as error:
        name = getattr(error, "sqlite_errorname", None) or _unnamed(str(error))
        meaning = next((kind for prefix, kind in _MEANING.items() if name.startswith(prefix)), None)
        if meaning is None:
            raise
        if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and no_room(path.parent):
            meaning = DiskFull
        raise meaning(path, name) from error


Random: TypeAlias = Callable[[int], bytes]
