"""Ids and short codes."""

import os
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.ids import CROCKFORD, base32, chain_code, grouped, read_chain_code, uuid7

instants = st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))


@given(instants)
def test_an_id_is_a_uuid_of_version_7(at: datetime) -> None:
    """Other programs, a head office's database among them, read these ids."""
    parsed = uuid.UUID(uuid7(at, os.urandom))
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(instants, instants)
def test_ids_sort_as_their_instants(one: datetime, other: datetime) -> None:
    """Lists that are sorted by id are sorted by time, to the microsecond."""
    first, second = sorted((one, other))
    if first < second:
        assert uuid7(first, os.urandom) < uuid7(second, os.urandom)


def test_ids_of_one_instant_differ() -> None:
    """Facts of one act bear one instant and must not share an id."""
    at = datetime(2026, 11, 21, tzinfo=UTC)
    assert len({uuid7(at, os.urandom) for _ in range(1000)}) == 1000


def test_an_id_is_made_of_what_is_given() -> None:
    """A sample desk can be made again, id by id."""
    at = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    assert uuid7(at, lambda size: b"\x01" * size) == "01a1fd3a-0340-7000-8101-010101010101"


@pytest.mark.parametrize("at", [datetime(2026, 1, 1), datetime(1969, 12, 31, tzinfo=UTC)])
def test_an_instant_that_cannot_be_an_id_is_refused(at: datetime) -> None:
    """A naive or impossible time would sort anywhere."""
    with pytest.raises(ValueError, match="instant"):
        uuid7(at, os.urandom)


def test_a_chain_code_says_where_and_what() -> None:
    """It is compared by eye on paper, and found again by its number; 80 bits cannot be hit by trying."""
    assert chain_code(0, bytes(32)) == "0-0000-0000-0000-0000"
    assert chain_code(1042, bytes([255] * 32)) == "1042-ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert chain_code(7, bytes([0] * 9 + [31])) == "7-0000-0000-0000-000Z"
    assert chain_code(7, bytes(9) + b"\x01") != chain_code(7, bytes(10)), "the eightieth bit counts"
    assert not set("ILOU") & set(CROCKFORD)
    with pytest.raises(ValueError, match="ten"):
        chain_code(1, bytes(9))


@given(st.integers(0, 10**12), st.binary(min_size=32, max_size=32))
def test_a_chain_code_is_read_back(seq: int, hash_: bytes) -> None:
    """Whoever types it from a worn paper need not hit hyphens, capitals, O and I."""
    code = chain_code(seq, hash_)
    for typed in (code, code.lower(), f" {code.replace('-', ' – ')} ", code.replace("0", "O").replace("1", "l")):
        assert read_chain_code(typed) == (seq, code)


@pytest.mark.parametrize(
    "typed", ["", "7F3K-9QXD-0AV2-MW6T", "7-7F3K-9QXD", "x-7F3K-9QXD-0AV2-MW6T", "7-UUUU-0000-0000-0000"]
)
def test_what_is_no_chain_code_is_told(typed: str) -> None:
    """Half a code proves nothing."""
    assert read_chain_code(typed) is None


def test_base32_and_groups() -> None:
    """Building stones of both codes."""
    assert base32(32, 3) == "010"
    assert grouped("ABCDEFGHJ", 4) == "ABCD-EFGH-J"
