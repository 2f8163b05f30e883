"""The shelf under the codes of a head office's list: what stays where the list says nothing, and what a list may not
loosen, because that wants a second person (SUIT-15)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import unbound_by
from rmdesk.desk.imports.kind import Standing
from rmdesk.desk.imports.product_terms import OF_INSURANCE, TERMS, insured_before, lasting
from rmdesk.desk.imports.used import held_among, taken_off
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf import regrading, stood
from rmdesk.desk.shelf.naming import named_above
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.loosening import below_others, level_falls, loosened
from rmdesk.domain.product import INSURED_PAID, Product, plain_code
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.locale import tr

_SAID_OR_KEPT = ("capped", "client_kind", "note", "currency")
_CELLS: Mapping[str, tuple[str, ...]] = {
    "regime": ("family",),
    "private_kind": ("offer", "minimum"),
    "insurance": OF_INSURANCE,
    "self_issued": ("issuer",),
    "ends_on": ("raise_to",),
}
"""Which cells say a field of a product that is called otherwise in a list."""


class Shelved:
    """What the desk knew of the products of a list before it."""

    def __init__(self, desk: Desk, columns: Collection[str], *, currency: bool) -> None:
        """`columns`: the targets that the list has; `currency`: its headings say one, whether or not a column does."""
        self.desk = desk
        self._columns = columns
        self._said = {*columns, "currency"} if currency else {*columns}
        self._limits = desk.thresholds()
        self._held: dict[str, Product] = {}
        self._once: dict[str, Product] = {}
        self._alike: dict[str, list[Product]] = {}
        self._noted: frozenset[str] = frozenset()
        self._above = stood.Above({}, {})

    def look_up(self, values: Sequence[Product]) -> None:
        """The products with these codes, by one query for all; which of the others a list took along when it was taken
        back, and which clients hold."""
        self._alike = {}
        for one in values:
            self._alike.setdefault(one.registered, []).append(one)
        codes = tuple({code for one in values for code in (one.code, plain_code(one.code))})
        sql = f"SELECT code, doc FROM product WHERE code IN ({', '.join('?' * len(codes))})"
        rows = self.desk.store.query(sql, codes) if codes else ()
        self._held = {row["code"]: self.desk.parsed(Product, row["doc"]) for row in rows}
        self._noted = held_among(self.desk, codes)
        self._above = stood.from_above(self.desk.store)
        gone = [code for code in taken_off(self.desk, codes) if code not in self._held]
        known = ((code, stood.once(self.desk.store, code)) for code in gone)
        self._once = {code: product for code, product in known if product is not None}

    def standing(self, value: Product, *, paused: bool, currency: bool) -> Standing[Product]:
        """What stands on the shelf under its code. What the keeper filled in or confirmed since stays where the list
        says nothing. `paused`: the list itself says that it is not sold; `currency`: its row says what it counts in."""
        before, years = self._held.get(value.code), shelf.years_of_premium(value)
        wrong = None if years is None else ("pay_years", years)
        plain = plain_code(value.code)
        if before is None and plain != value.code:
            before, value = self._held.get(plain), value.model_copy(update={"code": plain})
        if before is None:
            once = self._once.get(value.code)
            new = wrong or self._new(once, shelf.completed(self.desk, value)) or self._stops(value)
            return Standing(None, value, new, unfinished=bool(value.unconfirmed))
        kept: dict[str, Any] = {one: getattr(before, one) for one in value.unconfirmed if one not in (*TERMS, "unread")}
        kept |= {"liquidity": before.liquidity} if "open_days" in kept else {}
        if value.unconfirmed:
            anew = () if before.insurance is not None else tuple(TERMS)
            anew += () if {*value.left_out} <= {*before.left_out} else ("unread",)
            anew += ("open_days",) if before.term_days or before.maturity else ()
            still = tuple(one for one in value.unconfirmed if one in (*before.unconfirmed, *anew))
            asked = "status" in value.unconfirmed  # whether it is sold is still asked
            waits = "unread" in before.unconfirmed and (asked or "status" not in self._columns)
            still = tuple(dict.fromkeys(("unread", *still))) if waits else still
            if waits or asked:
                kept["left_out"] = tuple(dict.fromkeys((*before.left_out, *value.left_out)))
            stays = not paused and (not still or bool(before.unconfirmed))
            freed = not still and bool(before.unconfirmed) and "status" in self._columns
            status = "listed" if freed and before.status == "suspended" else before.status
            kept |= {"unconfirmed": still, "status": status if stays else value.status}
        if not INSURED_PAID.isdisjoint(value.unconfirmed):
            kept["paid_typed"] = before.paid_typed
        if before.insurance is not None and value.insurance is not None:
            kept["insurance"] = insured_before(before.insurance, value.insurance, value.unconfirmed)
        if "raise_from" not in self._columns:
            kept["listed_on"] = before.listed_on
            if value.maturity and not value.value_date and value.term_days == lasting(value.listed_on, value.maturity):
                kept["term_days"] = lasting(before.listed_on, value.maturity)
        if "raise_to" not in self._columns:
            kept["ends_on"] = before.ends_on
        said = {*self._said, "currency"} if currency else self._said
        unsaid = [one for one in _SAID_OR_KEPT if one not in said]
        if value.client_kind is not None and "client_kind" in unsaid:
            unsaid.remove("client_kind")  # an answer to what another column says
        if value.currency != HOME and "currency" in unsaid:
            unsaid.remove("currency")  # an answer to what its name says
        kept |= {one: getattr(before, one) for one in unsaid}
        if before.family == value.family:
            kept |= self._kept_terms(before, value)
        after = value.model_copy(update=kept)
        wrong = wrong or self._eased(before, after) or self._stops(after)
        return Standing(before, after, wrong, unfinished=bool(after.unconfirmed))

    def tightened(self, found: Standing[Product]) -> bool:
        """Whether a list that may not take a product says too that it is not sold, or not as freely."""
        before, after = found.before, found.after
        if before is None or after.status != "listed" or level_falls(after, before, self.desk.pack.levels):
            return True
        return bool(loosened(after, before, self._limits))

    def _stops(self, product: Product) -> tuple[str, Refusal] | None:
        """What would stop the taking of the whole list stands against its row alone, and in the preview."""
        found = shelf.fault(self.desk, shelf.completed(self.desk, product))
        return None if found is None else ("code", found)

    def _kept_terms(self, before: Product, value: Product) -> dict[str, Any]:
        """What a list without its columns says nothing of, and would be read as open to everybody or paid at once."""
        kept: dict[str, Any] = {}
        if "offer" not in self._columns and value.private_kind is None:
            kept["private_kind"] = before.private_kind
            kept |= {} if value.open_days else {"liquidity": before.liquidity}
        known = before.regime in self.desk.pack.families.of(value.family).regimes
        matched = value.needs_match and not before.needs_match  # what is no bond of the state any more
        if known and not matched and kept.get("private_kind", value.private_kind) == before.private_kind:
            kept["regime"] = before.regime
        return kept

    def _eased(self, before: Product, after: Product) -> tuple[str, Refusal] | None:
        """A list lowers no level and loosens no other check: that wants a second person, product by product."""
        before, levels = stood.told(self.desk.store, before), self.desk.pack.levels
        if not level_falls(before, after, levels):
            found = loosened(before, after, self._limits)
            found += ("issuer",) if regrading.leaves_stopped(self.desk, before, after) else ()
            found += ("registration_code",) if stood.leaves(self.desk.store, before, after) else ()
            found += ("name",) if self._named(before, after) or named_above(self.desk, before, after) else ()
            found += stood.beyond_given(self.desk.store, after) + stood.beyond_twins(self.desk.store, before, after)
            found += stood.below(self.desk.store, before, after, levels) or self._below_twins(before, after)
            target, what = self._loosened(found)
            return (target, refuse("SUIT-15.looser", product=after.code, what=what)) if found else None
        was, now = before.level(levels) or "—", after.level(levels) or "—"
        target = "bank_level" if "bank_level" in self._columns else "issuer_level"
        return target, refuse("SUIT-15.lower", product=after.code, was=was, now=now)

    def _new(self, once: Product | None, after: Product) -> tuple[str, Refusal] | None:
        """A code that a list took along is no new product: what it was is held against it. Nor does a list free what is
        held under a code of no shelf (SUIT-15)."""
        eased = None if once is None else self._eased(once, after)
        if eased is not None:
            return eased[0], refuse("SUIT-15.again", product=after.code)
        found = regrading.eased_anew(self.desk, after) or self._below_twins(None, after) if once is None else ()
        if found:
            target, what = self._loosened(found)
            return target, refuse("SUIT-15.registered", product=after.code, what=what)
        if once is None and self._named(None, after):
            return "name", refuse("SUIT-15.named", product=after.code)
        if once is None and named_above(self.desk, None, after):
            return "name", refuse("SUIT-15.rated", product=after.code)
        if after.code in self._noted and unbound_by(self.desk, after):
            return "family", refuse("SUIT-15.held", product=after.code)
        return None

    def _named(self, before: Product | None, after: Product) -> bool:
        """Whether it is called as what head office withholds, and was not before."""
        return stood.named_as_withheld(self._above, before, after, self.desk.pack.levels)

    def _below_twins(self, before: Product | None, after: Product) -> tuple[str, ...]:
        """By which fields a product is less than another row of the list that is registered as the same, whichever of
        them comes first."""
        if not after.registered or (before is not None and before.registered == after.registered):
            return ()
        others = [one for one in self._alike.get(after.registered, ()) if plain_code(one.code) != after.code]
        return below_others(after, others, self.desk.pack.levels, again=False)

    def _loosened(self, found: tuple[str, ...]) -> tuple[str, Text]:
        """The cell that says the first of these fields, and what all of them are called."""

        def what(lang: Lang) -> str:
            return ("、" if lang == "zh" else ", ").join(tr(lang, f"audit.value.{one}") for one in found)

        cells = (cell for name in found for cell in _CELLS.get(name, (name,)))
        return next((one for one in cells if one in self._columns), "code"), Text.in_each(what)
