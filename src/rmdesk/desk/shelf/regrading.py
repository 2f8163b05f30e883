"""When a product's level moves, holders are matched anew, a notice is drafted, each is to be told (SUIT-14).

A level that falls wants a second person, because it opens the product to clients who could not buy it before (SUIT-15);
so does whatever else takes the product out of a check of the match, or loosens one.
"""

from datetime import timedelta

from rmdesk.desk import guarding
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings.portfolio import unbound_by
from rmdesk.desk.shelf.holders import amounts, holders_of, notice_register
from rmdesk.domain import facts
from rmdesk.domain.loosening import level_falls, loosened
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused
from rmdesk.store import Store

LOWER = "shelf.lower"
"""The sensitive act of lowering a level, of taking it away, or of loosening another check."""


def falls(desk: Desk, before: Product, after: Product) -> bool:
    """Whether the product passes where the match stops it now: by a lower level, by none, or by other terms."""
    return level_falls(before, after, desk.pack.levels) or bool(loosened(before, after, desk.thresholds()))


def falls_anew(desk: Desk, product: Product, known: Product | None) -> bool:
    """Whether a product that is new on the shelf passes where its code was stopped when it was `known`, or frees what
    is held under it."""
    return (known is not None and falls(desk, known, product)) or unbound_by(desk, product)


def prove_new(desk: Desk, product: Product, proof: Proof | None) -> None:
    """Let what `falls_anew` pass only with a second person. For use cases, inside their transaction."""
    if falls_anew(desk, product, once(desk.store, product.code)):
        guarding.prove(desk, LOWER, proof, product.code)


def prove(desk: Desk, before: Product, after: Product, proof: Proof | None) -> None:
    """Let what `falls` pass only with a second person: who keyed it does not confirm it. For use cases, inside their
    transaction."""
    if falls(desk, before, after):
        guarding.prove(desk, LOWER, proof, before.code)


def once(store: Store, code: str, until: int | None = None) -> Product | None:
    """The terms under which a code stood last that went off the shelf with its list, before the fact `until`: listed
    again it is no new product, and a lower level is no first one (SUIT-15). None for what never stood there. For use
    cases."""
    found: Product | None = None
    for entry in store.entries(subject=code):
        if until is not None and entry.seq >= until:
            break
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ProductListed | facts.ProductChanged):
            found = fact.product
        elif isinstance(fact, facts.ProductRegraded) and found is not None:
            found = found.model_copy(update={"issuer_level": fact.issuer_level, "bank_level": fact.bank_level})
    return found


def holds_anybody(desk: Desk, code: str) -> bool:
    """Whether somebody holds it, so that there is somebody to tell."""
    return bool(amounts(desk, code, desk.today()))


def follow(desk: Desk, before: Product, after: Product, reason: str) -> None:
    """Match the holders anew when the level moved: a due for each to be told today, saying whether the product now
    stands above his level, and one drafted notice. For use cases, inside their transaction."""
    levels = desk.pack.levels
    was, now = before.level(levels), after.level(levels)
    found = holders_of(desk, after, before.code) if was != now else ()
    moved = f"{before.code} {was or '—'} → {now or '—'}"
    for one in found:
        above = f" > {one.level}" if one.fit == "above" and one.level else ""
        client_dues.create(desk, "level_changed", "SUIT-14", one.client_id, desk.today(), about=f"{moved}{above}")
    if found:
        _draft(desk, before, was, now, reason)


def _draft(desk: Desk, product: Product, was: str | None, now: str | None, reason: str) -> str:
    """A notice that only waits for somebody to release it; its number, "" where the pack's register asks for other
    things: the dues stand all the same."""
    register = notice_register(desk)
    if not register:
        return ""
    from rmdesk.desk.registers import acting  # late: who reads the shelf needs no register

    days = desk.thresholds().regrade_notice_days
    typed = {
        "about": f"product:{product.code}",
        "event": "regrade",
        "happened_on": desk.today().isoformat(),
        "facts": f"风险等级由 {was or '—'} 调整为 {now or '—'}。{reason}".strip(),
        "until": (desk.today() + timedelta(days)).isoformat(),
    }
    drafted = acting.begin(desk, register, typed)
    return "" if isinstance(drafted, Refused) else drafted.no
