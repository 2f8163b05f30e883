"""The options of one question: each with its number and letter, chosen with one press, none chosen beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rmdesk.faces.cells import wrap

_INDENT = 8
_ROOM = 13  # lines that options may take with a gap between them; what is longer stands close
_NUMBERS = "123456789"


def _all(chosen: str, more: str) -> str:
    return chosen + more


class Options(Widget, can_focus=True):
    """A column of options. `several`: presses switch, Enter is through; otherwise a press chooses and is through."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "accept", show=False),
        Binding("space", "pick", show=False),
    ]
    pointed = reactive(-1)

    @dataclass
    class Picked(Message):
        """What is chosen now: the letters in the order of the options."""

        options: "Options"
        letters: str

    @dataclass
    class Through(Message):
        """The answer stands; on to the next question."""

        options: "Options"

    def __init__(self, *, id: str | None = None) -> None:
        """Shows nothing until `show` is called."""
        super().__init__(id=id)
        self.options: tuple[tuple[str, str], ...] = ()
        self.chosen = ""
        self.several = False
        self.joined: Callable[[str, str], str] = _all

    def show(
        self,
        options: Sequence[tuple[str, str]],
        chosen: str,
        *,
        several: bool,
        joined: Callable[[str, str], str] | None = None,
    ) -> None:
        """Show (letter, text) pairs; `chosen` are letters. `joined` says what stands of several when one is added: some
        stand alone, and no more than so many may be chosen."""
        self.options, self.chosen, self.several = tuple(options), chosen, several
        self.joined = joined or _all
        letters = [letter for letter, _ in self.options]
        self.pointed = letters.index(chosen[0]) if chosen and chosen[0] in letters else -1
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """A number or letter takes its option."""
        given = (event.character or "").upper()
        letters = [letter for letter, _ in self.options]
        at = letters.index(given) if given in letters else (_NUMBERS.find(given) if given else -1)
        if 0 <= at < len(self.options):
            event.stop()
            event.prevent_default()
            self.take(at)

    def take(self, at: int) -> None:
        """Choose option `at`, or switch it where several may be chosen."""
        self.pointed = at
        letter = self.options[at][0]
        if self.several:
            on = self.chosen.replace(letter, "") if letter in self.chosen else self.joined(self.chosen, letter)
            self.chosen = "".join(one for one, _ in self.options if one in on)
        else:
            self.chosen = letter
        self.refresh()
        self.post_message(self.Picked(self, self.chosen).set_sender(self))
        if not self.several:
            self.post_message(self.Through(self).set_sender(self))

    def action_move(self, by: int) -> None:
        """Point at another option."""
        if self.options:
            self.pointed = max(0, self.pointed + by) % len(self.options) if self.pointed + by < len(self.options) else 0

    def action_pick(self) -> None:
        """Take the option pointed at."""
        if 0 <= self.pointed < len(self.options):
            self.take(self.pointed)

    def action_accept(self) -> None:
        """Take the option pointed at; where several may be chosen, or it is chosen already, go on."""
        if self.several or (self.chosen and self.pointed >= 0 and self.options[self.pointed][0] == self.chosen):
            if self.chosen:
                self.post_message(self.Through(self).set_sender(self))
        else:
            self.action_pick()

    def on_click(self, event: events.Click) -> None:
        """A click takes the option under it."""
        at = self._at_line(event.y)
        if at is not None:
            self.take(at)

    def _at_line(self, y: int) -> int | None:
        top, gap = 0, self._gap(self.size.width)
        for at, (_, text) in enumerate(self.options):
            height = len(self._lines(text, self.size.width))
            if top <= y < top + height:
                return at
            top += height + gap
        return None

    def _gap(self, width: int) -> int:
        """Empty lines between options."""
        needed = sum(len(self._lines(text, width)) for _, text in self.options) + len(self.options) - 1
        return 1 if needed <= _ROOM else 0

    def _lines(self, text: str, width: int) -> list[str]:
        return wrap(text, max(8, width - _INDENT))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the texts need."""
        gaps = self._gap(width) * (len(self.options) - 1)
        return max(1, sum(len(self._lines(text, width)) for _, text in self.options) + gaps)

    def render(self) -> RenderResult:
        """One paragraph an option."""
        text, gap = Text(no_wrap=True), "\n" * self._gap(self.size.width)
        accent = self.app.theme_variables["primary"]
        for at, (letter, words) in enumerate(self.options):
            on = letter in self.chosen
            sign = ("☑" if on else "☐") if self.several else ("●" if on else " ")
            style = "reverse" if at == self.pointed else ("bold" if on else "")
            for number, line in enumerate(self._lines(words, self.size.width)):
                lead = f"{sign} {at + 1}  {letter}  " if number == 0 else " " * _INDENT
                text.append(lead, style=f"bold {accent}" if number == 0 else "")
                text.append(f"{line}\n", style=style)
            text.append(gap)
        text.right_crop(1 + len(gap))
        return text
