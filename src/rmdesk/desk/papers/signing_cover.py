"""The cover of a signing set: which papers follow, and on which page of each who signs (SALE-03, SALE-13)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rmdesk.desk.by_hand import codes
from rmdesk.desk.papers.framing import Framing, framed
from rmdesk.domain.base import Lang
from rmdesk.locale import tr
from rmdesk.paper import (
    Callout,
    Checklist,
    Document,
    Framed,
    Heading,
    KeepTogether,
    Outline,
    Paragraph,
    Signatures,
    Table,
)
from rmdesk.paper.blocks import Block

KIND = "signing_cover"
_SIGNS = ("签字", "签名", "签章")
"""How the label of a line to be signed ends in Chinese; in English it names who signs."""


class Placed(NamedTuple):
    """A paper of the set, and how it falls into pages."""

    document: Document
    outline: Outline


class Cover(NamedTuple):
    """What the cover bears beside its list. `no`: the sale's; `about`: client's number and name; `whole`: pages of the
    set, cover and empty pages among them."""

    frame: Framing
    no: str
    about: str
    whole: int


def compose(cover: Cover, papers: tuple[Placed, ...]) -> Document:
    """The cover as a document; its number is the sale's, and nobody files it."""
    lang = cover.frame.lang
    large = any(one.document.large for one in papers)
    rows = tuple(_row(at, one, lang) for at, one in enumerate(papers, 1))
    head = tuple(tr(lang, f"papers.cover.{name}") for name in ("no", "paper", "pages", "copy", "sign", "who"))
    how = tr(lang, "papers.cover.how", count=sum(bool(one.outline.signed) for one in papers))
    how += tr(lang, "papers.cover.how_copied") if any(one.outline.copied for one in papers) else ""
    return framed(
        cover.frame,
        kind=KIND,
        number=cover.no,
        title=tr(lang, "papers.cover.title"),
        subtitle=cover.about,
        large=large,
        blocks=(
            Callout(how),
            Table(head, rows, widths=(5, 44, 8, 9, 9, 25), align=("r", "l", "r", "r", "r", "l")),
            Paragraph(tr(lang, "papers.cover.whole", count=cover.whole), tone="small"),
            *_checks(papers, lang),
        ),
    )


def _row(at: int, one: Placed, lang: Lang) -> tuple[str, ...]:
    document, outline = one
    who = "、" if lang == "zh" else ", "
    roles = dict.fromkeys(_role(role) for role, _ in _signers(document.blocks))
    signers = who.join(roles) or tr(lang, "papers.cover.nobody")
    title = f"{document.title}\n{document.number} · {document.subtitle}"
    return str(at), title, str(outline.pages), _pages(outline.copied, lang), _pages(outline.signed, lang), signers


def _role(label: str) -> str:
    """Who signs, of the label of a line: 客户 of 客户签字, in a column that says already that they sign."""
    return next((label.removesuffix(end) for end in _SIGNS if label.endswith(end) and label != end), label)


def _pages(found: tuple[int, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(map(str, found)) or "—"


def _signers(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Signatures):
            yield from block.rows
        elif isinstance(block, KeepTogether | Framed):
            yield from _signers(block.blocks)


def _checks(papers: tuple[Placed, ...], lang: Lang) -> tuple[Block, ...]:
    """What the manager looks at before the papers are taken back."""
    names = ["signed", "dated", *(["copied"] if any(one.outline.copied for one in papers) else []), "scanned"]
    items = tuple((False, tr(lang, f"papers.cover.check_{name}")) for name in names)
    gaps = codes(one.document for one in papers)
    if gaps:
        items = ((False, tr(lang, "papers.cover.check_by_hand", codes=", ".join(gaps))), *items)
    return (KeepTogether((Heading(tr(lang, "papers.cover.checks"), numbered=False), Checklist(items))),)
