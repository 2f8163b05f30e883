"""From text to model, one file at a time; what does not fit becomes faults with the key it stands at."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rmdesk.domain.base import Value
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.syntax import syntax_fault

Raw = dict[str, Any]
V = TypeVar("V", bound=Value)
NAMES = ("id", "key", "code", "family")
_WANTED = {
    "string_type": ("文本", "text"),
    "int_type": ("整数", "a whole number"),
    "decimal_type": ("数字", "a number"),
    "bool_type": ("true 或 false", "true or false"),
    "date_type": ("日期", "a date"),
    "tuple_type": ("列表", "a list"),
    "dict_type": ("表", "a table"),
    "model_type": ("表", "a table"),
    "model_attributes_type": ("表", "a table"),
}


@dataclass
class Parsed:
    """A pack as far as it could be read."""

    texts: Mapping[str, str]
    raw: dict[str, Raw] = field(default_factory=dict)
    models: dict[str, Value] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def get(self, file: str, model: type[V]) -> V | None:
        """The model of `file`, or None when the file has faults of its own."""
        found = self.models.get(file)
        return found if isinstance(found, model) else None


@lru_cache(maxsize=8)
def toml(file: str, text: str) -> Raw | Fault:
    """The tables of a TOML text; numbers with a point become Decimal. They are shared, so whoever changes them copies
    them: three intakes and every register are read with the labels, which take 13 ms."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of open brackets
        return syntax_fault(file, text, error)


def build(file: str, raw: Raw, model: type[V]) -> V | tuple[Fault, ...]:
    """The model of a file's tables, or everything that does not fit."""
    try:
        return model.model_validate(_tuples(raw), strict=True)
    except ValidationError as error:
        faults = (_shape_fault(file, raw, model, one) for one in error.errors(include_url=False, include_context=True))
        return tuple({(one.key, one.reason): one for one in faults}.values())


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _shape_fault(file: str, raw: Raw, model: type[Value], error: ErrorDetails) -> Fault:
    loc, kind = error["loc"], error["type"]
    if loc[-1] in ("int", "decimal"):  # neither a whole number nor one with a point
        loc, kind = loc[:-1], "decimal_type"
    key, last = path(raw, loc), str(loc[-1])
    if kind == "missing":
        return fault(file, key, "untranslated" if last in {"zh", "en"} else "missing")
    if kind == "extra_forbidden":
        near = get_close_matches(last, sorted(_known(model, loc[:-1])), n=1, cutoff=0.5)
        return fault(file, key, "misspelt_key" if near else "unknown_key", name=last, near=near[0] if near else "")
    if kind == "literal_error":
        allowed = error.get("ctx", {}).get("expected", "")
        return fault(file, key, "choice", given=error["input"], allowed=_listed(allowed))
    if kind in _WANTED:
        zh, en = _WANTED[kind]
        return fault(file, key, "type", zh_wanted=zh, en_wanted=en)
    return fault(file, key, "invalid", why=error["msg"])


def _listed(expected: str) -> str:
    """The possible values, from the words "'a', 'b' or 'c'"; an empty one goes without saying."""
    return ", ".join(re.findall(r"'([^']+)'", expected))


def path(raw: object, loc: Sequence[int | str]) -> str:
    """A place in the tables as its editor would name it: "questions[Q4].options[B].score"."""
    parts: list[str] = []
    at: object = raw
    for step in loc:
        if isinstance(step, int):
            at = at[step] if isinstance(at, list) and step < len(at) else None
            parts[-1:] = [f"{parts[-1]}[{entry_name(at, step)}]" if parts else f"[{entry_name(at, step)}]"]
        else:
            at = at.get(step) if isinstance(at, dict) else None
            parts.append(step)
    return ".".join(parts)


def entry_name(item: object, index: int) -> str:
    """How an entry of a list is told apart: by its own id (a band by its level, a cell of a matrix by its grades), else
    by its place from 1."""
    if isinstance(item, dict):
        for name in NAMES:
            if isinstance(item.get(name), str) and item[name]:
                return str(item[name])
        if isinstance(item.get("level"), str) and "low" in item:
            return str(item["level"])
        if isinstance(item.get("grades"), list) and item["grades"]:
            return "×".join(map(str, item["grades"]))
    return str(index + 1)


def _known(model: type[Value], loc: Sequence[int | str]) -> set[str]:
    """The keys that may stand at `loc`."""
    kinds = {model}
    for step in loc:
        if isinstance(step, str):
            fields = [kind.model_fields[step].annotation for kind in kinds if step in kind.model_fields]
            kinds = {inner for one in fields for inner in _models(one)} or kinds
    return {name for kind in kinds for name in kind.model_fields}


def _models(annotation: object) -> Iterator[type[Value]]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
