"""The few words that the paper itself brings, in both languages. All else comes with the document."""

from typing import Literal, NamedTuple


class Blank(NamedTuple):
    """A line to write on with the words around it; lines of a row share its room by `share`."""

    before: str
    share: float
    behind: str


DAY: dict[str, tuple[Blank, ...]] = {
    "zh": (Blank("", 1.5, "年"), Blank("", 1.0, "月"), Blank("", 1.0, "日")),
    "en": (Blank("", 1.6, ""),),
}
HOUR: dict[str, tuple[Blank, ...]] = {
    "zh": (Blank("", 1.0, "时"), Blank("", 1.0, "分")),
    "en": (Blank("Time", 1.0, ""),),
}
"""How day and hour are filled in by hand."""

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "number": "编号",
        "operator": "经办",
        "at": "打印时间",
        "again": "重印时间",
        "draft": "草稿，不得签署",
        "form": "版本",
        "head": "校验码",
        "complaints": "咨询与投诉",
        "page": "第 {n} 页 共 {m} 页",
        "sign": "签名",
        "none": "（无）",
        "now": "本次",
        "before": "上次",
        "join": "：",
    },
    "en": {
        "number": "No.",
        "operator": "Operator",
        "at": "Printed",
        "again": "Reprinted",
        "draft": "Draft, not for signature",
        "form": "Form",
        "head": "Check code",
        "complaints": "Enquiries and complaints",
        "page": "Page {n} of {m}",
        "sign": "Signature",
        "none": "(none)",
        "now": "Now",
        "before": "Before",
        "join": ": ",
    },
}

_DIGITS = "零一二三四五六七八九"


def section_number(count: int, lang: Literal["zh", "en"]) -> str:
    """What stands before the `count`-th section's title: 一、 or 1. (with its space)."""
    return f"{chinese(count)}、" if lang == "zh" else f"{count}. "


def chinese(count: int) -> str:
    """1 to 99 in Chinese characters; larger numbers stay in digits."""
    if count > 99:
        return str(count)
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
