"""The key slots beside the desk file: `slots.json`, one slot per person and one for the printed recovery code.

    {"format": 1, "check": SHA-256 of the slots, "slots": {"王敏": {"memory", "iterations", "lanes",
     "salt", "nonce", "sealed"}}}          numbers as numbers, bytes in hex; "once" where a one-time code opens it

The checksum tells a damaged file from a wrong password; it protects against accidents, the seal against people.
A slot never touches the data: adding or removing one rewrites this small file only. The desk's key stays the same, so
a removed slot, or an old password, still opens what was copied before: old backups and old copies of the folder, and
an old copy of this file beside a later desk file. What is copied afterwards it does not open.
"""

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any, Final, TypeAlias

from rmdesk.domain.json_document import read_document
from rmdesk.store import recovery
from rmdesk.store.errors import (
    DeskExists,
    LastSlot,
    NewerDesk,
    NoDesk,
    NoSuchPerson,
    PersonExists,
    SlotsDamaged,
    WrongPassword,
)
from rmdesk.store.files import os_errors, private_folder, sweep_parts, write_whole
from rmdesk.store.locking import keys_lock
from rmdesk.store.sealing import Cost, Sealed, measure_cost, seal, unseal
from rmdesk.store.vault import FILE as DESK_FILE

__all__ = [
    "Cost",
    "add",
    "create",
    "has",
    "is_once",
    "kinds",
    "measure_cost",
    "once_code",
    "open",
    "people",
    "put",
    "recovery_code",
    "remove",
    "replace",
    "sweep",
]

FILE: Final = "slots.json"
FORMAT: Final = 1
CODE_COST: Final = Cost(memory=19 * 1024, iterations=2, lanes=1)
"""What one guess at a one-time code costs: 70 random bits need no more, and a whole branch is given codes at once."""
RECOVERY: Final = "recovery"
"""The name of the recovery code's slot; no person may bear it."""

Slots: TypeAlias = dict[str, Sealed]


def recovery_code() -> str:
    """A fresh recovery code to print once; `add` it under the name RECOVERY."""
    return recovery.new_code()


def once_code() -> str:
    """A fresh one-time code; `put` it with `once`."""
    return recovery.new_code(recovery.ONCE_LENGTH)


def create(folder: Path, key: bytes, person: str, password: str, cost: Cost) -> None:
    """The first slot of a new desk. DeskExists when there are slots already, DeskReadOnly, DiskFull."""
    private_folder(folder)
    with keys_lock(folder):
        if (folder / FILE).exists():
            raise DeskExists(folder)
        _write(folder, _with({}, key, person, password, cost))


def add(folder: Path, key: bytes, person: str, password: str, cost: Cost) -> None:
    """One slot more. PersonExists, and what reading and writing raise."""
    with keys_lock(folder):
        slots = _read(folder)
        if _name(person) in slots:
            raise PersonExists(_name(person))
        _write(folder, _with(slots, key, person, password, cost))


def replace(folder: Path, key: bytes, person: str, password: str, cost: Cost) -> None:
    """A new password (or recovery code) for an existing slot. NoSuchPerson."""
    with keys_lock(folder):
        slots = _read(folder)
        _slot(slots, _name(person))
        _write(folder, _with(slots, key, person, password, cost))


def put(folder: Path, key: bytes, person: str, password: str, cost: Cost, *, once: bool = False) -> None:
    """`add`, or `replace` when there is such a slot. `once`: `password` is a one-time code, or one that somebody else
    knows: it opens nothing but the way to an own one."""
    with keys_lock(folder):
        _write(folder, _with(_read(folder), key, person, password, cost, once=once))


def remove(folder: Path, person: str) -> None:
    """Take a slot away. NoSuchPerson, LastSlot."""
    with keys_lock(folder):
        slots, name = _read(folder), _name(person)
        _slot(slots, name)
        if len(slots) == 1:
            raise LastSlot(name)
        _write(folder, {other: slot for other, slot in slots.items() if other != name})


