"""Backups of the desk: made while it is open, counted only when proved, restored to a new folder only (DESK-19)."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import opening, placing
from rmdesk.desk.access import ROLES_OF, lacks_role, use_case
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import door
from rmdesk.desk.paper_files import stop_at_risk, stop_if_there
from rmdesk.domain import facts, vault_facts
from rmdesk.domain.refusal import StopError, stop
from rmdesk.store import Store, container, slots
from rmdesk.store import backup as files
from rmdesk.store.backup import Made
from rmdesk.store.errors import DiskFull
from rmdesk.store.journal import Head
from rmdesk.store.plain import instant, instant_text

FOLDER = files.FOLDER
_PREFIX = "rmdesk-"
_NO_NEWS = frozenset(
    {facts.DeskUnlocked.kind, vault_facts.BackupMade.kind}
)  # after these alone a new backup would hold nothing new


class Restored(NamedTuple):
    """A desk that was made from a backup of `made_at`. `head` is where the backup's chain ends, and the desk's goes on:
    the next fact says where the desk comes from."""

    folder: Path
    made_at: datetime
    head: Head


@use_case("backup.make")
def make(desk: Desk, file: Path, *, over: bool = False) -> Made:
    """Back the desk up to `file` (under a name by the time when `file` is a folder), opened, verified and compared.
    `over`: also where there is a file already."""
    file = file / _name(desk) if file.is_dir() else file
    stop_at_risk(desk, file)
    stop_if_there(file, over=over)
    return _make(desk, file, automatic=False)


@use_case("backup.make")
def here(desk: Desk) -> Made:
    """Back the desk up into its own folder of backups, and drop the oldest ones there."""
    made = _make(desk, desk.folder / FOLDER / _name(desk), automatic=False)
    _rotate(desk, desk.thresholds().backups_kept)
    return made


@use_case("backup.make")
def at_exit(desk: Desk) -> Made | None:
    """Back up into the desk's own folder when something happened since the last backup, and drop the oldest ones."""
    if desk.store.read_only or not _news(desk):
        return None
    made = _make(desk, desk.folder / FOLDER / _name(desk), automatic=True)
    _rotate(desk, desk.thresholds().backups_kept)
    return made


def last(desk: Desk) -> datetime | None:
    """When the last backup that counts was made (aware, UTC); None when there is none.

    One that is dated ahead was made while the clock was wrong: nobody can tell how old it is, so the one before counts.
    """
    row, now = desk.store.get("setting", "backup"), desk.now()
    if row is None or instant(row["value"]) <= now:
        return None if row is None else instant(row["value"])
    sql = "SELECT max(at) AS at FROM journal WHERE kind = ? AND at <= ?"
    (found,) = desk.store.query(sql, (vault_facts.BackupMade.kind, instant_text(now)))
    return None if found["at"] is None else instant(found["at"])


def by_hand(desk: Desk) -> bool:
    """Whether somebody ever made a backup, and not the program alone when it was left."""
    sql = "SELECT 1 FROM journal WHERE kind = ? AND json_extract(payload, '$.automatic') = 0 LIMIT 1"
    return bool(desk.store.query(sql, (vault_facts.BackupMade.kind,)))


def opened_at(desk: Desk) -> datetime:
    """When the desk was opened (aware, UTC)."""
    rows = desk.store.query("SELECT at FROM journal ORDER BY seq LIMIT 1")
    return instant(rows[0]["at"]) if rows else desk.now()


def age(desk: Desk) -> timedelta | None:
    """How old the last backup is, for the title line; None when there is none."""
    made = last(desk)
    return None if made is None else max(desk.clock() - made, timedelta(0))


def automatic(desk: Desk) -> tuple[Path, ...]:
    """The backups in the desk's own folder, the oldest first."""
    return tuple(sorted((desk.folder / FOLDER).glob(f"{_PREFIX}*{files.SUFFIX}")))


@door
def restore(
    file: Path, folder: Path, login: str, password: str, *, clock: Clock = system_clock, anywhere: bool = False
) -> Restored:
    """Make a desk in the new `folder` from a backup, as an administrator of it or with the recovery code.

    `login` is "recovery" for the printed code, else a person who had a slot when the backup was made. The folder must
    be absent or empty. The backup is refused unless its seal, every page, the chain and its end are right.
    """
    place = placing.risky(folder)
    if place and not placing.meant(anywhere):
        stop("DESK-19.place", path=folder, place=place)
    with files.unpacked(file, folder) as (work, header):
        key = slots.open(work, login, password)
        if slots.is_once(work, login):
            stop("DATA-08.code", person=login)
        files.prove(file, work, header, key)
        _adopt(work, key, login, header, clock)
        if place:
            placing.accept(work, place)
    return Restored(folder, header.made_at, header.head)


def _adopt(work: Path, key: bytes, login: str, header: container.Header, clock: Clock) -> None:
    """Give the unpacked desk a device name of its own, and let its journal say where it comes from."""
    with Store.open(work, key) as store:
        if login != slots.RECOVERY:
            _may_restore(store, login)
        before = store.device
        fact = vault_facts.BackupRestored(
            made_at=header.made_at, seq=header.head.seq, head=header.head.hash.hex(), device_before=before
        )
        store.rename_device(opening.new_device())
        at = max(clock(), store.last_at() or clock())
        store.append(fact, actor=login, subject="desk", at=at)


def _may_restore(store: Store, login: str) -> None:
    person = opening.person_of(store, login)
    if person is None or not person.active:
        stop("DATA-08.suspended", person=login)
    if not ROLES_OF["backup.restore"].intersection(person.roles):
        raise StopError(lacks_role("backup.restore"))


def _make(desk: Desk, file: Path, *, automatic: bool) -> Made:
    made = desk.store.backup(file, desk.now())
    if not desk.store.read_only:
        fact = vault_facts.BackupMade(
            name=made.file.name,
            folder=str(made.file.parent),
            size=made.size,
            seq=made.head.seq,
            head=made.head.hash.hex(),
            automatic=automatic,
        )
        with suppress(DiskFull):  # the file counts all the same, and is what somebody wants who has no room left
            desk.record(fact, "desk")
    return made


def _name(desk: Desk) -> str:
    return f"{_PREFIX}{desk.local(desk.clock()):%Y%m%d-%H%M%S}-{desk.store.head().seq}{files.SUFFIX}"


def _news(desk: Desk) -> bool:
    sql = "SELECT kind FROM journal WHERE seq > coalesce((SELECT max(seq) FROM journal WHERE kind = ?), 0)"
    return any(row["kind"] not in _NO_NEWS for row in desk.store.query(sql, (vault_facts.BackupMade.kind,)))


def _rotate(desk: Desk, kept: int) -> None:
    for old in _surplus(automatic(desk), kept):
        with suppress(OSError):  # the new one counts; the next time takes this one too
            old.unlink(missing_ok=True)


def _surplus(there: Sequence[Path], kept: int) -> Sequence[Path]:
    return there[: max(0, len(there) - kept)]
