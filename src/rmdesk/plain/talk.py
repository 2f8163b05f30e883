"""Asking and telling, one line after the other: nothing is redrawn, so a screen reader reads what was said."""

import os
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.domain.characters import escaped
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.locale import Lang, tr
from rmdesk.plain.prompting import ask_line

T = TypeVar("T")
BACK = "<"
HELP = "?"
Ask = Callable[[str], str]
"""Shows a prompt and gives the line that was typed. KeyboardInterrupt and EOFError pass through."""


class RefusedError(Exception):
    """The desk refused; what was typed so far is kept."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reasons[0].code)
        self.refused = refused


class Talk:
    """A talk in one language with somebody at the terminal."""

    def __init__(self, desk: Desk, lang: Lang, ask: Ask, say: Callable[[str], None] = print) -> None:
        self.desk = desk
        self.lang: Lang = lang
        self._ask = ask
        self._say = say

    def say(self, text: str) -> None:
        """Say a line; nothing in it acts on the terminal, wherever its words came from."""
        self._say(escaped(text))

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)

    def tell(self, key: str, **params: object) -> None:
        """Say a text of the catalogue."""
        self.say(self.tr(key, **params))

    def refuse(self, reason: Refusal) -> None:
        """Say why not, and what to do next."""
        said = self.desk.pack.say(reason, self.lang)
        rule = "" if said.rule == "INPUT" else f"{said.rule} "
        self.say(f"! {rule}{said.line}")

    def note(self, reason: Refusal) -> None:
        """Say what is to be known of an answer that was taken."""
        self.say(self.desk.pack.say(reason, self.lang).line)

    def line(self, prompt: str) -> str:
        """What is typed, without the blanks around it."""
        return self._ask(escaped(prompt)).strip()

    def pick(self, options: Sequence[str], prompt: str, default: int | None = None) -> int | str:
        """The place in `options` of what was chosen by its number, or BACK; asks until it is one of them."""
        for number, option in enumerate(options, 1):
            self.say(f"  {number}. {option}")
        while True:
            typed = half_width(self.line(prompt))
            if typed == BACK:
                return BACK
            if not typed and default is not None:
                return default
            if (place := place_of(typed, len(options))) is not None:
                return place
            self.tell("plain.a_number", most=len(options))

    def granted(self, answer: T | Refused) -> T:
        """What a use case gave; RefusedError when it refused."""
        if isinstance(answer, Refused):
            raise RefusedError(answer)
        return answer


def half_width(typed: str) -> str:
    """Digits, letters and signs as a Latin keyboard types them: an input method may have been left on."""
    return unicodedata.normalize("NFKC", typed)


def place_of(typed: str, most: int) -> int | None:
    """The place, from 0, that a number from 1 to `most` stands for; None for everything else, however long."""
    return next((at for at in range(most) if typed == str(at + 1)), None)


def at_this_terminal() -> Ask:
    """How to ask here: with questionary (line editing, input methods), or bare where the terminal can do nothing."""
    return input if os.environ.get("TERM", "dumb") == "dumb" else _by_questionary


def _by_questionary(prompt: str) -> str:
    return ask_line(prompt, qmark="")
