"""Identity numbers: the resident ID (GB 11643, KYC-09) and the organisation's code (GB 32100, KYC-02).

What other documents bear stands in `id_kinds`.
"""

from datetime import date, timedelta
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from rmdesk.domain.calendar import add_months, age_on
from rmdesk.domain.refusal import Refusal, refuse

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# KYC-10: years of validity by age at issue; 46 and over hold a long-term card
_TERMS = ((5, 0, 15), (10, 16, 25), (20, 26, 45))
_LONG_TERM_AGE = 46


class ResidentId(NamedTuple):
    """What a resident ID number says about its holder."""

    born: date
    sex: str


def check_character(digits: str) -> str:
    """The 18th character for 17 digits."""
    if len(digits) != len(_WEIGHTS):
        raise ValueError(f"{len(digits)} digits")
    return _CHECKS[sum(map(mul, map(int, digits), _WEIGHTS)) % 11]


@lru_cache(maxsize=1)  # several rules ask for the same number in a row
def read_resident_id(number: str) -> ResidentId | Refusal:
    """Birth date and sex of an 18-character number, or what is wrong with it (KYC-09)."""
    if len(number) != 18:
        return refuse("KYC-09.length", length=len(number))
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        return refuse("KYC-09.characters", given=number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return refuse("KYC-09.date", given=number[6:14])
    if born.year < 1900:
        return refuse("KYC-09.date", given=number[6:14])
    if check_character(number[:17]) != number[17]:
        return refuse("KYC-09.check", given=number[17])
    return ResidentId(born=born, sex="male" if int(number[16]) % 2 else "female")


def uscc_check_character(code: str) -> str:
    """The 18th character for the first 17 of an organisation's code; ValueError for a character outside its set."""
    total = sum(_USCC.index(character) * pow(3, at, 31) for at, character in enumerate(code))
    return _USCC[-total % 31]


def check_uscc(code: str) -> Refusal | None:
    """What is wrong with an organisation's code (统一社会信用代码), or None."""
    if len(code) != 18 or any(character not in _USCC for character in code):
        return refuse("KYC-02.uscc", given=code)
    return None if uscc_check_character(code[:17]) == code[17] else refuse("KYC-02.uscc", given=code)


def check_validity(born: date, valid_until: date | None, today: date) -> Refusal | None:
    """Whether a resident card of this holder can run until `valid_until` (None: long-term) (KYC-10)."""
    if valid_until is None:
        age = age_on(born, today)
        return refuse("KYC-10.long", age=age) if age < _LONG_TERM_AGE else None
    for years, youngest, oldest in _TERMS:
        for issued in _issued(valid_until, years):
            if born <= issued <= today and youngest <= age_on(born, issued) <= oldest:
                return None
    return refuse("KYC-10", valid_until=valid_until)


def _issued(valid_until: date, years: int) -> tuple[date, ...]:
    """The days on which a card for `years` may have been issued: one issued on 29 February runs to the 28th."""
    usual = add_months(valid_until, -12 * years)
    leap = usual + timedelta(1)
    return (usual, leap) if (leap.month, leap.day) == (2, 29) else (usual,)
