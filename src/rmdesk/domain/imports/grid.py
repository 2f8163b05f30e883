"""A sheet of cells: where its headings stand, which column means what, which rows are data. Row by row, so that a file
of any length costs no memory."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import ne
from typing import Literal, NamedTuple

from rmdesk.domain.imports.cells import clean, plain
from rmdesk.domain.imports.units import WORDS

LOOKED_AT = 20
"""So many rows are looked at for the headings."""
Trouble = Literal["lost", "formula", "written", "error"]
"""Why a cell has no value that can be taken: more digits than a spreadsheet keeps, a formula that was never worked out,
one that a text file has as it is written, an error such as #N/A."""
_UNIT = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[）)\]】][\s*:]*$")
_LEADING = re.compile(r"^[（(\[【]([^（）()\[\]【】]*)[）)\]】]")
_UNBRACKETED = re.compile(r"(?:[十百千]?[万亿]|千)元$")
_ABOUT = re.compile("(?:信息|资料|情况|要素)$")
_MARKS = str.maketrans("", "", "*.:")


class Line(NamedTuple):
    """One row as a file gives it: its number as the spreadsheet shows it, its cells, which of them have no value
    (column from 0 → why), and whether it was hidden."""

    no: int
    cells: tuple[str, ...]
    troubles: Mapping[int, Trouble] = {}
    hidden: bool = False


class Span(NamedTuple):
    """Cells merged into one: first and last row (from 1), first and last column (from 0)."""

    first: int
    last: int
    left: int
    right: int


class Row(NamedTuple):
    """One row of data: its number, its cells, cleaned, and those that have no value. `cleaned`: how many cells held
    what nobody sees."""

    no: int
    cells: tuple[str, ...]
    troubles: Mapping[int, Trouble] = {}
    hidden: bool = False
    cleaned: int = 0


class Skipped(NamedTuple):
    """A row that is no data, and why: blank, total, note, heading, units; omit where somebody left it out. `cells`:
    what a note or a total says."""

    no: int
    why: str
    cells: tuple[str, ...] = ()


class Column(NamedTuple):
    """One column: its heading as it stands, the unit in it, and what it means ("": nothing that is known). One that is
    headed like a column before it is called by its place among them, "姓名 (2)", so that either can be left out;
    `repeats` is then what stands in the file."""

    heading: str
    unit: str
    target: str
    repeats: str = ""


