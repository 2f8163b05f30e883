"""Frozen values to canonical JSON and back without loss: the journal keeps a printed paper's content in this form."""

import json
import types
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_KIND = "is"


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, ASCII, no spaces.

    Fields at their default are left out, so that a field added later changes no old digest. A default is therefore part
    of the format: changing one would change what old papers say.
    """
    return json.dumps(_plain(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)


def loads(text: str, kind: type[Any]) -> Any:
    """The value of class `kind` that `dumps` wrote; ValueError names what is wrong and where."""
    return _value(json.loads(text), kind, kind.__name__)


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        said = ((name, default, getattr(value, name)) for name, default in _fields(type(value)))
        return {_KIND: type(value).__name__, **{name: _plain(one) for name, default, one in said if one != default}}
    raise TypeError(f"a paper holds plain values, not {type(value).__name__}")


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """Names and defaults; a field without one has MISSING, which no value equals."""
    return tuple((field.name, field.default) for field in fields(kind))


def _value(data: object, hint: Any, at: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(data, get_args(hint), at)
    if origin is Literal:
        return _expect(data, data in get_args(hint), at)
    if origin is tuple:
        return _tuple(data, get_args(hint), at)
    if is_dataclass(hint):
        return _dataclass(data, hint, at)
    if hint is float:
        return _expect(data, isinstance(data, int | float) and not isinstance(data, bool), at)
    return _expect(data, type(data) is (types.NoneType if hint is None else hint), at)


def _expect(data: object, holds: bool, at: str) -> object:
    if not holds:
        raise ValueError(f"{at}: not expected: {data!r:.60}")
    return data


def _one_of(data: object, hints: tuple[Any, ...], at: str) -> Any:
    if isinstance(data, dict):
        for hint in hints:
            if is_dataclass(hint) and getattr(hint, "__name__", "") == data.get(_KIND):
                return _dataclass(data, hint, at)
    for hint in hints:
        if get_origin(hint) is tuple and isinstance(data, list):
            return _tuple(data, get_args(hint), at)
        if not is_dataclass(hint) and type(data) is hint:
            return data
    return _expect(data, False, at)


def _tuple(data: object, hints: tuple[Any, ...], at: str) -> tuple[Any, ...]:
    _expect(data, isinstance(data, list), at)
    assert isinstance(data, list)
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_value(item, hints[0], f"{at}[{place}]") for place, item in enumerate(data))
    _expect(data, len(data) == len(hints), at)
    return tuple(
        _value(item, hint, f"{at}[{place}]") for place, (item, hint) in enumerate(zip(data, hints, strict=True))
    )


def _dataclass(data: object, kind: Any, at: str) -> Any:
    _expect(data, isinstance(data, dict) and data.get(_KIND) == kind.__name__, at)
    assert isinstance(data, dict)
    hints = get_type_hints(kind)
    given = {key: item for key, item in data.items() if key != _KIND}
    _expect(sorted(given), given.keys() <= hints.keys(), at)
    try:
        return kind(**{key: _value(item, hints[key], f"{at}.{key}") for key, item in given.items()})
    except TypeError as fault:
        raise ValueError(f"{at}: {fault}") from fault
