"""Nothing of a client stands in clear in any file of the desk, nor on the screen's error channel."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from rmdesk.store import Draft, Store, slots
from rmdesk.store.errors import DeskDamaged, NotADesk
from store.kit import KEY, START, KitDeposited, boxes, made, opened

NAME, NUMBER = "欧阳静怡", "110101199003070000"


def _clear_texts() -> list[bytes]:
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    return [word.encode(name) for word in (NAME, NUMBER, "kit.deposited/1", "journal") for name in encodings]


def _found(folder: Path) -> list[str]:
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"desk.db", "slots.json"} <= files.keys()
    return [f"{name}: {word!r}" for name, data in files.items() for word in _clear_texts() if word in data]


def test_no_file_holds_clear_text(folder: Path) -> None:
    """A stolen laptop gives away no name, open or closed, before or after a checkpoint."""
    slots.create(folder, KEY, "王敏", "pw", slots.Cost.quick())
    with made(folder) as store:
        for step in range(50):
            fact = KitDeposited(box=NAME, amount=Decimal(step), note=NUMBER * 200)
            store.append(fact, actor="wang", subject=NAME, at=START)
            store.drafts.put(Draft("d", "wang", "intake", NAME, START, {"number": NUMBER, "step": step}))
        assert (folder / "desk.db-wal").stat().st_size > 0
        assert _found(folder) == []
        store.query("PRAGMA wal_checkpoint(TRUNCATE)")
        assert _found(folder) == []
        store.drafts.delete("d")
        store.replay()
    assert _found(folder) == []


def test_the_key_is_in_no_file(folder: Path) -> None:
    """The key beside the lock would be no lock."""
    slots.create(folder, KEY, "王敏", "pw", slots.Cost.quick())
    with made(folder):
        for path in folder.iterdir():
            assert KEY not in path.read_bytes()
            assert KEY.hex().encode() not in path.read_bytes()


def test_a_broken_desk_writes_nothing_to_the_screen(
    store: Store, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """SQLCipher's own log would be drawn across the form."""
    store.close()
    with pytest.raises(NotADesk):
        Store.open(folder, os.urandom(32), projections=boxes())
    data = bytearray((folder / "desk.db").read_bytes())
    for place in range(5000, len(data), 4096):
        data[place] ^= 1
    (folder / "desk.db").write_bytes(data)
    with pytest.raises((DeskDamaged, NotADesk)), opened(folder) as again:
        list(again.entries())
    assert capfd.readouterr() == ("", "")
