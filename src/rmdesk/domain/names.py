"""Names of people and organisations: look-alikes folded to one character, what is no name refused (KYC-09).

A name is compared, searched and printed on papers: two spellings of it are two clients. So a Kangxi radical becomes the
ideograph that it looks like, and whatever dot an input method gives in 阿卜杜拉·买买提 becomes the one of the ID card.
"""

import re
import unicodedata
from typing import Final

from rmdesk.domain.characters import is_word
from rmdesk.domain.refusal import Refusal, refuse

_HAN: Final = "\u2e80-\u2fdf\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAS_HAN: Final = re.compile(f"[{_HAN}]")
_RADICAL: Final = re.compile("[\u2e80-\u2fdf]")
_WHOLE_RADICALS: Final = str.maketrans(
    "\u2e9c\u2e9d\u2ea0\u2ea7\u2ea9\u2eac\u2eb6\u2ebc\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed1\u2ed3\u2ed4\u2ed7\u2ed8\u2ed9"
    "\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eec\u2eee\u2eef\u2ef0",
    "日月民牛王示羊肉西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿竜龙",
)
"""Radicals of the supplement that are drawn as the ideograph: Unicode gives none of them a compatibility mapping."""
_BETWEEN: Final = re.compile(f"(?<=[{_HAN}·])\\s+(?=[{_HAN}·])")
_DOTS: Final = dict.fromkeys(
    map(ord, "\u2022\u2027\u30fb\u2219\u22c5\uff65\u25cf\u318d\u1427\u2e31\u2e30\ufe52\uff0e."), "·"
)
_MARKS: Final = re.compile(r"[,，;；、|｜]")
_NEVER: Final = re.compile("[<>＜＞]")
_LONG_NUMBER: Final = re.compile(r"[0-9]{5,}|[0-9]{4}\s*[-/.年]\s*[0-9]{1,2}")
_WHOLE_WORD: Final = re.compile(f"[{_HAN}]{{2,}}")
_LOST: Final = re.compile("[?？\ufffd\u25a0\u25a1\u25a2\u25af\u3013]")
_GBK_ROW: Final = range(0xE815, 0xE865)
_LATER: Final = {
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
"""Ideographs that Unicode took in after GB 18030-2000 had given them code points of private use."""


def tidy(text: str) -> str:
    """A name as the card has it: no spaces between ideographs, one dot for all dots, ideographs for radicals."""
    whole = " ".join(text.split()).translate(_WHOLE_RADICALS)
    bare = _RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), whole)
    if not _HAS_HAN.search(bare):
        return bare
    dotted = bare.translate(_DOTS)
    return _BETWEEN.sub("", dotted)


def read_name(text: str) -> str | Refusal:
    """The name that was typed, folded; or why it is none: a character that was lost on the way, or that stands in no
    name, the row of a table, no letter at all. "" for nothing."""
    written = unicodedata.normalize("NFC", text).strip()
    shown = " ".join(written.split())[:40]
    if _LOST.search(written):
        return refuse("INPUT.name_lost", given=shown)
    if _NEVER.search(written):
        return refuse("INPUT.name_signs", given=shown)
    if written and not any(is_word(one) and not one.isdecimal() for one in "".join(written.split())):
        return refuse("INPUT.name_empty", given=shown)
    if _is_row(written):
        return refuse("INPUT.name_row", given=shown)
    return tidy(written)


def meant_by(private: str) -> str:
    """The ideograph for which an older Chinese system used a code point of private use; "" where none is known."""
    point = ord(private)
    if point in _LATER:
        return chr(_LATER[point])
    if point not in _GBK_ROW:
        return ""
    place = point - _GBK_ROW.start
    second = 0x50 + place if place < 0x2F else 0x80 + place - 0x2F  # the row FE of GBK leaves out FE7F
    known = bytes((0xFE, second)).decode("gb18030", errors="replace")
    return known if _HAS_HAN.fullmatch(known) else ""


def _is_row(text: str) -> bool:
    if "\t" in text or "\n" in text or _LONG_NUMBER.search(unicodedata.normalize("NFKC", text)):
        return True
    if not _HAS_HAN.search(text):
        return False
    parts = tidy(text.replace(" ", "  ")).split() if "·" in text.translate(_DOTS) else text.split()
    words = sum(_WHOLE_WORD.search(one) is not None for one in parts)
    return len(_MARKS.findall(text)) > 1 or (len(parts) > 2 and words > 0)
