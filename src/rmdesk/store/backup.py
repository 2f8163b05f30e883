"""Backups: a copy of the open desk in one file, and a desk made of such a file in a new folder (DESK-19).

A backup counts only after the copy was opened with the key, its chain verified and its end compared with the desk's,
and after the finished file was read back from the disk.
"""

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rmdesk.store import container, schema, slots, tries
from rmdesk.store.container import Header
from rmdesk.store.errors import BackupDamaged, DeskDamaged, DeskExists, DeskReadOnly, DiskFailed, DiskFull, NotADesk
from rmdesk.store.files import os_errors, sync_folder, write_whole
from rmdesk.store.journal import Head
from rmdesk.store.vault import FILE, Vault, translated
from rmdesk.store.verify import check_chain

SUFFIX: Final = ".rmdesk"
FOLDER: Final = "backups"
"""In the desk's own folder: what the program makes by itself."""


@dataclass(frozen=True)
class Made:
    """A backup that counts: where it is, when, and where its chain ends."""

    file: Path
    at: datetime
    head: Head
    size: int


def make(vault: Vault, device: str, file: Path, at: datetime) -> Made:
    """Back the open desk in `vault` up to `file`, replacing an older backup there only when the new one counts.

    DeskReadOnly, DiskFull, DiskFailed, SlotsDamaged, DeskDamaged; BackupDamaged when the copy is not what it should be,
    or when a file that is no backup stands there.
    """
    _must_not_be_the_desk(file, vault.path.parent)
    with os_errors(file.parent):
        if file.is_dir():
            raise DeskReadOnly(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        _sweep(file, vault.path.parent)
        work = Path(tempfile.mkdtemp(prefix=file.name + ".", suffix=".part", dir=file.parent))
    with _making(work), translated(vault.path):
        made = _made(vault, device, work, at)
        whole = work / "whole"
        container.write(whole, made, (work / slots.FILE, work / FILE), vault.key)
        container.compare(whole, made)
        size = whole.stat().st_size
        whole.replace(file)
        sync_folder(file.parent)
    return Made(file, at, made.head, size)


def before_migration(vault: Vault, device: str, to: int) -> Made:
    """Back a desk up before a newer program changes its file; no migration without it. Errors as `make`.

    Its name bears the time of the computer's clock: what zone the branch is in stands in the file to be changed."""
    at = datetime.now(UTC)
    name = f"before-{schema.version(vault)}-to-{to}-{at.astimezone():%Y%m%d-%H%M%S}{SUFFIX}"
    return make(vault, device, vault.path.parent / FOLDER / name, at)


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[tuple[Path, Header]]:
    """The backup's files in a folder of their own beside `folder`, and what the backup says of itself.

    The folder becomes `folder` when the block ends without an exception, and is gone otherwise. DeskExists when
    `folder` is there and holds anything; BackupDamaged, NewerDesk, DeskReadOnly, DiskFull.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DeskExists(folder)
    header = container.read_header(file)
    with os_errors(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=folder.name + ".", suffix=".part", dir=folder.parent))
    with _making(work):
        container.unpack(file, work)
        tries.create(work)
        yield work, header
        if folder.exists():
            folder.rmdir()
        work.replace(folder)
        sync_folder(folder.parent)


@contextmanager
def _making(work: Path) -> Iterator[None]:
    """Around what is made in the folder `work`, which goes at the end; what the disk says is told of the folder that it
    stands in, not by the name of something half made."""
    try:
        with os_errors(work.parent):
            yield
    except (DiskFull, DiskFailed, DeskReadOnly) as error:
        if not error.path.is_relative_to(work):
            raise
        raise type(error)(work.parent, error.why) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def prove(file: Path, folder: Path, header: Header, key: bytes) -> None:
    """Is the desk that was unpacked into `folder` sound, and the one that `header` names? BackupDamaged, NewerDesk."""
    container.check_seal(file, key)
    _prove(file, folder / FILE, key, header.head)


def _made(vault: Vault, device: str, work: Path, at: datetime) -> Header:
    if vault.bad_pages():
        raise DeskDamaged(vault.path)  # copied, its zeros would get a seal of their own
    slots.people(vault.path.parent)  # a missing or damaged slot file makes no backup
    with os_errors(vault.path.parent):
        keys = (vault.path.parent / slots.FILE).read_bytes()
    write_whole(work / slots.FILE, keys)
    head = _copy(vault, work / FILE)
    _prove(work / FILE, work / FILE, vault.key, head)
    parts = tuple(container.measure(work / name, name) for name in (slots.FILE, FILE))
    return Header(at, device, schema.version(vault), head, parts)


def _copy(vault: Vault, path: Path) -> Head:
    """Copy page by page; encrypted from the first byte on, for the copy has the same key."""
    copy = Vault.blank(path, vault.key)
    try:
        with vault.reading():
            noted = vault.one("SELECT seq, hash FROM head")
            with translated(path):  # what was read a moment ago to its last page can be read
                vault.connection.backup(copy.connection)
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        copy.close()
    return Head(noted["seq"], noted["hash"]) if noted else Head(0, bytes(32))


def _prove(file: Path, path: Path, key: bytes, head: Head) -> None:
    try:
        copy = Vault.open(path, key, read_only=True)
    except NotADesk as error:
        raise BackupDamaged(file, "data") from error
    try:
        with translated(path):
            schema.check_version(copy, schema.MIGRATIONS)
            if copy.bad_pages():
                raise BackupDamaged(file, "data")
            verdict = check_chain(copy)
    finally:
        copy.close()
    if not verdict.ok:
        raise BackupDamaged(file, "chain")
    if verdict.head != head:
        raise BackupDamaged(file, "head")


def _sweep(file: Path, desk: Path) -> None:
    """Take away what a killed program left half done: in the desk's own folder all, elsewhere of this file only."""
    own = file.parent.resolve() == (desk / FOLDER).resolve()
    for stale in file.parent.glob("*.part" if own else f"{glob.escape(file.name)}.*.part"):
        shutil.rmtree(stale, ignore_errors=True)


def _must_not_be_the_desk(file: Path, folder: Path) -> None:
    """A slip of the file's name must not cost the desk, nor anybody's letter."""
    # By the name first: opening and closing the desk file here would take SQLite's locks on it away.
    if file.parent.resolve() == folder.resolve() and not file.name.endswith(SUFFIX):
        raise DeskExists(file)
    if file.is_file() and not container.looks_like_one(file):
        raise BackupDamaged(file, "no-backup")
