"""Second people, their passwords, and typing them."""

from rmdesk.desk import people
from rmdesk.desk.desk import Desk
from rmdesk.domain.staff import Role
from support.desks import COST, PASSWORD, done
from support.people import staff
from tui.stage import Driver


def hire(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody more at this desk, with the password of all invented people."""
    done(people.add(desk, staff(login, *roles), PASSWORD, PASSWORD, COST))


def kinds(desk: Desk) -> list[str]:
    """The kinds of all facts."""
    return [entry.kind for entry in desk.store.entries()]


async def prove(see: Driver, password: str = PASSWORD) -> None:
    """Type a password into the dialog on top and wait until it was tried."""
    await see.type(password)
    await see.press("enter")
    await see.pilot.pause(0.1)
