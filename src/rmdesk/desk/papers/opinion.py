"""The match opinion: client against product, rule by rule, and what else is on offer (SUIT-01..28)."""

from rmdesk.desk import show
from rmdesk.desk.disclosure_items import verdict_of, verdict_words
from rmdesk.desk.papers.checks import Check, checks
from rmdesk.desk.papers.citing import cited
from rmdesk.desk.papers.common import above_named_loss, client_rows, own_choice, signatures, together, warned
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.shelf import offered, shelf_head, shelf_row
from rmdesk.domain.match import Need, Offered, Withheld, match, needs
from rmdesk.paper.blocks import Block, Bullets, Callout, Heading, KeyValues, Paragraph, Table

_LISTED = 6  # a list that stays on the page; the screen shows all of it


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The opinion on the chosen product."""
    verdict = match(given.chosen, given.judged)
    return (
        KeyValues((*client_rows(given), *_subject(given))),
        _verdict(given, verdict),
        *_warned(given, verdict),
        *_checked(given, verdict),
        *_needs(given, verdict),
        *_others(given),
        *signatures(given, "opinion", Callout(given.text(given.pack.sentences.no_judgement))),
    )


def _subject(given: PaperInput) -> tuple[tuple[str, str], ...]:
    product, taken = given.chosen, given.assessment
    level = given.client_level(taken.level) if taken is not None else "—"
    return (
        (given.say("papers.client_level"), level),
        (given.say("papers.product"), f"{given.text(product.name)} {product.code}"),
        (given.say("papers.family"), given.text(given.pack.families.of(product.family).name_of(product))),
        (given.say("papers.issuer"), given.text(product.issuer)),
        (given.say("papers.product_level"), given.product_level(product.level(given.pack.levels))),
        (given.amount_called, given.paid),
    )


def _verdict(given: PaperInput, verdict: Offered | Withheld) -> Callout:
    if isinstance(verdict, Offered):
        good = given.text(verdict_words(given.pack, verdict_of(given.chosen, given.judged)))
        return Callout(given.say("papers.verdict"), (good, _regime(given)))
    reasons = warned(given, verdict.reasons)
    words = given.pack.sentences
    last = given.text(words.verdict_own_choice if _insisted(given, verdict) else words.verdict_withheld)
    return Callout(given.say("papers.verdict"), (*reasons, last, _regime(given)), tone="warning")


def _insisted(given: PaperInput, verdict: Offered | Withheld) -> bool:
    """Whether the client's own choice carries the sale: it overrides the level alone (SUIT-25)."""
    return isinstance(verdict, Withheld) and verdict.insistable and own_choice(given.sale)


def _warned(given: PaperInput, verdict: Offered | Withheld) -> tuple[Block, ...]:
    """What the client should think about before buying (SUIT-03, SUIT-16)."""
    said = above_named_loss(given, given.chosen) if isinstance(verdict, Withheld) else warned(given, verdict.warnings)
    return (Callout(given.say("papers.mind"), said, tone="warning"),) if said else ()


def _checked(given: PaperInput, verdict: Offered | Withheld) -> tuple[Block, ...]:
    head = (
        given.say("papers.checked"), given.say("papers.wanted"), given.say("papers.found"),
        given.say("papers.outcome"), given.say("papers.rule"),
    )  # fmt: skip
    lines = checks(given, verdict)
    sources, notes = cited(given, [one.rule for one in lines])
    rows = tuple(
        (one.what, one.wanted, one.found, _outcome(given, one), str(notes.get(one.rule, "—"))) for one in lines
    )
    table = Table(head, rows, widths=(2.6, 4.4, 4.4, 1.5, 1.1))
    note = (Paragraph(given.say("papers.sources", sources=sources), tone="small"),) if sources else ()
    return (Heading(given.say("papers.what_was_checked")), table, *note)


def _outcome(given: PaperInput, check: Check) -> str:
    if check.holds is None:
        return given.say("papers.not_applicable")
    return given.say("papers.holds" if check.holds else "papers.broken")


def _need_texts(given: PaperInput) -> dict[Need, str]:
    """What a sale asks for beside the usual, in words."""
    return {
        "special_care": given.say("papers.need_special_care", hours=given.thresholds.elder_thinking_hours),
        "recording": given.say("papers.need_recording"),
        "thinking": given.say("papers.need_thinking", hours=given.thresholds.private_thinking_hours),
        "insurance_statement": given.say("papers.need_insurance_statement"),
        "guardian_consent": given.say("papers.need_guardian_consent"),
        "id_renewal": given.say("papers.need_id_renewal"),
    }


def _needs(given: PaperInput, verdict: Offered | Withheld) -> tuple[Block, ...]:
    """What this sale asks for beside the usual; nothing where it may not be made."""
    insisted = _insisted(given, verdict)
    due = needs(given.chosen, given.judged) if isinstance(verdict, Offered) or insisted else ()
    texts = _need_texts(given)
    said = tuple(texts[need] for need in due) + ((given.say("papers.need_own_choice"),) if insisted else ())
    return (Heading(given.say("papers.needs")), Bullets(said)) if said else ()


def _others(given: PaperInput) -> tuple[Block, ...]:
    """What meets the client's wish, in the published order, with the order's own words (SUIT-29). The chosen product,
    where it is offered, always stands there, and what of the wish it does not meet is said as the screen says it."""
    found = offered(given)
    first = found[:_LISTED]
    chosen = tuple(one for one in offered(given, wishes=False) if one.code == given.chosen.code and one not in first)
    if not (listed := (*first, *chosen)):
        return ()
    rows = tuple(shelf_row(given, one) for one in listed)
    table = Table(shelf_head(given), rows, widths=(5, 2.4, 1.8, 2, 2.2), align=("l", "l", "l", "l", "r"))
    unmet = show.unmet(given.pack, given.wish, given.chosen, given.lang) if chosen else ""
    said = (Paragraph(given.say("sale.match.unmet", wishes=unmet)),) if unmet else ()
    key = "all" if found == first else "count" if unmet or not chosen else "count_and_this"
    counted = given.say(f"papers.offered.{key}", count=len(found), shown=len(first))
    order = Paragraph(f"{given.text(given.pack.ranking.said)}{counted}", tone="small")
    return together(given, Heading(given.say("papers.also_offered")), table, *said, order)


def _regime(given: PaperInput) -> str:
    """Under whose suitability rules the product is sold (SUIT-24)."""
    return {
        "bank": given.say("papers.regime_bank"),
        "securities": given.say("papers.regime_securities"),
        "insurance": given.say("papers.regime_insurance"),
        "none": given.say("papers.regime_none"),
    }[given.chosen.regime]
