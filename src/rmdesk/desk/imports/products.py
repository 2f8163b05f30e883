"""From a row of a head office's list to a product: each cell read, each fault named, what is lacking filled in."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import is_one_of, plain
from rmdesk.domain.imports.grid import Column, Read, Row
from rmdesk.domain.kinds import Family
from rmdesk.domain.product import Fee, Insurance, Product
from rmdesk.domain.refusal import Refusal, refuse

_FEES = {
    "fee_management": Text(zh="管理费", en="Management fee"),
    "fee_sales": Text(zh="销售服务费", en="Distribution fee"),
    "fee_custody": Text(zh="托管费", en="Custody fee"),
}
_ASKED = ("family", "currency", "return_kind", "status", "institution_state", "offer", "premium", "insurance_design")
"""Targets whose words are looked up; an unknown one is asked once for the whole file."""
_NEEDED = ("code", "name", "family", "minimum")
_LEVELS = ("issuer_level", "bank_level")
_TEXTS = ("name", "benchmark", "worst_case", "open_days")


class Fault(NamedTuple):
    """What is wrong with one cell."""

    row: int
    column: str
    given: str
    refusal: Refusal


class Question(NamedTuple):
    """A word that nobody knows: in which column, how often, and what it may mean."""

    column: str
    target: str
    word: str
    rows: int
    allowed: tuple[str, ...]


class Built(NamedTuple):
    """One row's product, or None with its faults. `words`: (target, column, word) that were not known."""

    row: int
    product: Product | None
    faults: tuple[Fault, ...]
    words: tuple[tuple[str, str, str], ...]


class Products:
    """Reads the rows of one sheet. `answers`: (target, word) → value, for words that were asked."""

    def __init__(self, desk: Desk, read: Read, answers: Mapping[tuple[str, str], str]) -> None:
        pack = desk.pack
        self._pack = pack
        self._bank = desk.branch.bank
        self._words = pack.imports
        self._today = desk.today()
        self._limits = desk.thresholds()
        self._answers = {(target, plain(word)): value for (target, word), value in answers.items()}
        self._columns = {column.target: (at, column) for at, column in enumerate(read.columns) if column.target}
        self._codes = tuple(one.code for one in pack.levels.product)
        at = self._columns.get("worst_loss", (0,))[0]
        self._percents = sum("%" in row.cells[at] for row in read.rows) * 2 > len(read.rows)

    def build(self, row: Row) -> Built:
        """The product of a row."""
        cells = _Cells(self, row)
        found = {target: cells.read(target) for target in self._columns}
        for target in _NEEDED:
            if not cells.text(target) and not cells.refused(target):
                cells.wrong(target, refuse("INPUT.required"))
        cells.check(found)
        product = None if cells.faults else self._product(cells, found)
        return Built(row.no, product, tuple(cells.faults), tuple(cells.words))

    def _product(self, cells: "_Cells", found: Mapping[str, Any]) -> Product | None:
        family: Family | None = found.get("family")
        if family is None:  # its word is asked; without an answer the row waits
            return None
        default = self._words.default[family]
        told = cells.text("worst_case")
        loss = found.get("worst_loss")
        lacking = [name for name, value in (("worst_loss", loss), ("worst_case", told)) if value in (None, "")]
        lacking += ["return_kind"] if found.get("return_kind") is None else []
        lacking += ["status"] if "status" in self._columns and found.get("status") is None else []
        held = found.get("institution_state") == "stopped" or bool(lacking)
        status = found.get("status") or "suspended"
        return Product(
            code=cells.text("code").upper(),
            registration_code=cells.text("registration_code"),
            name=_both(_one_line(cells.text("name"))),
            family=family,
            regime=default.regime if family != "fund" or found.get("offer") != "private" else "securities",
            issuer=_both(cells.text("issuer") or "—"),
            self_issued=cells.text("issuer") == self._bank,
            approved=True,
            issuer_level=found.get("issuer_level"),
            bank_level=found.get("bank_level"),
            return_kind=found.get("return_kind") or "floating",
            risks=default.risks,
            term_days=found.get("term_days"),
            liquidity="daily" if "工作日" in cells.text("open_days") else default.liquidity,
            minimum=found["minimum"],
            step=found.get("step") or Decimal(1),
            fees=tuple(_fees(found)),
            goals=default.goals,
            summary=default.summary,
            worst_loss=loss if loss is not None else Decimal(1),
            worst_case=_both(told) if told else Text(zh="待产品管理岗填写", en="To be filled in by the product keeper"),
            private_kind=_private_kind(family, found),
            insurance=_insurance(found) if family == "insurance" else None,
            status="suspended" if held and status == "listed" else status,
            listed_on=found.get("raise_from") or self._today,
            ends_on=found.get("raise_to"),
            currency=found.get("currency") or "CNY",
            value_date=found.get("value_date"),
            maturity=found.get("maturity"),
            open_days=cells.text("open_days"),
            benchmark=cells.text("benchmark"),
            order_system=cells.text("order_system"),
            unconfirmed=tuple(lacking),
        )


