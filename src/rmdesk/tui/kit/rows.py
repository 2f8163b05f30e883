"""A list of rows, drawn line by line: only what is on the screen is measured, so its length costs nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rmdesk.domain.characters import visible
from rmdesk.faces.cells import cut, fit, width, wrap
from rmdesk.faces.cells import width as cell_width
from rmdesk.tui.kit.columns import GAP, laid_out, wanted
from rmdesk.tui.kit.columns import Column as Column
from rmdesk.tui.kit.columns import Row as Row
from rmdesk.tui.kit.columns import Tone as Tone

PAGE = 200
_WHOLE = 2
"""So many lines below the list say the row pointed at in full, where its columns cut it."""
_LEAST_ROWS = 4
_AHEAD = 20
_NUMBERS = "1234567890"

Fetch = Callable[[str], "Sequence[Row]"]


def _told(text: str, cells: int) -> list[str]:
    """`text` in the lines that say a row in full; where they do not hold it, the last one ends in an ellipsis."""
    lines = wrap(text, cells)
    if len(lines) > _WHOLE:
        lines[_WHOLE - 1] = cut(f"{lines[_WHOLE - 1]}…", cells)
    return lines[:_WHOLE]


class Rows(ScrollView, can_focus=True):
    """Rows that are walked with the arrows and opened with Enter, or by the number that stands beside them.

    A row that states something (`Row.ticked`) is opened by Space, its number or a double click: an Enter too many after
    a dialog must not sign.
    """

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "to(0)", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "enter", show=False),
    ]
    pointed = reactive(0)

    @dataclass
    class Opened(Message):
        """A row was opened."""

        rows: "Rows"
        row: Row

        @property
        def control(self) -> "Rows":
            """The list that it is of."""
            return self.rows

    @dataclass
    class Pointed(Message):
        """Another row is pointed at; None when the list is empty."""

        rows: "Rows"
        row: Row | None

        @property
        def control(self) -> "Rows":
            """The list that it is of."""
            return self.rows

    @dataclass
    class Edge(Message):
        """An arrow went over the first (by -1) or last (by 1) row."""

        rows: "Rows"
        by: int

        @property
        def control(self) -> "Rows":
            """The list that was left."""
            return self.rows

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        numbered: bool = False,
        header: bool = True,
        id: str | None = None,
    ) -> None:
        """`empty` is said when there are no rows; `numbered` puts 1-9 and 0 before the first ten."""
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.empty = empty
        self.numbered = numbered
        self.header = header
        self.rows: list[Row] = []
        self._fetch: Fetch | None = None
        self._wanted = wanted(self.columns, ())
        self._grouped = False
        self._foot = 0
        self.tells = True  # False where the screen itself says what the columns cut of the row pointed at

    # Messages name their list as sender: Textual lets no message past the widget that is thought to have sent it, and
    # a list is often moved by what stands around it.
    def show(self, rows: Sequence[Row], more: Fetch | None = None, keep: bool = False) -> None:
        """Show `rows`; `more(last key)` gives the next page when the end comes near, none where this is all. `keep`
        stays at the row's key, and where that row is gone at its place."""
        key = self.row.key if keep and self.row is not None else None
        self.rows = list(rows)
        self._fetch = more if self.rows else None
        self._wanted = wanted(self.columns, self.rows[:PAGE])
        self._measure()
        at = next((at for at, row in enumerate(self.rows) if row.key == key), None)
        self.pointed = at if at is not None else self._first() if key is None else self._nearest(self.pointed)
        self.scroll_to(y=0, animate=False)
        self._follow()
        self.refresh()
        self.post_message(self.Pointed(self, self.row).set_sender(self))

    def add(self, rows: Sequence[Row], more: Fetch | None) -> None:
        """Rows behind the last one, which `more` could not give at once."""
        self.rows += rows
        self._fetch = more if rows else None
        self._wanted = wanted(self.columns, rows, self._wanted)
        self._measure()
        self.refresh()

    @property
    def row(self) -> Row | None:
        """The row pointed at."""
        return self.rows[self.pointed] if 0 <= self.pointed < len(self.rows) else None

    @property
    def cut_short(self) -> bool:
        """Whether the row pointed at says more than there is room for."""
        if self.row is None:
            return False
        room = self.scrollable_content_region.width - len(self._lead("", ""))
        placed = laid_out(self.columns, self.row.cells, room, self.size.width, self._wanted)
        return any(cell_width(self.row.cells[at]) > cell_width(text) for at, text in placed)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Change the columns."""
        self.columns = tuple(columns)
        self._wanted = wanted(self.columns, self.rows[:PAGE])
        self._measure()
        self.refresh()

    def on_focus(self) -> None:
        """The row pointed at and the numbers stand out."""
        self.refresh()

    def on_blur(self) -> None:
        """They stand back."""
        self.refresh()

    def on_resize(self) -> None:
        """Widths follow the screen."""
        self._measure()
        self._follow()

    def on_key(self, event: events.Key) -> None:
        """A number opens the row that it stands beside, Space one that is ticked."""
        if event.key == "space" and self.row is not None and self.row.ticked:
            event.stop()
            self.action_open()
            return
        at = _NUMBERS.find(event.character) if self.numbered and event.character else -1
        if 0 <= at < len(self._countable()):
            event.stop()
            self.pointed = self._countable()[at]
            self.action_open()

    def on_click(self, event: events.Click) -> None:
        """A click points, a second one on the same row opens; what is ticked wants a double click."""
        at = event.y + self.scroll_offset.y - int(self.header)
        if (
            not int(self.header) <= event.y < self.size.height - len(self._in_full())
            or not 0 <= at < len(self.rows)
            or self._heading(at) is not None
        ):
            return
        again = at == self.pointed
        self.pointed = at
        if event.chain > 1 if self.rows[at].ticked else again:
            self.action_open()

    def watch_pointed(self, _before: int, now: int) -> None:
        """Keep the row in sight, fetch ahead, tell."""
        if self._fetch is not None and now >= len(self.rows) - _AHEAD:
            self._more()
        self._follow()
        self.refresh()
        self.post_message(self.Pointed(self, self.row).set_sender(self))

    def action_move(self, by: int) -> None:
        """To the next row that can be pointed at."""
        at = self.pointed + by
        while 0 <= at < len(self.rows) and self.rows[at].tone == "head":
            at += by
        if 0 <= at < len(self.rows):
            self.pointed = at
            return
        if by < 0:
            self.scroll_to(y=0, animate=False)
        self.post_message(self.Edge(self, by).set_sender(self))

    def action_page(self, by: int) -> None:
        """A screenful on."""
        at = self.pointed + by * max(1, self._height() - 1 - int(self._headed()))
        self.pointed = max(0, min(at, len(self.rows) - 1))
        if self.row is not None and self.row.tone == "head":
            self.action_move(by if by > 0 and self.pointed < len(self.rows) - 1 else 1)

    def action_to(self, at: int) -> None:
        """To row `at`."""
        self.pointed = at if at else self._first()

    def action_last(self) -> None:
        """To the last row that is here; a longer list goes on from there."""
        self.pointed = max(0, len(self.rows) - 1)

    def action_enter(self) -> None:
        """Open the row pointed at; of one that is ticked go on to the next."""
        if self.row is not None and self.row.ticked:
            self.action_move(1)
        else:
            self.action_open()

    def action_open(self) -> None:
        """Open the row pointed at."""
        if self.row is not None and self.row.tone != "head":
            self.post_message(self.Opened(self, self.row).set_sender(self))

    def _first(self) -> int:
        return next((at for at, row in enumerate(self.rows) if row.tone != "head"), 0)

    def _nearest(self, to: int) -> int:
        rows = [at for at, row in enumerate(self.rows) if row.tone != "head"]
        return next((at for at in rows if at >= to), rows[-1] if rows else 0)

    def _countable(self) -> list[int]:
        return [at for at, row in enumerate(self.rows) if row.tone != "head"][: len(_NUMBERS)]

    def _more(self) -> None:
        fetch, last = self._fetch, self.rows[-1].key
        page = list(fetch(last)) if fetch is not None else []
        self.rows += page
        self._wanted = wanted(self.columns, page, self._wanted)
        if len(page) < PAGE:
            self._fetch = None
        self._measure()

    def _measure(self) -> None:
        self._grouped = any(row.tone == "head" for row in self.rows)
        self._foot = _WHOLE if self.tells and self._cuts() and self.size.height > _LEAST_ROWS + _WHOLE else 0
        self.virtual_size = Size(self.size.width, max(1, len(self.rows)) + int(self.header) + self._foot)

    def _height(self) -> int:
        return max(1, self.size.height - int(self.header) - self._foot)

    def _cuts(self) -> bool:
        """Whether the columns cut any row."""
        placed = self._placed(("",) * len(self.columns)) if self.columns and self.size.width else []
        return any(width(text) < self._wanted[at] for at, text in placed)

    def _in_full(self) -> list[str]:
        """What the columns cut of the row pointed at, while somebody walks the list."""
        row = self.row if self._foot and (self.has_focus or self.has_class("-active")) else None
        if row is None or row.tone == "head":
            return []
        short = [row.cells[at] for at, text in self._placed(row.cells) if width(text) < width(visible(row.cells[at]))]
        room = self.scrollable_content_region.width - len(self._lead("", ""))
        return _told(" · ".join(short), room) if short else []

    def _headed(self) -> bool:
        """Whether the rows stand in groups, and there is room to keep a group's head in sight."""
        return self._grouped and self._height() > 2

    def _heading(self, at: int) -> Row | None:
        """The head of the group that goes on at row `at`, where it stands in that row's place: on the first line that
        is in sight, its own line being out of it."""
        if at != int(self.scroll_offset.y) or self.rows[at].tone == "head" or not self._headed():
            return None
        return next((row for row in reversed(self.rows[:at]) if row.tone == "head"), None)

    def _follow(self) -> None:
        if self.size.height:
            above = int(self._headed() and self.pointed > 0)
            region = Region(0, self.pointed - above, 1, 1 + above + int(self.header) + self._foot)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """The header stays; below it the rows that are in sight, and below those what was cut of the one pointed at."""
        cells = self.scrollable_content_region.width
        full = self._in_full()
        if y >= self.size.height - len(full):
            return self._strip([(self._lead("", "") + full[y - self.size.height], "")], cells)
        if self.header and y == 0:
            titles = tuple(column.title for column in self.columns)
            return self._strip([(self._lead(" ", ""), "head"), *self._cells(titles, "head")], cells)
        at = y - int(self.header) + self.scroll_offset.y
        if not self.rows and at == 0:
            return self._strip([(f"  {self.empty}", "muted")], cells)
        last = y == self.size.height - len(full) - 1
        if not 0 <= at < len(self.rows) or (full and last and self.rows[at].tone == "head"):
            return Strip.blank(cells, self.rich_style)  # the row said in full is none of the group that begins there
        return self._row_strip(at, cells)

    def _row_strip(self, at: int, cells: int) -> Strip:
        row = self._heading(at) or self.rows[at]
        if row.tone == "head":
            return self._strip([(row.cells[0], "head")], cells)
        number = ""
        if self.numbered and self.has_focus and at in self._countable():
            number = _NUMBERS[self._countable().index(at)]
        tone = "" if row.tone == "late" and row.hot else row.tone
        hot = row.hot if row.tone else ()
        parts = [(self._lead(row.sign or " ", number), row.tone), *self._cells(row.cells, tone, hot)]
        return self._strip(parts, cells, self._pointed_style() if at == self.pointed else None)

    def _lead(self, sign: str, number: str) -> str:
        return fit(sign, 2) + (fit(number, 2) if self.numbered else "")

    def _cells(self, texts: tuple[str, ...], tone: Tone, hot: tuple[int, ...] = ()) -> list[tuple[str, str]]:
        return [(text + " " * GAP, "late" if at in hot else tone) for at, text in self._placed(texts)]

    def _placed(self, texts: tuple[str, ...]) -> list[tuple[int, str]]:
        room = self.scrollable_content_region.width - len(self._lead("", ""))
        return laid_out(self.columns, texts, room, self.size.width, self._wanted)

    def _strip(self, parts: Sequence[tuple[str, str]], cells: int, style: Style | None = None) -> Strip:
        base = style or self.rich_style  # a quarter of a millisecond each time: once a line
        segments = [Segment(text, style or self._style(tone, base)) for text, tone in parts]
        return Strip(segments).adjust_cell_length(cells, base)

    def _style(self, tone: str, base: Style) -> Style:
        names = {"late": "error", "muted": "muted", "head": "muted"}
        if tone not in names:
            return base
        return base + Style(color=self.app.theme_variables[names[tone]])

    def _pointed_style(self) -> Style:
        if self.has_focus or self.has_class("-active"):
            variables = self.app.theme_variables
            return Style(color=variables["on-accent"], bgcolor=variables["primary"], bold=True)
        return self.rich_style + Style(bgcolor=self.app.theme_variables["panel"])
