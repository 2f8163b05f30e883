"""Names as people type them: by pinyin in every reading, by the given name alone, by the order of a passport; and the
order in which lists show them.

A name is a row of units: a syllable for an ideograph, a word for Latin letters. Dots, hyphens and brackets are none, so
that 阿卜杜拉·买买提 is abdlmmt. ü is typed u, v or yu, and printed YU on a passport.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Final

from rmdesk.domain.characters import is_word

_LONGEST: Final = 16
"""Units that are spelt: nobody types more of an organisation's name."""
_MOST_WAYS: Final = 24
_MOST_READINGS: Final = 4
_WHOLE: Final = 4
"""Up to so many units every mixture of syllables and initials is spelt: sunxy, sxiuying."""
_SURNAMES: Final = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "查": "zha", "解": "xie", "区": "ou", "任": "ren", "华": "hua",
    "朴": "piao", "翟": "zhai", "覃": "qin", "盖": "ge", "种": "chong", "缪": "miao", "乐": "yue", "冼": "xian",
    "员": "yun", "黑": "he", "秘": "bi", "召": "shao", "繁": "po", "那": "na", "宓": "mi", "隗": "wei", "訾": "zi",
    "逄": "pang", "佴": "nai", "郇": "xun", "车": "che", "能": "nai", "撒": "sa", "柏": "bai", "阚": "kan", "折": "she",
    "石": "shi", "洗": "xian", "纪": "ji", "祭": "zhai", "牟": "mou", "句": "gou", "卜": "bu", "乜": "nie",
}  # fmt: skip
"""How an ideograph is read as a surname, where its usual reading is another."""
_COMPOUND: Final = {
    "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge", "东方": "dong fang",
    "皇甫": "huang fu", "尉迟": "yu chi", "公孙": "gong sun", "慕容": "mu rong", "长孙": "zhang sun",
    "宇文": "yu wen", "司徒": "si tu", "令狐": "ling hu", "澹台": "tan tai", "万俟": "mo qi", "轩辕": "xuan yuan",
    "夏侯": "xia hou", "闻人": "wen ren", "赫连": "he lian", "淳于": "chun yu", "单于": "chan yu", "太史": "tai shi",
    "申屠": "shen tu", "端木": "duan mu", "独孤": "du gu", "南宫": "nan gong", "西门": "xi men", "呼延": "hu yan",
    "钟离": "zhong li", "鲜于": "xian yu", "司空": "si kong", "濮阳": "pu yang", "拓跋": "tuo ba", "百里": "bai li",
}  # fmt: skip
_UMLAUT: Final = re.compile("(?<=[ln])(?:yu|v)")
_UNITS: Final = re.compile(r"[a-z0-9]+|.", re.DOTALL)
_TITLE: Final = re.compile(r"(?:先生|女士|小姐|太太)$|^(?:mr|mrs|ms|miss)\.? ", re.IGNORECASE)
_SEPARATE: Final = re.compile(r"[\s·]+")


def letters(text: str) -> str:
    """What was typed as the index knows it: small letters and digits without marks, dots and spaces; "lǚ" is "lu"."""
    return "".join(re.findall(r"[a-z0-9]+", _bare(text)))


def spelt(name: str, *, person: bool = True) -> tuple[str, str]:
    """The spellings of a name from its beginning, and those from a later unit on, each parted by blanks: "孙秀英" gives
    "sunxiuying sunxying sxiuying sxying xiuyingsun" and "xiuying xying ying". A beginning of one is enough to type."""
    units = _units(name, person=person)[:_LONGEST]
    if not units:
        return "", ""
    readings = _limited(units)
    front = {*_mixed(readings), *_turned(name, readings, person=person)}
    inner = {one for start in range(1, len(readings)) for one in _mixed(readings[start:])} - front
    return " ".join(sorted(front)), " ".join(sorted(inner))


def sort_key(name: str, *, person: bool = True) -> str:
    """By pinyin, unit by unit, one ideograph after the other where they sound alike: all 李 stand together."""
    units = _units(name, person=person)
    return "".join(f"{_sorted_as(readings)} {'' if readings == (one,) else one}" for one, readings in units)


def anagram(name: str) -> str:
    """The letters of a name as a passport writes it, in alphabetical order: the same whichever part of it stands first,
    whether it is written in ideographs or not, and with a title or without."""
    written = " ".join(readings[0] for _, readings in _units(untitled(name), person=True))
    return "".join(sorted(_UMLAUT.sub("u", written).replace(" ", "")))


