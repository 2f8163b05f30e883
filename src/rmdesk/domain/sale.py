"""One sale (SALE-01): what happened in it, and which step may be taken now.

A step is never stored as "done". It is done while what it stands on still holds: so a sale that is resumed days
later shows by itself what expired meanwhile and must be done again.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from rmdesk.domain.assessment import SUSPICIOUS, Assessment, serves
from rmdesk.domain.base import Value
from rmdesk.domain.client import Client
from rmdesk.domain.documents import Document, ShownDocument
from rmdesk.domain.match import MatchInput, Offered, Withheld, client_standing, match, special_care
from rmdesk.domain.numbers import bare
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds

Step = Literal["know", "assess", "match", "disclose", "confirm", "archive"]
BackTo = Literal["match", "disclose", "confirm"]
BACK_TO: tuple[BackTo, ...] = ("match", "disclose", "confirm")
"""The steps to which a reviewer may send a sale back (SALE-13)."""
STEPS: tuple[Step, ...] = ("know", "assess", "match", "disclose", "confirm", "archive")


class Opinion(Value):
    """The match opinion: a verdict for every product on the shelf, that day."""

    on: date
    at: datetime
    by: str
    assessment_id: str | None
    offered: tuple[Offered, ...]
    withheld: tuple[Withheld, ...]


class Choice(Value):
    """The product that the client picked, at the level that was in force, and the amount in its currency.
    `own_choice`: SUIT-25's override."""

    code: str
    amount: Decimal
    currency: str = "CNY"
    level: str | None
    at: datetime
    own_choice: bool = False


class Acknowledged(Value):
    """One disclosure item, read to its end and acknowledged after `seconds` (SUIT-22)."""

    item: str
    at: datetime
    seconds: int
    digest: str  # of the very text that was shown


class Understood(Value):
    """One answer to a question that tests understanding."""

    question: str
    option: str
    right: bool
    at: datetime


class Recording(Value):
    """Where the sound and picture recording is (SALE-09). `sha256` in hex, "" when the recorder gives none."""

    reference: str
    made_at: datetime
    sha256: str = ""


class Order(Value):
    """The number that the agent `system` gave the client's order (SALE-15). The desk places no order itself."""

    system: str
    number: str


class Printed(Value):
    """A paper that was printed, under the `number` that stands on it; `code`: the desk's code in that number; `visit`:
    it holds for every sale of the visit; `draft`: before what it stands for was complete, so it is signed by nobody."""

    kind: str
    number: str
    digest: str
    at: datetime
    code: str = ""
    visit: bool = False
    draft: bool = False

    @property
    def bare_no(self) -> str:
        """The number as the desk counts it."""
        return bare(self.number, self.code)


class Signed(Value):
    """Who put a name to the sale, and when."""

    by: str
    at: datetime


class SentBack(Value):
    """A reviewer sent the sale back to `step`, and why (SALE-13)."""

    by: str
    at: datetime
    step: BackTo
    remark: str


class Sale(Value):
    """Everything that happened in one sale so far."""

    id: str
    no: str
    client_id: str
    visit_id: str
    opened_at: datetime
    by: str  # who opened it
    touched_at: datetime
    touched_by: str
    sellers: tuple[str, ...] = ()  # whoever did a part of the selling: none of them reviews it (SALE-13)
    wish: Wish = Wish()
    opinion: Opinion | None = None
    choice: Choice | None = None
    acknowledged: tuple[Acknowledged, ...] = ()
    documents: tuple[ShownDocument, ...] = ()  # the versions that were shown with what was told
    understood: tuple[Understood, ...] = ()
    recording: Recording | None = None
    order: Order | None = None
    printed: tuple[Printed, ...] = ()
    returned: tuple[str, ...] = ()  # kinds that came back signed
    sentence_seen: bool = False  # the copied sentence stands on the disclosure book (SALE-03)
    countersigned: Signed | None = None
    review: str = ""  # why a second person reviews it, as was due when it was countersigned (SALE-13)
    reviewed: Signed | None = None
    sent_back: SentBack | None = None  # by a reviewer, until it is countersigned again
    archived: Signed | None = None
    shelf: str = ""
    abandoned: str | None = None  # the reason
    cancelled_until: datetime | None = None  # it ended while the client had time to think, until then

    @property
    def closed(self) -> bool:
        """Nothing can happen to it any more."""
        return self.archived is not None or self.abandoned is not None


class VisitPapers(Value):
    """Papers that other sales of the same visit have brought, of those that a visit needs once: kind → number, and the
    kinds that came back signed."""

    numbers: dict[str, str] = {}
    returned: tuple[str, ...] = ()


class Demands(Value):
    """What the form pack asks of this sale: item id → digest of its text, questions, papers, and whether a second
    person reviews it. `statements` are papers of SUIT-25/26 among `papers`."""

    items: dict[str, str] = {}
    care_items: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    care_questions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    signed_papers: tuple[str, ...] = ()
    copied_sentence: bool = True
    review: str = ""  # why a second person reviews; "" when none does


