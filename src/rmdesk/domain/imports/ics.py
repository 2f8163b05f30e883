"""Events of an iCalendar file (RFC 5545), as far as whole days need them. Pure."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

_HOURS_OF_CHINA = timedelta(hours=8)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_DAYS = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,3})D)?$")
MOST_DAYS = 40
"""A longer event is no holiday, but a period of something else."""


class Event(NamedTuple):
    """One event. `line` is where it begins in the file, `days` what it covers (None: its dates cannot be read, and
    `given` is what stands there), `repeats` whether it comes again by a rule."""

    line: int
    uid: str
    name: str
    days: tuple[date, ...] | None
    given: str
    repeats: bool


class Calendar(NamedTuple):
    """What a file holds. `notes`: its own name and description, as it gives them."""

    notes: tuple[str, ...]
    events: tuple[Event, ...]


_Line = tuple[int, str, str, str]  # number, name, parameters, value


def read(text: str) -> Calendar | None:
    """The events of a calendar file; None when it is none, or ends in the middle."""
    lines = list(_lines(text))
    if not lines or lines[0][1:] != ("BEGIN", "", "VCALENDAR") or lines[-1][1:] != ("END", "", "VCALENDAR"):
        return None
    notes, events = [], []
    within: list[str] = []
    held: dict[str, tuple[str, str]] = {}
    began = 0
    for number, name, params, value in lines:
        if name == "BEGIN":
            within.append(value.upper())
            if within[1:] == ["VEVENT"]:
                held, began = {}, number
        elif name == "END":
            if within[1:] == ["VEVENT"]:
                events.append(_event(began, held))
            if not within or within.pop() != value.upper():
                return None
        elif within[1:] == ["VEVENT"]:
            held.setdefault(name, (params, value))
        elif len(within) == 1 and name in ("X-WR-CALNAME", "X-WR-CALDESC", "NAME", "DESCRIPTION"):
            notes.append(_plain(value))
    return Calendar(tuple(dict.fromkeys(filter(None, notes))), tuple(events))


def _lines(text: str) -> Iterator[_Line]:
    """Logical lines: what begins with a space or a tab goes on the line before."""
    held, began = "", 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if raw[:1] in (" ", "\t") and held:
            held += raw[1:]
            continue
        if held:
            yield _parted(began, held)
        held, began = raw.rstrip(), number
    if held:
        yield _parted(began, held)


def _parted(number: int, line: str) -> _Line:
    quoted = False
    for at, one in enumerate(line):
        quoted ^= one == '"'
        if one == ":" and not quoted:
            name, _, params = line[:at].partition(";")
            return number, name.strip().upper(), params.upper(), line[at + 1 :].strip()
    return number, "", "", line


def _event(began: int, held: dict[str, tuple[str, str]]) -> Event:
    start, end = held.get("DTSTART", ("", "")), held.get("DTEND", ("", ""))
    given = " – ".join(filter(None, (start[1], end[1])))
    return Event(
        line=began,
        uid=held.get("UID", ("", ""))[1],
        name=_plain(held.get("SUMMARY", ("", ""))[1]),
        days=_days(start[1], end[1], held.get("DURATION", ("", ""))[1]),
        given=given,
        repeats="RRULE" in held or "RDATE" in held,
    )


def _days(start: str, end: str, lasts: str) -> tuple[date, ...] | None:
    """The days from start to end. An end that is a day is not of it (RFC 5545 3.6.1), nor is midnight; equal dates,
    which some calendars write, are one day."""
    first, last = _moment(start), _moment(end) if end else None
    if first is None or (end and last is None):
        return None
    if last is None:
        found = _DAYS.match(lasts) if lasts else None
        whole = 0 if found is None else int(found[1] or 0) * 7 + int(found[2] or 0)
        last = first + timedelta(max(whole, 1)) if first.time() == time() else first
    if last < first:
        return None
    count = (last.date() - first.date()).days + (last.time() != time())
    if count > MOST_DAYS:
        return None
    return tuple(first.date() + timedelta(at) for at in range(max(count, 1)))


def _moment(value: str) -> datetime | None:
    """A day as its midnight; a moment in UTC as China's clock shows it."""
    for shape in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            moment = datetime.strptime(value, shape)
        except ValueError:
            continue
        return moment + _HOURS_OF_CHINA if shape.endswith("Z") else moment
    return None


def _plain(value: str) -> str:
    """A text as it was meant: commas and line ends are written with a backslash."""
    said = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return " ".join(said.split())
