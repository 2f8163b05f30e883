"""Ids that sort by time, and short codes that people read aloud."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: no two characters look alike on paper."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def uuid7(at: datetime, random: Callable[[int], bytes]) -> str:
    """A UUIDv7 (RFC 9562) of the instant `at`.

    The twelve bits after the milliseconds hold their fraction, so ids of one desk sort as their instants do,
    microseconds included. `random(n)` gives n random bytes. ValueError when `at` has no zone or is before 1970.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    millis, micros = divmod((at - _EPOCH) // _MICROSECOND, 1000)
    if millis < 0:
        raise ValueError("an instant before 1970 has no UUIDv7")
    tail = int.from_bytes(random(8), "big") & ((1 << 62) - 1)
    value = millis << 80 | 7 << 76 | (micros * 4096 // 1000) << 64 | 2 << 62 | tail
    return str(uuid.UUID(int=value))


def base32(value: int, length: int) -> str:
    """The lowest 5 × `length` bits of `value` in Crockford's alphabet."""
    return "".join(CROCKFORD[value >> 5 * place & 31] for place in reversed(range(length)))


def grouped(text: str, size: int = 4) -> str:
    """`text` in groups of `size`, joined by hyphens: how people read a code aloud."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def short_code(data: bytes) -> str:
    """Eight characters for the first 40 bits of `data`, as "7F3K-9QXD"; at least 5 bytes are needed."""
    if len(data) < 5:
        raise ValueError("a short code needs five bytes")
    return grouped(base32(int.from_bytes(data[:5], "big"), 8))
