"""The match opinion: client against product, rule by rule, and what else is on offer (SUIT-01..28)."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.checks import Check, checks
from rmdesk.desk.papers.citing import cited
from rmdesk.desk.papers.common import client_rows, own_choice, signatures
from rmdesk.desk.papers.shelf import offered, shelf_head, shelf_row
from rmdesk.domain.match import Need, Offered, Withheld, match, needs
from rmdesk.paper.blocks import Block, Bullets, Callout, Heading, KeepTogether, KeyValues, Paragraph, Table

_LISTED = 6  # a list that stays on the page; the screen shows all of it


def compose(case: Case) -> tuple[Block, ...]:
    """The opinion on the chosen product."""
    verdict = match(case.chosen, case.judged)
    return (
        KeyValues((*client_rows(case), *_subject(case))),
        _verdict(case, verdict),
        *_checked(case, verdict),
        *_needs(case, verdict),
        *_others(case),
        *signatures(case, "opinion", Callout(case.text(case.pack.sentences.no_judgement))),
    )


def _subject(case: Case) -> tuple[tuple[str, str], ...]:
    product, taken = case.chosen, case.assessment
    level = case.client_level(taken.level) if taken is not None else "—"
    return (
        (case.say("paper.client_level"), level),
        (case.say("paper.product"), f"{case.text(product.name)} {product.code}"),
        (case.say("paper.family"), case.label("family", product.family)),
        (case.say("paper.issuer"), case.text(product.issuer)),
        (case.say("paper.product_level"), case.product_level(product.level(case.pack.levels))),
        (case.say("paper.amount"), case.money(case.amount)),
    )


def _verdict(case: Case, verdict: Offered | Withheld) -> Callout:
    if isinstance(verdict, Offered):
        return Callout(case.say("paper.verdict"), (_good(case), _regime(case)))
    reasons = tuple(case.pack.say(one, case.lang).text for one in verdict.reasons)
    insisted = verdict.insistable and own_choice(case.sale)
    last = case.say("paper.verdict_own_choice" if insisted else "paper.verdict_withheld")
    return Callout(case.say("paper.verdict"), (*reasons, last, _regime(case)), tone="warning")


def _good(case: Case) -> str:
    """Why it may be sold: a match is claimed only where one was made (SUIT-17, SUIT-24)."""
    if not case.chosen.needs_match:
        return case.say("paper.verdict_unmatched")
    return case.say("paper.verdict_professional" if case.client.professional else "paper.verdict_fits")


def _checked(case: Case, verdict: Offered | Withheld) -> tuple[Block, ...]:
    head = (
        case.say("paper.checked"), case.say("paper.wanted"), case.say("paper.found"),
        case.say("paper.outcome"), case.say("paper.rule"),
    )  # fmt: skip
    lines = checks(case, verdict)
    rows = tuple((one.what, one.wanted, one.found, _outcome(case, one), one.rule) for one in lines)
    table = Table(head, rows, widths=(2.6, 4.2, 4.2, 1.4, 1.6))
    sources = cited(case, [one.rule for one in lines])
    note = (Paragraph(case.say("paper.sources", sources=sources), tone="small"),) if sources else ()
    return (Heading(case.say("paper.what_was_checked")), table, *note)


def _outcome(case: Case, check: Check) -> str:
    if check.holds is None:
        return case.say("paper.not_applicable")
    return case.say("paper.holds" if check.holds else "paper.broken")


def need_texts(case: Case) -> dict[Need, str]:
    """What a sale asks for beside the usual, in words."""
    return {
        "special_care": case.say("paper.need_special_care", hours=case.thresholds.elder_thinking_hours),
        "recording": case.say("paper.need_recording"),
        "thinking": case.say("paper.need_thinking", hours=case.thresholds.private_thinking_hours),
        "insurance_statement": case.say("paper.need_insurance_statement"),
        "guardian_consent": case.say("paper.need_guardian_consent"),
        "id_renewal": case.say("paper.need_id_renewal"),
    }


def _needs(case: Case, verdict: Offered | Withheld) -> tuple[Block, ...]:
    insisted = own_choice(case.sale)
    due = needs(case.chosen, case.judged) if isinstance(verdict, Offered) or insisted else ()
    texts = need_texts(case)
    said = tuple(texts[need] for need in due) + ((case.say("paper.need_own_choice"),) if insisted else ())
    return (Heading(case.say("paper.needs")), Bullets(said)) if said else ()


def _others(case: Case) -> tuple[Block, ...]:
    """What else fits, in the published order, with the order's own words (SUIT-29)."""
    found = offered(case)
    if not found:
        return ()
    rows = tuple(shelf_row(case, one) for one in found[:_LISTED])
    cut = len(found) > len(rows)
    note = case.say("paper.offered_count" if cut else "paper.offered_all", count=len(found), shown=len(rows))
    table = Table(shelf_head(case), rows, widths=(5, 2.4, 1.8, 2, 2.2), align=("l", "l", "l", "l", "r"))
    order = Paragraph(f"{case.text(case.pack.ranking.text)}{note}", tone="small")
    return (KeepTogether((Heading(case.say("paper.also_offered")), table, order)),)


def _regime(case: Case) -> str:
    """Under whose suitability rules the product is sold (SUIT-24)."""
    return {
        "bank": case.say("paper.regime_bank"),
        "securities": case.say("paper.regime_securities"),
        "insurance": case.say("paper.regime_insurance"),
        "none": case.say("paper.regime_none"),
    }[case.chosen.regime]
