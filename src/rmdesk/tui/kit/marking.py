"""A list with its filter and marks: letters are text, Space marks a row once the arrows walk or nothing is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.filtered import Filter, FilteredRows, Search
from rmdesk.tui.kit.rows import Column

_SPACES = " \u3000"


class MarkingInput(Filter):
    """A filter in which Space is a character only behind others, and only while one types."""

    walking = False
    marks = False

    @dataclass
    class Marked(Message):
        """Space: the row that is pointed at is marked, or not any more."""

        input: "MarkingInput"

    def on_key(self, event: events.Key) -> None:
        """Space marks; whatever else is typed goes into the filter."""
        if self.marks and event.character and event.character in _SPACES and (self.walking or not self.value):
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked(self).set_sender(self))
        elif event.is_printable:
            self.walking = False


class MarkedRows(FilteredRows):
    """A filtered list that says how many there are in all, and in which rows are marked."""

    def __init__(
        self,
        columns: Sequence[Column],
        search: Search,
        *,
        lang: Lang,
        hint: str,
        pause: float = 0.0,
        empty: str = "",
        id: str,
    ) -> None:
        """As FilteredRows; `total` is set by `search`."""
        super().__init__(columns, search, lang=lang, hint=hint, pause=pause, empty=empty, id=id)
        self.filter = MarkingInput(lang=lang, max_length=60, placeholder=hint)
        self.total = 0

    def reload(self, keep: bool = False) -> None:
        """Ask anew, and count all that fit."""
        super().reload(keep=keep)
        self.count.update(tr(self.lang, "common.count", shown=f"{self.total:,}"))

    def action_walk(self, how: str, by: int) -> None:
        """From now on Space marks."""
        if isinstance(self.filter, MarkingInput):
            self.filter.walking = True
        super().action_walk(how, by)
