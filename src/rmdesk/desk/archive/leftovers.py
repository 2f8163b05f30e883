"""What the desk wrote of a client in clear into its own folders: it goes with the file (KYC-08, DATA-04)."""

import hashlib
from pathlib import Path
from typing import Final

from rmdesk.desk.desk import Desk

PAPERS: Final = "papers"
EXPORTS: Final = "exports"
RESTRICTED: Final = "restricted"
"""In the desk's folder: where the screens put what people print and take out; in that of the papers, what not everybody
who prints may see."""


def take_away(desk: Desk, sha256s: frozenset[str]) -> tuple[str, ...]:
    """Delete the files of these digests, and what lies beside one under the same name (the zip of an evidence pack).

    Gives the names of those that could not be deleted. What was saved elsewhere nobody here knows of.
    """
    here = [path for name in (PAPERS, EXPORTS) for path in sorted((desk.folder / name).rglob("*")) if path.is_file()]
    stems = {(path.parent, path.stem) for path in here if _sha256(path) in sha256s}
    return tuple(path.name for path in here if (path.parent, path.stem) in stems and not _deleted(path))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # whoever may not read it here cannot have it deleted by its content either
        return ""


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
