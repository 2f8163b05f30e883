"""A backup counts when it was proved, and gives the same desk again; a damaged one is refused."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk import backup, checking, opening, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.settings import branch as settings
from rmdesk.store import container, slots
from rmdesk.store.errors import BackupDamaged, DeskReadOnly, DiskFull
from rmdesk.store.vault import Vault
from support.clock import Clock
from support.desks import PASSWORD, codes, done, rested
from support.tiers import also, longer
from vault.kit import OWN, at_desk, hire, kinds


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a desk with two people."""
    hire(desk, "lin", "manager")
    return done(backup.make(desk, tmp_path / "usb" / "one.rmdesk")).file


def _rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    names = [row[0] for row in desk.store.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [name for name in names if name not in ("journal", "head", "meta", "setting") and "_search" not in name]
    return {name: [tuple(row) for row in desk.store.query(f"SELECT * FROM {name} ORDER BY 1")] for name in kept}


def test_a_restored_desk_has_the_same_head_and_the_same_tables(
    desk: Desk, file: Path, tmp_path: Path, clock: Clock
) -> None:
    """Must show 5: the laptop fell into the river; on the next one everything is there."""
    noted = container.read_header(file)
    rows = _rows(desk)
    assert noted.head.seq == desk.store.head().seq - 1, "the fact about the backup comes after it"
    clock.forward(days=1)
    restored = done(backup.restore(file, tmp_path / "new", "demo", PASSWORD, clock=clock))
    assert restored.folder == tmp_path / "new"
    with at_desk(tmp_path / "new", "demo", clock) as again:
        entries = list(again.store.entries())
        assert entries[noted.head.seq - 1].hash == noted.head.hash
        assert [one.kind for one in entries[noted.head.seq :]] == ["vault.backup_restored/1", "desk.unlocked/1"]
        assert _rows(again) == rows
        assert again.store.replay().ok
        assert again.store.device != desk.store.device, "two desks under one name could not be told apart later"
    with at_desk(tmp_path / "new", "lin", clock):
        pass


@pytest.mark.parametrize("elsewhere", [False, True], ids=["own folder", "named"])
def test_a_file_of_yesterday_put_back_is_noticed(desk: Desk, clock: Clock, tmp_path: Path, elsewhere: bool) -> None:
    """Its chain verifies; only a backup that was made in between remembers what was taken away."""
    old = tmp_path / "yesterday.db"
    desk.close()
    shutil.copyfile(desk.folder / "desk.db", old)
    with at_desk(desk.folder, "demo", clock) as today:
        hire(today, "lin", "manager")
        made = done(backup.make(today, tmp_path / "usb.rmdesk") if elsewhere else backup.here(today))
        against = made.file if elsewhere else None
        assert done(checking.verify(today, against=against)).ok
    shutil.copyfile(old, desk.folder / "desk.db")
    with at_desk(desk.folder, "demo", clock) as again:
        for replay in (False, True):
            verdict = done(checking.verify(again, replay=replay, against=against))
            assert [(one.seq, one.what, one.where) for one in verdict.faults] == [
                (made.head.seq, "backup", made.file.name)
            ]


def test_a_backup_of_another_desk_or_none_bears_no_witness(desk: Desk, tmp_path: Path) -> None:
    """A verdict that named any file at hand would be believed by nobody."""
    (desk.folder / "backups").mkdir()
    (desk.folder / "backups" / "broken.rmdesk").write_bytes(b"rmdesk-backup-1\nxxxx")
    assert done(checking.verify(desk)).ok
    assert codes(checking.verify(desk, against=tmp_path / "absent.rmdesk")) == ["DESK-19.no_backup"]
    assert codes(checking.verify(desk, against=desk.folder / "backups" / "broken.rmdesk")) == ["DESK-19.backup"]


def test_a_backup_is_a_fact_and_its_age_is_known(desk: Desk, file: Path, clock: Clock) -> None:
    """The title line says how old it is."""
    assert kinds(desk)[-1] == "vault.backup_made/1"
    clock.forward(hours=2)
    age = backup.age(desk)
    assert age is not None
    assert abs(age - timedelta(hours=2)) < timedelta(seconds=1)
    assert desk.store.replay().ok
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_dated_ahead_is_no_fresh_one(desk: Desk, file: Path, tmp_path: Path, clock: Clock) -> None:
    """After a day on which the clock stood years ahead the title line would say "just now" for years."""
    assert file.exists()
    rested(desk, clock, days=4000)
    done(backup.make(desk, tmp_path / "ahead.rmdesk"))
    clock.forward(days=-3999)
    age = backup.age(desk)
    assert age is not None
    assert abs(age - timedelta(days=1)) < timedelta(minutes=1)


def test_nothing_of_a_client_stands_in_clear_in_a_backup(file: Path) -> None:
    """A lost stick is no leak: only logins and the chain's head can be read."""
    data = file.read_bytes()
    header = container.read_header(file)
    first = data.index(b"SQLite format") if b"SQLite format" in data else -1
    assert first == -1
    assert "测试".encode() not in data
    assert [part.name for part in header.parts] == ["slots.json", "desk.db"]


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "DESK-19.no_backup"),
    "another file": (lambda data: b"holiday photos" + data[14:], "DESK-19.no_backup"),
    "cut in the header": (lambda data: data[:60], "DESK-19.backup"),
    "cut by half": (lambda data: data[: len(data) // 2], "DESK-19.backup"),
    "cut by a byte": (lambda data: data[:-1], "DESK-19.backup"),
    "longer by a byte": (lambda data: data + b"\0", "DESK-19.backup"),
    "a later time": (lambda data: data.replace(b'"made_at": "2026', b'"made_at": "2036', 1), "DESK-19.backup"),
    "another head": (lambda data: data.replace(b'"seq": ', b'"seq": 9', 1), "DESK-19.backup"),
    "a way out of the folder": (lambda data: data.replace(b'"desk.db"', b'"../desk"', 1), "DESK-19.backup"),
    "a header of a gigabyte": (lambda data: data[:16] + b"\x40\0\0\0" + data[20:], "DESK-19.backup"),
    "no pages": (lambda data: data[:-20000] + bytes(20000), "DESK-19.backup"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_backup_is_refused_and_leaves_nothing(file: Path, tmp_path: Path, clock: Clock, name: str) -> None:
    """Half a desk that opens would be worse than none."""
    change, case = DAMAGES[name]
    data = file.read_bytes()
    assert change(data) != data, "the damage changes something"
    file.write_bytes(change(data))
    assert codes(backup.restore(file, tmp_path / "new", "demo", PASSWORD, clock=clock)) == [case]
    assert not (tmp_path / "new").exists()
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


@pytest.mark.parametrize("step", [*range(0, 40, 4), *(also(step) for step in range(40) if step % 4)])
def test_any_flipped_byte_of_a_backup_is_noticed(file: Path, tmp_path: Path, clock: Clock, step: int) -> None:
    """A stick that rots must not restore another amount than the one that was written."""
    data = bytearray(file.read_bytes())
    place = step if step < 20 else (len(data) - 1) * step // 40
    data[place] ^= 1
    file.write_bytes(data)
    assert codes(backup.restore(file, tmp_path / "new", "demo", PASSWORD, clock=clock))[0].startswith("DESK-19.")


def test_a_backup_with_another_desk_inside_is_refused(desk: Desk, file: Path, tmp_path: Path, clock: Clock) -> None:
    """Slots of one desk around the pages of another, with every digest put right: the seal does not fit."""
    other, _ = done(opening.create(tmp_path / "other", desk.branch, desk.actor, PASSWORD, desk.pack, "zh",
                                   cost=opening.Cost.quick(), clock=clock))  # fmt: skip
    done(backup.make(other, tmp_path / "other.rmdesk"))
    other.close()
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    header = container.unpack(file, mine)
    container.unpack(tmp_path / "other.rmdesk", theirs)
    shutil.copy(theirs / "desk.db", mine / "desk.db")
    parts = tuple(container.measure(mine / name, name) for name in ("slots.json", "desk.db"))
    forged = container.Header(header.made_at, header.device, header.schema, header.head, parts)
    container.write(tmp_path / "forged.rmdesk", forged, [mine / part.name for part in parts], bytes(32))
    answer = backup.restore(tmp_path / "forged.rmdesk", tmp_path / "new", "demo", PASSWORD, clock=clock)
    assert codes(answer) == ["DESK-19.backup"]


def test_restoring_wants_a_password_of_that_day_and_an_administrator(file: Path, tmp_path: Path, clock: Clock) -> None:
    """Whoever finds the stick has to know more than where it was."""
    assert codes(backup.restore(file, tmp_path / "new", "demo", "wrong", clock=clock)) == ["DATA-08.password"]
    assert codes(backup.restore(file, tmp_path / "new", "nobody", PASSWORD, clock=clock)) == ["DATA-08.password"]
    assert codes(backup.restore(file, tmp_path / "new", "lin", PASSWORD, clock=clock)) == ["DATA-08.role"]
    assert not (tmp_path / "new").exists()


def test_a_living_desk_is_never_written_over(desk: Desk, file: Path, tmp_path: Path, clock: Clock) -> None:
    """A slip of the folder must not cost what was entered since."""
    head = desk.store.head()
    assert codes(backup.restore(file, desk.folder, "demo", PASSWORD, clock=clock)) == ["DESK-19.exists"]
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat").write_text("x")
    assert codes(backup.restore(file, tmp_path / "photos", "demo", PASSWORD, clock=clock)) == ["DESK-19.exists"]
    for name in ("desk.db", "desk.db-wal", "slots.json", "tries.json", "anything"):
        assert codes(backup.make(desk, desk.folder / name, over=True)) == ["DESK-19.exists"]
    assert codes(backup.make(desk, tmp_path / "photos" / "cat", over=True)) == ["DESK-19.no_backup"]
    assert (tmp_path / "photos" / "cat").read_text() == "x"
    assert desk.store.head() == head


def test_at_exit_a_backup_is_made_only_when_something_happened(desk: Desk, clock: Clock) -> None:
    """Seven openings in a morning must not push yesterday's backup out of the rotation."""
    first = done(backup.at_exit(desk))
    assert first is not None
    assert first.file.parent == desk.folder / backup.FOLDER
    assert backup.at_exit(desk) is None
    desk.close()
    with at_desk(desk.folder, "demo", clock) as again:
        assert backup.at_exit(again) is None
        done(settings.change_branch(again, again.branch))
        assert backup.at_exit(again) is not None


@longer
def test_the_oldest_automatic_backups_go_and_others_stay(desk: Desk, clock: Clock) -> None:
    """The disk does not fill, and nothing is deleted that somebody else put there."""
    kept = desk.thresholds().backups_kept
    for _ in range(kept + 3):
        clock.forward(hours=1)
        done(settings.change_branch(desk, desk.branch))
        done(backup.at_exit(desk))
    (desk.folder / backup.FOLDER / "mine.txt").write_text("x")
    there = backup.automatic(desk)
    assert len(there) == kept
    assert f"{desk.local(clock()):%Y%m%d-%H%M%S}" in there[-1].name
    clock.forward(hours=1)
    done(settings.change_branch(desk, desk.branch))
    done(backup.at_exit(desk))
    assert there[0] not in backup.automatic(desk)
    assert (desk.folder / backup.FOLDER / "mine.txt").exists()


def test_a_backup_that_cannot_be_written_is_told_and_the_old_one_stays(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full stick: the last good backup is still there, and nothing claims that there is a new one."""
    before, head = file.read_bytes(), desk.store.head()

    def full(*_: object, **__: object) -> None:
        raise DiskFull(file.parent)

    with monkeypatch.context() as broken:
        broken.setattr(container, "write", full)
        assert codes(backup.make(desk, file, over=True)) == ["DESK-19.disk_full"]
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert desk.store.head() == head


def test_a_stick_without_room_for_the_copy_is_told(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy itself did not fit: the driver says so in other words than anywhere else."""
    before, blank = file.read_bytes(), Vault.blank

    def cramped(path: Path, key: bytes) -> Vault:
        copy = blank(path, key)
        copy.execute("PRAGMA max_page_count = 3").fetchall()
        return copy

    monkeypatch.setattr(Vault, "blank", cramped)
    assert codes(backup.make(desk, file, over=True)) == ["DESK-19.disk_full"]
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_backup_that_reads_back_wrong_does_not_count(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that takes everything and keeps nothing."""
    real = container.write

    def bad(path: Path, *rest: object) -> None:
        real(path, *rest)  # type: ignore[arg-type]
        with path.open("r+b") as broken:
            broken.seek(-100, os.SEEK_END)
            broken.write(bytes(50))

    before, head = file.read_bytes(), desk.store.head()
    monkeypatch.setattr(container, "write", bad)
    assert codes(backup.make(desk, file, over=True)) == ["DESK-19.backup"]
    assert (file.read_bytes(), desk.store.head()) == (before, head)


def test_a_desk_without_sound_slots_makes_no_backup(desk: Desk, tmp_path: Path) -> None:
    """A backup that nobody can open is none."""
    path = desk.folder / slots.FILE
    path.write_text(json.dumps({"format": 1}))
    assert codes(backup.make(desk, tmp_path / "one.rmdesk")) == ["DESK-19.slots"]
    path.unlink()
    assert codes(backup.make(desk, tmp_path / "one.rmdesk")) == ["DESK-19.slots"]
    assert not (tmp_path / "one.rmdesk").exists()


def test_the_errors_say_which_file() -> None:
    """Several sticks lie on the table."""
    with pytest.raises(BackupDamaged) as caught:
        container.read_header(Path("/nowhere/one.rmdesk"))
    assert (caught.value.path, caught.value.why) == (Path("/nowhere/one.rmdesk"), "missing")
    assert issubclass(DeskReadOnly, Exception)


def test_a_removed_person_cannot_restore_a_later_backup(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """Must show 3, for backups."""
    hire(desk, "wu", "administrator")
    done(people.remove(desk, "wu", "离职", OWN))
    made = done(backup.make(desk, tmp_path / "after.rmdesk"))
    assert codes(backup.restore(made.file, tmp_path / "new", "wu", PASSWORD, clock=clock)) == ["DATA-08.password"]
