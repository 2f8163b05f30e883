"""Small drawn signs: boxes, bullets, triangles. The font has no ☐ and ☑, and a sign must not depend on colour."""

from rmdesk.paper.grid import Sign
from rmdesk.paper.look import INK, SOFT, Colour
from rmdesk.paper.pen import Pen

_SIDE = 0.86
"""The side of a box in type sizes."""


def checkbox(checked: bool | None) -> Sign:
    """A box: ticked, empty, or with a dash where the item does not apply."""

    def draw(pen: Pen, x: float, y: float, size: float) -> None:
        side = _SIDE * size
        pen.box(x, y - side / 2, side, side, stroke=SOFT if checked is None else INK, line=0.7)
        if checked:
            pen.text(x + 0.02 * size, y - 0.33 * size, "✓", size=size, weight="Bold")
        elif checked is None:
            pen.line((x + 0.25 * side, y), (x + 0.75 * side, y), width=0.9, colour=SOFT)

    return draw


def bullet(pen: Pen, x: float, y: float, size: float) -> None:
    """A small square."""
    side = 0.24 * size
    pen.box(x + 0.3 * size, y - side / 2, side, side, fill=INK)


def caution(pen: Pen, x: float, y: float, size: float) -> None:
    """A triangle with an exclamation mark."""
    half = 0.62 * size
    pen.shape([(x, y - 0.5 * size), (x + 2 * half, y - 0.5 * size), (x + half, y + 0.6 * size)], fill=INK)
    middle = x + half
    pen.line((middle, y + 0.26 * size), (middle, y - 0.16 * size), width=0.14 * size, colour=(1.0, 1.0, 1.0))
    pen.line((middle, y - 0.27 * size), (middle, y - 0.41 * size), width=0.14 * size, colour=(1.0, 1.0, 1.0))


def pointer(pen: Pen, x: float, y: float, size: float, colour: Colour, *, filled: bool = True) -> None:
    """A triangle that points upwards, its tip at (x, y)."""
    half, height = 0.42 * size, 0.7 * size
    pen.shape([(x - half, y - height), (x + half, y - height), (x, y)], fill=colour if filled else None, stroke=colour)
