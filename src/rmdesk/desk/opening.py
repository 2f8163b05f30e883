"""Setting up a desk, and unlocking one."""

import secrets
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rmdesk.desk import clockwatch, guarding, packs_known, placing, spooling
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import door, refused_by
from rmdesk.desk.people_rows import person_of as person_of
from rmdesk.desk.people_rows import reads_on_record
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain import facts, passwords, vault_facts
from rmdesk.domain.base import Lang
from rmdesk.domain.ids import base32
from rmdesk.domain.passwords import Wanted
from rmdesk.domain.people import Branch, Person
from rmdesk.domain.refusal import passed, stop, stop_if
from rmdesk.formpack import Pack
from rmdesk.store import Store, sealing, slots, tries
from rmdesk.store.errors import DiskFull, StoreError
from rmdesk.store.rebuild import Tell
from rmdesk.store.setting_up import made_whole
from rmdesk.store.vault import FILE as DESK_FILE
from rmdesk.store.vault import KEY_BYTES

Cost = slots.Cost
_DESK_FILES = tuple(f"{DESK_FILE}{end}" for end in ("", "-wal", "-shm", "-journal"))


@door
def create(
    folder: Path,
    branch: Branch,
    person: Person,
    password: str,
    pack: Pack,
    lang: Lang,
    *,
    cost: Cost | None = None,
    clock: Clock = system_clock,
    anywhere: bool = False,
) -> tuple[Desk, str]:
    """Set up a desk in `folder` and log its first person in. Also returns the recovery code, shown this once.

    `cost` is the work factor of a password; measured on this machine when not given. `anywhere`: also in a folder that
    a cloud service or the network holds. Ask for the code back with `try_recovery` before the desk is used.
    """
    least = pack.thresholds_on(clock().date()).password_min_length
    if not is_for_play(cost):
        stop_if(passwords.weakness(password, person.login, least))
    passed(why_not_here(folder, anywhere=anywhere))
    place = placing.risky(folder)
    key = secrets.token_bytes(KEY_BYTES)
    code = slots.recovery_code()
    cost = cost or slots.measure_cost()
    with made_whole(folder) as work:
        desk = Desk(work, Store.create(work, key, new_device()), pack, branch, person, clock)
        try:
            slots.create(work, key, person.login, password, cost)
            slots.add(work, key, slots.RECOVERY, code, cost)
            tries.create(work)
            if place:
                placing.accept(work, place)
            _begin(desk, lang, place)
        finally:
            desk.close()
    return Desk(folder, Store.open(folder, key), pack, branch, person, clock), code


def discard(folder: Path) -> None:
    """Take away a desk that was made just now and could not be filled: nobody has used it, and it bars the folder.

    Nothing else goes: a file beside it with a similar name may be the only copy of another desk.
    """
    for name in (*_DESK_FILES, slots.FILE, tries.FILE):
        if (folder / name).is_file():
            (folder / name).unlink()


def _begin(desk: Desk, lang: Lang, place: str) -> None:
    """The first facts."""
    with desk.transaction():
        desk.record(facts.DeskOpened(branch=desk.branch, lang=lang), "desk")
        pack = desk.pack
        desk.record(facts.PackAdopted(digest=pack.digest, files=pack.files, begins=desk.today()), "desk")
        desk.record(facts.PersonAdded(person=desk.actor), desk.actor.login)
        if place:
            desk.record(vault_facts.PlaceAccepted(place=place), "desk")


@door
def why_not_here(folder: Path, *, anywhere: bool = False) -> None:
    """Stops where no desk can be set up: there is one, or a cloud service or the network holds `folder` (DESK-19)."""
    if (folder / DESK_FILE).exists():
        stop("DESK-19.exists", path=folder)
    place = placing.risky(folder)
    if place and not placing.meant(anywhere):
        stop("DESK-19.place", path=folder, place=place)


def read_ahead(*, clock: Clock = system_clock) -> None:
    """Load what an opened desk shows first and no key keeps, while a password is typed: a third of a second."""
    packs_known.read_ahead()
    sealing.seal(bytes(KEY_BYTES), "", "", Cost.quick())  # of nothing: the cipher is imported
    CALENDAR.is_working(clock().date() + timedelta(days=366))  # a year whose days off are not out: by the law's own


@door
def try_recovery(folder: Path, code: str, *, clock: Clock = system_clock) -> None:
    """Whether `code` opens the desk in `folder`: at set-up the program asks once for what was just printed."""
    tries.opened(folder, slots.RECOVERY, code, clock(), "recovery")


@door
def password_wanted(
    folder: Path, login: str, slot: str, secret: str, *, clock: Clock = system_clock, renews: bool = True
) -> Wanted:
    """What a new password of `login` must be, for whoever opens this `slot` by `secret`, a one-time code or the
    recovery code, before the desk is opened by a password of one's own. `renews` as in `unlock`."""
    key = tries.opened(folder, slot, secret, clock(), "recovery" if slot == slots.RECOVERY else "unlock")
    store = Store.open(folder, key, shared=True, renews=renews)
    try:
        today = clock().astimezone(ZoneInfo(_branch(store).zone)).date()
        return Wanted(packs_known.pack_on(store, today).thresholds_on(today).password_min_length, login)
    finally:
        store.close()


