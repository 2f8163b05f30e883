"""What stands behind a heading ("万元", "USD", "月", "‰"), and how the naked figures below it count by it."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import Final, NamedTuple

from rmdesk.domain.imports.cells import plain

Currencies = Mapping[str, Iterable[str]]
"""Code → its names."""


class Counted(NamedTuple):
    """What a naked figure is counted in: `unit` is what would stand behind it in the cell (万, 个月, ‰), "" for none;
    `currency` "" where none is said."""

    unit: str = ""
    currency: str = ""


class Measure(NamedTuple):
    """What a column measures: `of` a heading's words, None where nobody knows them; what they may be answered to be."""

    of: Callable[[str, Currencies], Counted | None]
    units: tuple[str, ...]


_TIME: Final = {
    "天": ("天", "日", "天数", "自然日", "日历日", "day", "days", "d"),
    "周": ("周", "星期", "week", "weeks", "wk", "wks", "w"),
    "个月": ("月", "个月", "月数", "month", "months", "mth", "mths", "mo", "m"),
    "年": ("年", "年数", "周年", "year", "years", "yr", "yrs", "y"),
}
_SHARE: Final = {
    "%": ("%", "百分之", "百分比", "百分数", "percent", "pct"),
    "‰": ("‰", "千分之", "permille"),
    "bp": ("万分之", "‱", "基点", "个基点", "bp", "bps", "basispoints"),
    "元": ("元", "元/笔", "yuan", "cny", "rmb"),
}
_HOURS: Final = {"小时": ("小时", "学时", "课时", "个学时", "个小时", "hour", "hours", "hr", "hrs", "h")}
_SCALES: Final = {
    "千": ("千", "k", "thousand", "thousands", "'000", "000", "000s", "1,000"),
    "万": ("万", "w", "10k", "10thousand", "tenthousand", "10,000"),
    "十万": ("十万",),
    "百万": ("百万", "m", "mn", "mm", "million", "millions"),
    "千万": ("千万",),
    "亿": ("亿",),
    "十亿": ("十亿", "bn", "billion", "billions"),
}
_SAY_NOTHING: Final = (
    *("元", "圆", "yuan", "份", "share", "shares", "单位", "unit", "units", "为", "in", "of", "per", "/", ",", ":"),
    *("原币", "折", "折合", "税前", "税后", "个人", "pretax", "pre-tax", "beforetax"),
)
_NO_UNITS: Final = frozenset({"", "必填", "选填", "必输", "非必填", "required", "optional", "mandatory"})
_LEAD: Final = re.compile(r"^(?:单位|units?(?=:)|in)[:为]?")
_YEARLY: Final = re.compile(r"^(?:每年|年化)|(?:/|每|per)?(?:年|year|annum)$|年化$|p\.?a\.?$")


def _one_of(
    known: Mapping[str, tuple[str, ...]], *, yearly: bool = False
) -> Callable[[str, Currencies], Counted | None]:
    units = {word: unit for unit, words in known.items() for word in words} | dict.fromkeys(_NO_UNITS, "")

    def read(text: str, currencies: Currencies) -> Counted | None:  # noqa: ARG001
        bare = _LEAD.sub("", plain(text))
        bare = _YEARLY.sub("", bare) if yearly else bare
        return Counted(units[bare]) if bare in units else None

    return read


def _money(text: str, currencies: Currencies) -> Counted | None:
    """ "万美元", "10k CNY", "元/年": at most one power of ten and one currency, and nothing else."""
    left = _YEARLY.sub("", plain(text))
    if left in _NO_UNITS:
        return Counted()
    names = {plain(name): ("", code) for code, known in currencies.items() for name in (code, *known)}
    parts: dict[str, tuple[str, str]] = {name: said for name, said in names.items() if not name.isdigit()}
    parts |= {"¥": ("", "CNY"), "€": ("", "EUR"), "us$": ("", "USD"), "hk$": ("", "HKD")}
    parts |= {word: (scale, "") for scale, words in _SCALES.items() for word in words}
    parts |= dict.fromkeys(_SAY_NOTHING, ("", ""))
    said: list[tuple[str, str]] = []
    while left:
        longest = max((one for one in parts if left.startswith(one)), key=len, default="")
        if not longest:
            return None
        said.append(parts[longest])
        left = left.removeprefix(longest)
    scales, codes = [scale for scale, _ in said if scale], {code for _, code in said if code}
    return Counted("".join(scales), "".join(codes)) if len(scales) < 2 and len(codes) < 2 else None


MONEY: Final = Measure(_money, ("元", "千元", "万元", "百万元", "亿元"))
TIME: Final = Measure(_one_of(_TIME), ("天", "个月", "年"))
SHARE: Final = Measure(_one_of(_SHARE, yearly=True), ("%", "‰", "bp"))
HOURS: Final = Measure(_one_of(_HOURS), ("小时",))
"""What columns of lists measure."""

_BRIEF = frozenset("dwmyh")
_MONIES = ("元", "人民币", "人民币元", "美元", "港元", "港币", "欧元", "cny", "rmb", "usd", "hkd", "eur")
WORDS: Final = frozenset(
    {
        *("".join(one) for one in product(("", *_SCALES), _MONIES)),
        *(
            word
            for known in (_TIME, _SHARE, _HOURS)
            for words in known.values()
            for word in words
            if word not in _BRIEF
        ),
        *("万", "亿", "份", "万份"),
    }
)
"""What a cell holds that says but a unit: below a heading, or in the format of a figure."""


MONEY_WORDS: Final = frozenset(one for one in WORDS if one.endswith(_MONIES) or one in ("万", "亿"))
"""Those in which money is counted."""


def measure_of(text: str, currencies: Currencies) -> Measure | None:
    """Which measure a unit that stands in no heading is of, a letter alone of money; None for one that nobody knows."""
    measures = (MONEY, SHARE, HOURS) if plain(text) in _BRIEF else (TIME, MONEY, SHARE, HOURS)
    return next((one for one in measures if one.of(text, currencies) is not None), None)
