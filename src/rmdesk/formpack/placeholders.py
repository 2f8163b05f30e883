"""Texts with {placeholders}: finding them and filling them. Nothing but a plain name may stand between braces."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@lru_cache(maxsize=1024)  # a pack's texts are filled for every sale
def names(text: str) -> tuple[str, ...]:
    """The placeholders of `text`, in order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def unbalanced(text: str) -> bool:
    """Whether a brace of `text` belongs to no placeholder."""
    rest = _PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest


def strangers(text: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """The placeholders of `text` that are not among `allowed`."""
    known = set(allowed)
    return tuple(name for name in names(text) if name not in known)


def fill(text: str, values: Mapping[str, object]) -> str:
    """`text` with every placeholder replaced. KeyError when a value is missing: a half-filled paper must not pass."""

    def value(found: re.Match[str]) -> str:
        given = str(values[found.group(1)])
        # "… by {issuer}." with "Sample Bank Ltd." ends in one full stop, not in two.
        return given.removesuffix(".") if text.startswith(".", found.end()) else given

    return _PLACEHOLDER.sub(value, text)
