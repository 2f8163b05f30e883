"""A forgotten password: the printed recovery code opens the desk and gives an administrator a new one (DESK-19)."""

from pathlib import Path

from rmdesk.desk import opening, roster
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import refused_by
from rmdesk.domain import trust_facts
from rmdesk.domain.passwords import weakness
from rmdesk.domain.refusal import Refused, refused
from rmdesk.store import slots, tries
from rmdesk.store.errors import StoreError


def recover(
    folder: Path, login: str, code: str, password: str, *, cost: slots.Cost | None = None, clock: Clock = system_clock
) -> Desk | Refused:
    """Open the desk in `folder` as `login` with the recovery code, and make `password` the person's own.

    Only an administrator is let in so, who then helps everybody else; anybody when no administrator is left. `cost` is
    the password's work factor; measured on this machine when not given.
    """
    try:
        key = tries.opened(folder, slots.RECOVERY, code, clock(), "recovery")
        desk = opening.open_with_key(folder, login, key, clock=clock)
    except StoreError as error:
        return refused_by(error)
    if isinstance(desk, Refused):
        return desk
    try:
        wrong = _wrong(desk, password, cost)
        if wrong is None:
            desk.record(trust_facts.RecoveryUsed(login=login), login)
            slots.put(folder, key, login, password, cost or slots.measure_cost())
            tries.clear(folder, login, clock())
            return desk
    except StoreError as error:
        wrong = refused_by(error)
    desk.close()
    return wrong


def _wrong(desk: Desk, password: str, cost: slots.Cost | None) -> Refused | None:
    if "administrator" not in desk.actor.roles and not roster.only_administrator(desk.store, desk.actor.login):
        return refused("DATA-08.role", act="people.recovery", roles="administrator")
    weak = weakness(password, desk.actor.login, desk.thresholds().password_min_length)
    return None if weak is None or opening.is_for_play(cost) else Refused(reasons=(weak,))
