"""From blocks to pieces: one function a kind of block, the sections numbered as they come."""

from dataclasses import replace
from itertools import count

from rmdesk.paper import blocks as b
from rmdesk.paper.boxes import FRAME, callout, copy_sentence, framed
from rmdesk.paper.charts import allocation, bars
from rmdesk.paper.flow import Gap, Heading, Keep, LeadIn, NewPage, Piece, Text, Whole
from rmdesk.paper.lists import answers, bullets, checklist
from rmdesk.paper.look import INK, MM, Look
from rmdesk.paper.matrix import matrix
from rmdesk.paper.scale import scale
from rmdesk.paper.signing import signatures
from rmdesk.paper.tables import key_values, table
from rmdesk.paper.words import section_number


class Composer:
    """Sets the blocks of one document in columns of `width` points, on pages with `room` for them."""

    def __init__(self, look: Look, width: float, room: float) -> None:
        self.look, self.width, self.room = look, width, room
        self._sections = count(1)

    def pieces(self, blocks: tuple[b.Block, ...]) -> list[Piece]:
        """All blocks, each with the distance that it wants above."""
        told = [self._spaced(block, leads=_leads(blocks, at)) for at, block in enumerate(blocks)]
        return [piece for pieces in told for piece in pieces]

    def _spaced(self, block: b.Block, *, leads: bool) -> list[Piece]:
        pieces = self._pieces(block)
        if leads and len(pieces) == 1:
            pieces[0].glued = True
        if pieces and not pieces[0].gap and not isinstance(pieces[0], Gap):
            pieces[0].gap = 0.55 * self.look.em
        return pieces

    def _pieces(self, block: b.Block) -> list[Piece]:
        look, width = self.look, self.width
        match block:
            case b.Heading():
                return [self._heading(block)]
            case b.Paragraph():
                return [self._paragraph(block)]
            case b.KeepTogether():
                return self._together(block)
            case b.Framed():
                return self._framed(block)
            case b.PageBreak():
                return [NewPage()]
            case b.Spacer():
                return [Gap(block.mm * MM)]
            case b.Bullets():
                return bullets(block, look, width)
            case b.KeyValues():
                return key_values(block, look, width)
            case b.Table():
                return table(block, look, width)
            case _:
                return self._form(block)

    def _form(
        self,
        block: b.Callout
        | b.CopySentence
        | b.Checklist
        | b.Signatures
        | b.Answers
        | b.Scale
        | b.AllocationChart
        | b.Bars
        | b.Matrix,
    ) -> list[Piece]:
        look, width = self.look, self.width
        match block:
            case b.Callout():
                return callout(block, look, width)
            case b.CopySentence():
                return copy_sentence(block, look, width)
            case b.Checklist():
                return checklist(block, look, width)
            case b.Signatures():
                return signatures(block, look, width)
            case b.Answers():
                return answers(block, look, width)
            case b.Scale():
                return scale(block, look, width)
            case b.AllocationChart():
                return allocation(block, look, width)
            case b.Bars():
                return bars(block, look, width)
            case b.Matrix():
                return matrix(block, look, width)

    def _heading(self, block: b.Heading) -> Piece:
        number = section_number(next(self._sections), self.look.lang) if block.numbered else ""
        return Heading.of(number + block.text, self.look.heading, self.width, gap=1.5 * self.look.em)

    def _paragraph(self, block: b.Paragraph) -> Piece:
        if block.tone == "warning":
            return callout(b.Callout(block.text, (), "warning"), self.look, self.width)[0]
        style = self.look.small if block.tone == "small" else self.look.body
        if block.tone == "strong":
            style = style.but(weight="Bold", colour=INK)
        # What leads to a list stays with it; sources and notes are titles, half of which names nothing; of what
        # somebody declares half is no declaration.
        kind = LeadIn if block.text.endswith(("：", ":")) else Whole if block.tone in ("small", "strong") else Text
        return kind.of(block.text, style, self.width, gap=0.55 * self.look.em)

    def _framed(self, block: b.Framed) -> list[Piece]:
        if not block.blocks:
            return []
        whole = self._frame(block)
        return [whole if whole.height <= self.room else self._frame(b.Framed(_parted(block.blocks)))]

    def _frame(self, block: b.Framed) -> Piece:
        inner = Composer(self.look, self.width - 2 * FRAME.across, self.room)
        return framed(inner.pieces(block.blocks), self.look, self.width, _name(block))

    def _together(self, block: b.KeepTogether) -> list[Piece]:
        kept = [inner for inner in block.blocks if not isinstance(inner, b.PageBreak)]
        pieces = self.pieces(tuple(kept))
        return [Keep(pieces, gap=pieces[0].gap)] if pieces else []


def _leads(blocks: tuple[b.Block, ...], at: int) -> bool:
    """Whether a paragraph says under a heading how the table behind it is read, or what for somebody signs below, with
    all that is declared before it: it stays with that."""
    if not at < len(blocks) - 1 or not isinstance(blocks[at], b.Paragraph):
        return False
    if _is_signed(blocks[at + 1]) or (_declares(blocks[at]) and _declares(blocks[at + 1]) and _leads(blocks, at + 1)):
        return True
    titled = at > 0 and isinstance(blocks[at - 1], b.Heading)
    return titled and isinstance(blocks[at + 1], b.Table | b.KeyValues | b.Bars)


def _parted(blocks: tuple[b.Block, ...]) -> tuple[b.Block, ...]:
    """A frame that no page holds: the first row of the table in it goes to what is signed, whose page says so much of
    what for."""
    match blocks:
        case (b.KeepTogether((*above, b.KeyValues() as told)), b.KeepTogether(signed)) if len(told.rows) > 1:
            first, rest = replace(told, rows=told.rows[:1]), replace(told, rows=told.rows[1:])
            return (b.KeepTogether((*above, rest)), b.KeepTogether((first, *signed)))
    return blocks


def _is_signed(block: b.Block) -> bool:
    kept = block.blocks if isinstance(block, b.KeepTogether) else (block,)
    return any(isinstance(one, b.Signatures) for one in kept)


def _declares(block: b.Block) -> bool:
    return isinstance(block, b.Paragraph) and block.tone == "strong"


def _name(block: b.Block) -> str:
    """What a frame is called: the strong line that it begins with."""
    if isinstance(block, b.Framed | b.KeepTogether):
        return _name(block.blocks[0]) if block.blocks else ""
    return block.text if isinstance(block, b.Paragraph) and block.tone == "strong" else ""
