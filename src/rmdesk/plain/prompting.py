"""A line asked for with questionary: line editing and input methods, in any terminal and whatever is pasted."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

# Where the cursor stands is of no use line by line, and a poor terminal that does not say is scolded for it.
os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")


def ask_line(prompt: str, *, secret: bool = False, **how: Any) -> str:
    """What is typed; `how` goes to questionary. KeyboardInterrupt and EOFError pass through."""
    import questionary

    kind = questionary.password if secret else questionary.text
    return str(kind(prompt, key_bindings=_without_mouse(), **how).unsafe_ask())


def _without_mouse() -> "KeyBindings":
    """Pasted colours ("ESC [ 31 m") look like a mouse of old terminals, and the library fails on reading them."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    keys = KeyBindings()
    keys.add(Keys.Vt100MouseEvent)(lambda event: None)  # noqa: ARG005
    return keys
