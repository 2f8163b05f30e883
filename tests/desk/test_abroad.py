"""An organisation that is registered abroad has no unified credit code, and is a client all the same (KYC-02)."""

import pytest

from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_value
from rmdesk.domain import fields
from rmdesk.domain.client import Client, missing_elements
from rmdesk.domain.refusal import Refusal
from support.desks import codes, done
from support.people import organisation_profile
from support.walk import register_organisation, values_for

OVERSEAS = {"licence_type": "overseas", "uscc": "", "country": "HKG", "overseas_number": "1234567-000"}


def _abroad(desk: Desk, **over: str) -> Client:
    return register_organisation(desk, **{**OVERSEAS, **over})


def test_it_is_known_by_its_own_number_and_country(desk: Desk) -> None:
    """Without it the branch invents a code, or turns the client away."""
    client = _abroad(desk)
    assert (client.number, client.profile["country"], client.missing_elements()) == ("1234567-000", "HKG", ())
    assert "uscc" not in client.profile
    for typed in ("1234567-000", "1234567000"):
        assert [one.id for one in done(clients.find(desk, typed))] == [client.id], typed
    (twin,) = done(clients.duplicates(desk, OVERSEAS))
    assert (twin.line.id, twin.why) == (client.id, "id")
    assert mask_value("overseas_number", client.number) != client.number


@pytest.mark.parametrize("lacking", ["country", "overseas_number"])
def test_neither_number_nor_country_may_be_left_out(desk: Desk, lacking: str) -> None:
    """A number without its register is no number; and no code stands in for it."""
    profile = {**organisation_profile(), **OVERSEAS, lacking: ""}
    assert missing_elements("organisation", profile) == (lacking,)
    values = {**values_for(desk, "organisation", profile), lacking: ""}
    assert "INPUT.required" in codes(clients.register(desk, "organisation", values))


def test_at_home_the_code_is_asked_as_before() -> None:
    """A number abroad is no way around the code."""
    profile = {**organisation_profile(), "uscc": "", "country": "HKG", "overseas_number": "1234567"}
    assert missing_elements("organisation", profile) == ("uscc",)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hrb 12345 b", "HRB 12345 B"),
        ("CHE-123.456.789", "CHE-123.456.789"),
        ("１２-３４５６７８９", "12-3456789"),
        ("0100-01-123456", "0100-01-123456"),
        ("A/12/2026", "A/12/2026"),
        ("无", ""),
        ("LIMITED", ""),
        ("12", ""),
        ("12--34", ""),
    ],
)
def test_numbers_are_read_as_registers_abroad_print_them(typed: str, kept: str) -> None:
    """They follow no scheme of ours; what holds no digit is none."""
    found = fields.read("foreign_number", typed)
    assert (found if not isinstance(found, Refusal) else "") == kept
