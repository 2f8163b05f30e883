"""Figures of a branch over all its desks, and of the bank over all branches, counted by the desks' own functions from
what head office has (DESK-11).

A desk is made anew in memory out of its facts, as a look into its past is; nothing of it reaches a disk. One branch
stands there at a time; of the others the rows stay that the bank's figures are counted over.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rmdesk.desk import packs_known
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import Shown, all_shown, period_of, shown
from rmdesk.domain.exchange_reviews import elsewhere
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.people import Branch, Person
from rmdesk.formpack import Pack
from rmdesk.office import desks
from rmdesk.office.desks import Known
from rmdesk.office.facts import Facts
from rmdesk.office.keys import Office
from rmdesk.office.readings import Noted, Together, Whole
from rmdesk.office.server import Connection, connected, office_door
from rmdesk.store import rebuild, schema
from rmdesk.store.journal import Journal
from rmdesk.store.plain import instant_text
from rmdesk.store.project import PROJECTIONS
from rmdesk.store.store import Store
from rmdesk.store.vault import APPEND, Vault

_LATEST = "SELECT desk FROM office.projected JOIN office.fact USING (desk, seq) ORDER BY at DESC, desk LIMIT 1"
_INSERT = f"INSERT INTO journal VALUES ({', '.join('?' * 12)})"


class Reported(NamedTuple):
    """A branch, "" for the bank: of how many desks, and every indicator's figure over all of them."""

    branch: str
    desks: int
    figures: tuple[Shown, ...]


class Report(NamedTuple):
    """The figures of each branch, and one of each over all of them."""

    branches: tuple[Reported, ...]
    whole: Reported


@office_door
def report(office: Office, dsn: str, start: date, end: date, at: datetime) -> Report:
    """The figures of each branch from `start` to `end`, by the indicators in force at that of its desks which recorded
    last; those over all branches by those of the desk which recorded last of all: counted from the rows, no branch's
    share stands for another's. What fills the tables counts, and nothing in quarantine (INPUT.period)."""
    from rmdesk.store import tables  # noqa: F401 - registers the projections

    period = period_of(start, end)
    with connected(dsn, "projector", office) as connection:
        told: dict[str, int] = dict(
            connection.execute("SELECT desk, seq FROM office.projected WHERE seq > 0").fetchall()
        )
        known = [one for one in desks.all_of(connection) if one.peer.card.device in told]
        grouped = groupby(sorted(known, key=lambda one: one.branch), key=lambda one: one.branch)
        branches = [tuple(found) for _, found in grouped]
        latest = connection.execute(_LATEST).fetchone()
        if latest is None:
            return Report((), Reported("", 0, ()))
        with _seen(connection, office, latest[0], told[latest[0]], at) as last:
            noted = Noted()
            each = tuple(_reported(connection, office, one, told, period, at, last.pack, noted) for one in branches)
            over = Whole(last, noted)
            figures = tuple(shown(over, one, period) for one in last.pack.indicators.indicator)
            return Report(each, Reported("", len(known), figures))


def _reported(
    connection: Connection,
    office: Office,
    branch: Sequence[Known],
    told: Mapping[str, int],
    period: Period,
    at: datetime,
    pack: Pack,
    noted: Noted,
) -> Reported:
    with ExitStack() as stack:
        devices = [one.peer.card.device for one in branch]
        there = [stack.enter_context(_seen(connection, office, one, told[one], at)) for one in devices]
        latest = max(there, key=lambda one: one.store.last_at() or at)
        there.sort(key=lambda one: one is not latest)
        _counted_by(there, latest.pack)
        figures = tuple(all_shown(Together(there), period))
        _counted_by(there, pack)
        noting = Together(there, noted)
        for one in pack.indicators.indicator:
            shown(noting, one, period)
        return Reported(branch[0].peer.card.branch, len(there), figures)


def _counted_by(desks: Sequence[Desk], pack: Pack) -> None:
    for one in desks:
        one.pack = pack


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
