"""What only a whole column says: the order its days are written in, how long its codes are, whether it is per cent."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from rmdesk.domain.imports.grid import Row

DayOrder = Literal["", "month_first", "day_first", "asked"]
"""How days such as 3/5/2026 read in a column. "": none stands in it; "asked": nothing in it decides."""
SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T].*)?")
_MOST = 2 / 3


class ColumnStudy(NamedTuple):
    """One column. `width`: how long nearly all of its numbers are, 0 where they differ."""

    order: DayOrder = ""
    width: int = 0
    percents: bool = False


Study = Mapping[str, ColumnStudy]
"""By target."""


def studied(rows: Iterable[Row], places: Mapping[str, int], days: Collection[str]) -> Study:
    """Every column of `places` (target → its place), in one pass. `days`: targets that are days."""
    lengths: dict[str, Counter[int]] = {target: Counter() for target in places}
    orders: dict[str, Counter[str]] = {target: Counter() for target in days if target in places}
    percents: Counter[str] = Counter()
    total = 0
    for row in rows:
        total += 1
        for target, at in places.items():
            cell = row.cells[at]
            if not cell:
                continue
            if target in orders:
                if len(cell) >= 8 and cell[4] not in "-/.年":
                    orders[target][order_of(cell)] += 1
                continue
            if cell.isdigit():
                lengths[target][len(cell)] += 1
            elif "%" in cell or "％" in cell:
                percents[target] += 1
    return {
        target: ColumnStudy(
            order=_order(orders.get(target, Counter())),
            width=_width(lengths[target]),
            percents=percents[target] * 2 > total,
        )
        for target in places
    }


def order_of(text: str) -> str:
    """Which order a day such as 31/12/1979 can only have: "month_first", "day_first", "either", "" for another text."""
    found = SLASHED.fullmatch(text.strip())
    if found is None:
        return ""
    one, two = int(found[1]), int(found[2])
    if one > 12 >= two:
        return "day_first"
    return "month_first" if two > 12 >= one else "either" if one <= 12 and two <= 12 else ""


def _order(counted: Counter[str]) -> DayOrder:
    month, day = counted["month_first"], counted["day_first"]
    if month == day:
        return "asked" if month or counted["either"] else ""
    return "month_first" if month > day else "day_first"


def _width(lengths: Counter[int]) -> int:
    width, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return width if count > 2 and count > _MOST * lengths.total() else 0
