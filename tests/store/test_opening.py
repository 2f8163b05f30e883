"""Opening a desk that is fine, busy, newer, foreign, broken, full, or read-only."""

import errno
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from rmdesk.store import Draft, Store, making, slots
from rmdesk.store import vault as vaults
from rmdesk.store.errors import (
    DeskBusy,
    DeskDamaged,
    DeskExists,
    DeskReadOnly,
    DiskFailed,
    DiskFull,
    NoDesk,
    NotADesk,
)
from rmdesk.store.setting_up import made_whole
from rmdesk.store.vault import FILE
from store.kit import (
    DEVICE,
    KEY,
    START,
    KitDeposited,
    KitNoted,
    boxes,
    fill,
    made,
    opened,
    raw,
    reachable_folder,
    without_rights,
)
from support.tiers import also


def test_a_desk_opens_again(store: Store, folder: Path) -> None:
    """The next morning everything is there."""
    head = store.head()
    store.close()
    with opened(folder) as again:
        assert (again.head(), again.device) == (head, DEVICE)
        assert again.replay().ok


def test_the_program_s_own_tables_are_made(folder: Path) -> None:
    """Without a registry of its own a store has the desk's tables, guarded, and replays clean."""
    with Store.create(folder, KEY, DEVICE) as store:
        assert store.replay().ok
    with Store.open(folder, KEY) as store:
        assert store.verify().ok


def test_files_are_the_owner_s_alone(store: Store, folder: Path) -> None:
    """A shared laptop has other users."""
    fill(store, 1)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == dict.fromkeys(
        ["desk.db", "desk.db-wal", "desk.db-shm", "desk.lock"], 0o600
    )


def test_a_desk_is_never_overwritten(store: Store, folder: Path) -> None:
    """Setting up twice must not cost a branch its clients."""
    store.close()
    with pytest.raises(DeskExists):
        made(folder)
    with opened(folder) as again:
        assert again.head().seq == 10


def test_a_set_up_that_was_cut_short_can_be_done_again(folder: Path) -> None:
    """A crash in the first second leaves no half desk."""
    folder.mkdir()
    for name in ("desk.db.part", "desk.db.part-wal"):
        (folder / name).write_bytes(os.urandom(5000))
    with made(folder) as store:
        assert store.verify().ok
    assert sorted(path.name for path in folder.iterdir()) == ["desk.db", "desk.lock"]


def test_a_set_up_whose_last_step_fails_can_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worn disk takes the keys and not the desk file behind them: they would open nothing, and stop every set-up."""

    def replaced(file: Path, to: Path) -> Path:
        if file.name == FILE:
            raise OSError(errno.EIO, "worn out")
        return Path(shutil.move(file, to))

    def set_up() -> None:
        with made_whole(tmp_path) as work:
            (work / slots.FILE).touch()
            (work / FILE).touch()

    with monkeypatch.context() as worn:
        worn.setattr(Path, "replace", replaced)
        with pytest.raises(DiskFailed):
            set_up()
    set_up()
    assert (tmp_path / FILE).exists()


@pytest.mark.parametrize("shared", [False, True])
def test_no_desk(tmp_path: Path, shared: bool) -> None:
    """A mistyped folder is named, and nothing is made in it."""
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NoDesk) as caught:
            opened(folder, shared=shared)
        assert caught.value.path == folder
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"a shopping list\n" * 500, os.urandom(8192), b"SQLite format 3\x00" + bytes(4080)],
    ids=["empty", "one byte", "text", "noise", "sqlite header"],
)
@pytest.mark.parametrize("shared", [False, True])
def test_a_file_that_is_no_desk(folder: Path, content: bytes, shared: bool) -> None:
    """The file is left as it is: it may be somebody's work."""
    folder.mkdir()
    (folder / "desk.db").write_bytes(content)
    with pytest.raises(NotADesk):
        opened(folder, shared=shared)
    assert (folder / "desk.db").read_bytes() == content