def untitled(name: str) -> str:
    """A name without 先生 or Mr."""
    return _TITLE.sub("", name)


def _sorted_as(readings: tuple[str, ...]) -> str:
    """The likeliest reading; one with ü stands behind those with u and before those with ua."""
    return readings[1].replace("v", "u!") if _has_umlaut(readings) else readings[0]


@lru_cache(maxsize=64)
def _units(name: str, *, person: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each unit as it is written, with its readings: the likeliest first. Of each name it is asked twice, for its
    order and for its spellings."""
    bare = _bare(name)
    found = [(one, (one,) if one.isascii() else _readings(one)) for one in _UNITS.findall(bare) if is_word(one[0])]
    compound = _COMPOUND.get(bare[:2], "").split() if person else []
    firsts = compound or ([_SURNAMES[bare[0]]] if person and bare[:1] in _SURNAMES else [])
    for at, first in enumerate(firsts[: len(found)]):
        written, readings = found[at]
        found[at] = written, tuple(dict.fromkeys((first, *readings)))
    return tuple(found)


def _limited(units: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The readings that are spelt, in no more than `_MOST_WAYS` ways of reading the name: the second of every unit
    before the third of any, which comes first to where it is ü spelt once more, then to the surname."""
    taken, ways = [1] * len(units), 1
    for wanted in range(2, _MOST_READINGS + 1):
        for at in sorted(range(len(units)), key=lambda at: not _has_umlaut(units[at][1])):
            more = ways // taken[at] * wanted
            if taken[at] == wanted - 1 < len(units[at][1]) and more <= _MOST_WAYS:
                taken[at], ways = wanted, more
    return [readings[:most] for (_, readings), most in zip(units, taken, strict=True)]


def _has_umlaut(readings: tuple[str, ...]) -> bool:
    """Whether the likeliest reading is one with ü, which is there three times: no other syllable has a v."""
    return len(readings) > 2 and readings[1] == readings[0].replace("u", "v")


def _mixed(readings: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A name, in every reading, with some of its syllables cut to their initials; never the last one, whose beginning
    is enough. Of a long name none of them, all, or all but the first."""
    *before, last = readings
    if len(readings) <= _WHOLE:
        yield from map("".join, product(*((*one, *(way[0] for way in one)) for one in before), last))
        return
    for way in product(*readings):
        first, *initials = (one[0] for one in way[:-1])
        yield "".join(way)
        yield "".join((first, *initials, way[-1]))
        yield "".join((way[0], *initials, way[-1]))


def _turned(name: str, readings: Sequence[tuple[str, ...]], *, person: bool) -> Iterator[str]:
    """The given name before the family name, as a passport or a foreigner has it."""
    if not person or len(readings) < 2:
        return
    parts = [one for one in _SEPARATE.split(name.strip()) if one]
    cut = len(_units(parts[0], person=False)) if len(parts) > 1 else 2 if name[:2] in _COMPOUND else 1
    for way in product(*readings):
        yield "".join((*way[cut:], *way[:cut]))


def _bare(text: str) -> str:
    """Small letters without marks, in their usual width."""
    if text.isascii():
        return text.lower()
    whole = unicodedata.normalize("NFKC", text).lower()
    return "".join(map(_unmarked, whole))


@lru_cache(maxsize=4096)
def _unmarked(character: str) -> str:
    if character.isascii():
        return character
    parts = unicodedata.normalize("NFKD", character)
    return parts[0] if parts[0].isascii() and parts[0].isalpha() else character


def sound(character: str) -> str:
    """The commonest reading of a Chinese character, without its tone; "" for what has none."""
    read = _readings(character)[0]
    return read if read.isascii() else ""


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Up to four syllables without tones; the character itself where none is known."""
    # Loading phrases and copying its dictionaries costs 0.4 s and gives nothing for single characters.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    read = pinyin(character, style=Style.NORMAL, heteronym=True, errors=lambda _: "")
    plain = dict.fromkeys(spelling for one in (read[0] if read else ()) if one for spelling in _umlauts(one))
    return tuple(one for one in plain if one.isascii())[:_MOST_READINGS] or (character,)


def _umlauts(syllable: str) -> tuple[str, ...]:
    """The spellings of a syllable with ü: lu, lv, lyu."""
    bare = unicodedata.normalize("NFC", syllable.replace("v", "ü"))
    if "ü" not in bare:
        return (_bare(bare),)
    return tuple(bare.replace("ü", one) for one in ("u", "v", "yu"))
