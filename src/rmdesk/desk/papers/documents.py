"""A product's documents on papers: the very versions that a client was shown, and what is newer since (SUIT-22)."""

from collections.abc import Iterable

from rmdesk.desk import show
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.domain.documents import ShownDocument
from rmdesk.domain.sale_steps import Moved
from rmdesk.formpack import Pack
from rmdesk.locale import tr
from rmdesk.paper.blocks import Block, Callout, Heading, Paragraph, Table

_SHA_SHOWN = 16
"""So many hex digits of a file's SHA-256 tell it from every other one of a product."""


def table(pack: Pack, lang: Lang, documents: Iterable[ShownDocument]) -> Table:
    """Title, version, first day and the digest's head of each."""
    rows = tuple(
        (show.document_name(pack, one, lang), f"V{one.number}", show.day(one.since), one.sha256[:_SHA_SHOWN])
        for one in documents
    )
    head = tuple(tr(lang, f"papers.documents.{name}") for name in ("document", "version", "since", "digest"))
    return Table(head, rows, widths=(47, 12, 20, 21))


def shown(given: PaperInput) -> tuple[Block, ...]:
    """What the client of a sale was shown; a version that came since is said, and is none of them."""
    documents = () if given.sale is None else given.sale.documents
    blocks: list[Block] = []
    if documents:
        blocks += [Paragraph(given.say("papers.documents.told")), table(given.pack, given.lang, documents)]
    if given.moved:
        lines = tuple(_moved(given, one) for one in given.moved)
        blocks.append(Callout(given.say("papers.documents.moved"), lines, tone="warning"))
    return (Heading(given.say("papers.documents.heading")), *blocks) if blocks else ()


def _moved(given: PaperInput, one: Moved) -> str:
    known = one.now or one.told
    name = "" if known is None else show.document_name(given.pack, known, given.lang)
    if one.now is None:
        return given.say("papers.documents.withdrawn", document=name)
    now = show.document(given.pack, one.now, given.lang)
    if one.told is None:
        return given.say("papers.documents.added", document=now)
    return given.say("papers.documents.newer", document=now, shown=f"V{one.told.number}")
