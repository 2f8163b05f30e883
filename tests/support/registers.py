"""A desk with one person of each role, and whoever is at it for a moment."""

from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.views import Done
from rmdesk.domain.staff import STAFF_ROLES, Role
from support.desks import COST, PASSWORD, done
from support.people import staff

SECRET = "long-enough-2026"
"""Everybody's password but of the person who opened the desk."""


def people(desk: Desk) -> None:
    """Somebody of each role, whose login is the role's name."""
    for role in STAFF_ROLES:
        done(at_desk.add(desk, staff(role, role), SECRET, PASSWORD, COST))


def at(desk: Desk, *roles: Role, login: str = "") -> Desk:
    """The desk with a person of these roles at it, by the name of the first one."""
    desk.actor = staff(login or roles[0], *roles)
    return desk


def second(login: str) -> Proof:
    """The second person's login and password."""
    return Proof(login=login, password=SECRET)


def was_done(answer: object) -> Done:
    """What came of an act; the test fails with the reasons when it was refused."""
    assert isinstance(answer, Done), answer
    return answer
