"""A page of entries as columns and rows: as wide as what stands in them, and narrower where there is no room."""

import re
from collections.abc import Collection, Iterable, Sequence

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.views import Line, Page, Shown
from rmdesk.domain.base import Lang
from rmdesk.faces.cells import width
from rmdesk.faces.nearness import how_near
from rmdesk.tui.kit.columns import GAP, NEVER, Column, Row, Tone

MOST, LEAST, FIRST = 30, 6, 16
"""No column but the state is wider than the first while others want room; no text is cut below the second, that of the
first column not below the third, and none below its heading."""
_LEAD = 2  # cells of a row's sign
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REST = 4  # cells of "：…" after how late it is


def laid(desk: Desk, page: Page, lines: Collection[Line], lang: Lang, cells: int) -> tuple[Column, ...]:
    """The columns of a list of `cells` cells. Texts give way, numbers, dates, headings and how late something is never;
    what then has no room is left out from the right, what the list is sorted by last, the state never, and stands in
    the preview and in the entry. Where something is overdue, counts and the whole give their room to the state first:
    it says what is."""
    widths = _wanted(desk, page, lines, lang)
    firm = [one.number or one.key == "no" or _days(lines, at) for at, one in enumerate(page.columns)]
    overdue = max((width(how_near(desk, line.late.on, lang)) + _REST for line in lines if line.late), default=0)
    shown = list(range(len(widths)))
    room = cells - _LEAD
    heads = [width(one.label.of(lang)) for one in page.columns]
    least = [
        wide if hard else max(head, min(wide, max(overdue, LEAST) if one.key == "state" else LEAST if at else FIRST))
        for at, (one, wide, hard, head) in enumerate(zip(page.columns, widths, firm, heads, strict=True))
    ]
    whole = [
        wide if hard or one.key == "state" else max(head, min(wide, FIRST))
        for one, wide, hard, head in zip(page.columns, widths, firm, heads, strict=True)
    ]
    spare = [at for at, one in enumerate(page.columns) if overdue and at and (one.number or one.key == "parent")]
    while spare and _sum(whole[at] for at in shown) > room:
        shown.remove(spare.pop())
    order = [(one.key != page.sort.removeprefix("-"), at) for at, one in enumerate(page.columns) if one.key != "state"]
    while len(shown) > 1 and _sum(least[at] for at in shown) > room:
        shown.remove(max(one for one in order if one[1] in shown)[1])
    for limits in (whole, least):
        _shrink(widths, limits, room, shown)
    widest = max(shown, key=lambda at: (not firm[at], widths[at]), default=0)
    return tuple(
        Column(
            one.label.of(lang),
            widths[at],
            grow=int(at == widest),
            align="right" if one.number else "left",
            from_width=0 if at in shown else NEVER,
        )
        for at, one in enumerate(page.columns)
    )


def rows(desk: Desk, lines: Iterable[Line], lang: Lang, marked: Collection[str] = ()) -> list[Row]:
    """One row an entry; what is overdue says so, a value that is late is coloured and has its sign, what has ended
    stands back."""
    return [row(desk, one, lang, marked=one.id in marked) for one in lines]


def row(desk: Desk, line: Line, lang: Lang, *, marked: bool) -> Row:
    """One entry. A mark stands before every other sign."""
    hot = [at for at, cell in enumerate(line.cells) if cell.tone == "late" or (line.late and cell.key == "state")]
    alive, late = not (line.ended or line.voided), bool(hot or line.late)
    tone: Tone = "late" if alive and late else "muted" if not alive or line.veiled else ""
    sign = "☑" if marked else "×" if line.voided else "!" if alive and late else ""
    cells = tuple(said(desk, line, cell, lang) for cell in line.cells)
    return Row(line.id, cells, sign=sign, tone=tone, hot=tuple(hot[-1:]))


def said(desk: Desk, line: Line, cell: Shown, lang: Lang) -> str:
    """What a cell says; that of the state first what is overdue, by how much."""
    overdue = _overdue(desk, line, lang) if cell.key == "state" else ""
    return f"{overdue}{_of_day(line)} · {cell.text.of(lang)}" if overdue else cell.text.of(lang)


def _overdue(desk: Desk, line: Line, lang: Lang) -> str:
    """How late what is."""
    if line.late is None:
        return ""
    return f"{how_near(desk, line.late.on, lang)}{'：' if lang == 'zh' else ': '}{line.late.label.of(lang)}"


def _of_day(line: Line) -> str:
    """The day from which it is late, where another one stands beside it and seems to contradict how late it is; where
    there is no room it gives way."""
    day = "" if line.late is None else line.late.on.isoformat()[:10]
    dated = {cell.raw for cell in line.cells if _DAY.fullmatch(cell.raw)}
    return f" {day[5:]}" if day and dated and day not in dated else ""


def _days(lines: Collection[Line], at: int) -> bool:
    """Whether a column holds days, half of which tells nothing."""
    return any(_DAY.fullmatch(line.cells[at].raw) for line in lines)


def _wanted(desk: Desk, page: Page, lines: Iterable[Line], lang: Lang) -> list[int]:
    widths = [width(one.label.of(lang)) for one in page.columns]
    for line in lines:
        for at, cell in enumerate(line.cells):
            most = NEVER if cell.key == "state" else MOST  # what is overdue, and by how much, is read whole
            widths[at] = max(widths[at], min(most, width(said(desk, line, cell, lang))))
    return widths


def _sum(widths: Iterable[int]) -> int:
    found = tuple(widths)
    return sum(found) + GAP * max(0, len(found) - 1)


def _shrink(widths: list[int], least: Sequence[int], room: int, shown: Sequence[int]) -> None:
    """Take a cell from the widest that may still give one, until all fit."""
    while _sum(widths[at] for at in shown) > room:
        able = [at for at in shown if widths[at] > least[at]]
        if not able:
            return
        widths[max(able, key=lambda at: widths[at])] -= 1