@door
def unlock(
    folder: Path,
    login: str,
    password: str,
    *,
    clock: Clock = system_clock,
    shared: bool = False,
    anywhere: bool = False,
    tell: Tell | None = None,
    renews: bool = True,
) -> Desk:
    """Open the desk in `folder` as `login`. `shared`: to read beside a program that has it open. `tell` is told how far
    it is where an older program wrote its tables; unless it `renews` that is refused (DESK-19.outdated): `renew` first.

    A wrong password is counted, and after some of them there is a wait (DATA-08.wait). A one-time code opens nothing:
    the way on is `first_passwords.choose` (DATA-08.code). A folder that a cloud service or
    the network holds is refused (DESK-19.place), unless `anywhere`, which is remembered.
    """
    place = placing.risky(folder)
    if place and not (placing.meant(anywhere) or placing.accepted(folder) == place):
        stop("DESK-19.place", path=folder, place=place)
    key = tries.opened(folder, login, password, clock(), "unlock")
    if slots.is_once(folder, login):
        stop("DATA-08.code", person=login)
    desk = open_with_key(folder, login, key, clock=clock, shared=shared, tell=tell, renews=renews)
    if place and placing.accepted(folder) != place and not shared:
        placing.accept(folder, place)
        desk.record(vault_facts.PlaceAccepted(place=place), "desk")
    return desk


@door
def renew(folder: Path, slot: str, secret: str, tell: Tell, *, clock: Clock = system_clock) -> None:
    """Make the tables anew that an older program wrote, for whoever opens this `slot`; `tell` is told how far it is."""
    key = tries.opened(folder, slot, secret, clock(), "recovery" if slot == slots.RECOVERY else "unlock")
    Store.open(folder, key, tell=tell).close()


def open_with_key(
    folder: Path,
    login: str,
    key: bytes,
    *,
    clock: Clock = system_clock,
    shared: bool = False,
    tell: Tell | None = None,
    renews: bool = True,
) -> Desk:
    """Open the desk in `folder` as `login` with the key itself; StoreError as `Store.open`. For use cases.

    When the clock is wrong, nothing can be recorded until a second person confirms it, and on a full disk not before
    there is room: the desk opens for reading.
    """
    store = Store.open(folder, key, shared=shared, tell=tell, renews=renews)
    actor = person_of(store, login)
    if shared and actor is not None and reads_on_record(actor):
        # Every look of an auditor is a fact, so an auditor cannot read where nothing can be written.
        store.close()
        store, shared = Store.open(folder, key), False
    if actor is None or not actor.active:
        store.close()
        stop("DATA-08.suspended", person=login)
    branch = _branch(store)
    pack = packs_known.pack_on(store, clock().astimezone(ZoneInfo(branch.zone)).date())
    desk = Desk(folder, store, pack, branch, actor, clock)
    if not shared:
        spooling.sweep(folder)
    if not shared and clockwatch.wrong(desk) is not None:
        desk.opened_unseen()
    elif not shared:
        _record_opening(desk)
    return desk


def _record_opening(desk: Desk) -> None:
    """Who opened the desk, and what was tried before. Without room on the disk the desk is left for reading; when
    anything else stops it the store is closed."""
    try:
        desk.record(facts.DeskUnlocked(), desk.actor.login)
        guarding.tell_failures(desk)
        _drop_strange_slots(desk)
    except DiskFull as error:
        desk.opened_unseen(refused_by(error, desk.local))
    except StoreError:
        desk.close()
        raise


def _drop_strange_slots(desk: Desk) -> None:
    """A crash between a fact and its slot may leave a slot of somebody who may not work here (any more)."""
    slots.sweep(desk.folder)
    for login in slots.people(desk.folder):
        person = person_of(desk.store, login)
        if person is None or not person.active:
            slots.remove(desk.folder, login)


def new_device() -> str:
    """A fresh name for this laptop's copy of a desk: facts are told apart by device and number."""
    return base32(secrets.randbits(40), 8)


def is_for_play(cost: Cost | None) -> bool:
    """Whether this is the cost of a desk of invented data, where a password may be as short as "demo"."""
    return cost == Cost.quick()


@door
def people_of(folder: Path) -> tuple[str, ...]:
    """Who has a key slot: what the unlock screen offers."""
    return slots.people(folder)


@door
def awaits_password(folder: Path) -> tuple[str, ...]:
    """Who of them holds a one-time code, and sets a password with it before anything else."""
    return tuple(login for login, once in slots.kinds(folder).items() if once)


def _branch(store: Store) -> Branch:
    row = store.get("setting", "branch")
    assert row is not None, "a desk's first fact names its branch"
    return Branch.model_validate_json(row["value"])
