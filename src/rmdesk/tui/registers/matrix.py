"""A register's matrix as a picture: how many entries stand where, each place with its tone and its sign."""

from dataclasses import dataclass
from itertools import zip_longest

from rich.style import Style
from rich.text import Text
from textual.app import RenderResult
from textual.binding import Binding
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rmdesk.desk.registers.views import Matrix, MatrixCell
from rmdesk.domain.base import Lang
from rmdesk.faces.cells import cut, fit, width, wrap
from rmdesk.locale import tr

SIGNS = {"calm": "·", "watch": "+", "late": "!", "": " "}
_COLOURS = {"calm": "muted", "watch": "primary", "late": "error"}
_TINT = 0.22
_LEAST, _MOST = 5, 14  # cells of one place
_ROOMY = 3  # lines of a row where there is room


class MatrixView(Widget, can_focus=True):
    """The arrows walk its places; Enter opens what stands in one. `own`: it shows one entry's place alone."""

    BINDINGS = [
        Binding("left", "step(0, -1)", show=False),
        Binding("right", "step(0, 1)", show=False),
        Binding("up", "step(-1, 0)", show=False),
        Binding("down", "step(1, 0)", show=False),
        Binding("enter", "enter", show=False),
    ]
    DEFAULT_CSS = "MatrixView { height: 1fr; width: 1fr; }"
    at: reactive[tuple[int, int]] = reactive((0, 0))

    @dataclass
    class Opened(Message):
        """The entries of one place, by number."""

        view: "MatrixView"
        nos: tuple[str, ...]

    def __init__(self, lang: Lang, *, own: bool = False, id: str | None = None) -> None:
        """Empty until it is shown."""
        super().__init__(id=id)
        self.lang = lang
        self.own = own
        self.can_focus = not own
        self.matrix: Matrix | None = None

    def show(self, matrix: Matrix) -> None:
        """Draw it; the pointer starts where the most pressing entries are."""
        self.matrix = matrix
        places = [(row, at) for row, cells in enumerate(matrix.rows) for at, cell in enumerate(cells) if cell.nos]
        order = {"late": 0, "watch": 1}
        self.at = min(places, key=lambda one: order.get(matrix.rows[one[0]][one[1]].tone, 2), default=(0, 0))
        self.refresh()

    def action_step(self, down: int, right: int) -> None:
        """To the next place."""
        if self.matrix is not None and self.matrix.rows:
            row = max(0, min(self.at[0] + down, len(self.matrix.rows) - 1))
            self.at = row, max(0, min(self.at[1] + right, len(self.matrix.x_options) - 1))

    def action_enter(self) -> None:
        """Open what stands here."""
        if self.matrix is not None and self._cell(self.at).nos:
            self.post_message(self.Opened(self, self._cell(self.at).nos).set_sender(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """All there is."""
        return container.height

    def _cell(self, at: tuple[int, int]) -> MatrixCell:
        assert self.matrix is not None
        return self.matrix.rows[at[0]][at[1]]

    def render(self) -> RenderResult:
        """Rows from the highest down, the columns' names below them, then what the signs mean."""
        found, text = self.matrix, Text(no_wrap=True)
        if found is None or not found.rows:
            return text
        names = max(width(one.of(self.lang)) for one in found.y_options)
        head = min(names, max(8, self.size.width // 4)) + 1
        cells = max(_LEAST, min(_MOST, (self.size.width - head) // max(1, len(found.x_options)) - 1))
        tall = _ROOMY if self.size.height >= len(found.rows) * _ROOMY + 5 else 1
        text.append(f"{found.y.of(self.lang)} ↑\n", style=self.app.theme_variables["muted"])
        for row in range(len(found.rows)):
            for line in range(tall):
                self._row(text, row, head, cells, named=line == tall // 2)
        muted = self.app.theme_variables["muted"]
        named = [wrap(one.of(self.lang), cells) for one in found.x_options]
        for parts in zip_longest(*named, fillvalue=""):
            text.append(" " * head + " ".join(fit(part, cells) for part in parts) + "\n", style=muted)
        text.append(" " * head + f"{found.x.of(self.lang)} →\n", style=muted)
        text.append(cut(self._below(), self.size.width))
        return text

    def _row(self, text: Text, row: int, head: int, cells: int, *, named: bool) -> None:
        """One line of one row; its name and what stands in its places are in the middle one."""
        assert self.matrix is not None
        name = self.matrix.y_options[row].of(self.lang) if named else ""
        text.append(fit(name, head), style=self.app.theme_variables["muted"])
        for at, cell in enumerate(self.matrix.rows[row]):
            here = self.matrix.at == (row, at) if self.own else self.has_focus and self.at == (row, at)
            said = self._said(cell, here=here) if named else ""
            text.append(_centred(said, cells), style=self._style(cell.tone, here=here, filled=bool(cell.nos)))
            text.append(" ")
        text.append("\n")

    def _said(self, cell: MatrixCell, *, here: bool) -> str:
        sign = SIGNS.get(cell.tone, " ")
        if self.own:
            return f"[{sign}]" if here else sign
        return f"{sign} {len(cell.nos)}" if cell.nos else sign

    def _style(self, tone: str, *, here: bool, filled: bool) -> Style:
        variables = self.app.theme_variables
        colour = Color.parse(variables[_COLOURS.get(tone, "muted")])
        if here:
            return Style(color=variables["on-accent"], bgcolor=variables["primary"], bold=True)
        ground = Color.parse(variables["background"]).blend(colour, _TINT)
        return Style(color=variables[_COLOURS.get(tone, "muted")], bgcolor=ground.hex6, bold=filled)

    def _below(self) -> str:
        """What stands in the place pointed at; else what the signs mean."""
        assert self.matrix is not None
        if not self.own and self.has_focus and self._cell(self.at).nos:
            nos = self._cell(self.at).nos
            return tr(self.lang, "registers.matrix.here", count=len(nos), nos="  ".join(nos))
        return "   ".join(f"{SIGNS[tone]} {text.of(self.lang)}" for tone, text in self.matrix.bands)

    def on_focus(self) -> None:
        """The place pointed at stands out."""
        self.refresh()

    def on_blur(self) -> None:
        """It stands back."""
        self.refresh()


def _centred(text: str, cells: int) -> str:
    left = max(0, (cells - width(text)) // 2)
    return fit(" " * left + text, cells)
