"""A text whose columns are parted by a mark: which encoding, which mark, and whether it keeps to both to its end."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from rmdesk.desk.imports.source import MOST_ROWS, Source
from rmdesk.domain.imports.grid import Line, Trouble
from rmdesk.domain.refusal import stop

_DELIMITERS = ",;\t|，"
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FORMULA, _AS_TEXT = re.compile(r"=\s*[\w(+\-@$\"]"), re.compile(r'="[^"]*"\s*')
_FIRST = 30
_CHUNK = 1 << 20
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MOST_CELL = 100_000


def delimited(path: Path) -> Source:
    """The rows of a CSV or TSV file in UTF-8 (with or without mark), UTF-16 or GB18030. Stops where the file turns to
    another encoding or another delimiter, with the line: half a file is never read."""
    _has_lines(path)
    encoding = _encoding(path)
    delimiter, skip = _delimiter(path, encoding)
    _check(path, encoding, delimiter)

    def rows() -> Iterator[Line]:
        for at, cells in enumerate(_records(path, encoding, delimiter), 1):
            if at > skip:
                yield Line(at, tuple(cells), _formulas(cells))

    return Source(path.name, rows, encoding.removesuffix("-sig"), delimiter, formats=True)


def _formulas(cells: Sequence[str]) -> Mapping[int, Trouble]:
    """Cells that hold a formula as it is written (=A2*B2): what it comes to nobody knows. ="0099" is a text."""
    if "\n=" not in "\n".join(("", *cells)):
        return {}
    return {at: "written" for at, cell in enumerate(cells) if _FORMULA.match(cell) and not _AS_TEXT.fullmatch(cell)}


def _has_lines(path: Path) -> None:
    """What has no line's end in a million bytes is no list, and would be read as one line."""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if len(chunk) == _CHUNK and b"\n" not in chunk and b"\r" not in chunk:
                stop("IMPORT.columns", given=path.name[-60:])


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                _decodes(path, encoding)
                return encoding
    return "utf-8" if _is_utf8(path) else _gb18030(path)


def _is_utf8(path: Path) -> bool:
    try:
        for _ in _decoded(path, "utf-8"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _decodes(path: Path, encoding: str) -> None:
    line = 1
    try:
        for text in _decoded(path, encoding):
            line += text.count("\n")
    except UnicodeDecodeError:
        stop("IMPORT.encoding", line=_line_that_fails(path, encoding, line))


def _line_that_fails(path: Path, encoding: str, least: int) -> int:
    """The line at which a file turns out to be in another encoding than it began in. UTF-16 has no lines of bytes:
    about where is enough."""
    if encoding == "utf-16":
        return least
    with path.open("rb") as file:
        for line, raw in enumerate(file, 1):
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                return line
    return least


def _gb18030(path: Path) -> str:
    """GB18030, if every line is. A line of UTF-8 among them reads as other characters without any error, so each is
    asked whether it is one."""
    began = ""
    with path.open("rb") as file:
        for line, raw in enumerate(file, 1):
            if raw.isascii():
                if b"\0" in raw:
                    stop("IMPORT.encoding", line=line)
                continue
            here = "utf-8" if _reads_as_utf8(raw) else "gb18030"
            began = began or here
            if here != began or (here == "gb18030" and not _reads(raw, "gb18030")):
                stop("IMPORT.encoding", line=line)
    return "gb18030"


def _reads_as_utf8(raw: bytes) -> bool:
    return _reads(raw, "utf-8") and _CJK.search(raw.decode("utf-8")) is not None


def _reads(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> tuple[str, int]:
    """What parts the columns, by the first lines that are not empty or by a first line that says so; and how many rows
    that line is."""
    with path.open(encoding=encoding) as file:
        first = [line[:_MOST_CELL] for line in islice(file, _FIRST) if line.strip()]
    said = _SEPARATOR.fullmatch(first[0].strip('"\n')) if first else None
    if said is not None:
        return said[1], 1
    return max(_DELIMITERS, key=lambda one: _alike(one, first)), 0


def _alike(delimiter: str, lines: Sequence[str]) -> tuple[int, int]:
    """How many lines it parts alike, and into how many cells: a remark is full of commas, no two alike."""
    parted = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
    return max(((times, cells) for cells, times in parted.items()), default=(0, 0))


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_MOST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file, delimiter=delimiter, strict=True)


def _check(path: Path, encoding: str, delimiter: str) -> None:
    """Read it once to its end: quotation marks that close, one delimiter, more than one column, not too many rows."""
    widths: Counter[int] = Counter()
    first: list[int] = []
    usual = record = 0
    try:
        for record, cells in enumerate(_records(path, encoding, delimiter), 1):
            if record > MOST_ROWS:
                stop("IMPORT.rows", most=MOST_ROWS)
            if "\0" in cells[0] if cells else False:
                stop("IMPORT.encoding", line=record)
            width = len(cells)
            if any(map(str.strip, cells)):
                widths[width] += 1
                if len(first) < _FIRST:
                    first.append(width)
                    usual = max(sorted(set(first), reverse=True), key=first.count)
            if width < usual > 1 and _turned(cells, delimiter, usual):
                stop("IMPORT.delimiter", line=record)
    except csv.Error:
        stop("IMPORT.quotes", line=record + 1)
    if max(widths, key=widths.__getitem__, default=0) < 2:
        stop("IMPORT.columns", given=path.name[-60:])


def _turned(cells: list[str], delimiter: str, usual: int) -> bool:
    """Whether a row that is short of columns has them all by another mark. The commas of a note part its sentences:
    they count only where they give exactly as many columns as the rows before have."""
    text = delimiter.join(cells)
    if any(text.count(one) >= usual - 1 for one in ";	|" if one != delimiter):
        return True
    return usual > 3 and any(text.count(one) == usual - 1 for one in ",，" if one != delimiter)
