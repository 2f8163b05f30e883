"""How the rows of one sheet are read: every cell to its value, with all that is wrong with it and every word of it that
nobody knows."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, ClassVar, Final, Generic, NamedTuple, TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.unread import COLUMN, LEFT, Minded, Seen, Telling, is_word
from rmdesk.domain.imports import above
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import Column, Row, Trouble
from rmdesk.domain.imports.study import ColumnStudy, Study
from rmdesk.domain.imports.units import MONEY, TIME, Counted, Measure, measure_of
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.formpack import Pack
from rmdesk.formpack.intake import Field

T = TypeVar("T")
V = TypeVar("V")
Reader = Callable[["Cells", str, str], Any]
"""From a target and its cell's text, which is not empty, to the value; None for what says nothing or cannot be read:
then it has been noted on the cells. Two cells of a column with the same text read the same."""
Place = tuple[int, Column]
_NOTHING = ColumnStudy()
_UNITS: Mapping[str, Measure | None] = {"unit": None, "term_unit": TIME}
"""Columns that say in what the figures beside them are counted: those of which measure, None for whichever knows it."""
EVERY = "*"
"""The word under which is asked what no column says."""
OMIT: Final = "omit"
"""The answer that rows with a word are left out: head office sells more than a desk does."""
COUNTS: Final = "counts"
"""The target under which is asked which of several columns that mean the same counts; the word is what they mean."""
_MOST_KNOWN = 2_000
"""So many texts of a column are remembered with what they mean: most columns hold the same few words over and over."""


class Fault(NamedTuple):
    """What is wrong with one cell. `ask`: an answer to a question would let its row in."""

    row: int
    column: str
    given: str
    refusal: Refusal
    target: str = ""
    ask: bool = False


class Word(NamedTuple):
    """A word that nobody knows, and what it may mean; `allowed` empty: whatever the column takes."""

    target: str
    column: str
    word: str
    allowed: tuple[str, ...] = ()
    several: bool = False


class Told(NamedTuple):
    """What was read otherwise than it stands, or left out: which case (a key of the words), in which column."""

    case: str
    column: str
    given: str = ""


class Sheet(NamedTuple):
    """What all rows of one sheet share. `places`: target → its columns; `answers`: (target, plain word) → what it
    means; `name` is the file's; `import_id` "" in a dry run; `rows`: how many rows of data there are; `above`: the
    texts above its headings, and `below` its rows; `unread`: the columns that mean nothing here;
    `seen`: what stands in them, by their place; `left`: the places of those that somebody left out, and `anew` of
    those in which words stand that did not then, with the words that did; `doubled`: the
    headings of columns that mean the same, by their target, until somebody says which of them counts."""

    desk: Desk
    places: Mapping[str, tuple[Place, ...]]
    answers: Mapping[tuple[str, str], str]
    study: Study
    name: str = ""
    epoch_1904: bool = False
    import_id: str = ""
    rows: int = 0
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    unread: tuple[Place, ...] = ()
    seen: Mapping[int, Seen] = {}
    left: frozenset[int] = frozenset()
    anew: Mapping[int, frozenset[str]] = {}
    doubled: Mapping[str, tuple[str, ...]] = {}


class Built(NamedTuple, Generic[T]):
    """What one row became. `value` None with its faults, or while a word of it is asked that it cannot do without."""

    row: int
    value: T | None
    faults: tuple[Fault, ...] = ()
    words: tuple[Word, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def omitted(self) -> tuple[str, ...]:
        """The column, and the word, by which somebody answered to leave the row out; empty where nobody did."""
        return next(((one.column, one.given) for one in self.told if one.case == OMIT), ())


class RowReader(ABC, Generic[T]):
    """The half of a kind that reads rows; an instance reads those of one sheet."""

    key: ClassVar[str] = ""
    """What is typed, and the table of headings in imports.toml."""
    readers: ClassVar[Mapping[str, Reader]] = {}
    """Target → how its cell is read. A target without one is text."""
    needed: ClassVar[tuple[str, ...]] = ()
    """Targets without which a row is nothing."""
    several: ClassVar[frozenset[str]] = frozenset()
    """Targets that more than one column may have."""
    either: ClassVar[frozenset[str]] = frozenset()
    """Targets that may stand in one of two columns with different headings: the first that says something counts."""
    whole: ClassVar[tuple[str, ...]] = ()
    """Targets that are asked once for the whole list where no column says them: a list of funds calls none a fund."""
    omits: ClassVar[frozenset[str]] = frozenset()
    """Targets by whose words rows may be left out: what stands under their key is no less stopped for it."""
    days: ClassVar[frozenset[str]] = frozenset()
    """Targets that are days: their column decides whether 3/5/2026 is in March."""
    amounts: ClassVar[frozenset[str]] = frozenset()
    """Targets that are amounts of money, and may be asked for."""
    of_one: ClassVar[frozenset[str]] = frozenset()
    """Amounts of a single unit or share: what the whole list is counted in is said of none of them."""

    minds: ClassVar[Minded] = ""
    """About which cells under headings that nobody knows it asks."""

    @classmethod
    def headings(cls, pack: Pack) -> Mapping[str, tuple[str, ...]]:
        """Target → what its column may be called."""
        return pack.imports.heading[cls.key]

    def __init__(self, sheet: Sheet) -> None:
        """`sheet` is what its rows share."""
        self.sheet = sheet
        self.desk = sheet.desk
        self.words = sheet.desk.pack.imports
        self._nothing = self.words.plain_words["nothing"]
        self._longest = max(map(len, self._nothing), default=0)
        self.known: dict[tuple[str, str], str | None] = {}  # words that were looked up before
        self.values: dict[str, dict[str, Any]] = {target: {} for target in self.readers}  # cells that were read before
        self._says: dict[str, bool] = {}
        self.columns = {target: tuple(at for at, _ in places) for target, places in sheet.places.items()}
        self._alone = tuple(
            (target, columns[0] if len(columns) == 1 else -1, self.values.get(target))
            for target, columns in self.columns.items()
        )  # target, its column where it has only one, and what its cells meant so far where they are not taken as text
        self._whole = tuple(one for one in self.whole if one not in sheet.places)
        self.money = self.words.word.get("currency", {})
        self.beside = any(one in sheet.places for one in _UNITS)  # a cell's figure may count by another of its row
        named = (
            one for one in above.units_said((sheet.name.rpartition(".")[0],)) if measure_of(one, self.money) is MONEY
        )
        self._above = tuple(dict.fromkeys((*above.units_said((*sheet.above, *sheet.below), sums=True), *named)))
        self._counted: dict[str, Counted | None] = {}  # what the headings of columns say of their figures
        counted = {target: self.counted(target, MONEY) for target in sorted(self.amounts) if target in sheet.places}
        self.currencies = {
            target: one.currency for target, one in counted.items() if one is not None and one.currency
        }  # amount → the currency that its heading says
        self.telling = Telling(self.desk.pack, self.minds, priced="currency" in sheet.places)
        self._asks = tuple(
            one for one in sheet.unread if one[0] in sheet.anew or (one[0] not in sheet.left and self._minded(*one))
        )
        self.unused = tuple(
            column.heading
            for at, column in sheet.unread
            if self.minds == "all" and self.telling.harmless(column.heading) and not self._minded(at, column)
        )
        """Headings of columns that are known to say nothing that is needed."""
        self._undecided = tuple(Word(COUNTS, " / ".join(one), of, one) for of, one in sheet.doubled.items())
        self.fields: dict[str, Field] = {}  # of the form whose fields its targets are, where there is one

    def says_nothing(self, text: str) -> bool:
        """Whether a cell is empty, or holds a word for it. Asked of every cell: only a short one is looked up."""
        if not text or len(text) > self._longest + 2:
            return not text
        if text not in self._says and len(self._says) < _MOST_KNOWN:
            self._says[text] = plain(text) in self._nothing
        return self._says[text] if text in self._says else plain(text) in self._nothing

    def read(self, row: Row) -> Built[T]:
        """One row, with everything that is wrong with it; nothing of it while it is asked which column counts."""
        if self._undecided:
            return Built(row.no, None, words=self._undecided)
        cells = Cells(self, row)
        texts = row.cells
        found: dict[str, Any] = {}
        for target, at, known in self._alone:
            if at < 0 or row.troubles:
                found[target] = cells.read(target)
                continue
            text = texts[at]
            if known is not None and text in known:
                found[target] = known[text]
            elif self.says_nothing(text):
                found[target] = None
            else:
                found[target] = text if known is None else cells.read(target)
        for target in self._whole:
            found[target] = self.readers[target](cells, target, EVERY)
        for target in self.needed:
            if (
                not found.get(target)
                and not cells.text(target)
                and not cells.refused(target)
                and target not in self._whole
            ):
                cells.wrong(target, refuse("INPUT.required"))
        self._in_currency_said(cells, found)
        self.check(cells, found)
        if any(one.case == OMIT for one in cells.told):
            return Built(row.no, None, told=tuple(cells.told))
        waits = self._waits(cells, row)
        value = None if cells.faults or waits else self.build(cells, found)
        return Built(row.no, value, tuple(cells.faults), tuple(cells.words), tuple(cells.told))

    def _minded(self, at: int, column: Column) -> bool:
        """Whether a column that nobody knows says something, and what it is must be said before its rows count."""
        if at not in self.sheet.seen:
            return False
        known = self.minds != "all" or self.telling.harmless(column.heading)
        return self.sheet.seen[at].tells or not known

    def _waits(self, cells: "Cells", row: Row) -> bool:
        """Whether a column that nobody knows says something of the row: it is asked what it is."""
        asked = [
            column.heading
            for at, column in self._asks
            if column.heading not in cells.heard and self._asked_by(at, column.heading, row.cells[at])
        ]
        cells.words += (Word(COLUMN, one, one, self.may_be) for one in asked)
        return bool(asked)

    def _asked_by(self, at: int, heading: str, text: str) -> bool:
        """Whether a cell is what its column is asked for: what was answered is answered, and what may count by itself
        is confirmed."""
        if at not in self.sheet.anew or self.says_nothing(text):
            return not self.says_nothing(text)
        return is_word(text) and plain(text) not in self.sheet.anew[at] and not self.telling.says(heading, text)

    @cached_property
    def may_be(self) -> tuple[str, ...]:
        """What a column that nobody knows may be: nothing that is needed, which most are, or whatever no other column
        is."""
        free = (one for one in self.headings(self.desk.pack) if one not in self.sheet.places or one in self.several)
        return (LEFT, *free)

    def counted(self, target: str, measure: Measure) -> Counted | None:
        """What the naked figures of a column are counted in by its heading, else by what stands above all headings;
        None where nobody knows."""
        if target not in self._counted:
            own = self.unit_of(target)
            found = self.counted_as(target, own, measure)
            if found is not None and not found.unit and (not own or found.currency) and target not in self.of_one:
                found = self._counted_above(target, found, measure)
            self._counted[target] = found
        return self._counted[target]

    def counted_as(self, target: str, unit: str, measure: Measure) -> Counted | None:
        """What figures are counted in by a unit, or by what it was answered to be; None where nobody knows."""
        answered = self.sheet.answers.get((target, plain(asked_as(unit))))
        return measure.of(answered or unit, self.money)

    def unit_of(self, target: str) -> str:
        """The unit in a heading."""
        places = self.sheet.places.get(target)
        return places[0][1].unit if places else ""

    def units_above(self, measure: Measure) -> tuple[str, ...]:
        """What the list says above its headings, below its rows or in its file's name that figures of this measure are
        counted in; of what nobody knows the amounts are asked."""
        known = ((one, measure_of(one, self.money)) for one in self._above)
        return tuple(one for one, of in known if of is measure or (of is None and measure is MONEY))

    def _counted_above(self, target: str, own: Counted, measure: Measure) -> Counted | None:
        for one in self.units_above(measure):
            said = self.counted_as(target, one, measure)
            if said is None or (own.unit and said.unit not in ("", own.unit)):
                return None
            own = Counted(own.unit or said.unit, own.currency or said.currency)
        return own

    def _in_currency_said(self, cells: "Cells", found: dict[str, Any]) -> None:
        """A currency behind an amount's heading is the row's where no column says one; what contradicts is refused."""
        for target, said in cells.currencies().items():
            if not cells.text(target):
                continue
            if "currency" in self.readers and not cells.text("currency") and not found.get("currency"):
                found["currency"] = cells.answer("currency", said) or said
                continue
            row = found.get("currency") if "currency" in self.readers else HOME
            if row is not None and row not in (said, cells.answer("currency", said)):
                cells.wrong(target, refuse("IMPORT.heading_currency", given=said, currency=row))

    def trouble(self, target: str, trouble: Trouble, given: str) -> Refusal:  # noqa: ARG002
        """The refusal of a cell that has no value."""
        if trouble == "lost":
            return refuse("INPUT.number", given=given)
        return refuse("IMPORT.error") if trouble == "error" else refuse("IMPORT.formula")

    def check(self, cells: "Cells", found: dict[str, Any]) -> None:
        """What only shows when the whole row is read."""

    @abstractmethod
    def build(self, cells: "Cells", found: dict[str, Any]) -> T | None:
        """The row's value; None while a word of it is asked that it cannot do without."""


