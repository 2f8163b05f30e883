"""A page of entries as columns and rows: as wide as what stands in them, and narrower where there is no room."""

import re
from collections.abc import Collection, Iterable, Sequence

from rmdesk.desk.registers.views import Line, Page, Shown
from rmdesk.domain.base import Lang
from rmdesk.faces.cells import width
from rmdesk.locale import tr
from rmdesk.tui.kit.columns import GAP, Column, Row, Tone

MOST, LEAST, FIRST = 30, 6, 16
"""No column is wider than the first while others want room; no text is cut below the second, that of the first column
not below the third."""
_LEAD = 2  # cells of a row's sign
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NEVER = 10_000  # a column from this width on is not shown


def laid(page: Page, lines: Collection[Line], lang: Lang, cells: int) -> tuple[Column, ...]:
    """The columns of a list of `cells` cells. Texts give way, numbers, dates and what is overdue never; what
    then has no room is left out from the right, and stands in the preview and in the entry."""
    widths = _wanted(page, lines, lang)
    firm = [one.number or one.key == "no" or _days(lines, at) for at, one in enumerate(page.columns)]
    overdue = max((width(_overdue(line, lang)) for line in lines), default=0)
    shown = len(widths)
    room = cells - _LEAD
    least = [
        wide if hard else min(wide, max(overdue, LEAST) if one.key == "state" else LEAST if at else FIRST)
        for at, (one, wide, hard) in enumerate(zip(page.columns, widths, firm, strict=True))
    ]
    while shown > 1 and _sum(least[:shown]) > room:
        shown -= 1
    _shrink(widths, least, room, shown)
    widest = max(range(shown), key=lambda at: (not firm[at], widths[at]), default=0)
    return tuple(
        Column(
            one.label.of(lang),
            widths[at],
            grow=int(at == widest),
            align="right" if one.number else "left",
            from_width=0 if at < shown else NEVER,
        )
        for at, one in enumerate(page.columns)
    )


def rows(lines: Iterable[Line], lang: Lang, marked: Collection[str] = ()) -> list[Row]:
    """One row an entry; what is overdue says so, a value that is late is coloured and has its sign, what has ended
    stands back."""
    return [row(one, lang, marked=one.id in marked) for one in lines]


def row(line: Line, lang: Lang, *, marked: bool) -> Row:
    """One entry. A mark stands before every other sign."""
    hot = [at for at, cell in enumerate(line.cells) if cell.tone == "late" or (line.late and cell.key == "state")]
    alive, late = not (line.ended or line.voided), bool(hot or line.late)
    tone: Tone = "late" if alive and late else "muted" if not alive or line.veiled else ""
    sign = "☑" if marked else "×" if line.voided else "!" if alive and late else ""
    cells = tuple(said(line, cell, lang) for cell in line.cells)
    return Row(line.id, cells, sign=sign, tone=tone, hot=hot[-1] if hot else -1)


def said(line: Line, cell: Shown, lang: Lang) -> str:
    """What a cell says; that of the state first by how much something is overdue."""
    return f"{_overdue(line, lang) if cell.key == 'state' else ''}{cell.text.of(lang)}"


def _overdue(line: Line, lang: Lang) -> str:
    return f"{tr(lang, 'common.when.late', days=line.late)} · " if line.late else ""


def _days(lines: Collection[Line], at: int) -> bool:
    """Whether a column holds days, half of which tells nothing."""
    return any(_DAY.fullmatch(line.cells[at].raw) for line in lines)


def _wanted(page: Page, lines: Iterable[Line], lang: Lang) -> list[int]:
    widths = [width(one.label.of(lang)) for one in page.columns]
    for line in lines:
        for at, cell in enumerate(line.cells):
            widths[at] = max(widths[at], min(MOST, width(said(line, cell, lang))))
    return widths


def _sum(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * max(0, len(widths) - 1)


def _shrink(widths: list[int], least: Sequence[int], room: int, shown: int) -> None:
    """Take a cell from the widest that may still give one, until all fit."""
    while _sum(widths[:shown]) > room:
        able = [at for at in range(shown) if widths[at] > least[at]]
        if not able:
            return
        widths[max(able, key=lambda at: widths[at])] -= 1
