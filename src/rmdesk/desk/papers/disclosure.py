"""The disclosure book: the product, its worst case, the six disclosures, the client's own hand (SALE-02..04)."""

import re
from itertools import groupby

from rmdesk.desk import show, worst
from rmdesk.desk.disclosure_items import DisclosureItem, disclosure_items, disclosure_questions
from rmdesk.desk.papers import documents
from rmdesk.desk.papers.common import above_named_loss, client_rows, fitting_clients, headline, together
from rmdesk.desk.papers.confirming import confirming
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.shelf import fees
from rmdesk.domain.base import Text
from rmdesk.domain.match import least_amount, special_care
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import Block, Bullets, Callout, Checklist, Heading, KeepTogether, KeyValues, Paragraph, Table

_NUMBERED = re.compile(r"\d+\. ")


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The whole book."""
    items = disclosure_items(given.pack, given.chosen, given.judged, given.amount, given.material)
    return (
        *_opening(given),
        Heading(given.say("papers.product_facts")),
        Paragraph(given.addressed(show.summary(given.pack, given.chosen, given.lang))),
        KeyValues((*_client(given), *_facts(given, given.chosen))),
        *_differs(given),
        worst_case(given, given.chosen),
        *(block for item in items for block in _item(given, item)),
        *documents.shown(given),
        *_understood(given),
        *confirming(given),
    )


def _opening(given: PaperInput) -> tuple[Block, ...]:
    """The headline and what to do before signing; a deposit or 国债 is no wealth product and
    bears none (SUIT-06), nor is anybody assessed for it (SUIT-24)."""
    words = given.pack.sentences
    if not given.chosen.needs_match:
        return (Paragraph(given.text(words.read_all_unmatched or words.read_all)),)
    read = Paragraph(given.text(words.read_all))
    blocks: list[Block] = [headline(given, (given.chosen,)), read, Paragraph(given.text(words.reassess))]
    if special_care(given.chosen, given.judged):
        blocks.append(_care(given, worst.care(given.pack, given.chosen)))
    return tuple(blocks)


def _care(given: PaperInput, text: Text) -> Callout:
    """The stronger warning for an elder client (SUIT-10)."""
    return Callout(given.say("papers.care", age=given.thresholds.elder_age), (given.text(text),), tone="warning")


def _client(given: PaperInput) -> tuple[tuple[str, str], ...]:
    """Who, with the masked ID number: a book without it is anybody's of that name."""
    return client_rows(given)


def _facts(given: PaperInput, product: Product) -> tuple[tuple[str, str], ...]:
    rows = [
        (given.say("papers.product"), given.text(product.name)),
        (given.say("papers.product_code"), product.code),
        (given.say("papers.family"), given.text(given.pack.families.of(product.family).name_of(product))),
        (given.say("papers.return_kind"), given.label("return_kind", product.return_kind)),
        (given.say("papers.issuer"), given.text(product.issuer)),
        (given.say("papers.seller"), given.bank),
        *_rated(given, product),
        (given.say("papers.fitting_clients"), fitting_clients(given, product)),
        (given.say("papers.term"), show.term(given.pack, product.term_days, given.lang)),
        *(() if product.maturity is None else ((given.say("papers.maturity"), product.maturity.isoformat()),)),
        (given.say("papers.liquidity"), show.liquidity(given.pack, product, given.lang)),
        (
            given.say("papers.minimum"),
            given.money(least_amount(product, given.thresholds, given.match_input.legal_rates), product.currency),
        ),
        (given.amount_called, given.paid),
    ]
    return tuple(rows)


def _rated(given: PaperInput, product: Product) -> tuple[tuple[str, str], ...]:
    """Its risk level, where somebody rated it; a deposit bears none (SUIT-24)."""
    level = product.level(given.pack.levels)
    return () if level is None else ((given.say("papers.product_level"), given.product_level(level)),)


def _differs(given: PaperInput) -> tuple[Block, ...]:
    """Issuer and seller are not the same house (SALE-10)."""
    if given.chosen.self_issued:
        return ()
    issuer = given.text(given.chosen.issuer)
    words = given.words.issuer_differs or given.pack.sentences.issuer_differs
    return (Callout("", (given.text(words, issuer=issuer, seller=given.bank),)),)


