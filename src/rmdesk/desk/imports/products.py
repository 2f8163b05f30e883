"""From a row of a head office's list to a product: each cell read, each fault named, what is lacking filled in."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import rates_on
from rmdesk.desk.imports import product_questions, product_terms, readers
from rmdesk.desk.imports.kind import Extent, Kind, Standing, TakenBack
from rmdesk.desk.imports.product_standing import Shelved
from rmdesk.desk.imports.rows import COUNTS, Built, Cells, Reader, Sheet
from rmdesk.desk.imports.used import products_used, rows_before, said_again
from rmdesk.desk.shelf import institutions, regrading
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.fees import is_unsaid
from rmdesk.desk.wording.product_words import LEVELS, exempt, issuer_named, liquidity_of, says_otherwise
from rmdesk.domain import facts
from rmdesk.domain.base import Text
from rmdesk.domain.fees import LISTED, Fee
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import Row, one_line
from rmdesk.domain.institutions import InstitutionStated, State, cooperates, named_in
from rmdesk.domain.product import TO_FILL_IN, Product, plain_code
from rmdesk.domain.rates import HOME, yuan
from rmdesk.domain.refusal import refuse
from rmdesk.domain.worst_case import worst_case_fault
from rmdesk.formpack.families import FamilyRow
from rmdesk.locale import tr
from rmdesk.store import Entry

_STATES: Mapping[str, State] = {"active": "admitted", "stopped": "suspended"}
_AS_SOLD: Mapping[str, str] = {"status": "listed", "institution_state": "active"}
_HELD_BACK = frozenset({"family", "currency", "institution_state", "issuer", "offer", "client_kind"})
"""A row waits while its word in one of these is asked: read as silence it would be sold to more people."""
_FEES = tuple(f"fee_{kind}" for kind in LISTED)
_ELSEWHERE = re.compile(r"第\s*\d+\s*[页章节条]|\b[A-Za-z]{1,3}[-. ]{0,2}\d+\b", re.ASCII)
"""A page or a product by its code, where the worst case is told."""
_LONGEST = 200
"""So much of a cell that nobody reads is kept."""
_LETTERS = 4
"""Fewer letters tell no worst case."""
_TEXTS = ("name", "issuer", "benchmark", "worst_case", "open_days", *_FEES, "fees")


class Products(Kind[Product]):
    """A head office's list: put on the shelf, changed terms too; holders are told of a changed level (SUIT-14)."""

    key = "products"
    permission = "shelf.keep"
    minds = "all"
    needed = ("code", "name", "family", "minimum")
    whole = ("family",)
    omits = frozenset({"family"})
    several = frozenset({"unit", "term_unit"})
    alternatives = frozenset({"unit", "term_unit"})
    together = 200
    said_once = "code"
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
        self._again: list[str] = []
        self._admitted: set[str] = set()
        self._paused: set[str] = set()
        self._counted_in: set[str] = set()
        self._looser: set[str] = set()
        self._passed: dict[str, list[tuple[Row, frozenset[str]]]] = {}
        self._shelved = Shelved(self.desk, sheet.places, currency=bool(self.currencies))
        self._limits, self._stopped = self.desk.thresholds(), institutions.stopped(self.desk)
        self._sold_by = institutions.standing(self.desk)
        self._rates = rates_on(self.desk, self.desk.today())
        self._codes = self.desk.pack.levels.product_codes
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
            words = cells.pack.banned_in(cells.text(target))
            if words:
                cells.wrong(target, refuse("SALE-11", words=", ".join(words)))
        if found.get("issuer"):
            found["issuer"] = issuer_named(found["issuer"], self.desk.branch.bank, self.desk.branch.bank_en)
        product_terms.term(cells, found)
        family = product_questions.family(cells, found)
        if family is not None:
            if family.insured:
                product_questions.insured(cells, found)
            product_terms.held(cells, found, family)
        product_questions.level(cells, found, family)
        product_questions.currency(cells, found, family)
        product_questions.beside(cells, found, family)
        product_questions.offer(cells, found, family)
        if family is not None:
            product_questions.buyers(cells, found)
            if _matched(family, found):
                product_questions.issuer(cells, found, self._sold_by)
        issuer, bank, issuer_name = (found.get(one) for one in (*LEVELS, "issuer"))
        rated = issuer or bank or any(map(cells.refused, LEVELS))
        if family is not None and not rated and _matched(family, found):
            cells.wrong("issuer_level", refuse("INPUT.required"))
        if issuer is not None and bank is not None and cells.pack.levels.higher(issuer, bank) != bank:
            cells.tell("bank_below", "bank_level")  # the higher counts (SUIT-13)
        self._worst(cells, found)
        if family is not None and family.floats and found.get("return_kind") == "fixed":
            cells.wrong("return_kind", refuse("SUIT-06.fixed", family=family.key))
        if found.get("institution_state") == "active" and not self._stopped.isdisjoint(named_in(issuer_name or "")):
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

    @staticmethod
    def _worst(cells: Cells, found: dict[str, Any]) -> None:
        """A worst case that cannot be, before the keeper's list is taken."""
        family, loss = product_questions.family_in(cells, found), found.get("worst_loss")
        if family is None or loss is None:
            return
        how = _both(found.get("worst_case") or "")
        matched, capped = _matched(family, found), found.get("capped") == "yes"
        fault = worst_case_fault(family, loss, how, matched=matched, capped=capped)
        if fault is not None:
            cells.wrong("worst_loss", fault)

    def names(self, value: Product) -> tuple[tuple[str, str], ...]:
        """One code, one product."""
        return (("code", plain_code(value.code)),)

    def look_up(self, values: Sequence[Product]) -> None:
        """What the desk knew of them before."""
        self._shelved.look_up(values)

    def standing(self, value: Product) -> Standing[Product]:
        """What stands on the shelf under its code."""
        code = plain_code(value.code)
        found = self._shelved.standing(value, paused=code in self._paused, currency=code in self._counted_in)
        if found.wrong is not None and not self._shelved.tightened(found):
            self._looser.add(code)
        return found

    def pass_over(self, row: Row, built: Built[Product]) -> None:
        """What it says of a product that stands must not go unread: that is off sale, or on another level. A row said
        twice was taken once, and what a list would loosen stays as it is."""
        code = plain_code(next((row.cells[at] for at in self.columns.get("code", ())), ""))
        asked = [word for word in built.words if built.value is None or word.target == "status"]
        twice = any(fault.refusal.code == "IMPORT.twice" for fault in built.faults)
        if twice or code in self._looser or not (asked or built.faults or built.omitted):
            return
        named = {fault.column for fault in built.faults}.union(*((word.column, word.word) for word in asked))
        named.update(built.omitted)
        named.update(heading for word in asked if word.target == COUNTS for heading in word.allowed)
        self._passed.setdefault(code, []).append((row, frozenset(named)))

    def withheld(self) -> int:
        """How many products on sale."""
        return len(self._withheld())

    def conclude(self) -> None:
        """What stands under rows that were passed over waits for its keeper (SALE-10, SUIT-13)."""
        for code, said in self._withheld().items():
            shelf.withhold(self.desk, code, said, self._reason)

    def _withheld(self) -> dict[str, list[tuple[str, str]]]:
        """Products on sale of which rows that were passed over say what nobody has confirmed yet: the cells."""
        found, today = {}, self.desk.today()
        for product in shelf.shelf(self.desk) if self._passed else ():
            if product.state_on(today) not in ("listed", "not_yet"):
                continue
            rows = self._passed.get(plain_code(product.code), ())
            said = [cell for row, named in rows for cell in self._said(product, row, named)]
            if not {*said} <= {*product.left_out}:
                found[product.code] = said
        return found

    def _said(self, product: Product, row: Row, named: Collection[str]) -> Iterator[tuple[str, str]]:
        """The cells of a row that are asked or refused, and those that say otherwise of its sale than stands."""
        places = ((at, column, target) for target, each in self.sheet.places.items() for at, column in each)
        for at, column, target in (*places, *((at, column, "") for at, column in self.sheet.unread)):
            text = row.cells[at]
            told = column.heading in named or text in named or self._differs(product, target, text)
            if told and not self.says_nothing(text):
                yield one_line(column.heading), one_line(text)[:_LONGEST]

    def _differs(self, product: Product, target: str, text: str) -> bool:
        levels, codes, words = (product.issuer_level, product.bank_level), self._codes, self.words
        if target in LEVELS:
            return values.level(text, words.word["level"], codes) not in levels
        if target in _AS_SOLD:
            return words.meaning(target, text) != _AS_SOLD[target]
        if target == "offer":
            return words.meaning(target, text) == "private" and not product.private
        return says_otherwise(words, text, codes, levels, client_kind=product.client_kind)

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
        family = product_questions.family_in(cells, found)
        if family is None:  # its word is asked; without an answer the row waits
            return None
        held_back = _HELD_BACK.union(product_terms.OF_INSURANCE) if family.insured else _HELD_BACK
        if any(one.target in held_back for one in cells.words):
            return None
        if cells.counted_in:
            self._counted_in.add(plain_code(found["code"]))
        default, private = family.default, family.private or found.get("offer") == "private"
        state = _STATES.get(str(found.get("institution_state")))
        if state is not None:
            self._states[found.get("issuer") or ""] = state
        name, told, issuer = one_line(found["name"]), found.get("worst_case"), found.get("issuer") or "—"
        loss, open_days = found.get("worst_loss"), found.get("open_days") or ""
        if told is not None and (
            self.words.is_unsaid(_ELSEWHERE.sub("", told)) or len({*filter(str.isalpha, told)}) < _LETTERS
        ):
            told = None  # neither a dash, a letter again and again, nor a word for what is still to be written tells
        lacking = [name for name, value in (("worst_loss", loss), ("worst_case", told)) if value in (None, "")]
        lacking += ["return_kind"] if found.get("return_kind") is None else []
        lacking += ["status"] if "status" in self.sheet.places and found.get("status") is None else []
        liquidity = liquidity_of(open_days, default.liquidity if private == family.private else "at_maturity")
        lacking += ["open_days"] if product_terms.never_paid(cells, found, family, liquidity) else []
        left = cells.left_out() + (product_questions.noted(cells, found) if self.sheet.rows else ())
        if self.sheet.rows and (lacking or left) and found.get("status") in ("suspended", "ended"):
            left += cells.said("status")  # what is confirmed for the rest stays off sale
        lacking += ["unread"] if left else []
        lacking += product_terms.unsaid_terms(found) if family.insured else ()
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
            liquidity=liquidity,
            minimum=found["minimum"],
            step=found.get("step") or Decimal(1),
            fees=_fees(found),
            goals=default.goals,
            summary=default.summary,
            worst_loss=loss if loss is not None else Decimal(1),
            worst_case=_both(told) if told else TO_FILL_IN,
            private_kind=self._private_kind(found) if private else None,
            insurance=product_terms.insurance(found, family) if family.insured else None,
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
            left_out=tuple(
                dict.fromkeys((one_line(heading), one_line(text)[:_LONGEST]) for heading, text in (*left, *cells.kept))
            ),
        )


def _admits(institution: str) -> str:
    """How a list notes that it admits an institution; no code of a product reads like it."""
    return f"admitted:{plain(institution)}"


def _matched(family: FamilyRow, found: Mapping[str, Any]) -> bool:
    """Whether it needs a match where it is offered to everybody (SUIT-24)."""
    return family.regime_of(private=False, exempt=exempt(family, found)) != "none"


def _fees(found: Mapping[str, Any]) -> tuple[Fee, ...]:
    """All that are named; none where the list leaves all of them open."""
    named = (*(found[one] for one in _FEES if found.get(one) is not None), *(found.get("fees") or ()))
    return () if all(map(is_unsaid, named)) else named


@lru_cache(maxsize=1_000)
def _both(text: str) -> Text:
    """What one language says, in both: a list says the same few issuers over and over."""
    return Text.same(text)
