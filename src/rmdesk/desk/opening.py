"""Setting up a desk, and unlocking one."""

import json
import os
import secrets
from pathlib import Path

from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import refused_by
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.ids import base32
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.staff import Branch, Staff
from rmdesk.formpack import Pack, load_texts
from rmdesk.store import Store, slots
from rmdesk.store.errors import StoreError
from rmdesk.store.vault import KEY_BYTES

Cost = slots.Cost


def create(
    folder: Path,
    branch: Branch,
    person: Staff,
    password: str,
    pack: Pack,
    lang: Lang,
    *,
    cost: Cost | None = None,
    clock: Clock = system_clock,
) -> tuple[Desk, str] | Refused:
    """Set up a desk in `folder` and log its first person in. Also returns the recovery code, shown this once.

    `cost` is the work factor of a password; measured on this machine when not given.
    """
    if len(password) < pack.thresholds_on(clock().date()).password_min_length and cost is None:
        return refused("DATA-08.short", least=pack.thresholds_on(clock().date()).password_min_length)
    key = secrets.token_bytes(KEY_BYTES)
    code = slots.recovery_code()
    cost = cost or slots.measure_cost()
    try:
        Store.create(folder, key, base32(secrets.randbits(40), 8)).close()
        slots.create(folder, key, person.login, password, cost)
        slots.add(folder, key, slots.RECOVERY, code, cost)
        store = Store.open(folder, key)
    except StoreError as error:
        return refused_by(error)
    desk = Desk(folder, store, pack, branch, person, clock)
    with desk.transaction():
        desk.record(facts.DeskOpened(branch=branch, lang=lang), "desk")
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files), "desk")
        desk.record(facts.StaffAdded(staff=person), person.login)
    return desk, code


def unlock(
    folder: Path, login: str, password: str, *, clock: Clock = system_clock, shared: bool = False
) -> Desk | Refused:
    """Open the desk in `folder` as `login`. `shared`: to read beside a program that has it open."""
    try:
        key = slots.open(folder, login, password)
        return open_with_key(folder, login, key, clock=clock, shared=shared)
    except StoreError as error:
        return refused_by(error)


def open_with_key(
    folder: Path, login: str, key: bytes, *, clock: Clock = system_clock, shared: bool = False
) -> Desk | Refused:
    """Open the desk in `folder` as `login` with the key itself; StoreError as `Store.open`."""
    store = Store.open(folder, key, shared=shared)
    actor = staff_of(store, login)
    if actor is None or actor.suspended:
        store.close()
        return refused("DATA-08.suspended", person=login)
    desk = Desk(folder, store, _pack(store), _branch(store), actor, clock)
    if not shared:
        try:
            desk.record(facts.DeskUnlocked(), login)
        except StoreError:
            store.close()
            raise
    return desk


def staff_of(store: Store, login: str) -> Staff | None:
    """The person called `login`, or None."""
    row = store.get("staff", login)
    return None if row is None else Staff.model_validate_json(row["doc"])


def people_of(folder: Path) -> tuple[str, ...] | Refused:
    """Who has a key slot: what the unlock screen offers."""
    try:
        return slots.people(folder)
    except StoreError as error:
        return refused_by(error)


def language_of(desk: Desk) -> Lang:
    """The language that the desk was set up in."""
    row = desk.store.get("setting", "lang")
    return "en" if row is not None and row["value"] == "en" else "zh"


def _branch(store: Store) -> Branch:
    row = store.get("setting", "branch")
    assert row is not None, "a desk's first fact names its branch"
    return Branch.model_validate_json(row["value"])


def _pack(store: Store) -> Pack:
    current = store.get("setting", "pack")
    assert current is not None, "a desk's second fact is its form pack"
    return pack_of(store, current["value"])


def pack_of(store: Store, digest: str) -> Pack:
    """A form pack that was adopted once, by its digest (QUES-07). KeyError when it never was."""
    row = store.get("pack", digest)
    if row is None:
        raise KeyError(digest)
    return load_texts(json.loads(row["files"]))


def default_folder() -> Path:
    """Where a desk stands when nobody says otherwise: `RMDESK_DESK`, or `.rmdesk` in the person's home."""
    given = os.environ.get("RMDESK_DESK", "")
    return Path(given) if given else Path.home() / ".rmdesk"
