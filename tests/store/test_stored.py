"""A table keeps some values whole, as JSON. When one has another field, desks of before must be rebuilt by it."""

import hashlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args

from rmdesk.domain.base import Value
from rmdesk.domain.fact import Fact
from rmdesk.store import rebuild

PINNED = {37: "a5c1197eddb4c5303002af1028528813e9bb1341954c014e125f429ae916830f"}


def _values(hint: Any, met: set[type[Value]]) -> Iterator[type[Value]]:
    """The values that stand in what an annotation says, and in them."""
    if isinstance(hint, type) and issubclass(hint, Value) and hint not in met:
        met.add(hint)
        yield hint
        for field in hint.model_fields.values():
            yield from _values(field.annotation, met)
    for inner in get_args(hint):
        yield from _values(inner, met)


def test_a_value_with_another_field_counts_the_tables_up() -> None:
    """If it fails, a desk of yesterday is said to be altered: raise `rebuild.STORED` by one, and pin. A new fact of
    which no table is made changes the pin alone."""
    import_module("rmdesk.store.tables")
    met: set[type[Value]] = set()
    facts = [model for model in Fact.registry.values() if model.__module__.startswith("rmdesk.")]
    told = sorted(
        f"{one.__name__}: {' '.join(sorted(one.model_fields))}" for fact in facts for one in _values(fact, met)
    )
    assert len(told) > 200
    assert PINNED[rebuild.STORED] == hashlib.sha256("\n".join(told).encode()).hexdigest()
