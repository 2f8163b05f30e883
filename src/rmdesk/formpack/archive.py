"""The archive as a bank sets it: retention clocks, classes, scans (SUIT-09, KYC-08, DESK-16)."""

from typing import Literal

from rmdesk.domain.archive import RetentionClock
from rmdesk.domain.base import Text, Value

ClassId = Literal["basic", "process", "result", "client"]
CLASS_IDS: tuple[ClassId, ...] = ("basic", "process", "result", "client")
SCAN_ENDINGS = ("pdf", "jpg", "jpeg", "png")
"""What the program can look into: it counts pages and tells a damaged file."""


class ArchiveClass(Value):
    """One part of the archive and the kinds of paper that belong to it."""

    id: ClassId
    name: Text
    papers: tuple[str, ...]


class ScanFiles(Value):
    """Of scans, or of products' documents: the largest file in bytes, the longest file name, the endings taken."""

    most_bytes: int
    name: int
    endings: tuple[str, ...]


class Archive(Value):
    """All of archive.toml."""

    version: str
    clock: tuple[RetentionClock, ...]
    files: ScanFiles
    documents: ScanFiles
    classes: tuple[ArchiveClass, ...]

    def class_of(self, kind: str) -> ArchiveClass:
        """The part of the archive that a kind of paper belongs to; the first one for a kind that none names."""
        return next((one for one in self.classes if kind in one.papers), self.classes[0])
