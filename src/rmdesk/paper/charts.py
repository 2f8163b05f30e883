"""Charts that print in one ink: hatches, labels and figures say what they say, colour adds nothing."""

from collections.abc import Callable, Sequence

from rmdesk.paper.blocks import AllocationChart, Bars
from rmdesk.paper.flow import Heading, Keep, Piece
from rmdesk.paper.grid import Cell, Grid, Row, Sign
from rmdesk.paper.look import ACCENT, INK, MM, RULE, WHITE, Colour, Look
from rmdesk.paper.pen import Pen
from rmdesk.paper.text import text_width

Hatch = Callable[[Pen, float, float, float, float], None]

_PALE: Colour = (0.83, 0.87, 0.89)
_MIDDLE: Colour = (0.52, 0.62, 0.68)


def _plain(ground: Colour) -> Hatch:
    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        pen.box(x, y, width, height, fill=ground)

    return draw


def _slanted(ground: Colour, ink: Colour, pitch: float, *slopes: int) -> Hatch:
    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        pen.box(x, y, width, height, fill=ground)
        for slope in slopes:
            for step in range(int((width + height) / pitch) + 1):
                at = x - height + step * pitch
                ends = ((at, y), (at + height, y + height)) if slope > 0 else ((at, y + height), (at + height, y))
                pen.line(*ends, width=0.8, colour=ink)

    return draw


def _ruled(ground: Colour, ink: Colour, pitch: float, *, upright: bool) -> Hatch:
    def draw(pen: Pen, x: float, y: float, width: float, height: float) -> None:
        pen.box(x, y, width, height, fill=ground)
        for step in range(1, int((width if upright else height) / pitch) + 1):
            at = (x if upright else y) + (step - 0.5) * pitch
            pen.line(*(((at, y), (at, y + height)) if upright else ((x, at), (x + width, at))), width=0.8, colour=ink)

    return draw


_HATCHES: tuple[Hatch, ...] = (
    _plain(ACCENT),
    _slanted(WHITE, ACCENT, 4.2, 1),
    _plain(_PALE),
    _slanted(WHITE, ACCENT, 4.6, 1, -1),
    _plain(_MIDDLE),
    _ruled(WHITE, ACCENT, 3.2, upright=False),
    _slanted(_PALE, ACCENT, 4.2, -1),
    _ruled(_PALE, ACCENT, 3.4, upright=True),
    _slanted(_MIDDLE, WHITE, 4.2, 1),
)


class StackedBar(Piece):
    """One bar, parted by share; the number above a part leads to its line in the legend."""

    def __init__(self, shares: Sequence[float], look: Look, width: float, gap: float) -> None:
        self.shares, self.look, self.width, self.gap = shares, look, width, gap
        self.bar = (11 if look.large else 9) * MM

    @property
    def height(self) -> float:
        return self.bar + self.look.small.lead + 4

    def draw(self, pen: Pen, x: float, top: float) -> None:
        foot = top - self.look.small.lead - self.bar
        free = x
        for place, share in enumerate(self.shares):
            part = share * self.width
            _hatched(pen, place, x, foot, part, self.bar)
            free = self._number(pen, place, x + part / 2, foot + self.bar + 3, free)
            x += part

    def _number(self, pen: Pen, place: int, middle: float, y: float, free: float) -> float:
        """Writes the number where there is room for it; returns where the next one may begin."""
        style = self.look.small
        width = text_width(str(place + 1), style)
        if not self.shares[place] or middle - width / 2 < free:
            return free
        pen.text(middle - width / 2, y, str(place + 1), size=style.size, colour=INK)
        return middle + width / 2 + 3


def allocation(block: AllocationChart, look: Look, width: float) -> list[Piece]:
    """The bar, and its legend where it has one."""
    if not block.slices:
        return []
    values = [float(percent) for _, percent, _ in block.slices]
    whole = sum(values) or 1.0
    bar = StackedBar([value / whole for value in values], look, width, gap=4)
    pieces: list[Piece] = [*_title(block.title, look, width), bar]
    if block.legend:
        rows = [_legend(place, part, look, width) for place, part in enumerate(block.slices)]
        pieces.append(Grid(rows, width, gap=3))
    return [Keep(pieces, gap=0.9 * look.em)]


def _legend(place: int, part: tuple[str, str, str], look: Look, width: float) -> Row:
    label, percent, amount = part
    right = look.cell.but(align="r")
    size = look.cell.size
    name = Cell.of(label, look.cell, 3.6 * size, 0.52 * width - 3.6 * size)
    number = Cell.of(str(place + 1), right, 0, 1.3 * size)
    swatch = Cell((), look.cell, 1.7 * size, 1.5 * size, sign=_swatch(place))
    share = Cell.of(f"{percent}%", right.but(weight="Bold"), 0.52 * width, 0.16 * width)
    return Row((number, swatch, name, share, Cell.of(amount, right, 0.7 * width, 0.3 * width - 4)), pad=2.4)


def _swatch(place: int) -> Sign:
    def draw(pen: Pen, x: float, y: float, size: float) -> None:
        _hatched(pen, place, x, y - 0.42 * size, 1.5 * size, 0.84 * size)

    return draw


def _hatched(pen: Pen, place: int, x: float, y: float, width: float, height: float) -> None:
    hatch = _HATCHES[place % len(_HATCHES)]
    if width > 0:
        pen.clipped(x, y, width, height, lambda: hatch(pen, x, y, width, height))
        pen.box(x, y, width, height, stroke=INK, line=0.6)


def bars(block: Bars, look: Look, width: float) -> list[Piece]:
    """Horizontal bars from the full or the largest value's length down, the value in words at the right."""
    if not block.labels:
        return []
    highest = max(map(float, (*block.values, block.full or "0"))) or 1.0
    rows = [
        _bar(label, told, float(value) / highest, look, width)
        for label, value, told in zip(block.labels, block.values, block.told or block.values, strict=True)
    ]
    grid = Grid(rows, width, gap=3)
    return [Keep([*_title(block.title, look, width), grid], gap=0.9 * look.em)]


def _bar(label: str, told: str, share: float, look: Look, width: float) -> Row:
    length = share * 0.42 * width

    def draw(pen: Pen, x: float, y: float, size: float) -> None:
        if length:
            pen.box(x, y - 0.42 * size, length, 0.84 * size, fill=look.accent)
        pen.line((x, y - 0.7 * size), (x, y + 0.7 * size), width=0.8, colour=RULE)

    name = Cell.of(label, look.cell, 4, 0.34 * width - 8)
    value = Cell.of(told, look.cell.but(align="r", weight="Bold"), 0.79 * width, 0.21 * width - 4)
    return Row((name, Cell((), look.cell, 0.36 * width, 0, sign=draw), value), pad=2.4)


def _title(title: str, look: Look, width: float) -> list[Piece]:
    return [Heading.of(title, look.cell.but(weight="Bold"), width)] if title else []
