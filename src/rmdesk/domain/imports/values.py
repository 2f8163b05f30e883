"""Amounts, days, shares and levels as lists bring them. Each gives the value, or None where it cannot be read."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from rmdesk.domain.imports.cells import is_one_of, plain
from rmdesk.domain.imports.study import SLASHED, DayOrder

_DAY = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?"
    r"(?:(?:[ t][0-9]|[ t]?[0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"
)
_PACKED = re.compile(r"((?:19|20)[0-9]{6})(?:[ t]?[0-2][0-9]:?[0-5][0-9]:?[0-5][0-9](?:\.[0-9]+)?)?")
_SERIAL = re.compile(r"[1-6][0-9]{4}")
_ENGLISH = re.compile(r"([0-9]{1,2})[- ]([a-z]{3})[a-z]*\.?[- ]([0-9]{2}|[0-9]{4})")
_AMERICAN = re.compile(r"([a-z]{3})[a-z]*\.? ([0-9]{1,2}), ?([0-9]{4})")
_MONTHS = {one: at for at, one in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)}
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's count, as it counts after its day 60
_EPOCH_1904 = date(1904, 1, 1)
NO_END = 2099
"""A day from this year on says that there is no end."""
_LEVEL = re.compile(
    r"p?r([1-9])(?:级)?(?:\(.*\))?|(.*)\(p?r([1-9])\)|([1-9])级(?:\(.*\))?|([一二三四五])级(?:\(.*\))?|(i{1,3}|iv|v)级?"
)
_PARTS = re.compile(r"[()/\[\]【】,，、:：-]|p?r[1-9]级?|[1-9一二三四五]级")
_ROMAN = ("i", "ii", "iii", "iv", "v")
_MINUS = re.compile("^[−‐‑‒–—―]")
_DAYS = re.compile(r"([0-9]{1,5})(?:天|日|days?)?")
_YEARS = re.compile(r"([0-9]{1,5})(?:年|years?)?")
_OF_HUNDRED = {"百分之": 1, "%": 1, "千分之": 10, "‰": 10, "万分之": 100, "bp": 100, "bps": 100, "基点": 100}
"""How many of a mark are one per cent."""
_A_YEAR = re.compile(r"^(?:每年|年化|按年收取|按年)|(?:/年|每年|年化|年|/year|(?:a|per)year|perannum|p\.a\.?)$")
_MARK = re.compile(r"^[百千万]分之|(?:[%‰]|个?(基点)|bps?)$")


def day(text: str, order: DayOrder = "", *, epoch_1904: bool = False) -> date | None:
    """A day in any order that names the year first, packed, as a spreadsheet counts it, or with an English month
    (5-Nov-26; Nov 5, 2026); 3/5/2026 where the column's `order` is known. A time of day is left out: the day stays as
    it stands. None for anything else, also for a day that its month has not."""
    bare = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()
    found = _DAY.fullmatch(bare)
    try:
        if found is not None:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if _PACKED.fullmatch(bare):
            return date(int(bare[:4]), int(bare[4:6]), int(bare[6:8]))
        slashed = SLASHED.fullmatch(bare) if order in ("month_first", "day_first") else None
        if slashed is not None:
            one, two, year = map(int, slashed.groups())
            return date(year, one, two) if order == "month_first" else date(year, two, one)
        named = _named(bare)
        if named is not None:
            return named
    except ValueError:
        return None
    epoch = _EPOCH_1904 if epoch_1904 else _EPOCH
    return epoch + timedelta(int(bare)) if _SERIAL.fullmatch(bare) else None


def is_short(text: str) -> bool:
    """Whether a day that was read names its year by two figures, so that it may be of the century before."""
    found = _ENGLISH.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    return found is not None and len(found[3]) == 2


def _named(bare: str) -> date | None:
    """A day whose month has its English name. ValueError for one that its month has not."""
    english, american = _ENGLISH.fullmatch(bare), _AMERICAN.fullmatch(bare)
    if english is not None:
        one, month, year = int(english[1]), english[2], int(english[3])
    elif american is not None:
        one, month, year = int(american[2]), american[1], int(american[3])
    else:
        return None
    return date(year if year > 99 else 2000 + year, _MONTHS[month], one) if month in _MONTHS else None


def percent(text: str) -> Decimal | None:
    """A figure in per cent: "0.30", "0.30%" and "0.80%/年" alike; 3‰, 30bp and 万分之三十 in figures likewise."""
    bare = _MINUS.sub("-", _bare(text))
    mark = _MARK.search(bare)
    try:
        found = Decimal(_MARK.sub("", bare, count=1))
    except InvalidOperation:
        return None
    return found / _OF_HUNDRED["%" if mark is None else mark[1] or mark[0]] if found.is_finite() else None


def is_yearly(text: str) -> bool:
    """Whether a figure says that it is one of each year: "0.30%/年", "年化 0.3%", "0.3% a year"."""
    return _A_YEAR.search(plain(text)) is not None


def _bare(text: str) -> str:
    return _A_YEAR.sub("", plain(text))


def share(text: str, *, among_percents: bool) -> Decimal | None:
    """A share that is lost, from 0 to 1: "15%" is 0.15, and so is "-15%", as lists write that something falls. A naked
    0.05 is one already; a naked 15 is per cent where the column's others are."""
    said = percent(text)
    if said is None:
        return None
    found = abs(said)
    if _MARK.search(_bare(text)):
        return found / 100
    return found if found <= 1 else found / 100 if among_percents else None


def days(text: str) -> int | None:
    """A term in days. Months and years are no days: None."""
    found = _DAYS.fullmatch(plain(text))
    return None if found is None else int(found[1])


def years(text: str) -> int | None:
    """A number of years. Months and days are none: None."""
    found = _YEARS.fullmatch(plain(text))
    return None if found is None else int(found[1])


def level(text: str, words: Mapping[str, Collection[str]], codes: Collection[str]) -> str | None:
    """The code of a product level ("R2") by its code, its number or its words; None for one that there is not."""
    bare = plain(text)
    found = _LEVEL.fullmatch(bare)
    if found is not None:
        roman = _ROMAN.index(found[6]) + 1 if found[6] else 0
        number = found[1] or found[3] or found[4] or (str("一二三四五".index(found[5]) + 1) if found[5] else str(roman))
        return next((code for code in codes if code.endswith(number)), None)
    without = re.sub(r"\(.*\)", "", bare)
    return next((code for code, known in words.items() if is_one_of(without, known) and code in codes), None)


def levels_worded(text: str, words: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The codes for which words in a text stand, in brackets or before them."""
    bare = plain(text)
    parts = [one for one in _PARTS.split(bare) if one]
    named = {plain(one): code for code, known in words.items() for one in known if one.endswith("风险")}
    within = {named[one] for one in re.findall("|".join(sorted(named, key=len, reverse=True)) or "(?!)", bare)}
    return tuple(code for code, known in words.items() if code in within or any(is_one_of(one, known) for one in parts))
