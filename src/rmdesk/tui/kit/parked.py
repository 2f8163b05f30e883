"""Where the terminal's cursor stands while somebody types: an input method opens its candidates there."""

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget


class Parked(Widget):
    """A widget for typing that parks the terminal's cursor where the next character appears.

    Stands behind Textual's own widget in the list of bases, which knows better where that is.
    """

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character appears, in cells of the screen."""
        return self.content_region.offset

    def on_mount(self) -> None:
        """Follow every change of the layout."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._on_layout)

    def on_focus(self) -> None:
        """Park once the new place is known."""
        self.call_after_refresh(self.park)

    def park(self) -> None:
        """Put the terminal's cursor where the next character appears."""
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()  # Textual moves the cursor only after a repaint

    def _on_layout(self, _screen: Screen[object]) -> None:
        self.park()
