"""No text in a fact acts on a terminal or turns a line round, whichever door it came in by."""

import re
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel

from rmdesk.domain.characters import first_moving
from rmdesk.domain.fact import Fact

_ESCAPED: Final = re.compile(r"\\(?:[bf]|u00[01][0-9a-f])")


def moving_in(fact: Fact, written: str) -> str | None:
    """The first such character in the fact's texts, or None; `written` is its JSON. Cheap for the many facts that have
    none: JSON escapes the oldest of these characters, and the others stand in it as they are."""
    if first_moving(written) is None and _ESCAPED.search(written) is None:
        return None
    return _first(fact)


def _first(value: object) -> str | None:
    if isinstance(value, str):
        return first_moving(value)
    if isinstance(value, BaseModel):
        inner: list[object] = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, Mapping):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, (tuple, list, set, frozenset)):
        inner = list(value)
    else:
        return None
    return next((found for found in map(_first, inner) if found is not None), None)
