"""The command palette, fed by the table of actions."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from rmdesk.locale import Lang, tr
from rmdesk.tui.actions import Action, key_name
from rmdesk.tui.kit.folding import folded
from rmdesk.tui.kit.screen import DeskScreen

_NOT_HERE = frozenset({"palette", "open"})


def said_alike(typed: str, lang: Lang) -> tuple[str, ...]:
    """What was typed, with that word in it replaced by the others that staff say for the same: 双录, 录音录像."""
    groups = [line.split() for line in tr(lang, "keys.synonyms").lower().splitlines()]
    found = {typed}
    for group in groups:
        for word in group:
            if word in typed:
                found |= {typed.replace(word, other) for other in group}
            elif len(typed) > 1 and typed in word:
                found |= {*group}
    return tuple(sorted(found))


class Palette(CommandPalette):
    """The keys of the lock and of the way out work over it, as over a dialog. A number does the act of the screen
    below that has it."""

    BINDINGS = [Binding("f9", "app.lock", show=False), Binding("ctrl+q", "app.quit", show=False)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A number alone, also a full-width one: no act is looked for by it."""
        typed = folded(event.value)
        below = self.app.screen_stack[-2]
        if len(typed) != 1 or not typed.isdigit() or not isinstance(below, DeskScreen):
            return
        do = below.numbered(typed)
        bearing = [action for action in below.key_actions() if typed in (action.number, *action.keys)]
        if do is None and not bearing:
            return
        event.stop()
        event.prevent_default()
        self._action_escape()
        if do is not None:
            self.app.call_later(do)
            return
        ready = next((action for action in bearing if below.check_action(action.id, ())), bearing[0])
        self.app.call_later(_do_or_say, below, ready)

    def _action_command_list(self, action: str) -> None:
        """A page is turned in a list that is shown: Textual ends the program at PgUp in one without a place."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)


async def _do_or_say(screen: DeskScreen, action: Action) -> None:
    """Do an act of the screen; where it cannot be done now, that is said: the number is no word that finds another."""
    if not await screen.app.run_action(action.call, screen):
        screen.notify(screen.tr("common.not_now", what=screen.key_help(action)), markup=False)


def _nothing() -> None:
    """What a line that is no action does."""


class Command(NamedTuple):
    """One line of the palette: what it does, with its keys. `words`: what else it is found by; `run` does it."""

    named: str
    keys: str
    words: str
    run: Callable[[], Awaitable[None]]

    @property
    def label(self) -> str:
        """As it stands there."""
        return f"{self.named}  {self.keys}" if self.keys else self.named


class ActionProvider(Provider):
    """Every action that can be done on the screen below, and what that screen and the registers add to it."""

    async def startup(self) -> None:
        """What there is now, asked once: not at every letter."""
        here, everywhere = (self._actions(everywhere=one) for one in (False, True))
        known = dict[str, Command]()
        for one in (*here, *self._own(), *everywhere, *self._more()):
            known.setdefault(one.named, one)  # what F10 does here stands once, with its key
        self._commands = tuple(known.values())

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for one in self._commands:
            yield DiscoveryHit(Content(one.label), one.run, text=one.label)

    async def search(self, query: str) -> Hits:
        """Those whose words contain what was typed: first what begins with it, then what has that very word; an
        action's id helps who types English."""
        lang = self.screen.lang if isinstance(self.screen, DeskScreen) else "zh"
        wanted = said_alike(query.strip().lower(), lang)
        alone = folded(query.strip())
        known = () if len(alone) == 1 and alone.isdigit() else self._commands  # an act's number, which nothing has
        found = [one for one in known if any(word in f"{one.label} {one.words}".lower() for word in wanted)]
        for one in found:
            label = one.label.lower()
            named = not set(wanted).isdisjoint(label.split())  # a word that is a whole name means that one
            score = 1.0 if label.startswith(wanted) else 0.8 if named else 0.5
            yield Hit(score, Content(one.label), one.run, text=one.label)
        if not found and isinstance(self.screen, DeskScreen):  # the palette would say so itself, in English
            label = tr(self.screen.lang, "common.no_match", query=query.strip())
            yield Hit(1.0, Content(label), _nothing, text=label)

    def _actions(self, *, everywhere: bool) -> Iterator[Command]:
        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        for action in screen.key_actions():
            if action.everywhere != everywhere:
                continue
            owner = screen.app if action.everywhere else screen
            if action.id not in _NOT_HERE and owner.check_action(action.id, ()):
                keys = " ".join(key_name(key) for key in action.keys) or action.number
                yield Command(screen.key_help(action), keys, action.id, partial(self._run, action))

    def _own(self) -> Iterator[Command]:
        """What the screen adds to the table."""
        if isinstance(self.screen, DeskScreen):
            yield from (Command(label, "", "", partial(_done, do)) for label, do in self.screen.commands())

    def _more(self) -> Iterator[Command]:
        from rmdesk.tui.lines import opening_ways, settings_ways
        from rmdesk.tui.registers.commands import commands

        screen = self.screen
        if not isinstance(screen, DeskScreen):
            return
        if screen.allowed is not None:
            return
        for label, do in commands(screen.desk_app):
            yield Command(label, "", "", partial(_done, do))
        for label, words, do in (*settings_ways.commands(screen.desk_app), *opening_ways.commands(screen.desk_app)):
            yield Command(label, "", words, partial(_done, do))

    async def _run(self, action: Action) -> None:
        scope = "app" if action.everywhere else "screen"
        await self.app.run_action(f"{scope}.{action.call}")


async def _done(do: Callable[[], None]) -> None:
    do()
