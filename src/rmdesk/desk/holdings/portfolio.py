"""A client's holdings as the match sees them. For use cases, which have asked whether the client may be seen."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from rmdesk.desk import people_rows, same_person
from rmdesk.desk.desk import Desk
from rmdesk.domain import holding_facts as facts
from rmdesk.domain.client import Client
from rmdesk.domain.holdings import Eased, Holding
from rmdesk.domain.match import fresh_since
from rmdesk.domain.portfolio import Portfolio, Position, bought, position, said_otherwise
from rmdesk.domain.product import Product
from rmdesk.domain.rates import Rate, in_force, valid
from rmdesk.domain.sale import Sale

_Row: TypeAlias = tuple[str, str, date | None]
"""What a list brought, as the next one brings it again: whose, of which product and day."""


def portfolio(desk: Desk, client_id: str, day: date, sale_id: str = "") -> Portfolio:
    """What the client holds on `day`, and the rates in force; `sale_id`: of the sale that is judged, which is no
    holding beside itself, while what its visit has chosen beside it counts like one (SUIT-03)."""
    files = same_person.ids(desk, client_id)
    known = tuple(one for one in _held(desk, files) if one.id != sale_id)
    beside, since = tuple(_chosen_beside(desk, sale_id)), fresh_since(desk.pack.thresholds_on(day), day)
    ever = _ever_entered(desk, day)
    entered = valid(ever, day, desk.pack.thresholds_on(day).rate_valid_days)
    mine = tuple(_with_freed(desk, files, known))
    states = _before(desk, mine, tuple(_of_others(desk, client_id, files)), since, day)
    return Portfolio(
        positions=(*(_position(desk, one, day) for one in known if one.held_on(day)), *beside),
        rates=in_force(entered),
        states=(*states, *((one,) for one in beside)) if states else (),
        entered=tuple(of_nobody_selling(desk, entered)),
        raters=_raters(ever),
    )


def _before(
    desk: Desk, mine: tuple[Holding, ...], others: tuple[Holding, ...], since: date, day: date
) -> tuple[tuple[Position, ...], ...]:
    """The states in which each holding stood since, and those that `others` hold. Nothing where nothing was more."""
    own, beside = ([_states(desk, one, since, day) for one in each] for each in (mine, others))
    if not any(beside) and all(len(each) == one.held_on(day) for one, each in zip(mine, own, strict=True)):
        return ()
    return tuple(each for each in (*own, *beside) if each)


def _states(desk: Desk, one: Holding, since: date, day: date) -> tuple[Position, ...]:
    """What a holding is on `day`, and what it would be had nobody made it less since, nor the shelf said otherwise
    of its premiums than was noted of it, nor its keeper alone what nobody knew of them; none for what is over."""
    stood = (each for each in (one, *one.lately(since)) if each.held_on(day))
    return tuple(dict.fromkeys(position for each in stood for position in _as_said(desk, each, since, day)))


def _as_said(desk: Desk, one: Holding, since: date, day: date) -> Iterator[Position]:
    product = product_of(desk, one.code)
    yield _position(desk, one, day)
    if product is None or product.insurance is None:
        return
    unsaid = _position(desk, one, day, product.model_copy(update={"unconfirmed": ("premium",)}))
    typed = product.paid_typed is not None and product.paid_typed >= since and unsaid.untold
    if typed or said_otherwise(one, product):
        yield unsaid


def _with_freed(desk: Desk, files: tuple[str, ...], known: tuple[Holding, ...]) -> Iterator[Holding]:
    """What is held in these files, what an import had brought that was taken back, and what a sale had that was ended.
    What went with a list and came again by a later one is one; what stood beside it was held beside it (SUIT-03)."""
    rows = same_person.rows_of(desk, "holding_freed", files)
    freed: dict[_Row, Holding] = {}
    for one in (desk.parsed(Holding, row["doc"]) for row in rows):
        key = _row(one) if one.source == "import" else (one.client_id, one.id, None)
        freed[key] = one.model_copy(update={"eased": (*freed.get(key, one).eased, *one.eased)})
    again = {id: row for client_id in {one.client_id for one in freed.values()} for id, row in _again(desk, client_id)}
    for one in known:
        gone = freed.pop(again[one.id], None) if one.id in again else None
        yield one if gone is None else one.model_copy(update={"eased": (*one.eased, *gone.eased)})
    yield from freed.values()


def _again(desk: Desk, client_id: str) -> Iterator[tuple[str, _Row]]:
    """What lists brought when it had been taken back before, by id, as they brought it."""
    brought, gone = dict[str, _Row](), set[_Row]()
    for entry in desk.store.entries(subject=client_id):
        match None if entry.payload is None else entry.fact:
            case facts.HoldingNoted(holding=one) if one.source == "import":
                brought[one.id] = _row(one)
                if _row(one) in gone:
                    yield one.id, _row(one)
            case facts.HoldingTakenBack(holding_id=id) if id in brought:
                gone.add(brought[id])


def _row(one: Holding) -> _Row:
    return one.client_id, one.code, one.begun_on


def _of_others(desk: Desk, client_id: str, mine: tuple[str, ...]) -> Iterator[Holding]:
    """What is held in files that are of the same person by all that is known, and that nobody has linked with this
    one."""
    row = desk.store.get("client", client_id)
    apart = () if row is None else same_person.apart(desk, desk.parsed(Client, row["doc"]), files=mine)
    files = tuple(one.id for one in apart)
    found = (desk.parsed(Holding, row["doc"]) for row in same_person.rows_of(desk, "holding", files))
    return _with_freed(desk, files, tuple(found))


def _chosen_beside(desk: Desk, sale_id: str) -> Iterator[Position]:
    """What the other sales of the same visit bind that are neither signed nor given up."""
    judged = desk.store.get("sale", sale_id) if sale_id else None
    for row in () if judged is None else desk.store.where("sale", visit_id=judged["visit_id"]):
        if row["id"] == sale_id:
            continue
        sale = desk.parsed(Sale, row["doc"])
        product = product_of(desk, sale.choice.code) if sale.choice is not None and sale.pending else None
        if sale.choice is not None and product is not None:
            yield bought(product, sale.choice.amount, desk.pack.levels)


def held_by(desk: Desk, client_id: str) -> tuple[Holding, ...]:
    """All holdings of a client, ended ones as well, in the order in which they were noted; of all files of the same
    person (SUIT-03 asks what somebody holds, not what stands in a file)."""
    return _held(desk, same_person.ids(desk, client_id))


def _held(desk: Desk, files: tuple[str, ...]) -> tuple[Holding, ...]:
    rows = sorted(same_person.rows_of(desk, "holding", files), key=lambda row: str(row["id"]))
    return tuple(desk.parsed(Holding, row["doc"]) for row in rows)


def rates_on(desk: Desk, day: date, but: str = "") -> dict[str, Rate]:
    """The rate of each currency that may be used on `day`; `but`: of what this login did not enter."""
    return in_force(one for one in _entered(desk, day) if not but or one.by != but)


def of_nobody_selling(desk: Desk, entered: Iterable[Rate]) -> Iterator[Rate]:
    """The rates that nobody who sells entered: a colleague's is no second look at a sale (SUIT-03). For use cases."""
    who = dict[str, bool]()
    for one in entered:
        if one.by not in who:
            person = people_rows.person_of(desk.store, one.by)
            who[one.by] = person is not None and "manager" in person.roles
        if not who[one.by]:
            yield one


