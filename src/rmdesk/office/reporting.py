"""Figures of a branch over all its desks, counted by the desks' own functions from what head office has (DESK-11).

A desk is made anew in memory out of its facts, as a look into its past is; nothing of it reaches a disk. One branch
stands there at a time.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rmdesk.desk import packs_known
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import Shown, all_shown, period_of
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.exchange_reviews import elsewhere
from rmdesk.domain.indicators.counting import SourceRow, by_field
from rmdesk.domain.indicators.definition import Counted, Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.people import Branch, Person
from rmdesk.office import desks
from rmdesk.office.desks import Known
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.store import rebuild, schema
from rmdesk.store.journal import Journal
from rmdesk.store.plain import instant_text
from rmdesk.store.project import PROJECTIONS
from rmdesk.store.store import Store
from rmdesk.store.vault import APPEND, Vault

_INSERT = f"INSERT INTO journal VALUES ({', '.join('?' * 12)})"


class Reported(NamedTuple):
    """A branch: of how many desks, and every indicator's figure over all of them."""

    branch: str
    desks: int
    figures: tuple[Shown, ...]


class _Branch(Reading):
    """The rows of several desks as if they were one's."""

    def __init__(self, desks: Sequence[Desk]) -> None:
        super().__init__(desks[0], whole=True)
        self._readings = [Reading(one, whole=True) for one in desks]

    @cached_property
    def since(self) -> date:
        """The day of the first fact of any of them."""
        return min(one.since for one in self._readings)

    def rows(
        self, counted: Counted, period: Period, by: str = "", *, whole: bool = False, each: bool = False
    ) -> tuple[SourceRow, ...]:
        """Those of all desks."""
        found = (one.rows(counted, period, by, whole=whole, each=each) for one in self._readings)
        return tuple(chain.from_iterable(found))

    def parted(
        self, one: Indicator, period: Period, by: str, *, each: bool = False
    ) -> Mapping[str, Sequence[SourceRow]]:
        """Those of all desks by what they say in the field of a split."""
        return by_field(self.rows(one, period, each=each), one.field_of(by))


@office_door
def report(office: Office, dsn: str, start: date, end: date, at: datetime) -> tuple[Reported, ...]:
    """The figures of each branch from `start` to `end`, by the indicators in force at that of its desks which recorded
    last. What fills the tables counts, and nothing in quarantine (INPUT.period)."""
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    period = period_of(start, end)
    with connected(dsn, "projector", office) as connection:
        told: dict[str, int] = dict(
            connection.execute("SELECT desk, seq FROM office.projected WHERE seq > 0").fetchall()
        )
        known = (one for one in desks.all_of(connection) if one.peer.card.device in told)
        branches = groupby(sorted(known, key=lambda one: one.branch), key=lambda one: one.branch)
        return tuple(_reported(connection, office, tuple(found), told, period, at) for _, found in branches)


def _reported(
    connection: Connection,
    office: Office,
    branch: Sequence[Known],
    told: Mapping[str, int],
    period: Period,
    at: datetime,
) -> Reported:
    with ExitStack() as stack:
        devices = [one.peer.card.device for one in branch]
        there = [stack.enter_context(_seen(connection, office, one, told[one], at)) for one in devices]
        latest = max(there, key=lambda one: one.store.last_at() or at)
        for one in there:
            one.pack = latest.pack
        there.sort(key=lambda one: one is not latest)
        return Reported(branch[0].peer.card.branch, len(there), tuple(all_shown(_Branch(there), period)))


@contextmanager
def _seen(connection: Connection, office: Office, device: str, until: int, at: datetime) -> Iterator[Desk]:
    """A desk out of its facts up to `until`, in memory, for reading."""
    vault = Vault.in_memory(Path(device))
    try:
        with vault.transaction():
            schema.migrate(vault, schema.MIGRATIONS)
            rebuild.create_tables(vault, PROJECTIONS)
            with vault.acting(APPEND):
                for entry in Facts(connection, office, device).read(0, until):
                    vault.execute(_INSERT, (*entry[:2], instant_text(entry.at), *entry[3:]))
            rebuild.replay_into(vault, Journal(vault, device, os.urandom), PROJECTIONS)
        store = Store(vault, None, PROJECTIONS, os.urandom)
        row = store.get("setting", "branch")
        assert row is not None, "a desk's first fact names its branch"
        branch = Branch.model_validate_json(row["value"])
        pack = packs_known.pack_on(store, at.astimezone(ZoneInfo(branch.zone)).date())
        operator = elsewhere(office.operator, office.card.device)
        reader = Person(login=operator, name=operator, roles=("compliance",))
        yield Desk(Path(device), store, pack, branch, reader, lambda: at, follows=False)
    finally:
        vault.close()
