"""Everything that a client holds as the limits see it, and what it comes to in yuan (SUIT-03)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Final, TypeAlias, TypeVar

from rmdesk.domain import money
from rmdesk.domain.base import Value
from rmdesk.domain.calendar import add_months
from rmdesk.domain.holdings import Holding, Source, of_sale
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.levels import Levels
from rmdesk.domain.product import INSURED_PAID, Insurance, Product
from rmdesk.domain.rates import HOME, Rate, Rates, in_force, yuan

K = TypeVar("K")


class Position(Value):
    """One holding as the limits see it. `exposure`: it needs a match, as deposits and 国债 do not (SUIT-24). `premium`
    is what it asks for each year from now on, `single` what was paid for it at once, lately; `untold`: nobody said
    whether it asks for some, how much, or how long. `proposed`: it is chosen and not signed yet."""

    code: str
    issuer: str
    family: str | None
    level: str | None
    exposure: bool
    currency: str
    amount: Decimal
    bound: Decimal
    premium: Decimal = Decimal(0)
    single: Decimal = Decimal(0)
    untold: bool = False
    proposed: bool = False


def position(
    holding: Holding,
    product: Product | None,
    levels: Levels,
    day: date | None = None,
    *,
    unmatched: Container[str | None] = (),
    insured: Container[str | None] = (),
    since: date | None = None,
) -> Position:
    """A holding beside the shelf's product on `day`; what stands on no shelf is an exposure unless its family is one of
    the `unmatched`, and a policy where it is one of the `insured`. `since`: from when on what was paid at once was paid
    lately."""
    if product is None:
        family, level, issuer = holding.family, None, holding.issuer
        exposure = family not in unmatched
    else:
        family, level, issuer = product.family, product.level(levels), product.issuer.zh
        exposure = product.needs_match
    return Position(
        code=holding.code,
        issuer=issuer,
        family=family,
        level=level,
        exposure=exposure,
        currency=holding.currency,
        amount=holding.amount,
        bound=holding.commitment,
        premium=_premium(holding, product, day),
        single=_paid_once(holding, product, since) if product is None or product.insurance else Decimal(0),
        untold=(holding.family in insured or product is not None) and untold(holding, product, day),
    )


def bought(product: Product, amount: Decimal, levels: Levels) -> Position:
    """What a purchase of `amount` in the product's currency will be among the holdings."""
    yearly = product.insurance is not None and product.insurance.premium == "yearly"
    return Position(
        code=product.code,
        issuer=product.issuer.zh,
        family=product.family,
        level=product.level(levels),
        exposure=product.needs_match,
        currency=product.currency,
        amount=amount,
        bound=of_sale(product, amount) or amount,
        premium=amount if yearly else Decimal(0),
        single=Decimal(0) if yearly or product.insurance is None else amount,
        proposed=True,
    )


def _premium(holding: Holding, product: Product | None, day: date | None) -> Decimal:
    """What a policy asks for each year, until all its premiums are paid: what was said of it, else what the shelf's
    terms say; without either nothing, and it is `untold`."""
    terms = terms_told(product, holding.source)
    if _single(holding, terms) or (day is not None and holding.paid_up(day)):
        return Decimal(0)
    if holding.premium is not None:
        return holding.premium
    if terms is None or terms.premium != "yearly" or _ran_out(holding, terms.pay_years, day):
        return Decimal(0)
    return money.burden(holding.commitment / terms.pay_years)


def _paid_once(holding: Holding, product: Product | None, since: date | None) -> Decimal:
    """What was paid for a policy at once from `since` on; nothing of what nobody says is paid at once, or of when."""
    lately = since is not None and holding.begun_on is not None and holding.begun_on >= since
    return holding.commitment if lately and _single(holding, terms_told(product, holding.source)) else Decimal(0)


def terms_told(product: Product | None, source: Source) -> Insurance | None:
    """The shelf's terms of a policy. None where there are none, and where how it is paid was filled in and nobody
    confirmed it: then they say nothing of a policy but of one that was sold by them."""
    if product is None or (source != "sale" and not INSURED_PAID.isdisjoint(product.unconfirmed)):
        return None
    return product.insurance


def _single(holding: Holding, terms: Insurance | None) -> bool:
    """Whether it is paid at once: by the shelf's terms, else by what was said of it."""
    return (holding.payment if terms is None else terms.premium) == "single"


