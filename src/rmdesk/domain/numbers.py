"""Numbers for people to say: K-0001, EV-2026-0001 in a series that begins anew each year, EV-2026-0001/2 of a part.

A number is a label and never a key. It is given once: the last one of every series follows from the facts that gave
numbers out (`Fact.gives_no`), so that a row that is gone frees none.
"""

import re
from typing import Final

_PART: Final = "/"
_NUMBER: Final = re.compile(r"(.+)([-/])([0-9]+)")


def series(prefix: str, year: int | None = None) -> str:
    """The name of a series of numbers: "K", or "EV-2026"."""
    return prefix if year is None else f"{prefix}-{year:04d}"


def parts_of(whole: str) -> str:
    """The name of the series of the parts of a whole: "EV-2026-0001/"."""
    return f"{whole}{_PART}"


def numbered(name: str, serial: int) -> str:
    """The number `serial` (1, 2, 3 …) of a series: four digits or more; a part has no zeros before it."""
    return f"{name}{serial}" if name.endswith(_PART) else f"{name}-{serial:04d}"


def parted(number: str) -> tuple[str, int]:
    """The series of a number and its place in it. ValueError for a text that is no number."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"{number!r} is no number of a series")
    name, mark, serial = found.groups()
    return name + mark.replace("-", ""), int(serial)
