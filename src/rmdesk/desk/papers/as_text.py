"""A paper as lines of text, for whoever looks at it on the screen before a decision. What is drawn is told in words."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from rmdesk.paper import Document
from rmdesk.paper import blocks as of

TextTone = Literal["", "head", "strong", "muted"]


class TextLine(NamedTuple):
    """One line: a label, "" where it has none, and what it says."""

    label: str
    text: str
    tone: TextTone = ""


def text_lines(document: Document) -> tuple[TextLine, ...]:
    """The paper from top to bottom. A place that is left to be written by hand is shown as a line."""
    return (TextLine("", document.title, "head"), *_lines(document.blocks))


def _lines(blocks: Iterable[of.Block]) -> Iterator[TextLine]:
    for block in blocks:
        yield from _of(block)


def _of(block: of.Block) -> Iterator[TextLine]:
    match block:
        case of.Heading():
            yield TextLine("", block.text, "head")
        case of.Paragraph():
            yield TextLine("", block.text, "strong" if block.tone in ("strong", "warning") else "")
        case of.Bullets():
            yield from (TextLine("·", one) for one in block.items)
        case of.KeyValues():
            yield from (TextLine(label, value) for label, value in block.rows)
        case of.Table():
            yield from _table(block)
        case of.Callout():
            yield TextLine("", block.title, "strong")
            yield from (TextLine("", one) for one in block.lines)
        case of.KeepTogether() | of.Framed():
            yield from _lines(block.blocks)
        case of.PageBreak() | of.Spacer():
            yield TextLine("", "")
        case _:
            yield from _drawn(block)


def _table(block: of.Table) -> Iterator[TextLine]:
    """A row a line, each cell with the head of its column: whoever listens does not see what stands above it."""
    if block.caption:
        yield TextLine("", block.caption, "strong")
    for row in block.rows:
        cells = (
            f"{head} {cell}".strip() for head, cell in zip(block.head or ("",) * len(row), row, strict=True) if cell
        )
        yield TextLine("", " · ".join(cells))


def _drawn(block: of.Block) -> Iterator[TextLine]:
    """What is filled in by hand, ticked or charted."""
    match block:
        case of.CopySentence():
            yield TextLine("", block.instruction, "muted")
            yield TextLine("", block.sentence, "strong")
            yield TextLine("", "_" * 30)
        case of.Checklist():
            signs = {True: "☑", False: "☐", None: "—"}
            yield from (TextLine(signs[held], text) for held, text in block.items)
        case of.Signatures():
            yield from (TextLine(role, f"{note} {'_' * 12} {block.date_label}".strip()) for role, note in block.rows)
            yield from (TextLine("", f"[ {one} ]", "muted") for one in block.seals)
        case of.Answers():
            for number, question, options in block.rows:
                yield TextLine(number, question, "muted")
                yield from (TextLine("☑" if chosen else "☐", f"{key} {text}") for key, text, chosen in options)
        case of.Scale():
            labels = (f"[{one}]" if at == block.current else one for at, one in enumerate(block.labels))
            yield TextLine("", " ".join(labels))
        case of.AllocationChart() if block.legend:
            yield from (TextLine(label, f"{percent}%  {amount}") for label, percent, amount in block.slices)
        case of.Bars():
            rows = zip(block.labels, block.told or block.values, strict=True)
            yield from (TextLine(label, told) for label, told in rows)
        case of.Matrix():
            yield TextLine("", block.caption)
