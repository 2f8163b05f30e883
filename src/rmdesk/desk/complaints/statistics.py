"""Figures of a period, now or as they were known on a day: how many, about what, how quickly (COMP-14, DESK-11)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import of_case
from rmdesk.desk.complaints.alike import person_key
from rmdesk.desk.complaints.cases import CaseLine, line_of
from rmdesk.desk.complaints.reading import counted_cases
from rmdesk.desk.complaints.spans import is_open_on, opened_again, settled_within, told_at
from rmdesk.desk.complaints.standing import kept_by_house, kept_by_law, late_on, only_as_first_taken
from rmdesk.desk.desk import Desk
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_fold import MOVING, fold
from rmdesk.domain.refusal import stop

Dimension = Literal["type", "class", "channel", "business", "cause", "product", "manager", "age"]
DIMENSIONS: tuple[Dimension, ...] = ("type", "class", "channel", "business", "cause", "product", "manager", "age")
BANDS = (("0-3", 3), ("4-15", 15), ("16-30", 30), ("31-60", 60))
OVER = "61+"
_AGES = {name: place for place, name in enumerate((*(name for name, _ in BANDS), OVER))}


class Rate(NamedTuple):
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """From 0 to 1, to four places; None of nothing."""
        return None if self.whole == 0 else (Decimal(self.part) / self.whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)


class Moved(NamedTuple):
    """How many were counted as they were registered first, and the numbers of the cases that a correction of type or
    receipt took out, and of those that it brought in."""

    first: int
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


class Statistics(NamedTuple):
    """The figures of what was received from `start` to `end` (local days), as known at `known_at` (UTC).

    `settled`, `open_at_end` and `late_at_end` are of all complaints, whenever they were received, and of what was late
    before it turned out to be none: told or ended in these days and not open again; still open at the end of the last
    one (or now); open with a date of the law passed.
    `opened_again` are the numbers of those that were told or ended in these days and are open again at their end.
    `cases_moved` and `complaints_moved` say what corrections did to `cases` and `complaints`. `late` are those
    received that passed one at any time, whatever became of them; of these `late_as_taken` only by the type or the
    receipt that was corrected later. `by` holds counts per dimension and key, the most first, ages in their order (""
    is not classified); all but "type" count complaints only. `in_time` and `house_in_time` are of the complaints whose
    time was used or is over; `repeats` are complaints of people who had complained shortly before; `days` is the
    average from receipt to notice.
    """

    start: date
    end: date
    known_at: datetime
    cases: int
    complaints: int
    cases_moved: Moved
    complaints_moved: Moved
    settled: int
    opened_again: tuple[str, ...]
    open_at_end: int
    late_at_end: int
    late: int
    late_as_taken: int
    by: dict[Dimension, tuple[tuple[str, int], ...]]
    in_time: Rate
    house_in_time: Rate
    repeats: Rate
    days: Decimal | None


@use_case("complaints.read")
def statistics(desk: Desk, start: date, end: date, known_at: datetime | None = None) -> Statistics:
    """The figures of a period; with `known_at` (UTC) as the journal stood then, whatever was learned later."""
    if end < start:
        stop("INPUT.period", start=start, end=end)
    return _figures(desk, start, end, known_at or desk.now(), known(desk, known_at))


@use_case("complaints.read")
def figure_cases(
    desk: Desk, start: date, end: date, dimension: Dimension, key: str, known_at: datetime | None = None
) -> tuple[CaseLine, ...]:
    """The cases behind one figure; those restricted for the person at the desk as bare numbers (COMP-04)."""
    at = known_at or desk.now()
    cases = _received(desk, known(desk, known_at), start, end)
    counted = cases if dimension == "type" else [case for case in cases if case.type == "complaint"]
    find = _keys(desk, at)[dimension]
    # Whom a case is about is what it is closed for: by manager not even the numbers are told.
    shown = (line_of(desk, case) for case in counted if key in find(case))
    return tuple(line for line in shown if dimension != "manager" or not line.restricted)


def known(desk: Desk, at: datetime | None) -> tuple[Case, ...]:
    """All cases as the journal knew them at `at`; as they are when `at` is None. For use cases."""
    if at is None:
        return tuple(counted_cases(desk))
    rows = desk.store.query("SELECT id FROM complaint ORDER BY received_at, id")
    found = (_as_known(desk, row["id"], at) for row in rows)
    return tuple(case for case in found if case is not None and not case.gone)


def _as_known(desk: Desk, case_id: str, at: datetime) -> Case | None:
    case: Case | None = None
    for entry in desk.store.entries(subject=case_id, until=at):
        told = of_case(desk, entry)
        if isinstance(told.fact, facts.ComplaintReceived):
            case = told.fact.case
        elif case is not None and isinstance(told.fact, facts.CaseFact | MOVING):
            case = fold(case, told.fact, told.at, told.actor)
    return case


def _received(desk: Desk, cases: Iterable[Case], start: date, end: date) -> list[Case]:
    return [case for case in cases if start <= desk.local(case.received_at).date() <= end]


def _figures(desk: Desk, start: date, end: date, at: datetime, everything: tuple[Case, ...]) -> Statistics:
    cases = _received(desk, everything, start, end)
    complaints = _complaints(cases)
    first = _received(desk, (case.first_registered for case in everything), start, end)
    keys = _keys(desk, at)
    by: dict[Dimension, tuple[tuple[str, int], ...]] = {
        name: _count(keys[name], cases if name == "type" else complaints) for name in DIMENSIONS
    }
    told = [_age(desk, case, at) for case in complaints if case.notice is not None]
    law = [kept_by_law(desk, case, at) for case in _once_complaints(desk, cases, at)]
    last = min(end, desk.local(at).date())
    ever = _once_complaints(desk, everything, at)
    still = [case for case in ever if is_open_on(desk, case, last)]
    return Statistics(
        start=start,
        end=end,
        known_at=at,
        cases=len(cases),
        complaints=len(complaints),
        cases_moved=_moved(first, cases),
        complaints_moved=_moved(_complaints(first), complaints),
        settled=sum(settled_within(desk, case, start, last) for case in ever),
        opened_again=tuple(case.no for case in ever if opened_again(desk, case, start, last)),
        open_at_end=len(still),
        late_at_end=sum(late_on(desk, case, last) for case in still),
        late=sum(kept is False for kept in law),
        late_as_taken=sum(only_as_first_taken(desk, case, at) for case in cases),
        by=by,
        in_time=_rate(law),
        house_in_time=_rate(_by_house(desk, cases, at)),
        repeats=Rate(_repeats(desk, complaints, everything), len(complaints)),
        days=None if not told else (Decimal(sum(told)) / len(told)).quantize(Decimal("0.1"), ROUND_HALF_UP),
    )


def _complaints(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.type == "complaint"]


def _moved(first: list[Case], now: list[Case]) -> Moved:
    before, after = [case.no for case in first], [case.no for case in now]
    out, into = (no for no in before if no not in after), (no for no in after if no not in before)
    return Moved(len(before), tuple(out), tuple(into))


def _once_complaints(desk: Desk, cases: Iterable[Case], at: datetime) -> list[Case]:
    """Complaints, and what was taken in as one and was late when it turned out to be something else."""
    return [
        one for one in cases if one.type == "complaint" or only_as_first_taken(desk, one, at) or one.missed(legal=True)
    ]


def _by_house(desk: Desk, cases: Iterable[Case], at: datetime) -> Iterator[bool | None]:
    """How the house's promises were kept to complaints, and to what was taken in as one and had waited too long."""
    for one in cases:
        kept = kept_by_house(desk, one, at)
        if one.type == "complaint" or (kept is False and _was_complaint(one)):
            yield kept


