"""That a sale ended without a purchase: what was under way, why, and what becomes of what was signed (SALE-08)."""

from rmdesk.desk.papers.common import client_rows, signatures
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.paper.blocks import Block, KeyValues, Paragraph


def compose(given: PaperInput) -> tuple[Block, ...]:
    """Client, product, amount, reason and the end; who cancelled while there was time to think says so."""
    sale = given.ended
    words = given.pack.sentences
    rows = [(given.say("papers.sale_no"), given.branch.coded(sale.no)), *_chosen(given)]
    rows += [
        (given.say("papers.ended_at"), given.moment(sale.touched_at)),
        (given.say("papers.ended_why"), sale.abandoned or ""),
    ]
    said = [Paragraph(given.text(words.sale_ended), tone="strong")]
    if sale.cancelled_until is not None:
        rows.append((given.say("papers.thinking_until"), given.moment(sale.cancelled_until)))
        said.insert(0, Paragraph(given.text(words.sale_cancelled, client=given.client.name), tone="strong"))
    return (KeyValues((*client_rows(given), *rows)), *said, *signatures(given, "sale_ended"))


def _chosen(given: PaperInput) -> list[tuple[str, str]]:
    sale, product = given.ended, given.product
    if sale.choice is None:
        return []
    name = "" if product is None else f"{given.text(product.name)} "
    return [
        (given.say("papers.product"), f"{name}{sale.choice.code}"),
        (
            given.say("papers.amount") if product is None else given.amount_called,
            given.money(sale.choice.amount, sale.choice.currency),
        ),
    ]
