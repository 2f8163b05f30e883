"""Where the ways to the archive lead."""

from pathlib import Path

from rmdesk.desk import clients
from rmdesk.desk.archive import finding
from rmdesk.desk.search import everything
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.archive import keeping
from rmdesk.tui.archive.filing import ArchiveScreen
from rmdesk.tui.archive.scanning import ScansScreen
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.lines import hit_rows


def scans(app: DeskApp, _route: routes.Scans) -> None:
    """Ask over the screen on top where the scans are, and read them."""
    heading, label = tr(app.lang, "keys.scans"), tr(app.lang, "archive.scans.folder")
    offered = str(_LAST[-1]) if _LAST else ""

    async def ask() -> None:
        path = await app.push_screen_wait(AskText(heading, label, lang=app.lang, value=offered, max_length=400))
        if path is not None:
            _LAST[:] = [Path(path)]
            app.push_screen(ScansScreen(Path(path).expanduser()))

    app.screen.run_worker(ask())


def find_paper(app: DeskApp, _route: routes.FindPaper) -> None:
    """Ask for a number or a code, and show the client's papers at the one that it names; of a letter its case."""
    heading, label = tr(app.lang, "keys.find_paper"), tr(app.lang, "archive.scans.type")

    async def ask() -> None:
        typed = await app.push_screen_wait(AskText(heading, label, lang=app.lang, max_length=120))
        if typed is None:
            return
        found = finding.find(app.desk, typed)
        if isinstance(found, Refused):
            others = everything.outside_files(app.desk, typed)
            if isinstance(others, Refused) or not others:
                app.show_refused(found)
            else:
                app.go(hit_rows.route_of(others[0].of))
            return
        number, client = found[0].place.track.number, clients.get(app.desk, found[0].place.client_no)
        if isinstance(client, Refused):
            app.show_refused(client)
        else:
            app.push_screen(ArchiveScreen(client, number))

    app.screen.run_worker(ask())


_LAST: list[Path] = []
"""The folder that was read last, offered again while the program runs."""


def client_keeping(app: DeskApp, route: routes.ClientKeeping) -> Refused | None:
    """Ask over the screen on top what is to be done, and do it."""
    client, screen = clients.get(app.desk, route.client_id), app.screen
    if isinstance(client, Refused):
        return client
    if isinstance(screen, AskingScreen):
        screen.run_worker(keeping.more(screen, client))
    return None
