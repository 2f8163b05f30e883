"""A client's file as it was at the end of a day: read only, and every line of it says so."""

from contextlib import ExitStack
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.audit import asof
from rmdesk.desk.audit.asof import FileAsOf
from rmdesk.desk.desk import Desk
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines.file_parts import FileParts


class FileAsOfScreen(DeskScreen):
    """Sections at the left, what they held at the right. Its desk stands still at the end of that day."""

    table: ClassVar[str] = "file_as_of"
    BINDINGS = bindings(of_screen("file_as_of"))
    CSS_PATH = "file_as_of.tcss"

    def __init__(self, found: FileAsOf) -> None:
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
            self._then = self._open.enter_context(asof.desk_as_of(self.desk_app.desk, client_id, self.found.at))
        return self._then

    def on_unmount(self) -> None:
        """Let go of the past."""
        self._open.close()

    def title_texts(self) -> tuple[str, str]:
        """The day at the right in place of today."""
        left, _ = self.desk_app.title_texts()
        return left, f"! {self.tr('audit.as_of.as_on', on=self.found.on)}"

    def body(self) -> ComposeResult:
        """The day, who, sections, content."""
        text = self.tr("audit.as_of.banner", on=self.found.on, facts=f"{self.found.facts:,}")
        yield Prose((text, ""), id="banner")
        client = self.found.file.client
        kind = self.then.pack.label("client_kind", client.kind, self.lang)
        yield Static(f"{client.name}  {client.no}  {kind}", classes="title", markup=False)
        yield FileParts(self.lang)

    def on_mount(self) -> None:
        """The sections have the focus."""
        parts = self.query_one(FileParts)
        parts.fill(self.then, self.found.file)
        parts.enter()

    def leaving(self) -> bool:
        """Esc first goes back to the sections."""
        return not self.query_one(FileParts).back()
