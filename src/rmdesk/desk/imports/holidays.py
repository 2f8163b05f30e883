"""The arrangement of a year's working days from a file: shown first, then taken with the notice that it is from
(COMP-17)."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.guarding import days_counted_anew
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import size_of
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain import fields, settings_facts
from rmdesk.domain.holidays import Holidays
from rmdesk.domain.imports import holidays
from rmdesk.domain.imports.holidays import Found
from rmdesk.domain.refusal import passed, stop, stop_if
from rmdesk.store.plain import plain

MOST_BYTES = 2 * 1024 * 1024
MOST_SOURCE = 120


class Report(NamedTuple):
    """What a calendar file holds. `changed`: years that the desk holds otherwise; `differs`: days on which the file and
    the arrangement that the program knows disagree; `taken`: whether it was written."""

    name: str
    sha256: str
    encoding: str
    found: Found
    changed: tuple[int, ...]
    differs: tuple[str, ...]
    taken: bool = False

    @property
    def refused(self) -> int:
        """How many places stand against it."""
        return len(self.found.faults)


@use_case("branch.manage")
def look_at_holidays(desk: Desk, path: Path, answers: Mapping[str, str]) -> Report:
    """A dry run: every day, what was left out, and what stands against the file. `answers`: word → off, working or
    neither."""
    return _report(desk, path, answers)


@use_case("branch.manage")
def take_holidays(desk: Desk, path: Path, answers: Mapping[str, str], source: str) -> Report:
    """Set the arrangement of each year in the file. `source` is the notice that it follows, by its name and day; clocks
    of cases count by it from now on, and what was late stays late. Nothing is taken while a fault or a question
    stands."""
    report = _report(desk, path, answers)
    notice = passed(fields.read("text", source, most=MOST_SOURCE))
    if not notice:
        stop("COMP-17.source")
    stop_if(*(one.refusal for one in report.found.faults))
    if report.found.questions:
        stop("COMP-17.open", given=", ".join(one.word for one in report.found.questions[:5]))
    with _taking(desk):
        for year in report.found.years:
            wanted, before = year.model_copy(update={"source": notice}), set_for(desk, year.year)
            if wanted != before:
                fact = settings_facts.HolidaysSet(
                    holidays=wanted, before=before, name=report.name, sha256=report.sha256
                )
                desk.record(fact, "desk")
    return report._replace(taken=True)


@contextmanager
def _taking(desk: Desk) -> Iterator[None]:
    try:
        with desk.transaction(), days_counted_anew(desk):
            yield
    finally:
        desk.calendar_changed()  # also where nothing was taken after all


def set_for(desk: Desk, year: int) -> Holidays | None:
    """What was taken from a file for this year. For use cases."""
    row = desk.store.get("holidays", str(year))
    return None if row is None else Holidays.model_validate_json(row["doc"])


def _report(desk: Desk, path: Path, answers: Mapping[str, str]) -> Report:
    content = _content(path)
    text, encoding = _decoded(content, path)
    found = holidays.read(text, answers)
    if found is None or not (found.days or found.faults or found.questions):
        stop("COMP-17.file", given=path.name[-60:])
    changed = [one.year for one in found.years if _differs(set_for(desk, one.year), one)]
    digest = hashlib.sha256(content).hexdigest()
    return Report(path.name[-120:], digest, encoding, found, tuple(changed), _unlike(found))


def _content(path: Path) -> bytes:
    try:
        size = size_of(path)
        if size > MOST_BYTES:
            stop("IMPORT.size", given=path.name[-60:], size=size, most=MOST_BYTES)
        return path.read_bytes()
    except OSError:
        stop("INPUT.unknown", what="file", given=str(path)[-60:])


def _decoded(content: bytes, path: Path) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass  # then it is GB18030 or nothing
    try:
        return content.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        stop("COMP-17.file", given=path.name[-60:])


def _differs(before: Holidays | None, after: Holidays) -> bool:
    return before is not None and plain(before.model_copy(update={"source": ""})) != plain(after)


def _unlike(found: Found) -> tuple[str, ...]:
    """Days of the file on which the program's own arrangement says otherwise; none for a year that it does not know."""
    return tuple(
        one.day.isoformat()
        for year in found.years
        for one in (*year.off, *year.working)
        if CALENDAR.is_official(one.day) and CALENDAR.is_working(one.day) != year.is_working(one.day)
    )
