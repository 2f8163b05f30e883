"""Tables and labelled values: columns that fit their content, in large print too."""

from collections.abc import Sequence
from dataclasses import replace

from rmdesk.paper.blocks import Align, KeyValues, Table
from rmdesk.paper.breaking import widest_unit
from rmdesk.paper.clean import printable
from rmdesk.paper.flow import Heading, Piece
from rmdesk.paper.grid import Cell, Grid, Row
from rmdesk.paper.look import Look, TextStyle
from rmdesk.paper.text import text_width
from rmdesk.paper.typeface import Typeface, typeface
from rmdesk.paper.words import WORDS

_NONE = "—"
"""What stands where there is nothing: an empty place could be filled in afterwards."""
_PAD = 5.0
"""Points on either side of a cell's text."""
_SHRINK = (1.0, 0.92, 0.85)
"""How much smaller a table may be set so that numbers stay whole, before it is turned into records."""
_NARROWEST = 4.0
"""A column holds at least so many type sizes, where its content is that wide."""

_SHORT = 6.5
"""Type sizes of a Chinese word or two (客户风险等级): broken for its last character it is ugly."""

_ROOMY, _LINES = 7.0, 4.0
"""In large print a column under so many type sizes is too narrow for text of more lines: records are read better."""
_WORD = 0.4
"""A word wider than this share of the page is broken: it must not decide how a table stands."""


def table(block: Table, look: Look, width: float) -> list[Piece]:
    """A table with its caption, or one record below the other where the columns cannot fit."""
    caption = [Heading.of(block.caption, look.cell.but(weight="Bold"), width)] if block.caption else []
    return [*caption, _body(block, look, width)]


def _body(block: Table, look: Look, width: float) -> Piece:
    if not block.rows:
        return _empty(block, look, width)
    for factor in _SHRINK[:1] if look.large else _SHRINK:  # large print is never set smaller
        style = look.cell.scaled(factor)
        for short in (_SHORT, 0.0):
            widths = _columns(block, style, width, short, roomy=look.large)
            if widths is not None:
                return _grid(block, look, style, widths)
    return _records(block, look, width)


def _grid(block: Table, look: Look, style: TextStyle, widths: Sequence[float]) -> Grid:
    rows = [_row(row, block, style, widths) for row in block.rows]
    rows[-1] = Row(rows[-1].cells, rows[-1].pad, rule=0.8, colour=look.accent)
    return Grid(rows, sum(widths), head=_head(block, look, style, widths), gap=3)


def _row(texts: Sequence[str], block: Table, style: TextStyle, widths: Sequence[float]) -> Row:
    cells, x = [], 0.0
    for text, width, align in zip(texts, widths, _aligns(block), strict=True):
        cells.append(Cell.of(text, style.but(align=align), x + _PAD, width - 2 * _PAD))
        x += width
    return Row(tuple(cells))


def _head(block: Table, look: Look, style: TextStyle, widths: Sequence[float]) -> list[Row]:
    if not block.head:
        return []
    row = _row(block.head, block, style.but(weight="Bold", colour=look.accent), widths)
    return [Row(row.cells, row.pad, fill=look.tint, rule=0.8, colour=look.accent)]


def _aligns(block: Table) -> Sequence[Align]:
    if block.align:
        return block.align
    return ["l"] * block.column_count


def _empty(block: Table, look: Look, width: float) -> Piece:
    count = max(block.column_count, 1)
    none = Cell.of(WORDS[look.lang]["none"], look.label.but(align="c"), 0, width)
    return Grid([Row((none,), pad=5)], width, head=_head(block, look, look.cell, [width / count] * count), gap=3)


def _columns(block: Table, style: TextStyle, width: float, short: float, *, roomy: bool) -> list[float] | None:
    """Widths that break no number, no word and no line of up to `short` type sizes without a space, and if `roomy`
    squeeze no text; None when there are none for this style."""
    texts = [[printable(text) for text in column] for column in zip(*_lines(block), strict=True)]
    bold, face = style.but(weight="Bold"), typeface("Bold")
    natural = [max(text_width(line, bold) for text in column for line in text.split("\n")) for column in texts]
    words = [
        min(max(_unbroken(text, face, 1000 * short) for text in column) * style.size / 1000, _WORD * width)
        for column in texts
    ]
    narrowest = (min(want, _NARROWEST * style.size) for want in natural)
    least = [max(word, narrow) + 2 * _PAD for word, narrow in zip(words, narrowest, strict=True)]
    if sum(least) > width:
        return None
    widths = _shared(block.widths or _capped([want + 2 * _PAD for want in natural], width), least, width)
    rooms = [each - 2 * _PAD for each in widths]
    if roomy and any(
        room < _ROOMY * style.size and want > _LINES * room for room, want in zip(rooms, natural, strict=True)
    ):
        return None
    return widths


