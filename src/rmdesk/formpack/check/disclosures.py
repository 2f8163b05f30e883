"""Disclosures: the six items in order, the worked worst case, questions with an answer (SUIT-22, SALE-04)."""

from collections.abc import Iterator
from itertools import product
from typing import get_args

from rmdesk.domain.base import Text
from rmdesk.domain.product import RISK_TYPES, Design, Premium
from rmdesk.formpack.disclosure import SIX_ITEMS, Disclosure, Kind, Understanding
from rmdesk.formpack.families import Families, FamilyRow
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.placeholders import names
from rmdesk.formpack.schema import disclosure_file

UNMATCHED_ITEMS = ("basics", "risks", "fees", "other")  # where nothing is lost (SUIT-24)
LEAST_UNDERSTANDING = 2
WORST_CASE = ("risks", "worst_case", "worst_told")  # SALE-04: on an assumption, with this client's amount
MATCHED = {"bank", "securities", "insurance"}  # under each of these all six are due


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the disclosures."""
    families = parsed.get(FAMILIES, Families)
    for family in families.family if families is not None else ():
        file = disclosure_file(family.key)
        found = parsed.get(file, Disclosure)
        if found is None:
            continue
        if found.id != family.key:
            yield fault(file, "id", "file_id", wanted=family.key)
        yield from _risks(file, family, found)
        yield from _items(file, family, found)
        yield from _contents(file, family, found)
        yield from _understanding(file, family, found)


def _kinds(family: FamilyRow) -> Iterator[Kind]:
    """Every kind of product that the family may have."""
    insured = family.terms == "insurance"
    designs, premiums = (get_args(Design), get_args(Premium)) if insured else ((None,), (None,))
    capped = (False, True) if family.principal == "beyond" else (False,)
    private = (True,) if family.private else (False, True)
    loses = {"kept": (False,), "may_be_kept": (False, True)}.get(family.principal, (True,))
    for one in product(family.regimes, capped, designs, premiums, (False, True), private, loses):
        yield Kind(*one)


def _risks(file: str, family: FamilyRow, found: Disclosure) -> Iterator[Fault]:
    """Every risk type that a product of the family may name is explained, once; other risks have a name (SUIT-22)."""
    there = [one.key for one in found.risk]
    for name in RISK_TYPES:
        if name not in there:
            yield fault(file, f"risk[{name}]", "unexplained_risk", name=name)
    for one in found.risk:
        if one.key not in RISK_TYPES and one.title is None:
            yield fault(file, f"risk[{one.key}].title", "untitled_risk", name=one.key)
    for twice in sorted({one for one in there if there.count(one) > 1}):
        yield fault(file, f"risk[{twice}].key", "duplicate", name=twice)
    if not all(found.declared_of(kind) for kind in _kinds(family)):
        yield fault(file, "declaration.lines", "missing_words", rule="SALE-03")


def _items(file: str, family: FamilyRow, found: Disclosure) -> Iterator[Fault]:
    wanted = UNMATCHED_ITEMS if family.principal == "kept" else SIX_ITEMS
    there = [item.id for item in found.items]
    for name in wanted:
        if name not in there:
            yield fault(file, "items", "missing_item", name=name)
    for item in found.items:
        if item.id not in SIX_ITEMS:
            yield fault(file, f"items[{item.id}].id", "strange_item", name=item.id)
        if family.principal != "kept" and item.regimes and not set(item.regimes) >= MATCHED:
            yield fault(file, f"items[{item.id}].regimes", "regimes")
    if [name for name in SIX_ITEMS if name in there] != [name for name in there if name in SIX_ITEMS]:
        yield fault(file, "items", "item_order", wanted=", ".join(wanted))


def _contents(file: str, family: FamilyRow, found: Disclosure) -> Iterator[Fault]:
    careful = any(item.care for item in found.items if item.id == "risks") and found.care_understanding
    if family.principal != "kept" and not careful:
        yield fault(file, "care_understanding" if not found.care_understanding else "items[risks].care", "no_care")
    for item in found.items:
        yield from _placed(file, family, item.id, f"items[{item.id}].text", item.text)
        for at, other in enumerate(item.instead):
            yield from _placed(file, family, item.id, f"items[{item.id}].instead[{at}].text", other.text)


def _placed(file: str, family: FamilyRow, item: str, key: str, text: Text) -> Iterator[Fault]:
    """What a text of an item must bring."""
    if item == "risks":
        yield from _lacks(
            file, key, text, ("risks", "worst_case", "amount") if family.principal == "kept" else WORST_CASE
        )
    if item in ("fees", "opinion"):
        yield from _lacks(file, key, text, (item,))
    if item == "level" and not {"level", "level_name"} & {*names(text.zh)}:
        yield fault(file, key, "lacks_placeholder", name="{level_name}")


def _lacks(file: str, key: str, text: Text, wanted: tuple[str, ...]) -> Iterator[Fault]:
    for name in wanted:
        if name not in names(text.zh):
            yield fault(file, key, "lacks_placeholder", name=f"{{{name}}}")


def _understanding(file: str, family: FamilyRow, found: Disclosure) -> Iterator[Fault]:
    if any(len(found.questions_for(kind, care=False)) < LEAST_UNDERSTANDING for kind in _kinds(family)):
        yield fault(file, "understanding", "few_understanding", least=LEAST_UNDERSTANDING)
    items, usual = {item.id for item in found.items}, {question.id for question in found.understanding}
    for question in found.understanding:
        yield from _question(file, f"understanding[{question.id}]", question, items)
    for question in found.care_understanding:
        key = f"care_understanding[{question.id}]"
        yield from _question(file, key, question, items)
        if question.id in usual:  # answers are kept by the question's id
            yield fault(file, f"{key}.id", "duplicate", name=question.id)


def _question(file: str, key: str, question: Understanding, items: set[str]) -> Iterator[Fault]:
    if question.item not in items:
        yield fault(file, f"{key}.item", "unknown_item", name=question.item)
    if len(question.options) < 2:
        yield fault(file, f"{key}.options", "few_options")
    if question.correct not in {option.key for option in question.options}:
        yield fault(file, f"{key}.correct", "no_correct", given=question.correct)
