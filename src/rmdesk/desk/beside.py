"""A use case that takes its time, in a thread of its own."""

from collections.abc import Callable
from typing import TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.domain.refusal import Refused
from rmdesk.store.errors import StoreError

T = TypeVar("T")


def beside(desk: Desk, act: Callable[[Desk], T | Refused]) -> T | Refused:
    """What `act` answers at the same desk over a connection of its own. Call it in another thread than the desk's, and
    `Desk.caught_up` in the desk's own thread afterwards."""
    try:
        with desk.beside() as other:
            answer = act(other)
            desk.actor = other.actor  # he may have changed himself
            return answer
    except StoreError as error:
        return refused_by(error, desk.local)
