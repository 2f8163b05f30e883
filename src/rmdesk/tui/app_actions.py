"""The actions that work on every screen. Screens are imported when they are first opened."""

from typing import TYPE_CHECKING

from textual.app import App

from rmdesk.locale import Lang, tr
from rmdesk.tui import preferences
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.kit.text_input import TextInput

if TYPE_CHECKING:
    from pathlib import Path

    from rmdesk.desk.desk import Desk


RECORDS = frozenset({"people", "audit", "archive", "retention"})
"""Lists that only some roles may see: others do not find them in the palette."""
BY_ROLE = RECORDS | {"new_client", "clients", "shelf", "complaint", "board"}
"""Greyed out for whoever holds no role that may do it: an administrator has nothing to do with clients (DATA-08)."""


class AppActions(App[int], inherit_bindings=False):
    """Where the keys lead."""

    lang: Lang
    folder: "Path"
    opened: "Desk | None"

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
        from rmdesk.tui.screens.help import HelpScreen

        if isinstance(self.screen, DeskScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_new_client(self) -> None:
        """Begin the intake of a client."""
        from rmdesk.tui.screens.opening import new_client

        new_client(self)  # type: ignore[arg-type]

    def action_clients(self) -> None:
        """The list of clients."""
        from rmdesk.tui.screens.clients import ClientsScreen

        self.show_only(ClientsScreen())

    def action_shelf(self) -> None:
        """The product shelf."""
        from rmdesk.tui.screens.shelf import ShelfScreen

        self.show_only(ShelfScreen())

    def action_complaint(self) -> None:
        """Take in a complaint, prefilled from where one stands."""
        from rmdesk.tui import complaints

        complaints.take(self)  # type: ignore[arg-type]

    def action_board(self) -> None:
        """All open complaints."""
        from rmdesk.tui import complaints

        complaints.open_board(self)  # type: ignore[arg-type]

    def action_settings(self) -> None:
        """Settings."""
        from rmdesk.tui.screens.settings import SettingsScreen

        self.show_only(SettingsScreen())

    def action_lock(self) -> None:
        """Hide everything until the password is typed."""
        from rmdesk.tui.screens.lock import LockScreen

        if self.opened is None or any(isinstance(one, LockScreen) for one in self.screen_stack):
            return
        self.clear_notifications()  # what was told in passing may name a client
        self.push_screen(LockScreen())

    def action_back_up(self) -> None:
        """Back the desk up into its own folder of backups."""
        from rmdesk.tui.trust.leaving import back_up_now

        back_up_now(self)  # type: ignore[arg-type]

    def action_confirm_clock(self) -> None:
        """A second person confirms the time after the clock went back."""
        from rmdesk.tui.trust.clock import ask_confirmation

        ask_confirmation(self)  # type: ignore[arg-type]

    def action_registers(self) -> None:
        """The registers (台账) that the person at the desk may look into."""
        from rmdesk.tui import registers

        registers.open_all(self)  # type: ignore[arg-type]

    def action_people(self) -> None:
        """The branch's people."""
        from rmdesk.tui.screens.people import PeopleScreen

        self.show_only(PeopleScreen())

    def action_audit(self) -> None:
        """The audit trail."""
        self._records("audit")

    def action_archive(self) -> None:
        """Papers on which something is missing."""
        self._records("archive")

    def action_retention(self) -> None:
        """Files past their retention."""
        self._records("retention")

    def _records(self, name: str) -> None:
        from rmdesk.tui.trust.records import open_records

        open_records(self, name)  # type: ignore[arg-type]

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
