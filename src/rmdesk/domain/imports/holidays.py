"""Days off and make-up working days from a calendar file (.ics) or from TOML (COMP-17). Pure.

A public calendar holds festivals, solar terms and birthdays beside the arrangement, so an event counts by its mark (休,
班, 假期 …), never by being there. What the file leaves open is asked, what cannot be is a fault with its line.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from rmdesk.domain.holidays import LEAST_DAYS, Holidays, NamedDay, by_year, is_weekend
from rmdesk.domain.imports import ics
from rmdesk.domain.refusal import Refusal, refuse

Sort = Literal["off", "working", "ask", ""]
_FESTIVALS = ("元旦", "春节", "除夕", "清明", "劳动节", "五一", "端午", "中秋", "国庆", "抗战", "抗日")
_HALF = "半天"
_WORKING = re.compile(r"补班|上班|工作日|(?:^|[\s(（\[【·])班(?:$|[\s)）\]】])")
_OFF = re.compile(r"放假|假期|休息日|(?:^|[\s(（\[【·])休(?:$|[\s)）\]】])")
_SHIFTED = "调休"  # said of days off and of the days that make up for them alike
_PART = re.compile(r"第\s*\d+\s*天.*$|[(（\[【].*?[)）\]】]|补班|上班|放假|假期|调休|工作日|休息日|[休班·]")
MOST_FAULTS = 200


class Fault(NamedTuple):
    """What is wrong: the line of the file, what stands there."""

    row: int
    given: str
    refusal: Refusal


class Skipped(NamedTuple):
    """An entry that is no day of the arrangement. `why`: festival, half, repeats, twice, unknown."""

    row: int
    given: str
    why: str


class Question(NamedTuple):
    """What the file leaves open: a day or a name, to be answered "off", "working" or "neither"."""

    row: int
    word: str


class Found(NamedTuple):
    """What a file holds, a row being one day. With faults or open questions nothing of it can be taken."""

    notes: tuple[str, ...]
    years: tuple[Holidays, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]

    @property
    def days(self) -> int:
        """How many days are told."""
        return sum(len(one.off) + len(one.working) for one in self.years)


class _Days(NamedTuple):
    """Days as the file says them: line, day and name of each sort."""

    off: list[tuple[int, NamedDay]]
    working: list[tuple[int, NamedDay]]
    faults: list[Fault]
    questions: list[Question]
    skipped: list[Skipped]


def read(text: str, answers: Mapping[str, str]) -> Found | None:
    """What a calendar or TOML file says; None for what is neither. `answers`: of each question its word → answer."""
    days = _Days([], [], [], [], [])
    calendar = ics.read(text)
    if calendar is not None:
        _events(calendar.events, answers, days)
        notes = calendar.notes
    else:
        table = _toml(text)
        if table is None:
            return None
        notes = (str(table["source"]),) if isinstance(table.get("source"), str) else ()
        _tables(table, days)
    return _judged(notes, days, answers)


def sort_of(name: str) -> tuple[Sort, str]:
    """Whether an event of this name is a day off, a working day, to be asked about, or ("", why) none of it."""
    if _HALF in name:
        return "", "half"
    festival = any(one in name for one in _FESTIVALS)
    working, off = bool(_WORKING.search(name)), bool(_OFF.search(name))
    if working != off:
        return ("working" if working else "off", "") if festival else ("ask", "")
    if off or (_SHIFTED in name and festival):
        return "ask", ""
    return "", "festival" if name.endswith("节") or festival else "unknown"


def _events(events: tuple[ics.Event, ...], answers: Mapping[str, str], days: _Days) -> None:
    seen: set[tuple[str, tuple[date, ...] | None]] = set()
    for event in events:
        key = (event.uid, event.days)
        sort, why = sort_of(event.name)
        if event.repeats:
            sort, why = "", "repeats"
        elif event.uid and key in seen:
            sort, why = "", "twice"
        seen.add(key)
        if sort == "ask":
            sort, why = _answered(event, answers, days)
        if sort not in ("off", "working"):
            if why:
                days.skipped.append(Skipped(event.line, event.name, why))
        elif event.days is None:
            days.faults.append(Fault(event.line, event.given, refuse("COMP-17.event", given=event.given[:60])))
        else:
            named = [(event.line, NamedDay(day=day, name=_festival(event.name))) for day in event.days]
            (days.off if sort == "off" else days.working).extend(named)


def _answered(event: ics.Event, answers: Mapping[str, str], days: _Days) -> tuple[Sort, str]:
    match answers.get(event.name, ""):
        case "off":
            return "off", ""
        case "working":
            return "working", ""
        case "neither":
            return "", "unknown"
    if all(one.word != event.name for one in days.questions):
        days.questions.append(Question(event.line, event.name))
    return "ask", ""


def _festival(name: str) -> str:
    return " ".join(_PART.sub(" ", name).split()) or name


def _toml(text: str) -> dict[str, Any] | None:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return table if {"off", "working"} & table.keys() else None


def _tables(table: dict[str, Any], days: _Days) -> None:
    """`off` and `working`: days, or tables of name, from and to (both included)."""
    for key, into in (("off", days.off), ("working", days.working)):
        listed = table.get(key, [])
        for at, one in enumerate(listed if isinstance(listed, list) else [listed], 1):
            found = _span(one)
            if found is None:
                given = _written(one)[:60]
                days.faults.append(Fault(at, given, refuse("COMP-17.event", given=given)))
            else:
                into.extend((at, day) for day in found)


def _written(one: object) -> str:
    """An entry about as its file has it."""
    return ", ".join(f"{key} = {value}" for key, value in one.items()) if isinstance(one, dict) else str(one)


def _span(one: object) -> list[NamedDay] | None:
    named = one if isinstance(one, dict) else {"from": one}
    start, name = named.get("from"), named.get("name", "")
    end = named.get("to", start)
    # A moment is a day to Python too, but not to somebody who lists days.
    if type(start) is not date or type(end) is not date or not isinstance(name, str):
        return None
    count = (end - start).days + 1
    return (
        [NamedDay(day=start + timedelta(at), name=name) for at in range(count)] if 0 < count <= ics.MOST_DAYS else None
    )


def _judged(notes: tuple[str, ...], days: _Days, answers: Mapping[str, str]) -> Found:
    both = {one.day for _, one in days.off} & {one.day for _, one in days.working}
    wanted = {day: answers.get(day.isoformat(), "") for day in both}
    asked = [day for day in sorted(both) if wanted[day] not in ("off", "working")]
    line = {one.day: row for row, one in reversed(days.working)}
    questions = [*days.questions, *(Question(line[day], day.isoformat()) for day in asked)]
    off = [one for _, one in days.off if wanted.get(one.day, "off") != "working"]
    working = [(row, one) for row, one in days.working if wanted.get(one.day, "working") != "off"]
    faults = list(days.faults)
    for row, one in working:
        if not is_weekend(one.day) and one.day not in both:
            faults.append(Fault(row, one.day.isoformat(), refuse("COMP-17.weekday", given=one.day)))
    years = by_year(off, (one for _, one in working))
    for year in years:
        if len(year.off) < LEAST_DAYS and not questions:
            few = refuse("COMP-17.few", year=year.year, count=len(year.off), least=LEAST_DAYS)
            faults.append(Fault(0, str(year.year), few))
    return Found(notes, years, tuple(faults[:MOST_FAULTS]), tuple(questions), tuple(days.skipped))
