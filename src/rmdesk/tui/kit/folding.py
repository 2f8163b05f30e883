"""Full-width keys: what a Chinese input method makes of digits, letters and signs, as the keyboard has them.

A number beside an option, `/`, `?` and Space work whichever way the input method stands. Where text is typed the
character stays as it is: the field decides what it means.
"""

from typing import Final

from textual import events
from textual.keys import _character_to_key
from textual.widget import Widget

_OFFSET: Final = 0xFEE0  # from a full-width sign to its half-width one
_SIGNS: Final = {code: code - _OFFSET for code in range(0xFF01, 0xFF5F)} | {ord("\u3000"): " ", ord("、"): "/"}


def folded(character: str) -> str:
    """A full-width sign as its half-width one, the ideographic space as a space, and what the key of `/` gives in
    Chinese as `/`; anything else as it is."""
    return character.translate(_SIGNS)


def fold_key(event: events.Key, focused: Widget | None) -> events.Key:
    """The key that was meant: a full-width one folded, unless the focus is where text is typed."""
    meant = folded(event.character or "")
    if meant == (event.character or ""):
        return event
    from textual.widgets import Input, TextArea  # the latter is 8 ms of a start, and rarely needed

    return event if isinstance(focused, Input | TextArea) else events.Key(_character_to_key(meant), meant)
