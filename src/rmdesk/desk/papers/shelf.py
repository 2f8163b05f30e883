"""Which products a paper may list, and in which order (SUIT-04, SUIT-21, SUIT-29)."""

from rmdesk.desk import show
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import may_name
from rmdesk.domain.match import Offered, least_amount, match
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import rank


def offered(case: Case) -> tuple[Product, ...]:
    """The offered products that pass the client's wishes, in the published order.

    The sale's own opinion decides where there is one: a paper says what was found, not what would be found now.
    """
    codes = _offered_codes(case)
    found = tuple(one for one in case.products if one.code in codes and case.wish.admits(one) and may_name(case, one))
    return rank(found, case.pack.ranking.order, case.wish, case.pack.levels)


def _offered_codes(case: Case) -> set[str]:
    if case.sale is not None and case.sale.opinion is not None:
        return {one.code for one in case.sale.opinion.offered}
    return {one.code for one in case.products if isinstance(match(one, case.match_input), Offered)}


def shelf_row(case: Case, product: Product) -> tuple[str, ...]:
    """A product in a list: name and code, level, term, liquidity, least amount. Never a return (SUIT-07)."""
    name = f"{case.text(product.name)} {product.code}"
    chosen = case.product is not None and case.product.code == product.code
    return (
        case.say("papers.this_one", product=name) if chosen else name,
        case.product_level(product.level(case.pack.levels)),
        show.term(product.term_days, case.lang),
        case.label("liquidity", product.liquidity),
        show.money(least_amount(product, case.thresholds), currency=product.currency),
    )


def shelf_head(case: Case) -> tuple[str, ...]:
    """The head over `shelf_row`."""
    return (
        case.say("papers.product"), case.say("papers.level"), case.say("papers.term"),
        case.say("papers.liquidity"), case.say("papers.minimum_yuan"),
    )  # fmt: skip
