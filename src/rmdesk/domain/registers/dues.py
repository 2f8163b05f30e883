"""What is due of an entry, when and for whom: worked out of the entry alone, so that no due outlives its reason."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from rmdesk.domain.calendar import add_months
from rmdesk.domain.clocks import WorkingDays
from rmdesk.domain.fields import read_date
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.registers.course import After, Due
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import DueOn, Whom

MANAGER = ".".join(("client", "manager"))
"""The path to whoever manages the client; whom it means is found when it is read, so that a hand-over moves dues."""
PARENT = "parent."
"""How a path into the whole begins."""


def dues(
    register: Register,
    entry: Entry,
    calendar: WorkingDays,
    zone: tzinfo,
    paths: Mapping[str, str] | None = None,
    thresholds: Mapping[str, Decimal] | None = None,
) -> tuple[DueOn, ...]:
    """What is due of an entry now, in the register's order; of a voided one nothing."""
    if entry.voided:
        return ()
    found = (
        _one(register, key, entry, paths or {}, calendar, zone, thresholds or {})
        for key, due in register.due.items()
        if entry.state in due.while_
    )
    return tuple(one for one in found if one is not None)


def _one(
    register: Register,
    key: str,
    entry: Entry,
    paths: Mapping[str, str],
    calendar: WorkingDays,
    zone: tzinfo,
    thresholds: Mapping[str, Decimal],
) -> DueOn | None:
    """A day of the whole's is looked up when it is read: it may be moved there."""
    due = register.due[key]
    said = {"due": key, "whom": _whom(due.for_, entry, paths), "by_act": due.act, "warn": due.warn}
    if isinstance(due.on, str) and due.on.startswith(PARENT):
        return DueOn(day=None, of_parent=due.on.removeprefix(PARENT), **said)
    when = _when(register, due, entry, calendar, zone, thresholds)
    return None if when is None else DueOn(day=when[0], at=when[1], provisional=when[2], **said)


_When = tuple[date, datetime | None, bool]


def _when(
    register: Register, due: Due, entry: Entry, calendar: WorkingDays, zone: tzinfo, thresholds: Mapping[str, Decimal]
) -> _When | None:
    if isinstance(due.on, str):
        day = read_date(entry.values.get(due.on, ""))
        return None if day is None else (day, None, False)
    return _after(register, due.on, entry, calendar, zone, thresholds)


def _after(
    register: Register,
    after: After,
    entry: Entry,
    calendar: WorkingDays,
    zone: tzinfo,
    thresholds: Mapping[str, Decimal],
) -> _When | None:
    """The first day is not counted; a month ends as in 民法典 202; hours run from the instant of the act."""
    unit = after.units[0]
    count = int(thresholds.get(after.threshold, Decimal(int(getattr(after, unit)))))
    if after.after.startswith("act."):
        last = entry.last(*register.acts_named(after.after.removeprefix("act.")))
        start, instant = (None, None) if last is None else (last.on, last.at)
    else:
        start, instant = read_date(entry.values.get(after.after, "")), None
    if start is None:
        return None
    if unit == "hours":
        begun = instant or datetime.combine(start, datetime.min.time(), zone)
        end = begun.astimezone(zone) + timedelta(hours=count)
        return end.date(), end, False
    if unit == "months":
        return add_months(start, count), None, False
    return (start + timedelta(count), None, False) if unit == "days" else _working(start, count, calendar)


def _working(start: date, count: int, calendar: WorkingDays) -> _When:
    day, left, official = start, count, True
    while left > 0:
        day += timedelta(1)
        official = official and calendar.is_official(day)
        left -= calendar.is_working(day)
    return day, None, not official


def _whom(name: str, entry: Entry, paths: Mapping[str, str]) -> tuple[Whom, ...]:
    if name in DESK_ROLES:
        return (Whom(kind="role", id=name),)
    if name == MANAGER:
        return (Whom(kind="manager", id=entry.client_id),) if entry.client_id else ()
    if name == "about":
        return (Whom(kind="person", id=entry.about.id),)
    if name == "author":
        return (Whom(kind="person", id=entry.begun_by),)
    logins = (entry.values.get(name, "") or paths.get(name, "")).split(",")
    return tuple(Whom(kind="person", id=login) for login in logins if login)
