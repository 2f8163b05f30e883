"""Noting what a client holds elsewhere or held before, mending it, redeeming it, ending it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rmdesk.desk import book, clients, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import eased, held_by, product_of, rates_on
from rmdesk.desk.holdings.reading import Whose, read_holding, texts_of
from rmdesk.domain import holding_facts as facts
from rmdesk.domain.holdings import Holding, altered, redeemed
from rmdesk.domain.match import least_amount
from rmdesk.domain.rates import HOME, foreign, yuan
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if


@use_case("holdings.work")
def add(desk: Desk, client_id: str, texts: Mapping[str, str]) -> Holding:
    """Note a holding from what was typed (`reading.FIELDS`). A refusal names each field."""
    client = passed(clients.get(desk, client_id))
    stop_if(same_person.turned_to(desk, client))
    holding = read_holding(desk, texts, Whose(desk.new_id(), client.id, "typed"))
    desk.record(facts.HoldingNoted(holding=holding), client.id)
    return holding


@use_case("holdings.work")
def change(desk: Desk, holding_id: str, texts: Mapping[str, str], reason: str) -> Holding:
    """Mend what is named of a holding that was typed or brought in; what was sold here is what the sale says."""
    before = _own(desk, holding_id)
    if not reason.strip():
        stop("INPUT.required")
    if before.source == "sale" and set(texts) - {"state"}:
        stop("DESK-01.sold", product=before.code, sale=before.note)
    whose = Whose(before.id, before.client_id, before.source)
    read = read_holding(desk, {**texts_of(before), **texts}, whose)
    after = read.model_copy(update={"eased": eased(desk, before, read)})
    if after != before:
        fact = facts.HoldingChanged(holding=after, altered=altered(before, after), reason=reason.strip())
        desk.record(fact, before.client_id)
    return after


@use_case("holdings.work")
def redeem(
    desk: Desk, holding_id: str, amount: Decimal | None = None, on: date | None = None, note: str = ""
) -> Holding:
    """Some of a holding, or all where no `amount` in its currency is named, was paid back on a day (today)."""
    before, day = _own(desk, holding_id), on or desk.today()
    stop_if(_not_then(desk, before, day))
    least = Decimal(0)
    product, given = product_of(desk, before.code), before.amount if amount is None else amount
    if product is not None and product.private and given < before.amount:
        rates = rates_on(desk, day, but=desk.actor.login)
        if product.currency not in (HOME, *rates):
            stop("SALE-07.rate", currency=product.currency)
        least = least_amount(product, desk.thresholds(), rates)
        if product.currency != before.currency:
            home = yuan(least, product.currency, rates, up=True)
            least = Decimal(0) if home is None else foreign(home, before.currency, rates, up=True) or Decimal(0)
    left = passed(redeemed(before, given, least, day))
    after = left.model_copy(update={"eased": eased(desk, before, left)})
    desk.record(facts.HoldingRedeemed(holding=after, amount=given, on=day, note=note.strip()), before.client_id)
    return after


@use_case("holdings.work")
def end(desk: Desk, holding_id: str, reason: str, on: date | None = None) -> Holding:
    """A holding that was typed or brought in is no more: moved, matured elsewhere, or noted in error."""
    before, day = _own(desk, holding_id), on or desk.today()
    if not reason.strip():
        stop("INPUT.required")
    if before.source == "sale":
        stop("DESK-01.sold", product=before.code, sale=before.note)
    stop_if(_not_then(desk, before, day))
    gone = before.model_copy(update={"state": "ended"})
    fact = facts.HoldingEnded(
        holding_id=before.id,
        client_id=before.client_id,
        on=day,
        reason=reason.strip(),
        eased=eased(desk, before, gone),
    )
    desk.record(fact, before.client_id)
    return passed(get(desk, holding_id))


@use_case("holdings.read")
def get(desk: Desk, holding_id: str) -> Holding:
    """The holding with this id."""
    return _own(desk, holding_id, ended=True)


@use_case("holdings.read")
def find(desk: Desk, client_id: str, which: str) -> Holding:
    """The one holding of a client that a product's code, a sale's number or an id names."""
    client = passed(clients.get(desk, client_id))
    open_ones = [one for one in held_by(desk, client.id) if one.state != "ended"]
    found = [one for one in open_ones if which in (one.id, one.note) or one.code == which.strip().upper()]
    if len(found) > 1:
        stop("DESK-01.several", product=found[0].code, count=len(found))
    if not found:
        stop("INPUT.unknown", what="holding", given=which)
    return found[0]


def _own(desk: Desk, holding_id: str, *, ended: bool = False) -> Holding:
    row = desk.store.get("holding", holding_id)
    if row is None:
        stop("INPUT.unknown", what="holding", given=holding_id)
    found = desk.parsed(Holding, row["doc"])
    stop_if(book.turned_away(desk, found.client_id))
    if found.state == "ended" and not ended:
        stop("DESK-01.ended", product=found.code)
    return found


def _not_then(desk: Desk, holding: Holding, day: date) -> Refusal | None:
    if day > desk.today():
        return refuse("INPUT.future", given=day)
    begun = holding.begun_on
    return refuse("INPUT.period", start=begun, end=day) if begun is not None and day < begun else None
