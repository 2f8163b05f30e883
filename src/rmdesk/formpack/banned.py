"""Words that must not reach a client (SALE-11), and the phrases in which they may stand."""

import re
import unicodedata
from functools import cached_property

from rmdesk.domain.base import Value

_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_BETWEEN_CHINESE = re.compile(r"[ \t\u3000·.\-_*~|/]+")
_BETWEEN_ENGLISH = re.compile(r"[^a-z0-9'一-鿿]+")
_PUT_OUT = "\n"  # stands for an allowed phrase that was taken out, so that its neighbours do not close up


class BannedWords(Value):
    """`words` are refused unless they stand inside one of the `allowed` phrases ("不保本"). `refused` and `passes` are
    examples of texts, by which the form check tries both lists."""

    version: str
    words: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    def found_in(self, text: str) -> tuple[str, ...]:
        """The banned words in `text`, in the list's order. Blanks, dots or capitals do not hide one."""
        folded = _folded(text)
        chinese, english = _chinese(folded), _english(folded)
        if not (self._suspects[0].search(chinese) or self._suspects[1].search(english)):
            return ()  # nearly every text; a pack has thousands
        for phrase, is_english in self._allowed:
            if is_english:
                english = english.replace(phrase, f" {_PUT_OUT} ")
            else:
                chinese = chinese.replace(phrase, _PUT_OUT)
        found = (plain in (english if is_english else chinese) for plain, is_english in self._banned)
        return tuple(word for word, there in zip(self.words, found, strict=True) if there)

    @cached_property
    def _suspects(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Any of the words in Chinese, in English; a pattern that never matches where there are none."""
        words = [[re.escape(plain) for plain, is_english in self._banned if is_english == wanted] for wanted in (0, 1)]
        chinese, english = (re.compile("|".join(some) or r"(?!)") for some in words)
        return chinese, english

    @cached_property
    def _banned(self) -> tuple[tuple[str, bool], ...]:
        return tuple(_plain(word) for word in self.words)

    @cached_property
    def _allowed(self) -> tuple[tuple[str, bool], ...]:
        return tuple(_plain(phrase) for phrase in sorted(self.allowed, key=len, reverse=True))


def _plain(word: str) -> tuple[str, bool]:
    """A word as it is looked for, and whether among English words."""
    folded = _folded(word)
    return (_english(folded), True) if word.isascii() else (_chinese(folded), False)


def _folded(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _chinese(folded: str) -> str:
    return _BETWEEN_CHINESE.sub("", folded)


def _english(folded: str) -> str:
    """Words parted by one blank each, with a blank at both ends: so that a phrase is found at word borders only."""
    return f" {_BETWEEN_ENGLISH.sub(' ', folded.replace('’', chr(39))).strip()} "
