"""The list of clients: what is typed narrows it, Enter opens a file."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult

from rmdesk.desk import clients
from rmdesk.desk.clients import PAGE
from rmdesk.desk.portrait import seeing as portraits
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.list_export import list_commands
from rmdesk.tui.kit.rows import Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines import beside, client_rows

_ALL = 10**9  # however many fit: those of the stage may be the last of them


class Found(NamedTuple):
    """What a search found when so many were wanted."""

    rows: list[Row]
    wanted: int


class ClientsScreen(DeskScreen):
    """All clients by name, a page at a time."""

    table: ClassVar[str] = "clients"
    has_beside = True
    BINDINGS = bindings(of_screen("clients"))

    def __init__(self) -> None:
        """All stages, to begin with."""
        super().__init__()
        self.stage = ""
        self._found = Found([], 0)

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The list as a file."""
        return list_commands(self, "clients", routes.Clients())

    def body(self) -> ComposeResult:
        """The filtered list."""
        columns = client_rows.columns(self.lang)
        yield FilteredRows(
            columns,
            self.search,
            lang=self.lang,
            hint=self.tr("clients.search_by"),
            pause=self.desk_app.search_pause(),
            empty=self.tr("clients.empty" if self.desk_app.may("clients.write") else "clients.empty_for_others"),
            id="clients",
        )

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus_search()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.query_one(FilteredRows).reload(keep=True)

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """One page of clients."""
        if self.stage:
            return [] if after else self._in_stage(query)
        if query:
            return self._sought(query, after, limit)
        found = clients.page(self.desk_app.desk, after, limit)
        if isinstance(found, Refused):
            self.refuse(found)
            return []
        return client_rows.rows(self.desk_app.desk, self.lang, found)

    def _sought(self, query: str, after: str, limit: int) -> Sequence[Row]:
        """One page of those that fit. A search knows no place to go on from: more of it are found, and those seen are
        passed over."""
        if not after:
            self._found = Found(client_rows.search(self.desk_app.desk, self.lang, query, limit + 1), limit + 1)
            return self._found.rows[:limit]
        at = next((at + 1 for at, row in enumerate(self._found.rows) if row.key == after), 0)
        if at + limit > len(self._found.rows) == self._found.wanted:
            wanted = at + PAGE + 1
            self._found = Found(client_rows.search(self.desk_app.desk, self.lang, query, wanted), wanted)
        return self._found.rows[at : at + limit]

    def _in_stage(self, query: str) -> list[Row]:
        """Those of one stage, by what is typed."""
        found = portraits.in_stage(self.desk_app.desk, self.stage)
        if isinstance(found, Refused):
            self.refuse(found)
            return []
        known = client_rows.rows(self.desk_app.desk, self.lang, found)
        if not query:
            return known
        fit = clients.find(self.desk_app.desk, query, _ALL)
        sought = frozenset[str]() if isinstance(fit, Refused) else {one.id for one in fit}
        return [row for row in known if row.key in sought]

    def action_by_stage(self) -> None:
        """Only clients in one stage of their life, or all (DESK-02)."""
        stages = self.desk_app.desk.pack.portrait.stage
        options = [Option("", self.tr("clients.all_stages"))]
        options += [Option(one.key, one.label.of(self.lang)) for one in stages]

        def chosen(stage: str | None) -> None:
            if stage is not None:
                self.stage = stage
                rows = self.query_one(FilteredRows)
                rows.only = next((one.label.of(self.lang) for one in stages if one.key == stage), "")
                rows.reload()

        heading, about = self.tr("keys.by_stage"), self.tr("keys.about.by_stage")
        ask = Choose(heading, about, options, lang=self.lang, first=self.stage)
        self.app.push_screen(ask, chosen)

    def beside(self, cells: int) -> Sequence[Line]:
        """The client pointed at."""
        row = self.query_one(FilteredRows).rows.row
        return beside.preview(self.desk_app, None if row is None else routes.ClientFile(row.key), cells)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who keeps clients brings them in."""
        if action == "import_clients":
            return self.desk_app.may("clients.write")
        return super().check_action(action, parameters)

    def action_import_clients(self) -> None:
        """Another system's list."""
        self.desk_app.go(routes.Imports("clients"))

    def focus_search(self) -> None:
        """Type here."""
        self.query_one(FilteredRows).focus_filter()

    def leaving(self) -> bool:
        """Esc first empties the filter."""
        return not self.query_one(FilteredRows).clear_filter()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.ClientFile(event.row.key))
