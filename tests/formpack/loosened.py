"""A pack's tables changed one place at a time, as somebody would who wants them to ask for less."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from rmdesk.formpack.parse import Raw

Path = tuple[int | str, ...]


class Loosened(NamedTuple):
    """One change: at which place, of what sort, and the tables with it."""

    path: Path
    sort: str
    tables: Raw


def loosened(tables: Raw, *, each: bool, deep: bool = True) -> Iterator[Loosened]:
    """Every key changed: numbers lowered and raised, truths turned, entries and keys taken out, lists emptied or made
    longer, texts and words changed, days put off. Entries of one list are alike, unless `each` is wanted; all tables at
    one depth are, unless `deep`."""
    seen = set[tuple[Path, str]]()
    for path, sort, value in _spots(tables, ()):
        alike = tuple("" if isinstance(step, int) or (not deep and at) else step for at, step in enumerate(path))
        kind = alike, sort
        if each or kind not in seen:
            seen.add(kind)
            yield Loosened(path, sort, _put(tables, path, value))


def _spots(value: Any, path: Path) -> Iterator[tuple[Path, str, Any]]:
    match value:
        case dict():
            for name, inner in value.items():
                yield (*path, name), "taken out", None
                yield from _spots(inner, (*path, name))
        case list():
            for at, inner in enumerate(value):
                yield (*path, at), "taken out", None
                yield from _spots(inner, (*path, at))
            if value and not isinstance(value[0], dict):
                yield path, "longer", [*value, "manager"]
            if value:
                yield path, "emptied", []
        case bool():
            yield path, "turned", not value
        case int() | Decimal():
            yield path, "lowered", value - 1
            yield path, "raised", value + 1
        case date():
            yield path, "put off", value.replace(year=value.year + 4)
        case str():
            yield path, "reworded", f"{value}x"


def _put(value: Any, path: Path, new: Any) -> Any:
    """The value with `new` at the place; None takes the place out."""
    if not path:
        return new
    head, rest = path[0], path[1:]
    gone = new is None and not rest
    if isinstance(value, dict):
        changed = {name: _put(one, rest, new) if name == head else one for name, one in value.items()}
        return {name: one for name, one in changed.items() if not (gone and name == head)}
    changed_list = [_put(one, rest, new) if at == head else one for at, one in enumerate(value)]
    return [one for at, one in enumerate(changed_list) if not (gone and at == head)]
