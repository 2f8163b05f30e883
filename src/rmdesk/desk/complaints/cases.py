"""Looking at cases: one whole, its timeline, all of one client, and finding one."""

from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import of_case
from rmdesk.desk.complaints.guarding import name_of, reads_case
from rmdesk.desk.complaints.parties import concerns_now
from rmdesk.desk.complaints.reading import (
    CaseView,
    all_cases,
    clocks_of,
    counted_cases,
    found,
    hidden,
    in_book,
    view_of,
)
from rmdesk.desk.complaints.standing import kept_by_law
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_case
from rmdesk.domain.clocks import legal_due
from rmdesk.domain.complaint import Case, Moved
from rmdesk.domain.contacts import contacts_in
from rmdesk.domain.fact import Fact


class CaseLine(NamedTuple):
    """One case in a list. For a case that is restricted for the person at the desk only the number is told
    (COMP-04)."""

    id: str
    no: str
    type: str
    state: str
    name: str
    claim: str
    received_at: datetime | None
    restricted: bool = False
    moved: Moved = ""


class Handed(NamedTuple):
    """A case that somebody else has now; "" where nobody is left to handle it."""

    no: str
    handler: str


class Taken(NamedTuple):
    """One case as a regulator asks for it: when it was received (the branch's time), what the law's date is, when the
    result was told, and whether the law's dates were kept; None while they run. Of a case that is restricted for the
    person at the desk the number alone (COMP-04)."""

    no: str
    received_at: datetime | None = None
    type: str = ""
    source: str = ""
    channel: str = ""
    business: str = ""
    name: str = ""
    product: str = ""
    state: str = ""
    legal_due: date | None = None
    told: date | None = None
    in_time: bool | None = None


class Event(NamedTuple):
    """One entry of the timeline: who did what, when. `fact` carries everything about it."""

    at: datetime
    by: str
    kind: str
    fact: Fact


@reads_case("complaints.read")
def view(desk: Desk, case: Case) -> CaseView:
    """The case with its clocks, what is due, what may be done, what it lacks."""
    return view_of(desk, case)


@use_case("complaints.read")
def handed_on(desk: Desk, which: str) -> Handed | None:
    """A case in which the person at the desk has an interest since the own last act (COMP-04); None for others."""
    case = found(desk, which)
    if not case.concerns(desk.actor.login) or case.touched_by != desk.actor.login:
        return None
    return Handed(case.no, name_of(desk, case.handler) if case.handler else "")


@reads_case("complaints.read")
def timeline(desk: Desk, case: Case) -> tuple[Event, ...]:
    """All that happened to the case, the first first: notes, calls, evidence, letters, every change of state."""
    told = (of_case(desk, entry) for entry in desk.store.entries(subject=case.id))
    return tuple(Event(one.at, one.actor, one.fact.kind, one.fact) for one in told)


@use_case("complaints.read")
def of_client(desk: Desk, client_id: str) -> tuple[CaseLine, ...]:
    """A client's cases, the latest first; those of all files of the same person (DESK-01)."""
    mine = same_person.ids(desk, client_id)
    theirs = all_cases(desk, same_person.among(mine), mine)
    return tuple(reversed([line_of(desk, case) for case in theirs]))


@use_case("complaints.read")
def taken_in(desk: Desk) -> tuple[Taken, ...]:
    """Every case that was ever taken in, in order of receipt, and none of another manager's clients (DATA-08); one that
    another desk took over stands in that desk's list."""
    return tuple(_taken(desk, case) for case in counted_cases(desk) if in_book(desk, case))


def _taken(desk: Desk, case: Case) -> Taken:
    if concerns_now(desk, case, desk.actor.login):
        return Taken(case.no)
    legal, labels = legal_due(clocks_of(desk, case)), case.labels
    return Taken(
        case.no,
        desk.local(case.received_at),
        case.type,
        case.source,
        labels.channel,
        labels.business,
        case.complainant.name,
        case.about.product or "",
        case.state,
        None if legal is None else legal.due_day,
        None if case.notified is None else desk.local(case.notified.at).date(),
        kept_by_law(desk, case, desk.now()),
    )


@use_case("complaints.read")
def find(desk: Desk, text: str, limit: int = 50) -> tuple[CaseLine, ...]:
    """Cases whose number, complainant, contact or claim holds every word of `text`, the latest first."""
    words = [(word.lower(), desk.bare_no(word).lower()) for word in text.split()]
    sought = contacts_in(text)
    lines = []
    for case in reversed(tuple(all_cases(desk))):
        line, who = line_of(desk, case), case.complainant
        whole = case.no if line.restricted else f"{case.no} {who.name} {who.contact} {case.claim}"
        same = bool(sought) and not line.restricted and sought <= contacts_in(f"{who.contact} {case.claim}")
        if same or all(any(one in whole.lower() for one in word) for word in words):
            lines.append(line)
    return tuple(lines[:limit])


def line_of(desk: Desk, case: Case) -> CaseLine:
    """A case as a list shows it. For use cases."""
    if hidden(desk, case):
        return CaseLine(case.id, case.no, "", "", "", "", None, restricted=True)
    claim = mask_case(case.complainant, case.claim)
    who, at = case.complainant.name, case.received_at
    return CaseLine(case.id, case.no, case.type, case.state, who, claim, at, moved=case.moved)
