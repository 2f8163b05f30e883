"""Backups as witnesses: where the chain stood when they were made, and whether the desk still knows it.

Whoever holds the key can write a whole new chain, or put yesterday's file back, and it verifies. A backup that was made
in between remembers otherwise, and best one that is kept elsewhere.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rmdesk.store import container
from rmdesk.store.backup import FOLDER, SUFFIX
from rmdesk.store.errors import BackupDamaged, NewerDesk
from rmdesk.store.journal import Head
from rmdesk.store.vault import Vault, translated
from rmdesk.store.verify import Fault


class Witness(NamedTuple):
    """The name of a backup, and where the chain ended in it."""

    name: str
    head: Head


def own(vault: Vault, device: str) -> tuple[Witness, ...]:
    """The backups of this very desk in its own folder. Call it before the journal is read: what is written meanwhile
    must not look as if it were missing. A damaged backup bears no witness."""
    found = (_heard(path, vault.key, device) for path in sorted((vault.path.parent / FOLDER).glob(f"*{SUFFIX}")))
    return tuple(one for one in found if one is not None)


def called(file: Path, key: bytes) -> Witness:
    """What one backup says, wherever it is kept. BackupDamaged, also when it is another desk's; NewerDesk."""
    header = container.read_header(file)
    container.check_seal(file, key)
    return Witness(file.name, header.head)


def contradicted(vault: Vault, witnesses: Iterable[Witness]) -> tuple[Fault, ...]:
    """Backups that hold a fact which the journal does not know, or knows otherwise."""
    with translated(vault.path):
        return tuple(Fault(one.head.seq, "backup", one.name) for one in witnesses if not _known(vault, one.head))


def _heard(path: Path, key: bytes, device: str) -> Witness | None:
    try:
        return called(path, key) if container.read_header(path).device == device else None
    except (BackupDamaged, NewerDesk):
        return None


def _known(vault: Vault, head: Head) -> bool:
    row = vault.one("SELECT hash FROM journal WHERE seq = ?", (head.seq,))
    return not head.seq or (row is not None and bytes(row["hash"]) == head.hash)
