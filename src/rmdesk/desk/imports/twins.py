"""Rows of one file that mean the same thing: of two with one key the first counts."""

from array import array
from collections.abc import Iterable
from typing import Any

from rmdesk.domain.refusal import Refusal, refuse

Name = tuple[str, str]
"""By what a row is known: (target, key)."""


class Twins:
    """The rows that were seen. What stands in them is not kept, only its hash: two hundred thousand rows take some 40
    megabytes."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}  # hash of a name → place of its row
        self._rows = array("q")
        self._values = array("q")

    def of(self, value: Any, names: Iterable[Name]) -> tuple[Name, Refusal] | None:
        """By which name an earlier row is the same, and whether it says the same."""
        for name in names:
            at = self._at.get(hash(name))
            if at is not None:
                case = "IMPORT.twice" if self._values[at] == _hash(value) else "IMPORT.contradicts"
                return name, refuse(case, row=self._rows[at])
        return None

    def note(self, row: int, value: Any, names: Iterable[Name]) -> None:
        """A row that counts."""
        self._rows.append(row)
        self._values.append(_hash(value))
        self._at.update(dict.fromkeys(map(hash, names), len(self._rows) - 1))


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
