"""The number of each kind of document: a wrong one ties a sale to nobody, a right one refused sends a client away."""

from datetime import date

import pytest

from rmdesk.domain import fields
from rmdesk.domain.id_kinds import (
    IdNumber,
    kind_of,
    nationality_doubt,
    nationality_fault,
    number_doubt,
    read_id,
    validity_doubt,
)
from rmdesk.domain.identity import check_character
from rmdesk.domain.refusal import Refusal

TODAY = date(2026, 11, 21)


def card(region: str, born: str = "19850101", order: str = "001") -> str:
    """An invented number of eighteen characters: nobody's, its check character apart."""
    digits = f"{region}{born}{order}"
    return digits + check_character(digits)


INVENTED, HONG_KONG, TAIWAN, FOREIGNER = card("999999"), card("810000"), card("830000"), card("911000")
MALE_1985 = (date(1985, 1, 1), "male")


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("resident", INVENTED),
        ("hukou", INVENTED),
        ("hmt_residence", HONG_KONG),
        ("hmt_residence", card("820000")),
        ("hmt_residence", TAIWAN),
        ("foreign_residence", FOREIGNER),
        ("foreign_residence", INVENTED),
    ],
)
def test_a_number_that_bears_birth_date_and_sex_says_them(kind: str, number: str) -> None:
    """Else they are typed by hand, and may contradict the card."""
    assert read_id(kind, number) == IdNumber(*MALE_1985)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("hk_macao_permit", "H00000000"),
        ("hk_macao_permit", "M0000000001"),
        ("taiwan_permit", "00000000"),
        ("foreign_residence", "ZZZ110090123105"),
        ("passport", "E00000000"),
        ("passport", "X1234567"),
        ("military", "军字第1234567号"),
        ("military", "南字第12345678号"),
        ("a_banks_own", "?"),
    ],
)
def test_a_number_as_it_is_issued_is_taken_without_a_word(kind: str, number: str) -> None:
    """A client with a good document must not be doubted at the counter."""
    assert read_id(kind, number) == IdNumber()
    assert number_doubt(kind, number, "", TODAY) is None


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("resident", HONG_KONG, "KYC-09.kind"),
        ("resident", card("820000"), "KYC-09.kind"),
        ("hukou", TAIWAN, "KYC-09.kind"),
        ("resident", FOREIGNER, "KYC-09.kind"),
        ("passport", INVENTED, "KYC-09.kind"),
        ("taiwan_permit", INVENTED, "KYC-09.kind"),
        ("hmt_residence", INVENTED, "KYC-09.kind"),
        ("hmt_residence", FOREIGNER, "KYC-09.kind"),
        ("foreign_residence", HONG_KONG, "KYC-09.kind"),
        ("passport", "军字第1234567号", "KYC-09.kind"),
        ("hmt_residence", HONG_KONG[:17] + ("1" if HONG_KONG[17] != "1" else "2"), "KYC-09.check"),
        ("hmt_residence", card("810000", "19850231"), "KYC-09.date"),
        ("hmt_residence", "H00000000", "KYC-09.length"),
        ("foreign_residence", card("911000", "19850101")[:17], "KYC-09.shape"),
        ("foreign_residence", FOREIGNER[:17] + ("1" if FOREIGNER[17] != "1" else "2"), "KYC-09.check"),
        ("hk_macao_permit", "K00000000", "KYC-09.shape"),
        ("hk_macao_permit", "H000000", "KYC-09.shape"),
        ("taiwan_permit", "1234567", "KYC-09.shape"),
        ("passport", "12", "KYC-09.shape"),
    ],
)
def test_a_number_of_another_document_is_refused(kind: str, number: str, code: str) -> None:
    """Otherwise the file names a document that nobody ever showed."""
    found = read_id(kind, number)
    assert isinstance(found, Refusal)
    assert found.code == code


