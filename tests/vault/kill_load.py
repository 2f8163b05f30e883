"""A program of its own: does a day's work at a desk in a child process, kills it at random moments, looks what is left.

    python -m vault.kill_load FOLDER ROUNDS SEED        prints one JSON value

The work: clients, drafts, sales, printed papers, new people, backups by hand and at exit, and every few rounds a
migration. It is a program because only a process with a single thread may fork safely.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from rmdesk.desk import backup, clients, intake, opening, people, printing, sales
from rmdesk.desk.desk import Desk
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.store import Store, schema, slots
from rmdesk.store import backup as files
from rmdesk.store.errors import BackupDamaged
from rmdesk.store.vault import Vault
from support.desks import BRANCH, COST, PASSWORD, done
from support.people import staff
from support.walk import register
from vault.kit import OWN

Confirm = Callable[[int], None]
Stamp = tuple[str, int, int, int]


def migrations(count: int) -> list[schema.Migration]:
    """The program's own migrations and `count` invented ones behind them."""

    def more(number: int) -> schema.Migration:
        def add(vault: Vault) -> None:
            vault.execute(f"ALTER TABLE draft ADD COLUMN extra_{number} TEXT")

        add.__name__ = f"kill_{number}"
        return add

    return [*OWN_MIGRATIONS, *map(more, range(count))]


OWN_MIGRATIONS = list(schema.MIGRATIONS)


def work(folder: Path, seed: int, confirm: Confirm) -> None:
    """Unlock and work until killed; tell what was confirmed, after it was."""
    chance = random.Random(seed)
    desk = done(opening.unlock(folder, "demo", PASSWORD))
    confirm(desk.store.head().seq)
    while True:
        chance.choice(ACTS)(desk, chance)
        confirm(desk.store.head().seq)


def _register(desk: Desk, chance: random.Random) -> None:
    register(desk, date(1980, 3, chance.randint(1, 28)), phone=f"138{chance.randrange(10**8):08d}")


def _draft(desk: Desk, chance: random.Random) -> None:
    done(intake.keep(desk, "d", "person", "", {"name": f"测试{chance.randrange(10**6)}"}))


def _print(desk: Desk, chance: random.Random) -> None:
    lines = done(clients.page(desk, limit=5))
    if lines:
        one = chance.choice(lines)
        done(sales.start(desk, one.id))
        done(printing.print_client(desk, one.id, desk.folder / "papers", "zh", ("privacy_notice",)))


def _hire(desk: Desk, chance: random.Random) -> None:
    login = "".join(chance.choices("abcdefghij", k=9))
    done(people.add(desk, staff(login, "manager"), PASSWORD, PASSWORD, COST))
    if chance.random() < 0.5:
        done(people.remove(desk, login, "x", OWN))


def _save(desk: Desk, chance: random.Random) -> None:
    if chance.random() < 0.5:
        done(backup.make(desk, desk.folder.parent / "one.rmdesk", over=True))
    else:
        done(backup.at_exit(desk))


ACTS: tuple[Callable[[Desk, random.Random], None], ...] = (_register, _draft, _print, _hire, _save, _save)


def killed_at_random(folder: Path, chance: random.Random) -> int:
    """Let a child work for some milliseconds; the last number that it had confirmed, or -1."""
    read, write = os.pipe()
    seed, pause = chance.randrange(10**9), chance.uniform(0.001, 0.4)
    child = os.fork()
    if child == 0:
        try:
            work(folder, seed, partial(_tell, write))
        except BaseException:  # noqa: BLE001 - the child must end here, and the parent must hear why
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(write)
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    if os.WIFEXITED(os.waitpid(child, 0)[1]):
        raise SystemExit("the load ended by itself")
    with os.fdopen(read, "rb") as rest:
        told = rest.read()
    return int.from_bytes(told[-8:], "big") if told else -1


def _tell(pipe: int, seq: int) -> None:
    os.write(pipe, seq.to_bytes(8, "big"))


def look(folder: Path, confirmed: int, proved: set[Stamp]) -> list[str]:
    """What is wrong after a kill, in words; a backup that is in `proved` has not changed since it was found whole."""
    wrong = []
    key = slots.open(folder, "demo", PASSWORD)
    with Store.open(folder, key) as store:
        verdict = store.replay()
        if not verdict.ok:
            wrong.append(f"faults {verdict.faults[:3]}")
        if store.head().seq < confirmed:
            wrong.append(f"facts up to {confirmed} were confirmed, {store.head().seq} are there")
        slotless = {row["login"] for row in store.query("SELECT login FROM person") if slots.has(folder, row["login"])}
        wrong += [] if "demo" in slotless else ["demo has lost the slot"]
    for one in (*(folder / "backups").glob("*.rmdesk"), *folder.parent.glob("*.rmdesk")):
        stamp = (one.name, one.stat().st_ino, one.stat().st_size, one.stat().st_mtime_ns)
        if stamp not in proved:
            wrong += _backup_faults(one, folder, key)
            proved.add(stamp)
    return wrong


def _backup_faults(one: Path, folder: Path, key: bytes) -> list[str]:
    """A file with a backup's name is a whole backup, whenever the program was killed."""
    target = folder.parent / "unpacked"
    try:
        with files.unpacked(one, target) as (place, header):
            files.prove(one, place, header, key)
    except BackupDamaged as error:
        return [f"{one.name} is damaged: {error.why}"]
    for path in target.iterdir():
        path.unlink()
    target.rmdir()
    return []


def set_up(folder: Path) -> None:
    """A desk of today."""
    pack = load(resource("forms"))
    desk, _ = done(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST))
    register(desk)
    desk.close()


def main(folder: Path, rounds: int, seed: int) -> None:
    """Kill `rounds` times and print what was found."""
    set_up(folder)
    chance, wrong, confirmed, steps = random.Random(seed), list[str](), 0, 0
    proved = set[Stamp]()
    for number in range(rounds):
        if number % 7 == 6:
            steps += 1
            schema.MIGRATIONS[:] = migrations(steps)
        confirmed = max(confirmed, killed_at_random(folder, chance))
        wrong += [f"round {number}: {what}" for what in look(folder, confirmed, proved)]
        for old in sorted((folder / "backups").glob("before-*"))[:-2]:
            old.unlink()
        if number % 100 == 99:
            print(f"{number + 1} kills, {confirmed} facts, {len(wrong)} wrong", file=sys.stderr, flush=True)
    left = sorted(path.name for path in (folder / "backups").glob("*.part"))
    print(json.dumps({"wrong": wrong, "facts": confirmed, "left": left, "at": str(datetime.now(UTC))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
