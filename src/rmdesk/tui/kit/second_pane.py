"""The second pane of a wide screen: what stands beside the row pointed at, or beside a step. A screen declares it by
`DeskScreen.beside`; where there is no room for it, it is not there, and nothing is read for it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rmdesk.faces.lines import Line
from rmdesk.locale import tr
from rmdesk.tui.desk_app import app_of
from rmdesk.tui.kit.sheet import Sheet

TWO_PANES = 110
"""From so many columns on there is a second pane."""
FIRST, MOST = 80, 58  # cells of the first pane at least (as on the smallest terminal), of the second one at most
REST = 0.05  # seconds that the pointer rests before what stands beside it is read
_PADDING = 3


def beside_cells(width: int) -> int:
    """How many cells of a terminal of `width` the second pane has; 0 for none."""
    return min(MOST, width - FIRST) if width >= TWO_PANES else 0


class SecondPane(Vertical):
    """A tint beside the body, and a sheet on it. One that is longer than its room says how much follows, and is a stop
    of Tab, where the arrows scroll it; with Esc, ← or anything that is typed one is back where one was."""

    BINDINGS = [Binding("escape,left", "back", show=False)]
    DEFAULT_CSS = """
    SecondPane { height: 1fr; padding: 0 1; background: $surface; }
    SecondPane VerticalScroll { height: 1fr; }
    SecondPane Sheet { width: 100%; }
    SecondPane #more { height: 1; display: none; color: $muted; }
    SecondPane.-read #more { color: $primary; text-style: bold; }
    """

    def __init__(self, cells: int) -> None:
        """`cells` wide; 0: hidden."""
        super().__init__()
        self.sheet = Sheet()
        self.pages = VerticalScroll(self.sheet, can_focus=False)
        self.more = Static("", id="more", markup=False)
        self._left: Widget | None = None  # where one was before one came here
        self.fit(cells)

    def compose(self) -> ComposeResult:
        """The sheet, and below it how much of it follows."""
        yield self.pages
        yield self.more

    def on_mount(self) -> None:
        """Watch how far it is scrolled, and from where somebody comes."""
        self.watch(self.pages, "scroll_y", self.say_more, init=False)
        self.watch(self.screen, "focused", self._moved, init=False)

    def fit(self, cells: int) -> None:
        """Another width."""
        self.display = bool(cells)
        self.styles.width = max(1, cells)

    @property
    def room(self) -> int:
        """Cells for text on a line, beside a scroll bar."""
        width = self.styles.width
        return max(1, (int(width.value) if width is not None else MOST) - _PADDING)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, from the first on."""
        if self.sheet.lines != tuple(lines):
            self.sheet.show(lines)
            self.pages.scroll_home(animate=False)
        self.call_after_refresh(self.say_more)

    def on_resize(self) -> None:
        """More or less of it has room."""
        self.call_after_refresh(self.say_more)

    def say_more(self) -> None:
        """Say how many lines follow, and how they are read."""
        lines, room = self.sheet.size.height, self.size.height
        longer = bool(self.display) and lines > room
        if self.pages.has_focus and not longer:
            self.action_back()
        self.pages.can_focus = self.more.display = longer
        if longer:
            follow = max(0, lines - (room - 1) - round(self.pages.scroll_y))
            lang = app_of(self.screen).lang
            self.more.update(tr(lang, "beside.follows", count=follow) if follow else tr(lang, "beside.read"))

    def _moved(self, before: Widget | None, now: Widget | None) -> None:
        if now is self.pages:
            self._left = before
        self.set_class(now is self.pages, "-read")

    def on_key(self, event: events.Key) -> None:
        """What is typed is meant for what it stands beside."""
        if event.is_printable:
            event.stop()
            self.action_back()
            if self.screen.focused is not None and self.screen.focused is not self.pages:
                self.screen.focused.post_message(events.Key(event.key, event.character))

    def action_back(self) -> None:
        """Where one was before."""
        self.screen.set_focus(self._left)
