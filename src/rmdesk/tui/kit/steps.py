"""The steps of a sale in one line: each with a sign and its name, and at which of them one is."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from rmdesk.faces.cells import cut, width
from rmdesk.faces.steps import SIGNS, Step

_GAPS = (2, 1)


class Steps(Widget):
    """All steps beside one another: `✓ Match  ▸ Disclose 4/6  · Confirm`. Where not all names fit, the step that one
    is at keeps its own, and the others keep their signs."""

    def __init__(self, steps: Sequence[Step] = (), *, id: str | None = None) -> None:
        """`steps` in their order."""
        super().__init__(id=id)
        self.steps = tuple(steps)

    def show(self, steps: Sequence[Step]) -> None:
        """Change the steps."""
        self.steps = tuple(steps)
        self.refresh()

    @property
    def at(self) -> int | None:
        """The place of the step that one is at, from 0: the first that is neither done nor open. None when all are."""
        return next((at for at, one in enumerate(self.steps) if one.state in ("current", "redo")), None)

    def render(self) -> RenderResult:
        """The current one in the accent, one to redo in red, each with its sign."""
        styles = {
            "done": "",
            "current": f"bold {self.app.theme_variables['primary']}",
            "open": self.app.theme_variables["muted"],
            "redo": self.app.theme_variables["error"],
        }
        gap, names = self._fitting(self.size.width)
        text = Text(no_wrap=True)
        for at, (name, step) in enumerate(zip(names, self.steps, strict=True)):
            text.append(" " * gap if at else "")
            text.append(name, style=styles[step.state])
        return text

    def _fitting(self, room: int) -> tuple[int, list[str]]:
        """How far apart, and each with what of its name, so that the line fits into `room` cells."""
        named = [self._named(at) for at in range(len(self.steps))]
        signs = [
            name if at == self.at else SIGNS[step.state]
            for at, (name, step) in enumerate(zip(named, self.steps, strict=True))
        ]
        for names in (named, signs):
            for gap in _GAPS:
                if sum(map(width, names)) + gap * (len(names) - 1) <= room:
                    return gap, names
        most = max(1, room - 2 * (len(signs) - 1))
        return 1, [cut(name, most) for name in signs]

    def _named(self, at: int) -> str:
        step = self.steps[at]
        place = f" {at + 1}/{len(self.steps)}" if at == self.at else ""
        return f"{SIGNS[step.state]} {step.label}{place}"
