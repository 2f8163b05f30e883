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
from rmdesk.tui import preferences, routes, themes
from rmdesk.tui.actions import bindings, of_app
from rmdesk.tui.boundary import where
from rmdesk.tui.kit.cells import long_day
from rmdesk.tui.kit.retyping import Retyping
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.status_line import status
from rmdesk.tui.kit.text_input import TextInput
from rmdesk.tui.places import act_of, screen_of
from rmdesk.tui.routes import Route
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
WAYS: dict[str, Route] = {
    "new_client": routes.NewClient(),
    "clients": routes.Clients(),
    "shelf": routes.Shelf(),
    "complaint": routes.NewCase(),
    "board": routes.CaseBoard(),
    "people": routes.People(),
    "audit": routes.AuditTrail(),
    "archive": routes.Archive(),
    "retention": routes.Retention(),
}
"""Greyed out for whoever holds no role that may go there: an administrator has nothing to do with clients (DATA-08)."""
APP_ACTIONS = frozenset(action.id for action in of_app())


class RmdeskApp(IdleLock, TypeAhead, Retyping, RoleWords, inherit_bindings=False):
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
        role = tr(self.lang, f"common.role.{desk.actor.roles[0]}") if desk.actor.roles else ""
        return f"{desk.branch.branch} · {desk.actor.name} {role}".rstrip(), (
            f"{long_day(desk.today(), self.lang)} · {status(desk, self.lang)}"
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what the screen on top allows."""
        allowed: frozenset[str] | None = getattr(self.screen, "allowed", None) if self.screen_stack else None
        if action in APP_ACTIONS and allowed is not None and action not in allowed:
            return False
        if action == "confirm_clock" and self.opened is not None:
            from rmdesk.desk import clockwatch

            return True if clockwatch.wrong(self.opened) is not None else None
        if action in WAYS and self.opened is not None:
            return self.may(act_of(WAYS[action]))
        return True

    # screens
    def on_mount(self) -> None:
        """Show the first screen over Textual's blank one, which cannot be exchanged."""
        self.show_first()
        self._fit(self.size)
        if self.opened is not None:
            self.entered()

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
        self.show_first(instead=True)

    # where the keys lead
    def show_only(self, screen: DeskScreen) -> None:
        """Come back to the screen of the same name if it is open below, else open `screen` on top."""
        below = [one for one in self.screen_stack if isinstance(one, DeskScreen)]
        found = next((one for one in below if one.table == screen.table), None)
        if found is None:
            self.push_screen(screen)
            return
        while self.screen is not found:
            self.pop_screen()

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
            from rmdesk.tui.screens.help import HelpScreen

            self.push_screen(HelpScreen(self.screen))

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Show what `route` names over the screen on top, or `instead` of it; say so when it is refused."""
        if not self.may_go(route):
            from rmdesk.desk.access import lacks_role

            self.show_refused(lacks_role(act_of(route)))
            return
        found, once = screen_of(self, route)
        if found is None:
            return
        if not isinstance(found, Screen):
            self.show_refused(found)
        elif instead:
            self.switch_screen(found)
        elif once and isinstance(found, DeskScreen):
            self.show_only(found)
        else:
            self.push_screen(found)

    def may_go(self, route: Route) -> bool:
        """Whether the person at the desk holds a role that leads there."""
        act = act_of(route)
        if not act:
            return True
        from rmdesk.desk.access import ROLES_OF

        return self.opened is not None and bool(ROLES_OF[act].intersection(self.opened.actor.roles))

    def action_new_client(self) -> None:
        """Begin the intake of a client."""
        self.go(WAYS["new_client"])

    def action_clients(self) -> None:
        """The list of clients."""
        self.go(WAYS["clients"])

    def action_shelf(self) -> None:
        """The product shelf."""
        self.go(WAYS["shelf"])

    def action_complaint(self) -> None:
        """Take in a complaint, prefilled from where one stands."""
        self.go(WAYS["complaint"])

    def action_board(self) -> None:
        """All open complaints."""
        self.go(WAYS["board"])

    def action_settings(self) -> None:
        """Settings."""
        self.go(routes.Settings())

    def action_lock(self) -> None:
        """Hide everything until the password is typed."""
        locked = any(isinstance(one, DeskScreen) and one.table == "lock" for one in self.screen_stack)
        if self.opened is not None and not locked:
            self.clear_notifications()  # what was told in passing may name a client
            self.go(routes.Locked())

    def action_back_up(self) -> None:
        """Back the desk up into its own folder of backups."""
        self.go(routes.BackUp())

    def action_confirm_clock(self) -> None:
        """A second person confirms the time after the clock went back."""
        self.go(routes.ConfirmClock())

    def action_registers(self) -> None:
        """The registers (台账) that the person at the desk may look into."""
        self.go(routes.Registers())

    def action_people(self) -> None:
        """The branch's people."""
        self.go(WAYS["people"])

    def action_audit(self) -> None:
        """The audit trail."""
        self.go(WAYS["audit"])

    def action_archive(self) -> None:
        """Papers on which something is missing."""
        self.go(WAYS["archive"])

    def action_retention(self) -> None:
        """Files past their retention."""
        self.go(WAYS["retention"])

    def action_search(self) -> None:
        """To the search box of this screen, or to the list of clients."""
        focus = getattr(self.screen, "focus_search", None)
        if focus is not None:
            focus()
        else:
            self.action_clients()

    def action_palette(self) -> None:
        """Open the palette over the screen."""
        from rmdesk.tui.palette import ActionProvider, Palette

        if isinstance(self.screen, DeskScreen):
            self.push_screen(Palette({ActionProvider}, placeholder=tr(self.lang, "common.palette_hint")))

    async def action_quit(self) -> None:
        """Leave the program; everything is saved already."""
        self.exit(0)

    # preferences
    def change_theme(self, theme: str) -> None:
        """Another theme, remembered."""
        self.theme = theme
        self.remember()

    def remember(self) -> None:
        """Keep who is here, theme and language for the next start."""
        login = self.opened.actor.login if self.opened is not None else ""
        kept = preferences.save(self.folder, preferences.Preferences(login, self.theme, self.lang))
        if not kept:
            self.notify(tr(self.lang, "settings.not_kept"), severity="warning", markup=False)

    def on_text_input_notice(self, event: TextInput.Notice) -> None:
        """A notice that no form took care of is told in passing."""
        self.notify(event.text, markup=False)

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
