"""Every kind of paper for every kind of client, and what stands on it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache

from desk.papers import people
from rmdesk.desk.papers.compose import compose
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.formpack.papers import PAPER_KINDS, PaperKind
from rmdesk.paper import Block, Document, KeepTogether, Signatures

NAMES = ("person", "elder", "minor", "company", "qualified", "insured", "saver")
ENDED = ("dropped", "withdrawn")
"""Of whom only what ended is told."""
LANGS: tuple[Lang, ...] = ("zh", "en")


def words(doc: Document) -> str:
    """Everything that the document prints, in order, one text a line."""
    return "\n".join(_texts(doc))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"kind", "lang", "tone", "align"}:
                yield from _texts(getattr(value, field.name))


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks, those kept together too."""
    return [one for block in blocks for one in (flat(block.blocks) if isinstance(block, KeepTogether) else [block])]


@cache
def inputs(lang: Lang) -> dict[str, PaperInput]:
    """What is given for each kind of client and sale, by name."""
    adult, elder, minor = people.person(), people.elder(), people.minor()
    company, rich = people.organisation(), people.qualified()
    risky = people.product("SF-900", "wealth", "R4", issuer_level="R3", worst_loss=Decimal("0.5"))
    calm = people.product("SF-001", "wealth", "R1")
    given = {
        "person": people.given(adult, people.at_level(adult, "C3", previous="C2"), people.product(), lang),
        "elder": people.given(elder, people.at_level(elder, "C4", previous="C5"), risky, lang),
        "minor": people.given(minor, people.at_level(minor, "C1", previous="C2"), calm, lang),
        "company": people.given(company, people.at_level(company, "C2", previous="C1"), people.product(), lang),
        "qualified": people.given(rich, people.at_level(rich, "C5", previous="C4"), people.private(), lang, "1000000"),
        "insured": people.given(
            elder, people.at_level(elder, "C2", previous="C3"), people.insurance(), lang, "120000", own_choice=True
        ),
        "dropped": people.dropped(people.given(elder, people.at_level(elder, "C4", previous="C5"), risky, lang)),
        "withdrawn": people.taken_back(
            people.given(adult, people.at_level(adult, "C3", previous="C2"), people.product(), lang)
        ),
        "saver": people.given(adult, people.at_level(adult, "C1", previous="C2"), people.shelf()[4], lang),
    }
    assert set(given) == {*NAMES, *ENDED}
    return given


def fits(kind: PaperKind, given: PaperInput) -> bool:
    """Whether the paper makes sense: statements are for insurance only, an end for a sale that ended."""
    if kind == "consent_withdrawn":
        return bool(given.withdrawn)
    if kind == "sale_ended":
        return given.sale is not None and given.sale.abandoned is not None
    return kind != "statement_insurance" or (given.product is not None and given.product.family == "insurance")


def paper(kind: PaperKind, given: PaperInput) -> Document:
    """The paper; a comparison takes the first four products of the shelf."""
    return compose(kind, replace(given, products=people.shelf()[:4]) if kind == "comparison" else given)


def papers(given: PaperInput) -> dict[PaperKind, Document]:
    """All papers that can be composed of what is given."""
    return {kind: paper(kind, given) for kind in PAPER_KINDS if fits(kind, given)}


def signers(doc: Document) -> list[tuple[str, str]]:
    """Role and name of everybody who signs."""
    return [row for block in flat(doc.blocks) if isinstance(block, Signatures) for row in block.rows]
