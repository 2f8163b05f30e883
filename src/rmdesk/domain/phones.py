"""Telephone numbers in one canonical form: a client is found by it, and a complaint told again is known (COMP-07).

A mobile of the mainland is its eleven digits, a landline 0, area and number (02112345678), with an extension behind a
hyphen; a service number stays (4001234567), a foreign one is +44…. How it was grouped, and whether +86, 0086 or 86
stood before it, makes no difference.
"""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import phonenumbers

_CHINA: Final = 86
_MOBILE: Final = re.compile(r"(?:\+?86|0086)?0?(1[3-9][0-9]{9})")
_LIKE_MOBILE: Final = re.compile(r"(?:\+?86|0086)?0?1[3-9][0-9]*")
_EXTENSION: Final = re.compile(r"(?:-?转|-?轉|-?分机号?|\s*-?ext\.?|x|#)[\s:-]*([0-9]{1,6})$")
_LANDLINE: Final = re.compile(
    r"((?:\+?86-?|0086-?)?\(?0?[0-9]{2,3}\)?-[0-9]{7,8}|\(?0[0-9]{2,3}\)?[0-9]{7,8})-([0-9]{1,6})"
)
_WRITTEN: Final = re.compile(r"\+?[0-9]{5,20}")
_SERVICE: Final = re.compile(r"[48]00[0-9]{7}|9[56][0-9]{3,6}")
_LOCAL: Final = re.compile(r"[2-9][0-9]{6,7}")


@lru_cache(maxsize=8192)
def canonical_phone(text: str) -> str | None:
    """The number that was typed, or None where it is none: a digit too few or too many among them."""
    written = re.sub(r"(?<!ext)[\s.]", "", re.sub("[\u2010-\u2015\u2212]", "-", _plain(text)))
    base, inner = written, ""
    spoken, behind = _EXTENSION.search(written), _LANDLINE.fullmatch(written)
    if spoken is not None:
        base, inner = written[: spoken.start()], spoken[1]
    elif behind is not None:
        base, inner = behind[1], behind[2]
    digits = re.sub(r"[-()]", "", base)
    if not _WRITTEN.fullmatch(digits):
        return None
    number = _number(digits)
    return None if number is None else f"{number}-{inner}" if inner else number


def is_mistyped(text: str) -> bool:
    """Whether a text is nothing but a mobile number with a digit too few or too many."""
    digits = re.sub(r"[\s\-()]", "", _plain(text))
    return _LIKE_MOBILE.fullmatch(digits) is not None and 9 <= len(digits) <= 16 and canonical_phone(text) is None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _number(digits: str) -> str | None:
    mobile = _MOBILE.fullmatch(digits)
    if mobile is not None:
        return mobile[1]
    if _LIKE_MOBILE.fullmatch(digits):
        return None
    if _SERVICE.fullmatch(digits) or _LOCAL.fullmatch(digits):
        return digits
    abroad = "+" + digits[2:] if digits.startswith("00") else digits
    china = f"+{digits}" if digits.startswith("86") and len(digits) >= 12 else abroad
    return _looked_up(china)


def _looked_up(digits: str) -> str | None:
    """By the numbering plans of all countries. The library is large: who types a mobile number does not load it."""
    import phonenumbers

    try:
        found = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return None
    if found.country_code != _CHINA:
        return f"+{found.country_code}{_national(found)}" if phonenumbers.is_possible_number(found) else None
    national = _national(found)
    if _SERVICE.fullmatch(national):
        return national
    area = digits.startswith(("0", "+860")) and len(national) in (10, 11)
    if area or phonenumbers.number_type(found) == phonenumbers.PhoneNumberType.FIXED_LINE:
        return f"0{national}"
    return None


def _national(found: "phonenumbers.PhoneNumber") -> str:
    import phonenumbers

    return str(phonenumbers.national_significant_number(found))
