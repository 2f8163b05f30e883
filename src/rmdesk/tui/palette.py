"""The command palette, fed by the table of actions."""

from collections.abc import Iterator
from functools import partial

from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from rmdesk.locale import tr
from rmdesk.tui.actions import Action, key_name
from rmdesk.tui.kit.screen import DeskScreen

_NOT_HERE = frozenset({"palette", "open"})


class Palette(CommandPalette):
    """The lock's key works over it, as over a dialog."""

    BINDINGS = [Binding("f9", "app.lock", show=False)]


def _nothing() -> None:
    """What a line that is no action does."""


class ActionProvider(Provider):
    """Every action that can be done on the screen below."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action, label in self._labels():
            yield DiscoveryHit(Content(label), partial(self._run, action), text=label)

    async def search(self, query: str) -> Hits:
        """Those whose words contain what was typed; an action's id helps who types English."""
        wanted = query.strip().lower()
        found = [one for one in self._labels() if wanted in f"{one[1]} {one[0].id}".lower()]
        for action, label in found:
            yield Hit(1.0, Content(label), partial(self._run, action), text=label)
        if not found and isinstance(self.screen, DeskScreen):  # the palette would say so itself, in English
            label = tr(self.screen.lang, "common.no_match", query=query.strip())
            yield Hit(1.0, Content(label), _nothing, text=label)

    def _labels(self) -> Iterator[tuple[Action, str]]:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        for action in screen.key_actions():
            owner = screen.app if action.everywhere else screen
            if action.id not in _NOT_HERE and owner.check_action(action.id, ()):
                keys = " ".join(key_name(key) for key in action.keys)
                yield action, f"{action.help(screen.lang)}  {keys}"

    async def _run(self, action: Action) -> None:
        scope = "app" if action.everywhere else "screen"
        await self.app.run_action(f"{scope}.{action.id}")
