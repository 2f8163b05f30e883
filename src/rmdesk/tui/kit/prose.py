"""Paragraphs that break as Chinese and English do: a line never begins with a closing mark, and fills its width."""

from collections.abc import Sequence
from typing import Literal

from rich.text import Text
from textual.app import RenderResult
from textual.geometry import Size
from textual.widget import Widget

from rmdesk.faces.cells import wrap

Tone = Literal["", "strong", "late", "muted", "accent"]
Part = tuple[str, Tone]


class Prose(Widget):
    """Paragraphs, each with its tone; texts are data and never read as markup."""

    DEFAULT_CSS = "Prose { height: auto; width: 100%; }"

    def __init__(
        self, *parts: Part, tight: bool = False, hang: int = 0, id: str | None = None, classes: str | None = None
    ) -> None:
        """`tight`: no empty line between paragraphs; `hang`: cells by which later lines of one stand in."""
        super().__init__(id=id, classes=classes)
        self.parts: tuple[Part, ...] = parts
        self.tight = tight
        self.hang = hang

    def show(self, parts: Sequence[Part]) -> None:
        """Show other paragraphs; none takes no room."""
        self.parts = tuple(part for part in parts if part[0])
        self.display = bool(self.parts)
        self.refresh(layout=True)

    def update(self, text: str) -> None:
        """Show one plain paragraph; "" takes no room."""
        self.show([(text, "")])

    def lines(self, width: int) -> list[Part]:
        """What is shown at a width of so many cells, line by line."""
        found: list[Part] = []
        for text, tone in self.parts:
            if found and not self.tight:
                found.append(("", ""))
            found += [(line, tone) for line in self._broken(text, max(8, width))]
        return found

    def _broken(self, text: str, width: int) -> list[str]:
        lines = wrap(text, width)
        if not self.hang or len(lines) == 1:
            return lines
        first, *rest = wrap(text, width - self.hang)
        return [first, *(" " * self.hang + line for line in rest)]

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """All lines."""
        return max(1, len(self.lines(width)))

    def render(self) -> RenderResult:
        """Line by line."""
        variables = self.app.theme_variables
        styles = {
            "": "",
            "strong": "bold",
            "late": f"bold {variables['error']}",
            "muted": variables["muted"],
            "accent": f"bold {variables['primary']}",
        }
        text = Text(no_wrap=True)
        for line, tone in self.lines(self.size.width):
            text.append(f"{line}\n", style=styles[tone])
        text.right_crop(1)
        return text
