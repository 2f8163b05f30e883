"""A kind of import: what a list of it says, how its cells are read, by which key a row is known, what it becomes.

A kind is a class with a declaration (`key`, `permission`, `readers`, `needed` …) and its own rules (`check`, `build`,
`names`, `standing`, `take`, `take_back`). Everything else, from finding the headings to the report and the one
transaction, is the same for all kinds. Headings and words stand in imports.toml. CONTRIBUTING.md shows how a kind is
added.
"""

import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.rows import OMIT, Built, RowReader, Sheet
from rmdesk.desk.imports.unread import COLUMN, LEFT
from rmdesk.domain.imports.cells import clean, plain
from rmdesk.domain.imports.grid import Column, Row
from rmdesk.domain.refusal import Refusal
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.store import Entry

T = TypeVar("T")


class Question(NamedTuple):
    """A word that is asked once for the whole file: in how many rows it stands, and what it may mean; `several`: more
    than one of it, parted by commas; `cells`: a few of a column of which is asked what it is, or one of each column of
    which is asked whether it counts."""

    column: str
    target: str
    word: str
    rows: int
    allowed: tuple[str, ...]
    several: bool = False
    cells: tuple[str, ...] = ()


class Standing(NamedTuple, Generic[T]):
    """What the desk holds under a row's key, and what it will hold. `wrong`: (target, why) where it cannot be taken.
    `unfinished`: something of it must be filled in or confirmed before it is of full use."""

    before: T | None
    after: T
    wrong: tuple[str, Refusal] | None = None
    unfinished: bool = False

    @property
    def same(self) -> bool:
        """Whether the row changes nothing."""
        return self.before is not None and self.before == self.after


class Kind(RowReader[T]):
    """The base of all kinds; an instance reads the rows of one sheet and takes what they say."""

    permission: ClassVar[str] = ""
    """Who has this permission may bring it in."""
    alternatives: ClassVar[frozenset[str]] = frozenset()
    """Targets that say in another way what others say: a template leaves them out."""
    together: ClassVar[int] = 1
    """How many rows may be read before the first of them is taken: more than one only where no row asks the desk what
    an earlier one has left there."""
    said_once: ClassVar[str] = ""
    """The target whose cell two rows may not share unless they say the same: none of those is taken. "" where of
    several with one key the first counts."""
    proves: ClassVar[tuple[str, str]] = ("", "")
    """The sensitive acts that bringing it in is, and taking it back (DATA-08); "" for none."""

    @classmethod
    def options(cls, pack: Pack, target: str, lang: Lang) -> Mapping[str, str]:
        """What may stand in a column, as people call it; empty where it is no choice; for a column that nobody knows
        what it may be."""
        if target == COLUMN:
            called = {one: shown_heading(names, lang) for one, names in cls.headings(pack).items()}
            return {**called, LEFT: tr(lang, "imports.answer.nothing")}
        field = pack.intake("person").field(target)
        if field is not None:
            return {one.key: one.text.of(lang) for one in field.choices}
        words = pack.imports.word.get(target, {})
        called = {value: shown_heading(known, lang) if known else value for value, known in words.items()}
        return {**called, OMIT: tr(lang, "imports.answer.omit")} if target in cls.omits else called

    @classmethod
    def meant(cls, pack: Pack, target: str, answer: str) -> str:
        """What an answer stands for where it names options, parted by commas, by key or as people call them in either
        language; any other answer as it is."""
        names = {plain(said): key for lang in LANGS for key, said in cls.options(pack, target, lang).items()}
        names |= {plain(key): key for key in names.values()}
        found = [names.get(plain(one)) for one in re.split("[,，、]", answer) if one.strip()]
        return answer if None in found else ",".join(one for one in found if one is not None)

    @abstractmethod
    def names(self, value: T) -> tuple[tuple[str, str], ...]:
        """By what a row is known: (target, key). Of two rows with one key the first counts."""

    def shown(self, value: T, target: str, key: str) -> str:  # noqa: ARG002
        """What is said to stand in the cell of a row that is left out by its key."""
        return key

    def look_up(self, values: Sequence[T]) -> None:
        """Find at once what `standing` will be asked of each of these: a kind whose lists are long looks it up here."""

    @abstractmethod
    def standing(self, value: T) -> Standing[T]:
        """What the desk holds of it already."""

    @abstractmethod
    def take(self, found: Standing[T]) -> None:
        """Put it down as facts, inside the transaction of the whole file. Not called where nothing changes."""

    def leave(self, found: Standing[T]) -> None:
        """Note what stands there already as the file says it."""

    def pass_over(self, row: Row, built: Built[T]) -> None:
        """Note a row that is not taken, or of which a word is still asked, for what stands under its key."""

    def withheld(self) -> int:
        """How much of what stands here waits because its row was passed over."""
        return 0

    def again(self) -> tuple[str, ...] | None:
        """What was left so, for who takes an earlier file back; None where nobody asks."""
        return None

    def questions(self) -> tuple[Question, ...]:
        """What is asked of the file as a whole, once all its rows were read; no row waits for it."""
        return ()

    def conclude(self) -> None:
        """Take what the file says as a whole, inside its transaction, after its rows."""

    def settle(self) -> None:
        """Once everything is taken for good: what stands beside the desk's file follows."""

    @classmethod
    def look_back(cls, desk: Desk, entries: Sequence[Entry], of: "Extent") -> "Extent":  # noqa: ARG003
        """`of` with what `take_back` will ask of these facts: a kind whose lists are long looks it up here, at once."""
        return of

    @classmethod
    @abstractmethod
    def take_back(cls, desk: Desk, entry: Entry, of: "Extent") -> "TakenBack | None":
        """Take back by facts what one fact of the import did, unless it was used since; None for a fact that follows
        from another one."""


