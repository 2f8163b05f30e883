"""A month, a quarter or a year of figures, as one report: all of them, split, and with their months (DESK-11)."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.correlating import correlations
from rmdesk.desk.indicators.days import first_day
from rmdesk.desk.indicators.figures import MONTHS, all_shown, counted, period_of, shown, splits, trend
from rmdesk.desk.indicators.improving import improved
from rmdesk.desk.indicators.known import desk_known
from rmdesk.desk.indicators.naming import key_name
from rmdesk.desk.indicators.reading import Reading
from rmdesk.desk.indicators.reports import Line, Report
from rmdesk.desk.indicators.reviews import Review, reviews
from rmdesk.desk.indicators.saying import state_text
from rmdesk.desk.paper_files import harmless, leaving, write_file
from rmdesk.desk.papers import indicators as papers
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.people_rows import all_of, person_of
from rmdesk.desk.printing import Sheet
from rmdesk.desk.record_papers import print_record
from rmdesk.domain.base import Lang
from rmdesk.domain.indicators.definition import MANAGER
from rmdesk.domain.indicators.periods import Period, called, span_of
from rmdesk.domain.refusal import stop
from rmdesk.locale import tr

_MONTHS = 12
"""So many months the trend of a year shows."""


class Written(NamedTuple):
    """A report on paper and as CSV, and what stands in both."""

    sheet: Sheet
    csv: Path
    report: Report


@use_case("indicators.read")
def print_report(
    desk: Desk, start: date, end: date, folder: Path, lang: Lang, known_on: date | None = None, of: str = ""
) -> Written:
    """Print the figures of the days from `start` to `end` into `folder`, and write them as CSV beside it; `of`: the
    scorecard of the manager with this login."""
    found = gathered(desk, start, end, lang, known_on, of)
    document = papers.report(frame_now(desk, lang), found)
    days = called(found.period)
    whose, day = desk.actor.login if found.own else "", "" if known_on is None else known_on.isoformat()
    subject = ":".join(filter(None, ("scorecard" if of else "report", days, of, whose, day)))
    with leaving(desk, folder):
        sheet = print_record(desk, document, subject, "indicators", f"{days} {found.of}".rstrip(), folder)
        written = write_file(sheet.path.with_suffix(".csv"), as_csv(found, lang))
    return Written(sheet, written, found)


@use_case("indicators.read")
def scorecard(desk: Desk, login: str, start: date, end: date, known_on: date | None = None) -> Report:
    """One manager's figures, with the branch's beside them."""
    return gathered(desk, start, end, "zh", known_on, login)


@use_case("indicators.read")
def managers(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Login and name of everybody who has a scorecard that the person at the desk may see, whoever left last."""
    mine = book.owner(desk)
    sell = [one for one in all_of(desk.store) if "manager" in one.roles and mine in ("", one.login)]
    return tuple((one.login, one.name) for one in sorted(sell, key=lambda one: not one.active))


def gathered(desk: Desk, start: date, end: date, lang: Lang, known_on: date | None, of: str) -> Report:
    """What stands in a report, or in a scorecard. A period that has not begun is refused. For use cases."""
    period = period_of(start, end)
    with desk_known(desk, known_on) as then:
        if period.start > then.today():
            stop("INPUT.future", given=period.start)
        read = Reading(then)
        own = desk.actor.name if book.owner(desk) else ""
        if of:
            return _scorecard(read, period, known_on, of, own)
        yearly = span_of(period) == "year"
        months = _MONTHS if yearly else MONTHS
        trends = {one.key: tuple(trend(read, one, period, months)) for one in then.pack.indicators.indicator}
        return Report(
            period=period,
            known_on=known_on,
            today=then.today(),
            own=own,
            lines=tuple(_lines(read, period, lang)),
            trends=trends,
            correlations=tuple(correlations(read, period)),
            reviews=_reviewed(desk, then, period) if yearly else (),
            improved={key: improved(then, key, points[0].period.start) for key, points in trends.items()},
        )


def _reviewed(desk: Desk, then: Desk, period: Period) -> tuple[Review, ...]:
    """The registers as they stood at the end of a year that is over: what was settled since was open then."""
    over = first_day(desk) <= period.end < then.today()
    with desk_known(desk, period.end) if over else nullcontext(then) as standing:
        return tuple(reviews(standing, period))


def _scorecard(read: Reading, period: Period, known_on: date | None, login: str, own: str) -> Report:
    person = person_of(read.desk.store, login)
    if person is None or (own and login != read.desk.actor.login):
        stop("INPUT.unknown", what="person", given=login[:40])
    asked = [one for one in read.desk.pack.indicators.indicator if MANAGER in one.split]
    lines = tuple(Line(shown(read, one, period, MANAGER, login)) for one in asked)
    trends = {one.key: tuple(trend(read, one, period, MONTHS, MANAGER, login)) for one in asked}
    branch = {} if own else {one.key: counted(read, one, period).value for one in asked}
    return Report(period, known_on, read.desk.today(), own, lines, trends, of=person.name, branch=branch)


def _lines(read: Reading, period: Period, lang: Lang) -> Iterator[Line]:
    yield from (Line(one) for one in all_shown(read, period))
    for by in splits(read.desk):
        for one in all_shown(read, period, by):
            yield Line(one, by, key_name(read.desk, one.indicator, by, one.of or "", lang))


def as_csv(found: Report, lang: Lang) -> bytes:
    """A row for every figure and every part of one, with a mark at its head so that table programs read Chinese."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(tr(lang, f"indicators.column.{name}") for name in _HEAD)
    known = found.known_on or found.today
    out.writerows(_rows(found, known, lang))
    return text.getvalue().encode("utf-8-sig")


_HEAD = (
    "key", "indicator", "group", "by", "of", "name", "value", "unit", "n", "previous", "year_before", "target",
    "warning", "state", "start", "end", "known",
)  # fmt: skip


def _rows(found: Report, known: date, lang: Lang) -> Iterable[tuple[str, ...]]:
    for line in found.lines:
        shown, one = line.shown, line.shown.indicator
        group = tr(lang, f"indicators.group.{one.group}")
        told = (shown.figure.value, shown.previous, shown.year_before, one.target, one.warning)
        value, *compared = ("" if each is None else f"{each:f}" for each in told)
        yield (
            *harmless((one.key, one.title.of(lang), group, line.by, shown.of or "", line.name)),
            *(value, one.unit, str(shown.figure.n), *compared, *harmless((state_text(shown, lang),))),
            *(str(found.period.start), str(found.period.end), str(known)),
        )
