"""Identity numbers: a wrong one would tie a sale to nobody, or to somebody else (KYC-02, KYC-09, KYC-10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from rmdesk.domain.calendar import add_months
from rmdesk.domain.identity import (
    ResidentId,
    check_character,
    check_uscc,
    check_validity,
    read_resident_id,
    uscc_check_character,
)
from rmdesk.domain.refusal import Refusal
from support.people import resident_number

TODAY = date(2026, 11, 21)
# The worked examples of the two standards; neither is anybody's number today.
GB_11643 = "11010519491231002X"
GB_32100 = "91350100M000100Y43"


def _case(found: object) -> str:
    assert isinstance(found, Refusal)
    return found.code


def test_the_standards_own_example_is_read() -> None:
    """Otherwise every real ID card is refused."""
    assert read_resident_id(GB_11643) == ResidentId(born=date(1949, 12, 31), sex="female")


@pytest.mark.parametrize(
    ("number", "case"),
    [
        ("", "KYC-09.length"),
        ("1101051949123100", "KYC-09.length"),
        ("11010519491231002X0", "KYC-09.length"),
        ("110105491231002", "KYC-09.length"),  # fifteen digits: the cards of before 2013
        ("11010519491231002x", "KYC-09.characters"),
        ("1101051949123100ZX", "KYC-09.characters"),
        ("１１０１０５19491231002X", "KYC-09.characters"),
        ("110105194912310²2X", "KYC-09.characters"),
        ("110105194902310028", "KYC-09.date"),
        ("110105194900310028", "KYC-09.date"),
        ("110105000012310028", "KYC-09.date"),
        ("110105189912310028", "KYC-09.date"),
        ("110105194912310020", "KYC-09.check"),
        ("110105194912310021", "KYC-09.check"),
    ],
)
def test_a_number_that_is_none_is_refused_by_what_is_wrong(number: str, case: str) -> None:
    """The clerk must see whether it is the length, a character, the date or the check."""
    assert _case(read_resident_id(number)) == case


@given(st.dates(date(1900, 1, 1), TODAY), st.booleans(), st.integers(1, 499))
def test_birth_date_and_sex_come_out_as_they_went_in(born: date, male: bool, serial: int) -> None:
    """The number fills both fields of the intake."""
    number = resident_number(born, male=male, serial=serial)
    assert read_resident_id(number) == ResidentId(born=born, sex="male" if male else "female")


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(born: date, at: int, by: int) -> None:
    """A slip of one key must not make another person of the client."""
    number = resident_number(born)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert isinstance(read_resident_id(wrong), Refusal)


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 15))
def test_two_digits_in_the_wrong_order_never_pass(born: date, at: int) -> None:
    """Nor two keys in the wrong order."""
    number = resident_number(born)
    wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert wrong == number or isinstance(read_resident_id(wrong), Refusal)


@given(st.text(max_size=24))
def test_nonsense_is_a_refusal_never_an_error(raw: str) -> None:
    """Whatever is pasted into the field."""
    assert isinstance(read_resident_id(raw), ResidentId | Refusal)


def test_the_standards_organisation_code_passes() -> None:
    """Otherwise no company can be registered."""
    assert check_uscc(GB_32100) is None
    assert uscc_check_character(GB_32100[:17]) == "3"


@pytest.mark.parametrize("code", ["", GB_32100[:17], GB_32100[:17] + "4", "I" + GB_32100[1:], GB_32100.lower()])
def test_a_wrong_organisation_code_is_refused(code: str) -> None:
    """A company under a wrong code is another company."""
    assert _case(check_uscc(code)) == "KYC-02.uscc"


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_of_an_organisation_code_never_passes(at: int, other: str) -> None:
    """The check character catches every single slip."""
    wrong = GB_32100[:at] + other + GB_32100[at + 1 :]
    assert (check_uscc(wrong) is None) == (wrong == GB_32100)


@pytest.mark.parametrize(
    ("born", "until", "case"),
    [
        (date(2015, 5, 1), date(2028, 5, 1), None),  # issued at 8 for 5 years
        (date(2015, 5, 1), date(2033, 5, 1), "KYC-10"),  # would have to be issued in 2028, or at 8 for 10 years
        (date(2004, 5, 1), date(2030, 5, 1), None),  # at 16 for 10 years
        (date(2004, 5, 1), date(2040, 5, 1), "KYC-10"),  # at 16 for 20 years
        (date(1990, 5, 1), date(2036, 5, 1), None),  # at 26 for 20 years
        (date(1990, 5, 1), date(2036, 4, 30), "KYC-10"),  # a day before turning 26
        (date(1990, 5, 1), date(2026, 4, 30), None),  # at 25 for 10 years, expired meanwhile
        (date(1980, 11, 22), date(2046, 11, 21), None),  # at 45 for 20 years, issued today
        (date(1980, 11, 21), date(2046, 11, 21), "KYC-10"),  # at 46 the card has no end
        (date(1980, 11, 21), None, None),
        (date(1980, 11, 22), None, "KYC-10.long"),  # 46 only tomorrow
        (date(2008, 2, 29), date(2034, 2, 28), None),  # issued on 29 February at 16
    ],
)
def test_how_long_a_card_runs_follows_from_the_age_at_issue(born: date, until: date | None, case: str | None) -> None:
    """A validity that no card can have is a typing slip or a forged card (KYC-10)."""
    found = check_validity(born, until, TODAY)
    assert (None if found is None else found.code) == case


@given(st.dates(date(1930, 1, 1), TODAY), st.data())
def test_every_card_that_the_law_issues_is_accepted(born: date, data: st.DataObject) -> None:
    """No holder of a genuine card is turned away."""
    issued = data.draw(st.dates(born, TODAY))
    age = issued.year - born.year - ((issued.month, issued.day) < (born.month, born.day))
    years = 5 if age < 16 else 10 if age < 26 else 20 if age < 46 else None
    until = None if years is None else add_months(issued, 12 * years)
    assert check_validity(born, until, TODAY) is None


@given(st.dates(date(1930, 1, 1), TODAY), st.dates(TODAY, TODAY + timedelta(365 * 40)))
def test_no_card_runs_longer_than_twenty_years(born: date, until: date) -> None:
    """What no term explains is refused."""
    if until > add_months(TODAY, 240):
        assert _case(check_validity(born, until, TODAY)) == "KYC-10"


@given(st.from_regex(r"\A[0-9]{17}\Z"))
def test_check_characters_of_ids_are_those_that_others_compute(digits: str) -> None:
    """GB 11643: a client whose right number is refused goes elsewhere."""
    assert check_character(digits) == ric.calc_check_digit(f"{digits}0")


@given(st.from_regex(r"\A[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}\Z"))
def test_codes_of_organisations_are_sound_where_others_find_them_so(code: str) -> None:
    """GB 32100, by somebody else's reading of it: the code as it is, and with its check character put right."""
    assert (check_uscc(code) is None) == uscc.is_valid(code)
    right = code[:17] + uscc_check_character(code[:17])
    assert check_uscc(right) is None
    assert uscc.is_valid(right)
