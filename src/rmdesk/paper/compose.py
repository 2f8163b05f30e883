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
    """Sets the blocks of one document in columns of `width` points, on pages with `room` for them; `inside` a frame
    what is agreed to and signed is not parted."""

    def __init__(self, look: Look, width: float, room: float, *, inside: bool = False) -> None:
        self.look, self.width, self.room, self.inside = look, width, room, inside
        self._sections = count(1)

    def pieces(self, blocks: tuple[b.Block, ...], *, kept: bool = False) -> list[Piece]:
        """All blocks, each with the distance that it wants above; `kept`: whoever wrote them put them together."""
        ties = self.look.keeping.parts
        told = [
            self._spaced(block, leads=_leads(blocks, at) or (ties and _tied(blocks, at, kept=kept)))
            for at, block in enumerate(blocks)
        ]
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
        inner = Composer(self.look, self.width - 2 * FRAME.across, self.room, inside=True)
        whole = not self.look.keeping.parts or any(_is_signed(one) for one in block.blocks)
        return framed(inner.pieces(block.blocks), self.look, self.width, _name(block), whole=whole)

    def _together(self, block: b.KeepTogether) -> list[Piece]:
        kept = [inner for inner in block.blocks if not isinstance(inner, b.PageBreak)]
        pieces = self.pieces(tuple(kept), kept=True)
        if not pieces:
            return []
        whole = Keep(pieces, gap=pieces[0].gap)
        if not self._long(whole) or (self.inside and _is_signed(block)):
            return [whole]
        return self._loosened(pieces, kept[-1])

    def _long(self, piece: Piece) -> bool:
        """Whether a piece, moved as a whole, would leave too much of a page empty."""
        keeping = self.look.keeping
        return keeping.parts and piece.height > keeping.blocks * self.room

    @staticmethod
    def _loosened(pieces: list[Piece], last: b.Block) -> list[Piece]:
        """What is too much to be kept breaks between its pieces; boxes to tick take along what they are ticked for.
        What is filled in by hand stays with what is signed in the same part, not with the next one."""
        if isinstance(last, b.Checklist):
            pieces[-1].leans = True
        if isinstance(last, b.CopySentence):
            pieces[-1].glued = False
        return pieces


def _leads(blocks: tuple[b.Block, ...], at: int) -> bool:
    """Whether a paragraph says under a heading how the table behind it is read, or what for somebody signs below, with
    all that is declared before it: it stays with that."""
    if not at < len(blocks) - 1 or not isinstance(blocks[at], b.Paragraph):
        return False
    if _is_signed(blocks[at + 1]) or (_declares(blocks[at]) and _declares(blocks[at + 1]) and _leads(blocks, at + 1)):
        return True
    titled = at > 0 and isinstance(blocks[at - 1], b.Heading)
    return titled and isinstance(blocks[at + 1], b.Table | b.KeyValues | b.Bars)


def _tied(blocks: tuple[b.Block, ...], at: int, *, kept: bool) -> bool:
    """Where what is kept together may be parted: whether a block stays with the next one all the same. Who and what
    for stands above what is filled in by hand, an answer above its signature, a title or a chart above its table; of
    what is `kept`, the last two things that are said above a signature."""
    block, following, *further = (*blocks[at:], None)
    if following is None:
        return False
    if not isinstance(block, b.Paragraph):
        legend = isinstance(block, b.AllocationChart) and isinstance(following, b.Table)
        return legend or (isinstance(block, b.Answers) and _is_signed(following))
    if isinstance(following, b.CopySentence) or (_declares(block) and isinstance(following, b.KeyValues | b.Table)):
        return True
    ends = isinstance(following, b.Answers | b.Paragraph) and further[0] is not None and _is_signed(further[0])
    return kept and (_is_signed(following) or ends)


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