class Cells:
    """One row while it is read: its cells by target, what is wrong with them, and the words that nobody knows."""

    def __init__(self, kind: RowReader[Any], row: Row) -> None:
        self.kind = kind
        self.desk = kind.desk
        self.pack = kind.desk.pack
        self._row = row
        self.faults: list[Fault] = []
        self.words: list[Word] = []
        self.told: list[Told] = []
        self.heard: set[str] = set()  # headings that nobody knows, of whose cell something else is asked
        self.kept: list[tuple[str, str]] = []  # (heading, text) of those that said how it is offered
        self.counted_in: dict[str, str] = {}  # amount → the currency that a cell beside it says

    def currencies(self) -> Mapping[str, str]:
        """Amount → the currency in which it is counted, other than by a column of currencies."""
        return {**self.kind.currencies, **self.counted_in} if self.counted_in else self.kind.currencies

    def unit_beside(self, target: str, measure: Measure) -> str:
        """The unit that another cell of the row says of a figure, "" for none; of several that of the next column, else
        all of them, which nobody knows."""
        kind = self.kind
        if not kind.beside or target in kind.of_one or kind.unit_of(target):
            return ""
        found: dict[int, str] = {}
        for said, only in _UNITS.items():
            for at, _ in kind.sheet.places.get(said, ()):
                text = self._row.cells[at]
                of = only or measure_of(text, kind.money) or MONEY
                if of is measure and not kind.says_nothing(text):
                    found[at] = text
        own = kind.columns[target][0] if target in kind.columns else -1
        return found.get(own + 1) or "/".join(dict.fromkeys(found.values()))

    @property
    def row(self) -> int:
        """Its number, as the spreadsheet shows it."""
        return self._row.no

    def text(self, target: str) -> str:
        """The cell of a target, or what its word was answered to be; "" where it says nothing. Where several columns
        have the target, the first that says something."""
        kind, cells = self.kind, self._row.cells
        if target not in kind.columns:
            return ""
        for at in kind.columns[target]:
            found = cells[at]
            if not kind.says_nothing(found):
                return found
        return ""

    def said(self, target: str) -> tuple[tuple[str, str], ...]:
        """(heading, text) of every column of a target that says something."""
        places = self.kind.sheet.places.get(target, ())
        cells = ((column.heading, self._row.cells[at]) for at, column in places)
        return tuple((heading, text) for heading, text in cells if not self.kind.says_nothing(text))

    def unread(self) -> tuple[tuple[str, str], ...]:
        """(heading, text) of every column that means nothing here and says something."""
        cells = ((column.heading, self._row.cells[at]) for at, column in self.kind.sheet.unread)
        return tuple((heading, text) for heading, text in cells if not self.kind.says_nothing(text))

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """(heading, text) of every column that somebody left out and that says something of the row that may count."""
        kind, left = self.kind, self.kind.sheet.left
        cells = ((column.heading, self._row.cells[at]) for at, column in kind.sheet.unread if at in left)
        return tuple(one for one in cells if not kind.says_nothing(one[1]) and kind.telling.says(*one))

    def column(self, target: str) -> Column:
        """The column of a target."""
        places = self.kind.sheet.places.get(target)
        if places:
            return places[0][1]
        called = self.kind.headings(self.pack).get(target, ()) if target in self.kind.whole else ()
        return Column(next(iter(called), target), "", target)

    def study(self, target: str) -> ColumnStudy:
        """What the whole column says."""
        return self.kind.sheet.study.get(target, _NOTHING)

    def answer(self, target: str, text: str, allowed: Collection[str] = ()) -> str | None:
        """What somebody said that a word means; None for one that was not asked, or that was answered by something else
        than is `allowed`: it is asked again."""
        answers = self.kind.sheet.answers
        answered = answers.get((target, plain(text))) if answers else None
        return None if answered and allowed and answered not in allowed else answered

    def may_mean(self, target: str, text: str, known: Collection[str]) -> tuple[str, ...]:
        """What a word may be answered to mean: one of those that are `known`, or that its rows are left out."""
        omits = target in self.kind.omits and self.kind.sheet.rows and text != EVERY
        return (*known, OMIT) if omits else tuple(known)

    def omits(self, target: str, text: str, answered: str | None) -> bool:
        """Whether the answer is to leave the row out, which is told."""
        if answered == OMIT:
            self.tell(OMIT, target, text)
        return answered == OMIT

    def read(self, target: str) -> Any:
        """The value of a cell, None for nothing; what cannot be read becomes a fault."""
        for at, _ in self.kind.sheet.places.get(target, ()) if self._row.troubles else ():
            trouble = self._row.troubles.get(at)
            if trouble is not None and self._counts(target, trouble):
                given = self._row.cells[at]
                self.wrong(target, self.kind.trouble(target, trouble, given), given=given)
                return None
        text = self.text(target)
        if not text:
            return None
        reader = self.kind.readers.get(target)
        if reader is None:
            return text
        known = self.kind.values[target]
        noted = len(self.faults) + len(self.words) + len(self.told)
        found = reader(self, target, text)
        if (
            len(known) < _MOST_KNOWN
            and not self.kind.beside
            and noted == len(self.faults) + len(self.words) + len(self.told)
        ):
            known[text] = found
        return found

    def _counts(self, target: str, trouble: Trouble) -> bool:
        """Whether a cell is the worse for it: a text keeps its digits, a note what is written in it."""
        if trouble == "lost":
            return target in self.kind.readers
        return trouble != "written" or target not in self.kind.several

    def wrong(self, target: str, refusal: Refusal, *, given: str | None = None, ask: bool = False) -> None:
        """Note a fault."""
        shown = self.text(target) if given is None else given
        self.faults.append(Fault(self._row.no, self.column(target).heading, shown, refusal, target, ask))

    def refused(self, target: str) -> bool:
        """Whether something is wrong with it already."""
        return any(one.target == target for one in self.faults)

    def ask(self, target: str, text: str, allowed: tuple[str, ...] = (), *, several: bool = False) -> None:
        """Note a word that somebody must explain."""
        self.words.append(Word(target, self.column(target).heading, text, allowed, several))

    def tell(self, case: str, target: str, given: str = "") -> None:
        """Note that something was read otherwise than it stands."""
        self.told.append(Told(case, self.column(target).heading, given))

    def or_fault(self, target: str, value: V | None, refusal: Refusal) -> V | None:
        """The value; where there is none, the fault is noted."""
        if value is None:
            self.wrong(target, refusal)
        return value

    def is_endless(self, text: str) -> bool:
        """Whether a word says that there is no end."""
        return plain(text) in self.kind.words.plain_words["endless"]


def asked_as(unit: str) -> str:
    """The word under which the unit behind a heading is asked."""
    return f"({unit})"
