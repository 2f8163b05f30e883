"""From a file to the lines of its sheet, and how it was read: encoding, what parts its columns, which sheet."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.paper_files import size_of
from rmdesk.domain.refusal import Refusal, refuse

MOST_BYTES = 100 * 1024 * 1024
MOST_ROWS = 200_000
_DELIMITERS = ",;\t|，"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Lines(NamedTuple):
    """The lines of one sheet, the first being row 1. `encoding` "" for a spreadsheet, `delimiter` likewise."""

    lines: list[tuple[str, ...]]
    encoding: str
    delimiter: str


def read(path: Path) -> Lines | Refusal:
    """The lines of a CSV file in UTF-8 (with or without mark), UTF-16 or GB18030. Refusals name the file and what is
    wrong with it; half a file is never read."""
    try:
        size = size_of(path)
        if size > MOST_BYTES:
            return refuse("IMPORT.size", given=path.name[-60:], size=size, most=MOST_BYTES)
        content = path.read_bytes()
    except OSError:
        return refuse("INPUT.unknown", what="file", given=str(path)[-60:])
    if content.startswith(_SPREADSHEETS):
        return refuse("IMPORT.spreadsheet", given=path.name[-60:])
    if not content.strip():
        return refuse("IMPORT.empty", given=path.name[-60:])
    decoded = _decoded(content)
    if isinstance(decoded, Refusal):
        return decoded
    text, encoding = decoded
    return _lines(text, encoding, path)


def _decoded(content: bytes) -> tuple[str, str] | Refusal:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strict(content, encoding) or refuse("IMPORT.encoding", line=_line_of(content, encoding))
    found = _strict(content, "utf-8") or _strict(content, "gb18030")
    if found is None:
        return refuse("IMPORT.encoding", line=max(_line_of(content, one) for one in ("utf-8", "gb18030")))
    return found


def _strict(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return content.decode(encoding), encoding.removesuffix("-sig")
    except UnicodeDecodeError:
        return None


def _line_of(content: bytes, encoding: str) -> int:
    """The line at which a file turns out to be in another encoding than it began in."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1


def _lines(text: str, encoding: str, path: Path) -> Lines | Refusal:
    if "\x00" in text:
        return refuse("IMPORT.encoding", line=text.count("\n", 0, text.index("\x00")) + 1)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[str, ...]] = []
    try:
        for line in reader:
            lines.append(tuple(line))
            if len(lines) > MOST_ROWS:
                return refuse("IMPORT.rows", most=MOST_ROWS)
    except csv.Error:
        return refuse("IMPORT.quotes", line=reader.line_num)
    widths = Counter(len(line) for line in lines if any(map(str.strip, line)))
    usual = widths.most_common(1)[0][0] if widths else 0
    alone = ((at, line[0]) for at, line in enumerate(lines, 1) if len(line) == 1 and usual > 3)
    odd = next((at for at, cell in alone if _parted(cell, delimiter)), 0)
    if odd:
        return refuse("IMPORT.delimiter", line=odd)
    return Lines(lines, encoding, delimiter) if usual > 1 else refuse("IMPORT.columns", given=path.name[-60:])


def _delimiter(text: str) -> str:
    """What parts the columns, by the first lines that are not empty."""
    first = [line for line in text.splitlines()[:30] if line.strip()]
    return max(_DELIMITERS, key=lambda one: sum(line.count(one) for line in first))


def _parted(cell: str, delimiter: str) -> bool:
    """Whether another mark parts this line than the others."""
    return any(cell.count(one) > 3 for one in _DELIMITERS if one != delimiter)
