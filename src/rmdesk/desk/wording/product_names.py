"""What a product's name says beside the cells of its row: for how long, how it is paid, of which design. Where the two
contradict, neither is believed."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from rmdesk.domain.amounts import read_amount
from rmdesk.domain.imports import values
from rmdesk.domain.imports.cells import plain
from rmdesk.formpack.imports import ImportWords

_NUMBER = r"([0-9]{1,4}|[一二两三四五六七八九十百]{1,5}|半)"
_UNIT = r"(年|个?月|天|日)"
_PERIOD = re.compile(
    rf"(?<![0-9~至-]){_NUMBER}{_UNIT}(?:(最?[短低少]?持有|封闭|锁定)|(?=期|滚动|定开|定期))"
    rf"|(期限|持有期?|封闭期?|锁定期?)[为：:]?{_NUMBER}{_UNIT}"
)
_OF_BONDS = r"(?!期?(?:国债|国开|政金|地方?债|信用债|金融债))"
_BARE = re.compile(
    r"(?<![0-9一二两三四五六七八九十百.~至第满近每年交缴费+-])"
    r"(?:([0-9]{1,4}|[一二两三四五六七八九十]{1,3}|半)(个月|(?<![0-9]{3})年(?![0-9第度报代轻金交缴])|天(?!通知)|周(?!年))|([0-9]{1,3})(月)(?![0-9初末底]))"
    + _OF_BONDS
    + r"|(?<![0-9a-z.])([0-9]{1,4})([ymd])(?![a-z0-9])"
)
"""A period with no word of what it is. Years of bonds are what an index of them holds."""
_IN_LETTERS = re.compile(
    r"(?<![0-9a-z.~/+-])([0-9]{1,4}|one|two|three|four|five|six|ten)[ -]?(year|yr|month|week|day)s?"
    r"(?![a-z0-9]| notice| treasury)"
)
_LETTERED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_RHYTHMS = {"周周": 7, "双周": 14, "月月": 30, "双月": 60, "季季": 90}
"""Words for every how many days it is opened."""
_SAID = re.compile(
    r"([0-9]{1,4}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十百]{1,5}|半)(年|个?月|周|years?|y|months?|m|weeks?|w)期?",
    re.IGNORECASE,
)
"""A period alone."""
_YEARS_AND_MONTHS = re.compile(rf"{_NUMBER}年[零又]?{_NUMBER}个?月期?")
_ENDS = re.compile(r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?到期")
_LEVEL = re.compile(
    r"(?<![A-Za-z0-9])(?:P?R|C)([1-9一二三四五])(?![A-Za-z0-9])|([1-5一二三四五])级(?=风险)|风险等?级?([1-5一二三四五])级"
    r"|风险(?:等级|评级|级别)[为是:：]?\s*([1-5一二三四五])(?![0-9])",
    re.IGNORECASE,
)
_FIGURES = dict(zip("一二三四五", "12345", strict=True))
OF_CLIENTS = re.compile(r"(?<![A-Za-z0-9])C[1-9](?![A-Za-z0-9])")
"""A class of clients."""
_DAYS = {"年": 365, "y": 365, "m": 30, "个月": 30, "月": 30, "天": 1, "日": 1, "周": 7, "d": 1}
_DAYS |= {"year": 365, "yr": 365, "month": 30, "week": 7, "day": 1}
_HOLDS = re.compile(r"持有|封闭|锁定|lock|hold", re.IGNORECASE)
_FEW = r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_PAID = re.compile(rf"(?<![0-9]){_FEW}年期?[交缴]|[交缴]费?{_FEW}年|\b([0-9]{{1,2}}) yearly premiums", re.IGNORECASE)


class Period(NamedTuple):
    """How long a name says that it runs, in days; `held`: that nobody leaves it before."""

    days: int
    held: bool


def period_named(name: str) -> Period | None:
    """The period that a name says; None where it says none."""
    found = _PERIOD.search(plain(name))
    if found is None:
        days = _bare(name)
        return Period(days, held=False) if days else None
    said, unit = found[1] or found[5], _DAYS[found[2] or found[6]]
    many = Decimal("0.5") if said == "半" else read_amount(said)
    days = None if many is None else int(many * unit)
    return Period(days, held=holds(found[3] or found[4] or "")) if days else None


def falls_short(days: int, named: Period | None) -> bool:
    """Whether so many days are well below the period that a name says."""
    return named is not None and days < named.days - named.days // 10


def _bare(name: str) -> int | None:
    """The days of a period that stands in a name alone."""
    said = plain(name)
    found = _BARE.search(said) or _IN_LETTERS.search(unicodedata.normalize("NFKC", name).casefold())
    if found is None:
        return None
    number, unit = (one for one in found.groups() if one)
    many = Decimal("0.5") if number == "半" else _LETTERED.get(number) or read_amount(number)
    return None if many is None else int(many * _DAYS[unit]) or None


def rhythm(name: str) -> int | None:
    """Every how many days a product is opened by a name that says nothing else of it."""
    return next((days for word, days in _RHYTHMS.items() if word in plain(name)), None)


def period(text: str) -> int | None:
    """About how many days a text is that says a period in weeks, months or years and nothing else; None for any
    other."""
    both = _YEARS_AND_MONTHS.fullmatch(plain(text))
    if both is not None:
        parts = period(f"{both[1]}年"), period(f"{both[2]}个月")
        return None if None in parts else sum(filter(None, parts))
    found = _SAID.fullmatch(plain(text))
    many = None if found is None else Decimal("0.5") if found[1] == "半" else read_amount(found[1])
    if found is None or many is None:
        return None
    if found[2][0] in "周w":
        return int(many * 7) or None
    years, months = divmod(many * (1 if "月" in found[2] or found[2].startswith("m") else 12), 12)
    return int(years * 365 + months * 30) or None


def in_years(text: str) -> bool:
    """Whether a text says a number of whole years and nothing else."""
    found = _SAID.fullmatch(plain(text))
    return found is not None and found[1] != "半" and "." not in found[1] and found[2].startswith(("年", "y"))


def ends(name: str) -> bool:
    """Whether a name says when it matures."""
    return _ENDS.search(plain(name)) is not None


def level_named(words: ImportWords, name: str, codes: Sequence[str], *, secured: bool) -> str | None:
    """The highest level that a name says by its code, its class of clients, its number, in words, or by what it invests
    in; None for none. `secured`: of that family principal is kept, or may be, whatever it is linked to."""
    found = {*values.levels_worded(name, words.word["level"]), *words.said_by_name("level", name)}
    found |= levels_named(name, codes)
    if not secured and not words.mentions("linked", name):
        found.update(words.said_by_name("least", name))
    return next((one for one in reversed(codes) if one in found), None)


def levels_named(text: str, codes: Collection[str]) -> frozenset[str]:
    """All levels that a text says by their codes, the class of clients that they are for, or their numbers."""
    found = (next(filter(None, one)) for one in _LEVEL.findall(unicodedata.normalize("NFKC", text)))
    numbers = {_FIGURES.get(one, one) for one in found}
    return frozenset(one for one in codes if one[-1] in numbers)


def holds(text: str) -> bool:
    """Whether a heading or a word says how long a product is held at least."""
    return _HOLDS.search(text) is not None


def years_paid(name: str) -> frozenset[int]:
    """For how many years premiums are paid, by the name."""
    found = (next(one for one in match.groups() if one) for match in _PAID.finditer(name))
    return frozenset(int(many) for many in map(read_amount, found) if many is not None)


def designs(words: ImportWords, name: str) -> tuple[str, ...]:
    """The designs of insurance that a name says, of those on which a client states that he knows them (SUIT-26)."""
    said, known = plain(name), words.word["insurance_design"]
    return tuple(
        key for key, called in known.items() if key != "traditional" and any(plain(one) in said for one in called)
    )
