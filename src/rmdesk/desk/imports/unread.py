"""Columns that nobody knows: what their cells may say, and what is asked of each, so that nothing of a list is left out
unseen."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from rmdesk.desk.wording.product_names import OF_CLIENTS
from rmdesk.desk.wording.product_words import limited_by
from rmdesk.domain.imports import above, facts, values
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import Column, Row
from rmdesk.domain.imports.units import MONEY, WORDS, Counted
from rmdesk.domain.rates import HOME
from rmdesk.formpack import Pack

COLUMN: Final = facts.COLUMN
LEFT: Final = facts.LEFT
SEEN: Final = "seen"
"""The target under which the words are kept that stood in a column when it was answered to say nothing; the word is its
heading."""
_FREE: Final = "*"
"""Kept of a column whose cells are texts of their own: nobody answers for each of them."""
_MOST_WORDS = 12
"""A column of more words, or of a longer one, is such a column."""
Minded = Literal["", "counted", "all"]
"""Which unread cells a kind asks about: none, those that figures may count by, or all."""
FEW: Final = 3
"""So many cells of a column are shown where it is asked."""
_MOST_KNOWN = 5_000
_SHORT = 24
_FIGURES = re.compile(
    r"(?:[-\d.,:/()~+%tz年月日时分秒元亿万千份至]|人民币|cny|rmb|billion|million|[bm]n|[ap]m"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)+"
)
"""Days, times, figures and sums of yuan."""
_CONVERTED = re.compile(r"折(?:合|算|成|为|人民币|本币|美元|港[元币]|元)|equivalent|converted")
"""A heading over the same amount in other money: without a currency nobody knows in what the first is counted."""
_DAY = re.compile(r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_PERIOD = re.compile(r"(?:[0-9]{1,4}|[一二两三四五六七八九十半]{1,3})(?:年|个?月|天|日|周)期?|[0-9]{1,3}[ymd]")


class Seen(NamedTuple):
    """What stands in a column: a few of its cells, in how many rows; `tells`: something of it may count; `words` of one
    that was left out, beside what is confirmed cell by cell."""

    cells: tuple[str, ...] = ()
    rows: int = 0
    tells: bool = False
    words: "Words" = frozenset()


Words = frozenset[str] | None
"""The words of a column, made plain; None where its cells are texts of their own."""


def kept_as(words: Words) -> str:
    """Words as they are kept with the answer."""
    return _FREE if words is None else "\n".join(sorted(words))


def kept_words(text: str) -> Words:
    """The words that were kept so."""
    return None if text == _FREE else frozenset(filter(None, text.split("\n")))


def together(one: Words, other: Words) -> Words:
    """The words of both."""
    found = None if one is None or other is None else one | other
    return None if found is None or len(found) > _MOST_WORDS else found


def is_word(text: str) -> bool:
    """Whether a cell is a word, a mark or a single figure, which stands for something, and no day, sum or share."""
    bare = plain(text).strip("()")
    return len(bare) == 1 or (bare != "" and _FIGURES.fullmatch(bare) is None)


class Telling:
    """Whether a cell under a heading that nobody knows says what counts: a level, a class of clients, a currency, a
    unit, a day or a period, how it is offered and to whom, yes or no."""

    def __init__(self, pack: Pack, minds: Minded, *, priced: bool) -> None:
        """`minds`: what of it counts; `priced`: a column says the currency of each row."""
        self._words, self._minds, self._priced = pack.imports, minds, priced
        self._codes = pack.levels.product_codes
        self._classes = tuple(plain(one.name.zh) for one in pack.levels.client)
        self._known: dict[tuple[str, str], bool] = {}

    def says(self, heading: str, text: str) -> bool:
        """Whether it does."""
        key = (heading, text)
        found = self._known.get(key)
        if found is None:
            found = self._says(heading, text)
            if len(self._known) < _MOST_KNOWN:
                self._known[key] = found
        return found

    def harmless(self, heading: str) -> bool:
        """Whether a heading is known to stand over nothing that counts, unless a cell says so by itself."""
        return plain(heading) in self._words.plain_words.get("harmless", ()) or self._unused(heading)

    def _unused(self, heading: str) -> bool:
        """Whether a bare day or figure, yes and no say nothing under it. In its brackets stands at most a unit of yuan:
        another currency is the product's."""
        bare, bracket, unit = plain(heading).removesuffix(")").partition("(")
        known = bare in self._words.plain_words.get("unused", ())
        return known and (not bracket or _FIGURES.fullmatch(unit) is not None)

    def _says(self, heading: str, text: str) -> bool:
        bare, words = plain(text).strip("()"), self._words
        currency = None if bare.isdigit() else words.meaning("currency", text)
        if currency == HOME or bare == "元":  # as it counts anyway
            return False
        if currency is not None or bare in WORDS or self._counts(text):
            return True
        if self._minds != "all":
            converted = not self._priced and _CONVERTED.search(plain(heading)) is not None
            return converted and any(map(str.isdigit, text))
        if self._is_told(heading, text):
            return True
        answered = bare in words.plain_words.get("yes_no", ())
        if self._unused(heading):
            return not answered and values.day(text) is None and _FIGURES.fullmatch(bare) is None
        if answered or _dated(text, bare):
            return True
        told = words.mentions("noted", text) or words.mentions("telling", heading) or words.mentions("telling", text)
        return not self.harmless(heading) and (told or words.mentions("privately", text))

    def _counts(self, text: str) -> bool:
        """Whether a short text says in what figures are counted, other than as they count anyway."""
        said = above.units_said((text,)) if len(text) <= _SHORT else ()
        as_it_is = (Counted(), Counted(currency=HOME))
        return any(MONEY.of(one, self._words.word.get("currency", {})) not in as_it_is for one in said)

    def _is_told(self, heading: str, text: str) -> bool:
        """Whether a cell says by itself a level, or to whom it is sold."""
        words = self._words
        if limited_by(words, heading, text):
            return True
        levels = words.word["level"]
        if values.level(text, levels, self._codes) is not None or values.levels_worded(text, levels):
            return True
        if OF_CLIENTS.search(unicodedata.normalize("NFKC", text)) is not None:
            return True
        return len(text) <= _SHORT and any(one in plain(text) for one in self._classes)


