"""Who else was told about the same product from the same version of the text (COMP-16)."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.complaints import related_sales
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.related_sales import AlsoTold
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import words
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen


def show_also_told(screen: OneCase) -> None:
    """The list, or why there is none."""
    found = related_sales.who_else(screen.desk_app.desk, screen.view.case.id)
    if isinstance(found, Refused):
        screen.refuse(found)
    else:
        screen.app.push_screen(AlsoToldScreen(screen.view, found))


class AlsoToldScreen(DeskScreen):
    """One row a sale; Enter opens the client's file."""

    table: ClassVar[str] = "also_told"
    BINDINGS = bindings(of_screen("also_told"))

    def __init__(self, view: CaseView, found: Sequence[AlsoTold]) -> None:
        """`found` as the desk said."""
        super().__init__()
        self.view = view
        self.found = tuple(found)

    def body(self) -> ComposeResult:
        """Heading and list."""
        case = self.view.case
        heading = self.tr("complaints.also.heading", no=case.no, count=related_sales.clients(self.found))
        yield Static(heading, classes="title", markup=False)
        columns = (
            Column(self.tr("complaints.also.no"), 8),
            Column(self.tr("complaints.also.name"), 8, grow=1),
            Column(self.tr("complaints.also.sale"), 8),
            Column(self.tr("complaints.also.state"), 10),
            Column(self.tr("complaints.also.same"), 8, align="right"),
            Column(self.tr("complaints.also.at"), 16),
        )
        yield Rows(columns, empty=self.tr("complaints.also.none"))

    def on_mount(self) -> None:
        """The list."""
        rows = self.query_one(Rows)
        rows.show([self._row(one) for one in self.found])
        rows.focus()

    def _row(self, one: AlsoTold) -> Row:
        state = self.tr(f"complaints.also.{one.state}")
        at = words.moment(self.desk_app.desk, one.at)
        cells = (one.client_no, one.client_name, one.sale_no, state, str(one.same_words), at)
        return Row(one.client_id, cells)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.ClientFile(event.row.key))
