"""A sheet of lines that fills a screen and is read alone: a fact, a printed paper."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from rmdesk.faces.lines import Line
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.sheet import Sheet


class SheetScreen(DeskScreen):
    """Read only, scrolled with the arrows. A subclass says what stands on it."""

    def lines(self) -> Sequence[Line]:
        """What stands on the sheet."""
        return ()

    def body(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll(id="scroll"):
            yield Sheet(list(self.lines()))

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#scroll").focus()
