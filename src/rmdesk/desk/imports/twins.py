"""Rows of one file that mean the same thing: of two with one key the first counts."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

Name = tuple[str, str]
"""By what a row is known: (target, key)."""
_BITS = 0xFFFFFFFF


class Twin(NamedTuple):
    """An earlier row that is known by the same name, whether it says the `same`, and the places of the cells in which
    the two differ."""

    name: Name
    row: int
    same: bool
    differing: tuple[int, ...]


class Twins:
    """The rows that were seen. What stands in them is not kept, only its hash: two hundred thousand rows of twenty
    columns take some 60 megabytes."""

    def __init__(self, width: int) -> None:
        """`width`: columns of the sheet."""
        self._width = width
        self._cells = array("I")
        self._at: dict[int, int] = {}  # hash of a name → place of its row
        self._rows = array("q")
        self._values = array("q")

    def of(self, value: Any, names: Iterable[Name], cells: Sequence[str]) -> Twin | None:
        """The earlier row that has one of these names; None where there is none."""
        for name in names:
            at = self._at.get(hash(name))
            if at is not None:
                first = self._cells[at * self._width : (at + 1) * self._width]
                pairs = enumerate(zip(first, self._hashes(cells), strict=True))
                differing = (place for place, (one, other) in pairs if one != other)
                return Twin(name, self._rows[at], self._values[at] == _hash(value), tuple(differing))
        return None

    def note(self, row: int, value: Any, names: Iterable[Name], cells: Sequence[str]) -> None:
        """A row that counts."""
        self._rows.append(row)
        self._values.append(_hash(value))
        self._cells.extend(self._hashes(cells))
        self._at.update(dict.fromkeys(map(hash, names), len(self._rows) - 1))

    def _hashes(self, cells: Sequence[str]) -> list[int]:
        """Of the cells of a row, as many as there are columns."""
        found = [hash(one) & _BITS for one in cells[: self._width]]
        return found + [0] * (self._width - len(found))


def _hash(value: object) -> int:
    """Of what a row became, whatever it is made of."""
    if isinstance(value, tuple):
        return hash(tuple(map(_hash, value)))
    if isinstance(value, dict):
        return hash(tuple(value.items()))
    try:
        return hash(value)
    except TypeError:  # it holds a dictionary
        return hash(repr(value))
