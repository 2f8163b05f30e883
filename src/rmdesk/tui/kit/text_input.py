"""An input that input methods can be trusted with, and that never loses pasted text in silence."""

import re
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from rmdesk.domain.characters import is_typed
from rmdesk.faces.cells import cut, width
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.parked import Parked

_SPACES = {"\t": " ", "\u00a0": " ", "\u3000": " "}


def clean(pasted: str) -> tuple[str, int, int]:
    """Pasted text as one line, how many lines it had, and how many control characters were taken out."""
    lines = [line.strip() for line in re.split(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]", pasted) if line.strip()]
    joined = "".join(_SPACES.get(character, character) for character in " ".join(lines))
    kept = "".join(character for character in joined if is_typed(character))
    return kept, len(lines), len(joined) - len(kept)


class TextInput(Input, Parked):
    """Input whose terminal cursor stands where the next character will appear.

    Textual parks the cursor one cell too far right at the end of the text, and once before the layout is known;
    an input method opens its list of candidates at that place.
    """

    @dataclass
    class Notice(Message):
        """What was done to typed or pasted text."""

        input: "TextInput"
        text: str

        @property
        def control(self) -> "TextInput":
            """The input that it is about."""
            return self.input

    def __init__(
        self,
        value: str = "",
        *,
        lang: Lang,
        max_length: int = 120,
        placeholder: str = "",
        password: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`max_length` in characters; longer text is cut with a notice."""
        super().__init__(
            value,
            placeholder,
            password=password,
            max_length=max_length,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )
        self.lang = lang
        self.cursor_blink = False
        self._hint = placeholder

    def on_focus(self) -> None:
        """One sees where one types. A nought is typed over: 1 behind it would make 01."""
        if self.value == "0":
            self.select_all()
        cell = self._position_to_cell(self.cursor_position)
        self.scroll_to_region(Region(cell, 0, width=1, height=1), force=True, animate=False)

    def render_line(self, y: int) -> Strip:
        """Left alone, a text that has no room is cut where it ends, and says so."""
        room = self.content_size.width
        if y or self.has_focus or self.password or width(self.value) <= room:
            return super().render_line(y)
        shown = Strip([Segment(cut(self.value, room))]).adjust_cell_length(room)
        return shown.apply_style(self.rich_style)

    def on_resize(self) -> None:
        """What an empty input asks for is cut where it ends, and says so."""
        self.placeholder = cut(self._hint, self.content_size.width)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character appears, in cells of the screen."""
        area = self.content_region
        shown = "•" * self.cursor_position if self.password else self.value[: self.cursor_position]
        cell = self._position_to_cell(self.cursor_position) if not self.password else len(shown)
        return Offset(area.x + max(0, cell - self.scroll_offset.x), area.y)

    def watch_value(self) -> None:
        """A longer value may have scrolled."""
        self.call_after_refresh(self.park)

    def restricted(self) -> None:
        """The input is full: say so."""
        self.post_message(self.Notice(self, tr(self.lang, "common.full", most=self.max_length)).set_sender(self))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Characters that Python does not know yet are typed text, too."""
        return super().check_consume_key(key, character) or is_new(character)

    def on_key(self, event: events.Key) -> None:
        """Take characters that Textual drops because Python does not know them."""
        if is_new(event.character) and event.character is not None:
            event.stop()
            event.prevent_default()
            self.replace(event.character, *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def take(self, pasted: str) -> None:
        """Insert pasted text at the cursor: joined, cleaned, cut to what fits, and say what was done to it."""
        text, lines, stripped = clean(pasted)
        start, end = sorted(self.selection)
        room = (self.max_length or len(text)) - len(self.value) + end - start
        notices = []
        if lines > 1:
            notices.append(tr(self.lang, "common.joined_lines", lines=lines))
        if stripped:
            notices.append(tr(self.lang, "common.stripped", count=stripped))
        if len(text) > room:
            notices.append(tr(self.lang, "common.cut_to", most=max(0, room), given=f"{len(text):,}"))
        if text[:room]:
            self.replace(text[: max(0, room)], start, end)
        if notices:
            self.post_message(self.Notice(self, " · ".join(notices)).set_sender(self))


def is_new(character: str | None) -> bool:
    """Textual asks Python, which may be older than the character."""
    return character is not None and is_typed(character) and not character.isprintable()
