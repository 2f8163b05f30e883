"""A client's holdings as the match sees them. For use cases, which have asked whether the client may be seen."""

from datetime import date

from rmdesk.desk import same_person
from rmdesk.desk.desk import Desk
from rmdesk.domain.holdings import Holding, Portfolio, Position, Rate, in_force, position
from rmdesk.domain.product import Product


def portfolio(desk: Desk, client_id: str, day: date, but: str = "") -> Portfolio:
    """What the client holds on `day`, and the rates in force; `but`: without the holding of this id, which is the sale
    that is being judged."""
    rates = rates_on(desk, day)
    held = (one for one in held_by(desk, client_id) if one.id != but and one.held_on(day))
    return Portfolio(positions=tuple(_position(desk, one, day) for one in held), rates=rates)


def held_by(desk: Desk, client_id: str) -> tuple[Holding, ...]:
    """All holdings of a client, ended ones as well, in the order in which they were noted; of all files of the same
    person (SUIT-03 asks what somebody holds, not what stands in a file)."""
    mine = same_person.ids(desk, client_id)
    rows = sorted(same_person.rows_of(desk, "holding", mine), key=lambda row: str(row["id"]))
    return tuple(desk.parsed(Holding, row["doc"]) for row in rows)


def rates_on(desk: Desk, day: date) -> dict[str, Rate]:
    """The rate of each currency that may be used on `day`."""
    rows = desk.store.query("SELECT doc FROM rate WHERE on_day <= ?", (day.isoformat(),))
    entered = (desk.parsed(Rate, row["doc"]) for row in rows)
    return in_force(entered, day, desk.pack.thresholds_on(day).rate_valid_days)


def product_of(desk: Desk, code: str) -> Product | None:
    """The shelf's product of a code; None for what stands on no shelf of ours."""
    row = desk.store.get("product", code)
    return None if row is None else desk.parsed(Product, row["doc"])


def _position(desk: Desk, one: Holding, day: date) -> Position:
    return position(one, product_of(desk, one.code), desk.pack.levels, day, unmatched=desk.pack.families.unmatched)
