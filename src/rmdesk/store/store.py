"""The desk's store: one folder, one encrypted file, one journal, and the tables that it says."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, cast

from rmdesk.domain import archive_facts, facts
from rmdesk.domain.archive_facts import PayloadsErased
from rmdesk.domain.directives import HandedDown
from rmdesk.domain.fact import Fact
from rmdesk.domain.numbers import parted
from rmdesk.domain.registers import facts as register_facts
from rmdesk.store import rebuild, schema, witness
from rmdesk.store.attachments import Attachments
from rmdesk.store.backup import Made, before_migration, make
from rmdesk.store.drafts import Drafts
from rmdesk.store.errors import DeskReadOnly, FactUnreadable, NoDesk, NotADesk, Outdated
from rmdesk.store.exchange.kept import Exchange
from rmdesk.store.files import private_folder
from rmdesk.store.journal import Entry, Head, Journal
from rmdesk.store.locking import Lock
from rmdesk.store.project import PROJECTIONS, Projections
from rmdesk.store.replay import check_rows, check_schema, empty_twin
from rmdesk.store.rows import V
from rmdesk.store.setting_up import make_file
from rmdesk.store.sqlrows import Tables
from rmdesk.store.touched import Touched
from rmdesk.store.vault import APPEND, FILE, Params, Random, Row, Vault, translated
from rmdesk.store.verify import Fault, Verdict, check_chain
from rmdesk.store.witness import Witness

KEPT: Final = frozenset(
    {
        facts.DeskOpened.kind,
        facts.BranchChanged.kind,
        facts.PackAdopted.kind,
        facts.PersonAdded.kind,
        HandedDown.kind,
        archive_facts.PayloadsErased.kind,
        archive_facts.ClientDestroyed.kind,
        register_facts.EntriesDestroyed.kind,
    }
)
"""Kinds of facts that are never erased: without them the desk itself, or an erasure, could not be understood."""
_ANY: Final = 2**62
"""A number that no fact reaches."""
_BESIDE: Final = frozenset({"table attachment", "table received_fact", "table opened_fact"})


class _Renewing(NamedTuple):
    """Whether tables of another version may be made anew, and who is told how far that is."""

    tell: rebuild.Tell
    allowed: bool


class Store:
    """An open desk. Use it from the thread that opened it; another thread opens its own with `shared=True`."""

    def __init__(self, vault: Vault, lock: Lock | None, projections: Projections, random: Random) -> None:
        """Not for callers: use `create` or `open`."""
        self._vault = vault
        self._lock = lock
        self._writes = lock is not None
        self.resting = False
        self._projections = projections
        self._random = random
        self.device = rebuild.meta(vault, "device") or ""
        self._journal = Journal(vault, self.device, random)
        self.touched = Touched(vault, projections.tables, self._journal.last_hash)
        self._tables = Tables(vault, projections, self.touched.change)
        self.drafts = Drafts(vault)
        self.attachments = Attachments(vault)
        self.exchange = Exchange(vault, self.attachments, self._journal)

    @classmethod
    def create(
        cls,
        folder: Path,
        key: bytes,
        device: str,
        *,
        projections: Projections | None = None,
        random: Random = os.urandom,
    ) -> "Store":
        """A new desk in `folder` under the raw 256-bit `key`, opened for writing.

        `device` names this laptop in every fact. `random(n)` gives the bytes of ids and salts. Errors: DeskExists,
        DeskBusy, DeskReadOnly, DiskFull.
        """
        private_folder(folder)
        lock = Lock(folder)
        try:
            make_file(folder, key, device)
        finally:
            lock.release()
        return cls.open(folder, key, projections=projections, random=random)

    @classmethod
    def open(
        cls,
        folder: Path,
        key: bytes,
        *,
        shared: bool = False,
        projections: Projections | None = None,
        random: Random = os.urandom,
        tell: rebuild.Tell | None = None,
        renews: bool = True,
    ) -> "Store":
        """The desk in `folder`, migrated and rebuilt where this program needs it; `tell` is told how far that is.
        Unless it `renews` it changes nothing: Outdated.

        `shared`: only for reading, beside a program that writes; it takes no lock and SQLite refuses every write.
        Errors: NoDesk, NotADesk, NewerDesk, DeskBusy, DeskReadOnly, DeskDamaged, DiskFull, FactUnreadable.
        """
        chosen = projections or _registered()
        path = _existing(folder)
        renewing = _Renewing(tell or rebuild.nobody, allowed=renews)
        with translated(path):
            if not shared:
                return cls._open_to_write(path, key, chosen, random, renewing)
            vault = _ready(path, key, chosen)
            if vault is None:
                cls._open_to_write(path, key, chosen, random, renewing).close()
                vault = Vault.open(path, key, read_only=True)
            return cls(vault, None, chosen, random)

    @classmethod
    def _open_to_write(
        cls, path: Path, key: bytes, projections: Projections, random: Random, renewing: "_Renewing"
    ) -> "Store":
        _must_be_writable(path)
        lock = Lock(path.parent)
        try:
            vault = Vault.open(path, key)
            try:
                return cls._made_current(vault, lock, projections, random, renewing)
            except BaseException:
                vault.close()
                raise
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _made_current(
        cls, vault: Vault, lock: Lock, projections: Projections, random: Random, renewing: "_Renewing"
    ) -> "Store":
        migrated = _check(vault)
        if not renewing.allowed and not (migrated and rebuild.is_current(vault, projections)):
            raise Outdated
        if not migrated:
            before_migration(vault, rebuild.meta(vault, "device") or "", len(schema.MIGRATIONS))
            schema.migrate(vault, schema.MIGRATIONS)
        store = cls(vault, lock, projections, random)
        if not rebuild.is_current(vault, projections):
            rebuild.rebuild(vault, store._journal, projections, renewing.tell)
        return store

    def beside(self) -> "Store":
        """The same desk over a connection of its own, for another thread; whoever has this one waits meanwhile. Errors
        as `open`; close it before this one's lock goes to another program."""
        vault = Vault.open(self._vault.path, self._vault.key, read_only=self.read_only)
        store = Store(vault, None, self._projections, self._random)
        store._writes = self._writes
        return store

    def transaction(self) -> AbstractContextManager[None]:
        """All that happens inside is kept or none of it; inside another transaction it can be taken back alone."""
        return self._vault.transaction()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """A transaction of many facts: the same as one by one, but written together (`batch.py`)."""
        with self._vault.transaction(), self._vault.batched():
            yield

    def append(self, fact: Fact, *, actor: str, subject: str, at: datetime, written: str = "") -> Entry:
        """Append `fact` and let it change the tables, in one transaction (the caller's, where one is open).

        `at` is an aware instant, not before the last fact's; `written` the fact's JSON where somebody made it already.
        Errors: ClockWentBack, DiskFull, DeskReadOnly.
        """
        with self._vault.transaction(), self._vault.acting(APPEND):
            entry = self._journal.write(fact, actor=actor, subject=subject, at=at, written=written)
            self._tables.written(fact, entry.payload or "")
            self._projections.apply(fact, entry, self._tables, self._tables)
            self.touched.appended(entry)
        return entry

    def erase(self, ids: Sequence[str], reason: str, *, actor: str, subject: str, at: datetime) -> Entry:
        """Erase for ever what the facts with these `ids` say, and append the fact that says so, in one transaction.

        The chain still verifies. A replay passes erased facts over, so a fact that fills tables may be erased only with
        all others of its subject, and only together with a fact whose projection leaves in the tables what may stay:
        append that one first, in the same transaction. Numbers that erased facts gave out stay taken: the fact says how
        far each series had come. Copies made before still hold what is erased here.
        ValueError when an id is not there, or is one of a fact that must stay (KEPT).
        """
        wanted = tuple(sorted(set(ids)))
        with self._vault.transaction():
            fact = PayloadsErased(ids=wanted, reason=reason, counters=_counters(self._to_erase(wanted)))
            entry = self.append(fact, actor=actor, subject=subject, at=at)
            self._journal.erase(wanted)
        return entry

    def erase_files(self, sha256s: Sequence[str]) -> None:
        """Take away kept files that no fact names any more. In the transaction of `erase`, after it."""
        self.attachments.erase(sha256s, self._journal)

    def files_named(self, after: int = 0) -> Iterator[tuple[int, str]]:
        """The kept files that facts behind `after` name: the fact's number, the file's SHA-256."""
        return self.attachments.named(self._journal, after)

    def files_named_by(self, seq: int) -> tuple[str, ...]:
        """The kept files that one fact names."""
        return self.attachments.named_by(seq)

    def forget_erased(self) -> None:
        """Fold the write-ahead log into the file, so that no page with what was erased stays in it. After `erase`."""
        with translated(self._vault.path):
            self._vault.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _to_erase(self, ids: Sequence[str]) -> Iterator[Entry]:
        for id_ in ids:
            entry = self._journal.entry(id_)
            if entry is None or entry.kind in KEPT:
                raise ValueError(f"fact {id_} cannot be erased")
            yield entry

    def entry(self, id_: str) -> Entry | None:
        """The fact with this id, or None."""
        with translated(self._vault.path):
            return self._journal.entry(id_)

    def entries(
        self, *, subject: str | None = None, kind: str | None = None, after: int = 0, until: datetime | None = None
    ) -> Iterator[Entry]:
        """Entries in order: of one subject, of one kind, with seq > `after`, with at <= `until`."""
        with translated(self._vault.path):
            yield from self._journal.read(subject=subject, kind=kind, after=after, until=until)

    def said(self, kind: str, path: str, subjects: Collection[str], until: int | None = None) -> list[Row]:
        """What facts of a kind about these say at a JSON `path`, where something stands there: rows of subject and
        said, in one look for all. `until`: of the facts up to this seq."""
        sql = """SELECT subject, json_extract(payload, ?) AS said FROM journal
                 WHERE subject IN (SELECT value FROM json_each(?)) AND +kind = ? AND seq <= ? AND said IS NOT NULL"""
        last = _ANY if until is None else until
        return self.query(sql, (path, json.dumps([*subjects]), kind, last))

    @property
    def read_only(self) -> bool:
        """Whether the desk was opened only for reading, beside a program that may write."""
        return not self._writes

    def first_at(self) -> datetime | None:
        """When the first fact happened (aware, UTC); None in an empty journal."""
        with translated(self._vault.path):
            return self._journal.first_at()

    def last_at(self) -> datetime | None:
        """When the last fact happened (aware, UTC); None in an empty journal."""
        with translated(self._vault.path):
            return self._journal.last_at()

    def reading(self) -> AbstractContextManager[None]:
        """One unchanging view for many reads, whatever a program beside this one writes meanwhile."""
        return self._vault.reading()

    def payload_begins(self, seq: int, size: int) -> bytes:
        """So many bytes of what the fact of this number says, which stands there: the rest of it is not read."""
        with translated(self._vault.path):
            return self._vault.begins("journal", "payload", seq, size)

    def head(self) -> Head:
        """The end of the chain."""
        with translated(self._vault.path):
            return self._journal.head()

    def verify(self, against: Path | None = None) -> Verdict:
        """Is the journal whole and unchanged, do the guards stand, and does no backup in the desk's folder know better?
        `against` is a backup that is kept elsewhere. Reads every fact once. BackupDamaged, NewerDesk for `against`."""
        with self._twin() as twin:
            return self._verified(self._witnesses(against), twin)

    def _witnesses(self, against: Path | None) -> tuple[Witness, ...]:
        called = () if against is None else (witness.called(against, self._vault.key),)
        return (*witness.own(self._vault, self.device), *called)

    def _twin(self) -> AbstractContextManager[Vault]:
        return closing(empty_twin(self._vault, self._projections))

    def _verified(self, witnesses: tuple[Witness, ...], twin: Vault) -> Verdict:
        verdict = check_chain(self._vault)
        behind = () if _illegible(verdict) else witness.contradicted(self._vault, witnesses)
        with translated(self._vault.path):
            altered = list(check_schema(self._vault, twin))
        gone = {fault.where for fault in altered}.intersection(
            ("table attachment", "table received_fact", "table opened_fact")
        )
        more = (*behind, *altered, *([] if gone else self._beside_faults(verdict)))
        return replace(verdict, faults=verdict.faults + more)

    def replay(self, against: Path | None = None) -> Verdict:
        """`verify`, is every page sealed, and are the tables what the journal says? They are made anew in memory and
        compared."""
        witnesses = self._witnesses(against)
        with translated(self._vault.path):
            pages = tuple(Fault(None, "unreadable", page) for page in self._vault.bad_pages())
        with self._vault.reading(), self._twin() as twin:
            verdict = self._verified(witnesses, twin)
            verdict = replace(verdict, faults=verdict.faults + pages)
            if _illegible(verdict):
                return verdict
            more = check_rows(self._vault, twin, self._journal, self._projections)
        return replace(verdict, faults=verdict.faults + tuple(more))

    def rename_device(self, device: str) -> None:
        """From now on facts bear another device, and other keys will sign for it: the desk is a copy whose original may
        go on elsewhere."""
        with self._vault.transaction():
            self.exchange.forget_keys()
            rebuild.put_meta(self._vault, "device", device)
        self.device = device
        self._journal = Journal(self._vault, device, self._random)

    def backup(self, file: Path, at: datetime) -> Made:
        """Back the desk up to `file`, while it is open. Errors as `rmdesk.store.backup.make`."""
        return make(self._vault, self.device, file, at)

    def _beside_faults(self, verdict: Verdict) -> list[Fault]:
        """What is wrong beside the journal, with files and with other desks' facts."""
        if _illegible(verdict):
            return []
        try:
            return [*self.attachments.faults(self._journal), *self.exchange.faults(self._journal)]
        except FactUnreadable as error:
            return [Fault(error.seq, "unreadable", error.why)]

    def query(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a SELECT, each read by column name or position."""
        with translated(self._vault.path):
            return cast(list[Row], self._vault.rows(sql, params))

    def rows(self, sql: str, params: Params = ()) -> list[dict[str, Any]]:
        """All rows of a SELECT as dicts."""
        return [dict(cast(Any, row)) for row in self.query(sql, params)]

    def get(self, table: str, *key: object) -> dict[str, Any] | None:
        """The row of a projected table with this primary key, or None."""
        with translated(self._vault.path):
            return self._tables.row(table, *key)

    def where(self, table: str, **columns: object) -> Sequence[dict[str, Any]]:
        """The rows of a projected table with these values in these columns (None: an empty one), in order of its key:
        for a few of them, found by an index. Told again, they need not be put down to be found."""
        with translated(self._vault.path):
            return self._tables.where(table, **columns)

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says; the same one again for the same text."""
        return self._tables.parsed(model, doc)

    def rest(self) -> None:
        """Close the file until `wake`; no other program may write it. The key and what was read leave memory."""
        self._tables.forget()
        self._vault.close()
        self.resting = True

    def wake(self, key: bytes) -> None:
        """Go on after `rest`. NotADesk, DeskDamaged, DiskFailed, DiskFull."""
        self._vault.reopen(key)
        self.resting = False

    def close(self) -> None:
        """Close the file and let the next program in; what was read of it leaves memory too."""
        self._tables.forget()
        self._vault.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _counters(entries: Iterable[Entry]) -> dict[str, int]:
    """How far each series of numbers came in these facts."""
    found: dict[str, int] = {}
    for entry in entries:
        given = None if entry.payload is None else entry.fact.gives_no
        if given is not None:
            name, serial = parted(given)
            found[name] = max(serial, found.get(name, 0))
    return dict(sorted(found.items()))


def _illegible(verdict: Verdict) -> bool:
    return any(fault.what in ("unreadable", "malformed") for fault in verdict.faults)


def _registered() -> Projections:
    # Late: the tables' modules import this package.
    import_module("rmdesk.store.tables")
    return PROJECTIONS


def _existing(folder: Path) -> Path:
    path = folder / FILE
    if not path.exists():
        raise NoDesk(folder)
    if not path.is_file():
        raise NotADesk(path, "not-a-file")
    return path


def _must_be_writable(path: Path) -> None:
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)):
        raise DeskReadOnly(path.parent)


def _check(vault: Vault) -> bool:
    """Whether this desk file is as new as this program. NewerDesk."""
    return schema.check_version(vault, schema.MIGRATIONS)


def _ready(path: Path, key: bytes, projections: Projections) -> Vault | None:
    """The file opened to read, proved once; None where it must be migrated or rebuilt first."""
    vault = Vault.open(path, key, read_only=True)
    try:
        if _check(vault) and rebuild.is_current(vault, projections):
            return vault
    except BaseException:
        vault.close()
        raise
    vault.close()
    return None
