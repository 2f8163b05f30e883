"""A client's file as it was at the end of a day: read only, and every line of it says so."""

from contextlib import ExitStack
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from rmdesk.desk.desk import Desk
from rmdesk.desk.trust import asof
from rmdesk.desk.trust.asof import PastFile
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.cells import width
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet
from rmdesk.tui.screens import client_lists, client_text

_SECTIONS, _COUNT = 22, 8  # cells, as in the client's file


class PastScreen(DeskScreen):
    """Sections at the left, what they held at the right. Its desk stands still at the end of that day."""

    table: ClassVar[str] = "past"
    BINDINGS = bindings(of_screen("past"))
    CSS_PATH = "past.tcss"

    def __init__(self, found: PastFile) -> None:
        """`found` as the desk gave it."""
        super().__init__()
        self.found = found
        self._open = ExitStack()
        self._then: Desk | None = None

    @property
    def then(self) -> Desk:
        """The desk as it was; opened when it is first asked for, closed with the screen."""
        if self._then is None:
            client_id = self.found.file.client.id
            self._then = self._open.enter_context(asof.past(self.rm.desk, client_id, self.found.at))
        return self._then

    def on_unmount(self) -> None:
        """Let go of the past."""
        self._open.close()

    def title_texts(self) -> tuple[str, str]:
        """The day at the right in place of today."""
        left, _ = self.rm.title_texts()
        return left, f"! {self.tr('safety.past.as_on', on=self.found.on)}"

    def body(self) -> ComposeResult:
        """The day, who, sections, content."""
        text = self.tr("safety.past.banner", on=self.found.on, facts=f"{self.found.facts:,}")
        yield Prose((text, ""), id="banner")
        client = self.found.file.client
        kind = self.then.pack.label("client_kind", client.kind, self.lang)
        yield Static(f"{client.name}  {client.no}  {kind}", classes="title", markup=False)
        with Horizontal(id="parts"):
            yield Rows((Column("", 10, grow=1), Column("", 3, align="right")), header=False, id="sections")
            with VerticalScroll(id="profile"):
                yield Sheet(id="fields")
            yield Rows((), empty=self.tr("common.none"), id="items")

    def on_mount(self) -> None:
        """The sections have the focus."""
        sections = self.query_one("#sections", Rows)
        rows = self._sections()
        sections.styles.width = max(_SECTIONS, max(width(row.cells[0]) for row in rows) + _COUNT)
        sections.show(rows)
        sections.focus()

    def _sections(self) -> list[Row]:
        client = self.found.file.client
        pages = [
            Row(one.id, (client_text.page_title(one, self.lang), "")) for one in client_text.pages(self.then, client)
        ]
        lists = client_lists.LISTS
        return pages + [
            Row(name, (self.tr(f"client.section.{name}"), str(len(getattr(self.found.file, name))))) for name in lists
        ]

    @on(Rows.Pointed, "#sections")
    def show_section(self) -> None:
        """Show what the section pointed at held."""
        row = self.query_one("#sections", Rows).row
        if row is None:
            return
        listed = row.key in client_lists.LISTS
        self.query_one("#profile").display = not listed
        items = self.query_one("#items", Rows)
        items.display = listed
        if listed:
            items.set_columns(client_lists.columns(row.key, self.lang))
            items.show(client_lists.rows(row.key, self.then, self.lang, self.found.file))
        else:
            client = self.found.file.client
            page = next(one for one in client_text.pages(self.then, client) if one.id == row.key)
            self.query_one("#fields", Sheet).show(client_text.lines(self.then, client, page, self.lang, {}))

    @on(Rows.Opened, "#sections")
    def _into(self) -> None:
        items = self.query_one("#items", Rows)
        if items.display and items.rows:
            items.focus()

    def leaving(self) -> bool:
        """Esc first goes back to the sections."""
        items = self.query_one("#items", Rows)
        if items.has_focus:
            self.query_one("#sections").focus()
            return False
        return True
