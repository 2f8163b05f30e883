"""What can go wrong with a desk's files. Each error carries data; its words are a face's business.

`code` is the name under which the desk finds the words.
"""
# ruff: noqa: N818 - the names say what happened to the desk, as a person would: "wrong password", "desk busy".

from datetime import datetime
from pathlib import Path
from typing import ClassVar


class StoreError(Exception):
    """Base of all errors of the store."""

    code: ClassVar[str] = "store"


class FolderError(StoreError):
    """An error about one folder or file. `why` is a short machine word, "" when the class says it all."""

    def __init__(self, path: Path, why: str = "") -> None:
        super().__init__(str(path), why)
        self.path = path
        self.why = why


class NoDesk(FolderError):
    """There is no desk in this folder."""

    code = "no-desk"


class DeskExists(FolderError):
    """A desk stands here already; it is never overwritten."""

    code = "desk-exists"


class NotADesk(FolderError):
    """The file is no desk, or the key is not its key: SQLCipher cannot tell these apart."""

    code = "not-a-desk"


class DeskDamaged(FolderError):
    """A page of the desk file cannot be read back as it was written."""

    code = "desk-damaged"


class SlotsDamaged(FolderError):
    """The key slots cannot be used. `why`: missing, unreadable, text, shape or checksum."""

    code = "slots-damaged"


class DeskBusy(FolderError):
    """Another program works on this desk."""

    code = "desk-busy"


class DeskReadOnly(FolderError):
    """The folder or the file may not be written."""

    code = "desk-read-only"


class DiskFull(FolderError):
    """No room left; what was being written has been taken back whole."""

    code = "disk-full"


class DiskFailed(FolderError):
    """The system could not read or write the file; `why` is the driver's name for it."""

    code = "disk-failed"


class NoPlace(FolderError):
    """No file can be kept there: no disk takes that path."""

    code = "no-place"


class NewerDesk(StoreError):
    """The desk was written by a newer program: `found` is its version, `known` the newest one known here."""

    code = "newer-desk"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


class Outdated(StoreError):
    """An older program wrote the desk's tables: they are to be made anew first."""

    code = "outdated"


class SlotError(StoreError):
    """An error about the slot of one person."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person


class WrongPassword(SlotError):
    """The password does not open this person's slot."""

    code = "wrong-password"


class NoSuchPerson(SlotError):
    """No slot bears this name."""

    code = "no-such-person"


class PersonExists(SlotError):
    """A slot bears this name already."""

    code = "person-exists"


class LastSlot(SlotError):
    """Removing the last slot would lock everybody out for ever."""

    code = "last-slot"


class TooManyTries(SlotError):
    """Too many wrong passwords: no further try before `until` (aware, UTC)."""

    code = "too-many-tries"

    def __init__(self, person: str, until: datetime) -> None:
        super().__init__(person)
        self.until = until


class BackupDamaged(FolderError):
    """A backup cannot be trusted. `why`: no-backup, short, long, header, seal, slots, data, chain or head."""

    code = "backup-damaged"


class BundleDamaged(FolderError):
    """A file cannot be taken for a bundle or a card. `why`: absent, none (it is another file), cut, altered (its
    signature or a seal is broken)."""

    code = "bundle-damaged"


class BundleFormat(StoreError):
    """A bundle or a card of another format: `found` is its number, `known` the one known here."""

    code = "bundle-format"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known


class ChainDiffers(StoreError):
    """Another desk's fact is not the one that was seen before: its hash was `known` (empty: none fits), and is `given`
    now."""

    code = "chain-differs"

    def __init__(self, seq: int, known: bytes, given: bytes) -> None:
        super().__init__(seq, known, given)
        self.seq = seq
        self.known = known
        self.given = given


class ClockWrong(StoreError):
    """A fact was to bear a time, `given`, that does not fit the last one's (both aware, UTC)."""

    code = "clock-wrong"

    def __init__(self, last: datetime, given: datetime) -> None:
        super().__init__(last, given)
        self.last = last
        self.given = given


class ClockWentBack(ClockWrong):
    """It was to be dated before the last one."""

    code = "clock-went-back"


class ClockWentAhead(ClockWrong):
    """It was to be dated so long after the last one that somebody must confirm the clock first."""

    code = "clock-went-ahead"


class FactUnreadable(StoreError):
    """A stored fact cannot be rebuilt or applied.

    `why`: unknown (no such kind here), shape (its fields), at (its instant), erased, projection (it does not fit
    the facts before it).
    """

    code = "fact-unreadable"

    def __init__(self, seq: int, kind: str, why: str) -> None:
        super().__init__(seq, kind, why)
        self.seq = seq
        self.kind = kind
        self.why = why
