"""The match over the whole shelf, outside of a sale: what is offered to whom, and why the rest is not (SUIT-28)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk import clients, same_person
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.match import MatchInput, Offered, Withheld, match_all
from rmdesk.domain.match import match as match_product
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish, rank
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import passed, stop, stop_if


class Matched(NamedTuple):
    """Both lists: the offered products in the published order, the withheld ones by code."""

    match_input: MatchInput
    offered: tuple[tuple[Product, Offered], ...]
    withheld: tuple[tuple[Product, Withheld], ...]

    def shown(self, wish: Wish) -> tuple[tuple[Product, Offered], ...]:
        """The offered products that pass the client's filters."""
        return tuple(pair for pair in self.offered if wish.admits(pair[0]))

    def others(self, wish: Wish) -> tuple[Product, ...]:
        """The offered products that do not pass them."""
        return tuple(product for product, _ in self.offered if not wish.admits(product))

    def named(self) -> tuple[tuple[Product, Withheld], ...]:
        """The withheld products that may be named before this client: private ones only to the qualified (SUIT-21)."""
        return tuple(pair for pair in self.withheld if not _unnamed(pair[1]))

    @property
    def unnamed(self) -> int:
        """How many private products must not be shown."""
        return len(self.withheld) - len(self.named())


@use_case("sales.read")
def match(desk: Desk, client_id: str, wish: Wish | None = None, on: date | None = None) -> Matched:
    """Match a client with every product on the shelf, on a day (today when not given)."""
    client = passed(clients.get(desk, client_id))
    stop_if(same_person.turned_to(desk, client))
    day = on or desk.today()
    return matched(desk, standing.match_input(desk, client, day), wish or Wish())


@use_case("sales.read")
def verdict(desk: Desk, sale_id: str, code: str, amount: Decimal) -> Offered | Withheld:
    """What a product of the shelf would be judged in a sale at an amount in its currency. Nothing is recorded."""
    row = desk.store.get("sale", sale_id)
    if row is None:
        stop("INPUT.unknown", what="sale", given=sale_id)
    client = passed(clients.get(desk, row["client_id"]))
    product = passed(shelf.get(desk, code))
    match_input = standing.match_input(desk, client, sale_id=sale_id)
    return match_product(product, with_amount(match_input, amount, product.currency))


def matched(desk: Desk, match_input: MatchInput, wish: Wish) -> Matched:
    """The match by what it is judged by; there is none with an empty shelf (DESK-03.empty). For use cases."""
    products = shelf.shelf(desk)
    if not products:
        stop("DESK-03.empty", roles=", ".join(sorted(ROLES_OF["shelf.keep"])))
    return split(desk, products, with_amount(match_input, wish.amount), wish)


def with_amount(match_input: MatchInput, amount: Decimal | None, currency: str = HOME) -> MatchInput:
    """The same for another amount in a currency."""
    return match_input.model_copy(update={"amount": amount, "currency": currency})


def split(desk: Desk, products: tuple[Product, ...], match_input: MatchInput, wish: Wish) -> Matched:
    """Judge `products` and put the offered ones in the published order."""
    ordered = rank(products, desk.pack.ranking.order, wish, desk.pack.levels, match_input.bears)
    verdicts = tuple(zip(ordered, match_all(ordered, match_input), strict=True))
    offered = tuple((product, verdict) for product, verdict in verdicts if isinstance(verdict, Offered))
    withheld = [(product, verdict) for product, verdict in verdicts if isinstance(verdict, Withheld)]
    return Matched(match_input, offered, tuple(sorted(withheld, key=lambda pair: pair[0].code)))


def _unnamed(verdict: Withheld) -> bool:
    return any(reason.rule in {"SUIT-21", "SALE-06"} for reason in verdict.reasons)