def said_otherwise(holding: Holding, product: Product | None) -> bool:
    """Whether what was noted of a policy says that it asks for something each year, where the shelf says that it is
    paid at once: what the one counts, the other forgets (SUIT-03)."""
    terms = terms_told(product, holding.source)
    yearly = holding.payment == "yearly" or bool(holding.premium)
    return terms is not None and terms.premium == "single" and yearly


def _ran_out(holding: Holding, years: int, day: date | None) -> bool:
    """Whether so many yearly premiums were paid from its beginning to `day`."""
    return day is not None and holding.begun_on is not None and add_months(holding.begun_on, 12 * years) <= day


def untold(holding: Holding, product: Product | None, day: date | None) -> bool:
    """Whether of a policy that was not sold here something is unknown that the limits want: how it is paid, what it
    asks for each year, or for how long."""
    terms = terms_told(product, holding.source)
    if holding.source == "sale" or _single(holding, terms) or (product is not None and product.insurance is None):
        return False
    if day is not None and holding.paid_up(day):
        return False
    if terms is not None and _ran_out(holding, terms.pay_years, day):
        return False
    whole = holding.bound is not None
    each = holding.premium is not None or (terms is not None and whole)
    return not (each and (whole or holding.years_left is not None))


_By: TypeAlias = Callable[[Position], tuple[Decimal, ...]]


class Portfolio(Value):
    """Everything that a client holds on a day, or chose beside it in the same visit, and the rates of that day. Sums
    are in yuan and leave out what has no rate: `unrated` names those currencies. `states`: of each holding what it is
    and was before it was made less lately; nothing where nothing was more. `entered`: the rates that are not too old,
    of those whom nobody who sells entered, the latest last; None: all of `rates` are. `raters`: by currency, who ever
    entered a rate of it."""

    positions: tuple[Position, ...] = ()
    rates: dict[str, Rate] = {}
    states: tuple[tuple[Position, ...], ...] = ()
    entered: tuple[Rate, ...] | None = None
    raters: dict[str, tuple[str, ...]] = {}

    def before(self, sellers: Collection[str]) -> "tuple[Portfolio, ...]":
        """The most that may have been held before what was made less by hand lately, and with what another file of most
        likely the same person holds; chosen and counted by rates that nobody who sells `entered` (SUIT-03).
        Nothing where that is this one."""
        others = self.rates_of_two(sellers)
        if not self.states and others == self.rates:
            return ()
        stood = _heaviest(self.states, others) if self.states else (self.positions,)
        return tuple(Portfolio(positions=one, rates=dict(others)) for one in stood)

    def rates_but(self, sellers: Collection[str]) -> Rates:
        """The rates in force that nobody who sells, and none of the sellers, `entered`."""
        return self.rates if self.entered is None else in_force(one for one in self.entered if one.by not in sellers)

    def rates_of_two(self, sellers: Collection[str]) -> Rates:
        """The same without the currencies of which one person alone ever entered a rate: nothing says that it is not
        the other way round, or a point off (SUIT-03)."""
        alone = {code for code, who in self.raters.items() if "" not in who and len({*who} - {*sellers}) == 1}
        return {code: one for code, one in self.rates_but(sellers).items() if code not in alone}

    @cached_property
    def _exposures(self) -> tuple[tuple[Position, Decimal], ...]:
        worth = ((one, yuan(one.bound, one.currency, self.rates, up=True)) for one in self.positions if one.exposure)
        return tuple((one, value) for one, value in worth if value is not None)

    @cached_property
    def unrated(self) -> tuple[str, ...]:
        """Currencies of exposures for which no rate is in force."""
        return tuple(sorted({one.currency for one in self.positions if one.exposure} - {HOME, *self.rates}))

    @cached_property
    def bound(self) -> Decimal:
        """What all exposures bind."""
        return sum((value for _, value in self._exposures), Decimal(0))

    @cached_property
    def premiums(self) -> Decimal:
        """What all policies ask for each year."""
        each = (yuan(one.premium, one.currency, self.rates, up=True) for one in self.positions if one.premium)
        return sum((value for value in each if value is not None), Decimal(0))

    @cached_property
    def singles(self) -> dict[str, Decimal]:
        """What was paid for policies at once lately, or is chosen to be, by product."""
        each = ((one.code, yuan(one.single, one.currency, self.rates, up=True)) for one in self.positions if one.single)
        return _summed((code, value) for code, value in each if value is not None)

    @cached_property
    def untold(self) -> tuple[str, ...]:
        """Policies of elsewhere of which `premiums` or `bound` may lack something, by code."""
        return tuple(dict.fromkeys(one.code for one in self.positions if one.untold))

    @cached_property
    def premiums_proposed(self) -> Decimal:
        """Of `premiums`, what is chosen and not signed yet."""
        return self._proposed.premiums

    @cached_property
    def proposed(self) -> dict[str, Decimal]:
        """Of `by_code`, what is chosen and not signed yet."""
        return self._proposed.by_code

    @cached_property
    def _proposed(self) -> "Portfolio":
        return self._only(proposed=True) if any(one.proposed for one in self.positions) else NOTHING

    @property
    def signed(self) -> "Portfolio":
        """Without what is chosen and not signed yet."""
        return self._only(proposed=False)

    def _only(self, *, proposed: bool) -> "Portfolio":
        return Portfolio(positions=tuple(one for one in self.positions if one.proposed is proposed), rates=self.rates)

    @cached_property
    def by_code(self) -> dict[str, Decimal]:
        """What is bound in each product."""
        return _summed((one.code, value) for one, value in self._exposures)

    @cached_property
    def by_issuer(self) -> dict[str, Decimal]:
        """What is bound with each issuer, by plain name: one, however its name is written."""
        return _summed((plain(one.issuer), value) for one, value in self._exposures if one.issuer)

    @cached_property
    def by_family(self) -> dict[str | None, Decimal]:
        """What is held today in each family, deposits as well; None: nobody knows the family."""
        worth = ((one.family, yuan(one.amount, one.currency, self.rates)) for one in self.positions)
        return _summed((family, value) for family, value in worth if value is not None)

    @cached_property
    def worth(self) -> Decimal:
        """What everything is worth today, deposits as well."""
        return sum(self.by_family.values(), Decimal(0))

    def above(self, levels: Levels, reach: int) -> Decimal:
        """What is bound in products above the level that the client may buy; `reach` is the rank he reaches."""
        high = (value for one, value in self._exposures if one.level and levels.of_product(one.level).rank > reach)
        return sum(high, Decimal(0))