def test_a_folder_for_a_file(folder: Path) -> None:
    """Not even a file."""
    (folder / "desk.db").mkdir(parents=True)
    with pytest.raises(NotADesk):
        opened(folder)


def test_another_program_s_database_is_no_desk(folder: Path) -> None:
    """The right key does not make a desk."""
    folder.mkdir()
    with raw(folder) as sql:
        sql.execute("CREATE TABLE t (a)")
    with pytest.raises(NotADesk):
        opened(folder)
    with raw(folder) as sql:
        assert [row[0] for row in sql.execute("SELECT name FROM sqlite_master")] == ["t"]


def test_a_wrong_key_opens_nothing(store: Store, folder: Path) -> None:
    """And says no more than that it does not fit."""
    store.close()
    with pytest.raises(NotADesk):
        Store.open(folder, os.urandom(32), projections=boxes())
    with pytest.raises(ValueError, match="256"):
        Store.open(folder, b"short", projections=boxes())
    with opened(folder) as again:
        assert again.verify().ok


def test_a_second_program_is_told_that_the_desk_is_busy(store: Store, folder: Path) -> None:
    """Two writers would tear the chain apart."""
    with pytest.raises(DeskBusy):
        opened(folder)
    code = "import sys; from store.kit import opened; from pathlib import Path; opened(Path(sys.argv[1]))"
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert "DeskBusy" in done.stderr
    store.close()
    with opened(folder) as again:
        assert again.head().seq == 10


def test_an_open_that_fails_leaves_the_desk_free(store: Store, folder: Path) -> None:
    """A wrong key must not lock the next try out."""
    store.close()
    for _ in range(3):
        with pytest.raises(NotADesk):
            Store.open(folder, os.urandom(32), projections=boxes())
    opened(folder).close()


def test_a_reader_shares_the_desk_and_cannot_write(store: Store, folder: Path) -> None:
    """Lists for scripts come from a running desk, and change nothing."""
    with opened(folder, shared=True) as reader:
        fill(store, 2)
        assert reader.head() == store.head()
        for act in (
            lambda: reader.append(KitNoted(text="x"), actor="w", subject="", at=START + timedelta(days=1)),
            lambda: reader.drafts.put(Draft("d", "w", "k", "", START)),
        ):
            with pytest.raises(DeskReadOnly):
                act()
    assert store.replay().ok


@pytest.mark.parametrize("shared", [False, True])
def test_a_read_only_folder_is_told(shared: bool) -> None:
    """A desk on a locked stick says so, at once, and stays whole."""
    with reachable_folder() as parent:
        folder = parent / "desk"
        with made(folder) as store:
            fill(store, 3)
        with without_rights(folder), pytest.raises(DeskReadOnly):
            opened(folder, shared=shared).head()
        with opened(folder) as store:
            assert store.replay().ok


def test_setting_up_in_a_read_only_folder_is_told() -> None:
    """And leaves nothing behind."""
    with reachable_folder() as parent:
        with without_rights(parent), pytest.raises(DeskReadOnly):
            made(parent / "desk")
        assert list(parent.iterdir()) == []


def test_a_full_disk_takes_the_whole_act_back(store: Store) -> None:
    """What was saved before stays; what did not fit is gone whole; the desk goes on when there is room."""
    pages = store.query("PRAGMA page_count")[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 3}")
    head = store.head()
    with pytest.raises(DiskFull):
        fill(store, 500)
    assert store.head() == head
    with pytest.raises(DiskFull):
        store.drafts.put(Draft("d", "wang", "intake", "", START, {"note": "长" * 50_000}))
    assert store.drafts.list() == ()
    assert store.replay().ok
    store.query("PRAGMA max_page_count = 1000000")
    fill(store, 500)
    assert store.replay().ok