def _was_complaint(case: Case) -> bool:
    return any(one.field == "type" and one.before == "complaint" for one in case.corrections)


def _keys(desk: Desk, at: datetime) -> dict[Dimension, Callable[[Case], tuple[str, ...]]]:
    """Under which keys of each dimension a case is counted."""
    return {
        "type": lambda case: (case.type,),
        "class": lambda case: (case.case_class,),
        "channel": lambda case: (case.labels.channel,),
        "business": lambda case: (case.labels.business,),
        "cause": lambda case: (case.labels.cause,),
        "product": lambda case: (case.about.product or "",),
        # Whom a case is about is not shown his own figure: it is counted as if nobody were named (COMP-04).
        "manager": lambda case: (
            tuple(dict.fromkeys("" if one == desk.actor.login else one for one in case.about.people)) or ("",)
        ),
        "age": lambda case: (band(_age(desk, case, at)),),
    }


def _count(find: Callable[[Case], tuple[str, ...]], cases: list[Case]) -> tuple[tuple[str, int], ...]:
    counted = Counter(key for case in cases for key in find(case))
    if counted.keys() <= _AGES.keys():
        return tuple(sorted(counted.items(), key=lambda pair: _AGES[pair[0]]))
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def band(days: int) -> str:
    """The age band of so many days from receipt to notice."""
    return next((name for name, most in BANDS if days <= most), OVER)


def _age(desk: Desk, case: Case, at: datetime) -> int:
    """Days from the receipt to the notice, else to the end, else until now."""
    received = desk.local(case.received_at).date()
    told = told_at(desk, case)
    if told is not None:
        return (told.date() - received).days
    return ((case.ended_on or desk.local(at).date()) - received).days


def _rate(standings: Iterable[bool | None]) -> Rate:
    settled = [kept for kept in standings if kept is not None]
    return Rate(sum(settled), len(settled))


def _repeats(desk: Desk, complaints: Iterable[Case], everything: Iterable[Case]) -> int:
    """How many complaints came from somebody who had complained within the pack's days before."""
    window = timedelta(desk.pack.complaints.repeats.complainant_days)
    times: dict[str, list[datetime]] = {}
    for case in everything:
        if case.type == "complaint":
            times.setdefault(person_key(desk, case), []).append(case.received_at)
    return sum(
        any(case.received_at - window <= before < case.received_at for before in times[person_key(desk, case)])
        for case in complaints
    )
