"""Rates of foreign money: entered by somebody, with their day and source; nothing is fetched."""

from datetime import date
from decimal import Decimal

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import rates_on
from rmdesk.domain.holding_facts import RateEntered
from rmdesk.domain.holdings import HOME, Rate
from rmdesk.domain.refusal import stop


@use_case("rates.enter")
def enter(desk: Desk, currency: str, rate: Decimal, on: date, source: str) -> Rate:
    """What one unit of a currency is worth in yuan on a day, and whose figure it is."""
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
    entered = Rate(currency=code, rate=rate, on=on, source=source.strip(), by=desk.actor.login)
    desk.record(RateEntered(rate=entered), code)
    return entered


@use_case("shelf.read")
def rates(desk: Desk) -> tuple[Rate, ...]:
    """The rates that may be used today, by currency."""
    found = rates_on(desk, desk.today())
    return tuple(found[code] for code in sorted(found))
