"""A text of several lines that input methods can be trusted with: it grows with what is typed, Enter goes on."""

import re
from dataclasses import dataclass

from textual import _wrap, events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import TextArea

from rmdesk.faces.cells import chunks
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.parked import Parked
from rmdesk.tui.kit.text_input import clean, is_new

_wrap.chunks = chunks  # Textual breaks at spaces alone, and where there is none in the midst of a number
_BREAK = re.compile(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")


def clean_lines(pasted: str) -> tuple[str, int]:
    """Pasted text with its paragraphs, and how many control characters were taken out."""
    cleaned = [clean(line) for line in _BREAK.split(pasted)]
    return "\n".join(text for text, _, _ in cleaned).strip("\n"), sum(stripped for _, _, stripped in cleaned)


# Textual's own list takes keys that mean something else at the desk: F6, F7, ^F.
_KEYS = {
    "up": "cursor_up",
    "down": "cursor_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    "home": "cursor_line_start",
    "end": "cursor_line_end",
    "pageup": "cursor_page_up",
    "pagedown": "cursor_page_down",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "shift+up": "cursor_up(True)",
    "shift+down": "cursor_down(True)",
    "shift+home": "cursor_line_start(True)",
    "shift+end": "cursor_line_end(True)",
    "backspace": "delete_left",
    "delete": "delete_right",
    "ctrl+w": "delete_word_left",
    "ctrl+u": "delete_to_start_of_line",
    "ctrl+k": "delete_to_end_of_line",
    "ctrl+a": "select_all",
    "ctrl+z": "undo",
}


class LongText(TextArea, Parked, inherit_bindings=False):
    """Several lines of prose. With `paragraphs` Enter begins a new one and Tab goes on; without, Enter goes on."""

    BINDINGS = [Binding(key, action, show=False) for key, action in _KEYS.items()]

    @dataclass
    class Done(Message):
        """Enter: the person is through with this text."""

        text: "LongText"

        @property
        def control(self) -> "LongText":
            """The text that is left."""
            return self.text

    @dataclass
    class Left(Message):
        """The focus went elsewhere."""

        text: "LongText"

        @property
        def control(self) -> "LongText":
            """The text that was left."""
            return self.text

    @dataclass
    class Notice(Message):
        """What was done to typed or pasted text."""

        long_text: "LongText"
        text: str

        @property
        def control(self) -> "LongText":
            """The text that it is about."""
            return self.long_text

    def __init__(
        self, value: str = "", *, lang: Lang, max_length: int = 2000, paragraphs: bool = False, id: str | None = None
    ) -> None:
        """`max_length` in characters; longer text is cut with a notice."""
        super().__init__(value, id=id, soft_wrap=True, compact=True, highlight_cursor_line=False)
        self.lang = lang
        self.max_length = max_length
        self.paragraphs = paragraphs
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text, as other fields call it."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.text = text
        self.move_cursor(self.document.end)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """What nobody writes in shows how it begins."""
        if self.has_focus:
            return super().scroll_cursor_visible(center, animate)
        self.scroll_home(animate=False)
        return Offset()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """One writes on where the cursor stands."""
        super().watch_has_focus(_has_focus)
        self.scroll_cursor_visible()

    def on_blur(self) -> None:
        """Tell that it was left."""
        self.post_message(self.Left(self).set_sender(self))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.paragraphs:
            event.stop()
            event.prevent_default()
            self.post_message(self.Done(self).set_sender(self))
        elif (event.is_printable or is_new(event.character) or event.key == "enter") and len(
            self.text
        ) >= self.max_length:
            event.stop()
            event.prevent_default()
            self._tell(tr(self.lang, "common.full", most=self.max_length))
        elif event.character is not None and is_new(event.character):
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character, *self.selection)
        else:
            await super()._on_key(event)
        self.call_after_refresh(self.park)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def take(self, pasted: str) -> None:
        """Insert pasted text: cleaned, cut to what fits, and say what was done to it."""
        # What is far beyond the limit is not even looked at: megabytes would freeze the screen.
        text, stripped = clean_lines(pasted[: self.max_length * 4])
        room = max(0, self.max_length - len(self.text) + len(self.selected_text))
        said = []
        if stripped:
            said.append(tr(self.lang, "common.stripped", count=stripped))
        if len(text) > room:
            said.append(tr(self.lang, "common.cut_to", most=room, given=f"{len(pasted):,}"))
        if text[:room]:
            result = self.replace(text[:room], *self.selection, maintain_selection_offset=False)
            self.move_cursor(result.end_location)
        if said:
            self._tell(" · ".join(said))

    def action_cursor_up(self, select: bool = False) -> None:
        """Over the first line the key is the screen's."""
        if self.cursor_at_first_line and not select:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Over the last line the key is the screen's."""
        if self.cursor_at_last_line and not select:
            raise SkipAction
        super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        """A text that is seen whole leaves the key to the screen."""
        self._need_pages()
        super().action_cursor_page_up()

    def action_cursor_page_down(self) -> None:
        """A text that is seen whole leaves the key to the screen."""
        self._need_pages()
        super().action_cursor_page_down()

    def _need_pages(self) -> None:
        if self.wrapped_document.height <= self.size.height:
            raise SkipAction

    def _tell(self, said: str) -> None:
        self.post_message(self.Notice(self, said).set_sender(self))
