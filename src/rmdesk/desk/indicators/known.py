"""The whole desk as its journal knew it at the end of a day: what was recorded later does not count (DESK-11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.days import first_day
from rmdesk.domain.archive_facts import ClientDestroyed
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.facts import EntriesDestroyed
from rmdesk.formpack import Pack, PackFaults
from rmdesk.store.asof import all_as_of

_LEFT = (ClientDestroyed.kind, EntriesDestroyed.kind)
"""Of what was destroyed since, these alone still say something: the figures that stay."""


@contextmanager
def desk_known(desk: Desk, on: date | None) -> Iterator[Desk]:
    """The desk at the end of the local day `on`, for reading; the desk itself for None and for today. For use cases.

    Refused for a day to come (INPUT.future), and for one before the desk was opened (DESK-11.before).
    """
    if on is None or on == desk.today():
        yield desk
        return
    if on > desk.today():
        stop("INPUT.future", given=on)
    until, first = desk.end_of(on), first_day(desk)
    if on < first:
        stop("DESK-11.before", given=on, first=first)
    with all_as_of(desk.store, until, _LEFT) as store:
        then = desk.standing_at(store, until)
        if not _counts(then.pack):
            then.pack = desk.pack
        yield then


def _counts(pack: Pack) -> bool:
    """Whether a pack of that time says what is counted, as this program reads it; else today's does."""
    try:
        return bool(pack.indicators.indicator)
    except PackFaults:
        return False
