"""The face in the terminal. It draws and asks; the desk decides."""

import os

# Textual asks terminals for "report all keys", with which some of them lose what an input method composes.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
