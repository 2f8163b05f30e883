"""A bank's own paper from its file: blocks filled from what it is about. Pure: the same values give the same blocks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rmdesk.domain.address import Addressee, addressed
from rmdesk.domain.base import Lang, Text
from rmdesk.formpack import fill
from rmdesk.formpack.own_papers import OwnBlock, OwnPaper, OwnRow
from rmdesk.formpack.papers import Signer
from rmdesk.locale import tr
from rmdesk.paper.blocks import (
    Block,
    Bullets,
    Callout,
    Checklist,
    CopySentence,
    Heading,
    KeepTogether,
    KeyValues,
    PageBreak,
    Paragraph,
    Signatures,
)

_SIGNED_WITH = (CopySentence, Paragraph, Checklist)
_SHORT = 400
"""Characters up to which what stands above signatures moves with them to the next page."""


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What a paper is filled with. `values` by placeholder, all that the form check allows; `label` names one of them;
    `signed` gives the block in which they sign, `to` whom it speaks to, `copies` how many are made out."""

    lang: Lang
    values: Mapping[str, str]
    label: Callable[[str], str]
    signed: Callable[[tuple[Signer, ...]], Signatures]
    to: Addressee = "person"
    copies: tuple[Block, ...] = ()

    def text(self, text: Text | None) -> str:
        """A text of the file in the paper's language, its placeholders filled."""
        return "" if text is None else fill(addressed(self.to, text.of(self.lang)), self.values)

    def texts(self, texts: tuple[Text, ...]) -> tuple[str, ...]:
        """Several of them."""
        return tuple(map(self.text, texts))


def compose(paper: OwnPaper, filling: Filling) -> tuple[Block, ...]:
    """The blocks in their order; what is signed stands on one page with what is signed for."""
    done: list[Block] = []
    for one in paper.block:
        block = _block(one, filling)
        if isinstance(block, Signatures):
            above = done.pop() if done and _stays(done[-1]) else None
            title = Heading(filling.text(one.text) or tr(filling.lang, "papers.signatures"))
            before = () if above is None else (title, above) if _signed(above) else (above, title)
            done.append(KeepTogether((*(before or (title,)), *filling.copies, block)))
        else:
            done.append(block)
    return tuple(done)


def _signed(block: Block) -> bool:
    """What is itself signed stands under the title of the signatures; a warning stands above it."""
    return not isinstance(block, Paragraph) or block.tone in ("normal", "strong")


def _stays(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return len(block.text) <= _SHORT
    return isinstance(block, _SIGNED_WITH)


def _block(one: OwnBlock, filling: Filling) -> Block:
    match one.kind:
        case "heading":
            return Heading(filling.text(one.text), one.numbered)
        case "paragraph":
            return Paragraph(filling.text(one.text), one.tone)
        case "fields":
            return KeyValues(tuple(_row(row, filling) for row in one.rows), one.columns)
        case "list":
            return Bullets(filling.texts(one.items), one.ordered)
        case "boxes":
            return Checklist(tuple((False, text) for text in filling.texts(one.items)))
        case "note":
            return Callout(
                filling.text(one.text), filling.texts(one.items), "warning" if one.tone == "warning" else "note"
            )
        case "copy":
            told = filling.text(one.instruction) or tr(filling.lang, "papers.own.copy")
            return CopySentence(told, filling.text(one.text), one.lines)
        case "signatures":
            return filling.signed(one.who)
        case "page_break":
            return PageBreak()


def _row(row: OwnRow, filling: Filling) -> tuple[str, str]:
    if row.field:
        return filling.label(row.field), filling.values[row.field]
    return filling.text(row.label), filling.text(row.text)
