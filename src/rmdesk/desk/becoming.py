"""What a change of a client's file ends or opens beside what it says: levels and verified classes of somebody else,
civil capacity, the care that the old are due, and a higher AML grade (SUIT-10, SUIT-11, SUIT-17, SUIT-20, SALE-06,
KYC-05). For use cases."""

from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain.assessment import serves
from rmdesk.domain.becoming import IDENTITY
from rmdesk.domain.client import GRADES, PRIVILEGED, Capacity, Client, PrivilegedClass, Raised
from rmdesk.domain.client_changes import changed

ACT = "clients.become"
"""The sensitive act: where a level, a privilege or the care for the old falls with a change, or civil capacity rises, a
second person of review or compliance agrees (DATA-08)."""
REGRADE = "clients.regrade"
"""The sensitive act where only the AML grade sinks. No law asks a second person for it: a bank may do without."""
RULE: dict[PrivilegedClass, str] = {"qualified": "SALE-06", "professional": "SUIT-17", "earner": "SUIT-11"}
_ALIKE = IDENTITY | {"phone"}
_WEIGHED = IDENTITY | {"capacity", "own_earnings"}
_RISING: tuple[Capacity, ...] = ("none", "limited", "full")
_RANKED = ("", *GRADES)


class Ends(NamedTuple):
    """What falls with a change of who a client is: levels that sell today, and verified privileged classes; the civil
    capacity that comes out of it, where that is more than before; whether somebody is old no more; and the AML grade
    that the file had, where it is lower now."""

    levels: tuple[str, ...] = ()
    privileges: tuple[PrivilegedClass, ...] = ()
    capacity: Capacity | None = None
    elder: bool = False
    grade: str = ""
    parted: tuple[str, ...] = ()

    @property
    def act(self) -> str:
        """The sensitive act that such a change is; "" where it is none."""
        if self.levels or self.privileges or self.capacity or self.elder or self.parted:
            return ACT
        return REGRADE if self.grade else ""


def rose(desk: Desk, client: Client, changes: Mapping[str, tuple[str, str]]) -> tuple[Raised, ...]:
    """The means that rise because with these changes, key → (before, after), the file comes to be of the same person as
    another one that says less (SUIT-03)."""
    if _ALIKE.isdisjoint(changes):
        return ()
    return same_person.raised(desk, changed(client, changes, desk.now(), desk.today()), client)


def ends(desk: Desk, client: Client, changes: Mapping[str, tuple[str, str]]) -> Ends:
    """What these changes, key → (before, after), would end."""
    graded = Ends(grade=_sunk(changes))
    if (_WEIGHED | _ALIKE).isdisjoint(changes):
        return graded
    today = desk.today()
    after = changed(client, changes, desk.now(), today)
    graded = graded._replace(parted=_parted(desk, client, after))
    aged = graded._replace(capacity=_gained(desk, client, after), elder=_old(desk, client) and not _old(desk, after))
    if IDENTITY.isdisjoint(changes):
        return aged
    known = [
        one for one in standing.taken(desk, client.id).values() if not serves(one, client, today, desk.thresholds())
    ]
    lost = tuple(one.level for one in known if after.another_since(one.started_at) is not None)
    privileges = tuple(one for one in PRIVILEGED if client.privilege(one) and not after.privilege(one))
    return aged._replace(levels=lost, privileges=privileges)


def _parted(desk: Desk, before: Client, after: Client) -> tuple[str, ...]:
    still = {one.id for one in same_person.apart(desk, after)}
    return tuple(one.no for one in same_person.apart(desk, before) if one.id not in still)


def _sunk(changes: Mapping[str, tuple[str, str]]) -> str:
    was, now = changes.get("aml_grade", ("", ""))
    return was if _RANKED.index(now) < _RANKED.index(was) else ""


def _old(desk: Desk, client: Client) -> bool:
    age = client.age(desk.today())
    return age is not None and age >= desk.thresholds().elder_age


def _gained(desk: Desk, before: Client, after: Client) -> Capacity | None:
    """The civil capacity that a change gives (SUIT-11). Whose birth date is known only now gains none."""
    if before.kind == "organisation" or before.born is None:
        return None
    was, now = (one.capacity(desk.today(), desk.thresholds()) for one in (before, after))
    return now if _RISING.index(now) > _RISING.index(was) else None


def follow(desk: Desk, before: Client, after: Client) -> None:
    """Dues after a change of the file: those of a privilege that fell with it are over, and who was assessed as
    somebody else is assessed anew, today; where a change was taken back, when the assessment runs out."""
    if before.was == after.was:
        return
    for which in PRIVILEGED:
        if before.privilege(which) is not None and after.privilege(which) is None:
            client_dues.replace(desk, which, RULE[which], after.id, None)
    for key, one in standing.taken(desk, after.id).items():
        ended = after.another_since(one.started_at) is not None
        if ended:
            client_dues.replace(desk, "reassess", "SUIT-20", after.id, desk.today(), questionnaire=key)
        elif before.another_since(one.started_at) is not None:
            client_dues.watch_assessment(desk, one)
