"""Where the ways to people lead."""

from textual.screen import Screen

from rmdesk.desk import people
from rmdesk.domain.people import Person, clash
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.people import forms
from rmdesk.tui.people.hand_over import HandOverBookScreen, giver_of
from rmdesk.tui.people.person import PersonScreen


def person(app: DeskApp, route: routes.Person) -> Screen[None] | Refused | None:
    """One of the branch's people; nobody where the login is unknown."""
    found = people.everybody(app.desk)
    if isinstance(found, Refused):
        return found
    return next((PersonScreen(one, route.act) for one in found if one.login == route.login), None)


def give_role(app: DeskApp, route: routes.GiveRole) -> Refused | None:
    """Ask over the screen on top who gets the role; somebody new where nobody is chosen."""
    found = people.everybody(app.desk)
    if isinstance(found, Refused):
        return found
    role = route.role
    able = {one.login: one for one in found if one.active and role not in one.roles and not clash((*one.roles, role))}
    options = [Option(one.login, _told(app, one)) for one in able.values()]
    options = [*options[: len(KEYS) - 1], Option("", tr(app.lang, "people.somebody_new"))]
    heading = tr(app.lang, "people.gets_role", role=app.desk.pack.label("role", route.role, app.lang))

    def chosen(login: str | None) -> None:
        if login:
            forms.roles(app, able[login], lambda _: None, more=route.role)
        elif login == "":
            forms.add_person(app, route.role)

    app.push_screen(Choose(heading, "", options, lang=app.lang), chosen)
    return None


def _told(app: DeskApp, one: Person) -> str:
    """Somebody by name, login and what the person is now."""
    roles = "、".join if app.lang == "zh" else ", ".join
    held = roles(app.desk.pack.label("role", role, app.lang) for role in one.roles)
    return f"{called(one.name, one.login, app.lang)} · {held}"


def hand_over_book(app: DeskApp, _route: routes.HandOverBook) -> None:
    """Ask over the screen on top whose clients, and list them."""
    screen = app.screen

    async def ask(over: AskingScreen) -> None:
        giver = await giver_of(over)
        if giver is not None:
            app.push_screen(HandOverBookScreen(giver))

    if isinstance(screen, AskingScreen):
        screen.run_worker(ask(screen))
