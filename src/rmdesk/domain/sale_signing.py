"""What the signatures under a sale wait for: time to think, papers, recording, review, order (SALE-13, SALE-15)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rmdesk.domain.assessment import SUSPICIOUS, Assessment
from rmdesk.domain.match import recording_due, special_care
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Demands, Sale, SaleContext, VisitPapers
from rmdesk.domain.thresholds import Thresholds

HASTY = "hasty"
"""The reason of a review that no form pack asks for: it was told too fast (SUIT-22)."""


def hasty(sale: Sale, demands: Demands, thresholds: Thresholds) -> int:
    """How many items were acknowledged faster than anybody takes them in: the sale waits for a reviewer (SUIT-22)."""
    seconds = {one.item: one.seconds for one in sale.acknowledged if demands.items.get(one.item) == one.digest}
    return sum(spent < thresholds.told_seconds for spent in seconds.values())


def concerned(sale: Sale, assessment: Assessment | None) -> frozenset[str]:
    """Logins of those whom a review of this sale concerns: whoever sold a part of it, or took the questionnaire that
    it stands on (SALE-13)."""
    return frozenset({*sale.sellers, *(() if assessment is None else (assessment.by,))})


def thinking_until(sale: Sale, context: SaleContext) -> tuple[str, datetime] | None:
    """Until when the client must be left to think, and by which case (SUIT-10, SALE-08); None when no wait runs.

    An elder's wait runs from the last acknowledgement: only then has the client been told everything. That of a private
    product runs from the return of the signed papers, which promise it, where the pack says so. A wait ends with a full
    minute, as screens and papers say it.
    """
    product, limits = context.product, context.match_input.thresholds
    if product is None or not sale.acknowledged:
        return None
    told = max(one.at for one in sale.acknowledged)
    waits: list[tuple[datetime, str]] = []
    if product.private and not thinking_awaits_papers(sale, context):
        signed = sale.returned_at if limits.private_thinking_signed else None
        waits.append((_end(signed or told, limits.private_thinking_hours), "SALE-08"))
    if special_care(product, context.match_input):
        waits.append((_end(told, limits.elder_thinking_hours), "SUIT-10.thinking"))
    if not waits:
        return None
    end, case = max(waits)
    return case, end


def thinking_awaits_papers(sale: Sale, context: SaleContext) -> bool:
    """Whether a wait will run that has not begun: the papers that the client signs are not back (SALE-08)."""
    product, from_signing = context.product, context.match_input.thresholds.private_thinking_signed
    if product is None or not product.private or not from_signing:
        return False
    return sale.returned_at is None and bool(unreturned_papers(sale, context))


def _end(start: datetime, hours: int) -> datetime:
    end = start + timedelta(hours=hours, seconds=59, microseconds=999_999)
    return end.replace(second=0, microsecond=0)


def unprinted_papers(sale: Sale, context: SaleContext) -> tuple[str, ...]:
    """The kinds of paper that neither this sale nor another one of the visit has printed."""
    printed = {one.kind for one in sale.printed} | set(context.visit.numbers)
    return tuple(kind for kind in context.demands.papers if kind not in printed)


def unreturned_papers(sale: Sale, context: SaleContext) -> tuple[str, ...]:
    """The kinds of paper to be signed that did not come back, neither for this sale nor for another of the visit."""
    back = {*sale.returned, *context.visit.returned}
    return tuple(kind for kind in context.demands.signed_papers if kind not in back)


def visit_papers(sale: Sale, others: Iterable[Sale]) -> VisitPapers:
    """What `others`, the other sales of the visit, have brought for all of it, under the same assessment."""
    numbers: dict[str, str] = {}
    returned: set[str] = set()
    for other in others:
        if other.abandoned is not None or other.opinion is None or other.stands_on != sale.stands_on:
            continue
        shared = {one.kind: one.number for one in other.printed if one.visit}
        numbers |= shared
        returned |= shared.keys() & set(other.returned)
    return VisitPapers(numbers=numbers, returned=tuple(sorted(returned)))


def confirm_ready(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """What the countersignature waits for: the review of a flagged take, time to think, recording, papers, sentence."""
    demands, reasons = context.demands, list(unreviewed_assessment(context))
    wait = thinking_until(sale, context)
    if wait is not None and context.now < wait[1]:
        reasons.append(refuse(wait[0], until=f"{wait[1].astimezone(context.now.tzinfo):%Y-%m-%d %H:%M}"))
    product = context.product
    if product is not None and recording_due(product, context.match_input) and sale.recording is None:
        reasons.append(refuse("SALE-09"))
    unprinted = unprinted_papers(sale, context)
    if unprinted:
        reasons.append(refuse("SALE-13.printed", papers=", ".join(unprinted)))
    unreturned = unreturned_papers(sale, context)
    if unreturned:
        reasons.append(refuse("SALE-13.returned", papers=", ".join(unreturned)))
    if demands.copied_sentence and not sale.sentence_seen:
        reasons.append(refuse("SALE-03"))
    return tuple(reasons)


def unreviewed_assessment(context: SaleContext) -> tuple[Refusal, ...]:
    """A flagged take carries no signature before somebody else has looked at it: no pack says otherwise (QUES-09)."""
    taken, product = context.assessment, context.product
    if taken is None or product is None or not product.needs_match or context.match_input.professional:
        return ()
    flags = sorted(SUSPICIOUS.intersection(taken.flags))
    return (refuse("QUES-09.unreviewed", flags=", ".join(flags)),) if taken.awaits_review else ()


def order_missing(sale: Sale, product: Product | None) -> tuple[Refusal, ...]:
    """The order number of the system in which the product's orders are placed (SALE-15). It is given once the client
    has signed, so the signatures do not wait for it, but the file does."""
    if product is None or not product.order_system or sale.order is not None:
        return ()
    return (refuse("SALE-15", system=product.order_system),)


def confirm_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """All of `confirm_ready`, the countersignature, the second person's review where due (SALE-13), and the order's
    number (SALE-15)."""
    if sale.countersigned is None:
        unsigned = (*confirm_ready(sale, context), refuse("SALE-13.countersign"))
        return (*unsigned, *_unreviewed(sale, context.demands.review), *order_missing(sale, context.product))
    return filing_missing(sale, context.product)


def review_of(sale: Sale, context: SaleContext) -> str:
    """Why a second person reviews it: as its signature named it, whatever would be asked since; before, as is asked
    now. "": nobody does (SALE-13)."""
    return context.demands.review if sale.countersigned is None else sale.review


def filing_missing(sale: Sale, product: Product | None) -> tuple[Refusal, ...]:
    """What the filing of a countersigned sale waits for: the review that its signature named, its order number."""
    return (*_unreviewed(sale, sale.review), *order_missing(sale, product))


def _unreviewed(sale: Sale, review: str) -> tuple[Refusal, ...]:
    return (refuse("SALE-13.review", reason=review),) if review and sale.reviewed is None else ()
