"""A desk that is set up stands in its folder whole or not at all, whenever the program or the power goes.

It is made in a folder inside that one. Then its files move up, the desk file last: without it no desk is there. The
keys move just before, so keys without a desk file, and a desk file without keys inside, are one that was made whole.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from rmdesk.store import rebuild, schema, slots
from rmdesk.store.errors import DeskExists
from rmdesk.store.files import PART, os_errors, private_folder, sync_folder
from rmdesk.store.locking import NAMES, Lock
from rmdesk.store.vault import FILE, Vault, translated

_PREFIX: Final = "desk."


def make_file(folder: Path, key: bytes, device: str) -> None:
    """The desk file of a new desk in `folder`, with nothing in it. DeskExists, DiskFull, DiskFailed."""
    # Made under another name and moved: a crash leaves no half desk that the next start would take for one.
    path, part = folder / FILE, folder / (FILE + ".part")
    if path.exists():
        raise DeskExists(folder)
    for leftover in folder.glob(part.name + "*"):
        leftover.unlink()
    vault = Vault.create(part, key)
    try:
        with translated(part):
            schema.migrate(vault, schema.MIGRATIONS)
            rebuild.put_meta(vault, "device", device)
            # Closing would do the same and not tell when it fails: what is moved would be empty, its log left behind.
            vault.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        vault.close()
    part.replace(path)
    sync_folder(folder)


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """Where to make the files of a new desk; they are in `folder` once the block has ended, or gone when it fails.

    What an ended program left half made goes first; what it left whole but for the last step is the desk (DeskExists).
    Errors: DeskExists, DeskBusy, DeskReadOnly, DiskFull, NoPlace, DiskFailed.
    """
    private_folder(folder)
    lock = Lock(folder)
    try:
        with os_errors(folder):
            _cleared(folder)
            if (folder / FILE).exists() or (folder / slots.FILE).exists():
                raise DeskExists(folder)
            work = Path(tempfile.mkdtemp(prefix=_PREFIX, suffix=PART, dir=folder))
        try:
            yield work
            with os_errors(folder):
                _moved_up(work, folder)
        finally:
            _put_away(work, folder)
    finally:
        lock.release()


def _put_away(work: Path, folder: Path) -> None:
    """What was not moved up goes, the keys first: without the desk file they would stop whoever sets up again. Where a
    disk does not let them go, they stay with the desk that they open."""
    with suppress(OSError):
        if not (folder / FILE).exists():
            (folder / slots.FILE).unlink(missing_ok=True)
            sync_folder(folder)
        shutil.rmtree(work, ignore_errors=True)


def _cleared(folder: Path) -> None:
    for work in folder.glob(f"{_PREFIX}*{PART}"):
        if not work.is_dir():
            continue
        if (work / FILE).exists() and not (work / slots.FILE).exists() and (folder / slots.FILE).exists():
            _moved_up(work, folder)
        shutil.rmtree(work)


def _moved_up(work: Path, folder: Path) -> None:
    sync_folder(work)
    files = [one for one in work.iterdir() if one.name not in NAMES]
    for file in sorted(files, key=lambda one: (one.name == FILE, one.name == slots.FILE)):
        file.replace(folder / file.name)
        sync_folder(folder)
