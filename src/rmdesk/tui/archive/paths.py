"""Where the ways to the archive lead."""

from rmdesk.desk import clients
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.archive import keeping
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen


def client_keeping(app: DeskApp, route: routes.ClientKeeping) -> Refused | None:
    """Ask over the screen on top what is to be done, and do it."""
    client, screen = clients.get(app.desk, route.client_id), app.screen
    if isinstance(client, Refused):
        return client
    if isinstance(screen, AskingScreen):
        screen.run_worker(keeping.more(screen, client))
    return None
