"""A link is found by typing: what is typed is looked for at the desk, the arrows point, Enter takes."""

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import RenderResult

from rmdesk.faces.cells import cut
from rmdesk.faces.fields import Option
from rmdesk.tui.kit.pick import Pick

Look = Callable[[str], Sequence[Option]]
_MOST = 60  # characters of a name that is looked for


class Seek(Pick):
    """A choice among more than can be listed. With `several`, each that is taken is added; taken again, it goes.

    What nobody knows is taken as it was typed: the desk says what is wrong with it, below the field.
    """

    def __init__(
        self,
        look: Look,
        value: str = "",
        *,
        shown: Sequence[Option] = (),
        several: bool = False,
        needed: bool = False,
        joint: str = "、",
    ) -> None:
        """`look` finds options by what was typed; `shown` are offered before anything is; `value` as it is typed;
        `needed`: where nothing is taken yet, Enter takes what is pointed at before anything is typed."""
        super().__init__(shown, value)
        self.look = look
        self.shown = tuple(shown)
        self.several = several
        self.needed = needed
        self.joint = joint
        self._found: tuple[str, list[Option]] = ("", list(shown))
        self._labels = {one.key: one.label for one in shown}

    @property
    def found(self) -> list[Option]:
        """What the desk finds for what was typed; asked once for each text."""
        if self._found[0] != self.typed:
            got = list(self.look(self.typed)) if self.typed.strip() else list(self.shown)
            self._found = (self.typed, got)
            self._labels.update((one.key, one.label) for one in got)
        return self._found[1]

    def action_character(self, characters: str) -> None:
        """More was typed."""
        super().action_character(characters[: max(0, _MOST - len(self.typed))])

    def action_accept(self) -> None:
        """Take what is pointed at; with nothing found, what was typed; with nothing typed or walked, move on."""
        found = self.found
        offered = self.needed and not self.value and bool(found)
        if not (self.typed.strip() or self.walked or offered):
            self.post_message(self.Done(self).set_sender(self))
            return
        key = found[min(self.pointed, len(found) - 1)].key if found else self.typed.strip()
        self.value = self._with(key)
        self.typed, self.walked = "", False
        self.refresh(layout=True)
        self.post_message(self.Chosen(self, self.value).set_sender(self))
        if not self.several:
            self.post_message(self.Done(self).set_sender(self))

    def _with(self, key: str) -> str:
        if not self.several:
            return key
        kept = [one for one in self.chosen if one != key]
        return ",".join(kept if key in self.chosen else [*kept, key])

    def action_rub(self) -> None:
        """The last character goes; with nothing typed the last that was taken."""
        if self.typed or not self.several or not self.value:
            super().action_rub()
            return
        self.value = ",".join(self.chosen[:-1])
        self.post_message(self.Chosen(self, self.value).set_sender(self))

    def summary(self) -> str:
        """What is chosen, in words; by its number where its name is not known."""
        return self.joint.join(self._label(one) for one in self.chosen)

    def _label(self, key: str) -> str:
        if key not in self._labels:
            got = next((one for one in self.look(key) if one.key == key), None)
            self._labels[key] = key if got is None else got.label
        return self._labels[key]

    def render(self) -> RenderResult:
        """As a Pick; where nothing is found, what Enter will take."""
        drawn = super().render()
        if self.has_focus and self.typed.strip() and not self.found and isinstance(drawn, Text):
            drawn.right_crop(1)
            drawn.append(cut(f"  {self.typed.strip()}", self.size.width), style="reverse")
        return drawn
