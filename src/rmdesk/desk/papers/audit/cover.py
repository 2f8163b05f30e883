"""The cover of an evidence pack: what is missing first, then the six questions of a court, each with its proof."""

from dataclasses import dataclass
from datetime import datetime

from rmdesk.desk import show
from rmdesk.desk.papers.documents import table
from rmdesk.desk.papers.framing import InFrame, framed
from rmdesk.domain.archive import Track
from rmdesk.domain.client import Client
from rmdesk.domain.evidence import Section
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Sale
from rmdesk.locale import tr
from rmdesk.paper.blocks import Block, Bullets, Callout, Heading, KeepTogether, KeyValues, Paragraph, Table
from rmdesk.paper.document import Document

_SHA_SHOWN = 16


@dataclass(frozen=True, kw_only=True)
class Cover(InFrame):
    """Everything that the cover says. `people` are names by login; `papers` come with their SHA-256; `complaints` are
    numbers of cases about this sale; `withheld` facts hold ID or phone numbers in clear and did not come along."""

    number: str
    sale: Sale
    client: Client
    product: Product | None
    sections: tuple[Section, ...]
    people: dict[str, str]
    papers: tuple[tuple[Track, str], ...]
    complaints: tuple[str, ...]
    facts: int
    withheld: int

    @property
    def whose(self) -> str:
        """The client's name and number."""
        return f"{self.client.name} {self.branch.coded(self.client.no)}"

    def say(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, f"audit.cover.{key}", **params)

    def moment(self, at: datetime | None) -> str:
        """An instant in the branch's zone; a dash for none."""
        return "—" if at is None else show.moment(at, self.branch.zone)


def compose(cover: Cover) -> Document:
    """The cover as a document."""
    return framed(
        cover,
        kind="evidence_cover",
        number=cover.number,
        title=cover.say("title"),
        subtitle=f"{cover.branch.coded(cover.sale.no)} · {cover.whose}",
        blocks=(
            *_missing(cover),
            *_sale(cover),
            *_sections(cover),
            *_papers(cover),
            *_documents(cover),
            *_checking(cover),
        ),
    )


def _missing(cover: Cover) -> tuple[Block, ...]:
    """First of all: what a court would ask for in vain."""
    gaps = [(section, reason) for section in cover.sections for reason in section.missing]
    if not gaps:
        return (Callout(cover.say("complete"), (cover.say("complete_means"),)),)
    rows = tuple(
        (cover.say(f"short.{section.question}"), _rule(cover, reason.rule), cover.pack.say(reason, cover.lang).text)
        for section, reason in gaps
    )
    head = tuple(cover.say(name) for name in ("question", "rule", "lacking"))
    table = Table(head, rows, widths=(16, 24, 60))
    return (Callout(cover.say("incomplete", count=len(gaps)), tone="warning"), table)


def _rule(cover: Cover, rule: str) -> str:
    """What a rule asks for, as the rule book calls it: its id says nothing to a court."""
    found = cover.pack.rule(rule)
    return rule if found is None else found.title.of(cover.lang)


def _sale(cover: Cover) -> tuple[Block, ...]:
    sale, choice, pack, lang = cover.sale, cover.sale.choice, cover.pack, cover.lang
    rows = [
        (cover.say("no"), cover.branch.coded(sale.no)),
        (cover.say("client"), cover.whose),
        (cover.say("manager"), cover.people.get(sale.touched_by, sale.touched_by)),
        (cover.say("opened"), cover.moment(sale.opened_at)),
    ]
    if choice is not None:
        name = choice.code if cover.product is None else f"{cover.product.name.of(lang)} {choice.code}"
        rows += [
            (cover.say("product"), name),
            (cover.say("amount"), show.money(choice.amount, lang, choice.currency)),
            (cover.say("level"), show.product_level(pack, choice.level, lang)),
        ]
    confirmed = None if sale.countersigned is None else sale.countersigned.at
    rows.append((cover.say("confirmed"), cover.moment(confirmed)))
    if cover.complaints:
        rows.append((cover.say("complaints"), ", ".join(cover.complaints)))
    return (Heading(cover.say("sale")), KeyValues(tuple(rows)))


def _sections(cover: Cover) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for section in cover.sections:
        blocks.append(Heading(cover.say(f"question_{section.question}")))
        if section.missing:
            blocks.append(Paragraph(cover.say("lacks", count=len(section.missing)), tone="strong"))
        if section.exhibits:
            blocks.append(_exhibits(cover, section))
        else:
            blocks.append(Paragraph(cover.say("nothing"), tone="small"))
    return tuple(blocks)


def _exhibits(cover: Cover, section: Section) -> Block:
    head = tuple(cover.say(name) for name in ("fact", "at", "by", "said"))
    rows = tuple(
        (str(one.seq or "—"), cover.moment(one.at), cover.people.get(one.by, one.by) or "—", one.said)
        for one in section.exhibits
    )
    return Table(head, rows, widths=(8, 19, 11, 62), align=("r", "l", "l", "l"))


def _papers(cover: Cover) -> tuple[Block, ...]:
    if not cover.papers:
        return ()
    head = tuple(cover.say(name) for name in ("paper", "printed", "signed", "scanned", "shelf", "digest"))
    rows = tuple(
        (
            f"{track.number} {cover.pack.paper(track.kind).title.of(cover.lang)}",
            cover.moment(track.printed_at),
            cover.moment(track.signed_at),
            cover.say("pages", count=track.pages) if track.scans else "—",
            track.shelf or "—",
            sha256[:_SHA_SHOWN] or "—",
        )
        for track, sha256 in cover.papers
    )
    return (Heading(cover.say("papers")), Table(head, rows, widths=(24, 19, 19, 8, 13, 17)))


def _documents(cover: Cover) -> tuple[Block, ...]:
    """The versions of the product's documents that the client was shown."""
    if not cover.sale.documents:
        return ()
    return (Heading(cover.say("documents")), table(cover.pack, cover.lang, cover.sale.documents))


def _checking(cover: Cover) -> tuple[Block, ...]:
    """How anybody checks this pack, and what did not come along."""
    said = [cover.say("check_facts", facts=cover.facts, head=cover.head), cover.say("check_papers")]
    if not all(sha256 for _, sha256 in cover.papers):
        said.append(cover.say("undigested"))
    if cover.withheld:
        said.append(cover.say("withheld", count=cover.withheld))
    return (KeepTogether((Heading(cover.say("checking")), Bullets(tuple(said), ordered=True))),)
