"""The kinds of identity document, and what the number of each must look like (KYC-09): one table for every door.

What a rule of the issuer says refuses. What is only usual is a doubt: whoever typed it is asked to look again. A kind
that a bank adds to its form has no reader: its numbers are taken as they are typed.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rmdesk.domain.calendar import add_months, age_on
from rmdesk.domain.identity import ResidentId, read_resident_id
from rmdesk.domain.refusal import Refusal, refuse

HOME = "CHN"
_HOMES = (HOME, "HKG", "MAC", "TWN")
ADULT_CARD_AGE = 16
"""From this age on residents are given a card of their own; before it the household register stands for one."""
_PROVINCES = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
                        71, 81, 82})  # fmt: skip
_OF_REGIONS = ("81", "82", "83")
_LONGEST = {"passport": 10, "hk_macao_permit": 10, "taiwan_permit": 5, "hmt_residence": 5, "foreign_residence": 10}
"""Years for which a document is given at most; one that bears no end is none of these."""
_HK_MACAO = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_HK_MACAO_LIKE = re.compile(r"[HM][A-Z0-9]{7,10}")
_TAIWAN = re.compile(r"[0-9]{8}")
_TAIWAN_LIKE = re.compile(r"[A-Z0-9]{8,13}")
_OLD_FOREIGN = re.compile(r"[A-Z]{3}[0-9]{12}")
_OFFICER = re.compile(r"[\u4e00-\u9fff]{1,3}字第[0-9A-Z]{4,10}号")
_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{6,9}")
_CHINESE_PASSPORT = re.compile(
    r"E[0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|[DSP]E?[0-9]{7,8}|1[45][0-9]{7}|[KH][0-9]{8}|KJ[0-9]{7}|MA[0-9]{7}"
)


class IdNumber(NamedTuple):
    """What a number says about its holder, as far as it says anything. `doubt`: it may be right, but looks unusual."""

    born: date | None = None
    sex: str = ""
    doubt: Refusal | None = None


def read_id(kind: str, number: str) -> IdNumber | Refusal:
    """What the canonical `number` of a document of this kind says, or why it cannot be one (KYC-09)."""
    reader, own = _READERS.get(kind), kind_of(number) if kind else ""
    if reader is None:
        return IdNumber()
    also = own == "resident" and (kind == "hukou" or (kind == "foreign_residence" and number[0] == "9"))
    return reader(number) if own in ("", kind) or also else refuse("KYC-09.kind", id_kind=own)


def kind_of(number: str) -> str:
    """Which kind of document a number can only be of; "" where its shape does not tell."""
    if _OFFICER.fullmatch(number):
        return "military"
    if len(number) != 18 or isinstance(read_resident_id(number), Refusal):
        return ""
    if number[:2] in _OF_REGIONS:
        return "hmt_residence"
    # a region that nobody has is told by no province: it stays a resident's
    return "foreign_residence" if number[0] == "9" and int(number[1:3]) in _PROVINCES else "resident"


def nationality_fault(kind: str, nation: str) -> Refusal | None:
    """Cards of residents are given to nationals alone, those of foreigners to no national (KYC-09)."""
    wrong = nation != HOME if kind in ("resident", "hukou") else kind == "foreign_residence" and nation == HOME
    return refuse("KYC-09.nationality", id_kind=kind, nation=nation) if wrong else None


def nationality_doubt(kind: str, nation: str, number: str) -> Refusal | None:
    """Why to look once more at a nationality that can be taken, given the number of the document."""
    odd = {
        "passport": nation == HOME and not _CHINESE_PASSPORT.fullmatch(number),
        "foreign_residence": len(number) == 15 and nation != number[:3],
        "military": nation != HOME,
        "hmt_residence": nation not in _HOMES,
        "taiwan_permit": nation not in _HOMES,
    }
    return refuse("KYC-09.nation", id_kind=kind, nation=nation) if number and nation and odd.get(kind) else None


def number_doubt(kind: str, number: str, born: str, today: date) -> Refusal | None:
    """Why to look once more at a number that can be taken. `born` is the day that was typed beside it, or ""."""
    read = read_id(kind, number)
    if isinstance(read, Refusal):
        return None
    if kind == "hukou" and read.born is not None and age_on(read.born, today) >= ADULT_CARD_AGE:
        return refuse("KYC-09.grown", age=age_on(read.born, today))
    old = kind == "foreign_residence" and len(number) == 15
    return _unusual(kind) if old and born and born[2:].replace("-", "") != number[7:13] else read.doubt


def validity_doubt(kind: str, until: date | None, today: date) -> Refusal | None:
    """Why to look once more at the last day of a document (None: no end) of a kind other than a resident's card."""
    years = _LONGEST.get(kind)
    if years is None:
        return None
    if until is None:
        return refuse("KYC-10.endless", id_kind=kind)
    return refuse("KYC-10.far", id_kind=kind, valid_until=until) if until > add_months(today, 12 * years) else None


def _unusual(kind: str) -> Refusal:
    return refuse("KYC-09.unusual", id_kind=kind)


def _card(number: str) -> IdNumber | Refusal:
    """Eighteen characters with birth date, order and check character, as GB 11643 sets them."""
    read = read_resident_id(number)
    return IdNumber(read.born, read.sex) if isinstance(read, ResidentId) else read


def _hmt_residence(number: str) -> IdNumber | Refusal:
    read = _card(number)
    if isinstance(read, Refusal):
        return read
    if number[:2] not in _OF_REGIONS:
        return refuse("KYC-09.shape", id_kind="hmt_residence")
    return read if number[2:6] == "0000" else read._replace(doubt=_unusual("hmt_residence"))


def _foreign_residence(number: str) -> IdNumber | Refusal:
    if len(number) == 18 and number[0] == "9":
        return _card(number)
    if _OLD_FOREIGN.fullmatch(number) is None:
        return refuse("KYC-09.shape", id_kind="foreign_residence")
    month, day = int(number[9:11]), int(number[11:13])
    odd = not (1 <= month <= 12 and 1 <= day <= 31)
    return IdNumber(doubt=_unusual("foreign_residence") if odd else None)


def _shaped(kind: str, known: re.Pattern[str], like: re.Pattern[str]) -> Callable[[str], IdNumber | Refusal]:
    """A number that says nothing of its holder: of a `known` shape, of one that is only `like` it, or none."""

    def read(number: str) -> IdNumber | Refusal:
        if known.fullmatch(number):
            return IdNumber()
        return IdNumber(doubt=_unusual(kind)) if like.fullmatch(number) else refuse("KYC-09.shape", id_kind=kind)

    return read


_ANY = re.compile(r".{4,20}")
_CARD_LIKE = re.compile(r"[0-9]{17}[0-9X]")


def _unnamed(number: str) -> IdNumber | Refusal:
    """Of a kind that was not named: what looks like a card is read as one."""
    return _card(number) if _CARD_LIKE.fullmatch(number) else IdNumber()


_READERS: dict[str, Callable[[str], IdNumber | Refusal]] = {
    "": _unnamed,
    "resident": _card,
    "hukou": _card,
    "hk_macao_permit": _shaped("hk_macao_permit", _HK_MACAO, _HK_MACAO_LIKE),
    "taiwan_permit": _shaped("taiwan_permit", _TAIWAN, _TAIWAN_LIKE),
    "hmt_residence": _hmt_residence,
    "foreign_residence": _foreign_residence,
    "passport": _shaped("passport", _PASSPORT, _ANY),
    "military": _shaped("military", _OFFICER, _ANY),
}
