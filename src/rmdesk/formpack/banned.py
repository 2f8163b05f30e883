"""Words that must not reach a client (SALE-11), and the phrases in which they may stand."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property

from pydantic import field_validator

from rmdesk.domain.base import Value

_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_BETWEEN_CHINESE = re.compile(r"[ \t\u3000·.\-_*~|/]+")
_BETWEEN_ENGLISH = re.compile(r"[^a-z0-9'%一-鿿\v]+")
_PUT_OUT = "\n"  # stands for an allowed phrase that was taken out, so that its neighbours do not close up
_STOP = "\v"  # stands between English clauses
_STOPS = re.compile(r"[.,;:!?](?=\s|$)|[。，；：！？、]")
_CLAUSE = re.compile("[。，；：！？,;:!?\n\v]")
_HAN, _LATIN = re.compile("[一-鿿]"), re.compile("[a-z]")
_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_PART = re.compile(rf"(?P<what>{_GROUP.pattern}|[\w ])(?P<may>(?:[?*]|\{{[0-9,]*\}})\??)?")
_HIDES = re.compile(r"\\[()]|\[[^]]*[()]|\(\?[^:!=]")
"""What hides where a group of a pattern ends, or what it means."""
_REACH = 60
"""So far before a banned word a denial of it is looked for."""


class BannedWords(Value):
    """Words that must not reach a client, and when they may.

    `words`, and what one of the `patterns` matches, count unless they stand inside one of the `allowed` phrases
    ("投保本产品"), or one of the `denials` stands right before them in their clause ("不承诺") and no second one before
    that. Patterns and denials are regular expressions; those in ASCII are for English. `refused` and `passes` are
    examples of texts, by which the form check tries all of them."""

    version: str
    words: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    denied_twice: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    @field_validator("patterns", "denials", "denied_twice")
    @classmethod
    def _readable(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for one in patterns:
            try:
                re.compile(one)
            except re.error as error:
                raise ValueError(f"{one[:20]}: {error}") from error
        return patterns

    def found_in(self, text: str) -> tuple[str, ...]:
        """The banned words in `text`, in the list's order, then what the patterns match. Blanks, dots or capitals do
        not hide one."""
        folded = _folded(text)
        suspect, suspicious = self._suspects
        in_chinese = _HAN.search(folded) is not None and suspect.search(_chinese(folded)) is not None
        if not in_chinese and (_LATIN.search(folded) is None or suspicious.search(_english(folded)) is None):
            return ()  # nearly every text; a pack has thousands, a list of products one in each row
        sides = [_chinese(folded), _english(folded)]
        for phrase, is_english in self._allowed:
            sides[is_english] = sides[is_english].replace(phrase, f" {_PUT_OUT} " if is_english else _PUT_OUT)
        found = [word for word, pattern, english in self._banned if self._promised(pattern, sides[english], english)]
        for pattern, english in self._forms:
            found += (shown for one in self._matches(pattern, sides[english], english) if (shown := one.strip()))
        return tuple(dict.fromkeys(found))

    def _promised(self, pattern: re.Pattern[str], side: str, english: bool) -> bool:
        return next(self._matches(pattern, side, english), None) is not None

    def _matches(self, pattern: re.Pattern[str], side: str, english: bool) -> Iterator[str]:
        """What matches and is not denied."""
        for one in pattern.finditer(side):
            if not self._denied(side[max(0, one.start() - _REACH) : one.start() + english], english):
                yield one.group()

    def _denied(self, before: str, english: bool) -> bool:
        """Whether a clause that reads so up to a banned word denies it, and does so once."""
        clause = _CLAUSE.split(before)[-1]
        denial = self._denials[english].search(clause)
        return denial is not None and self._twice[english].search(clause[: denial.start() + english]) is None

    @cached_property
    def _suspects(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Any of the words and patterns in Chinese, in English; a pattern that never matches where there are none."""
        every = [*((one, english) for _, one, english in self._banned), *self._forms]
        chinese, english = ([one.pattern for one, side in every if side == wanted] for wanted in (False, True))
        return _any_of(chinese), _any_of(english)

    @cached_property
    def _banned(self) -> tuple[tuple[str, re.Pattern[str], bool], ...]:
        return tuple(
            (word, re.compile(_parted(plain)), english) for word in self.words for plain, english in [_plain(word)]
        )

    @cached_property
    def _forms(self) -> tuple[tuple[re.Pattern[str], bool], ...]:
        return tuple((re.compile(_bordered(one)), one.isascii()) for one in self.patterns)

    @cached_property
    def _denials(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _at_the_end(self.denials)

    @cached_property
    def _twice(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return _at_the_end(self.denied_twice)

    @cached_property
    def _allowed(self) -> tuple[tuple[str, bool], ...]:
        return tuple(_plain(phrase) for phrase in sorted(self.allowed, key=len, reverse=True))


def _at_the_end(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One pattern for Chinese and one for English: any of these, right before what follows."""
    sides = ([one for one in patterns if one.isascii() == english] for english in (False, True))
    chinese, english = ("|".join(f"(?:{one})" for one in side) for side in sides)
    return re.compile(f"(?:{chinese or '(?!)'})$"), re.compile(f"(?<= )(?:{english or '(?!)'}) $")


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern for whatever one of these matches; where all of them say with which characters that begins, it is
    tried at no others."""
    every = "|".join(f"(?:{one})" for one in patterns) or r"(?!)"
    begins = [_beginnings(one) for one in patterns]
    known = "".join(sorted(set().union(*begins))) if all(begins) else ""
    return re.compile(f"(?=[{known}])(?:{every})" if known else every)


def _beginnings(pattern: str) -> set[str]:
    """Characters one of which begins whatever a pattern matches; none where it may begin otherwise than with characters
    as they stand, alone or in groups."""
    plain, found = pattern.replace("\\ ", " "), set[str]()
    part = None if _HIDES.search(plain) or "|" in _GROUP.sub("", plain) else _PART.match(plain)
    while part is not None:
        letters = set(part["what"]) - set("(|?!:=)")
        if not all(one.isalnum() or one == " " for one in letters):
            break
        found |= letters
        if not part["may"] and re.fullmatch(part["what"], "") is None:
            return found
        part = _PART.match(plain, part.end())
    return set()


def _bordered(pattern: str) -> str:
    """An English pattern at the borders of words."""
    return f" (?:{pattern})(?= )" if pattern.isascii() else pattern


def _parted(plain: str) -> str:
    """A word as a pattern: a stop between two English words does not hide it."""
    first, rest = re.escape(plain[:1]), re.escape(plain[1:])
    return first + rest.replace(r"\ ", f"(?: {_STOP})* ")


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
    stopped = _STOPS.sub(_STOP, folded.replace("’", "'"))
    parted = _BETWEEN_ENGLISH.sub(" ", stopped).replace(_STOP, f" {_STOP} ")
    return f" {re.sub(' +', ' ', parted).strip()} "
