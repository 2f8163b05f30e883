"""Ids that sort by time, and short codes that people read aloud."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U: no two characters look alike on paper."""

_CODE_BYTES, _CODE_LENGTH = 10, 16
_MOST_DIGITS = 15
_ALIKE = str.maketrans("OIL", "011")
_BETWEEN = frozenset("-‐‑–—_.·")
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
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def dates_id(id_: str, at: str) -> bool:
    """Whether a UUIDv7 was made at the instant that is written so, in UTC, as far as it says: to its millisecond, and
    the fraction behind it."""
    when = datetime.fromisoformat(at)
    millis, micros = divmod((when - _EPOCH) // _MICROSECOND, 1000)
    start = f"{millis:012x}7{micros * 4096 // 1000:03x}"
    return id_.replace("-", "")[:16] == start


def base32(value: int, length: int) -> str:
    """The lowest 5 × `length` bits of `value` in Crockford's alphabet."""
    return "".join(CROCKFORD[value >> 5 * place & 31] for place in reversed(range(length)))


def grouped(text: str, size: int = 4) -> str:
    """`text` in groups of `size`, joined by hyphens: how people read a code aloud."""
    return "-".join(text[start : start + size] for start in range(0, len(text), size))


def chain_code(seq: int, hash_: bytes) -> str:
    """The end of a journal as papers print it: the fact's number and 80 bits of its hash, "1042-7F3K-9QXD-0AV2-MW6T".

    The number says where to look; so many bits cannot be hit by trying other journals. ValueError: fewer than 10 bytes.
    """
    if len(hash_) < _CODE_BYTES:
        raise ValueError("a chain code needs ten bytes")
    return f"{seq}-{grouped(base32(int.from_bytes(hash_[:_CODE_BYTES], 'big'), _CODE_LENGTH))}"


def read_code(typed: str) -> str:
    """A code in Crockford's alphabet as somebody typed it, bare: small letters, wide characters, spaces and any kind of
    hyphen are fine; O is read as 0, I and L as 1."""
    wide = unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)
    return "".join(char for char in wide if char not in _BETWEEN and not char.isspace())


def read_chain_code(typed: str) -> tuple[int, str] | None:
    """The fact's number, and the whole code as papers print it, of what was typed as `read_code` takes it; None when it
    cannot be a code."""
    kept = read_code(typed)
    seq, code = kept[:-_CODE_LENGTH], kept[-_CODE_LENGTH:]
    if not (seq.isascii() and seq.isdecimal() and len(seq) <= _MOST_DIGITS and set(code) <= set(CROCKFORD)):
        return None
    return int(seq), f"{int(seq)}-{grouped(code)}"
