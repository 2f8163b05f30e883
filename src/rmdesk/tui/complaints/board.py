"""The board: open cases by what is due first, as a list, or in columns by state."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from rmdesk.desk.complaints import board
from rmdesk.desk.complaints.board import Board
from rmdesk.domain.characters import is_typed
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import cut
from rmdesk.faces.lines import Line
from rmdesk.tui import routes
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.complaints import board_rows, handing
from rmdesk.tui.complaints.figures import FiguresScreen
from rmdesk.tui.complaints.prefill import prefill_from
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.filtered import FilteredRows
from rmdesk.tui.kit.list_export import list_commands
from rmdesk.tui.kit.rows import Row, Rows
from rmdesk.tui.lines import beside
from rmdesk.tui.lines.case_rows import STATES


class ColumnRows(Rows):
    """One column. Only the one that has the focus points at a card."""

    def on_focus(self) -> None:
        """Point at the first card."""
        self.pointed = max(0, self.pointed)

    def on_blur(self) -> None:
        """Point at none."""
        self.pointed = -1


class BoardScreen(AskingScreen):
    """What is typed narrows it; ^P 1 changes between list and columns."""

    table: ClassVar[str] = "board"
    has_beside = True
    BINDINGS = bindings(of_screen("board"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.seen: Board | None = None
        self.known: dict[str, str] = {}  # of where one came from: what a case that is taken in here is about
        self.as_columns = False

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The list as a file."""
        return list_commands(self, "complaints", routes.CaseBoard())

    def come_from(self, screen: Screen[object]) -> None:
        """A complaint that is taken in here is about whom and what was on the screen."""
        self.known = prefill_from(self.desk_app.desk, screen)

    def body(self) -> ComposeResult:
        """Sums, list, columns."""
        yield Static("", id="sums", markup=False)
        yield Static("", id="repeats", markup=False)
        columns = board_rows.columns(self.lang)
        hint, empty = self.tr("complaints.board.hint"), "empty" if self._takes() else "empty_for_others"
        yield FilteredRows(
            columns, self.search, lang=self.lang, hint=hint, empty=self.tr(f"complaints.board.{empty}"), id="list"
        )
        with Horizontal(id="columns"):
            for state in STATES:
                with Vertical(classes="column", id=f"of-{state}"):
                    yield Static("", id=f"title-{state}", classes="title", markup=False)
                    yield ColumnRows(board_rows.card_columns(), header=False, empty="", id=f"column-{state}")

    def on_mount(self) -> None:
        """The earliest due first."""
        self.reload()
        self._lay_out()
        self.focus_search()

    def came_back(self) -> None:
        """What was done meanwhile shows."""
        self.reload()

    def on_resize(self) -> None:
        """The columns follow the room there is."""
        if self.is_mounted:
            self._lay_out()
            self._fill_columns()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = board.board(self.desk_app.desk)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.seen = found
        self.query_one("#sums", Static).update(board_rows.sums(found, self.lang, self.room))
        repeats = board_rows.repeats(self.desk_app.desk, self.lang, self.room)
        self.query_one("#repeats", Static).update(cut(repeats, self.room))
        self.query_one("#repeats").display = bool(repeats)
        self.query_one(FilteredRows).reload(keep=True)
        self._fill_columns()

    def search(self, query: str, after: str, limit: int) -> Sequence[Row]:  # noqa: ARG002
        """Everything open that holds the words, and below it what has ended."""
        if after or self.seen is None:
            return []
        return board_rows.rows(self.desk_app.desk, self.seen, query, self.lang, self.room, ended=not self.in_columns)

    # list or columns
    @property
    def in_columns(self) -> bool:
        """Whether the columns are shown. They have no place for what has ended: where that alone holds what was typed,
        the list shows it."""
        wanted = self.as_columns
        query = self.query_one(FilteredRows).filter.value.strip()
        return wanted and (
            self.seen is None or not query or board_rows.any_open(self.desk_app.desk, self.seen, query, self.lang)
        )

    def action_columns(self) -> None:
        """Change between list and columns."""
        self.as_columns = not self.in_columns
        self._lay_out()
        self.refresh_beside()
        if self.in_columns:
            first = next((one for one in self._lists() if one.rows), None)
            (first or self.query_one("#list")).focus()
        else:
            self.focus_search()

    def _lay_out(self) -> None:
        changed = self.query_one("#columns").display != self.in_columns
        self.query_one("#columns").display = self.in_columns
        self.query_one("#list Rows").display = not self.in_columns
        self.query_one("#list").styles.height = 1 if self.in_columns else "1fr"
        if changed:  # ended cases stand in the list only
            self.query_one(FilteredRows).reload(keep=True)
            self._fill_columns()

    def _lists(self) -> list[Rows]:
        return [self.query_one(f"#column-{state}", Rows) for state in STATES]

    def _fill_columns(self) -> None:
        if self.seen is None or not self.in_columns:
            return
        query = self.query_one(FilteredRows).filter.value
        for state, rows in zip(STATES, self._lists(), strict=True):
            cards = board_rows.cards(self.desk_app.desk, self.seen, state, query, self.lang)
            label = self.desk_app.desk.pack.label("case_state", state, self.lang)
            title = f"{label} {len(cards)}"
            self.query_one(f"#title-{state}", Static).update(title)
            self.query_one(f"#of-{state}").styles.width = f"{board_rows.share(title, cards, self.room)}fr"
            rows.show(cards, keep=True)
            if not rows.has_focus:
                rows.pointed = -1

    @on(Rows.Pointed, "FilteredRows Rows")
    def _filtered(self) -> None:
        self._fill_columns()
        self._lay_out()

    # walking
    def beside(self, cells: int) -> Sequence[Line]:
        """The case pointed at, each date with its sum."""
        row = self.query_one(FilteredRows).rows.row
        return beside.preview(self.desk_app, routes.CaseFile(row.key) if row is not None and row.key else None, cells)

    def wants_beside(self) -> bool:
        """The columns take all the room."""
        return not self.as_columns

    def focus_search(self) -> None:
        """Type here."""
        self.query_one(FilteredRows).focus_filter()

    def on_key(self, event: events.Key) -> None:
        """← and → walk the columns; from the filter ↓ leads into them; a letter goes back to the filter."""
        lists = self._lists()
        here = next((at for at, one in enumerate(lists) if one.has_focus), None)
        if here is not None and event.key in ("left", "right"):
            by = -1 if event.key == "left" else 1
            order = lists[here + by :: by] if 0 <= here + by < len(lists) else []
            target = next((one for one in order if one.rows), None)
            if target is not None:
                event.stop()
                target.focus()
        elif here is not None and event.character and is_typed(event.character):
            event.stop()
            self.focus_search()
            self.query_one(FilteredRows).filter.insert_text_at_cursor(event.character)

    @on(Rows.Edge)
    def _edge(self, event: Rows.Edge) -> None:
        if event.by < 0 and event.rows in self._lists():
            self.focus_search()

    def leaving(self) -> bool:
        """Esc first empties the filter."""
        return not self.query_one(FilteredRows).clear_filter()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.CaseFile(event.row.key))

    def key_label(self, action: Action) -> str:
        """F10 takes a complaint in."""
        return self.tr("complaints.board.take") if action.id == "next" else super().key_label(action)

    def key_help(self, action: Action) -> str:
        """The same in a sentence."""
        return self.tr("keys.about.complaint") if action.id == "next" else super().key_help(action)

    def action_next(self) -> None:
        """Take a complaint in."""
        self.desk_app.go(routes.NewCase())

    def action_figures(self) -> None:
        """The figures of a period. The charts take time to load, so only now."""
        self.app.push_screen(FiguresScreen())

    def _takes(self) -> bool | None:
        return self.may("complaints.take")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whoever only reads takes nothing in and hands nothing over."""
        if action == "next":
            return self._takes()
        return self.may("complaints.work") if action == "hand_cases" else super().check_action(action, parameters)

    @work
    async def action_hand_cases(self) -> None:
        """All open cases of one person to another."""
        await handing.begin(self)
