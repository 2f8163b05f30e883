"""Who holds a product, and whom it no longer fits: asked anew whenever its level moves (SUIT-14)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from rmdesk.desk import book, clients, show
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import unbound_by
from rmdesk.desk.masking import mask_name
from rmdesk.desk.shelf.stood import below, beyond_given, beyond_twins, others, told
from rmdesk.domain.client import valid_until
from rmdesk.domain.holdings import Holding
from rmdesk.domain.loosening import GUARDED
from rmdesk.domain.match import MatchInput, fits
from rmdesk.domain.product import Product, altered
from rmdesk.domain.refusal import Refused
from rmdesk.locale import Lang, tr
from rmdesk.store.tables.clients import VEIL

Fit = Literal["above", "unassessed", "expired", "fits", "sealed"]
_NAMED = 8


class Holder(NamedTuple):
    """One client who holds it: the sum in the product's currency, the level of the latest assessment ("" for none), and
    whether the product's level is within the client's reach today; "expired" where that level's time is over. The name
    is masked where the client may not be opened from here."""

    client_id: str
    no: str
    name: str
    manager: str
    amount: Decimal
    level: str
    fit: Fit


class Holders(NamedTuple):
    """Those of the own book for a manager, all for others, whom it no longer fits first; open notices about the
    product, as (id, number), and the register in which one is begun ("" for none)."""

    holders: tuple[Holder, ...]
    notices: tuple[tuple[str, str], ...]
    register: str = ""

    @property
    def unfit(self) -> int:
        """For how many it stands above their level, or nobody knows it."""
        return sum(one.fit in ("above", "unassessed") for one in self.holders)

    @property
    def expired(self) -> int:
        """For how many it is within a level that serves no more (SUIT-20)."""
        return sum(one.fit == "expired" for one in self.holders)


@use_case("shelf.read")
def holders(desk: Desk, code: str) -> Holders:
    """Everybody who holds a product today."""
    row = desk.store.get("product", code.strip().upper())
    product = None if row is None else desk.parsed(Product, row["doc"])
    owners = book.owners(desk)
    found = [one for one in holders_of(desk, product, code) if not owners or one.manager in owners]
    open_book = book.knows_clients(desk.actor)
    shown = (one if open_book else one._replace(name=mask_name(one.name)) for one in found)
    register = notice_register(desk)
    return Holders(tuple(shown), _notices(desk, register, code), register)


def notice_register(desk: Desk) -> str:
    """The pack's register whose entry about a product makes a part of each of its holders (SUIT-14); "" for none."""
    found = (
        key
        for key, one in desk.pack.registers.items()
        if "product" in one.about and any(act.parts and act.parts.each == "holders" for act in one.act.values())
    )
    return next(found, "")


def holders_of(desk: Desk, product: Product | None, code: str) -> tuple[Holder, ...]:
    """All holders, whom `product`, as it is to stand, no longer fits first, then by number. For use cases."""
    found = []
    for client_id, amount in amounts(desk, code, desk.today()).items():
        row = desk.store.get("client", client_id)
        if row is not None:
            level, fit = _fit(desk, product, client_id, sealed=row["name"] == VEIL)
            found.append(Holder(client_id, row["no"], row["name"], row["manager"], amount, level, fit))
    order = {"above": 0, "unassessed": 1, "expired": 2, "fits": 3, "sealed": 4}
    return tuple(sorted(found, key=lambda one: (order[one.fit], len(one.no), one.no)))


