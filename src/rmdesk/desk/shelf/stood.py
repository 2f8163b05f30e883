"""The terms under which a code stood before: what is listed again, or confirmed, is held against them (SUIT-15)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rmdesk.domain import facts
from rmdesk.domain.institutions import apart, called, folded, folds, inside, known_as
from rmdesk.domain.levels import Levels
from rmdesk.domain.loosening import as_said_alike, below_others, beyond, beyond_alike, level_falls, said_above
from rmdesk.domain.product import INSURED_UNSAID, Product
from rmdesk.store import Store

_LOSS = "worst_loss"
_NEVER_GUESSED = INSURED_UNSAID | {_LOSS}


def once(store: Store, code: str, until: int | None = None) -> Product | None:
    """The terms under which a code stood last that went off the shelf with its list, before the fact `until`: listed
    again it is no new product, and a lower level is no first one. None for what never stood there. For use cases."""
    found: Product | None = None
    for entry in store.entries(subject=code):
        if until is not None and entry.seq >= until:
            break
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ProductListed | facts.ProductChanged):
            found = fact.product if found is None else _with_told(fact.product, found)
        elif isinstance(fact, facts.ProductRegraded) and found is not None:
            found = found.model_copy(update={"issuer_level": fact.issuer_level, "bank_level": fact.bank_level})
    return found


def told(store: Store, product: Product, until: int | None = None) -> Product:
    """A product with the worst case and the terms of an insurance that were last told under its code, before the fact
    `until`, where nobody confirmed those that it has. For use cases."""
    if _NEVER_GUESSED.isdisjoint(product.unconfirmed):
        return product
    known = once(store, product.code, until)
    return product if known is None else _with_told(product, known)


def beyond_given(store: Store, after: Product) -> tuple[str, ...]:
    """By which fields these terms go beyond what two people at head office said of the product. For use cases."""
    row = store.get("given_product", after.code)
    given = None if row is None else store.parsed(Product, row["doc"])
    sql = "SELECT doc FROM given_product WHERE registered = ?"
    rows = store.query(sql, (after.registered,)) if after.registered and given is None else ()
    return beyond(said_above(after, given, (store.parsed(Product, row["doc"]) for row in rows)), after)


def beyond_twins(store: Store, before: Product | None, after: Product) -> tuple[str, ...]:
    """By which of its days on sale, its minimum, its buyers and its last day a product goes beyond what head office
    said of what is registered as the same, where it said nothing of itself; what went so far `before` is no news. For
    use cases."""
    if not after.registered or store.get("given_product", after.code) is not None:
        return ()
    rows = store.query("SELECT doc FROM given_product WHERE registered = ?", (after.registered,))
    given = [store.parsed(Product, row["doc"]) for row in rows]
    found = dict.fromkeys(name for one in given for name in beyond_alike(one, after))
    known = before if before is not None and before.registered == after.registered else None
    was = set() if known is None else {name for one in given for name in beyond_alike(one, known)}
    return tuple(name for name in found if name not in was)


def said_alike(store: Store, given: Product, levels: Levels) -> tuple[tuple[Product, Product], ...]:
    """What stands on the shelf under other codes of a product that head office gives, or under its name where no
    registration code tells the two apart, each as it stands and as it is sold by that; not what head office gave
    itself. For use cases."""
    sql = """SELECT doc FROM product WHERE code <> :code AND code NOT IN (SELECT code FROM given_product)
             AND ((registered = :as AND :as > '')
               OR (known_as = :called AND :called > '' AND (registered = '' OR :as = ''))) ORDER BY code"""
    by = {"code": given.code, "as": given.registered, "called": known_as(given)}
    twins = [store.parsed(Product, row["doc"]) for row in store.query(sql, by)]
    pairs = ((one, as_said_alike(given, one, levels)) for one in twins)
    return tuple(pair for pair in pairs if pair[0] != pair[1])


def others(store: Store, product: Product) -> tuple[Product, ...]:
    """What is registered as the same product under other codes, or was before it went off the shelf. For use cases."""
    if not product.registered:
        return ()
    sql = """SELECT doc FROM product WHERE registered = :as AND code <> :code
             UNION ALL SELECT doc FROM once_registered WHERE registered = :as AND code <> :code
             AND code NOT IN (SELECT code FROM product WHERE registered = :as)"""
    rows = store.query(sql, {"as": product.registered, "code": product.code})
    return tuple(store.parsed(Product, row["doc"]) for row in rows)


class Above(NamedTuple):
    """What head office speaks of, by name and institution in whatever letters, and whether it is withheld; what of that
    it recalled, by code."""

    said: Mapping[tuple[str, str], Sequence[tuple[Product, bool]]]
    recalled: Mapping[str, Product]


def said_of(product: Product) -> tuple[str, str]:
    """Its name and institution, as `Above` has them, whoever sells or manages it by brackets behind."""
    return called(apart(product.name.zh)[0]), folded(apart(product.issuer.zh)[0])


def from_above(store: Store) -> Above:
    """What head office recalled, or gave. For use cases."""
    sql = """SELECT p.doc, 1 AS withheld FROM recall r JOIN product p ON p.code = r.code
             UNION ALL SELECT doc, json_extract(doc, '$.status') <> 'listed' FROM given_product"""
    found = defaultdict[tuple[str, str], list[tuple[Product, bool]]](list)
    for row in store.query(sql):
        one = store.parsed(Product, row["doc"])
        found[said_of(one)].append((one, bool(row["withheld"])))
    recalled = {one.code: one for each in found.values() for one, _ in each if one.recalled}
    return Above(found, recalled)


def named_as_withheld(above: Above, before: Product | None, product: Product, levels: Levels) -> bool:
    """Whether a product of the same name and institution is recalled, stopped or put on a higher level by head office,
    under another code, or one recalled whose name holds its own or stands in it: a registration code that was left out,
    or mistyped, makes it no other product. What was called so `before` is no news. For use cases."""
    if before is not None and said_of(before) == said_of(product):
        return False
    others = ((one, withheld) for one, withheld in above.said.get(said_of(product), ()) if one.code != product.code)
    apart = ((one, withheld) for one, withheld in others if not one.registered == product.registered != "")
    if any(withheld or level_falls(one, product, levels) for one, withheld in apart):
        return True
    return any(_inside(one, product) for code, one in above.recalled.items() if code != product.code)


def _inside(recalled: Product, product: Product) -> bool:
    """Whether the name of what is recalled is part of a product's, or the other way round, and no other institution
    than its own, the bank that lists it, or who sells it by its name, is said to issue it."""
    issuers, theirs = (folds(apart(one.issuer.zh)[0]) for one in (recalled, product))
    seller = apart(product.name.zh)[1]
    own = not issuers.isdisjoint(theirs) or "" in issuers | theirs or product.self_issued
    own = own or (seller != "" and folded(seller) in theirs)
    same = recalled.registered == product.registered != ""  # it is recalled with it
    return own and not same and inside(recalled.name.zh, product.name.zh)


def below(store: Store, before: Product | None, after: Product, levels: Levels) -> tuple[str, ...]:
    """By which fields a product is less than another that is registered as the same; what it was `before` is no news
    (SUIT-15). For use cases."""
    again = before is not None and before.registered == after.registered
    if again and before is not None and _LOSS not in before.unconfirmed:
        return ()
    return below_others(after, others(store, after), levels, again=again)


def leaves(store: Store, before: Product, after: Product) -> bool:
    """Whether a product that head office withholds, perhaps under another code, is registered as another one by which
    it is sold. For use cases."""
    if before.registered in ("", after.registered):
        return False
    return before.recalled or bool(beyond_given(store, before.model_copy(update={"status": "listed"})))


def _with_told(product: Product, known: Product) -> Product:
    was: dict[str, Any] = {}
    if _LOSS not in known.unconfirmed:
        was[_LOSS] = known.worst_loss
    if known.insurance is not None and INSURED_UNSAID.isdisjoint(known.unconfirmed):
        was |= dict.fromkeys(INSURED_UNSAID, known.insurance)
    told = {one: was[one] for one in product.unconfirmed if one in was}
    if not told:
        return product
    update = {_LOSS if one == _LOSS else "insurance": value for one, value in told.items()}
    others = tuple(one for one in product.unconfirmed if one not in told)
    return product.model_copy(update={**update, "unconfirmed": others})
