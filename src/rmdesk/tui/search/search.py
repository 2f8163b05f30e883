"""Finding anything from anywhere: what is typed narrows the list, Enter opens what is pointed at."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from rmdesk.faces.lines import Line
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.rows import Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines import beside, hit_rows

FOUND = 50
_RESTS = 0.15  # words of cases and entries are looked through, too: not at every key of a quick hand


class SearchScreen(DeskScreen):
    """Clients, sales, cases, papers, products, entries of registers, as far as this person may see them."""

    table: ClassVar[str] = "search"
    has_beside = True
    BINDINGS = bindings(of_screen("search"))

    def body(self) -> ComposeResult:
        """The filtered list."""
        pause = max(self.desk_app.search_pause(), _RESTS)
        columns = hit_rows.columns(self.lang)
        yield FilteredRows(
            columns,
            self.search,
            lang=self.lang,
            hint=self.tr("search.by"),
            pause=pause,
            empty=self.tr("search.empty"),
            most=FOUND,
            id="everything",
        )

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus_everything()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.query_one(FilteredRows).reload(keep=True)

    def search(self, query: str, after: str, _limit: int) -> Sequence[Row]:
        """What is found, on one page; nothing until something is typed."""
        if after or not query:
            return []
        return hit_rows.found(self.desk_app.desk, self.lang, query, FOUND + 1, deep=True)

    def beside(self, cells: int) -> Sequence[Line]:
        """What is pointed at, in short."""
        row = self.query_one(Rows).row
        return beside.preview(self.desk_app, None if row is None else hit_rows.route(row.key), cells)

    def focus_everything(self) -> None:
        """Type here."""
        self.query_one(FilteredRows).focus_filter()

    def leaving(self) -> bool:
        """Esc first empties the filter."""
        return not self.query_one(FilteredRows).clear_filter()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(hit_rows.route(event.row.key), instead=True)
