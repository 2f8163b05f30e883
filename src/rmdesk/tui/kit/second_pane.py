"""The second pane of a wide screen: what stands beside the row pointed at, or beside a step. A screen declares it by
`DeskScreen.beside`; where there is no room for it, it is not there, and nothing is read for it."""

from collections.abc import Sequence

from textual.containers import VerticalScroll

from rmdesk.faces.lines import Line
from rmdesk.tui.kit.sheet import Sheet

TWO_PANES = 110
"""From so many columns on there is a second pane."""
FIRST, MOST = 80, 58  # cells of the first pane at least (as on the smallest terminal), of the second one at most
REST = 0.05  # seconds that the pointer rests before what stands beside it is read
_PADDING = 3


def beside_cells(width: int) -> int:
    """How many cells of a terminal of `width` the second pane has; 0 for none."""
    return min(MOST, width - FIRST) if width >= TWO_PANES else 0


class SecondPane(VerticalScroll, can_focus=False):
    """A tint beside the body, and a sheet on it. It has no keys of its own."""

    DEFAULT_CSS = """
    SecondPane { height: 1fr; padding: 0 1; background: $surface; }
    SecondPane Sheet { width: 100%; }
    """

    def __init__(self, cells: int) -> None:
        """`cells` wide; 0: hidden."""
        super().__init__()
        self.sheet = Sheet()
        self.fit(cells)

    def compose(self) -> "Sequence[Sheet]":
        """The sheet."""
        return (self.sheet,)

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
            self.scroll_home(animate=False)
