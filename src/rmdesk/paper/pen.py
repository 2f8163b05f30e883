"""Drawing on one page: the few PDF operators that a paper needs. Points, y upwards from the page's foot."""

from collections.abc import Callable, Sequence
from math import cos, sin

from rmdesk.paper.look import INK, Colour
from rmdesk.paper.pairs import rooms
from rmdesk.paper.typeface import Weight

Encode = Callable[[str], str]
Point = tuple[float, float]


class Pen:
    """Collects a page's operators; repeats no colour, font or width that already holds."""

    def __init__(self, encoders: dict[Weight, tuple[str, Encode]]) -> None:
        self._encoders = encoders
        self._ops: list[str] = []
        self._set: dict[str, str] = {}
        self.marks: list[tuple[str, float]] = []
        """Headings that were drawn, each with its upper edge: they become the outline."""

    def operators(self) -> str:
        """All that was drawn."""
        return "\n".join(self._ops)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        weight: Weight = "Regular",
        colour: Colour = INK,
        spacing: float = 0.0,
    ) -> None:
        """One line of text from `x` on the baseline `y`, with `spacing` points added between characters."""
        name, encode = self._encoders[weight]
        self._hold("rg", _numbers(colour))
        self._hold("Tc", _number(spacing))
        shown = _placed(text, encode)
        self._ops.append(f"BT /{name} {_number(size)} Tf {_number(x)} {_number(y)} Td {shown} ET")

    def slanted(self, x: float, y: float, text: str, *, size: float, turn: float, colour: Colour) -> None:
        """One bold line of text from `x`, `y`, turned by `turn` radians against the clock."""
        name, encode = self._encoders["Bold"]
        self._hold("rg", _numbers(colour))
        self._hold("Tc", "0")
        turned = _numbers((cos(turn), sin(turn), -sin(turn), cos(turn), x, y))
        self._ops.append(f"BT /{name} {_number(size)} Tf {turned} Tm <{encode(text)}> Tj ET")

    def line(
        self, start: Point, end: Point, *, width: float = 0.5, colour: Colour = INK, dash: Sequence[float] = ()
    ) -> None:
        """A straight line, dashed when `dash` gives lengths."""
        self._stroke(width, colour, dash)
        self._ops.append(f"{_numbers(start)} m {_numbers(end)} l S")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        line: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A rectangle from its lower left corner."""
        if fill is not None:
            self._hold("rg", _numbers(fill))
        if stroke is not None:
            self._stroke(line, stroke, dash)
        paint = {(True, False): "f", (False, True): "S", (True, True): "B"}[(fill is not None, stroke is not None)]
        self._ops.append(f"{_numbers((x, y, width, height))} re {paint}")

    def shape(self, points: Sequence[Point], *, fill: Colour | None = None, stroke: Colour = INK) -> None:
        """A closed polygon, filled or only outlined."""
        path = " ".join(f"{_numbers(point)} {'l' if place else 'm'}" for place, point in enumerate(points))
        if fill is None:
            self._stroke(0.8, stroke, ())
        else:
            self._hold("rg", _numbers(fill))
        self._ops.append(f"{path} h {'S' if fill is None else 'f'}")

    def squares(self, rows: Sequence[Sequence[bool]], corner: Point, side: float, colour: Colour) -> None:
        """The dark ones among equal squares, rows from the upper left `corner`, in one fill without seams."""
        self._hold("rg", _numbers(colour))
        size, (left, top) = _number(side), corner
        columns = [_number(left + column * side) for column in range(len(rows[0]))]
        lows = [_number(top - (row + 1) * side) for row in range(len(rows))]
        drawn = (
            f"{column} {low} {size} {size} re"
            for low, row in zip(lows, rows, strict=True)
            for column, dark in zip(columns, row, strict=True)
            if dark
        )
        self._ops.append(" ".join(drawn) + " f")

    def clipped(self, x: float, y: float, width: float, height: float, draw: Callable[[], None]) -> None:
        """What `draw` draws, only inside the rectangle."""
        before = dict(self._set)
        self._ops.append(f"q {_numbers((x, y, width, height))} re W n")
        draw()
        self._ops.append("Q")
        self._set = before

    def _stroke(self, width: float, colour: Colour, dash: Sequence[float]) -> None:
        self._hold("RG", _numbers(colour))
        self._hold("w", _number(width))
        self._hold("d", f"[{_numbers(dash)}] 0")

    def _hold(self, operator: str, operand: str) -> None:
        if self._set.get(operator) != operand:
            self._set[operator] = operand
            self._ops.append(f"{operand} {operator}")


def _placed(text: str, encode: Encode) -> str:
    """The operator that shows a text, with more or less room between its characters where the type asks for it."""
    parts, start = [], 0
    for place, more in rooms(text):
        parts += [f"<{encode(text[start : place + 1])}>", str(-more)]
        start = place + 1
    last = f"<{encode(text[start:])}>"
    return f"[{' '.join((*parts, last))}] TJ" if parts else f"{last} Tj"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def _numbers(values: Sequence[float]) -> str:
    return " ".join(map(_number, values))
