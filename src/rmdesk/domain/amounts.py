"""One reader of amounts for every door: what is typed in a form, after a command, or stands in a list.

People write 1,234.50, 20万, 1万2千, 5万元整, 伍万元整 and 1亿2000万; each is one amount. What may be two is none:
"12,34" and "1.234,00" (a comma for a point), "1万2" and 两千五 (2 or 2,000, 5 or 500). A guess at money is worse than
a question.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

FIGURE: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,6})?"
"""A figure in digits: a comma stands before three digits or nowhere."""
_SPACED: Final = re.compile(r"(?<=[0-9])[\s_](?=[0-9])")
_PLAIN: Final = re.compile(rf"({FIGURE})([十百千]?[万亿]|千|k|w|m)?")
_UNITS: Final = {"千": 10**3, "k": 10**3, "w": 10**4, "万": 10**4, "m": 10**6, "亿": 10**8}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_AS_DIGITS: Final = str.maketrans(
    "〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳參陸兩拾佰仟萬億圆圓块塊正",
    "00123456789212345678923" + "62十百千万亿元元元元整",
)
_WHOLE: Final = re.compile(r"(?:([0-9十百千]+)亿)?(?:([0-9十百千]+)万)?([0-9十百千]*)")
_SECTION: Final = re.compile(r"(?:([1-9])千)?(?:0?([1-9])百)?(?:0?([1-9]?)(十))?(?:(0?)([1-9]))?")
_COINS: Final = re.compile(r"(.+)元(?:([1-9])角)?(?:0?([1-9])分)?整?")


def read_amount(text: str, unit: str = "") -> Decimal | None:
    """The amount in yuan, not rounded; None where it cannot be read as one amount alone. `unit` is the heading's
    ("万元", "元", ""): it holds for a naked figure, a unit or a sign of its own goes before it."""
    written = unicodedata.normalize("NFKC", text).strip().lower()
    spaced = _SPACED.sub(",", written)  # 1 234 567 is grouped; 12 34 is not, and no figure takes it
    bare = re.sub(r"^(?:人民币|cny|rmb)?¥?|(?:人民币|cny|rmb)$", "", re.sub(r"\s", "", spaced))
    signed = bare != re.sub(r"\s", "", spaced)
    digits = bare.translate(_AS_DIGITS)
    coins = _COINS.fullmatch(digits)
    if coins is not None:
        whole = _number(coins[1])
        small = Decimal(int(coins[2] or 0) * 10 + int(coins[3] or 0)) / 100
        return None if whole is None or (small and whole % 1) else whole + small
    naked = not signed and not any(one in digits for one in "千万亿kwm")
    number = _number(digits)
    if number is None or not naked:
        return number
    heading = re.sub(r"\s", "", unicodedata.normalize("NFKC", unit).lower()).removesuffix("元")
    return number * _unit(heading)


def _number(text: str) -> Decimal | None:
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return Decimal(plain[1].replace(",", "")) * _unit(plain[2] or "")
    whole = _WHOLE.fullmatch(text)
    if whole is None or not text:
        return None
    yi, wan, rest = whole.groups()
    if rest and (yi or wan) and not _is_plain_after(rest, wan):
        return None
    found = [_section(one) for one in (yi or "0", wan or "0", rest or "0")]
    if None in found or (yi and wan and (found[1] or 0) >= 10**4):
        return None
    large, middle, least = (one or 0 for one in found)
    return Decimal(large * 10**8 + middle * 10**4 + least)


def _is_plain_after(rest: str, wan: str | None) -> bool:
    """Whether what follows 万 or 亿 is said in full: "1万2" may be 12,000 as well as 10,002, "1亿5千" likewise."""
    if rest.startswith("0"):
        return len(rest) <= 4 or not rest.isdigit()
    return wan is not None and (not rest.isdigit() or 3 <= len(rest) <= 4)


def _section(text: str) -> int | None:
    """A number below 10,000 with 千, 百 and 十 in it, or in digits alone."""
    if text.isdigit():
        return int(text)
    found = _SECTION.fullmatch(text)
    if found is None:
        return None
    thousands, hundreds, tens, ten, zero, ones = found.groups()
    if ones and not (ten or zero):  # 两千五 is 2,500 to most people and 2,005 to none who writes it so
        return None
    return int(thousands or 0) * 1000 + int(hundreds or 0) * 100 + (int(tens or 1) * 10 if ten else 0) + int(ones or 0)


def _unit(text: str) -> int:
    """What 万, 千万, k … multiply by; 1 for none and for a unit that is no power of ten of yuan."""
    if text[:1] in _TENS and text[1:] in _UNITS:
        return _TENS[text[0]] * _UNITS[text[1:]]
    return _UNITS.get(text, 1)