def _dated(text: str, bare: str) -> bool:
    """Whether a cell is a day or a period."""
    if values.day(text) is not None and not (bare.isdigit() and len(bare) < 8):
        return True
    short = len(text) <= _SHORT and _DAY.search(unicodedata.normalize("NFKC", text)) is not None
    return short or _PERIOD.fullmatch(bare) is not None


class Looked:
    """What stands in the columns of a list that nobody knows, row by row."""

    def __init__(
        self, columns: Iterable[tuple[int, Column]], telling: Telling, nothing: Iterable[str], left: Iterable[int]
    ) -> None:
        """`nothing`: the words that stand for an empty cell, made plain; `left`: the places of columns that were left
        out, whose words are kept."""
        self._columns = [(at, column.heading) for at, column in columns]
        self._telling, self._nothing = telling, frozenset(nothing)
        self._cells: dict[int, dict[str, None]] = {at: {} for at, _ in self._columns}
        self._rows: dict[int, int] = dict.fromkeys(self._cells, 0)
        self._tells: set[int] = set()
        self._words: dict[int, Words] = dict.fromkeys(left, frozenset())

    def row(self, row: Row) -> None:
        """One more."""
        for at, heading in self._columns:
            text = row.cells[at]
            if not text or plain(text) in self._nothing:
                continue
            self._rows[at] += 1
            if len(self._cells[at]) < FEW:
                self._cells[at].setdefault(text)
            if at not in self._tells and self._telling.says(heading, text):
                self._tells.add(at)
            if self._words.get(at) is None:
                continue
            if len(text) > _SHORT:
                self._words[at] = None
            elif is_word(text) and not self._telling.says(heading, text):
                self._words[at] = together(self._words[at], frozenset({plain(text)}))

    def seen(self) -> Mapping[int, Seen]:
        """Each column that says something, by its place."""
        return {
            at: Seen(tuple(self._cells[at]), rows, at in self._tells, self._words.get(at, frozenset()))
            for at, rows in self._rows.items()
            if rows
        }
