"""Small pictures of plain characters, where people would rather look than read: a level on its scale, dates on a line
of days, shares as a bar. Each is one line of text, with signs of ASCII alone where a terminal has no others."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

_SHARES = "█▓▒░"  # told apart without colour, in the order of size
_SHARES_ASCII = "#=+-"
_ASCII = str.maketrans("─▲✓▸│", "-^v>|")


class Mark(NamedTuple):
    """A day on a line of days, and the sign that stands there."""

    day: date
    sign: str


def ascii_only() -> bool:
    """Whether the terminal has no signs but ASCII: a dumb one, or one whose encoding is not that of Unicode."""
    encoding = "" if sys.__stdout__ is None else sys.__stdout__.encoding.lower()  # the face puts its own in its place
    return os.environ.get("TERM") == "dumb" or not encoding.startswith("utf")


def scale(levels: Sequence[str], at: str, *, plain: bool | None = None) -> str:
    """A level among all of them, the lowest first: `C1─C2─[C3]─C4─C5`. `plain`: ASCII alone; None: as the
    terminal wants."""
    line = "-" if _is_plain(plain) else "─"
    return line.join(f"[{one}]" if one == at else one for one in levels)


def days(marks: Iterable[Mark], cells: int, *, plain: bool | None = None) -> str:
    """Marks on a line of days `cells` long, from the first to the last; of two on one cell the later given is seen."""
    found = list(marks)
    first, last = min(one.day for one in found), max(one.day for one in found)
    line = ["─"] * cells
    whole = max(1, (last - first).days)
    for one in found:
        line[(one.day - first).days * (cells - 1) // whole] = one.sign
    whole_line = "".join(line)
    return whole_line.translate(_ASCII) if _is_plain(plain) else whole_line


def shares(parts: Sequence[Decimal], cells: int, *, plain: bool | None = None) -> str:
    """Shares of a whole (0 to 1) as a bar of about `cells`; what is there is seen, however little."""
    signs = share_signs(plain=plain)
    return "".join(signs[at % len(signs)] * max(1, int(part * cells)) for at, part in enumerate(parts))


def share_signs(*, plain: bool | None = None) -> str:
    """The sign of each share, in their order."""
    return _SHARES_ASCII if _is_plain(plain) else _SHARES


def _is_plain(plain: bool | None) -> bool:
    return ascii_only() if plain is None else plain
