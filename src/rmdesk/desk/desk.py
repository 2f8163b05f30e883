"""An unlocked desk: the store, the form pack, the person at it, and the time."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from rmdesk.desk import packs_known
from rmdesk.desk.clean_facts import moving_in
from rmdesk.desk.workdays import BranchDays
from rmdesk.domain import numbers
from rmdesk.domain.adoptions import followed_on
from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.facts import DeskUnlocked
from rmdesk.domain.holidays import Holidays
from rmdesk.domain.ids import uuid7
from rmdesk.domain.people import Branch, Person
from rmdesk.domain.refusal import Refused, stop
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack import Pack
from rmdesk.store import Entry, Store
from rmdesk.store.errors import ClockWentAhead

Clock = Callable[[], datetime]
V = TypeVar("V", bound=Value)
T = TypeVar("T")
_TICK = timedelta(microseconds=1)
_SPENT = timedelta(seconds=1)  # so far a desk whose clock stands still goes on by being asked
_LEAST_REST = timedelta(days=1)  # no pack asks for a confirmation sooner
_STUTTER = timedelta(seconds=1)  # a clock that stands still or slips by less is helped along
_KNOWN = ("holidays", "setting")  # a desk knows by itself what these say, and does not read them again


class _Told(NamedTuple):
    """What some work gave, from which tables, and how they stood before."""

    value: object
    before: Mapping[str, int]
    tables: frozenset[str]


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class Desk:
    """What every use case works on: the desk in `folder`, opened as `store`. `actor` is who is logged in; `clock`
    gives aware UTC instants."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        pack: Pack,
        branch: Branch,
        actor: Person,
        clock: Clock = system_clock,
        *,
        follows: bool = True,
    ) -> None:
        """`follows`: the desk lives on, and a pack that waits comes into force on its day."""
        self.folder = folder
        self.store = store
        self._pack = pack
        self.branch = branch
        self.actor = actor
        self.clock = clock
        self._last = store.last_at() or datetime(1970, 1, 1, tzinfo=UTC)
        self._recorded = self._last  # a fact's time, not always the last one's
        self._depth = 0
        self._calendar: BranchDays | None = None
        self.permission = ""
        self._unseen: int | None = None
        self._told: tuple[object, dict[object, _Told]] = (None, {})
        self.unrecorded: Refused | None = None
        self._followed_on = followed_on(packs_known.adoptions(store), pack.digest) if follows else None

    @property
    def pack(self) -> Pack:
        """The form pack in force. One that was adopted for a later day follows it by itself when that day comes."""
        resting = self.store.resting
        if not resting and self._followed_on is not None and (today := self.today()) >= self._followed_on:
            self.pack = packs_known.pack_on(self.store, today)
        return self._pack

    @pack.setter
    def pack(self, pack: Pack) -> None:
        self._pack = pack
        self._followed_on = followed_on(packs_known.adoptions(self.store), pack.digest)

    def standing_at(self, store: Store, until: datetime) -> "Desk":
        """The desk over a store of the past, at the instant `until`, with its branch and forms of then, for whoever is
        at this one. Asked at the end of a day it stays in that day: no two of its instants are the same."""
        row = store.get("setting", "branch")
        branch = self.branch if row is None else Branch.model_validate_json(row["value"])
        digest = packs_known.digest_on(store, until.astimezone(ZoneInfo(branch.zone)).date())
        pack = self.pack if digest is None else packs_known.pack_of(store, digest)
        stands = min(until, self.end_of(self.local(until).date()) - _SPENT)
        return Desk(self.folder, store, pack, branch, self.actor, lambda: stands)

    def now(self) -> datetime:
        """This instant, in UTC. No two calls give the same: what was done first must also read so (SUIT-05)."""
        at = self.clock()
        self._last = self._last + _TICK if timedelta(0) <= self._last - at < _STUTTER else at
        return self._last

    def local(self, at: datetime) -> datetime:
        """An instant in the branch's zone."""
        return at.astimezone(self._zone)

    def today(self) -> date:
        """Today's date at the branch."""
        return self.local(self.now()).date()

    def end_of(self, day: date) -> datetime:
        """The last instant of a day at the branch."""
        return datetime.combine(day + timedelta(1), time(), self._zone) - timedelta(microseconds=1)

    def thresholds(self) -> Thresholds:
        """The numbers in force today."""
        return self.pack.thresholds_on(self.today())

    @property
    def calendar(self) -> BranchDays:
        """The working days that the branch goes by (COMP-17)."""
        if self._calendar is None:
            rows = self.store.query("SELECT doc FROM holidays ORDER BY year")
            self._calendar = BranchDays(Holidays.model_validate_json(row["doc"]) for row in rows)
        return self._calendar

    def calendar_changed(self) -> None:
        """Read the working days anew when they are next asked for."""
        self._calendar = None

    def new_id(self) -> str:
        """A fresh id."""
        return uuid7(self.now(), os.urandom)

    def record(self, fact: Fact, subject: str) -> Entry:
        """Append a fact about `subject` (an id), by the person at the desk, now."""
        return self.record_as(self.actor, fact, subject)

    def record_as(self, person: Person, fact: Fact, subject: str) -> Entry:
        """Append a fact by somebody else who has just proved to be `person` at this desk. ClockWentAhead.

        No text goes into a fact that would act on the terminal of whoever reads it: the last door of all fields.
        """
        written = fact.model_dump_json()
        moving = moving_in(fact, written)
        if moving is not None:
            stop("INPUT.control", code=f"U+{ord(moving):04X}")
        at = self.sure_now()
        if self._unseen is not None and not isinstance(fact, DeskUnlocked) and not self._seen_since(self._unseen):
            self.store.append(DeskUnlocked(), actor=self.actor.login, subject=self.actor.login, at=at)
            at = self.sure_now()
        return self.store.append(fact, actor=person.login, subject=subject, at=at, written=written)

    def opened_unseen(self, why: Refused | None = None) -> None:
        """The clock was wrong or the disk full when the desk was opened. Where that is set right by itself, who opened
        the desk is recorded before the next fact (DATA-08). `why`: for a face to tell, which asks for the clock by
        itself."""
        self._unseen, self.unrecorded = self.store.head().seq, why

    def _seen_since(self, seq: int) -> bool:
        return bool(self.store.query("SELECT 1 FROM journal WHERE kind = ? AND seq > ?", (DeskUnlocked.kind, seq)))

    def sure_now(self) -> datetime:
        """This instant, where something is to be kept or judged by it. ClockWentAhead while it must be confirmed."""
        at = self.now()
        if self.rested_too_long(at):
            raise ClockWentAhead(self._recorded, at)
        return at

    def rested_too_long(self, at: datetime) -> bool:
        """Whether `at` (aware) is so long after the last fact that the clock must be confirmed first (DESK-19)."""
        if at - self._recorded <= _LEAST_REST:
            return False
        self._recorded = self.store.last_at() or at
        known = self.local(self._recorded).date()  # today is what is in doubt
        return at - self._recorded > timedelta(days=self.pack.thresholds_on(known).clock_gap_days)

    @contextmanager
    def inside(self, permission: str = "") -> Iterator[bool]:
        """Around each use case: whether it is one that a face called, and not another use case. `self.permission` is
        what that one takes while it runs; "" outside of all."""
        self._depth += 1
        self.permission = permission if self._depth == 1 else self.permission
        try:
            yield self._depth == 1
        finally:
            self._depth -= 1
            self.permission = self.permission if self._depth else ""

    @contextmanager
    def beside(self) -> Iterator["Desk"]:
        """The same desk, by the same person, for another thread while this one is left alone. Then `caught_up`."""
        store = self.store.beside()
        try:
            yield Desk(self.folder, store, self.pack, self.branch, self.actor, self.clock)
        finally:
            store.close()

    def caught_up(self) -> None:
        """Facts were written beside this desk: what comes next comes after them."""
        self._last = max(self._last, self.store.last_at() or self._last)
        self.calendar_changed()

    def transaction(self) -> AbstractContextManager[None]:
        """All facts of one use case, or none."""
        return self.store.transaction()

    def batch(self) -> AbstractContextManager[None]:
        """All facts of one use case that are many, or none; the journal and the tables are as if one by one."""
        return self.store.batch()

    def next_no(self, prefix: str, year: int | None = None) -> str:
        """The next number for people to say: J-0142 of the series "J", or EV-2026-0001 of one that begins anew each
        year. It is a label; ids are the keys. It is taken once a fact that gives it out is recorded (`Fact.gives_no`),
        so record that in the same transaction."""
        return self._next_of(numbers.series(prefix, year))

    def next_part_no(self, whole: str) -> str:
        """The next number of a part of what has the number `whole`: NT-2026-0001/2. Taken as `next_no` says."""
        return self._next_of(numbers.parts_of(whole))

    def next_printed_no(self, prefix: str) -> str:
        """The next number of a paper as it is printed, with the desk's code. Taken as `next_no` says."""
        return self.branch.coded(self.next_no(prefix))

    def bare_no(self, typed: str) -> str:
        """What somebody typed, as the number that the tables know: found with the desk's code and without it."""
        return numbers.bare(typed, self.branch.code)

    def _next_of(self, name: str) -> str:
        row = self.store.get("counter", name)
        return numbers.numbered(name, 1 if row is None else row["last"] + 1)

    def is_told(self, key: object) -> bool:
        """Whether what is kept under this `key` (`until_told`) was read already, however it stands now."""
        return self._told[0] == (self.today(), self._pack.digest, self.actor) and key in self._told[1]

    def until_told(
        self, key: object, work: Callable[[], T], mend: Callable[[T, frozenset[str]], T | None] | None = None
    ) -> T:
        """What `work` gives, and the same again to whoever is at the desk under this `key`, until a fact changes a
        table that it read, or the day or the forms are others: for what takes long to read and changes by nothing
        else. `mend`: the same from what it gave before, where only rows about these clients (ids) changed; None where
        that says not enough."""
        stands = (self.today(), self._pack.digest, self.actor)
        if self._told[0] != stands:
            self._told = (stands, {})
        known, touched = self._told[1], self.store.touched
        kept = known.get(key)
        if kept is None or touched.since(kept.before, kept.tables):
            before, value = touched.stand(), None
            with touched.reading() as tables:
                if kept is not None and mend is not None:
                    clients = touched.clients_since(kept.before, kept.tables)
                    value = None if clients is None else mend(cast(T, kept.value), clients)
                    tables |= kept.tables
                if value is None:
                    value = work()
            kept = known[key] = _Told(value, before, frozenset({*tables, *_KNOWN}))
        else:
            touched.read(kept.tables)
        return cast(T, kept.value)

    def take_over(self, other: "Desk", before: Mapping[str, int]) -> None:
        """What was read at the `other` desk, the same one beside this (`until_told`), need not be read again. `before`:
        how this one's tables stood (`Touched.stand`) when that began, so that what changed meanwhile is."""
        stands, told = other._told
        if stands == (self.today(), self._pack.digest, self.actor):
            if self._told[0] != stands:
                self._told = (stands, {})
            for key, kept in told.items():
                self._told[1].setdefault(key, kept._replace(before=before))

    def parsed(self, model: type[V], doc: str) -> V:
        """The value that a stored text says; the same one again for the same text."""
        return self.store.parsed(model, doc)

    @cached_property
    def mark(self) -> str:
        """What tells this desk's papers from another's with the same numbers: the beginning of its first fact's hash.
        A desk that was restored from a backup has the same."""
        rows = self.store.query("SELECT hash FROM journal ORDER BY seq LIMIT 1")
        return bytes(rows[0]["hash"]).hex()[:6].upper() if rows else ""

    def close(self) -> None:
        """Lock the desk: the key leaves memory with the connection, and the clients with it."""
        self.store.close()

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.branch.zone)
