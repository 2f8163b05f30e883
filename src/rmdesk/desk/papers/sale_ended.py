"""That a sale ended without a purchase: what was under way, why, and what becomes of what was signed (SALE-08)."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, signatures
from rmdesk.paper.blocks import Block, KeyValues, Paragraph


def compose(case: Case) -> tuple[Block, ...]:
    """Client, product, amount, reason and the end; who cancelled while there was time to think says so."""
    sale = case.ended
    words = case.pack.sentences
    rows = [(case.say("papers.sale_no"), case.branch.coded(sale.no)), *_chosen(case)]
    rows += [
        (case.say("papers.ended_at"), case.moment(sale.touched_at)),
        (case.say("papers.ended_why"), sale.abandoned or ""),
    ]
    said = [Paragraph(case.text(words.sale_ended), tone="strong")]
    if sale.cancelled_until is not None:
        rows.append((case.say("papers.thinking_until"), case.moment(sale.cancelled_until)))
        said.insert(0, Paragraph(case.text(words.sale_cancelled, client=case.client.name), tone="strong"))
    return (KeyValues((*client_rows(case), *rows)), *signatures(case, "sale_ended", *said))


def _chosen(case: Case) -> list[tuple[str, str]]:
    sale, product = case.ended, case.product
    if sale.choice is None:
        return []
    name = "" if product is None else f"{case.text(product.name)} "
    return [
        (case.say("papers.product"), f"{name}{sale.choice.code}"),
        (case.say("papers.amount"), case.money(sale.choice.amount, sale.choice.currency)),
    ]
