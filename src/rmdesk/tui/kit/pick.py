"""Choosing among many by typing: what is typed narrows the options, the arrows point, Enter takes."""

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.app import RenderResult
from textual.binding import Binding
from textual.geometry import Offset, Size

from rmdesk.domain.characters import is_typed
from rmdesk.faces.cells import cut, width
from rmdesk.faces.fields import Option
from rmdesk.tui.kit.choice import Choice
from rmdesk.tui.kit.folding import folded

SHOWN = 6


class Pick(Choice):
    """A choice of any number of options. Enter takes what is pointed at; nothing is until something is typed, walked or
    chosen, and then Enter passes on. Where all options show, ↓ walks into them. A first option of key "" takes back."""

    BINDINGS = [
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "character(' ')", show=False),
        Binding("backspace", "rub", show=False),
        Binding("ctrl+u", "clear", show=False),
    ]

    def __init__(self, options: Sequence[Option], value: str = "", *, id: str | None = None) -> None:
        """`value` is an option's key, or ""."""
        super().__init__(options, value, id=id)
        self.typed = ""
        self.walked = False

    @property
    def found(self) -> list[Option]:
        """The options that hold every word of what was typed, in whichever width, those that begin with it first."""
        typed = folded(self.typed).lower()
        read = {one.key: folded(f"{one.label} {one.key} {one.also}").lower() for one in self.options}
        hits = [one for one in self.options if all(word in read[one.key] for word in typed.split())]
        return sorted(hits, key=lambda one: not read[one.key].startswith(typed))

    def on_focus(self) -> None:
        """The chosen option is pointed at; what was typed and not taken is gone on with."""
        if not self.typed:
            keys = [option.key for option in self.options]
            self.pointed = keys.index(self.value) if self.value in keys else self.untouched
        self.walked = False
        self.refresh(layout=True)
        self.call_after_refresh(self._park)

    def on_key(self, event: events.Key) -> None:
        """Characters narrow the options."""
        if event.character and is_typed(event.character) and event.key != "space":
            event.stop()
            event.prevent_default()
            self.action_character(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """An input method delivers a phrase as one paste."""
        event.stop()
        event.prevent_default()
        self.action_character(" ".join(event.text.split())[:40])

    def action_character(self, characters: str) -> None:
        """More was typed."""
        self._narrow(self.typed + characters)

    def action_rub(self) -> None:
        """The last character goes; with nothing typed what was chosen goes."""
        if self.typed:
            self._narrow(self.typed[:-1])
        elif self.value:
            self.value, self.pointed, self.walked = "", self.untouched, False
            self.post_message(self.Chosen(self, "").set_sender(self))

    def action_clear(self) -> None:
        """Begin to type again."""
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self.typed, self.pointed, self.walked = typed, 0 if typed else self.untouched, False
        self.refresh(layout=True)
        self.call_after_refresh(self._park)

    def action_step(self, by: int) -> None:
        """Point at another option."""
        if self.found:
            self.pointed, self.walked = max(0, min(self.pointed + by, len(self.found) - 1)), True
            self.refresh(layout=True)

    def action_line(self, by: int) -> None:
        """Among what was found. With nothing typed the key is the form's, but where all options show: there it leaves
        them at either end."""
        last = len(self.found) - 1
        among = last < SHOWN and 0 <= self.pointed + by <= last
        if not (self.typed or among):
            raise SkipAction
        self.action_step(by)

    def action_accept(self) -> None:
        """Take what is pointed at when something was typed or walked; else move on."""
        self._accept(entered=True)

    def _accept(self, *, entered: bool = False) -> None:
        found = self.found
        if not found and self.typed:
            return
        if self.typed or self.walked:
            self.value, self.typed = found[min(self.pointed, len(found) - 1)].key, ""
            self.post_message(self.Chosen(self, self.value).set_sender(self))
        self.post_message(self.Done(self, entered).set_sender(self))

    def action_take_only(self) -> None:
        """The only option that what was typed leaves is taken, as by Enter. Of several none is: nobody leaves what was
        typed unsaid. With nothing typed the key is the form's."""
        if not self.typed.strip():
            raise SkipAction
        if len(self.found) == 1:
            self._accept()
        else:
            self.say("common.pick_one" if self.found else "common.pick_none", typed=self.typed)

    @property
    def untaken(self) -> str:
        """What was typed, and nothing was taken of what it found."""
        return self.typed.strip()

    def meant(self) -> list[Option]:
        """What it found."""
        return self.found

    def forget(self) -> None:
        """What was typed is of no more use."""
        self.typed = ""

    def said_closed(self) -> Text:
        """What was typed and not taken stays in sight."""
        return Text(cut(self.typed, self.size.width), no_wrap=True) if self.untaken else super().said_closed()

    def on_click(self, event: events.Click) -> None:
        """A click on an option takes it."""
        shown = self._window()
        if self.has_focus and 1 <= event.y <= len(shown):
            self.pointed, self.walked = shown[event.y - 1][0], True
            self._accept()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line when closed; what was typed and a few options when focused."""
        return 1 + (max(1, len(self._window())) if self.has_focus else 0)

    def render(self) -> RenderResult:
        """The chosen label, or what was typed with what it found."""
        room = self.size.width
        if not self.has_focus:
            return self.said_closed()
        accent = self.app.theme_variables["primary"]
        text = Text(no_wrap=True)
        text.append(cut(self.typed, room - 2) if self.typed else cut(self.summary(), room - 2))
        text.append("▏", style=accent)
        for at, option in self._window():
            style = "reverse" if at == min(self.pointed, len(self.found) - 1) else ""
            sign = "✓" if option.key and option.key == self.value else " "
            text.append("\n")
            text.append(cut(f"{sign} {option.label}", room), style=style)
        if not self.found:
            text.append("\n—")
        return text

    def summary(self) -> str:
        """What is chosen, in words."""
        return next((option.label for option in self.options if option.key and option.key == self.value), "")

    def _window(self) -> list[tuple[int, Option]]:
        found = list(enumerate(self.found))
        first = max(0, min(self.pointed - SHOWN // 2, len(found) - SHOWN))
        return found[first : first + SHOWN]

    def _park(self) -> None:
        """An input method opens its candidates behind what was typed."""
        if self.has_focus:
            area = self.content_region
            self.app.cursor_position = Offset(area.x + min(width(self.typed), area.width - 1), area.y)
            self.refresh()
