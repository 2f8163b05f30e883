"""What the form pack asks of one sale: items, questions, papers, review (SUIT-22, SUIT-10, SALE-03, SALE-13)."""

from functools import lru_cache

from rmdesk.desk.disclosure_items import item_digests
from rmdesk.desk.wording.product_words import called_private
from rmdesk.domain.match import MatchInput, insurance_reasons, leans_on_raise, special_care
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Choice, Demands
from rmdesk.formpack import Pack
from rmdesk.formpack.disclosure import Kind


def demands_of(
    pack: Pack, product: Product, match_input: MatchInput, choice: Choice, material: tuple[str, ...] = ()
) -> Demands:
    """What a sale of `product` as chosen must show before it is confirmed. `match_input` carries the chosen amount,
    `material` are ids of documents as `item_digests` takes them."""
    care = special_care(product, match_input)
    items = item_digests(pack, product, match_input, choice.amount, material)
    usual = _questions(pack, product, care=False)
    extra = tuple(id for id in _questions(pack, product, care=True) if id not in usual) if care else ()
    papers = papers_of(pack, product, match_input, own_choice=choice.own_choice)
    return Demands(
        items={item.id: item.digest for item in items},
        care_items=tuple(item.id for item in items if item.care),
        questions=usual,
        care_questions=extra,
        papers=papers,
        signed_papers=tuple(kind for kind in papers if "client" in pack.paper(kind).signed_by),
        copied_sentence=product.needs_match and any(pack.paper(kind).copied for kind in papers),
        review=review_reason(pack, product, match_input, care=care),
    )


@lru_cache(maxsize=256)  # alike in every sale of a product
def _questions(pack: Pack, product: Product, *, care: bool) -> tuple[str, ...]:
    asked = pack.disclosure(product.family).questions_for(Kind.of(product), care=care)
    return tuple(one.id for one in asked)


@lru_cache(maxsize=256)
def _called_private(pack: Pack, product: Product) -> bool:
    return called_private(pack.imports, product)


def papers_of(pack: Pack, product: Product, match_input: MatchInput, *, own_choice: bool) -> tuple[str, ...]:
    """The papers of this sale: the family's set, of the conditional ones those that are due, and the bank's own."""
    sale, must = pack.paper_set(product.family), set[str]()
    if product.needs_match:
        must |= {"questionnaire", "opinion"}
    if own_choice or insurance_reasons(product, match_input):
        must.add("statement_insurance")
    assessment = match_input.level_for(product)
    if product.needs_match and assessment is not None and assessment.level_changed:
        must.add("level_change")
    usual = (*sale.always, *(kind for kind in sale.if_due if kind in must))
    if own_choice and "statement_insurance" not in usual:  # the one override is never without its paper (SUIT-25)
        usual = (*usual, "statement_insurance")
    unassessed: set[str] = set() if assessment is not None else {"questionnaire"}
    own = tuple(one.kind for one in pack.own_papers.values() if one.due_for(product.family))
    return (*(kind for kind in usual if kind not in unassessed), *own)


RAISED = "raised"
"""The reason of a review: the client's means rose shortly before, and the sale stands on that (SUIT-03)."""
OFFERED = "offered"
"""The reason of a review: what its name or its list calls private is sold to everybody (SUIT-21)."""


def review_reason(pack: Pack, product: Product, match_input: MatchInput, *, care: bool) -> str:
    """Why a second person reviews this sale (SALE-13): a rule id, a family or a level, and `OFFERED` and `RAISED`
    beside it, which ask to look at something else; "" when none does."""
    offered = OFFERED if _called_private(pack, product) else ""
    raised = RAISED if leans_on_raise(product, match_input) else ""
    return ", ".join(filter(None, (_of_its_kind(product, match_input, care=care), offered, raised)))


def _of_its_kind(product: Product, match_input: MatchInput, *, care: bool) -> str:
    limits, level = match_input.thresholds, product.level(match_input.levels)
    if care:
        return "SUIT-10"
    if product.family in limits.review_families:
        return product.family
    high = match_input.levels.of_product(limits.review_from_level).rank
    if level is not None and match_input.levels.of_product(level).rank >= high:
        return level
    return ""
