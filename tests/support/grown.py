"""A desk grown to any number of clients: one client's story is walked through the use cases, and told again of all
others under names, numbers, managers and days of their own.

Every fact is sealed and puts down its rows as any other does, so that `verify --replay` finds nothing; only what finds
rows again is made at the end (`_in_bulk`). The same number of clients is the same branch again, but for ids and salts:
one manager has half of them, eight others share the rest. What a branch has in hand does not grow with its book: the
first clients' assessments run out, the last ones' sales and cases are open, and what lies between is done.
"""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import opening
from rmdesk.desk import people as at_desk
from rmdesk.desk.complaints import register as complaints
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting
from rmdesk.domain.client import Client
from rmdesk.domain.complaint import Complainant, Labels
from rmdesk.domain.fact import Fact
from rmdesk.domain.facts import ProductListed
from rmdesk.domain.numbers import numbered, parted
from rmdesk.domain.people import Role
from rmdesk.formpack import load
from rmdesk.resources import folder as resource
from rmdesk.store import Entry, Store, slots
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, done
from support.people import product, resident_number, staff, text
from support.walk import assessed, put_on, register, start

MANAGER = "m1"
"""Whose half of the clients are."""
ROLES: tuple[Role, ...] = ("reviewer", "compliance", "product_keeper", "auditor", "administrator")
"""Somebody of each, by its name, beside the managers."""
IN_HAND = 100
"""So many clients have something that is due, and as many something that is half done."""
_PAUSE, _DAYS = 190, 150
"""Days between the first clients and all others; days over which those came."""
_STEP = timedelta(milliseconds=5)
_SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾任仇吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国晓萍红鑫玲飞小云"
_BORN = date(1980, 3, 5)
_NAME, _PHONE = "测试甲", "13800000001"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
_NO = re.compile(r"\b[A-Z]{1,2}-(?:\d{4}-)?\d{4,}\b")
_DAY = re.compile(r"202[6-9]-\d\d-\d\d")
_WHO = '"demo"'
_SAME = (resident_number(_BORN), _BORN.isoformat(), _NAME, _PHONE, _WHO)
_IN_MEMORY_KB = 1024 * 1024
_PROMISES = {"journal_mode": "OFF", "synchronous": "OFF", "cache_size": f"-{_IN_MEMORY_KB}"}
"""What a desk promises of its file, and holds of it in memory; and what instead while it grows."""
_LATER = """SELECT type, name, tbl_name, sql FROM sqlite_master
  WHERE sql IS NOT NULL AND tbl_name NOT IN ('journal', 'head')
  AND (type = 'trigger' OR (type = 'index' AND sql NOT LIKE '%UNIQUE%'))"""
_SOUGHT = ("track_sale_id_kind", "sale_visit_id_id")
"""Indexes by which facts of the story find rows; they stand from the beginning."""
_VARIES = re.compile(f"({'|'.join((_ID.pattern, _NO.pattern, _DAY.pattern, *_SAME))})")


class Told(NamedTuple):
    """A fact of the story: what it says and its subject, each cut into what stays and what varies, in turn."""

    entry: Entry
    kind: type[Fact]
    said: tuple[str, ...]
    subject: tuple[str, ...]


class Part(NamedTuple):
    """A part of the story, told of each so manieth client, `late`: of the last ones alone."""

    each: int
    late: bool
    facts: tuple[Told, ...]

    def of(self, number: int, clients: int) -> bool:
        """Whether it is told of this one among so many clients."""
        return number % self.each == 0 and (not self.late or clients - number < IN_HAND)


class Other(NamedTuple):
    """Another client than the story's: the number, the manager, days after the first client, and what stands instead
    of whatever is the same wherever it stands. `strides`: numbers of a series that one story takes at most."""

    number: int
    manager: str
    after: timedelta
    instead: dict[str, str]
    strides: dict[str, int]

    def told(self, cut: tuple[str, ...]) -> str:
        """The text as it is of this client."""
        return "".join(part if at % 2 == 0 else self._varied(part) for at, part in enumerate(cut))

    def _varied(self, part: str) -> str:
        known = self.instead.get(part)
        if known is None:
            known = self.instead[part] = self._worked_out(part)
        return known

    def _worked_out(self, part: str) -> str:
        if _ID.fullmatch(part):
            return part[:24] + f"{int(part[24:], 16) ^ self.number:012x}"
        if _DAY.fullmatch(part):
            return (date.fromisoformat(part) + self.after).isoformat()
        name, serial = parted(part)
        return numbered(name, serial + (self.number - 1) * self.strides[name])


def grown(folder: Path, clients: int, products: int = 45) -> tuple[Desk, Clock]:
    """A desk in `folder` with so many clients and products, open, with somebody who may do everything at it."""
    clock = Clock()
    pack = load(resource("forms"))
    desk, _ = done(opening.create(folder, BRANCH, staff("demo"), PASSWORD, pack, "zh", cost=COST, clock=clock))
    _branch(desk, products)
    story = tuple(_story(desk, clock))
    strides = _strides(story)
    first = clock.forward(minutes=5)
    with _in_bulk(desk), desk.batch():
        desk.store.query(f"PRAGMA cache_size = -{_IN_MEMORY_KB}")  # the batch set its own
        for number in range(2, clients + 1):
            one = _other(number, clients, strides)
            _tell(desk, story, one, clients, first + one.after + _STEP * number)
    clock.now = first + timedelta(_PAUSE + _DAYS, hours=2)
    desk.caught_up()
    return desk, clock


