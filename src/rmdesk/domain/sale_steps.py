"""What each step of a sale still misses, and which may be worked on now (SALE-01)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from rmdesk.domain.assessment import serves
from rmdesk.domain.base import Value
from rmdesk.domain.documents import Document, ShownDocument
from rmdesk.domain.match import served_by, unassessed_for, withheld
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import STEPS, Opinion, Sale, SaleContext, Step
from rmdesk.domain.sale_signing import confirm_missing

_BEFORE: Final[Mapping[Step, tuple[Step, ...]]] = {"match": ("know",)}
"""What comes before a step where that is not all that stands before it: the match itself says of each product whether
it waits for an assessment, and deposits and 国债 do not (SUIT-24)."""


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
        return (refuse("SALE-01.signed", sale=sale.no),)
    state = status(sale, context)
    for earlier in _BEFORE.get(step, STEPS[: STEPS.index(step)]):
        if state.missing[earlier]:
            return (refuse("SALE-01.step", step=step, needs=earlier), *state.missing[earlier])
    return ()


def know_missing(context: SaleContext) -> tuple[Refusal, ...]:
    """Identity, notice, capacity, AML grade (KYC-01..06, DATA-01, SUIT-11)."""
    client, match_input = context.client, context.match_input
    reasons = list(match_input.buyer.standing)
    if not client.profile.get("aml_grade"):
        reasons.append(refuse("KYC-05"))
    if client.kind == "organisation" and not client.beneficial_owners(match_input.thresholds.owner_share):
        reasons.append(refuse("KYC-07", share=match_input.thresholds.owner_share))
    return tuple(reasons)


def assess_missing(context: SaleContext) -> tuple[Refusal, ...]:
    """A valid, confirmed assessment, once a product is chosen that must fit its buyer (SUIT-19, SUIT-20, SUIT-24)."""
    return () if context.product is None or not context.product.needs_match else unassessed(context)


def unassessed(context: SaleContext) -> tuple[Refusal, ...]:
    """Why products that must fit their buyer wait for an assessment; before one is chosen, why all of them do. A
    professional institution needs none (SUIT-17); whoever refuses information is offered no such product, assessed or
    not (SUIT-27)."""
    if context.match_input.professional or context.client.says("info_refused"):
        return ()
    if context.product is not None and context.product.needs_match:
        reason = unassessed_for(context.product, context.match_input)
        return () if reason is None else (reason,)
    given = context.match_input
    found = [serves(given.taken.get(one.key), given.client, given.day, given.thresholds) for one in given.served]
    reasons = [reason for reason in found if reason is not None]
    return tuple(reasons[:1]) if len(reasons) == len(found) else ()


def match_missing(sale: Sale, context: SaleContext) -> tuple[Refusal, ...]:
    """An opinion on the assessment in force, not too old, and a chosen product that is still offered."""
    opinion, choice, match_input = sale.opinion, sale.choice, context.match_input
    if opinion is None:
        return (refuse("SALE-01.step", step="match", needs="match"),)
    until = opinion.on + timedelta(match_input.thresholds.opinion_valid_days)
    if match_input.day > until or not _judged_by(opinion, context):
        return (refuse("SALE-01.opinion", made_on=opinion.on, valid_until=until),)
    if match_input.client.changed_at >= opinion.at:
        changed = match_input.client.changed_at.astimezone(context.now.tzinfo).date()
        return (refuse("SALE-01.client_changed", changed_on=changed, made_on=opinion.on),)
    if choice is None or context.product is None:
        return (refuse("SALE-01.step", step="match", needs="match"),)
    level = context.product.level(match_input.levels)
    if level != choice.level:
        return (refuse("SUIT-14", was=choice.level or "—", now=level or "—"),)
    key = served_by(context.product, match_input)
    if key != choice.questionnaire:
        return (refuse("SUIT-24.served", form=key or match_input.client.kind),)
    stopped = withheld(context.product, match_input)
    if stopped is not None and not (choice.own_choice and stopped.insistable):
        return stopped.reasons
    return ()


def _judged_by(opinion: Opinion, context: SaleContext) -> bool:
    """Whether the opinion stands on the assessment in force. Of a product that fits everybody it says the same with
    another one and without any (SUIT-24)."""
    product, now = context.product, {key: one.id for key, one in context.match_input.taken.items()}
    if product is None:
        return opinion.stands_on == now
    key = served_by(product, context.match_input)
    return not product.needs_match or opinion.stands_on.get(key) == now.get(key)


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
