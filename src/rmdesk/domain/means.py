"""A purchase against the client's means (SUIT-03): all that it binds, beside what is held already."""

from decimal import Decimal
from typing import NamedTuple

from rmdesk.domain import money
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import of_sale
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.portfolio import Portfolio
from rmdesk.domain.product import Product
from rmdesk.domain.rates import yuan
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds


class Purchase(NamedTuple):
    """A product and an amount in its currency: of one with yearly premiums, one premium."""

    product: Product
    amount: Decimal

    @property
    def bound(self) -> Decimal:
        """All that it binds, in the product's currency: premium × years."""
        whole = of_sale(self.product, self.amount)
        return self.amount if whole is None else whole

    @property
    def years(self) -> int:
        """For how many years the premium is due; 0 where it is paid at once."""
        terms = self.product.insurance
        return terms.pay_years if terms is not None and terms.premium == "yearly" else 0


class Wealth(NamedTuple):
    """What the file says of a client's means, and what may be bound of them, all in yuan: `limit` in one product,
    `issuer_limit` with one issuer, `premium_limit` in all premiums of a year; `budget` is what the client named for
    premiums."""

    assets: Decimal
    limit: Decimal
    issuer_limit: Decimal
    income: Decimal
    premium_limit: Decimal
    budget: Decimal | None


class Means(NamedTuple):
    """A purchase beside the client's means, all in yuan. `limit` is for one product, `held` what is bound in it
    already, `holdings` what is bound in all; `chosen` and `proposed` are the parts of both that the same visit has
    chosen and nobody signed yet, as `premiums_proposed` is of `premiums`. `premium` is one premium, None where it is no
    insurance; `premium_limit` what the premiums of a year may come to, None where it is paid at once; `premiums` what
    policies ask for each year, without what nobody knows of those that are `untold`; `budget` what the client named
    for premiums."""

    bound: Decimal
    held: Decimal
    chosen: Decimal
    limit: Decimal
    holdings: Decimal
    proposed: Decimal
    assets: Decimal
    with_issuer: Decimal
    issuer_limit: Decimal
    income: Decimal
    premium: Decimal | None = None
    premium_limit: Decimal | None = None
    premiums: Decimal = Decimal(0)
    premiums_proposed: Decimal = Decimal(0)
    untold: tuple[str, ...] = ()
    budget: Decimal | None = None

    @property
    def free(self) -> Decimal:
        """What is not bound yet."""
        return max(self.assets - self.holdings, Decimal(0))

    @property
    def premiums_then(self) -> Decimal:
        """What premiums come to in the first year, with those of policies held."""
        return (self.premium or Decimal(0)) + (Decimal(0) if self.premium_limit is None else self.premiums)

    @property
    def beyond_one(self) -> bool:
        """More in one product than may be bound in it."""
        return self.bound + self.held > self.limit

    @property
    def beyond_all(self) -> bool:
        """More than is not bound yet."""
        return self.bound > self.free

    @property
    def beyond_income(self) -> bool:
        """More premiums in a year than the income carries."""
        due = self.premium is not None and self.premium_limit is not None
        return due and self.premiums_then > (self.premium_limit or Decimal(0))


def most_in_one(client: Client, limits: Thresholds) -> Decimal:
    """The most, in yuan, that the client may bind in one product (SUIT-03)."""
    return money.limit((client.amount("financial_assets") or Decimal(0)) * limits.amount_share)


def yearly_income(client: Client) -> Decimal:
    """The income, in yuan, that yearly premiums are held against: a family's, an organisation's own."""
    key = "family_income_yearly" if client.kind == "person" else "income_yearly"
    return client.amount(key) or Decimal(0)


def most_in_premiums(client: Client, limits: Thresholds) -> Decimal:
    """The most, in yuan, that all yearly premiums may come to (SUIT-03)."""
    return money.limit(yearly_income(client) * limits.yearly_premium_share)


def wealth_of(client: Client, limits: Thresholds) -> Wealth:
    """The client's means before any purchase."""
    assets = client.amount("financial_assets") or Decimal(0)
    return Wealth(
        assets=assets,
        limit=most_in_one(client, limits),
        issuer_limit=money.limit(assets * limits.issuer_share),
        income=yearly_income(client),
        premium_limit=most_in_premiums(client, limits),
        budget=client.amount("insurance_budget"),
    )


