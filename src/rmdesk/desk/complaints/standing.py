"""Whether the time of a case was kept, whatever became of it: late stays late (COMP-05, COMP-07, COMP-10)."""

from collections.abc import Iterator
from datetime import date, datetime, time

from rmdesk.desk.complaints.reading import clocks_at
from rmdesk.desk.desk import Desk
from rmdesk.domain.clocks import Clock
from rmdesk.domain.complaint import Case, Lateness

_OF_LAW = ("receipt", "recheck")


def kept_by_law(desk: Desk, case: Case, at: datetime) -> bool | None:
    """Whether the dates of the law were kept as the case stands at `at` (UTC): False for a date that passed at any
    time, also by the type or the receipt that was taken in first; None while they run, or when the case ended in
    time without a decision. For use cases."""
    return _ever_kept(desk, case, at, legal=True)


def kept_by_house(desk: Desk, case: Case, at: datetime) -> bool | None:
    """As `kept_by_law`, of the house's own promises. For use cases."""
    return _ever_kept(desk, case, at, legal=False)


def kept_by_report(desk: Desk, case: Case, at: datetime) -> bool | None:
    """False for a major case that was at any time not reported on its day (COMP-12). For use cases."""
    return False if any(one.report for one in (*case.lates, *lates(desk, case, at))) else None


def _ever_kept(desk: Desk, case: Case, at: datetime, *, legal: bool) -> bool | None:
    kept = _kept if legal else _promised
    if case.missed(legal=legal) or any(kept(desk, one, at) is False for one in case.as_first_taken):
        return False
    return kept(desk, case, at)


def only_as_first_taken(desk: Desk, case: Case, at: datetime) -> bool:
    """Whether the case is late only by the type or the receipt that was corrected. For use cases."""
    if not case.as_first_taken or case.missed(legal=True):
        return False
    return _kept(desk, case, at) is not False and kept_by_law(desk, case, at) is False


def lates(
    desk: Desk, case: Case, at: datetime, *, but_before: datetime | None = None, provisional: bool = True
) -> Iterator[Lateness]:
    """Each date that passed unmet in the count that runs, of the law, of the house and of the report of a major case
    (COMP-12); `but_before` (UTC) leaves out the promises of the house that ended before, `provisional` those that count
    days of a year whose arrangement is not out (COMP-17). For use cases."""
    promises = _of_house(desk, case, at)
    if but_before is not None:
        promises = [one for one in promises if one.ends >= _wall(desk, but_before)]
    now = _wall(desk, at)
    for one in (*_of_law(desk, case, at), *promises, *_of_report(desk, case, at)):
        if (one.passed(now) or one.in_time is False) and (provisional or not one.provisional):
            until = now if one.met is None else one.met
            day = until.date() if isinstance(until, datetime) else until
            legal, report = one.legal, one.begins == "major"
            yield Lateness(rule=one.rule, due=one.due_day, until=day, legal=legal, report=report)


def late_on(desk: Desk, case: Case, day: date) -> bool:
    """Whether a date of the law had passed unmet at the end of `day`. For use cases."""
    if any(one.due < day < one.until for one in case.missed(legal=True)):
        return True
    at = datetime.combine(day, time.max, desk.local(desk.now()).tzinfo)
    return any(_passed_on(one, day) for each in (case, *case.as_first_taken) for one in _of_law(desk, each, at))


def _passed_on(clock: Clock, day: date) -> bool:
    met = clock.met.date() if isinstance(clock.met, datetime) else clock.met
    start = clock.start.date() if isinstance(clock.start, datetime) else clock.start
    return start <= day and clock.due_day < day and (met is None or met > day)


def _of_law(desk: Desk, case: Case, at: datetime) -> list[Clock]:
    return [one for one in clocks_at(desk, case, at) if one.legal and one.party == "bank" and one.begins in _OF_LAW]


def _of_report(desk: Desk, case: Case, at: datetime) -> list[Clock]:
    return [one for one in clocks_at(desk, case, at) if one.begins == "major"]


def _of_house(desk: Desk, case: Case, at: datetime) -> list[Clock]:
    return [one for one in clocks_at(desk, case, at) if one.begins == "receipt" and not one.legal]


def _promised(desk: Desk, case: Case, at: datetime) -> bool | None:
    return _all_kept(_of_house(desk, case, at), _wall(desk, at))


def _kept(desk: Desk, case: Case, at: datetime) -> bool | None:
    """What was asked for again in a review counts when it was late; that it runs still does not undo what was kept."""
    found, now = _of_law(desk, case, at), _wall(desk, at)
    if any(one.passed(now) or one.in_time is False for one in found):
        return False
    return _all_kept([one for one in found if one.begins == "receipt"], now)


def _all_kept(found: list[Clock], now: datetime) -> bool | None:
    if any(clock.in_time is False or clock.passed(now) for clock in found):
        return False
    return True if found and all(clock.in_time and not clock.ended for clock in found) else None


def _wall(desk: Desk, at: datetime) -> datetime:
    return desk.local(at).replace(tzinfo=None)
