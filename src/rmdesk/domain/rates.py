"""What a currency is worth in yuan on a day, at rates that somebody entered."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from rmdesk.domain import money
from rmdesk.domain.base import Value

HOME = "CNY"  # the currency in which means are counted


class Rate(Value):
    """What one unit of a currency is worth in yuan on a day, and who says so."""

    currency: str
    rate: Decimal
    on: date
    source: str
    by: str = ""  # who entered it, by login; of the first ones nobody knows


Rates: TypeAlias = Mapping[str, Rate]
"""The rates in force on a day, by currency; one that is too old is not there."""


def valid(entered: Iterable[Rate], day: date, valid_days: int) -> tuple[Rate, ...]:
    """Of the rates entered those up to `day` that are not older than `valid_days`, the latest last."""
    return tuple(one for one in sorted(entered, key=lambda one: one.on) if day - timedelta(valid_days) <= one.on <= day)


def in_force(known: Iterable[Rate]) -> dict[str, Rate]:
    """Of `valid` rates, the latest last, the one of each currency that counts."""
    return {one.currency: one for one in known}


def yuan(amount: Decimal, currency: str, rates: Rates, *, up: bool = False) -> Decimal | None:
    """An amount in yuan to the fen, `up` where it counts against a limit; None without a rate."""
    if currency == HOME:
        return amount
    known = rates.get(currency)
    if known is None:
        return None
    return money.burden(amount * known.rate) if up else money.worth(amount * known.rate)


def foreign(amount: Decimal, currency: str, rates: Rates, *, up: bool = False) -> Decimal | None:
    """So many yuan in a currency, to the cent, rounded down, or `up`; None without a rate."""
    if currency == HOME:
        return amount
    known = rates.get(currency)
    if known is None:
        return None
    return money.burden(amount / known.rate) if up else money.limit(amount / known.rate)