def worst_case(given: PaperInput, product: Product) -> Block:
    """The worst case, worked out with this client's amount (SALE-04)."""
    if not product.needs_match and product.worst_loss == 0:
        return Callout(given.say("papers.worst_none"), (given.text(product.worst_case),))
    pack, lang = given.pack, given.lang
    said = (worst.worked(pack, product, given.amount, lang), worst.more(pack, product, lang))
    lines = (worst.assumed(pack, product, lang), *said, *above_named_loss(given, product))
    lines = tuple(filter(None, (*lines, given.addressed(worst.unguaranteed(pack, product, lang)))))
    return Callout(given.say("papers.worst_case"), lines, tone="warning")


def _item(given: PaperInput, item: DisclosureItem) -> tuple[Block, ...]:
    """One item as it was told, and when the client acknowledged it (SUIT-22)."""
    warning = () if item.care is None else (_care(given, item.care),)
    done = given.sale.acknowledged if given.sale else ()
    at = next((given.moment(one.at) for one in done if (one.item, one.digest) == (item.id, item.digest)), "")
    said = given.say("papers.acknowledged", at=at) if at else given.say("papers.not_acknowledged")
    text = _lines(given.text(item.text))
    table = _fees(given) if item.id == "fees" else ()
    blocks: tuple[Block, ...] = (Heading(given.text(item.title)), *text, *table, *warning)
    # The box alone on a page would say nothing.
    blocks = (*blocks[:-1], KeepTogether((blocks[-1], Checklist(((bool(at), said),)))))
    lists = [at for at, block in enumerate(blocks) if isinstance(block, Bullets)]
    if not lists:
        return together(given, *blocks)
    # A list of ten risks may break: kept in one piece it would leave half of the page before it empty.
    return (*blocks[: lists[-1] + 1], KeepTogether(blocks[lists[-1] + 1 :]))


def _lines(text: str) -> tuple[Block, ...]:
    """What was told, its numbered lines as a list; the line that leads to one is a paragraph, which stays with it."""
    blocks: list[Block] = []
    lines = [line.rstrip() for line in text.split("\n")]
    for kind, group in groupby(lines, key=_kind):
        if kind == "numbered":
            blocks.append(Bullets(tuple(_NUMBERED.sub("", line, count=1) for line in group), ordered=True))
        else:
            blocks.append(Paragraph("\n".join(group)))
    return tuple(blocks)


def _kind(line: str) -> str:
    if _NUMBERED.match(line):
        return "numbered"
    return "leading" if line.endswith(("：", ":")) else "told"


def _fees(given: PaperInput) -> tuple[Block, ...]:
    """What it costs, fee by fee: kind, rate or amount, when it is charged."""
    rows = fees.rows(given.pack, given.chosen, given.lang)
    noted = any(row[-1] for row in rows)
    names = ("kind", "figure", "when", "note") if noted else ("kind", "figure", "when")
    head = tuple(given.say(f"papers.fee_{one}") for one in names)
    cells = tuple(tuple(cell or "—" for cell in row[: len(head)]) for row in rows)
    table = Table(head, cells, (3, 3, 3, 4)[: len(head)])
    return (table,) if rows else ()


def _understood(given: PaperInput) -> tuple[Block, ...]:
    """The questions that tested understanding, with the client's right answers (SUIT-22)."""
    if given.sale is None:
        return ()
    right = {one.question: one for one in given.sale.understood if one.right}
    asked = disclosure_questions(given.pack, given.chosen, given.judged, given.amount)
    rows = []
    for question in (one for one in asked if one.id in right):
        option = next(one for one in question.options if one.key == right[question.id].option)
        rows.append((given.text(question.text), f"{option.key}. {given.text(option.text)}"))
    head = (given.say("papers.question"), given.say("papers.client_answer"))
    table = Table(head, tuple(rows), widths=(6, 6))
    return (KeepTogether((Heading(given.say("papers.understanding")), table)),) if rows else ()
