"""Versions, dates and ids: the same in every file."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from rmdesk.formpack.check.walk import Spot
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.meta import PackMeta
from rmdesk.formpack.parse import NAMES

_REPEATABLE = {"threshold", "clock", "bands", "examples"}  # lists whose entries may share a name
_DATED = {"thresholds.toml", "complaint_clocks.toml"}  # rows that begin later are what these files are for
_MOST_VERSION = 24
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+")  # ids stand in keys, in lists parted by commas, and on command lines


def faults(file: str, spot: Spot, meta: PackMeta | None) -> Iterator[Fault]:
    """Empty versions, names that stand twice, parts that are not in force when the pack is."""
    name = spot.plain.rpartition(".")[2]
    if name == "version":
        yield from _version(file, spot)
    elif spot.plain == "id" and isinstance(spot.value, str) and not _PLAIN.fullmatch(spot.value):
        yield fault(file, spot.key, "identifier", name=spot.value)
    elif name == "effective_from" and meta is not None and file not in _DATED:
        yield from _not_yet(file, spot, meta.effective_from)
    elif isinstance(spot.value, list) and spot.plain not in _REPEATABLE:
        yield from _repeated(file, spot)


def _version(file: str, spot: Spot) -> Iterator[Fault]:
    if isinstance(spot.value, str):
        plain = spot.value.isascii() and spot.value.isprintable() and " " not in spot.value
        if not plain or not 0 < len(spot.value) <= _MOST_VERSION:
            yield fault(file, spot.key, "version")


def _repeated(file: str, spot: Spot) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for entry in spot.value:
        if not isinstance(entry, dict):
            continue
        found = next(((one, str(entry[one])) for one in NAMES if isinstance(entry.get(one), str)), None)
        if found is None:
            continue
        key = f"{spot.key}[{found[1]}].{found[0]}"
        if not _PLAIN.fullmatch(found[1]):
            yield fault(file, key, "identifier", name=found[1])
        if found in seen:
            yield fault(file, key, "duplicate", name=found[1])
        seen.add(found)


def _not_yet(file: str, spot: Spot, pack_day: date) -> Iterator[Fault]:
    day = spot.value
    if isinstance(day, date) and not isinstance(day, datetime) and day > pack_day:
        yield fault(file, spot.key, "not_yet", day=day, pack=pack_day)
