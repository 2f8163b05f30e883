"""The app: themes, language, the actions that work everywhere. Screens are loaded when they are first opened."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.screen import Screen

from rmdesk.locale import Lang, tr
from rmdesk.tui import themes
from rmdesk.tui.actions import bindings, of_app
from rmdesk.tui.boundary import where
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.too_small import TooSmall, is_too_small

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refusal, Refused
    from rmdesk.formpack.refusals import Said

APP_ACTIONS = frozenset(action.id for action in of_app())


class RmdeskApp(App[int], inherit_bindings=False):
    """One desk on one terminal."""

    CSS_PATH = Path(__file__).parent / "kit" / "kit.tcss"
    BINDINGS = bindings(of_app())
    ESCAPE_TO_MINIMIZE = False
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar = set()

    def __init__(
        self, folder: Path, desk: "Desk | None" = None, *, lang: Lang = "zh", theme: str = "light", login: str = ""
    ) -> None:
        """`folder` holds the desk; `desk` is given when it is unlocked already. `theme`: one of themes.NAMES;
        `login`: who is offered first at the lock."""
        super().__init__()
        self.folder = folder
        self.opened = desk
        self.lang: Lang = lang
        self.login = login
        self.animation_level = "none"
        themes.register(self)
        self.theme = theme

    @property
    def desk(self) -> "Desk":
        """The unlocked desk; RuntimeError while it is locked."""
        if self.opened is None:
            raise RuntimeError("the desk is locked")
        return self.opened

    def say(self, reason: "Refusal") -> "Said":
        """A refusal in the words of the form pack."""
        return self.desk.pack.say(reason, self.lang)

    def title_texts(self) -> tuple[str, str]:
        """Left and right of the title line: branch, person and role; the day."""
        if self.opened is None:
            return "rmdesk", ""
        from rmdesk.tui.kit.cells import long_day

        desk = self.opened
        role = tr(self.lang, f"common.role.{desk.actor.roles[0]}") if desk.actor.roles else ""
        return f"{desk.branch.branch} · {desk.actor.name} {role}".rstrip(), long_day(desk.today(), self.lang)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what the screen on top allows."""
        allowed: frozenset[str] | None = getattr(self.screen, "allowed", None) if self.screen_stack else None
        return action not in APP_ACTIONS or allowed is None or action in allowed

    def show_refused(self, refused: "Refused") -> None:
        """Show every reason in a box."""
        from rmdesk.tui.kit.dialogs import RefusedDialog

        self.push_screen(RefusedDialog([self.say(reason) for reason in refused.reasons], lang=self.lang))

    # the terminal's size
    def on_resize(self, event: events.Resize) -> None:
        """Cover the screens while the terminal is too small, uncover them when it has grown."""
        small, top = is_too_small(*event.size), self.screen
        if small and not isinstance(top, TooSmall):
            self.push_screen(TooSmall(self.lang))
        elif isinstance(top, TooSmall) and not small:
            top.dismiss(None)

    # actions that work everywhere
    def action_leave(self) -> None:
        """Back to the screen below; the lowest one stays."""
        if len(self.screen_stack) > 2:
            self.pop_screen()

    def action_palette(self) -> None:
        """Open the palette over the screen."""
        from textual.command import CommandPalette

        from rmdesk.tui.palette import ActionProvider

        if isinstance(self.screen, DeskScreen):
            self.push_screen(CommandPalette({ActionProvider}, placeholder=tr(self.lang, "common.palette_hint")))

    async def action_quit(self) -> None:
        """Leave the program; everything is saved already."""
        self.exit(0)

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


def screen_name(screen: Screen[Any]) -> str:
    """The name of a screen in the table of actions."""
    return screen.table if isinstance(screen, DeskScreen) else ""
