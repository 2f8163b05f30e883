"""Up to four products side by side, by what they risk and cost, never by what they return (SUIT-07)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, fitting_clients, headline, may_name, signatures
from rmdesk.domain.match import least_amount
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import Block, Heading, KeyValues, Paragraph, Spacer, Table

MOST = 4


def compose(case: Case) -> tuple[Block, ...]:
    """The comparison, in order of code. Private products are left out for who is no qualified investor (SUIT-21)."""
    named = (one for one in case.products if may_name(case, one))
    products = tuple(sorted(named, key=lambda one: one.code))[:MOST]
    risky = any(one.needs_match for one in products)
    case = replace(case, match_input=case.match_input.model_copy(update={"amount": _amount(case, products)}))
    return (
        *((headline(case),) if risky else ()),
        KeyValues((*client_rows(case)[:2], *_asked(case))),
        Heading(case.say("papers.compared")),
        *_tables(case, products),
        Paragraph(case.text(case.pack.sentences.comparison)),
        *signatures(case, "comparison"),
    )


def _asked(case: Case) -> tuple[tuple[str, str], ...]:
    taken = case.assessment
    level = () if taken is None else ((case.say("papers.client_level"), case.client_level(taken.level)),)
    return (*level, (case.say("papers.amount"), case.money(case.amount)))


def _amount(case: Case, products: tuple[Product, ...]) -> Decimal:
    """The same for all, or they could not be compared: the client's, else the least for which each can be bought."""
    known = case.match_input.amount is not None or (case.sale is not None and case.sale.choice is not None)
    least = max((least_amount(one, case.thresholds) for one in products), default=Decimal(0))
    return case.amount if known else least


def _tables(case: Case, products: tuple[Product, ...]) -> tuple[Block, ...]:
    """One table, or in large print one for every two products: four columns of 16 pt do not fit a page."""
    beside = 2 if case.large else MOST
    tables = (_table(case, products[at : at + beside]) for at in range(0, len(products), beside))
    return tuple(block for table in tables for block in (table, Spacer(4)))


def _table(case: Case, products: tuple[Product, ...]) -> Table:
    head = ("", *(case.text(one.name) for one in products))
    rows = tuple((label, *(told(case, one) for one in products)) for label, told in _lines(case))
    return Table(head, rows, widths=(3.0, *(4.0 for _ in products)))


def _lines(case: Case) -> tuple[tuple[str, Callable[[Case, Product], str]], ...]:
    return (
        (case.say("papers.product_code"), lambda _, one: one.code),
        (case.say("papers.family"), lambda case, one: case.label("family", one.family)),
        (case.say("papers.issuer"), lambda case, one: case.text(one.issuer)),
        (case.say("papers.product_level"), lambda case, one: case.product_level(one.level(case.pack.levels))),
        (case.say("papers.fitting_clients"), fitting_clients),
        (case.say("papers.worst_case"), _worst),
        (case.say("papers.fees"), _fees),
        (case.say("papers.term"), lambda case, one: show.term(one.term_days, case.lang)),
        (case.say("papers.liquidity"), lambda case, one: case.label("liquidity", one.liquidity)),
        (case.say("papers.minimum"), lambda case, one: case.money(least_amount(one, case.thresholds), one.currency)),
    )


def _worst(case: Case, product: Product) -> str:
    """The worst case for the amount that all are compared at."""
    loss = product.worst(max(case.amount, Decimal(0)))
    if loss == 0:
        return case.text(product.worst_case)
    share = show.percent(product.worst_loss)
    return case.say("papers.worst_short", amount=case.money(case.amount), loss=case.money(loss), share=share)


def _fees(case: Case, product: Product) -> str:
    mark = "：" if case.lang == "zh" else ": "
    fees = [f"{case.text(fee.name)}{mark}{case.text(fee.terms)}" for fee in product.fees]
    return "\n".join(fees) or case.say("papers.none")
