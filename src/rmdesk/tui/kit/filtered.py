"""A list with its filter: what is typed narrows the list, the arrows walk it, Enter opens."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.folding import folded
from rmdesk.tui.kit.rows import PAGE, Column, Row, Rows
from rmdesk.tui.kit.settling import Settling
from rmdesk.tui.kit.text_input import TextInput

Search = Callable[[str, str, int], Sequence[Row]]
FIRST = 50
"""Rows of what is typed, which changes with each key; more of them come as one walks."""


class Filter(TextInput):
    """The key that leads here types nothing when one is here already."""

    def on_key(self, event: events.Key) -> None:
        """`/` in front of what is typed, also as a Chinese input method gives it."""
        if folded(event.character or "") == "/" and self.cursor_position == 0:
            event.stop()
            event.prevent_default()


class FilteredRows(Vertical):
    """The focus stays in the filter, where input methods work; the list below shows what `search` finds."""

    BINDINGS = [
        Binding("up", "walk('move', -1)", show=False),
        Binding("down", "walk('move', 1)", show=False),
        Binding("pageup", "walk('page', -1)", show=False),
        Binding("pagedown", "walk('page', 1)", show=False),
    ]

    def __init__(
        self,
        columns: Sequence[Column],
        search: Search,
        *,
        lang: Lang,
        hint: str = "",
        pause: float = 0.0,
        empty: str = "",
        most: int = 0,
        id: str | None = None,
    ) -> None:
        """`search(query, after key, limit)` gives one page of rows; after "" it is the first. `pause`: for how many
        seconds the typing must rest before it is searched for. `empty` is said where there is nothing at all. `most`:
        a list that has one page shows no more rows than these; one row more says that there are others. 0: all."""
        super().__init__(id=id)
        self.lang = lang
        self.search = search
        self.pause = pause
        self.most = most
        self._settling = Settling(self, self.reload)
        self.empty = empty or tr(lang, "common.none")
        self.only = ""
        """What of all is shown, in words; "" for all of them."""
        self.rows = Rows(columns, empty=self.empty)
        self.rows.can_focus = False
        self.rows.add_class("-active")
        self.filter = Filter(lang=lang, max_length=60, placeholder=hint or tr(lang, "common.filter_hint"))
        self.count = Static("", classes="count", markup=False)

    def compose(self) -> ComposeResult:
        """Filter above, list below."""
        yield Static("/", classes="slash", markup=False)
        yield self.filter
        yield self.count
        yield self.rows

    def on_mount(self) -> None:
        """Everything, until something is typed."""
        self.reload()

    def reload(self, keep: bool = False) -> None:
        """Ask anew; `keep` stays at the row pointed at."""
        query = self.filter.value.strip()
        first = FIRST if query else PAGE
        found = self.search(query, "", first)
        self.rows.empty = tr(self.lang, "common.no_match", query=query) if query else self.empty
        # Whether more follow the next page says: a list may end just where a page does.
        more = len(found) >= first and bool(self.search(query, found[-1].key, 1))
        sign = "+" if more or 0 < self.most < len(found) else ""
        found = found[: self.most or None]
        self.rows.show(found, (lambda after: self.search(query, after, PAGE)) if more else None, keep=keep)
        shown = sum(1 for row in found if row.tone != "head")
        count = tr(self.lang, "common.count", shown=f"{shown}{sign}")
        self.count.update(f"{self.only} · {count}" if self.only else count)

    def focus_filter(self) -> None:
        """Type here."""
        self.filter.focus()

    def clear_filter(self) -> bool:
        """Show everything again; False when nothing was typed."""
        typed = bool(self.filter.value)
        self.filter.value = ""
        return typed

    def action_walk(self, how: str, by: int) -> None:
        """The list's arrows, while the focus is in the filter."""
        if how == "page":
            self.rows.action_page(by)
        else:
            self.rows.action_move(by)

    @on(TextInput.Changed)
    def _typed(self, event: TextInput.Changed) -> None:
        event.stop()
        self._settling.typed(self.pause if event.value.strip() else 0.0)

    @on(TextInput.Submitted)
    def _entered(self, event: TextInput.Submitted) -> None:
        event.stop()
        self._settling.now()
        self.rows.action_open()
