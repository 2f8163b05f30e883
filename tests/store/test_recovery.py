"""The recovery code is typed from paper, years later, by somebody in trouble."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdesk.domain.ids import CROCKFORD
from rmdesk.store.recovery import LENGTH, canonical, new_code


def test_a_code_is_five_groups_of_five() -> None:
    """It has to fit the line on the envelope."""
    code = new_code()
    assert [len(group) for group in code.split("-")] == [5] * 5
    assert canonical(code) == code.replace("-", "")


def test_codes_differ() -> None:
    """A code that repeats is no secret."""
    assert len({new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')}\n",
        lambda code: code.replace("-", "—"),
        lambda code: code.replace("-", " - "),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(char) + 0xFEE0) for char in code),
    ],
)
def test_careless_typing_is_understood(typed: object) -> None:
    """Nobody should lose a desk to a hyphen, a full-width letter, or an O for a 0."""
    assert callable(typed)
    for _ in range(20):
        code = new_code()
        assert canonical(typed(code)) == code.replace("-", "")


@settings(max_examples=200)
@given(st.integers(0, LENGTH - 1), st.sampled_from(CROCKFORD))
def test_one_wrong_character_is_noticed(place: int, char: str) -> None:
    """A slip of the pen is told at once, not after a second of key derivation."""
    code = new_code().replace("-", "")
    typed = code[:place] + char + code[place + 1 :]
    assert (canonical(typed) is None) == (typed != code)


@settings(max_examples=200)
@given(st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_swapped_characters_are_noticed(one: int, other: int) -> None:
    """The commonest slip when copying."""
    code = list(new_code().replace("-", ""))
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert (canonical("".join(swapped)) is None) == (swapped != code)


@pytest.mark.parametrize("typed", ["", "-", "7F3K9", "U" * LENGTH, "*" * LENGTH, "0" * (LENGTH + 1), "王" * LENGTH])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    """Nonsense is nonsense, not an error."""
    assert canonical(typed) is None
