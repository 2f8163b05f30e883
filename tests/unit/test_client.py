"""Who the client is: capacity, identity elements, masking (KYC-01..06, SUIT-11, SUIT-17, DATA-05)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.client import (
    CONTACT_ELEMENTS,
    ORGANISATION_ELEMENTS,
    PERSON_ELEMENTS,
    Capacity,
    mask_id,
    mask_phone,
    missing_elements,
    related,
)
from rmdesk.domain.client_standing import id_standing
from support.people import DAY, LIMITS, client, organisation_profile, person_around, person_profile
from unit.matching import VERIFIED


def _born(age: int, *, birthday_in: int = 0) -> date:
    """Somebody who is `age` on DAY when the birthday is today or past, one year less when it lies ahead."""
    return date(DAY.year - age, DAY.month, DAY.day) + timedelta(birthday_in)


@pytest.mark.parametrize(
    ("age", "ahead", "over", "capacity"),
    [
        (0, 0, {}, "none"),
        (8, 1, {}, "none"),
        (8, 0, {}, "limited"),
        (15, 0, {"own_earnings": "yes"}, "limited"),
        (16, 1, {"own_earnings": "yes"}, "limited"),
        (16, 0, {"own_earnings": "yes"}, "full"),
        (16, 0, {"own_earnings": "no"}, "limited"),
        (17, 0, {}, "limited"),
        (18, 1, {}, "limited"),
        (18, 0, {}, "full"),
        (90, 0, {}, "full"),
        (40, 0, {"capacity": "limited"}, "limited"),
        (16, 0, {"capacity": "limited", "own_earnings": "yes"}, "limited"),
        (7, 0, {"capacity": "limited"}, "none"),
        (40, 0, {"capacity": "none"}, "none"),
    ],
)
def test_capacity_by_age_earnings_and_declaration(
    age: int, ahead: int, over: dict[str, str], capacity: Capacity
) -> None:
    """SUIT-11: a sale to somebody without capacity is void, and a minor buys only with the guardian."""
    one = client(person_profile(_born(age, birthday_in=ahead), **over), earner=VERIFIED)
    assert one.capacity(DAY, LIMITS) == capacity


def test_what_one_person_ticks_makes_no_minor_of_age() -> None:
    """SUIT-11: a tick, nothing verified, or verified until yesterday, and a pupil buys R3 without the guardian."""
    young = person_profile(_born(16), own_earnings="yes")
    over = VERIFIED.model_copy(update={"valid_until": DAY - timedelta(1)})
    for one in (client(young), client(young, earner=over), client({**young, "own_earnings": "no"}, earner=VERIFIED)):
        assert one.capacity(DAY, LIMITS) == "limited"


def test_a_person_of_unknown_age_has_no_capacity_to_buy() -> None:
    """Without a birth date nobody knows whether this is a child."""
    assert client(person_profile() | {"born": ""}).capacity(DAY, LIMITS) == "none"


def test_an_organisation_has_full_capacity_and_no_age() -> None:
    """No rule about age may touch a company."""
    one = client(organisation_profile(born="2020-01-01"))
    assert one.capacity(DAY, LIMITS) == "full"


@pytest.mark.parametrize(("kind", "professional"), [("professional", True), ("company", False)])
def test_only_an_organisation_is_ever_professional(kind: str, professional: bool) -> None:
    """SUIT-17: a natural person is never a professional investor, whatever stands in the file."""
    assert client(organisation_profile(org_kind=kind), licence=VERIFIED).professional_on(DAY) is professional
    assert not client(person_profile(org_kind=kind), licence=VERIFIED).professional_on(DAY)
    assert not client(organisation_profile(org_kind=kind)).professional_on(DAY), "a claim is none"


@pytest.mark.parametrize("key", PERSON_ELEMENTS)
def test_each_of_the_nine_elements_of_a_person_is_missed(key: str) -> None:
    """KYC-01."""
    assert missing_elements("person", person_profile() | {key: ""}) == (key,)


@pytest.mark.parametrize(
    "key", [*ORGANISATION_ELEMENTS, *(f"representative.1.{element}" for element in CONTACT_ELEMENTS)]
)
def test_each_element_of_an_organisation_is_missed(key: str) -> None:
    """KYC-02."""
    assert missing_elements("organisation", organisation_profile() | {key: ""}) == (key,)


@pytest.mark.parametrize("element", CONTACT_ELEMENTS)
@pytest.mark.parametrize("profile", [person_profile, organisation_profile])
def test_an_agent_is_identified_too(profile: type, element: str) -> None:
    """KYC-04: and only where somebody acts by an agent."""
    whole = profile(has_agent="yes", **person_around("agent", mandate="yes"))
    kind = client(whole).kind
    assert missing_elements(kind, whole) == ()
    lacking = whole | {f"agent.1.{element}": ""}
    assert missing_elements(kind, lacking) == (f"agent.1.{element}",)
    assert missing_elements(kind, lacking | {"has_agent": "no"}) == ()


def test_people_around_a_client_come_in_order_and_whole() -> None:
    """The tenth owner must not stand before the second."""
    people = {"owner.10.name": "十", "owner.2.name": "二", "owner.2.share": "30", "agent.1.name": "代", "owner": "x"}
    found = related(people, "owner")
    assert found == ({"name": "二", "share": "30"}, {"name": "十"})


@pytest.mark.parametrize(
    ("days_ago", "case"),
    [(-1, None), (0, None), (1, "KYC-06.grace"), (90, "KYC-06.grace"), (91, "KYC-06"), (4000, "KYC-06")],
)
def test_an_expired_id_warns_within_the_grace_and_blocks_after(days_ago: int, case: str | None) -> None:
    """KYC-06: the last valid day itself is valid; ninety days are allowed to renew."""
    last = DAY - timedelta(days_ago)
    found = id_standing(client(person_profile(id_valid_until=last.isoformat())), DAY, LIMITS)
    assert (None if found is None else found.code) == case
    if found is not None:
        assert found.saw["valid_until"] == last.isoformat()


def test_a_long_term_id_never_expires() -> None:
    """A client of 46 and over is not asked for another card."""
    assert client(person_profile(id_valid_until="long")).id_valid_until is None
    assert id_standing(client(person_profile(id_valid_until="long")), DAY, LIMITS) is None


def test_an_organisations_licence_expires_like_an_id() -> None:
    """KYC-06 holds for organisations as well."""
    found = id_standing(client(organisation_profile(licence_valid_until="2026-01-01")), DAY, LIMITS)
    assert found is not None
    assert found.rule == "KYC-06"


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "110*************2X"),
        ("E1234567", "E12***67"),
        ("123456", "****56"),
        ("1234", "1234"),
        ("", ""),
    ],
)
def test_an_id_number_is_masked(number: str, masked: str) -> None:
    """DATA-05."""
    assert mask_id(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("13800000001", "138****0001"), ("87654321", "****4321"), ("1234567", "*****67"), ("110", "110"), ("", "")],
)
def test_a_phone_number_is_masked(number: str, masked: str) -> None:
    """DATA-05."""
    assert mask_phone(number) == masked


@given(st.text("0123456789", min_size=15, max_size=20))
def test_a_mask_hides_the_birth_date_and_keeps_the_length(number: str) -> None:
    """What the mask leaves must not be enough to know the holder."""
    assert len(mask_id(number)) == len(number)
    assert set(mask_id(number)[3:-2]) == {"*"}


def test_amounts_are_exact() -> None:
    """Money never passes through binary fractions."""
    assert client(person_profile(financial_assets="0.10")).amount("financial_assets") == Decimal("0.10")
    assert client(person_profile(insurance_budget="")).amount("insurance_budget") is None
