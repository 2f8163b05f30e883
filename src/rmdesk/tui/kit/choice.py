"""Choosing by one key press: options stand beside their keys, and the press selects and moves on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.app import RenderResult
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rmdesk.faces.cells import cut, width
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui.desk_app import app_of

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"
GAP = 2


class Choice(Widget, can_focus=True):
    """One of a few options. Closed it shows the chosen one; focused it shows all with their keys.

    Where nothing is chosen nothing is pointed at either: Enter alone never answers for the client (DATA-02, SUIT-05).
    """

    untouched: ClassVar[int] = -1  # what is pointed at before anything is chosen

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("enter", "accept", show=False),
        Binding("space", "pick", show=False),
        Binding("tab", "take_only", show=False),
    ]
    value = reactive("", layout=True)
    pointed = reactive(-1)

    @dataclass
    class Chosen(Message):
        """An option was chosen. `value` is its key, or keys joined by commas."""

        choice: "Choice"
        value: str

        @property
        def control(self) -> "Choice":
            """The choice that it was made in."""
            return self.choice

    @dataclass
    class Done(Message):
        """The person is through with this choice and moves on. `entered`: by Enter; `mended`: with a number or a click
        something else was chosen than before."""

        choice: "Choice"
        entered: bool = False
        mended: bool = False

        @property
        def control(self) -> "Choice":
            """The choice that is left."""
            return self.choice

    @dataclass
    class Sought(Message):
        """What was typed points at an option, which is not chosen by that."""

        choice: "Choice"
        option: str

        @property
        def control(self) -> "Choice":
            """The choice that it was typed in."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        value: str = "",
        *,
        first: str | None = "",
        joint: str = "、",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`value` is an option's key, or "": nothing is preselected unless it is given. `first` is where the pointer
        starts, None: nowhere; `joint` stands between several that were chosen."""
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)
        self.first = first
        self.joint = joint
        self.nothing = "—"  # what stands there while nothing is chosen
        self._typed = ""  # of an option that is sought by its beginning
        self.set_reactive(Choice.value, value)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; what is chosen stays."""
        self.options = tuple(options)
        self.refresh(layout=True)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the chosen options."""
        return tuple(part for part in self.value.split(",") if part)

    def on_focus(self) -> None:
        """Point at what is chosen and show all options."""
        self._typed = ""
        keys = [option.key for option in self.options]
        start = self.chosen[0] if self.chosen else self.first
        self.pointed = keys.index(start) if start in keys else self.untouched
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Fold up."""
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """A number or letter key that stands beside an option takes it; any other letter points."""
        place = KEYS.find(event.character.lower()) if event.character else -1
        at = next((at for at in range(len(self.options)) if self._place(at) == place), None)
        if at is not None:
            event.stop()
            event.prevent_default()
            self.take(at, mended=bool(self.chosen))
        elif event.character and event.character.isalpha():
            event.stop()
            event.prevent_default()
            self._seek(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """An input method delivers a phrase as one paste."""
        event.stop()
        self._seek(event.text)

    def _seek(self, characters: str) -> None:
        """Point at the first option that begins with what was typed, in characters or pinyin. Where none does, say how
        one chooses."""
        from rmdesk.faces.beginning import begins

        for typed in (self._typed + characters, characters):
            at = next((at for at, one in enumerate(self.options) if begins(one.label, typed)), None)
            if at is not None:
                self._typed, self.pointed = typed, at
                self.post_message(self.Sought(self, self.options[at].label).set_sender(self))
                return
        self._typed = ""
        self.say("common.how_to_choose")

    def take(self, at: int, *, entered: bool = False, mended: bool = False) -> None:
        """Choose option `at` and move on."""
        self._typed, self.pointed = "", at
        self.value = self.options[at].key
        self.post_message(self.Chosen(self, self.value).set_sender(self))
        self.post_message(self.Done(self, entered, mended).set_sender(self))

    def action_move(self, by: int) -> None:
        """Point at another option."""
        self._typed = ""
        start = max(self.pointed, -1 if by > 0 else 0)
        self.pointed = (start + by) % max(1, len(self.options))

    def action_pick(self) -> None:
        """Take the option pointed at."""
        if 0 <= self.pointed < len(self.options):
            self.take(self.pointed)

    def action_take_only(self) -> None:
        """The only option that begins with what was typed is taken, as by Enter. Of several none is meant: that is
        said, and pressed again the key is the form's, as it is with nothing typed."""
        typed, found = self._typed, self.meant()
        self._typed = ""
        if not typed:
            raise SkipAction
        if len(found) == 1:
            self._take_typed(self.options.index(found[0]))
        else:
            self.say("common.pick_one", typed=typed)

    @property
    def untaken(self) -> str:
        """What was typed to find an option, and none was taken by it."""
        return self._typed

    def meant(self) -> list[Option]:
        """The options that what was typed may mean."""
        from rmdesk.faces.beginning import begins

        return [one for one in self.options if begins(one.label, self._typed)]

    def settle(self) -> None:
        """Whoever typed what only one option can be has answered."""
        if self.untaken and len(found := self.meant()) == 1:
            self.forget()
            self.value = self._with(found[0].key)
            self.post_message(self.Chosen(self, self.value).set_sender(self))

    def forget(self) -> None:
        """What was typed is of no more use."""
        self._typed = ""

    def _with(self, key: str) -> str:
        return key

    def _take_typed(self, at: int) -> None:
        self.take(at)

    def say(self, key: str, **params: object) -> None:
        """Say how one chooses."""
        app = app_of(self.screen)
        app.notify(tr(app.lang, key, **params), markup=False)

    def action_accept(self) -> None:
        """Take the option pointed at, or move on when nothing is pointed at but what is chosen."""
        if self.pointed < 0 or (self.chosen and self.options[self.pointed].key in self.chosen):
            self.post_message(self.Done(self, entered=True).set_sender(self))
        elif self.pointed < len(self.options):
            self.take(self.pointed, entered=True)

    def on_click(self, event: events.Click) -> None:
        """A click on an option takes it."""
        if not self.has_focus:
            return
        for at, (x, y, label) in enumerate(self._places(self.size.width)):
            if event.y == y and x <= event.x < x + width(label):
                self.take(at, mended=bool(self.chosen))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line when closed, as many as the options need when focused."""
        if not self.has_focus:
            return 1
        return max((y for _, y, _ in self._places(width)), default=0) + 1

    def render(self) -> RenderResult:
        """The chosen label, or all options where they fit."""
        if not self.has_focus:
            return self.said_closed()
        return self._open(self.size.width)

    def said_closed(self) -> Text:
        """What is chosen; where nothing is, that it is still to be."""
        said = cut(self.summary(), self.size.width)
        return Text(said or cut(self.nothing, self.size.width), style="" if said else "dim", no_wrap=True)

    def summary(self) -> str:
        """What is chosen, in words."""
        return self.joint.join(option.label for option in self.options if option.key in self.chosen)

    def _places(self, room: int) -> list[tuple[int, int, str]]:
        """Column, line and text of each option in a width of `room` cells."""
        places, x, y = [], 0, 0
        for at, option in enumerate(self.options):
            label = cut(f"{self._sign_of_key(at)} {self._sign(option)}{option.label}", max(4, room))
            if x and x + width(label) > room:
                x, y = 0, y + 1
            places.append((x, y, label))
            x += width(label) + GAP
        return places

    def _place(self, at: int) -> int:
        place = self.options[at].place
        return at if place is None else place

    def _sign_of_key(self, at: int) -> str:
        place = self._place(at)
        return f"{KEYS[place : place + 1]:1}"

    def _sign(self, option: Option) -> str:
        return "✓" if option.key in self.chosen else ""

    def _open(self, room: int) -> Text:
        text, line, column = Text(no_wrap=True), 0, 0
        for at, (x, y, label) in enumerate(self._places(room)):
            if y > line:
                text.append("\n")
                line, column = y, 0
            text.append(" " * (x - column))
            text.append(label, style="reverse" if at == self.pointed else "")
            column = x + width(label)
        return text


class MultiChoice(Choice):
    """Several of a few options: a key press switches one on or off, Enter moves on."""

    untouched: ClassVar[int] = 0

    def take(self, at: int, *, entered: bool = False, mended: bool = False) -> None:  # noqa: ARG002 - moves not on
        """Switch option `at`."""
        self._typed, self.pointed = "", at
        self.value = self._joined({*self.chosen} ^ {self.options[at].key})
        self.post_message(self.Chosen(self, self.value).set_sender(self))

    def _joined(self, on: set[str]) -> str:
        return ",".join(option.key for option in self.options if option.key in on)

    def _with(self, key: str) -> str:
        return self._joined({*self.chosen, key})

    def action_accept(self) -> None:
        """Move on."""
        self.post_message(self.Done(self, entered=True).set_sender(self))

    def _take_typed(self, at: int) -> None:
        """Switched on, never off; and onward."""
        if self.options[at].key not in self.chosen:
            self.take(at)
        self.post_message(self.Done(self).set_sender(self))

    def _sign(self, option: Option) -> str:
        return "☑ " if option.key in self.chosen else "☐ "