class _Cells:
    """One row while it is read: what is wrong with it, and the words that nobody knows."""

    def __init__(self, of: Products, row: Row) -> None:
        self._of = of
        self._row = row
        self.faults: list[Fault] = []
        self.words: list[tuple[str, str, str]] = []

    def text(self, target: str) -> str:
        """The cell of a target; "" where it says nothing."""
        at = self._of._columns.get(target)
        found = "" if at is None else self._row.cells[at[0]]
        return "" if is_one_of(found, self._of._words.words["nothing"]) else found

    def column(self, target: str) -> Column:
        """The column of a target."""
        at = self._of._columns.get(target)
        return Column(target, "", target) if at is None else at[1]

    def wrong(self, target: str, refusal: Refusal) -> None:
        """Note a fault."""
        self.faults.append(Fault(self._row.no, self.column(target).heading, self.text(target), refusal))

    def refused(self, target: str) -> bool:
        """Whether something is wrong with it already."""
        return any(one.column == self.column(target).heading for one in self.faults)

    def read(self, target: str) -> Any:
        """The value of a cell, None for nothing; what cannot be read becomes a fault."""
        text = self.text(target)
        if not text:
            return None
        if target in _ASKED:
            return self._word(target, text)
        if target in _LEVELS:
            return self._level(target, text)
        if target in ("minimum", "step"):
            return self._or(target, values.amount(text, self.column(target).unit), refuse("INPUT.amount", given=text))
        if target in ("raise_from", "raise_to", "value_date", "maturity"):
            return self._day(target, text)
        if target == "term_days":
            return self._term(text)
        if target in _FEES:
            return self._or(target, values.percent(text), refuse("INPUT.amount", given=text))
        if target == "worst_loss":
            found = values.share(text, among_percents=self._of._percents)
            return self._or(target, found, refuse("INPUT.amount", given=text))
        if target == "pay_years":
            return self._or(target, values.days(text.removesuffix("年")), refuse("INPUT.integer", given=text))
        return text

    def check(self, found: Mapping[str, Any]) -> None:
        """What only shows when the whole row is read."""
        begins, ends = found.get("raise_from"), found.get("raise_to")
        if begins is not None and ends is not None and ends < begins:
            self.wrong("raise_to", refuse("INPUT.period", start=begins, end=ends))
        for target in _TEXTS:
            words = self._of._pack.banned_in(self.text(target))
            if words:
                self.wrong(target, refuse("SALE-11", words=", ".join(words)))
        family = found.get("family")
        default = None if family is None else self._of._words.default[family]
        rated = any(found.get(one) for one in _LEVELS) or any(self.refused(one) for one in _LEVELS)
        if default is not None and default.regime != "none" and not rated:
            self.wrong("issuer_level", refuse("INPUT.required"))
        self._private(family, found)

    def _private(self, family: Family | None, found: Mapping[str, Any]) -> None:
        least = min(self._of._limits.private_minimum.values())
        minimum = found.get("minimum")
        if family == "private" and minimum is not None and minimum < least:
            self.wrong(
                "minimum", refuse("SALE-07", amount=minimum, minimum=least, currency=found.get("currency") or "CNY")
            )

    def _or(self, target: str, value: Any, refusal: Refusal) -> Any:
        if value is None:
            self.wrong(target, refusal)
        return value

    def _word(self, target: str, text: str) -> str | None:
        answered = self._of._answers.get((target, plain(text)))
        if answered is not None:
            return answered
        for value, words in self._of._words.word[target].items():
            if is_one_of(text, (value, *words)):
                return value
        self.words.append((target, self.column(target).heading, text))
        return None

    def _level(self, target: str, text: str) -> str | None:
        found = values.level(text, self._of._words.word["level"], self._of._codes)
        allowed = ", ".join(self._of._codes)
        if found is None:
            self.wrong(target, refuse("INPUT.choice", given=text, allowed=allowed))
        return found

    def _day(self, target: str, text: str) -> date | None:
        if is_one_of(text, self._of._words.words["endless"]):
            return None
        found = values.day(text)
        if found is not None and found.year >= 2099:
            return None
        if found is None:
            self.wrong(target, refuse("INPUT.date", given=text))
        return found

    def _term(self, text: str) -> int | None:
        """Months are no days: such a term is left to the dates."""
        if is_one_of(text, self._of._words.words["endless"]):
            return None
        return values.days(text)


def _fees(found: Mapping[str, Any]) -> Iterator[Fee]:
    for target, name in _FEES.items():
        rate = found.get(target)
        if rate is not None:
            figure = f"{rate:f}"
            yield Fee(name=name, terms=Text(zh=f"每年 {figure}%", en=f"{figure}% a year"))


def _insurance(found: Mapping[str, Any]) -> Insurance:
    return Insurance(
        design=found.get("insurance_design") or "traditional",
        premium=found.get("premium") or "single",
        pay_years=found.get("pay_years") or 1,
    )


def _private_kind(family: Family, found: Mapping[str, Any]) -> Any:
    """By the minimum: a list says no more. Trusts and funds that are privately offered count too (SALE-07)."""
    if family != "private" and found.get("offer") != "private":
        return None
    minimum = found["minimum"]
    return "equity" if minimum >= 1_000_000 else "mixed" if minimum >= 400_000 else "fixed_income"


def _both(text: str) -> Text:
    return Text(zh=text, en=text)


def _one_line(text: str) -> str:
    return "".join(text.splitlines())
