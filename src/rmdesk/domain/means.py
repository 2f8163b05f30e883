"""A purchase against the client's means (SUIT-03): all that it binds, beside what is held already."""

from decimal import Decimal

from rmdesk.domain.base import Value
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Portfolio, of_sale, yuan
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds

_FEN = Decimal("0.01")


class Purchase(Value):
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


class Means(Value):
    """A purchase beside the client's means, all in yuan. `limit` is for one product, `held` what is bound in it
    already, `holdings` what is bound in all; `premium` and `premium_limit` are those of one year, None where there is
    no yearly premium of a person."""

    bound: Decimal
    held: Decimal
    limit: Decimal
    holdings: Decimal
    assets: Decimal
    with_issuer: Decimal
    issuer_limit: Decimal
    income: Decimal
    premium: Decimal | None = None
    premium_limit: Decimal | None = None

    @property
    def free(self) -> Decimal:
        """What is not bound yet."""
        return max(self.assets - self.holdings, Decimal(0))


def means_of(purchase: Purchase, client: Client, portfolio: Portfolio, limits: Thresholds) -> Means | None:
    """The figures of a purchase; None without the rates to count them by."""
    product = purchase.product
    bound = yuan(purchase.bound, product.currency, portfolio.rates)
    premium = yuan(purchase.amount, product.currency, portfolio.rates)
    if bound is None or portfolio.unrated:
        return None
    assets = client.amount("financial_assets") or Decimal(0)
    income = client.amount("family_income_yearly") or Decimal(0)
    yearly = purchase.years > 0 and client.kind == "person"
    return Means(
        bound=bound,
        held=portfolio.by_code.get(product.code, Decimal(0)),
        limit=(assets * limits.amount_share).quantize(_FEN),
        holdings=portfolio.bound,
        assets=assets,
        with_issuer=portfolio.by_issuer.get(product.issuer.zh, Decimal(0)),
        issuer_limit=(assets * limits.issuer_share).quantize(_FEN),
        income=income,
        premium=premium if yearly else None,
        premium_limit=(income * limits.yearly_premium_share).quantize(_FEN) if yearly else None,
    )


def means_reasons(purchase: Purchase, client: Client, portfolio: Portfolio, limits: Thresholds) -> tuple[Refusal, ...]:
    """Why a purchase is beyond the client's means, with the figures (SUIT-03)."""
    found = means_of(purchase, client, portfolio, limits)
    if found is None:
        lacking = sorted({*portfolio.unrated, *_lacking(purchase, portfolio)})
        return (refuse("SUIT-03.rate", currency=", ".join(lacking)),)
    reasons = [_in_one(purchase, found)]
    if found.premium is not None and found.premium_limit is not None and found.premium > found.premium_limit:
        limit = found.premium_limit
        reasons.append(refuse("SUIT-03.income", premium=found.premium, income=found.income, limit=limit))
    return tuple(one for one in reasons if one is not None)


def means_warnings(purchase: Purchase, client: Client, portfolio: Portfolio, limits: Thresholds) -> tuple[Refusal, ...]:
    """What good practice warns of: much with one issuer (SUIT-03)."""
    if not purchase.product.needs_match or client.professional:
        return ()
    found = means_of(purchase, client, portfolio, limits)
    if found is None or not found.with_issuer or found.with_issuer + found.bound <= found.issuer_limit:
        return ()
    whole = found.with_issuer + found.bound
    return (refuse("SUIT-03.issuer", held=found.with_issuer, total=whole, limit=found.issuer_limit),)


def _lacking(purchase: Purchase, portfolio: Portfolio) -> tuple[str, ...]:
    currency = purchase.product.currency
    return (currency,) if yuan(purchase.amount, currency, portfolio.rates) is None else ()


def _in_one(purchase: Purchase, found: Means) -> Refusal | None:
    """Too much in one product, or more in all than there is."""
    bound, held, limit = found.bound, found.held, found.limit
    if bound + held > limit and purchase.years:
        premium, years = bound / purchase.years, purchase.years
        if not held:
            return refuse("SUIT-03.premiums", premium=premium, years=years, whole=bound, limit=limit)
        figures = {"premium": premium, "years": years, "whole": bound, "held": held}
        return refuse("SUIT-03.premiums_held", **figures, total=bound + held, limit=limit)
    if bound + held > limit and held:
        return refuse("SUIT-03.held", amount=bound, held=held, total=bound + held, limit=limit)
    if bound + held > limit:
        return refuse("SUIT-03", amount=bound, limit=limit)
    if bound > found.free:
        return refuse("SUIT-03.total", amount=bound, held=found.holdings, assets=found.assets, free=found.free)
    return None
