"""The order of the offered list. It is published and sees neither return nor commission (SUIT-07, SUIT-29)."""

from decimal import Decimal
from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.client import Client
from rmdesk.domain.levels import Levels
from rmdesk.domain.product import GOALS, LIQUIDITIES, Goal, Liquidity, Product

RankKey = Literal["loss", "goal", "horizon", "level", "liquidity", "minimum", "code"]
Filter = Literal["goal", "horizon", "liquidity"]
# upper end of each horizon of the intake form, in days
HORIZON_DAYS = {"under_6m": 182, "6m_1y": 365, "1y_3y": 1095, "3y_5y": 1825, "over_5y": 36500}

# How soon the money may be needed, as the intake asks it, and the least liquid product that still serves.
_LIQUIDITY_OF_NEED: dict[str, Liquidity] = {"high": "daily", "medium": "periodic", "low": "at_maturity"}


class Wish(Value):
    """What the client wants: goal, horizon (a key of HORIZON_DAYS), amount in CNY yuan, liquidity. Each may be open."""

    goal: Goal | None = None
    horizon: str | None = None
    amount: Decimal | None = None
    liquidity: Liquidity | None = None

    def admits(self, product: Product) -> bool:
        """Whether the product passes the client's filters. A filter hides; it never makes a product suitable."""
        return not self.unmet(product)

    def unmet(self, product: Product) -> dict[Filter, str]:
        """What of the wish the product does not meet: each filter with the wished value."""
        unmet: dict[Filter, str] = {}
        if self.goal is not None and self.goal not in product.goals:
            unmet["goal"] = self.goal
        if self.horizon is not None and (product.term_days or 0) > HORIZON_DAYS[self.horizon]:
            unmet["horizon"] = self.horizon
        if self.liquidity is not None and _liquidity(product) > LIQUIDITIES.index(self.liquidity):
            unmet["liquidity"] = self.liquidity
        return unmet


def wish_of_file(client: Client) -> Wish:
    """What the client's file says about purpose, horizon and need of cash."""
    purpose, horizon = client.profile.get("purpose", ""), client.profile.get("horizon", "")
    return Wish(
        goal=purpose if purpose in GOALS else None,
        horizon=horizon if horizon in HORIZON_DAYS else None,
        liquidity=_LIQUIDITY_OF_NEED.get(client.profile.get("liquidity_need", "")),
    )


def rank(
    products: tuple[Product, ...],
    order: tuple[RankKey, ...],
    wish: Wish,
    levels: Levels,
    bears: Decimal | None = None,
) -> tuple[Product, ...]:
    """The products in the published order; the code settles what is left. `bears`: the loss, as a share, that the
    client named as the most to be borne."""
    return tuple(sorted(products, key=lambda product: _keys(order, product, wish, levels, bears)))


def _keys(
    order: tuple[RankKey, ...], product: Product, wish: Wish, levels: Levels, bears: Decimal | None
) -> tuple[tuple[Decimal, str], ...]:
    """Where the product stands, by each key of the order and the code."""
    level = product.level(levels)
    numbers: dict[RankKey, int | Decimal] = {
        "loss": 1 if bears is not None and product.needs_match and product.worst_loss > bears else 0,
        "goal": 0 if wish.goal is None or wish.goal in product.goals else 1,
        "horizon": 0 if wish.horizon is None else abs(HORIZON_DAYS[wish.horizon] - (product.term_days or 0)),
        "level": 0 if level is None else levels.of_product(level).rank,
        "liquidity": _liquidity(product),
        "minimum": product.minimum,
        "code": 0,
    }
    return tuple((Decimal(numbers[key]), product.code if key == "code" else "") for key in (*order, "code"))


def _liquidity(product: Product) -> int:
    return LIQUIDITIES.index(product.liquidity)