def open(folder: Path, person: str, password: str) -> bytes:
    """The desk's key. NoDesk, NoSuchPerson, WrongPassword, SlotsDamaged, NewerDesk."""
    name = _name(person)
    slot = _slot(_read(folder), name)
    key = unseal(slot, name, _secret(name, password, once=slot.once))
    if key is None:
        raise WrongPassword(name)
    return key


def people(folder: Path) -> tuple[str, ...]:
    """The names of all slots but the recovery code's, in the order in which they were added."""
    return tuple(name for name in _read(folder) if name != RECOVERY)


def sweep(folder: Path) -> None:
    """Take away half-written slot files of a killed program: one may hold the slot of somebody who left since."""
    with keys_lock(folder), os_errors(folder):
        sweep_parts(folder / FILE)


def has(folder: Path, person: str) -> bool:
    """Whether there is a slot of this name."""
    return _name(person) in _read(folder)


def kinds(folder: Path) -> dict[str, bool]:
    """Every person's slot, and whether a one-time code opens it."""
    return {name: slot.once for name, slot in _read(folder).items() if name != RECOVERY}


def is_once(folder: Path, person: str) -> bool:
    """Whether a one-time code opens this slot; False where there is none."""
    slot = _read(folder).get(_name(person))
    return slot is not None and slot.once


def _with(slots: Slots, key: bytes, person: str, password: str, cost: Cost, *, once: bool = False) -> Slots:
    name = _name(person)
    return {**slots, name: seal(key, name, _secret(name, password, once=once), cost, once=once)}


def _name(person: str) -> str:
    return unicodedata.normalize("NFC", person)


def _secret(name: str, password: str, *, once: bool) -> str:
    if once:  # a code however it is typed, or a password that somebody else gave
        return recovery.canonical(password, recovery.ONCE_LENGTH) or password
    if name != RECOVERY:
        return password
    code = recovery.canonical(password, recovery.LENGTH)
    if code is None:
        raise WrongPassword(name)
    return code


def _slot(slots: Slots, name: str) -> Sealed:
    if name not in slots:
        raise NoSuchPerson(name)
    return slots[name]


def _write(folder: Path, slots: Slots) -> None:
    plain = {name: _to_json(slot) for name, slot in slots.items()}
    document = {"format": FORMAT, "check": _check(plain), "slots": plain}
    with os_errors(folder):
        sweep_parts(folder / FILE)
        write_whole(folder / FILE, json.dumps(document, ensure_ascii=False, indent=1).encode())


def _read(folder: Path) -> Slots:
    path = folder / FILE
    document = _document(path)
    try:
        form = document["format"]
        if form != FORMAT:
            raise NewerDesk(form, FORMAT) if isinstance(form, int) else SlotsDamaged(path, "shape")
        if document["check"] != _check(document["slots"]):
            raise SlotsDamaged(path, "checksum")
        return {name: _from_json(slot, path) for name, slot in document["slots"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SlotsDamaged(path, "shape") from error


def _document(path: Path) -> Any:
    if not path.exists():
        raise SlotsDamaged(path, "missing") if (path.parent / DESK_FILE).exists() else NoDesk(path.parent)
    try:
        return read_document(path.read_bytes())
    except OSError as error:
        raise SlotsDamaged(path, "unreadable") from error
    except ValueError as error:
        raise SlotsDamaged(path, "text") from error


def _check(plain: Any) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _to_json(slot: Sealed) -> dict[str, object]:
    numbers = {"memory": slot.cost.memory, "iterations": slot.cost.iterations, "lanes": slot.cost.lanes}
    sealed = {"salt": slot.salt.hex(), "nonce": slot.nonce.hex(), "sealed": slot.sealed.hex()}
    return {**numbers, **sealed, **({"once": True} if slot.once else {})}


def _from_json(slot: Any, path: Path) -> Sealed:
    cost = Cost(*(int(slot[name]) for name in ("memory", "iterations", "lanes")))
    salt, nonce, sealed = (bytes.fromhex(slot[name]) for name in ("salt", "nonce", "sealed"))
    if not cost.is_sane() or len(salt) < 8 or len(nonce) != 12 or len(sealed) != 48:
        raise SlotsDamaged(path, "shape")
    return Sealed(cost, salt, nonce, sealed, slot.get("once") is True)
