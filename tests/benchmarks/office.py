"""Head office: how fast bundles of many desks are taken, against a bare COPY of the same bytes in the same run.

    cd tests && python -m benchmarks.office [--desks 10] [--facts 100000] [--profile]

The desks are made up: each says what the sample desk said, again and again under other ids and numbers, in a chain of
its own. Measured are seconds on the clock and of each step's processes, and the most memory that one of
them ever took.
"""

import argparse
import cProfile
import itertools
import os
import pstats
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from rmdesk.domain.exchange import NOTHING, Card
from rmdesk.domain.fact import group_of
from rmdesk.domain.ids import uuid7
from rmdesk.office import enrolling, loading, projecting
from rmdesk.office.keys import Office, Operator
from rmdesk.store.chainwalk import ZERO, link_hash, payload_digest
from rmdesk.store.exchange.bundle import Header, write
from rmdesk.store.exchange.kept import Seal, Whole, whole_line
from rmdesk.store.exchange.keys import Keys, card_text
from rmdesk.store.plain import instant_text
from support.clock import START
from support.desks import COST, PASSWORD, done
from support.postgres import programs, running
from support.sampled import sample_desk

_AGAIN = frozenset({"client", "assessment", "visit", "sale", "paper", "due", "complaint"})
"""Groups of facts that happen again and again at a desk; the others set it up."""
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_NO = re.compile(r"\b([KJC])-(\d{4,})\b")
_BANK, _AN, _BO = "示例银行", Operator("an", PASSWORD), Operator("bo", PASSWORD)
_COLUMNS = "desk, seq, branch, bundle, id, at, device, kind, digest, hash, who, said"


Said = tuple[str, str, str, str, str]
"""Actor, instant, kind, subject, payload."""


class Made(NamedTuple):
    """A desk that is made up: its card and keys, its bundle."""

    card: Card
    keys: Keys
    file: Path


class Cost(NamedTuple):
    """What a step took: seconds on the clock, of its processes, and the most memory of one of them in bytes."""

    wall: float
    cpu: float
    most: int


def said_by(folder: Path) -> list[Said]:
    """What the sample desk said."""
    desk = sample_desk(folder)
    try:
        found = (entry for entry in desk.store.entries() if entry.payload is not None)
        return [(one.actor, instant_text(one.at), one.kind, one.subject, one.payload or "") for one in found]
    finally:
        desk.close()


def told(said: Sequence[Said], many: int) -> Iterator[Said]:
    """So many facts."""
    again = [one for one in said if group_of(one[2]) in _AGAIN]
    rounds = itertools.chain([said], itertools.repeat(again))
    return itertools.islice((_as_of(number, one) for number, each in enumerate(rounds) for one in each), many)


def _as_of(number: int, one: Said) -> Said:
    if not number:
        return one
    actor, at, kind, subject, payload = one

    def id_of(found: re.Match[str]) -> str:
        return f"{found[0][:-6]}{int(found[0][-6:], 16) ^ number:06x}"

    def no_of(found: re.Match[str]) -> str:
        return f"{found[1]}-{int(found[2]) + 10_000 * number}"

    subject, payload = (_NO.sub(no_of, _ID.sub(id_of, text)) for text in (subject, payload))
    return actor, at, kind, subject, payload


def chain(device: str, facts: Iterable[Said]) -> Iterator[Whole]:
    """Them as a desk seals them."""
    prev = ZERO
    for seq, (actor, at, kind, subject, payload) in enumerate(facts, 1):
        id_, salt = uuid7(START, os.urandom), os.urandom(16)
        digest = payload_digest(salt, payload.encode())
        texts = (id_, at, device, actor, kind, subject)
        hash_ = link_hash(prev, seq, *map(str.encode, texts), digest=digest)
        yield Whole(Seal(seq, *texts, digest, prev, hash_), salt, payload)
        prev = hash_


def made(folder: Path, office: Card, said: Sequence[Said], many: int, number: int) -> Made:
    """A desk with its card and a bundle of so many facts."""
    keys, device = Keys.new(), f"MADE{number:04}"
    signing, sealing = keys.public
    branch = f"虚构第{number % 3 + 1}支行"
    card = Card(device=device, code=f"{number:02}", bank=_BANK, branch=branch, signing=signing, sealing=sealing)
    wholes = tuple(chain(device, told(said, many)))
    header = Header(card.key_id, office.key_id, 1, 1, many)
    head = wholes[-1].seal.hash.hex()
    opening = {"made_at": instant_text(START), "start": NOTHING, "head": head, "knows": [0, NOTHING]}
    file = folder / f"{device}.bundle"
    with file.open("wb") as out:
        write(out, header, itertools.chain([opening], map(whole_line, wholes)), keys, office.sealing)
    return Made(card, keys, file)


