"""What a client holds on a day, counted a second time: from the journal's own words and from nothing of the program."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from rmdesk.desk.desk import Desk

RATE_DAYS = 30


@dataclass
class Ledger:
    """Everything that was noted, sold and rated at one desk; products as they were listed last."""

    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    rates: list[dict[str, Any]] = field(default_factory=list)
    products: dict[str, dict[str, Any]] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, client: str, day: date) -> tuple[tuple[tuple[str, Decimal], ...], bool]:
        """What needs a match and is held, as (product, what it binds in yuan); and whether there is a rate for all."""
        found, rated = [], True
        for one in self.held.values():
            ends = one["maturity"]
            if one["client_id"] != client or not one["exposed"] or (ends and date.fromisoformat(ends) < day):
                continue
            each = self.rate(one["currency"], day)
            rated = rated and each is not None
            if each is not None:
                found.append((one["code"], _up(one["worth"] * each)))
        return tuple(found), rated

    def premiums(self, client: str, day: date) -> Decimal:
        """What the client's policies ask for each year from `day` on, in yuan."""
        found = Decimal(0)
        for one in self.held.values():
            ends, product = one["maturity"], self.products.get(one["code"])
            policy = product["insurance"] if product else None
            if one["client_id"] != client or not policy or policy["premium"] != "yearly":
                continue
            paid_up = one["begun_on"] and _years_on(date.fromisoformat(one["begun_on"]), policy["pay_years"]) <= day
            each = self.rate(one["currency"], day)
            if not paid_up and each is not None and not (ends and date.fromisoformat(ends) < day):
                found += _up(_up(one["worth"] / policy["pay_years"]) * each)
        return found

    def singles(self, client: str, day: date) -> tuple[tuple[str, Decimal], ...]:
        """What the client paid for policies at once in the last 30 days, in yuan."""
        found = []
        for one in self.held.values():
            begun, product = one["begun_on"], self.products.get(one["code"])
            policy = product["insurance"] if product else None
            said = policy["premium"] if policy else one.get("payment")
            each = self.rate(one["currency"], day)
            if one["client_id"] != client or said != "single" or not begun or each is None:
                continue
            if day - timedelta(30) < date.fromisoformat(begun):
                found.append((one["code"], _up(one["worth"] * each)))
        return tuple(found)

    def rate(self, currency: str, day: date) -> Decimal | None:
        """Yuan for one unit on a day; None where nobody entered one that may still be used."""
        if currency == "CNY":
            return Decimal(1)
        days = {
            date.fromisoformat(one["on"]): Decimal(one["rate"]) for one in self.rates if one["currency"] == currency
        }
        known = [on for on in sorted(days) if on <= day <= on + timedelta(RATE_DAYS)]
        return days[known[-1]] if known else None

    def read(self, name: str, said: dict[str, Any]) -> None:
        """One fact."""
        if name == "shelf.listed":
            self.products[said["product"]["code"]] = said["product"]
        elif name == "sale.opened":
            self.opened[said["sale_id"]] = said["client_id"]
        elif name == "sale.product_chosen":
            self.chosen[said["sale_id"]] = said["choice"]
        elif name == "sale.countersigned":
            self.held[said["sale_id"]] = self._sold(said["sale_id"], date.fromisoformat(said["on"]))
        elif name in ("sale.abandoned", "sale.sent_back"):
            self.held.pop(said["sale_id"], None)
        elif name == "holding.redeemed":
            one, rest = said["holding"], self.held.pop(said["holding"]["id"])
            if not one["ended_on"]:
                self.held[one["id"]] = {**rest, "worth": Decimal(one["bound"] or one["amount"])}
        elif name == "rate.entered":
            self.rates.append(said["rate"])
        elif name == "holding.noted":
            one = said["holding"]
            known = self.products.get(one["code"])
            exposed = one["family"] not in ("deposit", "bond") if known is None else _needs(known)
            self.held[one["id"]] = {**one, "worth": Decimal(one["amount"]), "exposed": exposed}

    def _sold(self, sale: str, on: date) -> dict[str, Any]:
        choice = self.chosen[sale]
        product = self.products[choice["code"]]
        policy, ends = product["insurance"], product["maturity"]
        times = policy["pay_years"] if policy and policy["premium"] == "yearly" else 1
        if not ends and product["term_days"] and product["liquidity"] == "at_maturity":
            ends = (on + timedelta(product["term_days"])).isoformat()
        return {
            "client_id": self.opened[sale],
            "code": choice["code"],
            "worth": Decimal(choice["amount"]) * times,
            "currency": product["currency"],
            "maturity": ends,
            "begun_on": on.isoformat(),
            "exposed": _needs(product),
        }


def _up(value: Decimal) -> Decimal:
    cents = value * 100
    return (cents // 1 + (cents % 1 > 0)) / 100


def _years_on(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29) and (day.year + years) % 4
    return date(day.year + years, day.month, 28 if leap else day.day)


def _needs(product: dict[str, Any]) -> bool:
    return not (product["regime"] == "none" and product["family"] in ("deposit", "bond"))


def ledger(desk: Desk) -> Ledger:
    """The desk's journal from its beginning."""
    found = Ledger()
    for entry in desk.store.entries():
        if entry.payload is not None:
            found.read(entry.kind.partition("/")[0], json.loads(entry.payload))
    return found
