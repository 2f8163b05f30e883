"""Which products a paper may list, and in which order (SUIT-04, SUIT-21, SUIT-29)."""

from collections.abc import Collection

from rmdesk.desk import show
from rmdesk.desk.papers.common import may_name
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.match import Offered, least_amount, match
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import rank


def offered(given: PaperInput, *, wishes: bool = True) -> tuple[Product, ...]:
    """The offered products that pass the client's wishes, in the published order; without `wishes` all of them.

    The sale's own opinion decides where there is one: a paper says what was found, not what would be found now.
    """
    codes = _offered_codes(given)
    named = (one for one in given.products if one.code in codes and may_name(given, one))
    found = tuple(one for one in named if not wishes or given.wish.admits(one))
    return rank(found, given.pack.ranking.order, given.wish, given.pack.levels, given.match_input.bears)


def _offered_codes(given: PaperInput) -> Collection[str]:
    if given.sale is not None and given.sale.opinion is not None:
        return given.sale.opinion.may
    return {one.code for one in given.products if isinstance(match(one, given.match_input), Offered)}


def shelf_row(given: PaperInput, product: Product) -> tuple[str, ...]:
    """A product in a list: name and code, level, term, liquidity, least amount. Never a return (SUIT-07)."""
    name = f"{given.text(product.name)} {product.code}"
    chosen = given.product is not None and given.product.code == product.code
    return (
        given.say("papers.this_one", product=name) if chosen else name,
        given.product_level(product.level(given.pack.levels)),
        show.term(given.pack, product.term_days, given.lang),
        show.liquidity(given.pack, product, given.lang),
        show.money(least_amount(product, given.thresholds, given.match_input.legal_rates), currency=product.currency),
    )


def shelf_head(given: PaperInput) -> tuple[str, ...]:
    """The head over `shelf_row`."""
    return (
        given.say("papers.product"), given.say("papers.level"), given.say("papers.term"),
        given.say("papers.liquidity"), given.say("papers.minimum_yuan"),
    )  # fmt: skip
