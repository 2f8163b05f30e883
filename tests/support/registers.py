"""A desk with one person of each role, and whoever is at it for a moment."""

from datetime import timedelta
from typing import Any

from rmdesk.desk import people as at_desk
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, listing
from rmdesk.desk.registers.views import Done, Query
from rmdesk.domain.people import DESK_ROLES, Role
from support.desks import COST, PASSWORD, done
from support.people import staff

SECRET = "long-enough-2026"
"""Everybody's password but of the person who opened the desk."""


def people(desk: Desk) -> None:
    """Somebody of each role, whose login is the role's name."""
    for role in DESK_ROLES:
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


def visit(desk: Desk, **over: str) -> Done:
    """A visitor expected, in the bank's own visitors' book; `over` gives other answers."""
    usual = {"about": "branch", "purpose": "repair", "brings": "tools", "host": "manager", "visitor": "访客王五"}
    usual |= {"phone": "13900001111", "until": (desk.today() + timedelta(5)).isoformat()}
    return was_done(acting.begin(at(desk, "compliance"), "visitors", usual | over))


def let_in(desk: Desk, no: str, **over: str) -> Done:
    """That visitor let in."""
    usual = {"badge": f"B{no[-4:]}", "came_on": desk.today().isoformat(), "came_at": "09:30", "heads": "2"}
    return was_done(acting.do(at(desk, "compliance"), no, "let_in", 1, usual | over))


def numbers(desk: Desk, register: str, **query: Any) -> list[str]:
    """The numbers of the entries that whoever is at the desk finds in a list."""
    return [one.no for one in done(listing.page(desk, register, Query(**query))).lines]
