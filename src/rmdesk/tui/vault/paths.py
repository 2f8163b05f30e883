"""Where the ways to backups, the clock and the check of the journal lead."""

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.vault import clock, closing_backup, verifying


def confirm_clock(app: DeskApp, _route: routes.ConfirmClock) -> None:
    """A second person says that the time is right."""
    clock.ask_confirmation(app)


def back_up(app: DeskApp, _route: routes.BackUp) -> None:
    """Back up, and say what came of it."""
    closing_backup.back_up_now(app)


def check_journal(app: DeskApp, _route: routes.CheckJournal) -> None:
    """Ask over the screen on top how thoroughly, and say what came of it."""
    screen = app.screen
    if isinstance(screen, AskingScreen):
        screen.run_worker(verifying.check_chain(screen))
