"""What the tests of vault and people share: a desk with several people, and passwords that the rules let pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rmdesk.desk import opening, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.people import Role
from rmdesk.domain.refusal import Refused
from rmdesk.store import slots
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import staff

STRICT = slots.Cost(16, 1, 1)
"""As quick as the tests' own cost, but not taken for a desk of invented data: the rules of passwords hold."""
GOOD = "三棵树 旧铁桥 9月"
OWN = Proof(PASSWORD)


def hire(desk: Desk, login: str, *roles: Role) -> Proof:
    """Give the desk one person more; what this person types to be the second one."""
    done(people.add(desk, staff(login, *roles), PASSWORD, PASSWORD, COST))
    return Proof(PASSWORD, login)


@contextmanager
def at_desk(folder: Path, login: str, clock: Clock, password: str = PASSWORD) -> Iterator[Desk]:
    """The desk in `folder` with `login` at it, closed at the end."""
    desk = done(opening.unlock(folder, login, password, clock=clock))
    try:
        yield desk
    finally:
        desk.close()


def unlock(folder: Path, login: str, password: str, clock: Clock) -> Desk | Refused:
    """Try to unlock; an open desk is closed at once."""
    opened = opening.unlock(folder, login, password, clock=clock)
    if isinstance(opened, Desk):
        opened.close()
    return opened


def kinds(desk: Desk, after: int = 0) -> list[str]:
    """The kinds of the facts behind number `after`."""
    return [entry.kind for entry in desk.store.entries(after=after)]