def _unbroken(text: str, face: Typeface, short: float) -> float:
    """The width of what of a cell stays in one line, in thousandths of the type size."""
    whole = (face.advance(line) for line in text.split("\n") if " " not in line)
    return max((widest_unit(text, face), *(one for one in whole if one <= short)))


def _lines(block: Table) -> list[tuple[str, ...]]:
    return [block.head, *block.rows] if block.head else list(block.rows)


def _capped(wishes: Sequence[float], width: float) -> list[float]:
    """The wishes where `width` can grant them; else the widest are cut to one and the same width."""
    left, waiting = width, sorted(wishes)
    for place, wish in enumerate(waiting):
        each = left / (len(waiting) - place)
        if wish > each:
            return [min(wish, each) for wish in wishes]
        left -= wish
    return list(wishes)


def _shared(shares: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """`width` shared out by `shares`, but nobody under his `least`: who would be gets just that."""
    fixed: dict[int, float] = {}
    while True:
        free = [place for place in range(len(shares)) if place not in fixed]
        unit = (width - sum(fixed.values())) / (sum(shares[place] for place in free) or 1.0)
        short = [place for place in free if shares[place] * unit < least[place]]
        if not short:
            return [fixed.get(place, share * unit) for place, share in enumerate(shares)]
        fixed |= {place: least[place] for place in short}


def _records(block: Table, look: Look, width: float) -> Piece:
    """Every row as labelled values in one piece, parted by a stronger rule: for tables too wide for the page."""
    rows: list[Row] = []
    for texts in block.rows:
        pairs = zip(block.head or ("",) * len(texts), texts, strict=True)
        record = [replace(_field(label, value, look, width), glued=True) for label, value in pairs]
        record[-1] = replace(record[-1], rule=0.8, colour=look.accent, glued=False)
        rows += record
    return Grid(rows, width, gap=3)


def _field(label: str, value: str, look: Look, width: float) -> Row:
    """One labelled value of a record; what bears no label is the record's title, over its whole width."""
    if label.strip():
        return Row(_pair(label, value, look, 0.0, width, 0.36 * width), pad=2.2, rule=0.0)
    title = Cell.of(value.strip() or _NONE, look.cell.but(weight="Bold"), _PAD, width - 2 * _PAD)
    return Row((title,), pad=2.2, rule=0.0)


def key_values(block: KeyValues, look: Look, width: float) -> list[Piece]:
    """Labels and values; two columns where both of a pair are short enough, else one."""
    columns = 1 if look.large else block.columns
    column = width / columns
    cut = _label_width(block, look, column)
    rows: list[Row] = []
    waiting: tuple[Cell, ...] = ()
    for label, value in block.rows:
        if columns == 1 or _long(value, look, column - cut):
            rows += [Row(waiting)] if waiting else []
            rows.append(Row(_pair(label, value, look, 0.0, width, cut)))
            waiting = ()
        elif waiting:
            rows.append(Row((*waiting, *_pair(label, value, look, column, column, cut))))
            waiting = ()
        else:
            waiting = _pair(label, value, look, 0.0, column, cut)
    rows += [Row(waiting)] if waiting else []
    return [Grid(rows, width)] if rows else []


def _label_width(block: KeyValues, look: Look, column: float) -> float:
    """As wide as the widest label, within what leaves the values their room."""
    widest = max((text_width(label, look.label) for label, _ in block.rows), default=0.0) + 3 * _PAD
    return min(max(widest, 0.2 * column), 0.48 * column)


def _long(value: str, look: Look, column: float) -> bool:
    """Whether a value had better take the whole page's width than several lines of half of it."""
    return "\n" in value or text_width(value, look.cell) > 1.6 * (column - 2 * _PAD)


def _pair(label: str, value: str, look: Look, x: float, width: float, cut: float) -> tuple[Cell, ...]:
    return (
        Cell.of(label, look.label, x + _PAD, cut - 2 * _PAD),
        Cell.of(value.strip() or _NONE, look.cell, x + cut + _PAD, width - cut - 2 * _PAD),
    )
