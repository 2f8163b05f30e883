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
        (case.say("papers.client_level"), level),
        (case.say("papers.product"), f"{case.text(product.name)} {product.code}"),
        (case.say("papers.family"), case.label("family", product.family)),
        (case.say("papers.issuer"), case.text(product.issuer)),
        (case.say("papers.product_level"), case.product_level(product.level(case.pack.levels))),
        (case.say("papers.amount"), case.paid),
    )


def _verdict(case: Case, verdict: Offered | Withheld) -> Callout:
    if isinstance(verdict, Offered):
        return Callout(case.say("papers.verdict"), (_good(case), _regime(case)))
    reasons = tuple(case.pack.say(one, case.lang).text for one in verdict.reasons)
    insisted = verdict.insistable and own_choice(case.sale)
    last = case.say("papers.verdict_own_choice" if insisted else "papers.verdict_withheld")
    return Callout(case.say("papers.verdict"), (*reasons, last, _regime(case)), tone="warning")


def _good(case: Case) -> str:
    """Why it may be sold: a match is claimed only where one was made (SUIT-17, SUIT-24)."""
    if not case.chosen.needs_match:
        return case.say("papers.verdict_unmatched")
    return case.say("papers.verdict_professional" if case.client.professional else "papers.verdict_fits")


def _checked(case: Case, verdict: Offered | Withheld) -> tuple[Block, ...]:
    head = (
        case.say("papers.checked"), case.say("papers.wanted"), case.say("papers.found"),
        case.say("papers.outcome"), case.say("papers.rule"),
    )  # fmt: skip
    lines = checks(case, verdict)
    rows = tuple((one.what, one.wanted, one.found, _outcome(case, one), one.rule) for one in lines)
    table = Table(head, rows, widths=(2.6, 4.2, 4.2, 1.4, 1.6))
    sources = cited(case, [one.rule for one in lines])
    note = (Paragraph(case.say("papers.sources", sources=sources), tone="small"),) if sources else ()
    return (Heading(case.say("papers.what_was_checked")), table, *note)


def _outcome(case: Case, check: Check) -> str:
    if check.holds is None:
        return case.say("papers.not_applicable")
    return case.say("papers.holds" if check.holds else "papers.broken")


def need_texts(case: Case) -> dict[Need, str]:
    """What a sale asks for beside the usual, in words."""
    return {
        "special_care": case.say("papers.need_special_care", hours=case.thresholds.elder_thinking_hours),
        "recording": case.say("papers.need_recording"),
        "thinking": case.say("papers.need_thinking", hours=case.thresholds.private_thinking_hours),
        "insurance_statement": case.say("papers.need_insurance_statement"),
        "guardian_consent": case.say("papers.need_guardian_consent"),
        "id_renewal": case.say("papers.need_id_renewal"),
    }


def _needs(case: Case, verdict: Offered | Withheld) -> tuple[Block, ...]:
    insisted = own_choice(case.sale)
    due = needs(case.chosen, case.judged) if isinstance(verdict, Offered) or insisted else ()
    texts = need_texts(case)
    said = tuple(texts[need] for need in due) + ((case.say("papers.need_own_choice"),) if insisted else ())
    return (Heading(case.say("papers.needs")), Bullets(said)) if said else ()


def _others(case: Case) -> tuple[Block, ...]:
    """What else fits, in the published order, with the order's own words (SUIT-29)."""
    found = offered(case)
    if not found:
        return ()
    rows = tuple(shelf_row(case, one) for one in found[:_LISTED])
    cut = len(found) > len(rows)
    note = case.say("papers.offered_count" if cut else "papers.offered_all", count=len(found), shown=len(rows))
    table = Table(shelf_head(case), rows, widths=(5, 2.4, 1.8, 2, 2.2), align=("l", "l", "l", "l", "r"))
    order = Paragraph(f"{case.text(case.pack.ranking.text)}{note}", tone="small")
    return (KeepTogether((Heading(case.say("papers.also_offered")), table, order)),)


def _regime(case: Case) -> str:
    """Under whose suitability rules the product is sold (SUIT-24)."""
    return {
        "bank": case.say("papers.regime_bank"),
        "securities": case.say("papers.regime_securities"),
        "insurance": case.say("papers.regime_insurance"),
        "none": case.say("papers.regime_none"),
    }[case.chosen.regime]
