"""Bullets, checklists, and questions with their chosen options."""

from rmdesk.paper.blocks import Answers, Bullets, Checklist, Option
from rmdesk.paper.flow import Keep, Piece
from rmdesk.paper.grid import Cell, Grid, Row
from rmdesk.paper.look import INK, SOFT, Look
from rmdesk.paper.signs import bullet, checkbox
from rmdesk.paper.text import text_width


def checklist(block: Checklist, look: Look, width: float) -> list[Piece]:
    """Boxes with their texts."""
    indent = 1.5 * look.em
    cells = [
        Cell.of(
            text,
            look.body.but(colour=SOFT if checked is None else INK),
            0,
            width,
            sign=checkbox(checked),
            indent=indent,
        )
        for checked, text in block.items
    ]
    return [Grid([Row((cell,), pad=1.2, rule=0.0) for cell in cells], width)] if cells else []


def bullets(block: Bullets, look: Look, width: float) -> list[Piece]:
    """A list, with numbers where the order counts."""
    indent = (1.9 if block.ordered else 1.2) * look.em
    rows = []
    for count, text in enumerate(block.items, 1):
        number = Cell.of(f"{count}.", look.body, 0, indent)
        item = Cell.of(text, look.body, indent, width - indent)
        mark = Cell.of("", look.body, 0, indent, sign=bullet)
        rows.append(Row((number if block.ordered else mark, item), pad=1.2, rule=0.0))
    return [Grid(rows, width)] if rows else []


def answers(block: Answers, look: Look, width: float) -> list[Piece]:
    """Every question with its options, the chosen ones ticked and bold."""
    return [_question(*row, look, width) for row in block.rows]


def _question(number: str, text: str, options: tuple[Option, ...], look: Look, width: float) -> Piece:
    bold = look.cell.but(weight="Bold")
    indent = min(max(2.0 * bold.size, text_width(number, bold) + 5), 0.2 * width)
    head = Row((Cell.of(number, bold, 0, indent), Cell.of(text, bold, indent, width - indent)), pad=1.5, rule=0.0)
    rows = _options(options, look, indent, width - indent)
    return Keep([Grid([head, *rows], width)], gap=0.75 * look.em)


def _options(options: tuple[Option, ...], look: Look, x: float, width: float) -> list[Row]:
    """Options on one line where they fit it, else in as many columns as the widest of them allows."""
    rooms = [text_width(_told(option), look.cell.but(weight="Bold")) + 2.4 * look.cell.size for option in options]
    if sum(rooms) <= width:
        spare = (width - sum(rooms)) / len(rooms)
        starts = [sum(rooms[:place]) + place * spare for place in range(len(rooms))]
        line = zip(options, starts, rooms, strict=True)
        return [
            Row(tuple(_option(option, look, x + at, room + spare - 4) for option, at, room in line), pad=0.8, rule=0.0)
        ]
    columns = next((count for count in (4, 3, 2) if count * max(rooms, default=0.0) <= width), 1)
    step = width / columns
    cells = [_option(option, look, x + place % columns * step, step - 4) for place, option in enumerate(options)]
    return [Row(tuple(cells[at : at + columns]), pad=0.8, rule=0.0) for at in range(0, len(cells), columns)]


def _option(option: Option, look: Look, x: float, width: float) -> Cell:
    style = look.cell.but(weight="Bold" if option[2] else "Regular")
    return Cell.of(_told(option), style, x, width, sign=checkbox(option[2]), indent=1.4 * style.size)


def _told(option: Option) -> str:
    return f"{option[0]}. {option[1]}" if option[0] else option[1]