NOTHING: Final = Portfolio()
"""Of whoever holds nothing."""


def _heaviest(states: tuple[tuple[Position, ...], ...], rates: Rates) -> Iterator[tuple[Position, ...]]:
    """Of each holding one of the states in which it stood, whatever the rest was then. A limit is a sum, so the most by
    it is the sum of the most of each; it is taken by what is bound, by premiums, and by each product, issuer and level
    that something was."""
    bound = partial(_by_bound, rates)
    by: list[_By] = [bound, partial(_by_premium, rates)]
    for name in ("code", "issuer", "level"):
        told = dict.fromkeys(getattr(one, name) for each in states if len(each) > 1 for one in each)
        by += [partial(_by_name, bound, name, value) for value in told]
    yield from dict.fromkeys(tuple(max(each, key=weight) for each in states) for weight in by)


def _by_bound(rates: Rates, one: Position) -> tuple[Decimal, ...]:
    """What it binds in yuan, where it counts at all; what has no rate is more than anything that has one."""
    worth = yuan(one.bound, one.currency, rates, up=True)
    return Decimal(one.exposure), Decimal(worth is None), one.bound if worth is None else worth, one.premium


def _by_premium(rates: Rates, one: Position) -> tuple[Decimal, ...]:
    """What it asks for each year, in the same way."""
    worth = yuan(one.premium, one.currency, rates, up=True)
    return (
        Decimal(one.premium > 0 and worth is None),
        one.premium if worth is None else worth,
        Decimal(one.untold),
        *_by_bound(rates, one),
    )


def _by_name(bound: _By, name: str, value: object, one: Position) -> tuple[Decimal, ...]:
    return Decimal(getattr(one, name) == value), *bound(one)


def _summed(pairs: Iterable[tuple[K, Decimal]]) -> dict[K, Decimal]:
    found: defaultdict[K, Decimal] = defaultdict(Decimal)
    for key, value in pairs:
        found[key] += value
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))
