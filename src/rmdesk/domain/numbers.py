"""Numbers for people to say: K-0001, EV-2026-0001 in a series that begins anew each year, EV-2026-0001/2 of a part.

A number is a label and never a key. It is given once: the last one of every series follows from the facts that gave
numbers out (`Fact.gives_no`), so that a row that is gone frees none.

A bank with many desks gives each a code. The number itself does not change: it is found with the code, K-07-0001, and
without it, and stands with it on everything that leaves the desk.
"""

import re
import unicodedata
from typing import Final

from rmdesk.domain.refusal import Refusal, refuse

_PART: Final = "/"
_CODE: Final = re.compile(r"[A-Z0-9]{2,6}")
_YEAR: Final = re.compile(r"(19|20)[0-9]{2}")
_NUMBER: Final = re.compile(r"(.+)([-/])([0-9]+)")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u30fc\u4e00_]")
_TYPED: Final = re.compile(
    r"([A-Z]{1,4})\s*-?\s*(?:((?:19|20)[0-9]{2})-|((?:19|20)[0-9]{2})(?=[0-9]{4}(?:/|$)))?([0-9]{1,9})((?:/[0-9]{1,4})?)"
)
_CODED: Final = re.compile(r"[A-Z]+-(?!(?:19|20)[0-9]{2}-)[A-Z0-9]{2,6}-.+")
_ELSEWHERE: Final = re.compile(
    r"([A-Z]{1,4})-((?!(?:19|20)[0-9]{2}-)[A-Z0-9]{2,6}-(?:(?:19|20)[0-9]{2}-)?)([0-9]{1,9})((?:/[0-9]{1,4})?)"
)
_BARE: Final = re.compile(r"[0-9]{1,6}")
_BEGUN: Final = re.compile(r"([A-Z]{1,4})\s*-?\s*(0[0-9]{0,2})")


def series(prefix: str, year: int | None = None) -> str:
    """The name of a series of numbers: "K", or "EV-2026"."""
    return prefix if year is None else f"{prefix}-{year:04d}"


def parts_of(whole: str) -> str:
    """The name of the series of the parts of a whole: "EV-2026-0001/"."""
    return f"{whole}{_PART}"


def numbered(name: str, serial: int) -> str:
    """The number `serial` (1, 2, 3 …) of a series: four digits or more; a part has no zeros before it."""
    return f"{name}{serial}" if name.endswith(_PART) else f"{name}-{serial:04d}"


def parted(number: str) -> tuple[str, int]:
    """The series of a number and its place in it. ValueError for a text that is no number."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(f"{number!r} is no number of a series")
    name, mark, serial = found.groups()
    return name + mark.replace("-", ""), int(serial)


def read_code(typed: str) -> str | Refusal:
    """A desk's code as it is kept: 2-6 capitals and digits, "" for none; or why it is no code. It must not read as the
    year that stands at its place in EV-2026-0001."""
    code = _plain(typed)
    if code and (not _CODE.fullmatch(code) or _YEAR.fullmatch(code)):
        return refuse("INPUT.desk_code", given=typed[:40])
    return code


def coded(number: str, code: str) -> str:
    """A number with the desk's code in it: K-07-0001. Without a code the number as it is, and so is one that bears the
    code of the desk that gave it out: a client who came from there keeps it."""
    prefix, mark, rest = number.partition("-")
    return f"{prefix}-{code}-{rest}" if code and mark and not _CODED.fullmatch(number) else number


def bare(typed: str, code: str) -> str:
    """A number as the desk counts it, whether it was typed with the desk's code or without, wide or in small letters,
    without its hyphen or its zeros: "ｋ６" is K-0006. What is no number with this code comes back as it is, but in
    capitals."""
    number = _plain(typed)
    written = _without_code(number, code)
    found = _TYPED.fullmatch(written)
    if found is None:
        return number if written == _DASHES.sub("-", number) else written
    letters, year, joined, serial, part = found.groups()
    return numbered(series(letters, int(year or joined) if year or joined else None), int(serial)) + part


def meant(typed: str, code: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers that somebody may mean: what was typed as `bare` reads it, or digits alone in each of the series
    `prefixes`, or one of these that another desk gave out: "j-07-28" is J-07-0028; none for what is no number."""
    number = bare(typed, code)
    if _BARE.fullmatch(number):
        return tuple(numbered(one, int(number)) for one in prefixes)
    if _TYPED.fullmatch(number):
        return (number,)
    elsewhere = _ELSEWHERE.fullmatch(_DASHES.sub("-", number))
    if elsewhere is None or elsewhere[1] not in prefixes:
        return ()
    letters, coded_so, serial, part = elsewhere.groups()
    return (f"{numbered(f'{letters}-{coded_so}'.rstrip('-'), int(serial))}{part}",)


def begun(typed: str, code: str) -> str:
    """How the numbers begin that somebody has typed so far: "K-00" for "k00", "" for what is whole or no number."""
    found = _BEGUN.fullmatch(_without_code(_plain(typed), code))
    return "" if found is None else f"{found[1]}-{found[2]}"


def _without_code(number: str, code: str) -> str:
    written = _DASHES.sub("-", number)
    if code:
        hyphen = "-?" if code[0].isdigit() else "-"  # KAB-0001 is no K of the desk AB
        coded_so = re.fullmatch(rf"([A-Z]+)\s*{hyphen}\s*{code}-(.+)", written)
        written = written if coded_so is None else f"{coded_so[1]}-{coded_so[2]}"
    return written


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().upper()
