"""Which characters a text may hold, by the standard's own ranges.

An interpreter's tables know the Unicode of its day: Python 3.11 calls the ideographs of Extensions H and I unassigned,
and a client whose name has one must not be turned away for that. What is refused here is fixed in the standard, so that
every Python gives the same answer.
"""

import re
from collections.abc import Callable

# General categories Cc, Cf, Cs, Zl and Zp, with the reserved default-ignorable code points (Unicode 17.0.0,
# DerivedGeneralCategory and DerivedCoreProperties). They are invisible or reorder a line: two names would look alike,
# or one would be printed backwards. Variation selectors choose between forms of one ideograph and stay.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)

# Code points that mean nothing to anybody else: private use, noncharacters, and what no block of Unicode 17.0.0
# (Blocks) holds beyond the last ideographs of plane 2 (CJK Compatibility Ideographs Supplement, 2FA1F) and of plane 3
# (Extension J, 3347F).
_NOBODYS = (
    "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fa20-\U0002ffff\U00033480-\U000dffff"
    "\U000e1000-\U0010ffff"
)

# Blocks with ideographs and their parts (Unicode 17.0.0, Blocks): radicals to strokes, the ideographs of the BMP,
# compatibility ideographs, and everything from Extension B to Extension J.
_HAN = "\u2e80-\u2fdf\u2ff0-\u303f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"

# Patterns, not compiled ones: `re` compiles each once, when it is asked for, not at every start (1-2 ms each).
_HIDDEN_ONE = f"[{_HIDDEN}]"
_REFUSED_ONE = f"[{_HIDDEN}{_NOBODYS}]"
_MOVING_ONE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_UNTYPED_ONE = f"[{_HIDDEN}{_SPACES}]"
_UNSHOWN_ONE = f"[{_HIDDEN}{_NOBODYS}{_SPACES}]"
_IDEOGRAPH = f"[{_HAN}]"


def first_refused(text: str) -> str | None:
    """The first character that no field takes, or None; a line's end is not one."""
    if text.isascii() and text.isprintable():
        return None
    found = re.search(_REFUSED_ONE, text.replace("\n", ""))
    return None if found is None else found.group()


def is_typed(character: str) -> bool:
    """Whether a key may put `character` into a field: it is seen. What a field then refuses it refuses by name."""
    return len(character) == 1 and not re.match(_UNTYPED_ONE, character)


def visible(text: str) -> str:
    """`text` with a blank for every character that is not seen or would move a terminal's cursor."""
    return re.sub(_UNSHOWN_ONE, " ", text)


def escaped(text: str) -> str:
    """`text` as any terminal may get it: what is not seen, or would move its cursor or turn a line round, stands there
    as its number (`\\x1b`, `\\u202e`). Line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return hidden_as(text, lambda one: one if one in "\n\t" else ascii(one)[1:-1])


def hidden_as(text: str, shown: Callable[[str], str]) -> str:
    """`text` with every character that is not seen as `shown` writes it."""
    return re.sub(_HIDDEN_ONE, lambda found: shown(found[0]), text)


def first_moving(text: str) -> str | None:
    """The first character that acts on a terminal or turns the order of a line round, or None; line ends and tabs are
    none. Of whatever is kept, also where nobody typed it into a field."""
    if text.isprintable():  # none of them is, in any version of the standard
        return None
    found = re.search(_MOVING_ONE, text)
    return None if found is None else found.group()


def has_ideograph(text: str) -> bool:
    """Whether something of it is written in Chinese."""
    return re.search(_IDEOGRAPH, text) is not None


def is_word(character: str) -> bool:
    """Whether a letter, a digit or an ideograph, which an older interpreter may not know as one."""
    return character.isalnum() or re.match(_IDEOGRAPH, character) is not None
