"""Cases as rows: what their statistics count, by the same functions (COMP-14, COMP-15, DESK-11).

Only those are read that came in during the period, or that were touched in it, or are open.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from rmdesk.desk.complaints.reading import counted_cases
from rmdesk.desk.complaints.spans import is_open_on, settled_within, told_at
from rmdesk.desk.complaints.standing import (
    kept_by_house,
    kept_by_law,
    kept_by_report,
    late_on,
    only_as_first_taken,
)
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.days import Worked
from rmdesk.domain.complaint import Case
from rmdesk.domain.indicators.counting import Given, SourceRow
from rmdesk.domain.indicators.definition import Counted
from rmdesk.domain.indicators.periods import Period
from rmdesk.store.plain import instant_text

SETTLED = "settled_on"


def rows(desk: Desk, counted: Counted, period: Period) -> Iterator[SourceRow]:
    """The cases that may count. One that was opened anew may settle twice: it stands for the period it settled in."""
    last = min(period.end, desk.today())
    after = instant_text(desk.end_of(last))
    begun = instant_text(desk.end_of(period.start - timedelta(1)))
    cases: Iterator[Case]
    if counted.rows == "end":
        found = counted_cases(desk, "received_at <= ? AND (ended = 0 OR touched_at > ?)", (after, begun))
        cases = (case for case in found if is_open_on(desk, case, last))
    elif counted.day == SETTLED:
        found = counted_cases(desk, "touched_at > ?", (begun,))
        cases = (case for case in found if settled_within(desk, case, period.start, last))
    else:
        cases = counted_cases(desk, *_touched(counted.day, begun, after))
    for case in cases:
        yield _row(desk, case, period, settled=None if counted.rows == "end" else last)


def _touched(day: str, begun: str, after: str) -> tuple[str, tuple[object, ...]]:
    """What was answered, told or ended in a period was touched in it or later."""
    if day == "received_at":
        return "received_at > ? AND received_at <= ?", (begun, after)
    return "touched_at > ?", (begun,)


def _row(desk: Desk, case: Case, period: Period, settled: date | None) -> SourceRow:
    known: dict[str, Given] = {
        "received_at": desk.local(case.received_at),
        "answered_at": None if case.answered_at is None else desk.local(case.answered_at),
        "told_at": told_at(desk, case),
        "ended_on": case.ended_on,
        SETTLED: settled,  # in the period, as was found above; the day does not matter there
        "type": case.type,
        "class": case.case_class,
        "state": case.state,
        "channel": case.labels.channel,
        "business": case.labels.business,
        "cause": case.labels.cause,
        "product": case.about.product,
        # Whom a case is about is not shown his own figure: it is counted as if nobody were named (COMP-04).
        "manager": ",".join("" if one == desk.actor.login else one for one in case.about.people),
    }
    values = Worked(desk, known, {name: partial(find, desk, case, period) for name, find in _MORE.items()})
    return SourceRow("case", case.id, case.no, case.complainant.client_id or "", values)


def _counted(desk: Desk, case: Case, _period: Period) -> Given:
    """Complaints, and what was taken in as one and was late when it turned out to be something else."""
    late = only_as_first_taken(desk, case, desk.now()) or case.missed(legal=True)
    return "yes" if case.type == "complaint" or late else "no"


def _kept(how: Callable[[Desk, Case, Any], bool | None]) -> Callable[[Desk, Case, Period], Given]:
    def kept(desk: Desk, case: Case, _period: Period) -> Given:
        found = how(desk, case, desk.now())
        return None if found is None else "yes" if found else "no"

    return kept


def _late_at_end(desk: Desk, case: Case, period: Period) -> Given:
    return "yes" if late_on(desk, case, min(period.end, desk.today())) else "no"


def _reported_late(desk: Desk, case: Case, _period: Period) -> Given:
    return "yes" if kept_by_report(desk, case, desk.now()) is False else "no"


_MORE: dict[str, Callable[[Desk, Case, Period], Given]] = {
    "counted": _counted,
    "in_time": _kept(kept_by_law),
    "house_in_time": _kept(kept_by_house),
    "late_at_end": _late_at_end,
    "reported_late": _reported_late,
}
