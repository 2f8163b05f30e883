"""One number is one number, however it was typed; one with a digit too few or too many is none (COMP-07)."""

import pytest

from rmdesk.domain.contacts import contacts_in
from rmdesk.domain.phones import canonical_phone

SAME = {
    "13900000001": ("139 0000 0001", "139-0000-0001", "+86 13900000001", "013900000001", "86-13900000001",
                    "008613900000001",
                    "１３９０００００００１"),
    "02112345678": ("021-12345678", "(021)12345678", "+86 21 1234 5678", "86 21 12345678", "021－1234－5678",
                    "0086-21-12345678"),
    "02112345678-8001": ("021-12345678转8001", "021-12345678-8001", "(021)12345678 ext. 8001", "02112345678 分机8001"),
    "4001234567": ("400-123-4567", "+86 400 123 4567"),
    "+442079460000": ("+44 20 7946 0000", "0044 20 7946 0000"),
    "+85223456789": ("+852 2345 6789",),
    "87654321": ("8765 4321",),
}  # fmt: skip


@pytest.mark.parametrize(("kept", "typed"), [(kept, one) for kept, all_ in SAME.items() for one in (kept, *all_)])
def test_a_number_is_kept_in_one_form(kept: str, typed: str) -> None:
    """A client typed a second time with +86 would be entered twice."""
    assert canonical_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["1380000000", "138000000012", "861380000000", "+86 1380000000", "86138000000012", "021-1234567", "12345", "110",
     "010-1234567890", "+999 123456", "1380000000a", "转8001", "", "1" * 16],
)  # fmt: skip
def test_what_reaches_nobody_is_no_number(typed: str) -> None:
    """A slip of a digit is seen at once, not when somebody must be called back."""
    assert canonical_phone(typed) is None


@pytest.mark.parametrize("number", ["13900000001", "02112345678", "+442079460000"])
def test_a_complaint_is_recognised_by_the_same_form(number: str) -> None:
    """The repeat search and the client's file must not differ about who calls."""
    assert all(contacts_in(f"请回电 {typed} 谢谢") == {number} for typed in SAME[number])
