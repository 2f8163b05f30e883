"""The app: desk, language, themes, the terminal's size, and what happens when something goes wrong."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import ModalScreen, Screen
from textual.worker import get_current_worker

from rmdesk.faces.cells import long_day
from rmdesk.locale import Lang, tr
from rmdesk.tui import preferences, routes, suspending, themes
from rmdesk.tui.actions import bindings, of_app
from rmdesk.tui.boundary import where
from rmdesk.tui.idle import Idleness
from rmdesk.tui.kit.folding import fold_key
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.status_line import status
from rmdesk.tui.kit.styling import RememberingStylesheet
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.no_color import WithoutColor
from rmdesk.tui.places import load, permission_of
from rmdesk.tui.resting import Resting
from rmdesk.tui.retyping import Question, Retyping
from rmdesk.tui.routes import Route
from rmdesk.tui.too_small import cover
from rmdesk.tui.type_ahead import TypeAhead
from rmdesk.tui.ways import Ways

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.actions import ActionParseResult

    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refusal, Refused
    from rmdesk.formpack import Pack
    from rmdesk.formpack.refusals import RefusalText

T = TypeVar("T")
_RESTS = 0.5
_SIGNALLED = 128  # what a shell adds to a signal's number
_MINUTE = 60.0
WAYS = {action.id: action.route for action in of_app() if action.route is not None}
"""Greyed out for whoever holds no role that may go there: an administrator has nothing to do with clients (DATA-08)."""
APP_ACTIONS = frozenset(action.id for action in of_app())

_MOST_ROLES = 2
"""So many are named in the title line."""


class RmdeskApp(App[int], inherit_bindings=False):
    """One desk on one terminal."""

    CSS_PATH = Path(__file__).parent / "kit" / "kit.tcss"
    BINDINGS = bindings(of_app())
    ESCAPE_TO_MINIMIZE = False
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # Textual would select text even in a message that has just vanished, and end there
    COMMANDS: ClassVar = set()
    ends_by: tuple[int, ...] = ()
    """Signals at which the program ends in good order: its screen is taken away and the terminal is as before."""

    def __init__(
        self, folder: Path, desk: "Desk | None" = None, *, lang: Lang = "zh", theme: str = "light", login: str = ""
    ) -> None:
        """`folder` holds the desk; `desk` is given when it is unlocked already. `theme`: one of themes.NAMES;
        `login`: who is offered first at the lock."""
        super().__init__()
        self.stylesheet = RememberingStylesheet(variables=self.get_css_variables())
        self.folder = folder
        self.opened = desk
        self.lang: Lang = lang
        self.login = login
        self._typed_for: Screen[object] | None = None
        self.idleness = Idleness(self.set_timer, self._lock_idle)
        self.type_ahead = TypeAhead(self, self._let_in, self._say_of_keys, self._handle_exception)
        self.retyping = Retyping(self._asking)
        self.ways = Ways(self)
        self.resting = Resting(self, lambda: self.opened)
        self.animation_level = "none"
        self._without_color = WithoutColor()
        if self.no_color:
            self._filters = [self._without_color]
        themes.register(self)
        self.theme = theme

    @property
    def desk(self) -> "Desk":
        """The unlocked desk; RuntimeError while it is locked."""
        if self.opened is None:
            raise RuntimeError("the desk is locked")
        return self.opened

    @property
    def pack(self) -> "Pack":
        """The desk's form pack; the default one before the desk is unlocked."""
        if self.opened is not None:
            return self.opened.pack
        from rmdesk.formpack import load
        from rmdesk.resources import folder

        return load(folder("forms"))

    def say(self, reason: "Refusal") -> "RefusalText":
        """A refusal in the words of the form pack."""
        return self.pack.say(reason, self.lang)

    def show_refused(self, refused: "Refused") -> None:
        """Show every reason in a box; what was typed for it is not lost."""
        from rmdesk.tui.kit.dialogs import RefusedDialog

        self.retyping.refused()
        self.drop_typed()
        self.push_screen(RefusedDialog([self.say(reason) for reason in refused.reasons], lang=self.lang))

    def search_pause(self) -> float:
        """For how many seconds typing must rest before clients are searched for: an auditor's every look is a fact."""
        from rmdesk.desk.people_rows import reads_on_record

        return _RESTS if self.opened is not None and reads_on_record(self.opened.actor) else 0.0

    def title_texts(self) -> tuple[str, str]:
        """Left and right of the title line: branch, person and role; the day, and how safe the desk is."""
        desk = self.opened
        if desk is None:
            return "rmdesk", ""
        role = self._roles(desk.actor.roles)
        return f"{desk.branch.spoken(self.lang).branch} · {desk.actor.name} {role}".rstrip(), (
            f"{long_day(desk.today(), self.lang)} · {status(desk, self.lang)}"
        )

    def _roles(self, held: tuple[str, ...]) -> str:
        """The roles, or the first and how many there are: a line of six is cut in the middle of one."""
        names = [tr(self.lang, f"common.role.{one}") for one in held]
        if len(names) <= _MOST_ROLES:
            return "/".join(names)
        return tr(self.lang, "common.roles_of", role=names[0], more=len(names) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the screen on top allows, a dialog what the screen below it does. `parameters`: which way, where
        the action is one."""
        if action == "way":
            action = str(parameters[0])
        tops = (self.screen, self._asking()) if self.screen_stack else ()
        allowed: frozenset[str] | None = next((one.allowed for one in tops if hasattr(one, "allowed")), None)
        if action in APP_ACTIONS and allowed is not None and action not in allowed:
            return False
        if action == "confirm_clock" and self.opened is not None:
            from rmdesk.desk import clockwatch

            return True if clockwatch.wrong(self.opened) is not None else None
        permission = permission_of(WAYS[action]) if action in WAYS else ""
        if permission and self.opened is not None:
            return self.may(permission)
        return True

    # what is typed
    async def on_event(self, event: events.Event) -> None:
        """Whoever types is there; the first key after too long a pause only finds the lock."""
        typed = isinstance(event, events.InputEvent | events.Paste)
        if typed and self.idleness.touched() and self.opened is not None and not self._is_locked():
            await self.run_action("lock", self)
        elif not self.type_ahead.takes(event):
            await self._let_in(event)

    async def _let_in(self, event: events.Event) -> None:
        """A key on a screen begins something new; one in a dialog does not."""
        if isinstance(event, events.InputEvent | events.Paste) and not isinstance(self.screen, ModalScreen):
            self.retyping.begun()
        if isinstance(event, events.Key) and not event.is_forwarded:
            event = fold_key(event, self.focused)
            self._typed_for = self.screen
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """What nobody on a key's way took is an act of the screen that it was typed for, not of one that came up while
        it was on its way: Textual would look for it there."""
        if self.screen is not self._typed_for:
            event.stop().prevent_default()

    def drop_typed(self) -> None:
        """What was typed before now was meant for what the screen showed then, or for what did not come: it does
        nothing, and is told so."""
        self.type_ahead.drop()

    def _say_of_keys(self, text: str) -> None:
        self.notify(tr(self.lang, text), severity="warning", markup=False)

    async def push_screen_wait(self, screen: Screen[T] | str, *, mode: str | None = None) -> T | Any:
        """As always; no key waits for a worker that waits for an answer."""
        await self._flush_next_callbacks()
        answer = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        with self.type_ahead.asks(get_current_worker(), answer):
            return await asyncio.shield(answer)

    def watch_idleness(self) -> None:
        """Somebody is at the desk: begin to watch whether he stays."""
        self.idleness.watch(self.idle_seconds())

    def idle_seconds(self) -> float:
        """After how many seconds without a key the screen locks; the minutes are the form pack's."""
        return 0.0 if self.opened is None else self.opened.thresholds().idle_lock_minutes * _MINUTE

    def _lock_idle(self) -> None:
        if self.opened is not None and not self._is_locked():
            self.run_worker(self.run_action("lock", self), exclusive=False)

    def _is_locked(self) -> bool:
        return any(isinstance(one, DeskScreen) and one.table == "lock" for one in self.screen_stack)

    def _asking(self) -> Screen[object]:
        """The screen below the dialogs."""
        return next(one for one in reversed(self.screen_stack) if not isinstance(one, ModalScreen))

    def was_given(self, question: Question, text: str) -> None:
        """`text` answers `question`, which is heading and label of a dialog."""
        self.retyping.given(question, text)

    def offered(self, question: Question) -> str:
        """What was typed last time and came to nothing; "" when there is nothing."""
        return self.retyping.offered(question)

    # screens
    def on_mount(self) -> None:
        """Show the first screen over Textual's blank one, which cannot be exchanged."""
        for number in self.ends_by:
            asyncio.get_running_loop().add_signal_handler(number, self._end_by, number)
        suspending.watch(self._driver)
        self.show_first()
        cover(self, self.size, self.lang)
        if self.opened is not None:
            self._watched()

    def _end_by(self, number: int) -> None:
        self.exit(return_code=_SIGNALLED + number)

    def show_first(self, *, instead: bool = False) -> None:
        """The desk, or its lock."""
        self.go(routes.Unlock() if self.opened is None else routes.Home(), instead=instead)

    def enter(self, desk: "Desk") -> None:
        """The desk was unlocked."""
        self.opened = desk
        self.remember()
        self.show_first(instead=True)
        # Not from here: Textual hands a dialog's answer to whoever asked, and the lock that asks now is about to go.
        self.call_later(self.entered)

    def entered(self) -> None:
        """Somebody unlocked the desk: say what came near while it was closed."""
        from rmdesk.tui.complaints.passed_warnings import say_passed_warnings

        say_passed_warnings(self)
        self._watched()

    def _watched(self) -> None:
        """Somebody is at the desk: watch for idleness, and say when the clock is wrong or the disk full."""
        from rmdesk.tui.vault.clock import say_clock

        self.watch_idleness()
        self.resting.came_in()
        say_clock(self)
        if self.desk.unrecorded is not None:
            self.show_refused(self.desk.unrecorded)

    def change_language(self, lang: Lang) -> None:
        """Another language, remembered; the screens are drawn anew from the first one on."""
        self.lang = lang
        self.remember()
        self._leave_all()
        self.show_first(instead=True)

    # where the keys lead
    def go(self, route: Route, *, instead: bool = False) -> None:
        """Show what `route` names over the screen on top, or `instead` of it; say so when it is refused."""
        self.ways.go(route, instead=instead)

    def prepare(self, route: Route) -> None:
        """Load what `route` names beside what is done meanwhile."""
        load(route)

    def may_go(self, route: Route) -> bool:
        """Whether the person at the desk holds a role that leads there."""
        return self.ways.may_go(route)

    def may(self, permission: str) -> bool | None:
        """Whether the person at the desk holds a role for `permission`: True, or None, which greys a key out."""
        return self.ways.may(permission)

    def offers(self, check: Callable[[], bool | None]) -> bool | None:
        """What `check` says of a key; False where a role is all that it lacks."""
        return self.ways.offers(check)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As always; what only the role forbids is answered in words (DATA-08)."""
        self.ways.forget()
        return await super().run_action(action, default_namespace, namespaces) or self.ways.say_permission_hint()

    def action_way(self, name: str) -> None:
        """Where an action of the table leads."""
        self.go(WAYS[name])

    def action_leave(self) -> None:
        """Back to the screen below; the lowest one stays."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and not screen.leaving():
            return
        if len(self.screen_stack) > 2:
            self.pop_screen()

    def action_help(self) -> None:
        """What this screen is for, and its keys."""
        if isinstance(self.screen, DeskScreen):
            from rmdesk.tui.help import HelpScreen

            self.push_screen(HelpScreen(self.screen))

    def action_lock(self) -> None:
        """Hide everything until the password is typed."""
        if self.opened is not None and not self._is_locked():
            self.clear_notifications()  # what was told in passing may name a client
            self.remember()  # whoever comes next is called by name, also one who was just entered
            self.go(routes.Locked())
            self.resting.begin()

    def let_back_in(self) -> None:
        """The lock was taken away by the one at the desk."""
        self.resting.end()
        self.watch_idleness()

    def switch_person(self) -> None:
        """Another person comes to the desk without leaving the program: it is closed, its key leaves memory, and what
        was half typed stays for whoever typed it."""
        desk, self.opened, self.login = self.opened, None, ""
        self._leave_all()
        self.show_first(instead=True)
        if desk is not None:
            self.call_later(desk.close)

    def to_home(self) -> None:
        """Leave every screen above the desk's own one, and what was searched for there."""
        self._leave_all()
        if isinstance(self.screen, DeskScreen):
            self.screen.leaving()

    def _leave_all(self) -> None:
        while len(self.screen_stack) > 2:
            self.pop_screen()

    def action_search(self) -> None:
        """One search over everything: in the box of the desk's own screen, elsewhere on a screen of its own."""
        focus = getattr(self.screen, "focus_everything", None)
        if focus is not None:
            focus()
        else:
            self.go(routes.Search())

    def action_palette(self) -> None:
        """Open the palette over the screen."""
        from rmdesk.tui.palette import ActionProvider, Palette

        if isinstance(self.screen, DeskScreen):
            self.push_screen(Palette({ActionProvider}, placeholder=tr(self.lang, "common.palette_hint")))

    async def action_quit(self) -> None:
        """Leave the program; everything is saved already."""
        if self.opened is not None:
            self.remember()
        self.exit(0)

    # preferences
    def change_theme(self, theme: str) -> None:
        """Another theme, remembered."""
        self.theme = theme
        self.remember()

    def remember(self) -> None:
        """Keep who is here, theme and language for the next start."""
        login = self.opened.actor.login if self.opened is not None else ""
        names = self._names()
        kept = preferences.save(self.folder, preferences.Preferences(login, self.theme, self.lang, names))
        if not kept:
            self.notify(tr(self.lang, "settings.not_kept"), severity="warning", markup=False)

    def _names(self) -> dict[str, str]:
        """What the people of the branch are called, for the lock of the next start."""
        if self.opened is None or self.opened.store.resting:
            return preferences.load(self.folder).names
        from rmdesk.desk.people_rows import all_of

        return {one.login: one.name for one in all_of(self.opened.store) if one.active}

    def on_text_input_notice(self, event: TextInput.Notice) -> None:
        """A notice that no form took care of is told in passing."""
        self.notify(event.text, markup=False)

    # the terminal's size
    def on_resize(self, event: events.Resize) -> None:
        """Cover the screens while the terminal is too small, uncover them when it has grown."""
        if len(self.screen_stack) > 1:
            cover(self, event.size, self.lang)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Who wants no colour gets none, no greys either."""
        self._without_color.accent = self.theme_variables.get("primary", "")
        return super().get_line_filters()

    # what must not happen
    def panic(self, *renderables: "RenderableType") -> None:
        """Close with one line; a traceback would show clients' data on the terminal."""
        if os.environ.get("RMDESK_DEBUG") == "1":
            super().panic(*renderables)
        else:
            self._fatal_error()

    def _fatal_error(self) -> None:
        if os.environ.get("RMDESK_DEBUG") == "1":
            super()._fatal_error()
            return
        line = tr(self.lang, "common.failed", what=where(self._exception))
        self._exit_renderables = [Text(line)]
        self._close_messages_no_wait()
