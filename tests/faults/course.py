"""What a course is: it builds a state, does one piece of work while the disk fails, and says what must hold after.

A folder of a course holds the `desk` and, where something leaves it, the `stick`.
"""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import ClassVar, Final
from unittest.mock import patch

from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import passed
from rmdesk.formpack import Pack, load_texts
from rmdesk.store import backup as files
from rmdesk.store import replay, slots, store
from rmdesk.store.errors import StoreError
from rmdesk.store.project import Projections
from rmdesk.store.vault import Vault
from support.clock import START, Clock
from support.desks import PASSWORD, new_desk
from support.families import default_pack
from support.people import product
from support.walk import put_on, register

_LATER: Final = timedelta(hours=2)
_AFTER: Final = Clock(START + 2 * _LATER)
_CLIENT: Final = (
    "pack.toml",
    "thresholds.toml",
    "families.toml",
    "labels.toml",
    "levels.toml",
    "banned_words.toml",
    "intake_person.toml",
    "imports.toml",
)


@cache
def little_pack(*more: str) -> Pack:
    """Of the default pack what a desk opens with, and `more` files of it. A desk keeps its pack twice: of a whole one,
    two thirds of what it writes when it is set up or backed up would be forms."""
    files = default_pack().files
    return load_texts({name: files[name] for name in ("pack.toml", "thresholds.toml", *more)})


def later() -> Clock:
    return Clock(START + _LATER)


@contextmanager
def at_desk(folder: Path, password: str = PASSWORD) -> Iterator[Desk]:
    desk = passed(opening.unlock(folder / "desk", "demo", password, clock=later()))
    try:
        yield desk
    finally:
        desk.close()


class Course(ABC):
    """One piece of work at a desk."""

    name: ClassVar[str]
    forms: ClassVar[tuple[str, ...]] = ()
    """What it reads of a pack, beyond what a client is registered and a product put on the shelf by."""

    def build(self, folder: Path) -> None:
        """The state in which it begins, once."""
        with new_desk(folder / "desk", little_pack(*_CLIENT, *self.forms), Clock()) as desk:
            put_on(desk, product())
            register(desk)
            self.more(desk, folder)
        (folder / "stick").mkdir(exist_ok=True)

    def more(self, desk: Desk, folder: Path) -> None:  # noqa: B027  most courses need nothing else
        """What else is there."""

    @abstractmethod
    def act(self, folder: Path) -> str | None:
        """Do it, in the process that fails; `tell` what is so for good. Why it was refused, where no rule says so."""

    def wrong(self, folder: Path, told: list[object]) -> Iterator[str]:
        """What does not hold afterwards, the disk being sound again; `told` is what the work told before its end."""
        yield from desk_wrong(folder / "desk", told)


@cache
def _made(projections: Projections) -> Vault:
    return replay.empty_twin(Vault.in_memory(Path()), projections)


def _twin(vault: Vault, projections: Projections) -> Vault:
    """What `replay.empty_twin` makes, copied: the same each time."""
    twin = Vault.in_memory(vault.path)
    _made(projections).connection.backup(twin.connection)
    return twin


def backup_wrong(file: Path, key: bytes) -> Iterator[str]:
    """A file with a backup's name is a whole backup."""
    target = file.parent / "unpacked"
    try:
        with files.unpacked(file, target) as (place, header):
            files.prove(file, place, header, key)
    except StoreError as error:
        yield f"{file.name}: {error!r}"
    shutil.rmtree(target, ignore_errors=True)


def desk_wrong(
    desk: Path,
    told: Sequence[object] = (),
    passwords: tuple[str, ...] = (PASSWORD,),
    clock: Callable[[], datetime] = _AFTER,
) -> Iterator[str]:
    """The desk opens, everything that was told to be recorded is there, its tables are what the journal says, its
    backups count, and nothing half written is left in it."""
    opened = [opening.unlock(desk, "demo", one, clock=clock) for one in passwords]
    found = next((one for one in opened if isinstance(one, Desk)), None)
    if found is None:
        yield f"the desk does not open: {opened}"
        return
    try:
        with patch.object(store, "empty_twin", _twin):
            verdict = found.store.replay()
        if not verdict.ok:
            yield f"faults {verdict.faults[:3]}"
        known = max((one for one in told if isinstance(one, int)), default=0)
        if found.store.head().seq < known:
            yield f"facts up to {known} were confirmed, {found.store.head().seq} are there"
        key = slots.open(desk, "demo", next(p for p, one in zip(passwords, opened, strict=True) if one is found))
    finally:
        found.close()
    for one in (desk / "backups").glob("*.rmdesk"):
        yield from backup_wrong(one, key)
    # A half-made backup goes with the next one; what is in clear goes when the desk is opened.
    left = [one.name for one in desk.rglob("*.part") if one.parent.name != "backups" and one.is_file()]
    if left:
        yield f"left half written: {left}"
