"""One writing program per desk. The system frees the lock when the program ends, however it ends."""

import errno
import os
import sys
from pathlib import Path
from typing import Final

from rmdesk.store.errors import DeskBusy, DeskReadOnly, DiskFull

NAME: Final = "desk.lock"
"""An empty file: it holds the lock and says nothing."""

_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT} if sys.platform != "win32" else {errno.ENOSPC}


class Lock:
    """The exclusive lock on one desk's folder, held until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once. DeskBusy when another program holds it, DeskReadOnly, DiskFull."""
        self._handle: int | None = None
        handle = _open(folder / NAME)
        try:
            _seize(handle)
        except OSError as error:
            os.close(handle)
            raise DeskBusy(folder) from error
        self._handle = handle

    def release(self) -> None:
        """Let the next program in. A second call does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno in _DENIED:
            raise DeskReadOnly(path.parent) from error
        if error.errno in _FULL:
            raise DiskFull(path.parent) from error
        raise


if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(handle: int) -> None:
        # flock and not lockf: it also keeps two stores of one process apart, and closing
        # another handle of the same file does not lose it.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
