"""A forgotten password: the printed recovery code opens the desk and gives a person a new one (DESK-19)."""

from pathlib import Path

from rmdesk.desk import opening
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import refused_by
from rmdesk.domain.refusal import Refused, refused
from rmdesk.store import slots
from rmdesk.store.errors import StoreError


def recover(
    folder: Path, login: str, code: str, password: str, *, cost: slots.Cost | None = None, clock: Clock = system_clock
) -> Desk | Refused:
    """Open the desk in `folder` as `login` with the recovery code, and make `password` the person's own.

    `cost` is the password's work factor; measured on this machine when not given.
    """
    try:
        key = slots.open(folder, slots.RECOVERY, code)
        desk = opening.open_with_key(folder, login, key, clock=clock)
        if isinstance(desk, Refused):
            return desk
        least = desk.thresholds().password_min_length
        if len(password) < least and cost is None:
            desk.close()
            return refused("DATA-08.short", least=least)
        slots.replace(folder, key, login, password, cost or slots.measure_cost())
    except StoreError as error:
        return refused_by(error)
    return desk
