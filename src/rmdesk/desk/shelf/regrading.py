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
from rmdesk.desk.shelf import institutions
from rmdesk.desk.shelf.holders import amounts, holders_of, notice_register
from rmdesk.desk.shelf.naming import named_above
from rmdesk.desk.shelf.stood import (
    below,
    beyond_given,
    beyond_twins,
    from_above,
    leaves,
    named_as_withheld,
    once,
    said_of,
    told,
)
from rmdesk.domain import loosening
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.institutions import cooperates, named_in
from rmdesk.domain.loosening import level_falls, loosened
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused

LOWER = loosening.LOWER


def falls(desk: Desk, before: Product, after: Product) -> bool:
    """Whether the product passes where the match stops it now: by a lower level, by none, by other terms, as that of
    another issuer than one that head office stopped, beyond what head office said of it, as less than what is
    registered as the same product, or by the name of what head office withholds."""
    levels, store = desk.pack.levels, desk.store
    if level_falls(before, after, levels) or leaves_stopped(desk, before, after) or leaves(store, before, after):
        return True
    eased = loosened(before, after, desk.thresholds()) or beyond_given(store, after)
    eased = eased or beyond_twins(store, before, after)
    return bool(eased or below(store, before, after, levels)) or named_anew(desk, before, after)


def leaves_stopped(desk: Desk, before: Product, after: Product) -> bool:
    """Whether a product of an institution that head office stopped becomes another's, whose products are sold
    (SALE-16). For use cases."""
    if plain(before.issuer.zh) == plain(after.issuer.zh) or not cooperates(before):
        return False
    return not institutions.stopped(desk).isdisjoint(named_in(before.issuer.zh))


def falls_anew(desk: Desk, product: Product, known: Product | None) -> bool:
    """Whether a product that is new on the shelf passes where its code was stopped when it was `known`, or frees what
    is held under it; where it never was, whether what is registered as the same product, or is called so, is
    stopped."""
    if known is None:
        eased = bool(eased_anew(desk, product)) or named_anew(desk, None, product)
        return eased or unbound_by(desk, product)
    return falls(desk, known, product) or unbound_by(desk, product)


def named_anew(desk: Desk, before: Product | None, after: Product) -> bool:
    """Whether a product is called now as what head office withholds. For use cases."""
    if before is not None and said_of(before) == said_of(after):
        return False
    return named_as_withheld(from_above(desk.store), before, after, desk.pack.levels)


def eased_anew(desk: Desk, product: Product) -> tuple[str, ...]:
    """By which fields a product whose code is new goes beyond what is registered as the same. For use cases."""
    found = (*below(desk.store, None, product, desk.pack.levels), *beyond_given(desk.store, product))
    return (*found, *beyond_twins(desk.store, None, product))


def prove_new(desk: Desk, product: Product, proof: Proof | None) -> None:
    """Let what `falls_anew` pass only with a second person. For use cases, inside their transaction."""
    known = once(desk.store, product.code)
    if falls_anew(desk, product, known) or named_above(desk, known, product):
        guarding.prove(desk, LOWER, proof, product.code)


def prove(desk: Desk, before: Product, after: Product, proof: Proof | None) -> None:
    """Let what `falls` pass only with a second person: who keyed it does not confirm it. For use cases, inside their
    transaction."""
    if falls(desk, told(desk.store, before), after) or named_above(desk, before, after):
        guarding.prove(desk, LOWER, proof, before.code)


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
