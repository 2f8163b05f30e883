"""What all printing shares: files written whole or not at all."""

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rmdesk.desk import placing
from rmdesk.desk.desk import Desk
from rmdesk.domain.characters import visible
from rmdesk.domain.refusal import StopError, refused, stop
from rmdesk.store.files import PART, replacing, sync_folder

_BEGUN: Final = "rmdesk-"
"""How the names of half-written files begin."""
_STALE: Final = 600
"""Seconds for which nothing was written to one: whoever wrote it was ended."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_NAME = frozenset('/\\:*?"<>|')


def write_file(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, readable by its owner only. OSError."""
    with replacing_file(path) as file:
        file.write(content)
    return path


def write_lines(path: Path, lines: Iterable[str]) -> Path:
    """`write_file`, line by line: a journal may be larger than memory. OSError."""
    with replacing_file(path) as file:
        for line in lines:
            file.write(f"{line}\n".encode())
    return path


def paper_name(number: str, title: str) -> str:
    """What a paper's file is called: its number and its title, in its language, without what some system refuses."""
    called = "".join(" " if one in _NO_NAME else one for one in visible(title))
    return f"{number}-{' '.join(called.split())[:60]}.pdf"


def harmless(row: Iterable[str]) -> list[str]:
    """The cells of a CSV row: a table program takes one that begins so for a formula, so it begins as a text."""
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row]


def stop_at_risk(desk: Desk, to: Path) -> None:
    """Nothing is written in silence to where a cloud service or the network takes it (DESK-19.place), unless the desk
    itself was meant to stand there."""
    place = placing.risky(to)
    if place and not placing.meant() and placing.accepted(desk.folder) != place:
        stop("DESK-19.place", path=to, place=place)


def stop_if_there(file: Path, *, over: bool) -> None:
    """A file that is there is written over only by somebody who says so (DESK-19.file_there)."""
    if file.exists() and not over:
        stop("DESK-19.file_there", path=file)


@contextmanager
def leaving(desk: Desk, to: Path) -> Iterator[None]:
    """What leaves the desk as files, and the fact that says so: both or neither. `to`: where they are written."""
    stop_at_risk(desk, to)
    try:
        with desk.transaction():
            yield
    except OSError as error:
        raise unwritable(to, error) from error


@contextmanager
def replacing_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the place of `path` when the block ends, and is gone when it fails. What a killed program
    left half written beside it goes too: it is in clear."""
    _own_folder(path.parent)
    take_away_begun(path.parent.glob(f"{_BEGUN}*{PART}"), older=_STALE)
    with replacing(path, _BEGUN) as file:
        yield file


def take_away_begun(paths: Iterable[Path], older: float = 0) -> None:
    """Delete these files, those to which nothing was written for `older` seconds."""
    for path in paths:
        try:
            if path.is_file() and time.time() - path.stat().st_mtime >= older:
                path.unlink()
        except OSError:  # in use by the printer of a system that locks files: the next time finds it again
            continue


def _own_folder(folder: Path) -> None:
    """Make `folder` and all that is missing above it, readable by their owner only. OSError."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
        sync_folder(one.parent)


def size_of(path: Path) -> int:
    """The bytes of a file. OSError for what is none: a pipe or a device might never end."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return found.st_size


def unwritable(folder: Path, error: OSError) -> StopError:
    """What is raised for a folder that cannot be written."""
    return StopError(refused("DESK-19.unwritable", path=folder, why=error.strerror or type(error).__name__))
