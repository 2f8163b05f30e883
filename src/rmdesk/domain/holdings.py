"""What a client holds, from whatever source, and what was made less of it by hand."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from rmdesk.domain import money
from rmdesk.domain.base import Value
from rmdesk.domain.calendar import add_months
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal, refuse

Source = Literal["sale", "import", "typed"]
State = Literal["held", "frozen", "redeeming", "ended"]
STATES: tuple[State, ...] = ("held", "frozen", "redeeming", "ended")
Payment = Literal["single", "yearly"]
PAYMENTS: tuple[Payment, ...] = ("single", "yearly")
_WHAT = ("code", "family", "currency", "payment", "begun_on", "maturity")
"""What a holding is, beside how much: another product, currency or term may count for nothing."""
_NO_YEARS: Mapping[str, int] = {}


class Eased(Value):
    """A holding as it `was` before somebody made it less by hand on a day. `until`: the last day on which what was said
    of it since then upheld it; of the first ones nobody noted it, and only what they bound and asked for each year, in
    their currency, was kept."""

    on: date
    until: date | None = None
    bound: Decimal
    premium: Decimal | None = None
    was: "Holding | None" = None


class Holding(Value):
    """One position of one client. `amount` and `cost` are in `currency`; `bound` is what it binds in all where that is
    more than `amount`: all premiums of a yearly one. `name`, `family` and `issuer` are what the source said: they speak
    where the shelf has no product of this `code`. `note` says where it came from: a sale's number, a file, words.

    Of a policy that was not sold here: `payment` says how it is paid, `premium` what it asks for each year, and
    `years_left` how many such premiums are to come after `as_of`. None: nobody said."""

    id: str
    client_id: str
    code: str
    name: str = ""
    family: str | None = None
    issuer: str = ""
    currency: str = HOME
    amount: Decimal
    cost: Decimal | None = None
    bound: Decimal | None = None
    payment: Payment | None = None
    premium: Decimal | None = None
    years_left: int | None = None
    begun_on: date | None = None
    maturity: date | None = None
    as_of: date
    source: Source
    note: str = ""
    state: State = "held"
    ended_on: date | None = None
    eased: tuple[Eased, ...] = ()

    def lighter(
        self, after: "Holding", on: date, since: date, years: Mapping[str, int] = _NO_YEARS
    ) -> tuple[Eased, ...]:
        """What was made less before, and this one where `after`, as somebody says it on `on`, may count for less: it
        binds or asks for less, or is said to be something else (SUIT-03). With it goes what is older than `since`.
        `years`: for how many the policies of the shelf are paid, by code.

        What is said now ends what was upheld till now, or the day that it names does; what was lost is never older for
        it."""
        if after.model_copy(update={"eased": self.eased}) == self:
            return self.eased
        lately = [(one, self._until(one)) for one in self.eased]
        kept = [
            one.model_copy(update={"until": after._upholds(self._was(one), min(until, on), years)})
            for one, until in lately
            if until >= since
        ]
        if self.held_on(on) and self._more_than(after, on):
            was, until = self.model_copy(update={"eased": ()}), after._upholds(self, on, years)
            kept.append(Eased(on=on, until=until, bound=self.commitment, premium=self.premium, was=was))
        return tuple(kept)

    def _more_than(self, after: "Holding", on: date) -> bool:
        if not after.held_on(on) or after.commitment < self.commitment:
            return True
        if (after.premium or Decimal(0)) < (self.premium or Decimal(0)):
            return True
        now, then = after.years_left_on(on), self.years_left_on(on)
        paid = now is not None and (then is None or now < then)
        return paid or any(getattr(self, name) != getattr(after, name) for name in _WHAT)

    def lately(self, since: date) -> "tuple[Holding, ...]":
        """The holding as it was before each change that made it less from `since` on, or whose loss came since: a
        maturity that was typed ahead frees nothing before its day. Each once, the first first."""
        return tuple(dict.fromkeys(self._was(one) for one in self.eased if self._until(one) >= since))

    def _was(self, one: Eased) -> "Holding":
        if one.was is not None:
            return one.was
        update = {"state": "held", "ended_on": None, "bound": one.bound, "premium": one.premium or self.premium}
        return self.model_copy(update={**update, "eased": ()})

    def _until(self, one: Eased) -> date:
        return one.until or self._upholds(self._was(one), one.on, _NO_YEARS)

    def _upholds(self, was: "Holding", least: date, years: Mapping[str, int]) -> date:
        """The last day on which this, said in the place of what it `was`, is held or paid, where that one went on; not
        before `least`."""
        both = zip(self._ends(years), was._ends(years), strict=True)
        return max((least, *(end for end, then in both if end is not None and (then is None or end < then))))

    def _ends(self, years: Mapping[str, int]) -> tuple[date | None, ...]:
        """The days on which it ends, its last premium is paid by what was said, and by the terms of the shelf."""
        if self.state == "ended":
            return None, None, None
        pays = years.get(self.code)
        ran_out = None if pays is None or self.begun_on is None else add_months(self.begun_on, 12 * pays)
        return self.maturity, self.paid_until, ran_out

    @property
    def paid_until(self) -> date | None:
        """The day of its last premium; None where nobody said."""
        return None if self.years_left is None else add_months(self.as_of, 12 * self.years_left)

    def held_on(self, day: date) -> bool:
        """Whether the client still holds it on `day`: not ended, and not matured before."""
        return self.state != "ended" and (self.maturity is None or self.maturity >= day)

    @property
    def commitment(self) -> Decimal:
        """What it binds in all, in its own currency: of a policy of elsewhere also the premiums that are to come."""
        to_come = (self.premium or Decimal(0)) * (self.years_left or 0)
        return max(self.bound or Decimal(0), self.amount + to_come)

    def years_left_on(self, day: date) -> int | None:
        """How many yearly premiums are still to come after `day`; None where nobody said."""
        if self.years_left is None:
            return None
        return sum(add_months(self.as_of, 12 * year) > day for year in range(1, self.years_left + 1))

    def paid_up(self, day: date) -> bool:
        """Whether all premiums that were to come are paid by `day`; False where nobody said how many."""
        return self.years_left_on(day) == 0


def of_sale(product: Product, amount: Decimal) -> Decimal | None:
    """What a purchase of `amount` binds in all where that is more: every premium of a yearly one (SUIT-03)."""
    terms = product.insurance
    return amount * terms.pay_years if terms is not None and terms.premium == "yearly" else None


def end_of(product: Product, begun_on: date) -> date | None:
    """The last day of what was bought on `begun_on`: the product's maturity, or its term where it runs to the end, from
    its value date, or from the purchase where that is later or none is known."""
    if product.maturity is not None or product.term_days is None or product.liquidity != "at_maturity":
        return product.maturity
    return max(begun_on, product.value_date or begun_on) + timedelta(product.term_days)


def redeemed(holding: Holding, amount: Decimal, least: Decimal, on: date) -> Holding | Refusal:
    """The holding after `amount` of it, in its currency, was paid back on `on`.

    What is frozen cannot be redeemed, no more than there is can, and a private holding may not be split: what would
    stay of it must reach `least`, its minimum (SUIT-30; 0 for what is not private).
    """
    if holding.state in ("frozen", "ended"):
        return refuse("DESK-01.frozen" if holding.state == "frozen" else "DESK-01.ended", product=holding.code)
    if amount <= 0 or amount > holding.amount:
        return refuse("DESK-01.more", amount=amount, held=holding.amount, currency=holding.currency)
    left = holding.amount - amount
    if 0 < left < least:
        return refuse("SUIT-30.left", left=left, minimum=least, currency=holding.currency)
    if not left:
        return holding.model_copy(update={"amount": left, "state": "ended", "ended_on": on, "as_of": on})
    kept = left / holding.amount
    rest = {
        name: rounded(value * kept)
        for name, value, rounded in (
            ("cost", holding.cost, money.worth),
            ("bound", holding.bound, money.burden),
        )
        if value is not None
    }
    to_come = holding.years_left_on(on)
    return holding.model_copy(update={"amount": left, "as_of": on, "years_left": to_come, **rest})


def altered(before: Holding, after: Holding) -> dict[str, tuple[str, str]]:
    """What differs, field → (before, after), as plain texts."""
    return {
        name: (_plain(getattr(before, name)), _plain(getattr(after, name)))
        for name in Holding.model_fields
        if name != "eased" and getattr(before, name) != getattr(after, name)
    }


def _plain(value: object) -> str:
    return "" if value is None else str(value)
