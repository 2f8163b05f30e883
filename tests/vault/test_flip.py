"""Must show 2: each single flipped byte of the desk file is noticed or harmless."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.store import Store, slots
from rmdesk.store.errors import DeskDamaged, NotADesk
from rmdesk.store.verify import check_chain
from support.clock import Clock
from support.desks import PASSWORD
from support.people import product
from support.tiers import also
from support.walk import assessed, put_on, register, start

PLACES = 500
FEW = range(0, PLACES, 32)
OTHERS = [[number for number in range(PLACES) if number not in FEW and number % 8 == part] for part in range(8)]


def _everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    names = [row[0] for row in store.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: [tuple(row) for row in store.query(f'SELECT * FROM "{name}"')] for name in names}


@pytest.mark.parametrize("numbers", [FEW, *map(also, OTHERS)], ids=["few", *(f"others {part}" for part in range(8))])
def test_each_flipped_byte_is_noticed_or_harmless(
    desk: Desk, clock: Clock, tmp_path: Path, numbers: Sequence[int]
) -> None:
    """A disk that rots must never show another level, another amount, another name than the one that was written."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    start(desk, clock, client).match().choose("W-01")
    desk.close()
    key, folder = slots.open(desk.folder, "demo", PASSWORD), tmp_path / "copy"
    shutil.copytree(desk.folder, folder)
    with Store.open(folder, key, shared=True) as store:
        told = _everything(store)
    path, noticed = folder / "desk.db", 0
    data = (desk.folder / "desk.db").read_bytes()
    for number in numbers:
        place = number * (len(data) - 1) // (PLACES - 1)
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        for leftover in ("desk.db-wal", "desk.db-shm"):
            (folder / leftover).unlink(missing_ok=True)
        try:
            with Store.open(folder, key, shared=True) as store:
                assert _everything(store) == told, f"byte {place}"
                assert check_chain(store._vault).ok
        except (NotADesk, DeskDamaged):
            noticed += 1
    assert noticed > len(numbers) // 2, "most bytes matter"
