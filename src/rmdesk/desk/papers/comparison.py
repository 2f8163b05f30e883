"""Up to four products side by side, by what they risk and cost, never by what they return (SUIT-07)."""

from collections.abc import Callable
from decimal import Decimal

from rmdesk.desk import show, worst
from rmdesk.desk.disclosure_items import fees_told
from rmdesk.desk.papers.common import above_named_loss, client_rows, fitting_clients, headline, may_name, signatures
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.shelf import fees
from rmdesk.domain.match import least_amount
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import Block, Callout, Heading, KeyValues, Paragraph, Spacer, Table

MOST = 4


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The comparison, in order of code. Private products are left out for who is no qualified investor (SUIT-21)."""
    named = (one for one in given.products if may_name(given, one))
    products = tuple(sorted(named, key=lambda one: one.code))[:MOST]
    risky = any(one.needs_match for one in products)
    return (
        *((headline(given, products),) if risky else ()),
        KeyValues((*client_rows(given)[:2], *_asked(given))),
        Heading(given.say("papers.compared")),
        Paragraph(given.text(given.pack.sentences.comparison)),
        *_tables(given, products),
        *_more(given, products),
        *signatures(given, "comparison"),
    )


def _asked(given: PaperInput) -> tuple[tuple[str, str], ...]:
    amount = _amount(given)
    named = () if amount is None else ((given.say("papers.amount"), given.money(amount, given.currency)),)
    return (*given.level_rows, *named)


def _amount(given: PaperInput) -> Decimal | None:
    """The same for all, or they could not be compared: what the client named; None is not made up."""
    named = given.match_input.amount is not None or (given.sale is not None and given.sale.choice is not None)
    return given.amount if named else None


def _tables(given: PaperInput, products: tuple[Product, ...]) -> tuple[Block, ...]:
    """One table, or in large print one for every two products: four columns of 16 pt do not fit a page."""
    beside = 2 if given.large else MOST
    tables = (_table(given, products[at : at + beside]) for at in range(0, len(products), beside))
    return tuple(block for table in tables for block in (table, Spacer(4)))


def _table(given: PaperInput, products: tuple[Product, ...]) -> Table:
    head = ("", *(given.text(one.name) for one in products))
    rows = tuple((label, *(told(given, one) for one in products)) for label, told in _lines(given))
    return Table(head, rows, widths=(3.0, *(4.0 for _ in products)))


def _lines(given: PaperInput) -> tuple[tuple[str, Callable[[PaperInput, Product], str]], ...]:
    return (
        (given.say("papers.product_code"), lambda _, one: one.code),
        (given.say("papers.family"), lambda given, one: given.text(given.pack.families.of(one.family).name_of(one))),
        (given.say("papers.issuer"), lambda given, one: given.text(one.issuer)),
        (given.say("papers.product_level"), lambda given, one: given.product_level(one.level(given.pack.levels))),
        (given.say("papers.fitting_clients"), fitting_clients),
        (given.say("papers.worst_case"), _worst),
        (given.say("papers.fees"), _fees),
        (given.say("papers.term"), lambda given, one: show.term(given.pack, one.term_days, given.lang)),
        (given.say("papers.liquidity"), lambda given, one: show.liquidity(given.pack, one, given.lang)),
        (
            given.say("papers.minimum"),
            lambda given, one: given.money(
                least_amount(one, given.thresholds, given.match_input.legal_rates), one.currency
            ),
        ),
    )


def _worst(given: PaperInput, product: Product) -> str:
    """The worst case for the amount that all are compared at, in its currency; that it may be worse stands below."""
    compared = product.model_copy(update={"currency": given.currency})
    said = (
        worst.assumed(given.pack, product, given.lang),
        worst.worked(given.pack, compared, _amount(given), given.lang),
    )
    return "\n".join(filter(None, (*said, *above_named_loss(given, product))))


def _more(given: PaperInput, products: tuple[Product, ...]) -> tuple[Block, ...]:
    """That a worst case is no limit, once for all products of which the same is to be said: in every column it would
    make the table too tall for its page."""
    said: dict[str, list[str]] = {}
    for one in products:
        said.setdefault(worst.more(given.pack, one, given.lang), []).append(one.code)
    comma, stop = ("、", "：") if given.lang == "zh" else (", ", ": ")
    head = given.say("papers.worst_case")
    lines = tuple(f"{comma.join(codes)}{stop}{text}" for text, codes in said.items() if text)
    return (Callout(head, lines, tone="warning"),) if lines else ()


def _fees(given: PaperInput, product: Product) -> str:
    return "\n".join(fees.lines(given.pack, product, given.lang)) or fees_told(given.pack, product, given.lang)
