"""What --json gives a script does not depend on the language of whoever started it: keys, numbers, logins and codes are
the same; what is for people to read stands in a field of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from cli.conftest import Run
from support.tiers import also

TEXTS = frozenset({"name", "title", "text", "label", "detail", "next", "sum", "note", "how", "why"})
"""Fields that are for people to read; others are called as what they tell of, and end in _text."""
ASKED = (
    "clients", "client show K-0024", "find 0006", "products", "match K-0024 --amount 400000",
    "holdings K-0024", "complaints", "complaint show C-0001", "today",
    "register list",
    "register list risk", "register list risk --matrix", "register show RK-0001",
    "register form risk", "register form risk --field about --find K-00", "checklist",
    "branch", "families", "paper --list", "paper find P-0003", "retention due",
    "deadlines --received 2026-11-02T10:30", "assessment recompute K-0024", "client unlink K-0001 x --second demo",
    "match K-9999", "clients --what",
)  # fmt: skip

AGAIN = (
    "clients li", "find 手续费", "match K-0063", "rates", "complaint show C-0020", "register list notice",
    "register list finding", "register show NT-2026-0001", "institution list", "printer",
)  # fmt: skip
"""Other words to commands that are asked already, or lists of one shape with those."""


def _told_apart(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """The places where two answers differ otherwise than in a text for people."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            yield f"{path}: {list(one)} {list(other)}"
            return
        for key in one:
            if not (_is_text(one[key]) and (key in TEXTS or key.endswith("_text"))):
                yield from _told_apart(one[key], other[key], f"{path}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for left, right in zip(one, other, strict=True):
            yield from _told_apart(left, right, f"{path}[]")
    elif one != other:
        yield f"{path}: {one!r} {other!r}"


def _is_text(value: object) -> bool:
    """One text, or several in a row."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


@pytest.mark.parametrize("line", [*ASKED, *map(also, AGAIN)])
def test_a_script_reads_the_same_in_both_languages(at_desk: Run, line: str) -> None:
    """Otherwise it breaks on the day on which a colleague prefers the other language."""
    zh, en = (at_desk(*line.split(), "--json", "--lang", lang, given="demo\ndemo\n") for lang in ("zh", "en"))
    assert zh.code == en.code
    assert sorted(set(_told_apart(zh.value, en.value))) == []
