"""The archive as a bank sets it: retention clocks, classes, scans (SUIT-09, KYC-08, DESK-16)."""

from datetime import date
from typing import Literal

from rmdesk.domain.archive import RetentionClock
from rmdesk.domain.base import Text, Value
from rmdesk.formpack.law import NewLaw

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


class RetentionRow(RetentionClock):
    """One retention, in force for what is judged from `effective_from` on; a later row of the same id replaces it."""

    effective_from: date
    law: NewLaw | None = None
    """A newer law than the program knows, which lets less be kept."""


class Archive(Value):
    """All of archive.toml."""

    version: str
    clock: tuple[RetentionRow, ...]
    files: ScanFiles
    documents: ScanFiles
    classes: tuple[ArchiveClass, ...]

    def on(self, day: date) -> tuple[RetentionClock, ...]:
        """The retentions in force on a day; a day before a clock's first row takes that first row."""
        chosen: dict[str, RetentionRow] = {}
        for row in sorted(self.clock, key=lambda one: one.effective_from):
            if row.effective_from <= day or row.id not in chosen:
                chosen[row.id] = row
        return tuple(chosen[name] for name in dict.fromkeys(row.id for row in self.clock))

    def class_of(self, kind: str) -> ArchiveClass:
        """The part of the archive that a kind of paper belongs to; the first one for a kind that none names."""
        return next((one for one in self.classes if kind in one.papers), self.classes[0])