class SaleContext(Value):
    """What a sale is held against `now`, in the branch's zone. `product` is today's, `demands` those of the chosen
    product, `documents` its documents in force; `material` are their last versions that clients are told again of."""

    now: datetime
    match_input: MatchInput
    product: Product | None = None
    demands: Demands = Demands()
    visit: VisitPapers = VisitPapers()
    documents: tuple[Document, ...] = ()
    material: tuple[Document, ...] = ()

    @property
    def client(self) -> Client:
        """Whose sale it is."""
        return self.match_input.client

    @property
    def assessment(self) -> Assessment | None:
        """The client's latest assessment."""
        return self.match_input.assessment


class SaleStatus(Value):
    """Where a sale stands: the step that is due, and what is missing in each step."""

    current: Step
    missing: dict[Step, tuple[Refusal, ...]]

    def done(self, step: Step) -> bool:
        """Nothing is missing in `step` nor before it."""
        return all(not self.missing[one] for one in STEPS[: STEPS.index(step) + 1])


def status(sale: Sale, context: SaleContext) -> SaleStatus:
    """What each step still misses. What was confirmed is judged no more, and a closed sale not at all."""
    missing: dict[Step, tuple[Refusal, ...]] = dict.fromkeys(STEPS, ())
    if sale.closed:
        return SaleStatus(current="archive", missing=missing)
    if sale.countersigned is None:
        missing["know"] = know_missing(context)
        missing["assess"] = assess_missing(context)
        missing["match"] = match_missing(sale, context)
        missing["disclose"] = disclose_missing(sale, context)
    missing["confirm"] = confirm_missing(sale, context)
    missing["archive"] = (refuse("SALE-01.step", step="archive", needs="archive"),)
    current = next((step for step in STEPS if missing[step]), "archive")
    return SaleStatus(current=current, missing=missing)


