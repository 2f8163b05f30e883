"""Columns and rows as values, and how a row's texts are laid out in the cells that there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rmdesk.faces.cells import fit
from rmdesk.faces.cells import width as cell_width

GAP = 2
NEVER = 10_000  # a column from this width on is not shown
_LEAST = 4
"""No column that may be cut is made narrower than this."""
Tone = Literal["", "late", "muted", "head"]


@dataclass(frozen=True)
class Column:
    """One column: `cells` wide, or taking a share of what is left when `grow` is set, and giving of its own where
    `cells` of all do not fit. It is left out of lists narrower than `from_width` cells. `within`: what is too long is
    cut in its middle. `modest`: what others leave empty goes to it after them, as to a name beside what it is about."""

    title: str
    cells: int
    grow: int = 0
    align: Literal["left", "right"] = "left"
    from_width: int = 0
    within: bool = False
    modest: bool = False


@dataclass(frozen=True)
class Row:
    """One row. `key` names it; `sign` ("!", "✓") stands before it, so that a tone is never the only mark. With `hot`
    a late row is coloured in its sign and in those cells only, and a row without a tone in none: a list of late things
    stays readable. `ticked`: to open it states something (signed, seen, countersigned), so Enter only goes on to the
    next row; Space or its number does."""

    key: str
    cells: tuple[str, ...]
    sign: str = ""
    tone: Tone = ""
    hot: tuple[int, ...] = ()
    ticked: bool = False


def laid_out(
    columns: Sequence[Column], texts: Sequence[str], room: int, width: int, wanted: tuple[int, ...] = ()
) -> list[tuple[int, str]]:
    """Index and filled text of each column that a list of `width` cells shows, in `room` cells without the gaps'.
    `wanted`: the cells of each column's longest text; where one would be cut, the others give what they leave empty."""
    shown = _widths(tuple(columns), width - room, width)
    if wanted:
        shown = _shifted(tuple(columns), _shrunk(tuple(columns), shown, wanted, room), wanted)
    return [(at, fit(texts[at], cells, columns[at].align, within=columns[at].within)) for at, cells in shown]


def wanted(columns: Sequence[Column], rows: Iterable[Row], before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The cells of the longest text of each column, of its title too; `before` is what earlier rows wanted."""
    most = list(before) or [cell_width(column.title) for column in columns]
    for row in rows:
        if row.tone != "head":
            for at, text in enumerate(row.cells[: len(most)]):
                most[at] = max(most[at], cell_width(text))
    return tuple(most)


@lru_cache(maxsize=256)
def _widths(columns: tuple[Column, ...], lead: int, width: int) -> tuple[tuple[int, int], ...]:
    """Index and cells of each column shown in a list of `width` cells, `lead` of which are taken. No column is ever
    narrower in a wider list: what a column that joins will need is not given to the others before."""
    steps = sorted({0, *(column.from_width for column in columns)})
    cells = {at: column.cells for at, column in enumerate(columns) if column.from_width <= width}
    spent = 0
    for at, step in enumerate(steps):
        if step > width:
            break
        end = min(width, steps[at + 1] - 1) if at + 1 < len(steps) else width
        spare = min(_spare(columns, lead, one) for one in (end, *(later for later in steps if later > end)))
        growing = [one for one, column in enumerate(columns) if column.grow and column.from_width <= step]
        shares = sum(columns[one].grow for one in growing)
        for one in growing:
            cells[one] += max(0, spare - spent) * columns[one].grow // shares
        spent = max(spent, spare)
    return tuple(sorted(cells.items()))


@lru_cache(maxsize=256)
def _shrunk(
    columns: tuple[Column, ...], shown: tuple[tuple[int, int], ...], wanted: tuple[int, ...], room: int
) -> tuple[tuple[int, int], ...]:
    """What has no room is taken from what stands empty, then from the widest of those that grow: a name may be cut, a
    number or a date may not."""
    cells = dict(shown)
    over = sum(cells.values()) + GAP * (len(cells) - 1) - room
    for at in reversed(cells):
        spare = max(0, min(over, cells[at] - wanted[at]))
        cells[at], over = cells[at] - spare, over - spare
    for _ in range(over):
        able = [at for at in cells if columns[at].grow and cells[at] > _LEAST]
        if able:
            cells[max(able, key=cells.__getitem__)] -= 1
    return tuple(cells.items())


@lru_cache(maxsize=256)
def _shifted(
    columns: tuple[Column, ...], shown: tuple[tuple[int, int], ...], wanted: tuple[int, ...]
) -> tuple[tuple[int, int], ...]:
    """What some columns leave empty goes to those that are cut: first to those that narrow lists show too, the modest
    last, so that a wider list cuts no more than a narrower one. Nothing moves where nothing is cut."""
    cells = dict(shown)
    for at in sorted(cells, key=lambda one: (columns[one].from_width, columns[one].modest, one)):
        lacks = wanted[at] - cells[at]
        for other in reversed(cells):
            give = min(lacks, cells[other] - wanted[other])
            if give > 0:
                cells[at], cells[other], lacks = cells[at] + give, cells[other] - give, lacks - give
    return tuple(sorted(cells.items()))


def _spare(columns: tuple[Column, ...], lead: int, width: int) -> int:
    """What the columns of a list of `width` cells leave."""
    shown = [column.cells for column in columns if column.from_width <= width]
    return max(0, width - lead - sum(shown) - GAP * max(0, len(shown) - 1))
