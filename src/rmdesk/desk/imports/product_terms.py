"""How long a product of a list runs, by its days and its name, and the terms of an insurance."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from rmdesk.desk.imports import counting, readers
from rmdesk.desk.imports.rows import Cells
from rmdesk.desk.wording import product_names
from rmdesk.desk.wording.product_words import closed, liquidity_of
from rmdesk.domain.imports import values
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.imports.units import TIME
from rmdesk.domain.product import Insurance, Liquidity
from rmdesk.domain.refusal import refuse
from rmdesk.formpack.families import FamilyRow

OF_INSURANCE = ("premium", "pay_years", "insurance_design", "insurance_class")
"""The cells that say the terms of an insurance."""
TERMS: Mapping[str, str] = {"insurance_design": "design", "premium": "premium", "pay_years": "pay_years"}
"""Which cell says what of an insurance."""
_SET_UP = 31
"""A month at most lies between the last day of raising and the first of the term."""


def term(cells: Cells, found: dict[str, Any]) -> None:
    """A term lasts until the maturity where it is told, from the first of its days, else from the day of listing. One
    that has no end, or ends well before, is refused then, and without a maturity one that is not told in days: a
    product without a fixed term would fit every horizon (SUIT-03). Nor is anything sold that has matured."""
    told, begins, ends = cells.text("term_days"), found.get("value_date"), found.get("maturity")
    days = found.get("term_days")
    if any(map(cells.refused, ("term_days", "value_date", "maturity"))):
        return
    if ends is not None and ends <= cells.desk.today() and found.get("status") != "ended":
        cells.wrong("maturity", refuse("IMPORT.matured", maturity=ends))
        return
    if ends is None:
        if days == readers.NOT_IN_DAYS:
            _not_in_days(cells, found, counting.in_cell(cells, "term_days", told, TIME))
        else:
            _endless(cells, found)
        return
    lasts = lasting(begins or found.get("raise_from") or cells.desk.today(), ends)
    if days and (abs(lasts - days) <= 1 if begins else _raised(lasts, found) <= days):
        return
    if told and (days is None or (days and not begins)):
        cells.wrong("term_days", refuse("IMPORT.term_ends", given=told, maturity=ends))
    else:
        found["term_days"] = lasts
        cells.tell("term_of_dates", "term_days" if told else "maturity")


def _not_in_days(cells: Cells, found: dict[str, Any], said: str | None) -> None:
    """Years have 365 days each, unless the name says more; months are as many days as the terms say, which is asked
    once for each of them."""
    days, named = product_names.period(said or ""), product_names.period_named(found.get("name") or "")
    answered = None if said is None or days is None else cells.answer("term_days", said)
    found["term_days"] = None if answered is None else values.days(answered)
    if (
        answered is None
        and days is not None
        and product_names.in_years(said or "")
        and not product_names.falls_short(days, named)
    ):
        found["term_days"] = days
        cells.tell("term_of_years", "term_days")
    if found["term_days"] is None:
        if said is not None and days is not None:
            cells.ask("term_days", said, (str(days),))
        cells.wrong("term_days", refuse("IMPORT.term", given=said), ask=days is not None)


def _endless(cells: Cells, found: dict[str, Any]) -> None:
    """Without a maturity: a period that the name has it held for is its term where no other is told; what is closed has
    one; and three naked days beside a name of three years are years (SUIT-03)."""
    name, told, days = found.get("name") or "", cells.text("term_days"), found.get("term_days")
    family = found.get("family")
    insured = family is not None and cells.pack.families.of(family).insured
    open_days, named = found.get("open_days") or "", product_names.period_named(name)
    if days is None and named is not None and named.held:
        found["term_days"] = named.days
        cells.tell("term_of_name", "name")
    elif days is None and not told and named is not None and not insured:
        found["term_days"] = _asked(cells, name, named.days)
    elif days is None and not told and not open_days and _paced(cells, found, name):
        found["term_days"] = _asked(cells, name, product_names.rhythm(name) or 0)
    elif days is None and not told and product_names.ends(name):
        cells.wrong("maturity", refuse("INPUT.required"))
    elif days is None and found.get("status") != "ended" and closed(name, open_days):
        cells.wrong("term_days", refuse("IMPORT.closed"))
    elif days and told.isdigit() and product_names.falls_short(days, named):
        cells.wrong("term_days", refuse("IMPORT.term_named", given=one_line(name)[:40], days=days))


def _paced(cells: Cells, found: Mapping[str, Any], name: str) -> bool:
    """Whether its name says every how many days it is opened, and not that it stays open."""
    key = found.get("family")
    family = None if key is None else cells.pack.families.of(key)
    if family is None or family.insured or family.default.liquidity == "daily":
        return False
    return product_names.rhythm(name) is not None and "开放" not in name


def _asked(cells: Cells, name: str, days: int) -> int | None:
    """How long a product runs of which its name alone says a period; None without an end, as it was answered."""
    answered = cells.answer("term_days", name)
    said = None if answered is None else values.days(answered)
    if said is None and not (answered and cells.is_endless(answered)):
        cells.ask("term_days", name, (str(days), "无固定期限"))
        cells.wrong("term_days", refuse("IMPORT.named", given=one_line(name)[:40]), ask=True)
    return said


def held(cells: Cells, found: dict[str, Any], family: FamilyRow) -> None:
    """What its name or its heading says is held for a while is not left on any day before."""
    days, named = found.get("term_days"), product_names.period_named(found.get("name") or "")
    by_name = named is not None and named.held
    if not days or family.principal == "kept":
        return
    if not by_name and not (cells.text("term_days") and product_names.holds(cells.column("term_days").heading)):
        return
    open_days, least = found.get("open_days") or "", named.days if named is not None and by_name else days
    if liquidity_of(open_days, family.default.liquidity) == "daily":
        found["open_days"] = "，".join(filter(None, (open_days.rstrip("。. "), f"最短持有 {least} 天")))


def never_paid(cells: Cells, found: Mapping[str, Any], family: FamilyRow, liquidity: Liquidity) -> bool:
    """Whether a product is said to have no end and would be paid at its end: somebody must say how it is left."""
    if family.insured or liquidity != "at_maturity" or found.get("term_days") or found.get("maturity"):
        return False
    said = cells.text("term_days") or cells.answer("term_days", found.get("name") or "")
    return bool(said) and not found.get("open_days") and cells.is_endless(str(said))


def lasting(begins: date, ends: date) -> int:
    """How many days a term has from one day to another."""
    return max((ends - begins).days, 0)


def _raised(lasts: int, found: Mapping[str, Any]) -> int:
    """How many of the days until the maturity a term that begins after the raising has at least."""
    begins, ends = found.get("raise_from"), found.get("raise_to")
    return lasts - (lasting(begins, ends) if begins and ends else 0) - _SET_UP


def insurance(found: Mapping[str, Any], family: FamilyRow) -> Insurance:
    """The terms of an insurance, with what is usual in its family where the list says nothing."""
    said, years = found.get("insurance_design"), found.get("pay_years") or 1
    return Insurance(
        design=said or "traditional",
        premium=found.get("premium") or ("yearly" if years > 1 else "single"),
        pay_years=years,
        licence=found.get("insurance_class") or (family.default.classes.get(said, "") if said else ""),
    )


def unsaid_terms(found: Mapping[str, Any]) -> Iterator[str]:
    """What nobody said of an insurance, and would be filled in as what is asked least of (SUIT-26): its design, and
    how it is paid, which years alone say too."""
    if found.get("insurance_design") is None:
        yield "insurance_design"
    if found.get("premium") is None and found.get("pay_years") is None:
        yield from ("premium", "pay_years")


def insured_before(before: Insurance, now: Insurance, unsaid: Collection[str]) -> Insurance:
    """The terms that a list says, with what stood there before where it says nothing."""
    kept: dict[str, Any] = {TERMS[one]: getattr(before, TERMS[one]) for one in unsaid if one in TERMS}
    return now.model_copy(update=kept if now.licence else {**kept, "licence": before.licence})