def _entered(desk: Desk, day: date) -> tuple[Rate, ...]:
    """All rates that are not too old on `day`, the latest of a currency last."""
    return valid(_ever_entered(desk, day), day, desk.pack.thresholds_on(day).rate_valid_days)


def _ever_entered(desk: Desk, day: date) -> tuple[Rate, ...]:
    rows = desk.store.query("SELECT doc FROM rate WHERE on_day <= ? ORDER BY on_day, seq", (day.isoformat(),))
    return tuple(desk.parsed(Rate, row["doc"]) for row in rows)


def _raters(ever: Iterable[Rate]) -> dict[str, tuple[str, ...]]:
    """Who entered the rates of each currency, too old ones as well."""
    found = dict[str, dict[str, None]]()
    for one in ever:
        found.setdefault(one.currency, {})[one.by] = None
    return {code: tuple(who) for code, who in found.items()}


def eased(desk: Desk, before: Holding, after: Holding) -> tuple[Eased, ...]:
    """What a holding keeps of having been more, where somebody says today that it is `after`. For use cases."""
    day, listed = desk.today(), product_of(desk, before.code)
    if listed is not None and listed.code == after.code and listed.maturity == after.maturity is not None:
        before = before.model_copy(update={"maturity": after.maturity})  # the shelf's own day frees nothing by itself
    known = (product_of(desk, code) for code in {one.code for one in (before, after, *before.lately(date.min))})
    years = {
        one.code: one.insurance.pay_years
        for one in known
        if one is not None and one.insurance is not None and one.insurance.premium == "yearly"
    }
    return before.lighter(after, day, fresh_since(desk.pack.thresholds_on(day), day), years)


def freed_without(desk: Desk, sale_id: str) -> tuple[Eased, ...]:
    """What is freed where a sale that was signed ends: whoever sold it would else make room for another purchase
    (SUIT-03). Nothing where it was not signed. For use cases."""
    row = desk.store.get("holding", sale_id)
    if row is None:
        return ()
    before = desk.parsed(Holding, row["doc"])
    return eased(desk, before, before.model_copy(update={"state": "ended"}))


def product_of(desk: Desk, code: str) -> Product | None:
    """The shelf's product of a code; None for what stands on no shelf of ours."""
    row = desk.store.get("product", code)
    return None if row is None else desk.parsed(Product, row["doc"])


def unbound_by(desk: Desk, product: Product) -> bool:
    """Whether what clients hold, or held lately, under a code that stands on no shelf counts against their means no
    more once this product does: a fund that somebody noted would be a deposit (SUIT-03). For use cases."""
    if product.needs_match:
        return False
    day, unmatched = desk.today(), desk.pack.families.unmatched
    since = fresh_since(desk.pack.thresholds_on(day), day)
    known = (desk.parsed(Holding, row["doc"]) for row in desk.store.where("holding", code=product.code))
    stood = (state for one in known for state in (one, *one.lately(since)))
    return any(one.held_on(day) and one.code == product.code and one.family not in unmatched for one in stood)


def _position(desk: Desk, one: Holding, day: date, product: Product | None = None) -> Position:
    families = desk.pack.families
    known, since = product or product_of(desk, one.code), fresh_since(desk.pack.thresholds_on(day), day)
    listed = {"unmatched": families.unmatched, "insured": families.policies}
    return position(one, known, desk.pack.levels, day, **listed, since=since)
