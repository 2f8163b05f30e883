"""imports.toml: headings and words that files of other systems bring."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, Literal, Self

from rmdesk.domain.base import Text, Value
from rmdesk.domain.fees import FeeWhen
from rmdesk.domain.imports.cells import plain

_LABELLED = {"status": "product_status", "capped": "yes_no"}
"""Vocabularies that labels.toml has under another name."""
_LETTERS = 4
"""Fewer letters tell nothing."""

Named = Literal["family", "client_kind", "level", "least", "offer", "currency"]
"""What a product's name may say; `least` is a level that what it invests in has at least."""
NONE: Final = "none"
"""Among what a name may say: words that say nothing of it, though others stand in them."""
Purpose = Literal[
    "nothing",
    "endless",
    "total",
    "unrated",
    "unsaid",
    "privately",
    "linked",
    "harmless",
    "unused",
    "harmless_remark",
    "telling",
    "noted",
    "yes_no",
    "no_deposit",
    "no_fee",
]
"""What words are for that no column is read by."""


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, plain(text)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of these in a name, whatever spaces stand between its characters; one in letters is no part of a longer."""
    found = sorted((unicodedata.normalize("NFKC", one).casefold() for one in words), key=len, reverse=True)
    return re.compile("|".join(map(_in_name, found)) or "(?!)")


def _in_name(word: str) -> str:
    letters = r"[ -]?".join(map(re.escape, word.split())) if word.isascii() else r"\s*".join(map(re.escape, word))
    first, last = (one.isascii() and one.isalpha() for one in (word[0], word[-1]))
    return ("(?<![a-z])" if first else "") + letters + ("s?(?![a-z])" if last else "")


class ImportWords(Value):
    """All of imports.toml. `heading`: kind of file → target → names; `word`: vocabulary → value → words, those for
    families from families.toml; `words`: what stands for nothing, for no end, for a row of sums, for no level, of
    which a text is made that is still to be written or stands elsewhere;
    what a private offer is called, and what is no deposit; over columns that nobody knows which headings are harmless,
    and under which of them days, figures, yes and no are so too, which words may count, and what says yes or no; which
    remarks say nothing, and with which words in them, or in a harmless column, a product is confirmed before it is
    sold; which words say that a fee is not charged;
    `named`: what a product's name may say → value → words, families by those that law names, `none` for words that say
    nothing;
    `fee_when`: kind of fee → when it is charged where nobody says so."""

    version: str
    heading: dict[str, dict[str, tuple[str, ...]]]
    word: dict[str, dict[str, tuple[str, ...]]]
    words: dict[Purpose, tuple[str, ...]]
    named: dict[Named, dict[str, tuple[str, ...]]] = {}
    fee_when: dict[str, FeeWhen] = {}

    def called(self, labels: Mapping[str, Mapping[str, Text]]) -> Self:
        """With what the desk itself calls each value, in both languages, before the words of other systems: a list that
        goes out comes in again."""
        word = dict(self.word)
        for name, values in self.word.items():
            said = labels.get(_LABELLED.get(name, name), {})
            both = {key: (said[key].zh, said[key].en) for key in values if key in said}
            word[name] = {key: (*both.get(key, ()), *words) for key, words in values.items()}
        return self.model_copy(update={"word": word})

    @cached_property
    def plain_words(self) -> dict[str, frozenset[str]]:
        """`words`, made plain for comparing."""
        return {key: frozenset(map(plain, words)) for key, words in self.words.items()}

    def is_unsaid(self, text: str) -> bool:
        """Whether a text, in whatever brackets and points, is made of nothing but words for what is still to be written
        or stands elsewhere."""
        bare, reached = _bare(text), {0}
        for at in range(len(bare)):
            if at in reached:
                reached |= {at + len(word) for word in self._unsaid if bare.startswith(word, at)}
        return len(bare) in reached

    def mentions(self, what: Literal["privately", "linked", "no_deposit", "telling", "noted"], text: str) -> bool:
        """Whether one of these words stands in a text; a pack of before them knows none."""
        said = plain(text)
        return any(word in said for word in self.plain_words.get(what, ()))

    def said_by_name(self, what: Named, name: str, own: str = "") -> tuple[str, ...]:
        """The values that a product's name says; words of its `own` value are none of another's: an investment trust
        fund is no trust, and those that say nothing are nobody's. A pack of before them knows none."""
        said, known = unicodedata.normalize("NFKC", name).casefold(), self._named.get(what, {})
        for mine in (one for one in (own, NONE) if one in known):
            said = known[mine].sub("|", said)
        return tuple(key for key, words in known.items() if key not in (own, NONE) and words.search(said) is not None)

    @cached_property
    def _named(self) -> dict[str, dict[str, re.Pattern[str]]]:
        return {what: {key: _any_of(words) for key, words in values.items()} for what, values in self.named.items()}

    def tells(self, text: str) -> bool:
        """Whether a text says something: a figure, or words enough and not one letter again and again. A Chinese
        character is a word."""
        if self.is_unsaid(text):
            return False
        letters = [one for one in text.casefold() if one.isalpha()]
        words = len(letters) >= _LETTERS and len(set(letters)) > 1
        return any(map(str.isdigit, text)) or words or not all(map(str.isascii, letters))

    @cached_property
    def _unsaid(self) -> frozenset[str]:
        return frozenset(map(_bare, self.words.get("unsaid", ())))

    def meaning(self, vocabulary: str, text: str) -> str | None:
        """The value that a word of a vocabulary stands for; None for one that is not known."""
        return self._meanings.get(vocabulary, {}).get(plain(text))

    @cached_property
    def _meanings(self) -> dict[str, dict[str, str]]:
        # Of values that are called the same the first one has the word: a bank's own family stands behind the law's.
        return {
            name: {plain(word): value for value, words in reversed(values.items()) for word in (value, *words)}
            for name, values in self.word.items()
        }
