"""How the figures of a column count by what stands behind its heading, in a column of units or above the list: as if it
stood behind each in its cell. What nobody knows there is asked once; a cell that has a unit of its own goes before
it."""

import re
import unicodedata
from typing import Final

from rmdesk.desk.imports.rows import Cells, asked_as
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.units import HOURS, Counted, Measure
from rmdesk.domain.refusal import refuse

_NAKED: Final = re.compile(r"[-+\u2212]?[0-9][0-9,. ]*")
_OF_COUNTS: Final = frozenset({"", "个", "份", "笔", "件", "次", "户", "人", "名", "项", "必填", "选填"})
"""Behind the heading of a number these say nothing of its size."""


def counted(cells: Cells, target: str, measure: Measure) -> Counted | None:
    """What the naked figures of a column are counted in; None where nobody knows: it is asked."""
    kind, beside = cells.kind, cells.unit_beside(target, measure)
    found = kind.counted_as(target, beside, measure) if beside else kind.counted(target, measure)
    if beside and found is not None and found.currency:
        cells.counted_in[target] = found.currency
    if found is None:
        unit = beside or kind.unit_of(target) or "/".join(kind.units_above(measure))
        cells.ask(target, asked_as(unit), measure.units)
        cells.wrong(target, refuse("IMPORT.heading_unit", given=unit), ask=True)
    return found


def in_cell(cells: Cells, target: str, text: str, measure: Measure) -> str | None:
    """A cell as it would stand with the unit of its heading in it; None where nobody knows that unit."""
    if not _is_naked(text):
        return text
    found = counted(cells, target, measure)
    return None if found is None else f"{text}{found.unit}"


def is_bare(cells: Cells, target: str, text: str, measure: Measure) -> bool:
    """Whether a cell is a naked figure of which neither its heading nor what stands beside or above it says the
    unit."""
    if not _is_naked(text) or cells.unit_beside(target, measure) or cells.kind.unit_of(target):
        return False
    found = cells.kind.counted(target, measure)
    return found is not None and not found.unit


def uncounted(cells: Cells, target: str, text: str) -> str:
    """The cell of a number that has no unit of its own: one behind its heading is in the way, unless the field itself
    is called so."""
    column = cells.column(target)
    named = plain(column.heading) in map(plain, cells.kind.headings(cells.pack).get(target, ()))
    known = named or plain(column.unit) in _OF_COUNTS or HOURS.of(column.unit, {}) is not None
    return text if known or not _is_naked(text) else f"{text}{column.unit}"


def _is_naked(text: str) -> bool:
    return _NAKED.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None
