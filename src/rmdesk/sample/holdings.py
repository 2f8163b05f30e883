"""What clients of the sample hold from elsewhere, typed through the use cases, and the rates of foreign money."""

import re
from collections.abc import Callable, Iterator, Mapping

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, rates
from rmdesk.sample.entries import HoldingEntry, HoldingsFile, RateEntry
from rmdesk.sample.stage import Script, Stage, granted
from rmdesk.sample.when import day, moment

_AGO = re.compile(r"[+-][0-9]+[dmy]")


def scripts(desk: Desk, stage: Stage, file: HoldingsFile, clients: Mapping[str, Callable[[], str]]) -> Iterator[Script]:
    """One script an entry."""
    yield from (_rate(desk, stage, one) for one in file.rate)
    yield from (_holding(desk, stage, one, clients[one.client]) for one in file.holding)


def _rate(desk: Desk, stage: Stage, entry: RateEntry) -> Script:
    yield entry.by, moment(entry.at, stage.end, desk.branch.zone)
    on = day(entry.on, desk.local(stage.end).date())
    granted(desk, rates.enter(desk, entry.currency, entry.rate, on, entry.source), entry.currency)


def _holding(desk: Desk, stage: Stage, entry: HoldingEntry, client_id: Callable[[], str]) -> Script:
    yield entry.by, moment(entry.at, stage.end, desk.branch.zone)
    today = desk.local(stage.end).date()
    texts = {key: day(text, today).isoformat() if _AGO.fullmatch(text) else text for key, text in entry.texts.items()}
    granted(desk, keeping.add(desk, client_id(), texts), f"{entry.client}, {texts['product']}")