def means_of(purchase: Purchase, wealth: Wealth, portfolio: Portfolio) -> Means | None:
    """The figures of a purchase; None without the rates to count them by."""
    product = purchase.product
    bound = yuan(purchase.bound, product.currency, portfolio.rates, up=True)
    premium = yuan(purchase.amount, product.currency, portfolio.rates, up=True)
    if bound is None or portfolio.unrated:
        return None
    proposed = portfolio.proposed
    return Means(
        bound=bound,
        held=portfolio.by_code.get(product.code, Decimal(0)),
        chosen=proposed.get(product.code, Decimal(0)),
        limit=wealth.limit,
        holdings=portfolio.bound,
        proposed=sum(proposed.values(), Decimal(0)),
        assets=wealth.assets,
        with_issuer=portfolio.by_issuer.get(plain(product.issuer.zh), Decimal(0)),
        issuer_limit=wealth.issuer_limit,
        income=wealth.income,
        premium=None if product.insurance is None else premium,
        premium_limit=wealth.premium_limit if purchase.years else None,
        premiums=portfolio.premiums,
        premiums_proposed=portfolio.premiums_proposed,
        untold=portfolio.untold,
        budget=wealth.budget,
    )


def means_reasons(found: Means | None, purchase: Purchase, portfolio: Portfolio) -> tuple[Refusal, ...]:
    """Why a purchase of which `means_of` found these figures is beyond the client's means (SUIT-03)."""
    if found is None:
        lacking = sorted({*portfolio.unrated, *_lacking(purchase, portfolio)})
        return (refuse("SUIT-03.rate", currency=", ".join(lacking)),)
    return tuple(one for one in (_in_one(purchase, found), _each_year(found)) if one is not None)


def means_warnings(found: Means | None) -> tuple[Refusal, ...]:
    """What good practice warns of: much with one issuer, premiums above what the client named for them, policies of
    elsewhere of which nobody knows what they ask for (SUIT-03)."""
    if found is None:
        return ()
    warnings, whole = [], found.with_issuer + found.bound
    if found.with_issuer and whole > found.issuer_limit:
        warnings.append(refuse("SUIT-03.issuer", held=found.with_issuer, total=whole, limit=found.issuer_limit))
    if found.premium is not None and found.budget is not None and found.premiums_then > found.budget:
        warnings.append(refuse("SUIT-03.budget", premium=found.premiums_then, budget=found.budget))
    if found.untold:
        warnings.append(refuse("SUIT-03.untold", products=", ".join(found.untold)))
    return tuple(warnings)


def _lacking(purchase: Purchase, portfolio: Portfolio) -> tuple[str, ...]:
    currency = purchase.product.currency
    return (currency,) if yuan(purchase.amount, currency, portfolio.rates) is None else ()


def _each_year(found: Means) -> Refusal | None:
    """More premiums in a year than the income carries."""
    if not found.beyond_income:
        return None
    figures, total = {"premium": found.premium, "limit": found.premium_limit}, found.premiums_then
    if not found.premiums:
        return refuse("SUIT-03.income", **figures, income=found.income)
    if not found.premiums_proposed:
        return refuse("SUIT-03.income_held", **figures, income=found.income, held=found.premiums, total=total)
    held = found.premiums - found.premiums_proposed
    return refuse("SUIT-03.income_visit", **figures, held=held, visit=found.premiums_proposed, total=total)


def _in_one(purchase: Purchase, found: Means) -> Refusal | None:
    """Too much in one product, or more in all than there is."""
    bound, held, limit = found.bound, found.held, found.limit
    if found.beyond_one and found.chosen:
        figures = {"amount": bound, "held": held - found.chosen, "visit": found.chosen}
        return refuse("SUIT-03.held_visit", **figures, total=bound + held, limit=limit)
    if found.beyond_one and purchase.years:
        premium, years = bound / purchase.years, purchase.years
        if not held:
            return refuse("SUIT-03.premiums", premium=premium, years=years, whole=bound, limit=limit)
        terms = {"premium": premium, "years": years, "whole": bound, "held": held}
        return refuse("SUIT-03.premiums_held", **terms, total=bound + held, limit=limit)
    if found.beyond_one and held:
        return refuse("SUIT-03.held", amount=bound, held=held, total=bound + held, limit=limit)
    if found.beyond_one:
        return refuse("SUIT-03", amount=bound, limit=limit)
    if found.beyond_all and found.proposed:
        figures = {"amount": bound, "held": found.holdings - found.proposed, "visit": found.proposed}
        return refuse("SUIT-03.visit", **figures, assets=found.assets, free=found.free)
    if found.beyond_all:
        return refuse("SUIT-03.total", amount=bound, held=found.holdings, assets=found.assets, free=found.free)
    return None
