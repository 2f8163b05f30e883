"""What a paper is made of: plain frozen values. Every text is literal, never markup. No PDF library is needed here."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

Tone = Literal["normal", "strong", "small", "warning"]
CalloutTone = Literal["headline", "warning", "note"]
Align = Literal["l", "r", "c"]
MatrixTone = Literal["", "calm", "watch", "late"]
MatrixCell = tuple[MatrixTone, str, str]
"""A cell of a matrix: its tone, what it means in words, and what stands in it ("" nothing), which is left out where
the cell is too narrow for both."""
Option = tuple[str, str, bool]
"""A choice of a question: letter, text, whether it was chosen."""

_MOST = Decimal("1e15")


@dataclass(frozen=True)
class Heading:
    """A section's title; `numbered` ones count 一、二、 in Chinese and 1. 2. in English."""

    text: str
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """Running text; a newline is a line break. A `warning` is bold, in a frame with a warning sign."""

    text: str
    tone: Tone = "normal"


@dataclass(frozen=True)
class Bullets:
    """A list; `ordered` ones are numbered."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class KeyValues:
    """Label and value pairs in one or two columns; large print always takes one."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 2

    def __post_init__(self) -> None:
        _check(self.columns in (1, 2), "KeyValues has one or two columns")


@dataclass(frozen=True)
class Table:
    """A table whose head repeats on every page. Without `widths` columns follow their content."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        count = self.column_count
        _check(all(len(row) == count for row in self.rows), "a table's rows have as many cells as its head")
        _check(len(self.widths) in (0, count), "a table has a width for every column or none")
        _check(all(width > 0 for width in self.widths), "a table's widths are above zero")
        _check(len(self.align) in (0, count), "a table has an alignment for every column or none")

    @property
    def column_count(self) -> int:
        """How many columns head and rows have."""
        return len(self.head) or len(self.rows[0] if self.rows else ())


@dataclass(frozen=True)
class Callout:
    """A framed statement that the eye must not miss; its sign and frame, not a colour, say the tone."""

    title: str
    lines: tuple[str, ...] = ()
    tone: CalloutTone = "note"


@dataclass(frozen=True)
class CopySentence:
    """The sentence that a client copies by hand (SALE-03), above `lines` empty ruled lines."""

    instruction: str
    sentence: str
    lines: int = 2

    def __post_init__(self) -> None:
        _check(1 <= self.lines <= 8, "a copied sentence has one to eight lines")


@dataclass(frozen=True)
class Checklist:
    """Boxes: ticked (True), empty (False), or struck out because the item does not apply (None)."""

    items: tuple[tuple[bool | None, str], ...]


@dataclass(frozen=True)
class Signatures:
    """Who signs: (role, note) each with a line to sign and a line for the date, in one block that never splits.

    `timed`: the hour is written as well; `seals`: whose seals are set, each into a box of its own below."""

    rows: tuple[tuple[str, str], ...]
    date_label: str
    timed: bool = False
    seals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answers:
    """Questions as (number, text, options); the chosen options are ticked and bold, a question stays in one piece."""

    rows: tuple[tuple[str, str, tuple[Option, ...]], ...]


@dataclass(frozen=True)
class Scale:
    """Levels in a row; `current` is bold and has a filled triangle, `previous` an open one. Captions stand below."""

    labels: tuple[str, ...]
    current: int
    previous: int | None = None
    captions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        places = range(len(self.labels))
        _check(self.current in places, "the current level is one of the scale")
        _check(self.previous is None or self.previous in places, "the previous level is one of the scale")
        _check(len(self.captions) in (0, len(self.labels)), "a scale has a caption for every level or none")


@dataclass(frozen=True)
class AllocationChart:
    """Parts of a whole as (label, percent, amount): one hatched bar with numbers above its parts, and a `legend` that
    says everything in words; none where a table below counts the same parts."""

    slices: tuple[tuple[str, str, str], ...]
    title: str = ""
    legend: bool = True

    def __post_init__(self) -> None:
        for _, percent, _ in self.slices:
            _check(_number(percent) >= 0, "a part of a whole is not below zero")


@dataclass(frozen=True)
class Bars:
    """Figures as horizontal bars, each with its label, and its value as people say it: `told`, or the figure alone.
    `full`: the figure of a bar of full length, where none is above it; "" for the largest."""

    labels: tuple[str, ...]
    values: tuple[str, ...]
    told: tuple[str, ...] = ()
    title: str = ""
    full: str = ""

    def __post_init__(self) -> None:
        _check(len(self.labels) == len(self.values), "every bar has a label and a value")
        _check(len(self.told) in (0, len(self.values)), "every bar is told, or none is")
        for value in (*self.values, self.full or "0"):
            _check(_number(value) >= 0, "a bar is not below zero")


@dataclass(frozen=True)
class Matrix:
    """Two scales against each other: a row of cells for every label of `y`, from the top down, a cell for every label
    of `x`. `at` is the (row, column) that is marked; `caption` says in words where that is."""

    x: str
    y: str
    x_labels: tuple[str, ...]
    y_labels: tuple[str, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]
    at: tuple[int, int] | None = None
    caption: str = ""

    def __post_init__(self) -> None:
        _check(bool(self.x_labels) and bool(self.y_labels), "a matrix has labels on both sides")
        _check(len(self.rows) == len(self.y_labels), "a matrix has a row for every label")
        _check(all(len(row) == len(self.x_labels) for row in self.rows), "a matrix has a cell for every label")
        places = self.at is None or (self.at[0] in range(len(self.rows)) and self.at[1] in range(len(self.x_labels)))
        _check(places, "the marked cell is one of the matrix")


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page; two in a row leave no empty page."""


@dataclass(frozen=True)
class Spacer:
    """Empty height in millimetres; nothing at a page's top."""

    mm: float

    def __post_init__(self) -> None:
        _check(0 <= self.mm <= 200, "a spacer has 0 to 200 mm")


@dataclass(frozen=True)
class KeepTogether:
    """Blocks that stand on one page, as long as one page can hold them."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Framed:
    """Blocks in one frame, which stands for itself: what is signed in it says nothing of what stands outside."""

    blocks: tuple["Block", ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | KeyValues
    | Table
    | Callout
    | CopySentence
    | Checklist
    | Signatures
    | Answers
    | Scale
    | AllocationChart
    | Bars
    | Matrix
    | PageBreak
    | Spacer
    | KeepTogether
    | Framed
)


def _check(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a number: {text!r}") from None
    _check(number.is_finite() and abs(number) < _MOST, f"not a number that a chart can show: {text!r}")
    return number
