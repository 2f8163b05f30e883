"""The printed recovery code: 120 random bits and a check character, made to be read aloud and typed. A one-time code is
made like it, of 70 bits: it opens one slot only, behind the same work and the same waits, and dies with its first use.

The check character is a sum over GF(32) with a different weight at each place, so every single wrong character and
every swap of two characters is noticed before the slow key derivation starts.
"""

import secrets
import unicodedata
from typing import Final

from rmdesk.domain.ids import CROCKFORD, base32, grouped

LENGTH: Final = 25
"""Characters, check character included: five groups of five."""
ONCE_LENGTH: Final = 15
"""Of a one-time code: three groups of five."""

_VALUES: Final = {char: value for value, char in enumerate(CROCKFORD)} | {"O": 0, "I": 1, "L": 1}
_IGNORED: Final = frozenset(" -‐‑–—_.·")


def new_code(length: int = LENGTH) -> str:
    """A fresh code, as "7F3K9-QXD4M-…"."""
    digits = base32(secrets.randbits(5 * (length - 1)), length - 1)
    return grouped(digits + CROCKFORD[_times_two(_sum(digits))], 5)


def canonical(typed: str, length: int = LENGTH) -> str | None:
    """The code meant by what was typed, without hyphens, or None when it cannot be a code.

    Small letters, full-width characters, spaces and any kind of hyphen are fine; O is read as 0, I and L as 1.
    """
    wide = unicodedata.normalize("NFKC", typed).upper()
    kept = [char for char in wide if char not in _IGNORED and not char.isspace()]
    if len(kept) != length or any(char not in _VALUES for char in kept):
        return None
    code = "".join(CROCKFORD[_VALUES[char]] for char in kept)
    return code if _sum(code) == 0 else None


def _sum(code: str) -> int:
    total = 0
    for char in code:
        total = _times_two(total) ^ _VALUES[char]
    return total


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled
