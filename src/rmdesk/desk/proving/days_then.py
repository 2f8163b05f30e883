"""What a fact says of the day and the person, against when and by whom it was recorded: a signature dated back inside a
fact of today would make a late act a timely one (DATA-08)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from rmdesk.desk.desk import Desk
from rmdesk.desk.proving.passing import Unfit
from rmdesk.desk.proving.second_person import SECOND
from rmdesk.domain import complaint_facts, facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_times import DATED as OF_CASES
from rmdesk.domain.complaint_times import untimely_fact
from rmdesk.domain.fact import Fact, versions
from rmdesk.store import Entry

_DATED: Final[tuple[type[Fact], ...]] = (
    facts.AssessmentTaken,
    facts.Countersigned,
    facts.ClientChanged,
    facts.ChangeReported,
    complaint_facts.CaseClosed,
    complaint_facts.CaseMerged,
)
"""Facts whose day nobody types: it is the day on which they are recorded."""
_ORDERED: Final[tuple[type[Fact], ...]] = (complaint_facts.ComplaintReceived, complaint_facts.CaseCorrected, *OF_CASES)
"""Facts of cases whose time is typed: it lies behind what they presuppose. Those of a version that was not asked for
that are not asked now."""
DATED: Final = frozenset(kind for one in (*_DATED, *_ORDERED) for kind in versions(one.kind))
_MOMENT: Final = timedelta(minutes=1)
"""Between the day that an act took and its recording midnight may pass."""


def misdated(then: Desk, entry: Entry, fact: Fact) -> Iterator[Unfit]:
    """A day, an instant or a person in the fact other than its own. `then`: the desk at the moment of the fact."""
    wrong = _disordered(then, entry, fact) if entry.kind == fact.kind and isinstance(fact, _ORDERED) else ""
    if wrong:
        yield Unfit(entry.seq, "time", f"{entry.kind} {wrong}")
    if isinstance(fact, complaint_facts.ClockPaused) and _dated_back(then, entry, fact) and not fact.agreed_by:
        yield Unfit(entry.seq, SECOND, f"{entry.kind} {fact.paused.start}")
    if isinstance(fact, complaint_facts.CaseReopened) and entry.kind == fact.kind and fact.restarts:
        yield Unfit(entry.seq, SECOND, f"{entry.kind} {fact.at.isoformat()}")
    if not isinstance(fact, _DATED):
        return
    on = _day(fact)
    if on is not None and on != then.local(entry.at).date() and on not in _days(then, entry.at - _MOMENT):
        yield Unfit(entry.seq, "time", f"{entry.kind} {on} ≠ {then.today()}")
    if isinstance(fact, facts.AssessmentTaken):
        taken = fact.assessment
        if taken.taken_at > entry.at or taken.on not in _days(then, taken.taken_at, taken.taken_at + _MOMENT):
            yield Unfit(entry.seq, "time", f"{entry.kind} {taken.taken_at.isoformat()} ≠ {entry.at.isoformat()}")
        if taken.by != entry.actor:
            yield Unfit(entry.seq, "actor", f"{entry.kind} {taken.by} ≠ {entry.actor}")


def _disordered(then: Desk, entry: Entry, fact: Fact) -> str:
    """Why a fact of a case cannot have happened when it says; "" for one that can."""
    if isinstance(fact, complaint_facts.ComplaintReceived):
        received = fact.case.received_at
        return f"{received.isoformat()} > {entry.at.isoformat()}" if received > entry.at else ""
    row = then.store.get("complaint", entry.subject)
    if row is None or not isinstance(fact, complaint_facts.CaseFact):
        return ""
    found = untimely_fact(then.parsed(Case, row["doc"]), fact, entry.at, then.local)
    return "" if found is None else f"{found.code} {', '.join(found.saw.values())}"


def _dated_back(then: Desk, entry: Entry, fact: complaint_facts.ClockPaused) -> bool:
    """Whether a pause began before the day on which it was noted; of a version to which somebody had to agree."""
    return entry.kind == fact.kind and fact.paused.start < then.local(entry.at - _MOMENT).date()


def _day(fact: Fact) -> date | None:
    return fact.assessment.on if isinstance(fact, facts.AssessmentTaken) else getattr(fact, "on", None)


def _days(then: Desk, *instants: datetime) -> set[date]:
    return {then.local(at).date() for at in instants}
