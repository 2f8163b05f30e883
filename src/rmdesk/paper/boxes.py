"""Framed statements: callouts and the box in which a client copies a sentence by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rmdesk.paper.blocks import Callout, CopySentence
from rmdesk.paper.flow import Gap, Keep, Piece, Stack, Text
from rmdesk.paper.grid import Cell, Grid, Row
from rmdesk.paper.look import INK, MM, SOFT, Colour, Look
from rmdesk.paper.pen import Pen
from rmdesk.paper.signs import caution
from rmdesk.paper.text import in_one_line

_MOST_AGAIN = 4
"""Lines of a title that stands again where its frame goes on."""


@dataclass(frozen=True)
class Frame:
    """How a box is drawn: paddings in points, and a line of `line` points on the sides named (l, r, t, b)."""

    across: float
    down: float
    sides: str
    line: float
    colour: Colour
    fill: Colour | None = None


FRAME = Frame(10, 7, "lrtb", 0.8, SOFT)
"""Around what is agreed to and signed by itself."""


class Box(Piece):
    """Pieces in a frame. A short one never breaks over pages; where a long one does the frame stays open, and begins
    on the next page with `again`."""

    def __init__(
        self, inner: Stack, frame: Frame, width: float, gap: float, whole: float, again: Piece | None = None
    ) -> None:
        """`whole`: up to so many points it moves to the next page as it is: half of a warning is misread."""
        self.inner, self.frame, self.width, self.gap, self.whole, self.again = inner, frame, width, gap, whole, again

    @property
    def height(self) -> float:
        return self.inner.height + 2 * self.frame.down

    @property
    def least(self) -> float:
        return self.height if self.height <= self.whole else self.inner.least + 2 * self.frame.down

    def split(self, room: float, *, must: bool = False) -> tuple[Piece, Piece] | None:
        if self.height <= self.whole and not must:
            return None
        parts = self.inner.split(room - 2 * self.frame.down, must=must)
        if parts is None:
            return None
        upper = replace(self.frame, sides=self.frame.sides.replace("b", ""))
        lower = replace(self.frame, sides=self.frame.sides.replace("t", ""))
        done, rest = parts
        again = None if done.pieces == (self.again,) else self.again  # below it nothing fits
        further = rest if again is None else Stack([again, *rest.pieces])
        return (
            Box(done, upper, self.width, self.gap, self.whole),
            Box(further, lower, self.width, self.gap, self.whole, again),
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        frame, foot = self.frame, top - self.height
        if frame.fill is not None:
            pen.box(x, foot, self.width, self.height, fill=frame.fill)
        right = x + self.width
        ends = {
            "l": (x, foot, x, top),
            "r": (right, foot, right, top),
            "t": (x, top, right, top),
            "b": (x, foot, right, foot),
        }
        for side in frame.sides:
            x1, y1, x2, y2 = ends[side]
            pen.line((x1, y1), (x2, y2), width=frame.line, colour=frame.colour)
        self.inner.draw(pen, x + frame.across, top - frame.down)


class RuledLines(Piece):
    """Empty lines to write on."""

    def __init__(self, count: int, pitch: float, width: float, gap: float) -> None:
        self.count, self.pitch, self.width, self.gap = count, pitch, width, gap

    @property
    def height(self) -> float:
        return self.count * self.pitch

    def draw(self, pen: Pen, x: float, top: float) -> None:
        for place in range(1, self.count + 1):
            y = top - place * self.pitch
            pen.line((x, y), (x + self.width, y), width=0.6, colour=SOFT)


def framed(pieces: Sequence[Piece], look: Look, width: float, name: str = "", *, whole: bool = True) -> Piece:
    """Pieces in a frame of their own, which a page holds as a `whole` as long as it can; what goes on the next page
    stands below the frame's `name` there: who signs it sees for what."""
    style = look.body.but(weight="Bold", colour=INK)
    again = glued(Text.of(name, style, width - 2 * FRAME.across)) if name else None
    if name and look.keeping.parts and len(pieces) > 1 and isinstance(pieces[0], Text):
        glued(pieces[0])  # an open frame that holds its title alone says nothing
    gap = 0.8 * look.em
    box = Box(Stack(pieces), FRAME, width, 0.0 if whole else gap, look.keeping.frame, again)
    return Keep([box], gap=gap) if whole else box


def callout(block: Callout, look: Look, width: float) -> list[Piece]:
    """A statement in its frame: a headline between rules, a warning or a note beside a bar."""
    if block.tone == "headline":
        return [_headline(block, look, width)]
    return [_statement(block, look, width)]


def _headline(block: Callout, look: Look, width: float) -> Piece:
    frame = Frame(8, 0.62 * look.em, "tb", 1.6, look.accent, look.tint)
    inner = width - 2 * frame.across
    style = in_one_line(block.title, look.headline, inner)
    pieces = [Text.of(block.title, style, inner)] if block.title else []
    pieces += [Text.of(line, look.body.but(align="c"), inner, gap=2) for line in block.lines]
    return Box(Keep(pieces), frame, width, 0.9 * look.em, look.keeping.frame)


def _statement(block: Callout, look: Look, width: float) -> Piece:
    warning = block.tone == "warning"
    frame = (
        Frame(11, 0.6 * look.em, "lrtb", 1.3, INK)
        if warning
        else Frame(11, 0.55 * look.em, "l", 2.4, look.accent, look.tint)
    )
    inner = width - 2 * frame.across
    pieces: list[Piece] = [_title(block.title, look, inner, warning)] if block.title else []
    pieces += [Text.of(line, look.body, inner, gap=3) for line in block.lines]
    # A title of half a page would leave no room for what it stands above, page after page.
    again = _title(block.title, look, inner, warning) if block.title and look.keeping.parts else None
    again = again if again is not None and again.height <= _MOST_AGAIN * look.body.lead else None
    return Box(Stack(pieces), frame, width, 0.8 * look.em, look.keeping.frame, again)


def _title(title: str, look: Look, width: float, warning: bool) -> Piece:
    style = look.body.but(weight="Bold", colour=INK if warning else look.accent)
    cell = Cell.of(title, style, 0, width, sign=caution if warning else None, indent=1.7 * style.size if warning else 0)
    return glued(Grid([Row((cell,), pad=0, rule=0.0)], width))


def glued(piece: Piece) -> Piece:
    """The piece, made to stay with what follows."""
    piece.glued = True
    return piece


def copy_sentence(block: CopySentence, look: Look, width: float) -> list[Piece]:
    """The instruction and the sentence, and below them ruled lines for the client's hand (SALE-03).

    It stays with what follows: the signature belongs to the sentence.
    """
    frame = Frame(12, 0.8 * look.em, "lrtb", 1.0, look.accent)
    inner = width - 2 * frame.across
    texts: Sequence[Piece] = (
        [Text.of(block.instruction, look.small.but(colour=INK), inner)] if block.instruction else []
    )
    style = in_one_line(block.sentence, look.sentence.but(align="c"), inner)
    sentence = Text.of(block.sentence, style, inner, gap=5)
    pitch = (15 if look.large else 12) * MM
    lines = RuledLines(block.lines, pitch, inner, gap=2)
    box = Box(Stack([*texts, sentence, lines, Gap(3)]), frame, width, 0.0, look.keeping.frame)
    return [glued(Keep([box], gap=0.9 * look.em))]
