"""The disclosure book: the product, its worst case, the six disclosures, the client's own hand (SALE-02..04)."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.disclosure_items import DisclosureItem, disclosure_items, disclosure_questions
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, fitting_clients, headline, together
from rmdesk.desk.papers.confirming import confirming
from rmdesk.domain.base import Text
from rmdesk.domain.match import least_amount, special_care
from rmdesk.domain.product import Product
from rmdesk.paper.blocks import Block, Callout, Checklist, Heading, KeepTogether, KeyValues, Paragraph, Table


def compose(case: Case) -> tuple[Block, ...]:
    """The whole book."""
    items = disclosure_items(case.pack, case.chosen, case.judged, case.amount)
    return (
        *_opening(case),
        Heading(case.say("papers.product_facts")),
        Paragraph(case.text(case.chosen.summary)),
        KeyValues((*_client(case), *_facts(case, case.chosen))),
        *_differs(case),
        worst_case(case, case.chosen),
        *(block for item in items for block in _item(case, item)),
        *_understood(case),
        *confirming(case),
    )


def _opening(case: Case) -> tuple[Block, ...]:
    """The headline and what to do before signing; a deposit or 国债 is no wealth product and bears none (SUIT-06)."""
    words = case.pack.sentences
    reminders = (case.text(words.read_all), case.text(words.reassess))
    if not case.chosen.needs_match:
        return tuple(Paragraph(line) for line in reminders)
    blocks: list[Block] = [headline(case), *(Paragraph(line) for line in reminders)]
    if special_care(case.chosen, case.judged):
        blocks.append(_care(case, words.care))
    return tuple(blocks)


def _care(case: Case, text: Text) -> Callout:
    """The stronger warning for an elder client (SUIT-10)."""
    return Callout(case.say("papers.care", age=case.thresholds.elder_age), (case.text(text),), tone="warning")


def _client(case: Case) -> tuple[tuple[str, str], ...]:
    return client_rows(case)[:2]


def _facts(case: Case, product: Product) -> tuple[tuple[str, str], ...]:
    rows = [
        (case.say("papers.product"), case.text(product.name)),
        (case.say("papers.product_code"), product.code),
        (case.say("papers.family"), case.label("family", product.family)),
        (case.say("papers.return_kind"), case.label("return_kind", product.return_kind)),
        (case.say("papers.issuer"), case.text(product.issuer)),
        (case.say("papers.seller"), case.bank),
        (case.say("papers.product_level"), case.product_level(product.level(case.pack.levels))),
        (case.say("papers.fitting_clients"), fitting_clients(case, product)),
        (case.say("papers.term"), show.term(product.term_days, case.lang)),
        (case.say("papers.liquidity"), case.label("liquidity", product.liquidity)),
        (case.say("papers.minimum"), case.money(least_amount(product, case.thresholds), product.currency)),
        (case.say("papers.amount"), case.paid),
    ]
    return tuple(rows)


def _differs(case: Case) -> tuple[Block, ...]:
    """Issuer and seller are not the same house (SALE-10)."""
    if case.chosen.self_issued:
        return ()
    issuer, words = case.text(case.chosen.issuer), case.pack.sentences.issuer_differs
    return (Callout("", (case.text(words, issuer=issuer, seller=case.bank),)),)


def worst_case(case: Case, product: Product) -> Block:
    """The worst case, worked out with this client's amount (SALE-04)."""
    loss, amount, explained = product.worst(case.amount), case.amount, case.text(product.worst_case)
    if loss == 0:
        return Callout(case.say("papers.worst_none"), (explained,))
    told = {name: case.money(value, case.currency) for name, value in (("amount", amount), ("loss", loss))}
    values = {**told, "share": show.percent(product.worst_loss)}
    if loss > amount:
        worked = case.say("papers.worst_beyond", **values, more=case.money(loss - amount, case.currency))
    else:
        worked = case.say("papers.worst_loss", **values, left=case.money(max(amount - loss, Decimal(0)), case.currency))
    lines = (worked, explained, *_no_guarantee(case, product))
    return Callout(case.say("papers.worst_case"), lines, tone="warning")


def _no_guarantee(case: Case, product: Product) -> tuple[str, ...]:
    return (case.text(case.pack.sentences.no_guarantee),) if product.needs_match else ()


def _item(case: Case, item: DisclosureItem) -> tuple[Block, ...]:
    """One item as it was told, and when the client acknowledged it (SUIT-22)."""
    warning = () if item.care is None else (_care(case, item.care),)
    done = case.sale.acknowledged if case.sale else ()
    at = next((case.moment(one.at) for one in done if (one.item, one.digest) == (item.id, item.digest)), "")
    said = case.say("papers.acknowledged", at=at) if at else case.say("papers.not_acknowledged")
    text = Paragraph(case.text(item.text))
    return together(case, Heading(case.text(item.title)), text, *warning, Checklist(((bool(at), said),)))


def _understood(case: Case) -> tuple[Block, ...]:
    """The questions that tested understanding, with the client's right answers (SUIT-22)."""
    if case.sale is None:
        return ()
    right = {one.question: one for one in case.sale.understood if one.right}
    asked = disclosure_questions(case.pack, case.chosen, case.judged, case.amount)
    rows = []
    for question in (one for one in asked if one.id in right):
        option = next(one for one in question.options if one.key == right[question.id].option)
        rows.append((case.text(question.text), f"{option.key}. {case.text(option.text)}"))
    head = (case.say("papers.question"), case.say("papers.client_answer"))
    table = Table(head, tuple(rows), widths=(6, 6))
    return (KeepTogether((Heading(case.say("papers.understanding")), table)),) if rows else ()
