"""Figures of a branch over all its desks, and of the bank over all branches, counted by the desks' own functions from
what head office has (DESK-11).

One branch stands there at a time; of the others the rows stay that the bank's figures are counted over.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import Shown, all_shown, period_of, shown
from rmdesk.domain.indicators.periods import Period
from rmdesk.formpack import Pack
from rmdesk.office import desks, leaving
from rmdesk.office.desks import Known
from rmdesk.office.keys import Office
from rmdesk.office.readings import Noted, Together, Whole
from rmdesk.office.seeing import seen
from rmdesk.office.server import connected, office_door

_LATEST = "SELECT desk FROM office.projected JOIN office.fact USING (desk, seq) ORDER BY at DESC, desk LIMIT 1"


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
    period = period_of(start, end)
    with connected(dsn, "projector", office) as connection:
        told = desks.filled(connection)
        left = leaving.of_desks(connection, office, told)
        known = [one for one in desks.all_of(connection) if one.peer.card.device in told]
        grouped = groupby(sorted(known, key=lambda one: one.branch), key=lambda one: one.branch)
        branches = [tuple(found) for _, found in grouped]
        latest = connection.execute(_LATEST).fetchone()
        if latest is None:
            return Report((), Reported("", 0, ()))

        def look(device: str) -> AbstractContextManager[Desk]:
            return seen(connection, office, device, told[device], at, left[device])

        with look(latest[0]) as last:
            noted = Noted()
            each = tuple(_reported(look, one, period, at, last.pack, noted) for one in branches)
            over = Whole(last, noted)
            figures = tuple(shown(over, one, period) for one in last.pack.indicators.indicator)
            return Report(each, Reported("", len(known), figures))


def _reported(
    look: Callable[[str], AbstractContextManager[Desk]],
    branch: Sequence[Known],
    period: Period,
    at: datetime,
    pack: Pack,
    noted: Noted,
) -> Reported:
    with ExitStack() as stack:
        there = [stack.enter_context(look(one.peer.card.device)) for one in branch]
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
