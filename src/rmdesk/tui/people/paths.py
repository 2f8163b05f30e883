"""Where the ways to people lead."""

from textual.screen import Screen

from rmdesk.desk import people
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.people.hand_over import HandOverBookScreen, giver_of
from rmdesk.tui.people.person import PersonScreen


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
