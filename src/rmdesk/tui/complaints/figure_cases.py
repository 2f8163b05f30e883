"""The cases behind one figure; those restricted for the person at the desk are bare numbers (COMP-04)."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.complaints.cases import CaseLine
from rmdesk.faces.cells import head
from rmdesk.faces.complaints import words
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


class FigureCasesScreen(DeskScreen):
    """Enter opens a case."""

    table: ClassVar[str] = "figure_cases"
    BINDINGS = bindings(of_screen("figure_cases"))

    def __init__(self, title: str, found: Sequence[CaseLine]) -> None:
        """`title` says which figure; `found` as the desk said."""
        super().__init__()
        self.heading = title
        self.found = tuple(found)

    def body(self) -> ComposeResult:
        """Heading and list."""
        count = self.tr("common.count", shown=len(self.found))
        yield Static(f"{self.heading} · {count}", classes="title", markup=False)
        columns = (
            Column(self.tr("complaints.column.no"), 6),
            Column(self.tr("complaints.column.name"), 10),
            Column(self.tr("complaints.column.claim"), 10, grow=1),
            Column(self.tr("complaints.column.state"), 12),
            Column(self.tr("complaints.field.received"), 16),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """The list."""
        rows = self.query_one(Rows)
        rows.show([self._row(one) for one in self.found])
        rows.focus()

    def _row(self, one: CaseLine) -> Row:
        desk = self.desk_app.desk
        if one.restricted or one.received_at is None:
            return Row(one.id, (one.no, "", "", "", ""), tone="muted")
        state = desk.pack.label("case_state", one.state, self.lang)
        cells = (one.no, one.name, head(one.claim, 60), state, words.moment(desk, one.received_at))
        return Row(one.id, cells)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.CaseFile(event.row.key))
