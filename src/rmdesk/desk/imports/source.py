"""A sheet of a file as rows of cells. Rows are read anew for each pass: a file of any length costs no memory."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rmdesk.domain.imports.grid import Line, Span

MOST_ROWS = 200_000


class Source(NamedTuple):
    """One sheet. `encoding` and `delimiter` are "" for a workbook, `sheet` "" for a text. `others`: sheets that are not
    read, the hidden ones in brackets. `rows` reads from the first row on; `spans` are merged cells; `filled`: rows that
    take over what is merged above them. `formats`: whether number formats are known; `epoch_1904`: how days count."""

    name: str
    rows: Callable[[], Iterator[Line]]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    others: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    filled: int = 0
    formats: bool = False
    epoch_1904: bool = False