@pytest.mark.parametrize(
    ("kind", "number", "born"),
    [
        ("hmt_residence", card("810101"), ""),
        ("hk_macao_permit", "H000000001", ""),
        ("taiwan_permit", "0000000001", ""),
        ("taiwan_permit", "0000000001B", ""),
        ("foreign_residence", "ZZZ110090993105", ""),
        ("foreign_residence", "DEU110090123105", "1990-12-30"),
        ("passport", "ABCDEFGH", ""),
        ("military", "1234567", ""),
        ("hukou", card("999999", "19850101"), ""),
    ],
)
def test_what_is_only_unusual_is_doubted_and_taken(kind: str, number: str, born: str) -> None:
    """An old form of a number must not send its holder away, and a slip of the keys must not pass unseen."""
    assert not isinstance(read_id(kind, number), Refusal)
    assert number_doubt(kind, number, born, TODAY) is not None


def test_what_agrees_is_not_doubted() -> None:
    """A doubt that is always there is read by nobody."""
    assert number_doubt("foreign_residence", "DEU110090123105", "1990-12-31", TODAY) is None
    assert number_doubt("hukou", card("999999", "20200101"), "2020-01-01", TODAY) is None


@pytest.mark.parametrize(
    ("kind", "number", "usual", "unusual"),
    [
        ("passport", "X1234567", "DEU", "CHN"),
        ("passport", "EA0000000", "CHN", ""),
        ("passport", "K00000000", "CHN", ""),
        ("foreign_residence", "DEU110090123105", "DEU", "FRA"),
        ("foreign_residence", FOREIGNER, "FRA", ""),
        ("military", "军字第1234567号", "CHN", "DEU"),
        ("hmt_residence", HONG_KONG, "HKG", "DEU"),
        ("taiwan_permit", "00000000", "TWN", "DEU"),
        ("hk_macao_permit", "H00000000", "DEU", ""),
        ("passport", "", "CHN", ""),
    ],
)
def test_a_nationality_that_the_number_speaks_against_is_doubted(
    kind: str, number: str, usual: str, unusual: str
) -> None:
    """The form starts with China: who forgets to change it enters a foreigner as a national."""
    assert nationality_doubt(kind, usual, number) is None
    assert not unusual or nationality_doubt(kind, unusual, number) is not None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("军字第 1234567 号", "军字第1234567号"),
        ("南字第１２３４５６７", "南字第1234567号"),
        ("0000000001(B)", "0000000001B"),
        ("h00000000", "H00000000"),
        ("軍字第1234567號", "軍字第1234567号"),
    ],
)
def test_numbers_are_taken_as_they_are_printed(typed: str, kept: str) -> None:
    """An officer's number has Chinese characters, an old Taiwan permit has brackets: the clerk copies what is there."""
    assert fields.read("id_number", typed) == kept


def test_no_other_text_is_a_number() -> None:
    """A name typed into the field must not become somebody's number."""
    for typed in ("张三", "字第1234567号", "军字第号"):
        found = fields.read("id_number", typed)
        assert isinstance(found, Refusal)
        assert found.code == "KYC-09.characters"


def test_a_card_tells_who_may_hold_it() -> None:
    """A foreigner's card in a national's file is the wrong card, or the wrong nationality."""
    assert nationality_fault("resident", "CHN") is None
    assert nationality_fault("foreign_residence", "DEU") is None
    assert nationality_fault("hk_macao_permit", "DEU") is None  # given to permanent residents of any nationality
    for kind, nation in (("resident", "DEU"), ("hukou", "DEU"), ("foreign_residence", "CHN")):
        found = nationality_fault(kind, nation)
        assert found is not None
        assert found.code == "KYC-09.nationality"


def test_a_document_that_would_run_too_long_is_doubted() -> None:
    """A slip in the year would keep an expired document in force."""
    assert validity_doubt("taiwan_permit", date(2031, 11, 21), TODAY) is None
    for kind, until in (("taiwan_permit", date(2031, 11, 22)), ("passport", date(2037, 1, 1)), ("passport", None)):
        assert validity_doubt(kind, until, TODAY) is not None
    assert validity_doubt("resident", None, TODAY) is None  # KYC-10 refuses there
    assert validity_doubt("military", None, TODAY) is None


def test_a_number_tells_its_kind_only_where_it_must_be_that() -> None:
    """A guess would put the wrong document into a file that a list brings in."""
    assert [kind_of(one) for one in (INVENTED, HONG_KONG, FOREIGNER, "军字第1234567号")] == [
        "resident", "hmt_residence", "foreign_residence", "military",
    ]  # fmt: skip
    assert kind_of("H00000000") == kind_of("00000000") == kind_of(INVENTED[:17] + "Z") == ""