def grown_before(folder: Path) -> tuple[Desk, Clock]:
    """The desk that stands in `folder`, as `grown` gives one."""
    key = slots.open(folder, "demo", PASSWORD)
    with Store.open(folder, key) as store:
        last = store.last_at()
    assert last is not None
    clock = Clock(last + timedelta(minutes=5))
    return opening.open_with_key(folder, "demo", key, clock=clock), clock


@contextmanager
def _in_bulk(desk: Desk) -> Iterator[None]:
    """Nothing is promised while a desk grows: no log, no waiting for the disk; and what finds rows by something else
    than the order in which they come, indexes and full text, is made afterwards, of all rows at once. Of a million
    clients each row would else change a page somewhere in each of its indexes. Pages that become free are written all
    the same (`secure_delete` stays): else they would be holes in the file, whose seal is none."""
    run = desk.store._vault.connection.execute
    kept = {name: run(f"PRAGMA {name}").fetchone()[0] for name in _PROMISES}
    for name, value in _PROMISES.items():
        run(f"PRAGMA {name} = {value}").fetchall()
    found = {row["name"]: row for row in run(_LATER).fetchall()}
    later = [found[name] for name in found.keys() - {found[one]["name"] for one in _SOUGHT}]
    for row in later:
        run(f'DROP {row["type"]} "{row["name"]}"')
    yield
    run("BEGIN")
    for row in sorted(later, key=itemgetter("tbl_name")):  # what one reads of a table, the next finds in memory
        run(row["sql"])
    for table in full_texts(desk):
        run(f'INSERT INTO "{table}" ("{table}") VALUES (\'rebuild\')')
    run("COMMIT")
    for name, value in kept.items():
        run(f"PRAGMA {name} = {value}").fetchall()


def full_texts(desk: Desk) -> list[str]:
    """The tables in which words are found."""
    return [
        str(row["name"]) for row in desk.store.query("SELECT name FROM sqlite_master WHERE sql LIKE '%USING FTS5%'")
    ]


def _branch(desk: Desk, products: int) -> None:
    for login, role in (*((f"m{n}", "manager") for n in range(1, 10)), *((role, role) for role in ROLES)):
        done(at_desk.add(desk, staff(login, role), "long-enough-2026", PASSWORD, COST))
    put_on(desk, product())
    with desk.batch():
        for number in range(1, products):
            level = f"R{number % 5 + 1}"
            one = product(code=f"W-{number:05d}", name=text(f"测试{number}号"), bank_level=level, issuer_level=level)
            desk.record(ProductListed(product=one), one.code)


def _story(desk: Desk, clock: Clock) -> Iterator[Part]:
    """The parts in the order in which they happen."""
    held: list[Client] = []

    def sold() -> None:
        walk = start(desk, clock, held[0]).match().choose("W-01").tell().understand().record().print().take_back()
        walk.countersign().archive()

    def began() -> None:
        start(desk, clock, held[0]).match().choose("W-01")

    parts: tuple[tuple[int, bool, Callable[[], object]], ...] = (
        (1, False, lambda: held.append(register(desk, _BORN))),
        (3, False, lambda: assessed(desk, held[0])),
        (27, False, sold),
        (3, True, began),
        (5, False, lambda: _spoken_to(desk, held[0])),
        (7, True, lambda: _complained(desk, held[0])),
    )
    for each, late, act in parts:
        before = desk.store.head().seq
        act()
        clock.forward(minutes=5)
        yield Part(each, late, tuple(_told(entry) for entry in desk.store.entries(after=before)))


def _spoken_to(desk: Desk, client: Client) -> None:
    said = {"channel": "phone", "side": "bank", "summary": "问候", "secrecy": "normal"}
    done(acting.begin(desk, "contact_log", {**said, "about": f"client:{client.no}", "on": desk.today().isoformat()}))


def _complained(desk: Desk, client: Client) -> None:
    labels = Labels(channel="branch", business="agency", cause="disclosure")
    who = Complainant(name=client.name, contact=_PHONE, client_id=client.id)
    done(
        complaints.take(
            desk, NewCase(complainant=who, claim="赎回费没有事先说明。", wanted="退还赎回费。", labels=labels)
        )
    )


def _told(entry: Entry) -> Told:
    return Told(entry, type(entry.fact), tuple(_VARIES.split(entry.payload or "")), tuple(_VARIES.split(entry.subject)))


def _strides(story: tuple[Part, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in (one for part in story for told in part.facts for one in told.said[1::2]):
        if _NO.fullmatch(one):
            name, serial = parted(one)
            found[name] = max(found.get(name, 0), serial)
    return found


def _other(number: int, clients: int, strides: dict[str, int]) -> Other:
    chance = random.Random(number)
    name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
    born = date(1960 + number % 40, 1 + number % 12, 1 + number % 28)
    manager = MANAGER if number % 2 else f"m{2 + number // 2 % 8}"
    instead = {
        _NAME: name,
        _PHONE: f"139{number:08d}",
        _BORN.isoformat(): born.isoformat(),
        resident_number(_BORN): resident_number(born, serial=1 + number % 499),
        _WHO: f'"{manager}"',
    }
    days = 0 if number <= IN_HAND else _PAUSE + _DAYS * number // clients
    return Other(number, manager, timedelta(days), instead, strides)


def _tell(desk: Desk, story: tuple[Part, ...], one: Other, clients: int, at: datetime) -> None:
    for part in story:
        if part.of(one.number, clients):
            for told in part.facts:
                written = one.told(told.said)
                fact = told.kind.model_validate_json(written)
                desk.store.append(fact, actor=one.manager, subject=one.told(told.subject), at=at, written=written)
