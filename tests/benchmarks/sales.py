"""A branch with thousands of finished sales, and how long it takes to ask each of them again: `verify --rules` against
`verify`, in time and in memory.

    python tests/benchmarks/sales.py [SALES]        1000 when not given

One sale is walked through the use cases; the others are its facts, with ids and numbers of their own and of clients of
their own, sealed into the journal alone: the desk's own tables do not know them, and neither way of verifying asks
those. Both are run as
commands.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Row, table
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.fact import Fact
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.store import Entry
from support.clock import Clock
from support.desks import PASSWORD, new_desk
from support.people import product
from support.walk import assessed, put_on, register, start

SALES = 1000
BESIDE = 20
"""So many sales are worked on at one time: a branch ends one before the hundredth after it begins."""
GOAL = 3.0
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-([0-9a-f]{12})")
_NO = re.compile(r"\b([A-Z]{1,3})-(\d{4})\b")
_STARTER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
_STEP = timedelta(milliseconds=20)  # between one fact and the next
_BORN = date(1968, 1, 1)
_DAYS = 12_000
"""So many days on which clients were born: namesakes are looked for among those of a day."""


def sold(desk: Desk, clock: Clock, sales: int) -> Desk:
    """Fill a fresh desk with so many clients and one finished sale each."""
    put_on(desk, product())
    before = desk.store.head().seq
    client = register(desk)
    clock.forward(minutes=5)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    walk.countersign().archive()
    pattern = [entry for entry in desk.store.entries() if entry.seq > before]
    clock.forward(minutes=5)
    said = [(entry, entry.fact) for entry in pattern]
    at = desk.now()
    with desk.batch():
        for first in range(2, sales + 1, BESIDE):
            for entry, fact in said:
                for number in range(first, min(first + BESIDE, sales + 1)):
                    at += _STEP
                    _again(desk, entry, fact, client, number, at)
    return desk


def _again(desk: Desk, entry: Entry, fact: Fact, client: Client, number: int, at: datetime) -> None:
    written, subject = _other(entry.payload or "", number), _other(entry.subject, number)
    for own in (client.name, client.number, client.profile["phone"]):  # else all files would be of one person
        written = written.replace(own, f"{own[:-5]}{number:05}" if own.isascii() else f"{own}{number}")
    written = written.replace(client.profile["born"], (_BORN + timedelta(number * 7919 % _DAYS)).isoformat())
    desk.store._journal.write(fact, actor=entry.actor, subject=subject, at=at, written=written)


def _other(text: str, number: int) -> str:
    """The text with the ids and numbers of another sale."""
    text = _ID.sub(lambda found: found.group()[:24] + f"{int(found.group(1), 16) ^ number:012x}", text)
    return _NO.sub(lambda found: f"{found.group(1)}-{int(found.group(2)) + (number - 1) * 10:04d}", text)


def rows(folder: Path, sales: int) -> Iterator[Row]:
    """Processor, clock and memory that the rules take of the desk in `folder`, against the chain alone."""
    ours, bare = _verified(folder, "--rules"), _verified(folder)
    yield Row(f"verify --rules, {sales} sales", ours.cpu, bare.cpu, "verify", GOAL)
    yield Row("by the clock", ours.clock, bare.clock, "verify")
    yield Row("its memory", ours.memory, bare.memory, "verify", bytes=True)


class Taken(NamedTuple):
    """What a command took: seconds of the processor and of the clock, bytes of memory at most; its processes'
    included."""

    cpu: float
    clock: float
    memory: float


def _verified(folder: Path, *more: str) -> Taken:
    """Started by a process that is small: what it held itself when it began the command counts among its memory."""
    command = [sys.executable, "-m", "rmdesk", "--desk", str(folder), "--password-stdin", "verify", *more]
    begun = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", _STARTER, *command], input=PASSWORD, capture_output=True, text=True, check=True
    )
    cpu, kilobytes = map(float, told.stdout.split())
    return Taken(cpu, time.perf_counter() - begun, kilobytes * 1024)


def folder_rows(folder: Path, sales: int = SALES) -> Iterator[Row]:
    """A desk in `folder`, filled and asked."""
    clock = Clock()
    with new_desk(folder / "sold", load(resource("forms")), clock) as desk:
        sold(desk, clock, sales)
    yield from rows(folder / "sold", sales)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else SALES
        print(table(list(folder_rows(Path(name), count))))
