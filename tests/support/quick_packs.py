"""A broken pack differs from the sound one in a file or two: what depends on the others alone is found once."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Any

import pytest

from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.examples import walk
from rmdesk.domain.registers.shown import Example
from rmdesk.formpack import parse, reading
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.check import questionnaire, singles, texts
from rmdesk.formpack.check.walk import Spot
from rmdesk.formpack.family_words import with_families
from rmdesk.formpack.parse import Raw
from rmdesk.formpack.registers import check as registers
from rmdesk.formpack.registers import mapping, printed
from rmdesk.formpack.registers import reading as of_registers
from rmdesk.formpack.registers.look import Look


def remember(patch: pytest.MonkeyPatch) -> None:
    """From now on the same TOML is read, and equal tables are built and checked, once."""
    toml = lru_cache(1000)(parse.toml)
    patch.setattr(reading, "toml", toml)
    patch.setattr(mapping, "toml", toml)
    patch.setattr(reading, "with_families", _once(with_families, _same))
    patch.setattr(reading, "with_options", _once(reading.with_options, lambda *given: _same("", *given)))
    patch.setattr(reading, "build", _once(parse.build, _same))
    patch.setattr(of_registers, "build", _once(parse.build, lambda file, raw, _: (file, _content(raw))))
    patch.setattr(texts, "faults", _listed(texts.faults, _said))
    patch.setattr(singles, "of_file", _once(singles.of_file, _same))
    patch.setattr(questionnaire, "form_faults", _listed(questionnaire.form_faults, _same))
    patch.setattr(registers, "_CHECKS", tuple(_listed(one, _seen) for one in registers._CHECKS))
    patch.setattr(printed, "walk", _once(walk, _walked))
    patch.setattr(BannedWords, "found_in", _once(BannedWords.found_in, lambda *given: given))


def _once(function: Callable[..., Any], key: Callable[..., Hashable]) -> Callable[..., Any]:
    """The function, remembering by a key what it answered, and what it was given: no other gets the same `id`."""
    known: dict[Hashable, tuple[object, Any]] = {}

    @wraps(function)
    def remembered(*given: Any) -> Any:
        by = key(*given)
        if by not in known:
            known[by] = given, function(*given)
        return known[by][1]

    return remembered


def _listed(function: Callable[..., Iterator[Any]], key: Callable[..., Hashable]) -> Callable[..., Any]:
    return _once(lambda *given: tuple(function(*given)), key)


def _content(raw: Raw) -> bytes:
    """Equal for tables in which the same stands, in the same order and of the same types."""
    return sha256(repr(raw).encode(errors="surrogatepass")).digest()


def _same(file: str, *given: object) -> Hashable:
    """A file's name and the very same tables, models or lists."""
    return (file, *map(id, given))


def _said(file: str, spot: Spot, banned: BannedWords | None) -> Hashable:
    return (file, spot.key, spot.plain, repr(spot.value), id(banned))


def _seen(look: Look) -> Hashable:
    """All that a check of one register may look at."""
    return (look.file, id(look.register), tuple((key, id(one)) for key, one in look.registers.items()), look.rules)


def _walked(register: Register, example: Example, others: Mapping[str, Register]) -> Hashable:
    """An example's acts may begin entries in other registers."""
    parts = (act.parts for act in register.act.values() if act.parts is not None)
    return (id(register), id(example), tuple(id(others.get(one.of)) for one in parts))
