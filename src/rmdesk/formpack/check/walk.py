"""Walking a file's tables: every text and every list of named entries, with the key it stands at."""

from typing import Any, NamedTuple

from rmdesk.formpack.disclosure import OfKind
from rmdesk.formpack.parse import Raw, entry_name

LANGUAGES = ("zh", "en")
_LANGUAGES = frozenset(LANGUAGES)
_OF_KIND = OfKind.model_fields.keys()  # of which products a declared line is said
_BESIDE = _LANGUAGES | {"retired", "was"} | _OF_KIND  # what may stand beside the name of an option or a state


class Spot(NamedTuple):
    """A value and where it stands: `key` as its editor would name it, `plain` without what tells entries apart."""

    key: str
    plain: str
    value: Any


def spots(raw: Raw) -> list[Spot]:
    """Every table, list and value of a file. A text in two languages is one value."""
    found: list[Spot] = []
    _walk("", "", raw, found)
    return found


def is_text(value: object) -> bool:
    """Whether a value is a text in one or both languages."""
    return isinstance(value, dict) and bool(value.keys() & _LANGUAGES) and value.keys() <= _BESIDE


def _walk(key: str, plain: str, value: Any, found: list[Spot]) -> None:
    if plain:
        found.append(Spot(key, plain, value))
    if isinstance(value, dict) and not is_text(value):
        dot = "." if key else ""
        for name, inner in value.items():
            _walk(f"{key}{dot}{name}", f"{plain}{dot}{name}", inner, found)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            _walk(f"{key}[{entry_name(inner, at)}]", f"{plain}[]", inner, found)
