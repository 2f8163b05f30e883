"""Files that are whole or absent: written beside, flushed, then moved into place."""

import errno
import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rmdesk.store.errors import DeskReadOnly, DiskFailed, DiskFull

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700

_DENIED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def private_folder(folder: Path) -> None:
    """Make `folder` (and its parents), readable by its owner only. DeskReadOnly, DiskFull."""
    with os_errors(folder):
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        folder.chmod(OWNER_ONLY_FOLDER)


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step, mode 0600; after a crash either the old or the new one stands."""
    handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sweep_parts(path: Path) -> None:
    """Take away what writing `path` left half done in a killed program. The caller holds the lock on such writing."""
    for stale in path.parent.glob(f"{glob.escape(path.name)}.*.part"):
        stale.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def os_errors(folder: Path) -> Iterator[None]:
    """Turn what the system says about writing in `folder` into DeskReadOnly, DiskFull, or DiskFailed with its name."""
    try:
        yield
    except OSError as error:
        if error.errno in _DENIED:
            raise DeskReadOnly(folder) from error
        if error.errno in _FULL:
            raise DiskFull(folder) from error
        raise DiskFailed(folder, errno.errorcode.get(error.errno or 0, type(error).__name__)) from error
