"""After a power cut the write-ahead log holds whole what the desk file holds torn: nothing is lost."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.store import Store, slots
from rmdesk.store.errors import DeskBusy, DeskDamaged
from store.kit import KEY, START, fill, made, opened

PAGE = 4096
_LOG_HEAD, _FRAME_HEAD = 32, 24


def pages_in_both(folder: Path) -> list[int]:
    """Numbers of the pages that the log holds and the file has a place for."""
    log, size = (folder / "desk.db-wal").read_bytes(), (folder / "desk.db").stat().st_size
    frames = range(_LOG_HEAD, len(log), _FRAME_HEAD + PAGE)
    pages = {int.from_bytes(log[at : at + 4], "big") for at in frames}
    return sorted(page for page in pages if page * PAGE <= size)


def tear(file: Path, page: int) -> None:
    """Half of the page is of another time. The salt of the file, which never changes, stands in the first half."""
    with file.open("r+b") as opened_file:
        opened_file.seek((page - 1) * PAGE + PAGE // 2)
        opened_file.write(bytes(PAGE // 2))


@pytest.fixture
def cut(folder: Path, tmp_path: Path) -> Path:
    """A desk of 60 facts as a power cut leaves it: file and log, of which 20 facts stand in the log only."""
    left = tmp_path / "left"
    with made(folder) as store:
        fill(store, 40)
        store.forget_erased()
        fill(store, 20)
        slots.create(folder, KEY, "wang", "a password", slots.Cost.quick())
        left.mkdir()
        for name in ("desk.db", "desk.db-wal", slots.FILE):
            shutil.copyfile(folder / name, left / name)
    return left


def each_torn(cut: Path, tmp_path: Path) -> Iterator[Path]:
    """The desk with one page torn, for every page that the log holds whole."""
    pages = pages_in_both(cut)
    assert len(pages) > 3
    for page in pages:
        one = tmp_path / f"torn-{page}"
        shutil.copytree(cut, one)
        tear(one / "desk.db", page)
        yield one


def sound(store: Store) -> bool:
    """All facts there, chain and tables as they should be."""
    return store.head().seq == 60 and store.verify().ok and store.replay().ok


@pytest.mark.parametrize("shared", [False, True])
def test_a_torn_page_that_the_log_holds_whole_costs_nothing(cut: Path, tmp_path: Path, shared: bool) -> None:
    """Else a manager is told to restore yesterday's backup over a day's work that is all there."""
    for one in each_torn(cut, tmp_path):
        with opened(one, shared=shared) as store:
            assert sound(store), one.name


@pytest.mark.usefixtures("lasting")
def test_a_fact_that_is_confirmed_is_on_the_disk(folder: Path) -> None:
    """Else a client has signed, the manager saw it confirmed, and after the cut nobody knows of it."""
    with made(folder) as store:
        assert [store.query(f"PRAGMA {one}")[0][0] for one in ("journal_mode", "synchronous")] == ["wal", 2]


def test_a_backup_is_made_of_it(cut: Path, tmp_path: Path) -> None:
    """The first backup after the cut holds the day that only the log held."""
    for one in each_torn(cut, tmp_path):
        with opened(one) as store:
            made_one = store.backup(tmp_path / f"{one.name}.rmdesk", START + timedelta(days=1))
            assert made_one.head == store.head()
            assert made_one.head.seq == 60


@pytest.mark.parametrize("shared", [False, True])
def test_a_torn_page_that_no_log_holds_is_damage(cut: Path, shared: bool) -> None:
    """Folding the log must not excuse what nobody holds whole."""
    (cut / "desk.db-wal").unlink()
    tear(cut / "desk.db", 3)
    with pytest.raises(DeskDamaged):
        opened(cut, shared=shared)


def test_a_log_that_cannot_be_folded_now_is_no_damage(
    cut: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads beside: the desk says "busy", and not that a backup is to be restored."""
    monkeypatch.setattr("rmdesk.store.vault.BUSY_SECONDS", 0.1)
    with opened(cut, shared=True) as reader, reader._vault.reading():
        reader.head()
        with opened(cut) as writer:
            fill(writer, 5)
            tear(cut / "desk.db", pages_in_both(cut)[1])
            with pytest.raises(DeskBusy):
                writer.backup(tmp_path / "early.rmdesk", START + timedelta(days=1))
    with opened(cut) as writer:
        assert writer.replay().ok
