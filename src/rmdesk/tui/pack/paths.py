"""Where the ways to form packs lead."""

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.pack import checking


def check_pack(app: DeskApp, _route: routes.CheckPack) -> None:
    """Ask over the screen on top which folder, and check the pack in it."""
    screen = app.screen
    if isinstance(screen, DeskScreen):
        screen.run_worker(checking.check_pack(screen))