def lowering(desk: Desk, product: Product, after: Product, lang: Lang) -> str:
    """What a second person agrees to where the level of `product` falls or another check is loosened: which level it
    has, who holds it, what changes of all that the match reads, and that it frees what was noted under its code."""
    found = holders(desk, product.code)
    known = () if isinstance(found, Refused) else found.holders
    names = ("、" if lang == "zh" else ", ").join(f"{one.no} {one.level or '—'}" for one in known[:_NAMED])
    if len(known) > _NAMED:
        names += "……" if lang == "zh" else " …"
    level = show.product_level(desk.pack, product.level(desk.pack.levels), lang)
    key = "shelf.lower_held" if known else "shelf.lower_unheld"
    said = [tr(lang, key, product=product.code, level=level, many=len(known), names=names)]
    beyond = beyond_twins(desk.store, None, after)
    guarded = ("name", *GUARDED, *beyond_given(desk.store, after), *beyond)
    for name, (was, now) in altered(told(desk.store, product), after).items():
        if name in guarded:
            field = tr(lang, f"audit.value.{name}")
            said.append(tr(lang, "shelf.from_to", field=field, was=was or "—", now=now or "—"))
    same = others(desk.store, after) if beyond or below(desk.store, None, after, desk.pack.levels) else ()
    for one in same[:_NAMED]:
        known_as = {"product": one.code, "level": show.product_level(desk.pack, one.level(desk.pack.levels), lang)}
        loss, state = show.percent(one.worst_loss), show.product_state(desk.pack, one, desk.today(), lang)
        said.append(tr(lang, "shelf.registered_as", **known_as, loss=loss, state=state))
    if desk.store.get("product", after.code) is None and unbound_by(desk, after):
        said.append(tr(lang, "shelf.unbound", product=after.code))
    return "\n".join(said)


def resuming(desk: Desk, products: Iterable[Product], lang: Lang) -> str:
    """What a second person agrees to who sells some of these again: which of them head office stopped. For faces."""
    pairs = ((one, one.model_copy(update={"status": "listed"})) for one in products)
    return "\n".join(lowering(desk, *pair, lang) for pair in pairs if beyond_given(desk.store, pair[1]))


def amounts(desk: Desk, code: str, day: date) -> dict[str, Decimal]:
    """What each client holds of a product on a day, in its currency: from sales here, imports, or typed. Who has
    several files holds it once, under the one that is worked with (DESK-01). For use cases."""
    rows = desk.store.query("SELECT id, linked_to FROM client WHERE linked_to > ''")
    linked = {row["id"]: str(row["linked_to"]) for row in rows}
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in desk.store.query("SELECT doc FROM holding WHERE code = ? AND state <> 'ended'", (code.strip().upper(),)):
        one = desk.parsed(Holding, row["doc"])
        if one.held_on(day):
            held[linked.get(one.client_id, one.client_id)] += one.amount
    return dict(held)


def _fit(desk: Desk, product: Product | None, client_id: str, *, sealed: bool) -> tuple[str, Fit]:
    if sealed:
        return "", "sealed"
    taken = standing.taken(desk, client_id)
    if product is None or not product.needs_match:
        return taken[""].level if "" in taken else "", "fits"
    client, day = clients.require(desk, client_id), desk.today()
    basis = MatchInput(
        client=client,
        assessment=taken.get(""),
        further={key: one for key, one in taken.items() if key},
        served=desk.pack.served(client.kind),
        seller=desk.actor,
        day=day,
        levels=desk.pack.levels,
        thresholds=desk.thresholds(),
    )
    assessed = basis.assessed_for(product)
    level = "" if assessed is None else assessed.level
    if assessed is None and not client.professional_on(day):
        return level, "unassessed"
    if not fits(product, basis):
        return level, "above"
    over = assessed is not None and day > valid_until(assessed.on, basis.thresholds)
    return level, "expired" if over and not client.professional_on(day) else "fits"


def _notices(desk: Desk, register: str, code: str) -> tuple[tuple[str, str], ...]:
    sql = """SELECT id, no FROM entry WHERE about_kind = 'product' AND about_id = ? AND register_id = ?
             AND ended_on IS NULL AND voided = 0 ORDER BY no DESC"""
    return tuple((row["id"], row["no"]) for row in desk.store.query(sql, (code.strip().upper(), register)))
