"""What a list says above its headings: the day that it is of, what foreign money is worth on that day, and what its
figures are counted in; the latter below its rows, too."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from rmdesk.domain.fields import read_date
from rmdesk.domain.imports.cells import clean
from rmdesk.domain.imports.grid import Line
from rmdesk.domain.imports.units import MONEY_WORDS, WORDS

_DAY = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})")
_OF = re.compile(r"截至|截止|数据日期|统计日期|as of|as at", re.IGNORECASE)
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_IS = r"\s*(?:=|:|≈|兑换?|折合?|为|is)?\s*"
_UNIT_IS = re.compile(
    r"(?:注\d*\s*:|备注\s*:|说明\s*:)?\s*(?:\d{1,2}\s*[.)]\s*)?(?:(?:本|此|以[上下]|上述)?[表页]?[中内]?(?:数据|金额|货币|币种|计量|数额|计价|结算)?(?:单位|币种|币别|货币)(?:均?[为是]\s*:?|\s*[:–—-])"
    r"|(?:units?|currency)\s*:|(?:all |the )?(?:amounts?|figures|values)\s+(?:are\s+)?in\b)\s*"
)
_MONEY = f"(?:{'|'.join(sorted(map(re.escape, MONEY_WORDS), key=len, reverse=True))}){{1,2}}"
_COUNTED_IN = re.compile(
    rf"以\s*({_MONEY})\s*(?:为(?:计[量算价数]|金额|货币|统计)?单位|计(?:[算价量数列])?$)|[–—_:-]\s*({_MONEY})$"
)
_ALONE = re.compile(
    rf"{_MONEY}|(?:rmb|cny|usd|hkd|eur|us\$|hk\$|[¥$])\s*(?:'?000s?|k|mm?|mn|bn|(?:thousand|million|billion)s?)|'000s?"
    rf"|折(?:合|算)?[成为]?{_MONEY}|in (?:thousand|million|billion)s?(?: of)?(?: (?:rmb|cny|yuan|usd|hkd|eur))?"
)
_SUMMED = re.compile(
    r"(?:(?:合计|总计|小计|共计?|total)[:为]?)?\s*[0-9][0-9.]*\s*(?:[十百千]*[万亿]|千)(?:元|美元|港元)?"
)
"""A sum with a unit of its own: nobody knows whether its figures count so too."""
_PARTS = re.compile(r"[,;、。|()\[\]【】]|(?<=[^\x00-\x7f])\s+")


class SaidRate(NamedTuple):
    """What one unit of a currency is worth in yuan, as a note says."""

    currency: str
    rate: Decimal


def notes(lines: Iterable[Line], heading_row: int) -> tuple[str, ...]:
    """The texts that stand above the headings."""
    above = (line for line in lines if line.no < heading_row)
    return tuple(text for line in above for cell in line.cells if (text := clean(cell)))


def day_said(texts: Iterable[str]) -> date | None:
    """The day that a list is of: the one behind "as of", else the only one that is named; None where it is not said."""
    named: list[date] = []
    for text in texts:
        found = [(one.start(), day) for one in _DAY.finditer(_plain(text)) if (day := _day(one)) is not None]
        of = _OF.search(_plain(text))
        if of is not None and (behind := [day for at, day in found if at >= of.end()]):
            return behind[0]
        named += [day for _, day in found]
    return named[0] if len(set(named)) == 1 else None


def rates_said(texts: Iterable[str], currencies: Mapping[str, Iterable[str]], home: str) -> Iterator[SaidRate]:
    """What notes say of foreign money: "1 美元 = 7.1234 元", "USD/CNY 7.1234", "美元汇率：7.1234". `currencies`: code →
    its names. Each currency once, the first that is said."""
    names = {_plain(name): code for code, known in currencies.items() for name in (code, *known) if not name.isdigit()}
    own = _one_of([name for name, code in names.items() if code == home] + ["元", "¥"])
    foreign = _one_of([name for name, code in names.items() if code != home])
    forms = (
        (re.compile(rf"{_NUMBER}\s*({foreign}){_IS}{_NUMBER}\s*(?:{own})"), (2, 1, 3)),
        (re.compile(rf"({foreign})\s*/\s*(?:{own}){_IS}{_NUMBER}"), (1, 0, 2)),
        (re.compile(rf"({foreign})(?:对|兑)?(?:{own})?(?:汇率|中间价|折算率|\s*rate){_IS}{_NUMBER}"), (1, 0, 2)),
        (re.compile(rf"({foreign})(?:对|兑)(?:{own}){_IS}1\s*:\s*{_NUMBER}"), (1, 0, 2)),
        (re.compile(rf"(?:汇率|折算率|rate){_IS}({foreign}){_IS}{_NUMBER}"), (1, 0, 2)),
    )
    seen: set[str] = set()
    for text in map(_plain, texts):
        for form, (name, units, worth) in forms:
            for one in form.finditer(text):
                rate = _rate(one[units] if units else "1", one[worth])
                code = names[one[name].casefold()]
                if rate is not None and code not in seen:
                    seen.add(code)
                    yield SaidRate(code, rate)


def units_said(texts: Iterable[str], *, sums: bool = False) -> tuple[str, ...]:
    """What notes say that figures are counted in, each as it would stand behind a heading: "单位：万元", "币种：美元",
    "Amounts in thousands of USD", "金额以万元计", a title's last word ("持仓明细-万元"), or a unit alone;
    with `sums` also behind a sum: "合计39万元"."""
    said: list[str] = []
    behind = False
    for part in (one.strip() for text in texts for one in _PARTS.split(_plain(text))):
        found = _UNIT_IS.match(part)
        within = _COUNTED_IN.search(part) if found is None else None
        if found is not None:
            told = part[found.end() :]
        elif within is not None:
            told = within[1] or within[2]
        else:
            alone = part in WORDS or _ALONE.fullmatch(part) or (sums and _SUMMED.fullmatch(part))
            told = part if behind or alone else ""
        behind = (found is not None and not told) or (behind and not part)
        said += [told] if told else []
    return tuple(dict.fromkeys(said))


def _rate(units: str, worth: str) -> Decimal | None:
    try:
        count, yuan = (Decimal(one.replace(",", "")) for one in (units, worth))
    except InvalidOperation:
        return None
    return yuan / count if count and yuan else None


def _day(found: re.Match[str]) -> date | None:
    year, month, day = found.groups()
    return read_date(f"{year}-{int(month):02}-{int(day):02}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def _one_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))
