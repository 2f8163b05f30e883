"""A client's holdings on one page: each line with what it is worth, and the sums beside level and means (SUIT-03)."""

from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import clients
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import held_by, portfolio, product_of
from rmdesk.desk.masking import mask_text, numbers_of
from rmdesk.domain.base import Text
from rmdesk.domain.holdings import Holding
from rmdesk.domain.means import most_in_one
from rmdesk.domain.portfolio import Portfolio
from rmdesk.domain.rates import yuan
from rmdesk.domain.refusal import passed


class HoldingLine(NamedTuple):
    """One holding: what it is called, of which family and level, what it is worth in yuan (None: no rate), and whether
    the client holds it today. `on_shelf`: our shelf knows the product."""

    holding: Holding
    name: Text
    family: str | None
    level: str | None
    yuan: Decimal | None
    held: bool
    on_shelf: bool


class Share(NamedTuple):
    """A part of what is held: in yuan, and from 0 to 1."""

    family: str | None
    yuan: Decimal
    share: Decimal


class Holdings(NamedTuple):
    """What the client of this id and number holds, and what it comes to in yuan: `worth` in all, `bound` by what needs
    a match, `assets` as the file says, `free` what is not bound, `most` for one product, `above` what stands above the
    client's level."""

    client_id: str
    no: str
    lines: tuple[HoldingLine, ...]
    portfolio: Portfolio
    shares: tuple[Share, ...]
    worth: Decimal
    bound: Decimal
    assets: Decimal
    free: Decimal
    most: Decimal
    above: Decimal


@use_case("holdings.read")
def of_client(desk: Desk, client_id: str) -> Holdings:
    """Everything that the client with this id or number holds or held, what is held today first."""
    client = passed(clients.get(desk, client_id))
    day = desk.today()
    held = portfolio(desk, client.id, day)
    assets = client.amount("financial_assets") or Decimal(0)
    taken = standing.latest(desk, client.id)
    levels = desk.pack.levels
    above = Decimal(0) if taken is None else held.above(levels, levels.reach_of(levels.of_client(taken.level)))
    numbers = numbers_of(client)
    lines = [_line(desk, _masked(one, numbers), held) for one in held_by(desk, client.id)]
    worth = held.worth
    shares = tuple(Share(family, value, value / worth) for family, value in held.by_family.items() if worth)
    most = most_in_one(client, desk.thresholds())
    free = max(assets - held.bound, Decimal(0))
    ordered = tuple(sorted(lines, key=lambda line: (not line.held, -(line.yuan or 0), line.holding.code)))
    return Holdings(client.id, client.no, ordered, held, shares, worth, held.bound, assets, free, most, above)


def _masked(one: Holding, numbers: tuple[str, ...]) -> Holding:
    """What somebody typed, without numbers that are nobody's to read here (DATA-05)."""
    typed = {name: mask_text(getattr(one, name), numbers) for name in ("name", "issuer", "note")}
    return one.model_copy(update=typed)


def _line(desk: Desk, one: Holding, held: Portfolio) -> HoldingLine:
    product = product_of(desk, one.code)
    name = Text(zh=one.name, en=one.name) if product is None else product.name
    family = one.family if product is None else product.family
    level = None if product is None else product.level(desk.pack.levels)
    worth = yuan(one.amount, one.currency, held.rates)
    return HoldingLine(one, name, family, level, worth, one.held_on(desk.today()), product is not None)
