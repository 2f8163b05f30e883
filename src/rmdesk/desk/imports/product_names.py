"""What a product's name says beside the cells of its row: for how long, how it is paid, of which design. Where the two
contradict, neither is believed."""

import re
from typing import NamedTuple

from rmdesk.domain.amounts import read_amount
from rmdesk.domain.imports.cells import plain
from rmdesk.formpack.imports import ImportWords

_NUMBER = r"([0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
_UNIT = r"(年|个?月|天|日)"
_PERIOD = re.compile(
    rf"(?<![0-9~至-]){_NUMBER}{_UNIT}(?:(最?[短低少]?持有|封闭|锁定)|(?=期|滚动|定开|定期))"
    rf"|(期限|持有期?|封闭期?|锁定期?)[为：:]?{_NUMBER}{_UNIT}"
)
_DAYS = {"年": 365, "个月": 30, "月": 30, "天": 1, "日": 1}
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
        return None
    many = read_amount(found[1] or found[5])
    days = None if many is None else int(many) * _DAYS[found[2] or found[6]]
    return Period(days, held=holds(found[3] or found[4] or "")) if days else None


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
