"""The app: desk, language, themes, the terminal's size, and what happens when something goes wrong."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from rmdesk.locale import Lang, choose_language, tr
from rmdesk.tui import preferences, themes
from rmdesk.tui.actions import bindings, of_app
from rmdesk.tui.app_actions import BY_ROLE, AppActions
from rmdesk.tui.boundary import where
from rmdesk.tui.kit.cells import long_day
from rmdesk.tui.kit.retyping import Retyping
from rmdesk.tui.too_small import TooSmall, is_too_small
from rmdesk.tui.trust.idle import IdleLock
from rmdesk.tui.trust.lacking import RoleWords
from rmdesk.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from rich.console import RenderableType

    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refusal, Refused
    from rmdesk.formpack import Pack
    from rmdesk.formpack.refusals import Said

_RESTS = 0.5
APP_ACTIONS = frozenset(action.id for action in of_app())


class RmdeskApp(IdleLock, TypeAhead, Retyping, RoleWords, AppActions, inherit_bindings=False):
    """One desk on one terminal."""

    CSS_PATH = Path(__file__).parent / "kit" / "kit.tcss"
    BINDINGS = bindings(of_app())
    ESCAPE_TO_MINIMIZE = False
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # Textual would select text even in a message that has just vanished, and end there
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

    @property
    def pack(self) -> "Pack":
        """The desk's form pack; the default one before the desk is unlocked."""
        if self.opened is not None:
            return self.opened.pack
        from rmdesk.formpack import load
        from rmdesk.resources import folder

        return load(folder("forms"))

    def say(self, reason: "Refusal") -> "Said":
        """A refusal in the words of the form pack."""
        return self.pack.say(reason, self.lang)

    def show_refused(self, refused: "Refused") -> None:
        """Show every reason in a box; what was typed for it is not lost."""
        from rmdesk.tui.kit.dialogs import RefusedDialog

        self.was_refused()
        self.push_screen(RefusedDialog([self.say(reason) for reason in refused.reasons], lang=self.lang))

    def search_pause(self) -> float:
        """For how many seconds typing must rest before clients are searched for: an auditor's every look is a fact."""
        from rmdesk.desk.roster import reads_on_record

        return _RESTS if self.opened is not None and reads_on_record(self.opened.actor) else 0.0

    def title_texts(self) -> tuple[str, str]:
        """Left and right of the title line: branch, person and role; the day, and how safe the desk is."""
        desk = self.opened
        if desk is None:
            return "rmdesk", ""
        from rmdesk.tui.trust.standing import standing

        role = tr(self.lang, f"common.role.{desk.actor.roles[0]}") if desk.actor.roles else ""
        return f"{desk.branch.branch} · {desk.actor.name} {role}".rstrip(), (
            f"{long_day(desk.today(), self.lang)} · {standing(desk, self.lang)}"
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what the screen on top allows."""
        allowed: frozenset[str] | None = getattr(self.screen, "allowed", None) if self.screen_stack else None
        if action in APP_ACTIONS and allowed is not None and action not in allowed:
            return False
        if action == "confirm_clock" and self.opened is not None:
            from rmdesk.desk import clockwatch

            return True if clockwatch.wrong(self.opened) is not None else None
        if action in BY_ROLE and self.opened is not None:
            from rmdesk.tui.trust.records import ACTS

            return self.may(ACTS[action])
        return True

    # screens
    def on_mount(self) -> None:
        """Show the first screen over Textual's blank one, which cannot be exchanged."""
        self.push_screen(self.first_screen())
        self._fit(self.size)
        if self.opened is not None:
            self.entered()

    def first_screen(self) -> Screen[None]:
        """The desk, or its lock."""
        if self.opened is None:
            from rmdesk.tui.screens.unlock import UnlockScreen

            return UnlockScreen()
        from rmdesk.tui.screens.home import HomeScreen

        return HomeScreen()

    def enter(self, desk: "Desk") -> None:
        """The desk was unlocked."""
        self.opened = desk
        self.remember()
        self.switch_screen(self.first_screen())
        # Not from here: Textual hands a dialog's answer to whoever asked, and the lock that asks now is about to go.
        self.call_later(self.entered)

    def entered(self) -> None:
        """Somebody is at the desk: watch for idleness, and say when the clock is wrong."""
        from rmdesk.tui.complaints.crossed import say_crossed
        from rmdesk.tui.trust.clock import say_clock

        self.watch_idleness()
        say_crossed(self)
        say_clock(self)

    def change_language(self, lang: Lang) -> None:
        """Another language, remembered; the screens are drawn anew from the first one on."""
        self.lang = lang
        self.remember()
        while len(self.screen_stack) > 2:
            self.pop_screen()
        self.switch_screen(self.first_screen())

    # the terminal's size
    def on_resize(self, event: events.Resize) -> None:
        """Cover the screens while the terminal is too small, uncover them when it has grown."""
        if len(self.screen_stack) > 1:
            self._fit(event.size)

    def _fit(self, size: Size) -> None:
        small, top = is_too_small(*size), self.screen
        if small and not isinstance(top, TooSmall):
            self.push_screen(TooSmall(self.lang))
        elif isinstance(top, TooSmall) and not small:
            top.dismiss(None)

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


def run(
    desk: "Desk | None",
    folder: Path,
    lang: Lang | None = None,
    theme: str | None = None,
    *,
    login: str = "",
    thrown_away: bool = False,
) -> int:
    """Open the desk in `folder` on this terminal, unlocked when `desk` is given. Returns the exit code.

    `lang`, `theme` and `login` win over what the face remembers; without any the locale's language, the light theme
    and whoever came last. `thrown_away`: the desk is gone when the program ends, so no backup is made of it.
    """
    kept = preferences.load(folder)
    spoken = lang or ("en" if kept.lang == "en" else "zh" if kept.lang == "zh" else choose_language())
    app = RmdeskApp(folder, desk, lang=spoken, theme=theme or kept.theme, login=login or kept.login)
    _end_with_the_terminal()
    try:
        app.run()
    finally:
        if app.opened is not None:
            if not thrown_away:
                from rmdesk.tui.trust.leaving import back_up

                back_up(app.opened, spoken)
            app.opened.close()
    return app.return_code or 0


def _end_with_the_terminal() -> None:
    # Started to outlive its terminal (nohup), the program would stay behind with the desk's key in memory.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