def step(act: Callable[[], object]) -> Cost:
    """Do it in this process, and in those that it begins."""
    wall, cpu = time.perf_counter(), _processor_time()
    act()
    wall = time.perf_counter() - wall
    status = Path("/proc/self/status").read_text(encoding="ascii")
    here, side = int(status.partition("VmHWM:")[2].split()[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Cost(wall, _processor_time() - cpu, max(here, side) * 1024)


def _processor_time() -> float:
    """Seconds of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def load(office: Office, dsn: str, files: Sequence[Path]) -> Cost:
    """Step one."""
    return step(lambda: [done(answer) for _, answer in loading.load_all(office, dsn, files, START)])


def project(office: Office, dsn: str) -> Cost:
    """Step two."""
    return step(lambda: _projected(office, dsn))


def _projected(office: Office, dsn: str) -> None:
    for one in done(projecting.project(office, dsn)):
        if one.why:
            print(f"{one.desk} ends before {one.why}")


def bare(dsn: str, scratch: Path) -> Cost:
    """The facts that stand there, written once more by COPY into a table like theirs."""
    copies = scratch / "facts.copy"
    with psycopg.connect(dsn, autocommit=True) as connection, connection.cursor() as cursor:
        with (
            copies.open("wb") as out,
            cursor.copy(f"COPY (SELECT {_COLUMNS} FROM office.fact) TO STDOUT (FORMAT BINARY)") as read,
        ):
            for part in read:
                out.write(part)
        cursor.execute("CREATE TABLE bare (LIKE office.fact INCLUDING INDEXES INCLUDING STORAGE)")

        def act() -> None:
            with copies.open("rb") as given, cursor.copy(f"COPY bare ({_COLUMNS}) FROM STDIN (FORMAT BINARY)") as copy:
                while part := given.read(1 << 16):
                    copy.write(part)

        cost = step(act)
        cursor.execute("DROP TABLE bare")
    return cost


def alone(act: Callable[..., Cost], *args: Any) -> Cost:
    """The same in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *args).result()


def main() -> None:
    """Make desks, take them, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--desks", type=int, default=10)
    parser.add_argument("--facts", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    found = programs()
    assert found is not None, "no PostgreSQL here"
    with tempfile.TemporaryDirectory() as name, running(found) as server, server.database() as database:
        folder, dsn = Path(name), server.dsn(database)
        done(enrolling.init(folder / "keys", dsn, _BANK, "总行", (_AN, _BO), START, COST))
        office = done(enrolling.unlock(folder / "keys", _AN, START))
        said = said_by(folder / "sample")
        desks = [made(folder, office.card, said, asked.facts, number) for number in range(asked.desks)]
        for one in desks:
            file = folder / f"{one.card.device}.card"
            file.write_text(card_text(one.card, one.keys), encoding="utf-8")
            done(enrolling.enrol(office, dsn, file, one.card.fingerprint, folder / "keys", _BO, START))
        many, size = asked.desks * asked.facts, sum(one.file.stat().st_size for one in desks)
        print(f"{asked.desks} desks, {many:,} facts, {size / 1e6:,.0f} MB in bundles, sample of {len(said):,}")
        if asked.profile:
            files = [one.file for one in desks]
            for act in (partial(load, office, dsn, files), partial(project, office, dsn)):
                profile = cProfile.Profile()
                profile.runcall(act)
                pstats.Stats(profile).sort_stats("tottime").print_stats(35)
            return
        loaded = alone(load, office, dsn, [one.file for one in desks])
        _tell("loader", many, loaded)
        copied = alone(bare, dsn, folder)
        _tell("bare COPY", many, copied)
        _tell("projector", many, alone(project, office, dsn))


def _tell(what: str, many: int, cost: Cost) -> None:
    print(
        f"{what:12} {many / cost.wall:>10,.0f} facts/s on the clock, {many / cost.cpu:>10,.0f} of its processor time, "
        f"{cost.most / 2**20:.0f} MB at most",
        flush=True,
    )


if __name__ == "__main__":
    main()
