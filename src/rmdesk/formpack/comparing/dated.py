"""Entries of a list with dates: what holds from each day on, under either pack."""

from collections.abc import Iterator, Sequence
from typing import Any

from rmdesk.formpack.parse import Raw, entry_name

DATE = "effective_from"
Pair = tuple[str, Raw | None, Raw | None]
"""An entry's name, and the entry under the older and the newer pack."""


def paired(old: Sequence[Raw], new: Sequence[Raw]) -> Iterator[Pair]:
    """The entries of two lists side by side by name, in the newer list's order, then those that are gone."""
    before, after = _named(old), _named(new)
    for name in dict.fromkeys((*after, *before)):
        if name in before and name in after:
            yield from _in_force(name, before[name], after[name])
        else:
            yield name, before.get(name, [None])[0], after.get(name, [None])[0]


def dates(old: Sequence[Raw], new: Sequence[Raw]) -> Iterator[tuple[str, list[Any], list[Any]]]:
    """Entries that begin on other days under the newer list, by name: the days of both."""
    before, after = _named(old), _named(new)
    for name in after:
        was, now = ([row[DATE] for row in side.get(name, ()) if DATE in row] for side in (before, after))
        if name in before and was != now:
            yield name, was, now


def _named(entries: Sequence[Raw]) -> dict[str, list[Raw]]:
    """Entries by name: several of one name are the rows of a value that changes by date, in order of date. Others of
    one name are told apart by their place."""
    found: dict[str, list[Raw]] = {}
    for at, entry in enumerate(entries):
        name = entry_name(entry, at)
        if name in found and DATE not in entry:
            name = f"{name} {at + 1}"
        found.setdefault(name, []).append(entry)
    for rows in found.values():
        rows.sort(key=lambda row: str(row.get(DATE, "")))
    return found


def _in_force(name: str, old: list[Raw], new: list[Raw]) -> Iterator[Pair]:
    """The rows that hold from each date on which either pack begins one; only where the pair of them changes."""
    days = sorted({row[DATE] for row in (*old, *new) if DATE in row}) or [None]
    last: tuple[Raw, Raw] | None = None
    for day in days:
        pair = _row(old, day), _row(new, day)
        if pair != last:
            yield name if day == days[0] else f"{name} {day}", *pair
        last = pair


def _row(rows: list[Raw], day: Any) -> Raw:
    """The row in force on a day, without its date; before the first row that first row serves."""
    begun = [row for row in rows if day is None or row.get(DATE, day) <= day]
    return {key: value for key, value in (begun[-1] if begun else rows[0]).items() if key != DATE}
