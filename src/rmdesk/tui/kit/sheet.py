"""Labels and values below each other, broken to the width that there is."""

from collections.abc import Sequence
from itertools import zip_longest

from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.widget import Widget

from rmdesk.faces.cells import fit, width, wrap
from rmdesk.faces.lines import Line

_GAP = 2
_LEAST = 10
_MOST = 22
_QUESTIONS = 3  # so many labels longer than that are whole questions: they have half of the room


class Sheet(Widget):
    """A sheet of lines; it is as high as they need."""

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None) -> None:
        """Labels share one column, as wide as the widest of them."""
        super().__init__(id=id)
        self.lines = tuple(lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.lines = tuple(lines)
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines after breaking."""
        return max(1, sum(len(self._broken(line, width)) for line in self.lines))

    def _column(self, cells: int) -> int:
        labels = [width(line.label) for line in self.lines if line.tone != "head"]
        asked = sum(one > _MOST for one in labels) >= _QUESTIONS
        most = max(_MOST, cells // 2) if asked else _MOST
        return min(most, max(_LEAST, cells // 2 if asked else cells * 2 // 5), max(labels, default=_LEAST)) + _GAP

    def _broken(self, line: Line, cells: int) -> list[tuple[str, str]]:
        """Label and value, line by line: a label is broken as well, never cut."""
        if line.tone == "head":
            return [("", part) for part in wrap(line.label, max(_LEAST, cells))]
        column = self._column(cells)
        labels, values = wrap(line.label, column - _GAP), wrap(line.value, max(_LEAST, cells - column))
        return list(zip_longest(labels, values, fillvalue=""))

    def render(self) -> RenderResult:
        """Labels muted, values plain."""
        text, cells, column = Text(no_wrap=True), self.size.width, self._column(self.size.width)
        variables = self.app.theme_variables
        styles = {"late": variables["error"], "muted": variables["muted"], "head": f"bold {variables['primary']}"}
        for line in self.lines:
            for label, part in self._broken(line, cells):
                if line.tone != "head":
                    text.append(fit(label, column), style=variables["muted"])
                text.append(f"{part}\n", style=styles.get(line.tone, ""))
        text.rstrip()
        return text
