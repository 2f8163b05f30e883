"""Confirm, archive, follow up (SALE-01 steps 5 to 7; SALE-03, SALE-13, SUIT-10, SALE-08)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from rmdesk.desk import sales
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.sales import View
from rmdesk.domain import facts
from rmdesk.domain.client_dues import maturity_warning
from rmdesk.domain.holdings import end_of
from rmdesk.domain.match import special_care
from rmdesk.domain.refusal import passed, refuse, stop, stop_at, stop_if, written
from rmdesk.domain.sale import Order, Sale
from rmdesk.domain.sale_signing import concerned, confirm_ready, unreviewed_assessment

MOST_ORDER = 60
_ORDER: Final = re.compile(r"(?=.*\d)[^\W_].*")
"""No system calls an order by a dash and what follows: that is what is left of a slip."""


@use_case("sales.work")
def papers_returned(desk: Desk, sale_id: str, kinds: tuple[str, ...], *, sentence_seen: bool) -> View:
    """The manager ticks what came back signed, and that the copied sentence stands on it (SALE-03, SALE-13). What
    another sale of the visit has printed for both is noted there. No signature is taken under a flagged assessment that
    nobody reviewed (QUES-09)."""
    now = sales.at_step(desk, sale_id, "confirm")
    if now.sale.countersigned is not None:
        stop("SALE-01.signed", sale=now.sale.no)
    if kinds:
        stop_if(*unreviewed_assessment(now.context))
    own, shared = {one.kind for one in now.sale.printed}, set(now.context.visit.numbers)
    unprinted = [kind for kind in kinds if kind not in own | shared]
    if unprinted:
        stop("SALE-13.printed", papers=", ".join(unprinted))
    back = tuple(sorted({*kinds} & own))
    with desk.transaction():
        for other in sales.beside(desk, now.sale):
            _came_back(desk, other, {*kinds} - own)
        if (back, sentence_seen) != (now.sale.returned, now.sale.sentence_seen):
            fact = facts.PapersReturned(sale_id=now.sale.id, kinds=back, sentence_seen=sentence_seen)
            desk.record(fact, now.sale.id)
    return passed(sales.view(desk, sale_id))


def _came_back(desk: Desk, other: Sale, kinds: set[str]) -> None:
    """Papers of the whole visit that `other` printed and that came back with those of another sale."""
    theirs = kinds & {one.kind for one in other.printed if one.visit} - set(other.returned)
    if theirs and not other.closed and other.countersigned is None:
        both = tuple(sorted({*other.returned, *theirs}))
        fact = facts.PapersReturned(sale_id=other.id, kinds=both, sentence_seen=other.sentence_seen)
        desk.record(fact, other.id)


@use_case("sales.work")
def note_order(desk: Desk, sale_id: str, number: str) -> View:
    """The number that the product's agent system gave the order (SALE-15), which is no other sale's; noting another one
    mends it."""
    now = sales.at_step(desk, sale_id, "confirm")
    product, given = now.context.product, written("number", number)
    if product is None or not product.order_system:
        stop("SALE-15.none", sale=now.sale.no)
    if len(given) > MOST_ORDER:
        stop_at("number", refuse("INPUT.too_long", length=len(given), most=MOST_ORDER))
    if not _ORDER.fullmatch(given):
        stop_at("number", refuse("SALE-15.number", given=given))
    order = Order(system=product.order_system, number=given)
    for other in _ordered(desk, given):
        if other.id != now.sale.id and other.order == order:
            stop_at("number", refuse("SALE-15.used", given=given, system=order.system, sale=other.no))
    if order != now.sale.order:
        desk.record(facts.OrderNoted(sale_id=now.sale.id, order=order), now.sale.id)
    return passed(sales.view(desk, sale_id))


def _ordered(desk: Desk, number: str) -> Iterator[Sale]:
    """The sales whose order has this number, in whatever system."""
    rows = desk.store.query("SELECT doc FROM sale WHERE order_no = ?", (number,))
    return (desk.parsed(Sale, row["doc"]) for row in rows)


@use_case("sales.work")
def countersign(desk: Desk, sale_id: str) -> View:
    """The manager countersigns; with that the client's confirmation stands, unless a second person reviews."""
    now = sales.at_step(desk, sale_id, "confirm")
    if now.sale.countersigned is not None:
        return now
    stop_if(*confirm_ready(now.sale, now.context))
    review = now.context.demands.review
    with desk.transaction():
        desk.record(facts.Countersigned(sale_id=now.sale.id, review=review, on=desk.today()), now.sale.id)
        client_dues.settle_sale(desk, now.sale.id, "sent_back")
        if review:
            client, sale = now.sale.client_id, passed(sales.view(desk, sale_id)).sale
            not_by = tuple(sorted(concerned(sale, now.context.assessment)))
            day, id = desk.today(), sale.id
            client_dues.create(desk, "review", "SALE-13", client, day, sale_id=id, about=sale.no, not_by=not_by)
    return passed(sales.view(desk, sale_id))


@use_case("sales.work")
def archive(desk: Desk, sale_id: str, shelf: str = "") -> View:
    """File the papers and create the follow-up dues: call, maturity, reassessment, ID expiry (DESK-07)."""
    now = sales.at_step(desk, sale_id, "archive")
    with desk.transaction():
        desk.record(facts.SaleArchived(sale_id=now.sale.id, shelf=shelf.strip()), now.sale.id)
        _follow_up(desk, now)
    return passed(sales.view(desk, sale_id))


_CALL_WARN = 3  # days before a call after a sale at which it is seen


def _follow_up(desk: Desk, now: View) -> None:
    product, match_input, limits = now.context.product, now.context.match_input, now.context.match_input.thresholds
    assert product is not None, "the step's need is met"
    client, today = match_input.client, desk.today()
    if special_care(product, match_input):
        on = today + timedelta(limits.elder_call_days)
        warn, sold, code = limits.elder_call_days, now.sale.id, product.code
        client_dues.create(desk, "elder_call", "SUIT-10", client.id, on, warn_days=warn, sale_id=sold, about=code)
    elif product.worst_loss > 0:
        on, sold, code = today + timedelta(limits.follow_up_days), now.sale.id, product.code
        client_dues.create(desk, "follow_up", "DESK-07", client.id, on, warn_days=_CALL_WARN, sale_id=sold, about=code)
    end = end_of(product, today)
    if end is not None and end > today:
        warn = maturity_warning((end - today).days, limits.maturity_remind_days)
        sold, code = now.sale.id, product.code
        client_dues.create(desk, "maturity", "DESK-07", client.id, end, warn_days=warn, sale_id=sold, about=code)
    for taken in match_input.taken.values():
        client_dues.watch_assessment(desk, taken)
    client_dues.watch_client(desk, client, graded=False)
