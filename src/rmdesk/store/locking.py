"""One writing program per desk. The system frees the lock when the program ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rmdesk.store.errors import DeskBusy
from rmdesk.store.files import OWNER_ONLY_FILE, os_errors

NAME: Final = "desk.lock"
"""An empty file: it holds the lock and says nothing."""
KEYS_NAME: Final = "slots.lock"
"""Held for milliseconds while the files of the key slots are read and written anew."""
NAMES: Final = (NAME, KEYS_NAME)


class Lock:
    """The exclusive lock on one desk's folder, held until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once. DeskBusy when another program holds it, DeskReadOnly, DiskFull."""
        self._handle: int | None = None
        with os_errors(folder):
            handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
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


@contextmanager
def keys_lock(folder: Path) -> Iterator[None]:
    """Wait until no other program changes the slots or the count of wrong passwords. DeskReadOnly, DiskFull."""
    with os_errors(folder):
        handle = os.open(folder / KEYS_NAME, os.O_RDWR | os.O_CREAT, OWNER_ONLY_FILE)
    try:
        _await(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _await(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _seize(handle: int) -> None:
        # flock and not lockf: it also keeps two stores of one process apart, and closing
        # another handle of the same file does not lose it.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _await(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
