"""Files that are whole or absent: written beside, flushed, then moved into place."""

import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rmdesk.store.errors import DeskReadOnly, DiskFailed, DiskFull, FolderError, NoPlace

PART: Final = ".part"
"""How the names of half-written files end."""
OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700

_DENIED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_PLACE: Final = {
    *(errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP),
    *(errno.EINVAL, errno.ENOTSUP, errno.ENXIO),
}  # what /proc, a device, a name that no disk takes say
_LEAST_ROOM: Final = 64 * 1024
"""A disk with less room than this is full, whatever else it says: SQLite asks for 32 KiB at once."""


def private_folder(folder: Path) -> None:
    """Make `folder` (and its parents), readable by its owner only. DeskReadOnly, DiskFull."""
    with os_errors(folder):
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        folder.chmod(OWNER_ONLY_FOLDER)


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step, mode 0600; after a crash either the old or the new one stands."""
    with replacing(path, path.name + ".") as file:
        file.write(data)


@contextmanager
def replacing(path: Path, prefix: str) -> Iterator[IO[bytes]]:
    """A new file, mode 0600, that takes the place of `path` in one step when the block ends, also through a power cut;
    it is gone when the block fails. Until then its name begins with `prefix` and ends with PART."""
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_over(path: Path, data: bytes) -> None:
    """Overwrite a file of less than a block where it stands: that takes no room on a full disk. A crash may tear it."""
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def sweep_parts(path: Path) -> None:
    """Take away what writing `path` left half done in a killed program. The caller holds the lock on such writing."""
    for stale in path.parent.glob(f"{glob.escape(path.name)}.*{PART}"):
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
    """Turn what the system says about `folder` into the error that `meaning` gives."""
    try:
        yield
    except OSError as error:
        raise meaning(error, folder) from error


def meaning(error: OSError, folder: Path) -> FolderError:
    """What the system said about `folder`: DeskReadOnly, DiskFull, NoPlace, or DiskFailed with the system's name."""
    if error.errno in _DENIED:
        return DeskReadOnly(folder)
    if is_full(error):
        return DiskFull(folder)
    if error.errno in _NO_PLACE:
        return NoPlace(folder)
    return DiskFailed(folder, errno.errorcode.get(error.errno or 0, type(error).__name__))


def is_full(error: OSError) -> bool:
    """Whether the system had no room, on the disk or in what a person may take of it."""
    return error.errno in _FULL


def no_room(folder: Path) -> bool:
    """Whether the disk under `folder` is full, as far as the system tells; some drivers call that a failure."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
