"""When a case was open, and when it was settled: told, or ended; and again after what opened it anew. What is recorded
later with an earlier day was missing until then, as long as nothing shows the day (COMP-08)."""

from datetime import date, datetime, time
from typing import NamedTuple

from rmdesk.desk.desk import Desk
from rmdesk.domain.clocks import Start
from rmdesk.domain.complaint import Case, Notice, Round


class Span(NamedTuple):
    """Open from `start` until `settled` (local days), None while it is open."""

    start: date
    settled: date | None


def spans(desk: Desk, case: Case) -> tuple[Span, ...]:
    """Every time that the case was open, in order. For use cases."""
    found: list[Span] = []
    opened = desk.local(case.received_at).date()
    counts: tuple[Case | Round, ...] = (*case.rounds, case)
    for one in counts:
        settled = None if _was_none(case, one) else _known(desk, case, one, "receipt", opened, _settled(desk, one))
        if settled is not None or one is case:
            found.append(Span(opened, settled))
        if one.recheck_asked is not None:
            reviewed = _known(desk, case, one, "recheck", one.recheck_asked, _reviewed(desk, one))
            found.append(Span(one.recheck_asked, reviewed))
        if isinstance(one, Round) and settled is not None:
            opened = desk.local(one.until).date()
    return tuple(found)


def _was_none(case: Case, one: Case | Round) -> bool:
    """Whether what is a complaint was none yet in that count: nothing of it was settled then (COMP-01)."""
    return case.type == "complaint" and one.type != "complaint"


def is_open_on(desk: Desk, case: Case, day: date) -> bool:
    """Whether the case was open at the end of `day`; also as long as something due by law was seen to be missing,
    whatever was said of it afterwards. For use cases."""
    missed = any(one.due < day < one.until for one in case.missed(legal=True))
    return missed or any(one.start <= day and (one.settled is None or one.settled > day) for one in spans(desk, case))


def settled_within(desk: Desk, case: Case, start: date, end: date) -> bool:
    """Whether it was told or ended on one of these days, and is not open at their end: no case is settled and open at
    once. For use cases."""
    return _told_within(desk, case, start, end) and not is_open_on(desk, case, end)


def opened_again(desk: Desk, case: Case, start: date, end: date) -> bool:
    """Whether it was told or ended on one of these days, and is open again at their end. For use cases."""
    return _told_within(desk, case, start, end) and is_open_on(desk, case, end)


def _told_within(desk: Desk, case: Case, start: date, end: date) -> bool:
    return any(one.settled is not None and start <= one.settled <= end for one in spans(desk, case))


def told_at(desk: Desk, case: Case) -> datetime | None:
    """When the result was told (local time); not before the day until which it was seen to be missing, as long as
    nothing shows it. For use cases."""
    if case.notified is None:
        return None
    at = desk.local(case.notified.at)
    known = _known(desk, case, case, "receipt", desk.local(case.received_at).date(), at.date())
    return at if known is None or known <= at.date() else datetime.combine(known, time.min, at.tzinfo)


def _known(desk: Desk, case: Case, one: Case | Round, begins: Start, opened: date, settled: date | None) -> date | None:
    """When it was settled: not before the day until which what was due by law was seen to be missing."""
    if settled is None:
        return None
    rules = {each.rule for each in desk.pack.clocks.on(desk.local(case.received_at).date()) if each.start == begins}
    last = desk.local(one.noted or one.until).date() if isinstance(one, Round) else date.max
    seen = (each.until for each in case.missed(legal=True) if each.rule in rules and opened < each.until <= last)
    return max((settled, *seen))


def _settled(desk: Desk, one: Case | Round) -> date | None:
    told = _day(desk, one.notified)
    closed = one.state == "closed" and told is not None  # a notice that came back may have been given after that
    return told if closed else _first(told, one.ended_on)


def _reviewed(desk: Desk, one: Case | Round) -> date | None:
    return _first(_day(desk, one.recheck_notified), one.ended_on)


def _day(desk: Desk, notice: Notice | None) -> date | None:
    at: datetime | None = None if notice is None else notice.at
    return None if at is None else desk.local(at).date()


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)
