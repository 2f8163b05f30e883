"""Rates of foreign money: entered by somebody, with their day and source; nothing is fetched."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import of_nobody_selling, rates_on
from rmdesk.domain.holding_facts import RateEntered
from rmdesk.domain.rates import HOME, Rate
from rmdesk.domain.refusal import stop

_MONTH = timedelta(30)
_LEAST = 6
"""So many different letters has a reason that says something, a Chinese character for two."""


@use_case("rates.enter")
def enter(desk: Desk, currency: str, rate: Decimal, on: date, source: str, reason: str = "") -> Rate:
    """What one unit of a currency is worth in yuan on a day, and whose figure it is. `reason`: why it is far from the
    last one, kept with the source; wanted where it is."""
    code = currency.strip().upper()
    known = tuple(desk.pack.imports.word["currency"])
    if code not in known or code == HOME:
        stop("INPUT.choice", given=currency, allowed=", ".join(one for one in known if one != HOME))
    if not (rate.is_finite() and 0 < rate < 10_000):
        stop("INPUT.amount", given=rate)
    if on > desk.today():
        stop("INPUT.future", given=on)
    if not source.strip():
        stop("INPUT.required")
    last, reason = leapt(desk, code, rate, on), reason.strip()
    if last is not None and not _says(desk, reason):
        stop("SUIT-03.leap", rate=rate, last=last.rate, on=last.on)
    said = source.strip() if last is None else f"{source.strip()}；{reason}"
    entered = Rate(currency=code, rate=rate, on=on, source=said, by=desk.actor.login)
    desk.record(RateEntered(rate=entered), code)
    return entered


def _says(desk: Desk, reason: str) -> bool:
    letters = {*filter(str.isalpha, reason.casefold())}
    return desk.pack.imports.tells(reason) and sum(1 if one.isascii() else 2 for one in letters) >= _LEAST


def leapt(desk: Desk, currency: str, rate: Decimal, on: date) -> Rate | None:
    """The last rate of a currency up to a day, or one of the month before, from which this one is so far that a point
    or a direction may be wrong (SUIT-03), since one of which that was explained: of nobody who sells where there is
    one. None where it is near, or the first. For use cases."""
    rows = sorted(desk.store.where("rate", currency=currency), key=lambda row: (row["on_day"], row["seq"]))
    known = [desk.parsed(Rate, row["doc"]) for row in rows]
    upto = [one for one in known if one.on <= on] or known[:1]
    far, since = desk.pack.thresholds_on(on).rate_leap_share, list[Rate]()
    for one in [*of_nobody_selling(desk, upto)] or upto:
        since = [one] if _far(since, one.rate, one.on, far) else [*since, one]
    return _far(since, rate, on, far)


def _far(since: Sequence[Rate], rate: Decimal, on: date, share: Decimal) -> Rate | None:
    """The last of these, or of the month before, from which a rate is far: steps that are small each add up."""
    near = (one for at, one in enumerate(reversed(since)) if at == 0 or one.on > on - _MONTH)
    return next((one for one in near if abs(rate - one.rate) > one.rate * share), None)


@use_case("shelf.read")
def rates(desk: Desk) -> tuple[Rate, ...]:
    """The rates that may be used today, by currency."""
    found = rates_on(desk, desk.today())
    return tuple(found[code] for code in sorted(found))
