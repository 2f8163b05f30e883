"""What follows from the facts of a sale: who was licensed, what was known, what was offered, told and understood."""

from collections.abc import Iterator

from rmdesk.desk import show
from rmdesk.desk.audit.gaps import context_then, judged_at
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.evidence import Exhibit, Question
from rmdesk.domain.sale import Sale, SaleContext
from rmdesk.domain.sale_signing import hasty
from rmdesk.locale import tr

Findings = Iterator[tuple[str, dict[str, object]]]


def findings(desk: Desk, sale: Sale, lang: Lang) -> dict[Question, tuple[Exhibit, ...]]:
    """Exhibits that are no single fact: judged by the rules of the moment at which the sale was confirmed."""
    then, at = context_then(desk, sale), judged_at(sale)
    found: dict[Question, Findings] = {
        "product": _product(desk, then, lang),
        "client": _client(desk, then, lang),
        "match": _match(desk, sale, then, lang),
        "told": _told(sale, then),
        "understood": _understood(desk, sale, then, lang),
    }
    return {
        question: tuple(
            Exhibit(what=key, said=tr(lang, f"audit.exhibit.{key}", **values), at=at) for key, values in said
        )
        for question, said in found.items()
    }


def _product(desk: Desk, then: SaleContext, lang: Lang) -> Findings:
    product, seller = then.product, then.match_input.seller
    if product is None:
        return
    for one in seller.certificates:
        if one.allows(product.family, product.licence) and one.expires_on >= then.match_input.day:
            family = desk.pack.label("family", product.family, lang)
            yield "seller", {"person": seller.name, "family": family, "number": one.number, "until": one.expires_on}
            break
    if not product.self_issued:
        yield "issuer", {"issuer": product.issuer.of(lang), "approved": _yes(desk, product.approved, lang)}


def _client(desk: Desk, then: SaleContext, lang: Lang) -> Findings:
    client = then.client
    yield (
        "known",
        {
            "complete": _yes(desk, not client.missing_elements(), lang),
            "notice": _yes(desk, client.says("notice_given"), lang),
            "graded": _yes(desk, bool(client.profile.get("aml_grade")), lang),
        },
    )
    until = client.id_valid_until
    if until is not None:
        yield "id_valid", {"until": until, "valid": _yes(desk, until >= then.match_input.day, lang)}


def _match(desk: Desk, sale: Sale, then: SaleContext, lang: Lang) -> Findings:
    if then.match_input.professional:
        yield "professional", {}
    opinion, choice = sale.opinion, sale.choice
    if opinion is None or choice is None:
        return
    if choice.own_choice:
        yield "own_choice", {"code": choice.code}
    elif choice.code in opinion.may:
        level = "—" if then.assessment is None else show.client_level(desk.pack, then.assessment.level, lang)
        product = show.product_level(desk.pack, choice.level, lang)
        yield "offered", {"code": choice.code, "level": level, "product": product}


def _told(sale: Sale, then: SaleContext) -> Findings:
    due = then.demands.items
    done = [one for one in sale.acknowledged if due.get(one.item) == one.digest]
    if due:
        yield "told", {"due": len(due), "done": len(done)}
    fast = hasty(sale, then.demands, then.match_input.thresholds)
    if fast:
        yield "hasty", {"count": fast, "seconds": then.match_input.thresholds.told_seconds}


def _understood(desk: Desk, sale: Sale, then: SaleContext, lang: Lang) -> Findings:
    due = (*then.demands.questions, *then.demands.care_questions)
    right = {question for question, held in {one.question: one.right for one in sale.understood}.items() if held}
    if due:
        sentence = _yes(desk, sale.sentence_seen, lang)
        yield "understood", {"due": len(due), "done": len(right.intersection(due)), "sentence": sentence}
    if then.demands.care_questions:
        hours, age = then.match_input.thresholds.elder_thinking_hours, then.client.age(then.match_input.day)
        yield "care", {"age": age, "questions": len(then.demands.care_questions), "hours": hours}


def _yes(desk: Desk, holds: bool, lang: Lang) -> str:
    return desk.pack.label("yes_no", "yes" if holds else "no", lang)
