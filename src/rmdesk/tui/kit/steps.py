"""The steps of a sale at the side: a sign for each state, and beside it the word where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from rmdesk.tui.kit.cells import cut

State = Literal["done", "current", "open", "redo"]
SIGNS: dict[State, str] = {"done": "✓", "current": "▸", "open": "·", "redo": "!"}
SLIM = 5


@dataclass(frozen=True)
class Step:
    """One step with its state."""

    label: str
    state: State


class Steps(Widget):
    """All steps in a column. In a slim column (80-column terminals) only sign and number are left."""

    def __init__(self, steps: Sequence[Step] = (), *, id: str | None = None) -> None:
        """`steps` in their order; numbers from 1 are given here."""
        super().__init__(id=id)
        self.steps = tuple(steps)

    def show(self, steps: Sequence[Step]) -> None:
        """Change the steps."""
        self.steps = tuple(steps)
        self.refresh()

    def render(self) -> RenderResult:
        """One line a step; the current one in the accent, one to redo in red, each with its sign."""
        room = self.size.width
        styles = {
            "done": "",
            "current": f"bold {self.app.theme_variables['primary']}",
            "open": self.app.theme_variables["muted"],
            "redo": self.app.theme_variables["error"],
        }
        text = Text(no_wrap=True)
        for number, step in enumerate(self.steps, 1):
            label = "" if room <= SLIM else f" {step.label}"
            text.append(cut(f"{SIGNS[step.state]} {number}{label}", room) + "\n", style=styles[step.state])
        return text
