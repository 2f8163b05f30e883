"""Second people, their passwords, and typing them."""

from typing import Any

from textual.screen import ModalScreen, Screen

from rmdesk.desk import clients, people
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.people import Role
from rmdesk.tui.kit.form_screen import FormScreen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Rows
from support.desks import COST, PASSWORD, done
from support.people import staff
from tui.stage import Driver


def hire(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody more at this desk, with the password of all invented people."""
    done(people.add(desk, staff(login, *roles), PASSWORD, PASSWORD, COST))


def kinds(desk: Desk) -> list[str]:
    """The kinds of all facts."""
    return [entry.kind for entry in desk.store.entries()]


def told(see: Driver) -> str:
    """What was said in passing."""
    return "\n".join(str(one.message) for one in see.app._notifications)


async def answer(see: Driver, *texts: str) -> None:
    """Type into one dialog after the other."""
    for text in texts:
        await see.type(text)
        await enter(see)


async def fill(see: Driver, *texts: str) -> None:
    """Type into one field of a form after the other; "" leaves one as it is."""
    for text in texts:
        if text:
            await see.type(text)
        await see.press("enter")


async def enter(see: Driver) -> None:
    """Press Enter, and wait until the dialog has gone and the next one has come, or until it says what is wrong."""
    top = see.app.screen
    for one in top.query(".told").results(Prose):
        one.update("")
    await see.press("enter")
    await _gone(see, top)


async def _gone(see: Driver, top: Screen[Any]) -> None:
    for _ in range(40):
        await see.pilot.pause(0.03)
        if see.app.screen is top and isinstance(top, FormScreen):
            return
        if see.app.screen is top and any(
            one.parts[:1] and one.parts[0][0].startswith("!") for one in top.query(".told").results(Prose)
        ):
            return
        if see.app.screen is not top and not any(not worker.is_finished for worker in see.app.workers):
            return
        if see.app.screen is not top and isinstance(see.app.screen, ModalScreen):
            return


async def prove(see: Driver, password: str = PASSWORD) -> None:
    """Type a password into the dialog on top and wait until it was tried."""
    await see.type(password)
    await enter(see)


ROWS = {"audit": 7, "archive": 8, "retention": 9}
FILE = ("slash", "K", "minus", *"0001", "enter")


def way(name: str) -> tuple[str, ...]:
    """The keys from the desk to a list of records."""
    return ("f12", *["down"] * ROWS[name], "enter")


def rows(see: Driver) -> list[str]:
    """The rows of the list on top."""
    return [" ".join(row.cells) for row in see.app.screen.query_one(Rows).rows]


def first(desk: Desk) -> Client:
    """The client of all these tests."""
    return done(clients.get(desk, "K-0001"))


def first_id(desk: Desk) -> str:
    """The client's id, also of a file that is closed."""
    return str(desk.store.query("SELECT id FROM client WHERE no = 'K-0001'")[0][0])
