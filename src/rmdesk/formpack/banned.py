"""Words that must not reach a client (SALE-11), and the phrases in which they may stand."""

import re
import unicodedata
from functools import cached_property

from rmdesk.domain.base import Value


class BannedWords(Value):
    """`words` are refused unless they stand inside one of the `allowed` phrases ("不保本")."""

    version: str
    words: tuple[str, ...]
    allowed: tuple[str, ...] = ()

    def found_in(self, text: str) -> tuple[str, ...]:
        """The banned words in `text`, in the list's order; blanks between characters do not hide one."""
        plain = _plain(text)
        for pattern in self._allowed:
            plain = pattern.sub("\n", plain)
        return tuple(word for word, pattern in self._words if pattern.search(plain))

    @cached_property
    def _words(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((word, _pattern(word)) for word in self.words)

    @cached_property
    def _allowed(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_pattern(phrase) for phrase in sorted(self.allowed, key=len, reverse=True))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if unicodedata.category(character) != "Cf")


def _pattern(word: str) -> re.Pattern[str]:
    """English words at word borders with blanks or hyphens between them; Chinese anywhere, blanks ignored."""
    plain = _plain(word)
    if plain.isascii():
        return re.compile(r"\b" + r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", plain)) + r"\b")
    return re.compile(r"[\s·.\-_*]*".join(re.escape(character) for character in plain if not character.isspace()))