def test_a_full_disk_inside_an_inner_act_ends_the_outer_one(store: Store) -> None:
    """SQLite may roll everything back on its own; that must not be hidden by an error about the error."""
    pages = store.query("PRAGMA page_count")[0][0]
    store.query(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(DiskFull), store.transaction():
        fill(store, 500)
    assert store.head().seq == 10
    assert store.replay().ok


def test_each_flipped_byte_is_noticed_or_harmless(folder: Path) -> None:
    """A failing disk must never show another amount than the one that was written."""
    with made(folder) as store:
        fill(store, 60)
        head, rows = store.head(), store.rows("SELECT * FROM box")
    path = folder / "desk.db"
    data = path.read_bytes()
    noticed = 0
    for place in range(0, len(data), max(1, len(data) // 120)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            with opened(folder) as store:
                verdict = store.replay()
                assert not verdict.ok or (store.head(), store.rows("SELECT * FROM box")) == (head, rows)
        except (NotADesk, DeskDamaged):
            noticed += 1
        for leftover in ("desk.db-wal", "desk.db-shm"):
            (folder / leftover).unlink(missing_ok=True)
    assert noticed > 5


def test_a_desk_cut_short_is_noticed(store: Store, folder: Path) -> None:
    """Half a copy is no copy."""
    fill(store, 300)
    store.close()
    data = (folder / "desk.db").read_bytes()
    (folder / "desk.db").write_bytes(data[: len(data) // 2 // 4096 * 4096])
    with pytest.raises((NotADesk, DeskDamaged)), opened(folder) as again:
        assert not again.replay().ok


def test_sqlite_utils_works_on_the_same_connection(store: Store) -> None:
    """Tables are made through it; it sees the desk and is refused like everyone."""
    db = making.database(store._vault)
    assert db["box"].count == 1
    with pytest.raises(driver.IntegrityError):
        db.table("box").delete_where()


def test_closing_twice_is_fine(store: Store) -> None:
    """An exit after an exit."""
    store.close()
    store.close()


@pytest.mark.parametrize("size", [30_000, *map(also, (33_000, 36_300, 40_000))])
def test_a_long_text_with_a_damaged_end_is_noticed(folder: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLCipher gives the last page of a long text out as zeros when its seal is broken, and says nothing."""
    with made(folder) as store:
        store.append(KitDeposited(box="A", amount=Decimal(1), note="长" * (size // 3)), actor="w", subject="", at=START)
        rows = store.rows("SELECT note FROM deposit")
    path = folder / "desk.db"
    data, told = path.read_bytes(), 0
    monkeypatch.setattr(vaults, "PROVED_AT_OPENING", 0)  # as for a desk too large to be read whole at every opening
    for page in range(1, len(data) // 4096):
        at = page * 4096 + 100
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        try:
            with opened(folder, shared=True) as store:
                assert store.rows("SELECT note FROM deposit") == rows
                assert not store.replay().ok
        except (NotADesk, DeskDamaged):
            told += 1
    assert told > 8, "each page of the long text was told"
    monkeypatch.undo()
    with pytest.raises(DeskDamaged):
        opened(folder)


READING = """
import sys
from datetime import datetime, timedelta
from pathlib import Path
from rmdesk.store.asof import as_of
from store.kit import START, fill, opened
folder = Path(sys.argv[1])
with opened(folder, shared=True) as store:
    assert store.get("box", "A") == {"name": "A", "total": "100.00"}
with opened(folder) as store:
    fill(store, 1)
    with as_of(store, START + timedelta(seconds=4), ["kit.deposited/1"], []) as past:
        assert past.get("box", "A") == {"name": "A", "total": "50.00"}
        assert past.head().seq == 5
print(*sorted(name for name in ("sqlite_utils", "sqlcipher3") if name in sys.modules))
"""


def test_an_up_to_date_desk_waits_for_no_table_maker(store: Store, folder: Path) -> None:
    """It takes a tenth of a second to load: nobody should wait for it to unlock, to read, to write or to look back."""
    store.close()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", READING, str(folder)], capture_output=True, text=True, env=env, check=False
    )
    assert (ran.stdout.split(), ran.stderr) == (["sqlcipher3"], "")
