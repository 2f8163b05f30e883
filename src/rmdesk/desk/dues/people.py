"""Certificates that run out: without one nobody sells its families (SUIT-08)."""

from collections.abc import Iterator
from datetime import date, timedelta

from rmdesk.desk import people_rows
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.people import Certificate, Person

PERSON = "person"
"""The kind of subject of such a due; its id is the login."""
_WHAT = Text(zh="资格证书到期", en="Certificate expires")
_ACT = "people.manage"


def due(desk: Desk, until: date) -> Iterator[Due]:
    """One's own; whoever manages people sees everybody's. One that a later one replaced is not due."""
    warn = desk.thresholds().certificate_remind_days
    everybody = not ROLES_OF[_ACT].isdisjoint(desk.actor.roles)
    people = people_rows.all_of(desk.store) if everybody else (desk.actor,)
    for person in people:
        for one in person.certificates if person.active else ():
            if one.expires_on - timedelta(warn) <= until and not _replaced(person, one):
                yield _due(desk, person, one, warn, "" if everybody else person.login)


def _replaced(person: Person, old: Certificate) -> bool:
    later = (one for one in person.certificates if one.expires_on > old.expires_on)
    return any(set(old.families) <= set(one.families) and set(old.classes) <= set(one.classes) for one in later)


def _due(desk: Desk, person: Person, one: Certificate, warn: int, whom: str) -> Due:
    zh = "、".join(desk.pack.label("family", family, "zh") for family in one.families)
    en = ", ".join(desk.pack.label("family", family, "en") for family in one.families)
    return Due(
        key=f"certificate:{person.login}:{one.number}:{one.expires_on}",
        kind="person.certificate",
        rule="SUIT-08",
        subject=Subject(kind=PERSON, id=person.login),
        what=_WHAT,
        name=person.name,
        about=Text(zh=zh, en=en),
        on=one.expires_on,
        warn_days=warn,
        whom=whom,
        act=_ACT,
    )
