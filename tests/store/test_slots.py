"""Key slots: who opens the desk, and what a damaged slot file says."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from rmdesk.store import sealing, slots
from rmdesk.store.errors import (
    DeskExists,
    DeskReadOnly,
    LastSlot,
    NewerDesk,
    NoDesk,
    NoSuchPerson,
    PersonExists,
    SlotsDamaged,
    WrongPassword,
)
from rmdesk.store.sealing import Cost
from store.kit import KEY, made, reachable_folder, without_rights

QUICK = Cost.quick()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one slot, that of 王敏."""
    slots.create(tmp_path / "desk", KEY, "王敏", "a password", QUICK)
    return tmp_path / "desk"


def test_the_right_password_gives_the_key(folder: Path) -> None:
    """Else nobody gets in."""
    assert slots.open(folder, "王敏", "a password") == KEY


@pytest.mark.parametrize("password", ["", "A password", "a password ", "recovery"])
def test_a_wrong_password_gives_nothing(folder: Path, password: str) -> None:
    """Else anybody gets in."""
    with pytest.raises(WrongPassword) as caught:
        slots.open(folder, "王敏", password)
    assert caught.value.person == "王敏"


def test_full_width_letters_are_the_same_password(folder: Path) -> None:
    """A Chinese input method left on types full-width letters."""
    assert slots.open(folder, "王敏", "ａ　ｐａｓｓｗｏｒｄ") == KEY


def test_an_unknown_person_is_told_apart(folder: Path) -> None:
    """A typo in the name is no wrong password."""
    for act in (lambda: slots.open(folder, "李雷", "x"), lambda: slots.remove(folder, "李雷")):
        with pytest.raises(NoSuchPerson):
            act()
    with pytest.raises(NoSuchPerson):
        slots.replace(folder, KEY, "李雷", "x", QUICK)


def test_people_come_and_go(folder: Path) -> None:
    """Person change; the data is not touched."""
    slots.add(folder, KEY, "li", "second", QUICK)
    with pytest.raises(PersonExists):
        slots.add(folder, KEY, "li", "third", QUICK)
    assert slots.people(folder) == ("王敏", "li")
    assert slots.open(folder, "li", "second") == KEY
    slots.remove(folder, "王敏")
    assert slots.people(folder) == ("li",)
    with pytest.raises(NoSuchPerson):
        slots.open(folder, "王敏", "a password")


def test_a_replaced_password_no_longer_opens(folder: Path) -> None:
    """A password that was seen has to be worth nothing."""
    slots.replace(folder, KEY, "王敏", "new", QUICK)
    assert slots.open(folder, "王敏", "new") == KEY
    with pytest.raises(WrongPassword):
        slots.open(folder, "王敏", "a password")


def test_the_last_slot_stays(folder: Path) -> None:
    """Without a slot the desk is lost for ever."""
    with pytest.raises(LastSlot):
        slots.remove(folder, "王敏")
    assert slots.open(folder, "王敏", "a password") == KEY


def test_the_recovery_code_opens_as_it_was_typed(folder: Path) -> None:
    """The last way in when all passwords are forgotten."""
    code = slots.recovery_code()
    slots.add(folder, KEY, slots.RECOVERY, code, QUICK)
    assert slots.open(folder, slots.RECOVERY, code.lower().replace("-", " ")) == KEY
    assert slots.people(folder) == ("王敏",)
    for wrong in ("nonsense", slots.recovery_code()):
        with pytest.raises(WrongPassword):
            slots.open(folder, slots.RECOVERY, wrong)


def test_slots_are_not_made_twice(folder: Path) -> None:
    """A second set-up over a living desk would throw its key away."""
    with pytest.raises(DeskExists):
        slots.create(folder, os.urandom(32), "li", "x", QUICK)
    assert slots.open(folder, "王敏", "a password") == KEY


def test_only_the_owner_may_read(folder: Path) -> None:
    """Slots are what a thief would guess at."""
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == dict.fromkeys(
        [slots.FILE, "slots.lock"], 0o600
    )


def _edited(change: Callable[[dict[str, Any]], object], *, checked: bool) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        document = json.loads(path.read_text())
        change(document)
        if checked:
            document["check"] = slots._check(document["slots"])
        path.write_text(json.dumps(document))

    return edit


