"""The one list of dues: its providers, and what they give together.

A provider is a function `due(desk, until)`. It gives what is to be seen by `until` (a local day): whose reminder has
come by then. It answers for the person at the desk: only what that person may see, in few queries with names joined in.
It is registered with the permission that reading it needs; whoever does not have it is not bothered with it:

    def due(desk: Desk, until: date) -> Iterable[Due]:
        for row in desk.store.query(_SQL, (until.isoformat(),)):
            yield Due(
                key=f"entry:{row['id']}",
                kind="entry.visit",
                rule="DESK-07",
                subject=Subject(kind="entry", id=row["id"]),
                what=Text(zh="回访", en="Visit"),
                no=row["no"],
                name=row["name"],
                on=date.fromisoformat(row["on_day"]),
            )

    PROVIDERS = (..., Provider("visits", "clients.read", visits.due))
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import NamedTuple

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import (
    archive,
    backups,
    birthdays,
    cases,
    client_dues,
    indicators,
    maturities,
    opening,
    people,
    portrait,
    recurring,
    registers,
)  # fmt: skip
from rmdesk.desk.dues.seeing import seen_too
from rmdesk.desk.exchange import answering, cases_in, receiving
from rmdesk.desk.people_rows import name_of, person_of
from rmdesk.desk.standing_in import covered
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, ranked
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import stop
from rmdesk.locale import Lang, tr


class Provider(NamedTuple):
    """Where dues come from, the permission that reading them needs, and what gives them; whether that would take long
    now."""

    name: str
    permission: str
    due: Callable[[Desk, date], Iterable[Due]]
    takes_long: Callable[[Desk], bool] | None = None


PROVIDERS = (
    Provider("clients", "clients.read", client_dues.due, client_dues.takes_long),
    Provider("cases", "complaints.work", cases.due),
    Provider("registers", "registers.read", registers.due),
    Provider("recurring", "registers.read", recurring.due),
    Provider("maturities", "holdings.work", maturities.due),
    Provider("birthdays", "clients.write", birthdays.due),
    Provider("portrait", "clients.write", portrait.due, portrait.takes_long),
    Provider("certificates", "people.own", people.due),
    Provider("backups", "backup.restore", backups.due),
    Provider("indicators", "indicators.answer", indicators.due, indicators.takes_long),
    Provider("archive", "retention.read", archive.due),
    Provider("elsewhere", "sales.review", answering.due),
    Provider("moving", "clients.move", receiving.due),
    Provider("case_moving", "complaints.move", cases_in.due),
    Provider("opening", "opening.read", opening.due),
)


WATCHERS = frozenset({"reviewer", "compliance", "auditor"})
"""Roles that may look at a colleague's day: they see every client anyway."""


@use_case("dues.read")
def listed(
    desk: Desk, on: date | None = None, login: str = "", key: str = "", without: frozenset[str] = frozenset()
) -> tuple[Due, ...]:
    """Everything whose reminder has come by today, or will have come by the day `on` as known now, what presses most
    first. `login`: a colleague's day, without what the person at the desk may not see of it. `key`: that one alone.
    `without`: providers that are not asked."""
    until = on or desk.today()
    if login in ("", desk.actor.login):
        found = _given(desk, until, key, without)
    else:
        with _in_place_of(desk, _watched(desk, login)):
            theirs = _given(desk, until, key)
        found = [one for due in theirs if (one := seen_too(desk, due)) is not None]
    return ranked(_as_it_stands(desk, found, until), moment(desk, on))


def _as_it_stands(desk: Desk, found: list[Due], until: date) -> Iterator[Due]:
    """With the day until which somebody put each off; no longer once its date is another one."""
    rows = desk.store.query("SELECT key, was_on, until_day FROM put_off WHERE until_day > ?", (until.isoformat(),))
    stood, store = covered(desk, desk.actor.login), desk.store
    later = {(row["key"], row["was_on"]): date.fromisoformat(row["until_day"]) for row in rows}
    for one in found:
        day = later.get((one.key, one.day.isoformat())) if later else None
        one = one if day is None else one.model_copy(update={"later": day})
        yield one if one.whom not in stood else _in_place(one, name_of(store, one.whom))


def _in_place(one: Due, name: str) -> Due:
    """A colleague's, for whom the person at the desk stands in: the list says for whom."""

    def said(lang: Lang) -> str:
        return " · ".join(part for part in (one.about.of(lang), tr(lang, "home.in_place", name=name)) if part)

    return one.model_copy(update={"about": Text(zh=said("zh"), en=said("en"))})


def moment(desk: Desk, on: date | None = None) -> datetime:
    """The wall clock by which a day's list is read: now, or the beginning of another day."""
    now = desk.local(desk.now()).replace(tzinfo=None)
    return now if on in (None, now.date()) else datetime.combine(on or now.date(), time())


def waiting(desk: Desk) -> frozenset[str]:
    """The providers for which a long book would have to be gone through now, before they can give anything. For use
    cases."""
    asked = (one for one in PROVIDERS if one.takes_long is not None and _may(desk, one.permission))
    return frozenset(one.name for one in asked if one.takes_long is not None and one.takes_long(desk))


def _given(desk: Desk, until: date, key: str, without: frozenset[str] = frozenset()) -> list[Due]:
    asked = (one for one in PROVIDERS if one.name not in without and _may(desk, one.permission))
    given = (one for provider in asked for one in provider.due(desk, until))
    # whoever gives the one that is asked for is the last that is asked
    found = islice((one for one in given if one.key == key), 1) if key else given
    return [one for one in found if one.remind <= until]


def _watched(desk: Desk, login: str) -> Person:
    person = person_of(desk.store, login)
    if WATCHERS.isdisjoint(desk.actor.roles) and login not in covered(desk, desk.actor.login):
        stop("DATA-08.role", act="dues.read", roles=", ".join(sorted(WATCHERS)))
    return stop("INPUT.unknown", what="person", given=login[:40]) if person is None else person


@contextmanager
def _in_place_of(desk: Desk, person: Person) -> Iterator[None]:
    """Reads within ask as this person would; nothing is recorded meanwhile."""
    at_desk = desk.actor
    desk.actor = person
    try:
        yield
    finally:
        desk.actor = at_desk


def _may(desk: Desk, permission: str) -> bool:
    return not ROLES_OF[permission].isdisjoint(desk.actor.roles)
