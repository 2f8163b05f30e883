"""Whose a due is: a day holds what is one's own to do."""

from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.standing_in import covered
from rmdesk.domain.dues import Due


def others_do(desk: Desk, due: Due) -> bool:
    """Whether it is for others than the person at the desk: by role, because its act concerns him, or by name as long
    as whoever is named is at work."""
    mine, act = desk.actor, due.act or "dues.work"
    if act in ROLES_OF and (ROLES_OF[act].isdisjoint(mine.roles) or (due.act and mine.login in due.not_by)):
        return True
    named = person_of(desk.store, due.whom) if due.whom not in ("", mine.login, *covered(desk, mine.login)) else None
    return named is not None and named.active


def is_left(desk: Desk, due: Due) -> bool:
    """Whether whoever it is for is not at work any more: nobody's due is lost."""
    named = person_of(desk.store, due.whom) if due.whom else None
    return bool(due.whom) and (named is None or not named.active)