class TakenBack(NamedTuple):
    """What became of one thing when its import was taken back. `why` "" when it is gone or as before, else what used it
    since: sale, assessment, case, hand_over, changed, holding, again, other."""

    no: str
    name: str
    why: str = ""


class Extent(NamedTuple):
    """Which facts an import is: those from `first` up to the one before `last`, which says that it is done; `undone`:
    the first and the last fact of what came after it and was taken back. What `look_back` found of some of their
    subjects: what `used` them since, and the rows of what was changed as they stood `before`; `again`: those of which a
    later list said the same."""

    import_id: str
    first: int
    last: int
    used: Mapping[str, str] = {}
    before: Mapping[str, Mapping[str, Any]] = {}
    undone: tuple[tuple[int, int], ...] = ()
    again: frozenset[str] = frozenset()


def takes(kind: type[Kind[Any]], target: str, lang: Lang) -> str:
    """What a column takes that has no list of choices, with an example."""
    form = "day" if target in kind.days else "amount" if target in kind.amounts else "any"
    return tr(lang, f"imports.enter.{form}")


def shown_column(column: str, headings: Mapping[str, tuple[str, ...]], lang: Lang) -> str:
    """A column as it is headed in the file; where the file has none, the target is named as a template names it."""
    return shown_heading(headings[column], lang) if column in headings else column


def shown_heading(names: tuple[str, ...], lang: Lang) -> str:
    """A heading in the language of whoever fills it in, where there is one."""
    return next((one for one in names if one.isascii() == (lang == "en")), names[0])


def single(desk: Desk, kind: type[Kind[T]], texts: Mapping[str, str]) -> Built[T]:
    """What is typed in a form, read as a list's row of its own: target → text."""
    places = {target: ((at, Column(target, "", target)),) for at, target in enumerate(texts)}
    row = Row(1, tuple(map(clean, texts.values())))
    return kind(Sheet(desk, places, {}, {})).read(row)
