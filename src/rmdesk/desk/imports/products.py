"""From a row of a head office's list to a product: each cell read, each fault named, what is lacking filled in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import rates_on, unbound_by
from rmdesk.desk.imports import counting, product_names, readers
from rmdesk.desk.imports.kind import Cells, Extent, Kind, Reader, Sheet, Standing, TakenBack, Word
from rmdesk.desk.imports.product_words import (
    LEVELS,
    asks_offer,
    closed,
    exempt,
    issuer_named,
    limited_by,
    liquidity_of,
    no_deposit,
)
from rmdesk.desk.imports.used import held_among, products_used, rows_before, said_again, taken_off
from rmdesk.desk.shelf import institutions, regrading, stood
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.fees import LISTED, Fee
from rmdesk.domain.holdings import HOME, yuan
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.imports.units import TIME
from rmdesk.domain.institutions import InstitutionStated, State, cooperates, folded
from rmdesk.domain.loosening import below_others, level_falls, loosened
from rmdesk.domain.product import TO_FILL_IN, Insurance, Product, plain_code
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.worst_case import worst_case_fault
from rmdesk.formpack.families import FamilyRow
from rmdesk.locale import tr
from rmdesk.store import Entry

_STATES: Mapping[str, State] = {"active": "admitted", "stopped": "suspended"}
_OF_INSURANCE = ("premium", "pay_years", "insurance_design", "insurance_class")
_SAID_OR_KEPT = ("capped", "client_kind", "note", "currency")
_CELLS: Mapping[str, tuple[str, ...]] = {
    "regime": ("family",),
    "private_kind": ("offer", "minimum"),
    "insurance": _OF_INSURANCE,
    "self_issued": ("issuer",),
    "ends_on": ("raise_to",),
}
"""Which cells say a field of a product that is called otherwise in a list."""
_TERMS = {"insurance_design": "design", "premium": "premium", "pay_years": "pay_years"}
"""Which cell says what of an insurance."""
_HELD_BACK = frozenset({"family", "currency", "institution_state", "offer", "client_kind"})
"""A row waits while its word in one of these is asked: read as silence it would be sold to more people."""
_FEES = tuple(f"fee_{kind}" for kind in LISTED)
_SET_UP = 31
"""A month at most lies between the last day of raising and the first of the term."""
_LETTERS = 4
"""Fewer letters tell no worst case."""
_TEXTS = ("name", "benchmark", "worst_case", "open_days")


class Products(Kind[Product]):
    """A head office's list: put on the shelf, changed terms too; holders are told of a changed level (SUIT-14)."""

    key = "products"
    permission = "shelf.keep"
    needed = ("code", "name", "family", "minimum")
    whole = ("family",)
    together = 200
    days = frozenset({"raise_from", "raise_to", "value_date", "maturity"})
    amounts = frozenset({"minimum", "step"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "code": readers.code,
        "family": readers.word,
        "currency": readers.word,
        "return_kind": readers.word,
        "status": readers.word,
        "institution_state": readers.word,
        "offer": readers.word,
        "client_kind": readers.word,
        "premium": readers.word,
        "insurance_design": readers.word,
        "insurance_class": readers.word,
        "capped": readers.word,
        "issuer_level": readers.level,
        "bank_level": readers.level,
        "minimum": readers.amount,
        "step": readers.amount,
        "raise_from": readers.day,
        "raise_to": readers.day,
        "value_date": readers.day,
        "maturity": readers.day,
        "term_days": readers.days,
        "fee_management": readers.fee_rate,
        "fee_sales": readers.fee_rate,
        "fee_custody": readers.fee_rate,
        "fee_entry": readers.fee,
        "fee_exit": readers.fee,
        "fees": readers.fees,
        "worst_loss": readers.share,
        "pay_years": readers.years,
    }

    def __init__(self, sheet: Sheet) -> None:
        """Beside its products a list may say which institutions head office admits."""
        super().__init__(sheet)
        self._states: dict[str, State] = {}
        self._held: dict[str, Product] = {}
        self._once: dict[str, Product] = {}
        self._alike: dict[str, list[Product]] = {}
        self._again: list[str] = []
        self._admitted: set[str] = set()
        self._paused: set[str] = set()
        self._noted: frozenset[str] = frozenset()
        self._limits, self._stopped = self.desk.thresholds(), institutions.stopped(self.desk)
        self._rates = rates_on(self.desk, self.desk.today())
        self._texts = tuple(one for one in _TEXTS if one in self.columns)

    @property
    def _reason(self) -> str:
        return f"总行清单（导入 {self.sheet.import_id[:8]}）"

    def check(self, cells: Cells, found: dict[str, Any]) -> None:
        """Periods in order, no promise to a client (SALE-11), a level where there must be one (SUIT-13), the least of a
        private product (SALE-07)."""
        for first, last in (("raise_from", "raise_to"), ("value_date", "maturity")):
            begins, ends = found.get(first), found.get(last)
            if begins is not None and ends is not None and ends < begins:
                cells.wrong(last, refuse("INPUT.period", start=begins, end=ends))
        for target in self._texts:
            words = cells.pack.banned_in(found[target] or "")
            if words:
                cells.wrong(target, refuse("SALE-11", words=", ".join(words)))
        if found.get("issuer"):
            found["issuer"] = issuer_named(found["issuer"], self.desk.branch.bank, self.desk.branch.bank_en)
        self._term(cells, found)
        family = self._no_deposit(cells, found)
        self._as_named(cells, found, family)
        self._beside(cells, found, family)
        self._offer(cells, found, family)
        issuer, bank, issuer_name = (found.get(one) for one in (*LEVELS, "issuer"))
        rated = issuer or bank or any(map(cells.refused, LEVELS))
        if family is not None and not rated and family.regime_of(private=False, exempt=exempt(family, found)) != "none":
            cells.wrong("issuer_level", refuse("INPUT.required"))
        if issuer is not None and bank is not None and cells.pack.levels.higher(issuer, bank) != bank:
            cells.tell("bank_below", "bank_level")  # the higher counts (SUIT-13)
        self._worst(cells, found)
        if family is not None and family.floats and found.get("return_kind") == "fixed":
            cells.wrong("return_kind", refuse("SUIT-06.fixed", family=family.key))
        if found.get("institution_state") == "active" and folded(issuer_name or "") in self._stopped:
            cells.wrong("institution_state", refuse("SALE-16.above", institution=issuer_name))
        least, asked = min(self._limits.private_minimum.values()), self._asked(found)
        if family is not None and family.private and asked is not None and asked < least:
            cells.wrong("minimum", refuse("SALE-07", amount=asked, minimum=least, currency=HOME))

    def _asked(self, found: Mapping[str, Any]) -> Decimal | None:
        """From how many yuan on it is sold, which are what SALE-07 names; None where nobody knows."""
        minimum = found.get("minimum")
        return None if minimum is None else yuan(minimum, found.get("currency") or HOME, self._rates)

    def _private_kind(self, found: Mapping[str, Any]) -> Any:
        """By the minimum: a list says no more, and of what nobody knows most is asked. Trusts and funds that are
        privately offered count too (SALE-07)."""
        asked, least = self._asked(found), self._limits.private_minimum
        if asked is None or asked >= least["equity"]:
            return "equity"
        return "mixed" if asked >= least["mixed"] else "fixed_income"

    def _term(self, cells: Cells, found: dict[str, Any]) -> None:
        """A term lasts until the maturity where it is told, from the first of its days, else from the day of listing.
        One that has no end, or ends well before, is refused then, and without a maturity one that is not told in days:
        a product without a fixed term would fit every horizon (SUIT-03). Nor is anything sold that has matured."""
        told, begins, ends = cells.text("term_days"), found.get("value_date"), found.get("maturity")
        days = found.get("term_days")
        if any(map(cells.refused, ("term_days", "value_date", "maturity"))):
            return
        if ends is not None and ends <= self.desk.today() and found.get("status") != "ended":
            cells.wrong("maturity", refuse("IMPORT.matured", maturity=ends))
            return
        if ends is None:
            if days == readers.NOT_IN_DAYS:
                shown = counting.in_cell(cells, "term_days", told, TIME)
                cells.wrong("term_days", refuse("IMPORT.term", given=shown))
            else:
                self._endless(cells, found)
            return
        lasts = _lasts(begins or found.get("raise_from") or self.desk.today(), ends)
        if days and (abs(lasts - days) <= 1 if begins else _raised(lasts, found) <= days):
            return
        if told and (days is None or (days and not begins)):
            cells.wrong("term_days", refuse("IMPORT.term_ends", given=told, maturity=ends))
        else:
            found["term_days"] = lasts
            cells.tell("term_of_dates", "term_days" if told else "maturity")

    def _endless(self, cells: Cells, found: dict[str, Any]) -> None:
        """Without a maturity: a period that the name has it held for is its term where no other is told; what is closed
        has one; and three naked days beside a name of three years are years (SUIT-03)."""
        name, told, days = found.get("name") or "", cells.text("term_days"), found.get("term_days")
        open_days, named = found.get("open_days") or "", product_names.period_named(name)
        if days is None and named is not None and named.held:
            found["term_days"] = named.days
            cells.tell("term_of_name", "name")
        elif days is None and found.get("status") != "ended" and closed(name, open_days):
            cells.wrong("term_days", refuse("IMPORT.closed"))
        elif days and named is not None and told.isdigit() and days < named.days - named.days // 10:
            cells.wrong("term_days", refuse("IMPORT.term_named", given=one_line(name)[:40], days=days))

    def _as_named(self, cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
        """What its name says against its cells: an insurance's design and years are asked (SUIT-26), and what is held
        for a while is not left on any day before."""
        name = found.get("name") or ""
        if family is not None and family.insured:
            self._design(cells, found, name)
            self._paid(cells, found, name)
        days, named = found.get("term_days"), product_names.period_named(name)
        by_name = named is not None and named.held
        if not days or family is None or family.principal == "kept":
            return
        if not by_name and not (cells.text("term_days") and product_names.holds(cells.column("term_days").heading)):
            return
        open_days, least = found.get("open_days") or "", named.days if named is not None and by_name else days
        if liquidity_of(open_days, family.default.liquidity) == "daily":
            found["open_days"] = "，".join(filter(None, (open_days.rstrip("。. "), f"最短持有 {least} 天")))

    @staticmethod
    def _asked_of(cells: Cells, target: str, name: str, allowed: tuple[str, ...]) -> str | None:
        """Which of these it is, by whoever answered; else it is asked by the name, and its row waits."""
        answered = cells.answer(target, name, allowed)
        if not answered:
            cells.ask(target, name, allowed)
            cells.wrong(target, refuse("IMPORT.named", given=one_line(name)[:40]), ask=True)
        return answered or None

    def _design(self, cells: Cells, found: dict[str, Any], name: str) -> None:
        said, named = found.get("insurance_design"), product_names.designs(self.words, name)
        if said is not None and named and said not in named:
            found["insurance_design"] = self._asked_of(cells, "insurance_design", name, (said, *named)) or said

    def _paid(self, cells: Cells, found: dict[str, Any], name: str) -> None:
        years, named = found.get("pay_years"), product_names.years_paid(name)
        said = 1 if years is None and found.get("premium") == "single" else years
        if said is None or not named or said in named or cells.refused("pay_years"):
            return
        answered = self._asked_of(cells, "pay_years", name, tuple(map(str, sorted({said, *named}))))
        if answered is not None:
            found["pay_years"] = int(answered)
            found["premium"] = "single" if answered == "1" else "yearly"

    def _offer(self, cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
        """Where nothing says how it is offered, what may be private is asked; what stands on the shelf as such stays as
        it was said to be."""
        name, note = found.get("name") or "", found.get("note") or ""
        if (
            family is None
            or cells.text("offer")
            or found.get("offer")
            or any(one.target == "offer" for one in cells.words)
        ):
            return
        if not asks_offer(self.words, family, name, note, cells.text("client_kind")):
            return
        row = self.desk.store.get("product", plain_code(found.get("code") or ""))
        before = None if row is None else self.desk.parsed(Product, row["doc"])
        stood_as = () if before is None else (before.name.zh, before.note)
        if before is not None and asks_offer(self.words, self.desk.pack.families.of(before.family), *stood_as):
            return
        known = tuple(self.words.word["offer"])
        found["offer"] = cells.answer("offer", name, known)
        if found["offer"] is None:
            cells.ask("offer", name, known)

    def _beside(self, cells: Cells, found: dict[str, Any], family: FamilyRow | None) -> None:
        """What a column that nobody knows says of how it is offered, or to whom, is asked where no other says it: left
        out, it would be sold to more people."""
        for heading, text in cells.unread():
            target = limited_by(self.words, heading, text)
            if not target or cells.text(target) or family is None or (target == "offer" and family.private):
                continue
            known = tuple(self.words.word[target])
            answered = cells.answer(target, text, known)
            if answered is None:
                cells.words.append(Word(target, heading, text, known))
            elif found.get(target) != "private":
                found[target] = answered or None

    def _no_deposit(self, cells: Cells, found: dict[str, Any]) -> FamilyRow | None:
        """The family that a row names; what is called a deposit and is none is asked which it is (SUIT-24)."""
        family, families = self._family(found), self.desk.pack.families
        if family is None or not no_deposit(self.words, family, found, cells.pack.levels):
            return family
        name = found.get("name") or ""
        known = tuple(key for key in families.keys if families.of(key).principal != "kept")
        found["family"] = cells.answer("family", name, known) or None
        if found["family"] is None:
            cells.ask("family", name, known)
        return self._family(found)

    def _family(self, found: Mapping[str, Any]) -> FamilyRow | None:
        """The family that a row names; None while its word is asked."""
        key = found.get("family")
        return None if key is None else self.desk.pack.families.of(key)

    @staticmethod
    def _matched(family: FamilyRow, found: Mapping[str, Any]) -> bool:
        return family.regime_of(private=False, exempt=exempt(family, found)) != "none"

    def _worst(self, cells: Cells, found: dict[str, Any]) -> None:
        """A worst case that cannot be, before the keeper's list is taken."""
        family, loss = self._family(found), found.get("worst_loss")
        if family is None or loss is None:
            return
        how = _both(found.get("worst_case") or "")
        matched, capped = self._matched(family, found), found.get("capped") == "yes"
        fault = worst_case_fault(family, loss, how, matched=matched, capped=capped)
        if fault is not None:
            cells.wrong("worst_loss", fault)

    def names(self, value: Product) -> tuple[tuple[str, str], ...]:
        """One code, one product."""
        return (("code", plain_code(value.code)),)

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
        gone = [code for code in taken_off(self.desk, codes) if code not in self._held]
        known = ((code, stood.once(self.desk.store, code)) for code in gone)
        self._once = {code: product for code, product in known if product is not None}

    def standing(self, value: Product) -> Standing[Product]:
        """What stands on the shelf under its code. What the keeper filled in or confirmed since stays where the list
        says nothing."""
        before, years = self._held.get(value.code), shelf.years_of_premium(value)
        wrong = None if years is None else ("pay_years", years)
        plain = plain_code(value.code)
        if before is None and plain != value.code:
            before, value = self._held.get(plain), value.model_copy(update={"code": plain})
        if before is None:
            once = self._once.get(value.code)
            new = wrong or self._new(once, shelf.completed(self.desk, value))
            return Standing(None, value, new, unfinished=bool(value.unconfirmed))
        kept: dict[str, Any] = {one: getattr(before, one) for one in value.unconfirmed if one not in _TERMS}
        if value.unconfirmed:
            anew = () if before.insurance is not None else tuple(_TERMS)
            still = tuple(one for one in value.unconfirmed if one in (*before.unconfirmed, *anew))
            stays = plain_code(value.code) not in self._paused and (not still or bool(before.unconfirmed))
            kept |= {"unconfirmed": still, "status": before.status if stays else value.status}
        if before.insurance is not None and value.insurance is not None:
            kept["insurance"] = _insured_before(before.insurance, value.insurance, value.unconfirmed)
        if "raise_from" not in self.sheet.places:
            kept["listed_on"] = before.listed_on
            if value.maturity and not value.value_date and value.term_days == _lasts(value.listed_on, value.maturity):
                kept["term_days"] = _lasts(before.listed_on, value.maturity)
        if "raise_to" not in self.sheet.places:
            kept["ends_on"] = before.ends_on
        said = {*self.sheet.places, *(("currency",) if self.currencies else ())}
        unsaid = [one for one in _SAID_OR_KEPT if one not in said]
        if value.client_kind is not None and "client_kind" in unsaid:
            unsaid.remove("client_kind")  # an answer to what another column says
        kept |= {one: getattr(before, one) for one in unsaid}
        if before.family == value.family:
            kept |= self._kept_terms(before, value)
        after = value.model_copy(update=kept)
        return Standing(before, after, wrong or self._eased(before, after), unfinished=bool(after.unconfirmed))

    def _kept_terms(self, before: Product, value: Product) -> dict[str, Any]:
        """What a list without its columns says nothing of, and would be read as open to everybody or paid at once."""
        kept: dict[str, Any] = {}
        if "offer" not in self.sheet.places and value.private_kind is None:
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
            found += stood.beyond_given(self.desk.store, after) + stood.beyond_twins(self.desk.store, before, after)
            found += stood.below(self.desk.store, before, after, levels) or self._below_twins(before, after)
            target, what = self._loosened(found)
            return (target, refuse("SUIT-15.looser", product=after.code, what=what)) if found else None
        was, now = before.level(levels) or "—", after.level(levels) or "—"
        target = "bank_level" if "bank_level" in self.sheet.places else "issuer_level"
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
        if once is None and stood.named_as_withheld(self.desk.store, after):
            return "name", refuse("SUIT-15.named", product=after.code)
        if after.code in self._noted and unbound_by(self.desk, after):
            return "family", refuse("SUIT-15.held", product=after.code)
        return None

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
        return next((one for one in cells if one in self.sheet.places), "code"), Text.in_each(what)

    @classmethod
    def look_back(cls, desk: Desk, entries: Sequence[Entry], of: Extent) -> Extent:
        """What used these products, and the terms of those that were changed."""
        codes = tuple({one.subject for one in entries})
        used = products_used(desk, codes, of)
        changed = {one.subject for one in entries if one.kind == facts.ProductChanged.kind and one.subject not in used}
        again = said_again(desk, cls.key, codes, of)
        return of._replace(used=used, before=rows_before(desk, "product", changed, of.first), again=again)

    @classmethod
    def take_back(cls, desk: Desk, entry: Entry, of: Extent) -> TakenBack | None:
        """Take a product off the shelf, or put its terms back, unless somebody sold, holds or changed it since. An
        institution that the list admitted is so no more, unless a later list admits it too."""
        fact, reason = entry.fact, tr("zh", "imports.taken_back", id=of.import_id)
        if isinstance(fact, InstitutionStated) and not said_again(desk, cls.key, (_admits(fact.institution.name),), of):
            institutions.unsay(desk, fact, reason)
        if not isinstance(fact, facts.ProductListed | facts.ProductChanged):
            return None
        code = fact.product.code
        found = TakenBack(code, fact.product.name.zh, of.used.get(code, ""))
        if found.why:
            return found
        if isinstance(fact, facts.ProductListed):
            if code in of.again:
                return found._replace(why="again")
            desk.record(facts.ProductTakenBack(code=code, import_id=of.import_id), code)
        else:
            before = Product.model_validate_json(of.before[code]["doc"])
            slip = desk.local(entry.at).date() == desk.today() and code not in of.again
            if not slip and regrading.falls(desk, fact.product, before):
                return found._replace(why="falls")
            shelf.put_back(desk, before, reason)
        return found

    def leave(self, found: Standing[Product]) -> None:
        """The list stands for it too, and for the institution that it admits."""
        self._again.append(found.after.code)
        self._admit(found.after)

    def again(self) -> tuple[str, ...]:
        """What the list said of products as it stood there, and which institutions it admits."""
        return (*self._again, *sorted(self._admitted))

    def _admit(self, product: Product) -> State | None:
        """The state in which the list says that the institution of a product is, None where it says none."""
        state = self._states.get(product.issuer.zh) if cooperates(product) else None
        if state == "admitted":
            self._admitted.add(_admits(product.issuer.zh))
        return state

    def take(self, found: Standing[Product]) -> None:
        """Put it on the shelf."""
        shelf.put(self.desk, found.after, found.before)
        state = self._admit(found.after)
        if state is not None:
            institutions.note(self.desk, found.after.issuer.zh, state, self._reason)

    def build(self, cells: Cells, found: dict[str, Any]) -> Product | None:
        """The product; None while the word for its family is asked."""
        family = self._family(found)
        if family is None:  # its word is asked; without an answer the row waits
            return None
        held_back = _HELD_BACK.union(_OF_INSURANCE) if family.insured else _HELD_BACK
        if any(one.target in held_back for one in cells.words):
            return None
        default, private = family.default, family.private or found.get("offer") == "private"
        state = _STATES.get(str(found.get("institution_state")))
        if state is not None:
            self._states[found.get("issuer") or ""] = state
        name, told, issuer = one_line(found["name"]), found.get("worst_case"), found.get("issuer") or "—"
        loss, open_days = found.get("worst_loss"), found.get("open_days") or ""
        if told is not None and (self.words.is_unsaid(told) or len({*filter(str.isalpha, told)}) < _LETTERS):
            told = None  # neither a dash, a letter again and again, nor a word for what is still to be written tells
        lacking = [name for name, value in (("worst_loss", loss), ("worst_case", told)) if value in (None, "")]
        lacking += ["return_kind"] if found.get("return_kind") is None else []
        lacking += ["status"] if "status" in self.sheet.places and found.get("status") is None else []
        lacking += _unsaid_terms(found) if family.insured else ()
        stopped = found.get("institution_state") == "stopped"
        held, status = stopped or bool(lacking), found.get("status") or "suspended"
        if lacking and (stopped or found.get("status") in ("suspended", "ended")):
            self._paused.add(plain_code(found["code"]))
        return Product(
            code=found["code"].upper(),
            registration_code=found.get("registration_code") or "",
            name=Text.same(name),
            family=family.key,
            regime=family.regime_of(private=private, exempt=exempt(family, found)),
            issuer=_both(issuer),
            self_issued=issuer == self.desk.branch.bank,
            approved=True,
            issuer_level=found.get("issuer_level"),
            bank_level=found.get("bank_level"),
            return_kind=found.get("return_kind") or ("fixed" if family.principal == "kept" else "floating"),
            risks=default.risks,
            term_days=found.get("term_days"),
            liquidity=liquidity_of(open_days, default.liquidity if private == family.private else "at_maturity"),
            minimum=found["minimum"],
            step=found.get("step") or Decimal(1),
            fees=tuple(_fees(found)),
            goals=default.goals,
            summary=default.summary,
            worst_loss=loss if loss is not None else Decimal(1),
            worst_case=_both(told) if told else TO_FILL_IN,
            private_kind=self._private_kind(found) if private else None,
            insurance=_insurance(found, family) if family.insured else None,
            client_kind=found.get("client_kind"),
            capped=found.get("capped") == "yes",
            status="suspended" if held and status == "listed" else status,
            listed_on=found.get("raise_from") or self.desk.today(),
            ends_on=found.get("raise_to"),
            currency=found.get("currency") or "CNY",
            value_date=found.get("value_date"),
            maturity=found.get("maturity"),
            open_days=open_days,
            benchmark=found.get("benchmark") or "",
            order_system=found.get("order_system") or "",
            note=found.get("note") or "",
            unconfirmed=tuple(lacking),
        )


def _admits(institution: str) -> str:
    """How a list notes that it admits an institution; no code of a product reads like it."""
    return f"admitted:{plain(institution)}"


def _lasts(begins: date, ends: date) -> int:
    return max((ends - begins).days, 0)


def _raised(lasts: int, found: Mapping[str, Any]) -> int:
    """How many of the days until the maturity a term that begins after the raising has at least."""
    begins, ends = found.get("raise_from"), found.get("raise_to")
    return lasts - (_lasts(begins, ends) if begins and ends else 0) - _SET_UP


def _fees(found: Mapping[str, Any]) -> Iterator[Fee]:
    for target in _FEES:
        if found.get(target) is not None:
            yield found[target]
    yield from found.get("fees") or ()


def _insurance(found: Mapping[str, Any], family: FamilyRow) -> Insurance:
    said, years = found.get("insurance_design"), found.get("pay_years") or 1
    return Insurance(
        design=said or "traditional",
        premium=found.get("premium") or ("yearly" if years > 1 else "single"),
        pay_years=years,
        licence=found.get("insurance_class") or (family.default.classes.get(said, "") if said else ""),
    )


def _unsaid_terms(found: Mapping[str, Any]) -> Iterator[str]:
    """What nobody said of an insurance, and would be filled in as what is asked least of (SUIT-26): its design, and
    how it is paid, which years alone say too."""
    if found.get("insurance_design") is None:
        yield "insurance_design"
    if found.get("premium") is None and found.get("pay_years") is None:
        yield from ("premium", "pay_years")


def _insured_before(before: Insurance, now: Insurance, unsaid: Collection[str]) -> Insurance:
    """The terms that a list says, with what stood there before where it says nothing."""
    kept: dict[str, Any] = {_TERMS[one]: getattr(before, _TERMS[one]) for one in unsaid if one in _TERMS}
    return now.model_copy(update=kept if now.licence else {**kept, "licence": before.licence})


@lru_cache(maxsize=1_000)
def _both(text: str) -> Text:
    """What one language says, in both: a list says the same few issuers over and over."""
    return Text.same(text)
