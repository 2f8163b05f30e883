"""Where the ways to people, audit and archive lead."""

from textual.screen import Screen

from rmdesk.desk import clients, people
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.trust import client_acts, clock, evidence, leaving
from rmdesk.tui.trust.hand_over import HandOverBookScreen, giver_of
from rmdesk.tui.trust.person import PersonScreen


def person(app: DeskApp, route: routes.Person) -> Screen[None] | Refused | None:
    """One of the branch's people; nobody where the login is unknown."""
    found = people.everybody(app.desk)
    if isinstance(found, Refused):
        return found
    return next((PersonScreen(one) for one in found if one.login == route.login), None)


def hand_over_book(app: DeskApp, _route: routes.HandOverBook) -> None:
    """Ask over the screen on top whose clients, and list them."""
    screen = app.screen

    async def ask(over: AskingScreen) -> None:
        giver = await giver_of(over)
        if giver is not None:
            app.push_screen(HandOverBookScreen(giver))

    if isinstance(screen, AskingScreen):
        screen.run_worker(ask(screen))


def client_keeping(app: DeskApp, route: routes.ClientKeeping) -> Refused | None:
    """Ask over the screen on top what is to be done, and do it."""
    client, screen = clients.get(app.desk, route.client_id), app.screen
    if isinstance(client, Refused):
        return client
    if isinstance(screen, AskingScreen):
        screen.run_worker(client_acts.more(screen, client))
    return None


def sale_evidence(app: DeskApp, route: routes.SaleEvidence) -> None:
    """One file that holds what proves a sale."""
    pack = evidence.pack_in_clear if route.clear else evidence.pack_evidence
    pack(app, route.sale_id)


def confirm_clock(app: DeskApp, _route: routes.ConfirmClock) -> None:
    """A second person says that the time is right."""
    clock.ask_confirmation(app)


def back_up(app: DeskApp, _route: routes.BackUp) -> None:
    """Back up, and say what came of it."""
    leaving.back_up_now(app)