def may(step: Step, sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """Why `step` cannot be worked on now: closed, or a predecessor misses something (SALE-01). Empty: go on."""
    if sale.closed:
        return (refuse("SALE-01.closed", sale=sale.no),)
    if sale.countersigned is not None and step not in ("confirm", "archive"):
        return (refuse("SALE-01.closed", sale=sale.no),)
    state = status(sale, context)
    for earlier in STEPS[: STEPS.index(step)]:
        if state.missing[earlier]:
            return (refuse("SALE-01.step", step=step, needs=earlier), *state.missing[earlier])
    return ()


def know_missing(context: SaleContext) -> tuple[Refusal, ...]:
    """Identity, notice, capacity, AML grade (KYC-01..06, DATA-01, SUIT-11)."""
    client, match_input = context.client, context.match_input
    reasons = list(client_standing(client, match_input.day, match_input.thresholds))
    if not client.profile.get("aml_grade"):
        reasons.append(refuse("KYC-05"))
    if client.kind == "organisation" and not client.beneficial_owners(match_input.thresholds.owner_share):
        reasons.append(refuse("KYC-07", share=match_input.thresholds.owner_share))
    return tuple(reasons)


def assess_missing(context: SaleContext) -> tuple[Refusal, ...]:
    """A valid, confirmed assessment (SUIT-19, SUIT-20); a professional institution needs none (SUIT-17), nor does who
    refuses information, who is offered deposits and 国债 alone (SUIT-24, SUIT-27)."""
    if context.match_input.professional or context.client.says("info_refused"):
        return ()
    reason = serves(context.assessment, context.client, context.match_input.day, context.match_input.thresholds)
    return () if reason is None else (reason,)


def match_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """An opinion on the assessment in force, not too old, and a chosen product that is still offered."""
    opinion, choice, match_input = sale.opinion, sale.choice, context.match_input
    if opinion is None:
        return (refuse("SALE-01.step", step="match", needs="match"),)
    until = opinion.on + timedelta(match_input.thresholds.opinion_valid_days)
    assessed = None if context.assessment is None else context.assessment.id
    if match_input.day > until or opinion.assessment_id != assessed:
        return (refuse("SALE-01.opinion", made_on=opinion.on, valid_until=until),)
    if match_input.client.changed_at >= opinion.at:
        changed = match_input.client.changed_at.astimezone(context.now.tzinfo).date()
        return (refuse("SALE-01.client_changed", changed_on=changed, made_on=opinion.on),)
    if choice is None or context.product is None:
        return (refuse("SALE-01.step", step="match", needs="match"),)
    level = context.product.level(match_input.levels)
    if level != choice.level:
        return (refuse("SUIT-14", was=choice.level or "—", now=level or "—"),)
    verdict = match(context.product, match_input)
    if isinstance(verdict, Withheld) and not (choice.own_choice and verdict.insistable):
        return verdict.reasons
    return ()


def disclose_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """Every item acknowledged in today's wording, every question answered rightly (SUIT-22, SUIT-10)."""
    demands = context.demands
    shown = {one.item: one.digest for one in sale.acknowledged}
    since = {one.item for one in sale.acknowledged if sale.choice is not None and one.at >= sale.choice.at}
    changed = [item for item, digest in demands.items.items() if item in since and shown[item] != digest]
    if changed and context.product is not None:
        document = _document_untold(sale, context)
        return (document or refuse("SUIT-22.changed", product=context.product.code),)
    reasons = []
    missing = [item for item, digest in demands.items.items() if shown.get(item) != digest]
    if missing or not demands.items:
        reasons.append(refuse("SUIT-22.items", missing=", ".join(missing)))
    last = {one.question: one.right for one in sale.understood}
    right = {question for question, is_right in last.items() if is_right}
    unanswered = [question for question in demands.questions if question not in right]
    if unanswered:
        reasons.append(refuse("SUIT-22.understanding", missing=len(unanswered)))
    care = [question for question in demands.care_questions if question not in right]
    if care:
        reasons.append(refuse("SUIT-10.care", missing=len(care)))
    return tuple(reasons)


def _document_untold(sale: Sale, context: SaleContext) -> Refusal | None:
    """A version whose change is material and that came after the client was told (SUIT-22)."""
    told = {(one.kind, one.title): one.number for one in sale.documents}
    one = next((one for one in context.material if one.number > told.get(one.of, 0)), None)
    if one is None:
        return None
    return refuse("SUIT-22.document", document=one.title or one.kind, number=one.number, change=one.change)


class Moved(NamedTuple):
    """A document that has another version than was shown to the client: `told` None where there was none then, `now`
    None where it was withdrawn."""

    told: ShownDocument | None
    now: Document | None


def moved_documents(sale: Sale, context: SaleContext) -> tuple[Moved, ...]:
    """Which documents changed since the client was told. Whoever signs is warned of them; what is material is told
    again first (SUIT-22)."""
    if not sale.acknowledged or sale.countersigned is not None or sale.closed:
        return ()
    told = {(one.kind, one.title): one for one in sale.documents}
    now = {one.of: one for one in context.documents}
    pairs = (Moved(told.get(of), now.get(of)) for of in sorted({*told, *now}))
    return tuple(one for one in pairs if one.told is None or one.now is None or one.told.id != one.now.id)


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
    """Until when the client must be left to think, and by which case (SUIT-10, SALE-08); None when no wait is due.

    The wait runs from the last acknowledgement: only then has the client been told everything. It ends with a full
    minute, as screens and papers say it.
    """
    product, limits = context.product, context.match_input.thresholds
    if product is None or not sale.acknowledged:
        return None
    waits = []
    if product.private:
        waits.append((limits.private_thinking_hours, "SALE-08"))
    if special_care(product, context.match_input):
        waits.append((limits.elder_thinking_hours, "SUIT-10.thinking"))
    if not waits:
        return None
    hours, case = max(waits)
    end = max(one.at for one in sale.acknowledged) + timedelta(hours=hours, seconds=59, microseconds=999_999)
    return case, end.replace(second=0, microsecond=0)


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
    assessed = None if sale.opinion is None else sale.opinion.assessment_id
    for other in others:
        if other.abandoned is not None or other.opinion is None or other.opinion.assessment_id != assessed:
            continue
        shared = {one.kind: one.number for one in other.printed if one.visit}
        numbers |= shared
        returned |= shared.keys() & set(other.returned)
    return VisitPapers(numbers=numbers, returned=tuple(sorted(returned)))


def confirm_ready(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """What the countersignature waits for: the review of a flagged take, time to think, recording, papers, sentence."""
    demands, reasons = context.demands, list(_unreviewed_assessment(context))
    wait = thinking_until(sale, context)
    if wait is not None and context.now < wait[1]:
        reasons.append(refuse(wait[0], until=f"{wait[1].astimezone(context.now.tzinfo):%Y-%m-%d %H:%M}"))
    recorded = (
        context.product is not None and context.product.family in context.match_input.thresholds.recorded_families
    )
    if recorded and context.client.kind == "person" and sale.recording is None:
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


def _unreviewed_assessment(context: SaleContext) -> tuple[Refusal, ...]:
    """A flagged take carries no signature before somebody else has looked at it: no pack says otherwise (QUES-09)."""
    taken, product = context.assessment, context.product
    if taken is None or product is None or not product.needs_match or context.match_input.professional:
        return ()
    flags = sorted(SUSPICIOUS.intersection(taken.flags))
    return (refuse("QUES-09.unreviewed", flags=", ".join(flags)),) if taken.awaits_review else ()


def order_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """The order number of the system in which the product's orders are placed (SALE-15). It is given once the client
    has signed, so the signatures do not wait for it, but the file does."""
    product = context.product
    if product is None or not product.order_system or sale.order is not None:
        return ()
    return (refuse("SALE-15", system=product.order_system),)


def confirm_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """All of `confirm_ready`, the countersignature, the second person's review where due (SALE-13), and the order's
    number (SALE-15)."""
    if sale.countersigned is None:
        reasons = (*confirm_ready(sale, context), refuse("SALE-13.countersign"))
        review = context.demands.review
    else:
        reasons, review = (), sale.review
    if review and sale.reviewed is None:
        reasons = (*reasons, refuse("SALE-13.review", reason=review))
    return (*reasons, *order_missing(sale, context))