def _slot(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["slots"]["王敏"].update(values)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda path: path.write_bytes(b""), "text"),
        (lambda path: path.write_bytes(path.read_bytes()[:100]), "text"),
        (lambda path: path.write_bytes(b"\xff\xfe" + os.urandom(200)), "text"),
        (lambda path: path.write_text("[" * 100_000), "text"),
        (lambda path: path.write_text("[]"), "shape"),
        (lambda path: path.write_text("null"), "shape"),
        (lambda path: path.write_text("{}"), "shape"),
        (lambda path: (path.unlink(), path.mkdir()), "unreadable"),
        (_edited(lambda document: document.pop("check"), checked=False), "shape"),
        (_edited(lambda document: document.update(format="1"), checked=False), "shape"),
        (_edited(lambda document: document.update(slots=[]), checked=True), "shape"),
        (_edited(lambda document: document["slots"].update(li=5), checked=True), "shape"),
        (_edited(lambda document: document["slots"]["王敏"].pop("salt"), checked=True), "shape"),
        (_edited(_slot(salt="zz"), checked=True), "shape"),
        (_edited(_slot(salt=5), checked=True), "shape"),
        (_edited(_slot(nonce="00"), checked=True), "shape"),
        (_edited(_slot(sealed="00"), checked=True), "shape"),
        (_edited(_slot(memory=10**12), checked=True), "shape"),
        (_edited(_slot(iterations=0), checked=True), "shape"),
        (_edited(_slot(lanes="many"), checked=True), "shape"),
        (_edited(_slot(salt="00" * 16), checked=False), "checksum"),
        (_edited(_slot(memory=16), checked=False), "checksum"),
        (_edited(lambda document: document["slots"].clear(), checked=False), "checksum"),
    ],
)
def test_a_damaged_slot_file_is_told_from_a_wrong_password(
    folder: Path, damage: Callable[[Path], None], why: str
) -> None:
    """Somebody who believes that the password is wrong types it for hours."""
    damage(folder / slots.FILE)
    with pytest.raises(SlotsDamaged) as caught:
        slots.open(folder, "王敏", "a password")
    assert (caught.value.why, caught.value.path) == (why, folder / slots.FILE)


@pytest.mark.parametrize(
    "change", [_slot(memory=16), _slot(iterations=2), _slot(salt="00" * 16), _slot(nonce="00" * 12)]
)
def test_an_artful_edit_opens_nothing(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """The cost and the name are sealed with the key: a slot cannot be made cheaper."""
    _edited(change, checked=True)(folder / slots.FILE)
    with pytest.raises(WrongPassword):
        slots.open(folder, "王敏", "a password")


def test_a_slot_cannot_be_renamed(folder: Path) -> None:
    """Else the journal's actor would be whoever edits the file."""
    _edited(lambda document: document["slots"].update(li=document["slots"]["王敏"]), checked=True)(folder / slots.FILE)
    with pytest.raises(WrongPassword):
        slots.open(folder, "li", "a password")


@pytest.mark.parametrize("place", range(0, 400, 16))
def test_no_flipped_byte_gives_a_wrong_key(folder: Path, place: int) -> None:
    """A wrong key would call a good desk file broken."""
    path = folder / slots.FILE
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1
    path.write_bytes(data)
    key: bytes | None = None
    with suppress(SlotsDamaged, NoSuchPerson, NewerDesk):
        key = slots.open(folder, "王敏", "a password")
    assert key in (None, KEY)


def test_a_newer_slot_file_is_refused(folder: Path) -> None:
    """An older program must not rewrite what it does not understand."""
    _edited(lambda document: document.update(format=2), checked=False)(folder / slots.FILE)
    with pytest.raises(NewerDesk) as caught:
        slots.add(folder, KEY, "li", "x", QUICK)
    assert (caught.value.found, caught.value.known) == (2, 1)


def test_no_slots_and_no_desk_is_no_desk(tmp_path: Path) -> None:
    """A mistyped folder is another matter than a lost slot file."""
    with pytest.raises(NoDesk):
        slots.open(tmp_path, "li", "x")


def test_a_desk_without_slots_is_damaged(tmp_path: Path) -> None:
    """The file is there and cannot be opened: say that the slots are what is missing."""
    made(tmp_path / "desk").close()
    with pytest.raises(SlotsDamaged) as caught:
        slots.people(tmp_path / "desk")
    assert caught.value.why == "missing"


def test_a_read_only_folder_is_told() -> None:
    """Changing a password on a read-only stick fails with a word, and the old one stands."""
    with reachable_folder() as parent:
        folder = parent / "desk"
        slots.create(folder, KEY, "li", "old", QUICK)
        with without_rights(folder), pytest.raises(DeskReadOnly):
            slots.replace(folder, KEY, "li", "new", QUICK)
        assert slots.open(folder, "li", "old") == KEY


def test_the_measured_cost_is_near_its_target_and_never_weak() -> None:
    """Half a second of work at set-up is what a thief pays for each guess."""
    cost = sealing.measure_cost(0.05)
    assert cost.is_sane()
    assert cost.memory >= 19 * 1024
    assert cost.iterations >= 2