class Layout(NamedTuple):
    """A sheet's headings: what each column means, the row they stand in and the last one that belongs to them."""

    columns: tuple[Column, ...]
    first: int
    last: int

    def unmapped(self) -> tuple[str, ...]:
        """Headings that mean nothing here."""
        return tuple(one.heading for one in self.columns if one.heading and not one.target)

    def doubled(self, several: Collection[str] = (), either: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
        """Target → the headings of the columns that claim it, where they are more than one and it is none of which
        there may be several. Of what may stand in `either` of two columns they must be headed differently."""
        claimed: dict[str, list[Column]] = {}
        for one in self.columns:
            if one.target and one.target not in several:
                claimed.setdefault(one.target, []).append(one)
        twice = {target: columns for target, columns in claimed.items() if len(columns) > 1}
        alike = {target for target, columns in twice.items() if any(one.repeats for one in columns)}
        return {
            target: tuple(one.heading for one in columns)
            for target, columns in twice.items()
            if target in alike or target not in either
        }

    def without(self, headings: Collection[str]) -> "Layout":
        """The same where these columns mean nothing."""
        return self._replace(
            columns=tuple(one._replace(target="") if one.heading in headings else one for one in self.columns)
        )

    @property
    def known(self) -> int:
        """How many columns mean something."""
        return sum(bool(one.target) for one in self.columns)

    @property
    def told(self) -> int:
        """How much the headings say: meanings and units."""
        return self.known + sum(bool(one.unit) for one in self.columns)


def layout(
    lines: Sequence[Line],
    headings: Mapping[str, Collection[str]],
    given: Mapping[str, str],
    spans: Collection[Span] = (),
) -> Layout | None:
    """The headings among the first rows, in one row or in two of which the upper groups the lower; None when no row has
    two that are known. `given`: heading → target, as somebody mended it ("": leave out)."""
    known = {_joint(plain(name)): target for target, names in headings.items() for name in names}
    known |= {_joint(plain(name)): target for name, target in given.items()}
    best: Layout | None = None
    rows = [_spread(line, spans) for line in lines[:LOOKED_AT]]
    for at, cells in enumerate(rows):
        alone = _alone(cells, lines[at].no, known)
        found = alone
        if at + 1 < len(rows) and any(cells):
            below = _alone(rows[at + 1], lines[at + 1].no, known)
            pair = Layout(_joined(cells, rows[at + 1], known), alone.first, below.last)
            found = pair if pair.known > below.known and pair.known >= alone.known and pair.told > alone.told else alone
        if found.known > (1 if best is None else best.known):
            best = found
    return None if best is None else best._replace(columns=_told_apart(best.columns, given))


def nameless(at: int) -> str:
    """What a column without a heading is called, as a spreadsheet counts them: #A, #B … #AA."""
    letters = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"#{letters}"


def _told_apart(columns: Iterable[Column], given: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns, each under a heading of its own, by which `given` names it."""
    mended, met, found = {plain(name): target for name, target in given.items()}, Counter[str](), []
    for at, one in enumerate(columns):
        met[plain(one.heading)] += 1
        nth = met[plain(one.heading)]
        if one.heading and nth > 1:
            called = f"{one.heading} ({nth})"
            target = mended.get(plain(called), one.target)
            one = one._replace(heading=called, target=target, repeats=one.heading)
        if not one.unit and plain(one.heading) in mended:  # somebody said what it is, not in what it counts
            one = one._replace(unit=_parted(one.repeats or one.heading)[1])
        if not one.heading and plain(nameless(at)) in mended:
            one = Column(nameless(at), "", mended[plain(nameless(at))])
        found.append(one)
    return tuple(found)


def data(lines: Iterable[Line], of: Layout, totals: Collection[str]) -> Iterator[Row | Skipped]:
    """What stands below the headings: rows of data, and the rest with the reason why it is none."""
    width = len(of.columns)
    plain_totals = tuple(map(plain, totals))
    headings = tuple(plain(one.repeats or one.heading) for one in of.columns)
    for line in lines:
        if line.no <= of.last:
            continue
        cells = tuple(map(clean, line.cells))
        why = _why_skipped(cells, headings, plain_totals, first=line.no == of.last + 1)
        if why and not line.troubles:
            yield Skipped(line.no, why, tuple(filter(None, cells)) if why in ("note", "total") else ())
            continue
        cleaned = 0 if cells == line.cells else sum(map(ne, line.cells, cells))
        yield Row(line.no, cells + ("",) * (width - len(cells)), line.troubles, line.hidden, cleaned)


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return "".join(part.strip() for part in text.splitlines())


def _spread(line: Line, spans: Collection[Span]) -> tuple[str, ...]:
    """A row of headings with what is merged written into each of its cells."""
    cells = [one_line(clean(cell)) for cell in line.cells]
    for span in spans:
        if span.first <= line.no <= span.last and span.left < len(cells):
            for at in range(span.left + 1, min(span.right + 1, len(cells))):
                cells[at] = cells[span.left]
    return tuple(cells)


def _alone(cells: Sequence[str], row: int, known: Mapping[str, str]) -> Layout:
    """One row taken for headings."""
    return Layout(tuple(_column((cell,), known) for cell in cells), row, row)


def _joined(upper: Sequence[str], lower: Sequence[str], known: Mapping[str, str]) -> tuple[Column, ...]:
    """Two rows of headings as one. A group that stands over its first column alone reaches over the empty ones."""
    columns = []
    group = ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        group = above or (group if below else "")
        parts = tuple(dict.fromkeys(one for one in (above or group, below) if one))
        columns.append(_column(parts, known))
    return tuple(columns)


def _column(parts: Sequence[str], known: Mapping[str, str]) -> Column:
    """A column by its heading, or by its group and its heading."""
    heading = "/".join(parts)
    unit = next((found for one in reversed(parts) if (found := _unit(one))), "")
    if len(parts) == 2 and plain(parts[1]).strip("()") in WORDS:
        return _column(parts[:1], known)._replace(heading=heading, unit=plain(parts[1]).strip("()"))
    names = [plain(heading), "/".join(_name(one) for one in parts)]
    if len(parts) == 2:  # 证件信息 over 类型 is 证件类型
        names.append(_ABOUT.sub("", _name(parts[0])) + _name(parts[1]))
    names += [_name(one) for one in parts[-1:]]
    target = next((known[one] for one in map(_joint, names) if one in known), None)
    if target is None and parts:
        named, behind = _parted(parts[-1])
        target = known.get(named, "")
        unit = unit or behind if target else unit
    return Column(heading, unit, target or "")


def _parted(heading: str) -> tuple[str, str]:
    """A heading without the unit that stands before its words, or behind them without brackets, and that unit: 期限月,
    （万元）持有金额."""
    folded = unicodedata.normalize("NFKC", heading).strip()
    before = _LEADING.match(folded)
    name = _joint(_name(folded if before is None else folded[before.end() :]))
    behind = max((one for one in WORDS if name.endswith(one)), key=len, default="")
    return name.removesuffix(behind), before[1].strip() if before is not None else behind


def _unit(heading: str) -> str:
    folded = unicodedata.normalize("NFKC", heading)
    found, last = _UNIT.search(folded), _UNBRACKETED.search(folded)
    return found[1].strip() if found is not None else "" if last is None else last[0]


def _joint(name: str) -> str:
    """A heading without what joins its words in other systems: CUST_NO."""
    return name.replace("_", "").replace("-", "")


def _name(cell: str) -> str:
    """A heading without its unit, the full stop of an abbreviation, or the star of what is required."""
    return plain(_UNIT.sub("", unicodedata.normalize("NFKC", cell))).translate(_MARKS)


def _why_skipped(cells: tuple[str, ...], headings: tuple[str, ...], totals: tuple[str, ...], *, first: bool) -> str:
    filled = [cell for cell in cells if cell]
    if not filled:
        return "blank"
    for cell in filled[:2]:
        if plain(cell).startswith(totals):
            return "total"
    if len(filled) == 1:
        return "note" if len(headings) > 3 else ""
    if first and all(plain(cell).strip("()") in WORDS for cell in filled):
        return "units"
    for cell, heading in zip(cells, headings, strict=False):
        if cell and plain(cell) != heading:
            return ""
    return "heading"
