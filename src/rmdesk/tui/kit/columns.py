"""Columns and rows as values, and how a row's texts are laid out in the cells that there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rmdesk.faces.cells import fit

GAP = 2
Tone = Literal["", "late", "muted", "head"]


@dataclass(frozen=True)
class Column:
    """One column: `cells` wide, or taking a share of what is left when `grow` is set. It is left out of lists
    narrower than `from_width` cells."""

    title: str
    cells: int
    grow: int = 0
    align: Literal["left", "right"] = "left"
    from_width: int = 0


@dataclass(frozen=True)
class Row:
    """One row. `key` names it; `sign` ("!", "✓") stands before it, so that a tone is never the only mark. With `hot`
    a late row is coloured in its sign and in that cell only: a list of late things stays readable. `ticked`: to open it
    states something (signed, seen, countersigned), so Enter only goes on to the next row; Space or its number does."""

    key: str
    cells: tuple[str, ...]
    sign: str = ""
    tone: Tone = ""
    hot: int = -1
    ticked: bool = False


def laid_out(columns: Sequence[Column], texts: Sequence[str], room: int, width: int) -> list[tuple[int, str]]:
    """Index and filled text of each column that a list of `width` cells shows, in `room` cells without the gaps'."""
    shown = [
        (at, column, text)
        for at, (column, text) in enumerate(zip(columns, texts, strict=True))
        if width >= column.from_width
    ]
    spare = max(0, room - sum(column.cells for _, column, _ in shown) - GAP * max(0, len(shown) - 1))
    shares = sum(column.grow for _, column, _ in shown) or 1
    return [(at, fit(text, column.cells + spare * column.grow // shares, column.align)) for at, column, text in shown]
