"""What a text may hold is the standard's business, not that of the Python that happens to run."""

import hashlib
import sys
import unicodedata

import pytest

from rmdesk.domain.characters import first_refused, is_typed, is_word, visible
from rmdesk.domain.fields import read
from support.tiers import longer

pytestmark = pytest.mark.keyboard
EXTENSIONS = {
    "\u9fff": "the end of the BMP's ideographs",
    "\U0002a6df": "Extension B, filled up in Unicode 13",
    "\U0002b739": "Extension C, filled up in Unicode 15",
    "\U0002ebf0": "Extension I",
    "\U00030000": "Extension G",
    "\U00031350": "Extension H",
    "\U000323af": "Extension H",
    "\U000323b0": "Extension J",
}


@pytest.mark.parametrize("character", EXTENSIONS, ids=EXTENSIONS.values())
def test_a_name_with_a_rare_ideograph_is_taken_shown_and_found(character: str) -> None:
    """A client was turned away on Python 3.11 because his name's character came with Unicode 15."""
    name = f"王{character}"
    assert read("text", name) == name
    assert visible(name) == name
    assert is_typed(character)
    assert is_word(character)


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x1b", "\x7f", "\xad", "\u200b", "\u200f", "\u2028", "\u202e", "\u2066", "\ufeff", "\U000e0041"],
)
def test_what_is_not_seen_or_turns_a_line_round_is_no_key_and_no_name(character: str) -> None:
    """Two names would look alike, or one would be printed backwards."""
    assert first_refused(f"王{character}敏") == character
    assert not is_typed(character)
    assert visible(character) == " "


@pytest.mark.parametrize("character", ["\ue000", "\uffff", "\U0002fa20", "\U00033480", "\U000f0000", "\U0010ffff"])
def test_a_code_point_that_is_nobodys_is_refused_by_name(character: str) -> None:
    """It arrives in the field, or the clerk would not learn why nothing happened."""
    assert is_typed(character)
    assert first_refused(character) == character


@longer
def test_every_python_takes_the_same_characters() -> None:
    """A desk that moves to another Python must not refuse names that it holds."""
    points = [chr(point) for point in range(sys.maxunicode + 1)]
    taken = bytes(first_refused(one) is None for one in points)
    assert hashlib.sha256(taken).hexdigest() == "3dbca76569ecc4f6e24e6627d7ed54b90af9d2cd4f1200b735dc07d6b0cdd638"


def test_nothing_that_python_knows_as_a_seen_character_is_refused() -> None:
    """The table of ranges must not swallow a neighbour."""
    seen = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point))[0] in {"L", "M", "N", "P", "S"}
    ]
    assert [f"{ord(one):X}" for one in seen if first_refused(one) is not None] == []
    hidden = [chr(point) for point in range(sys.maxunicode + 1)]
    hidden = [
        one for one in hidden if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and one != "\n"
    ]
    assert [f"{ord(one):X}" for one in hidden if first_refused(one) is None] == []
