"""A forgotten password: the printed recovery code opens the desk and gives an administrator a new one (DESK-19)."""

from pathlib import Path

from rmdesk.desk import opening, people_rows
from rmdesk.desk.desk import Clock, Desk, system_clock
from rmdesk.desk.failures import door
from rmdesk.domain import vault_facts
from rmdesk.domain.passwords import weakness
from rmdesk.domain.refusal import StopError, stop, stop_if
from rmdesk.store import slots, tries
from rmdesk.store.errors import StoreError


@door
def recover(
    folder: Path, login: str, code: str, password: str, *, cost: slots.Cost | None = None, clock: Clock = system_clock
) -> Desk:
    """Open the desk in `folder` as `login` with the recovery code, and make `password` the person's own.

    Only an administrator is let in so, who then helps everybody else; anybody when no administrator is left. `cost` is
    the password's work factor; measured on this machine when not given.
    """
    key = tries.opened(folder, slots.RECOVERY, code, clock(), "recovery")
    desk = opening.open_with_key(folder, login, key, clock=clock)
    try:
        _check(desk, password, cost)
        desk.record(vault_facts.RecoveryUsed(login=login), login)
        slots.put(folder, key, login, password, cost or slots.measure_cost())
        tries.clear(folder, login, clock())
    except (StopError, StoreError):
        desk.close()
        raise
    return desk


def _check(desk: Desk, password: str, cost: slots.Cost | None) -> None:
    if "administrator" not in desk.actor.roles and not people_rows.only_administrator(desk.store, desk.actor.login):
        stop("DATA-08.role", act="people.recovery", roles="administrator")
    if not opening.is_for_play(cost):
        stop_if(weakness(password, desk.actor.login, desk.thresholds().password_min_length))
