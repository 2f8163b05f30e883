"""On a full disk a desk is read, guesses are counted, and what failed is told of the disk that it failed on."""

import errno
import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

from rmdesk.desk import backup, clients, opening
from rmdesk.desk.desk import Desk
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.store import Store, tries
from rmdesk.store import backup as files
from rmdesk.store.errors import DiskFull
from rmdesk.store.files import meaning
from support.clock import Clock
from support.desks import codes, done
from support.walk import register
from vault.kit import at_desk, hire, kinds, unlock


def _no_room(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A locked desk with a client, of demo and lin, on a disk that has no room for another file or fact."""
    register(desk)
    hire(desk, "lin", "auditor")
    desk.close()

    def stopped(*_: object, **__: object) -> NoReturn:
        raise DiskFull(desk.folder)

    monkeypatch.setattr(tries, "write_whole", _no_room)
    monkeypatch.setattr(Store, "append", stopped)
    return desk.folder


def test_a_desk_on_a_full_disk_is_read(full: Path, clock: Clock) -> None:
    """The phone number of a client is not out of reach because somebody copied films; no look goes unrecorded."""
    with at_desk(full, "demo", clock) as desk:
        assert len(done(clients.page(desk))) == 1
        assert desk.unrecorded is not None
        assert codes(desk.unrecorded) == ["DESK-19.disk_full"]
    with at_desk(full, "lin", clock) as auditor:
        assert codes(clients.page(auditor)) == ["DESK-19.disk_full"]


def test_guesses_are_counted_there_too(full: Path, clock: Clock) -> None:
    """Else whoever fills the disk guesses for ever."""
    guessed = [codes(unlock(full, "demo", f"guess {number}", clock)) for number in range(6)]
    assert guessed == [["DATA-08.password"]] * 5 + [["DATA-08.wait"]]
    assert json.loads((full / tries.FILE).read_bytes())["count"]["demo"][0] == 5


def test_who_opened_it_is_recorded_once_there_is_room(
    full: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact by somebody who, says the journal, never unlocked the desk."""
    with at_desk(full, "demo", clock) as desk:
        before = desk.store.head().seq
        monkeypatch.undo()
        register(desk)
        assert kinds(desk, before)[0] == DeskUnlocked.kind


def test_a_backup_counts_although_it_cannot_be_noted(full: Path, clock: Clock, tmp_path: Path) -> None:
    """A stick is where somebody saves the day's work who has no room left."""
    with at_desk(full, "demo", clock) as desk:
        made = done(backup.make(desk, tmp_path / "stick.rmdesk"))
    assert made.file.stat().st_size == made.size


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EACCES, "desk-read-only"),
        (errno.ENAMETOOLONG, "no-place"),
        (errno.ENOENT, "no-place"),
        (errno.EIO, "disk-failed"),
    ],
)
def test_what_the_system_says_is_told_as_what_it_is(number: int, code: str) -> None:
    """Somebody changes the permissions of a path that is too long, or throws a sound disk away."""
    assert meaning(OSError(number, os.strerror(number)), Path("x")).code == code


@pytest.mark.parametrize("at", ["write_whole", "sync_folder"])
def test_the_stick_that_failed_is_named(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Somebody restores a desk that is sound, because the stick is worn."""

    def worn(*_: object) -> NoReturn:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(files, at, worn)
    refused = backup.make(desk, tmp_path / "stick" / "one.rmdesk")
    assert codes(refused) == ["DESK-19.disk_failed"]
    assert str(tmp_path / "stick") in str(refused)
    assert list((tmp_path / "stick").glob("*.part")) == []


def test_a_path_that_no_disk_takes_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A name of three hundred letters ended the command with the system's own words."""
    assert codes(backup.make(desk, tmp_path / f"{'x' * 300}.rmdesk")) == ["DESK-19.no_place"]
    assert codes(opening.people_of(tmp_path / ("x" * 300))) == ["DESK-19.no_place"]
