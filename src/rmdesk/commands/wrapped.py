"""Long texts in a terminal."""

import shutil
from collections.abc import Callable

from rmdesk.faces.cells import wrap


def by_words(say: Callable[[str], None]) -> Callable[[str], None]:
    """Lines that end between words and never before a comma: a terminal cuts them wherever it is full."""

    def said(text: str) -> None:
        room = shutil.get_terminal_size().columns - 1
        for line in text.split("\n"):
            blanks = len(line) - len(line.lstrip(" "))
            hang = blanks + 3 if blanks else 0  # below the words of an option, not below its number
            first, *rest = wrap(line.lstrip(" "), max(10, room - hang)) or [""]
            say("\n".join((f"{' ' * blanks}{first}", *(f"{' ' * hang}{part}" for part in rest))))

    return said
