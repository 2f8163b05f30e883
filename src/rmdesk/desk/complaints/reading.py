"""A case as people see it: with its clocks, what is due, what may be done now, and what it still lacks."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.complaints.parties import as_of_now, concerns_now
from rmdesk.desk.desk import Desk
from rmdesk.domain.clocks import Clock, clocks, earliest, legal_due
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_acts import Act, closing_gaps, possible
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, stop


class CaseView(NamedTuple):
    """One case. `clocks` stand by the day on which they are due; `due` is the open one that ends first, `legal` the
    bank's open legal one; `late`: one of the bank's has passed; `may` what its state allows now; `gaps` what closing it
    still wants; `beside` the legal clocks by the type and the receipt that were corrected: they run on."""

    case: Case
    clocks: tuple[Clock, ...]
    due: Clock | None
    legal: Clock | None
    late: bool
    may: tuple[Act, ...]
    gaps: tuple[Refusal, ...]
    beside: tuple[Clock, ...] = ()

    @property
    def closable(self) -> bool:
        """Whether the bank owes no more than the close, and what it still wants: the result was told, or nothing is
        wanted any more. The complainant's time for asking a review does not keep a case open (COMP-10)."""
        return not self.case.ended and (self.case.state == "told" or not self.gaps)

    @property
    def answered(self) -> bool:
        """Whether a first answer was given to all that is known: new facts want another one (COMP-07)."""
        asked = any(clock.open and clock.unit == "hours" for clock in self.clocks)
        return self.case.answered_at is not None and not asked


def found(desk: Desk, which: str) -> Case:
    """The case with this id or number (C-0007), whoever asks. For use cases."""
    rows = desk.store.query("SELECT doc FROM complaint WHERE id = ? OR no = ?", (which, desk.bare_no(which)))
    if not rows:
        stop("INPUT.unknown", what="complaint", given=which[:40])
    return as_of_now(desk, desk.parsed(Case, rows[0]["doc"]))


def opened(desk: Desk, which: str) -> Case:
    """The case with this id or number (C-0007), restricted for whoever has an interest in it (COMP-04), and to a
    manager in whose book the client is not (DATA-08.book). For use cases."""
    case = found(desk, which)
    if case.concerns(desk.actor.login):
        stop("COMP-04", no=case.no)
    if not in_book(desk, case):
        stop("DATA-08.book", client=_client_no(desk, case))
    return case


def _client_no(desk: Desk, case: Case) -> str:
    row = None if case.complainant.client_id is None else desk.store.get("client", case.complainant.client_id)
    return case.no if row is None else str(row["no"])


def in_book(desk: Desk, case: Case) -> bool:
    """Whether a manager may see whose case it is: a client of the own book, or of none; a case that he took in or
    handles in any book, or a colleague for whom he stands in (DATA-08). For use cases."""
    client = case.complainant.client_id
    if client is None or desk.actor.login in (case.handler, case.recorded_by) or book.holds(desk, client):
        return True
    return not {case.handler, case.recorded_by}.isdisjoint(book.owners(desk))


def hidden(desk: Desk, case: Case) -> bool:
    """Whether the case is restricted for the person at the desk: by interest (COMP-04), or by book. For use cases."""
    return concerns_now(desk, case, desk.actor.login) or not in_book(desk, case)


def view_of(desk: Desk, case: Case) -> CaseView:
    """The case with everything that follows from it now; of one that another desk has no clock runs here. For use
    cases."""
    running = () if case.gone else clocks_of(desk, case)
    found = tuple(sorted(running, key=lambda clock: (clock.ends, not clock.legal)))
    now = desk.local(desk.now()).replace(tzinfo=None)
    beside = () if case.gone else _beside(desk, case)
    late = any(clock.passed(now) for clock in (*found, *beside) if clock.party == "bank")
    gaps = () if case.ended else closing_gaps(case)
    return CaseView(case, found, earliest(found), legal_due(found), late, possible(case), gaps, beside)


def _beside(desk: Desk, case: Case) -> tuple[Clock, ...]:
    read = (clock for one in case.as_first_taken for clock in clocks_at(desk, one, desk.now()))
    return tuple(clock for clock in read if clock.legal and clock.begins == "receipt")


def view_again(desk: Desk, case_id: str) -> CaseView:
    """The case after an act, also where the act itself showed that the actor has an interest in it: it was done, and
    only the next look is refused (COMP-04). For use cases."""
    return view_of(desk, found(desk, case_id))


def clocks_of(desk: Desk, case: Case) -> tuple[Clock, ...]:
    """The case's clocks by the rules in force when it was received. For use cases."""
    return clocks_at(desk, case, desk.now())


def put_off(desk: Desk, case: Case) -> tuple[date, date] | None:
    """From which legal date to which that of the case was moved in all by counts that started again (COMP-07); None
    where none did. For faces."""
    was, now = (_decide_by(desk, one) for one in (case.model_copy(update={"new_facts_at": None}), case))
    return None if was is None or now is None or now <= was else (was, now)


def _decide_by(desk: Desk, case: Case) -> date | None:
    legal = (clock.due_day for clock in clocks_of(desk, case) if clock.legal and clock.begins == "receipt")
    return max(legal, default=None)


def clocks_at(desk: Desk, case: Case, at: datetime) -> tuple[Clock, ...]:
    """`clocks_of` as they stood at `at`: a pause that runs still had run until then. For use cases."""
    rules = desk.pack.clocks.on(desk.local(case.received_at).date())
    return clocks(rules, case.clock_input(desk.local, desk.local(at).date()), desk.calendar)


def all_cases(desk: Desk, where: str = "1", params: tuple[object, ...] = ()) -> Iterator[Case]:
    """Cases in order of receipt, whoever they concern. For use cases that count, or leave out what is closed to one."""
    # "+": found by what is asked, then put in order; along the order all cases would be looked at
    rows = desk.store.query(f"SELECT doc FROM complaint WHERE {where} ORDER BY +received_at, +id", params)
    return (desk.parsed(Case, row["doc"]) for row in rows)


def counted_cases(desk: Desk, where: str = "1", params: tuple[object, ...] = ()) -> Iterator[Case]:
    """`all_cases` but those that another desk took over: each is counted where it is handled. For use cases."""
    return (case for case in all_cases(desk, where, params) if not case.gone)


def everybody(desk: Desk) -> dict[str, Person]:
    """The desk's people by login. For use cases."""
    found = (desk.parsed(Person, row["doc"]) for row in desk.store.query("SELECT doc FROM person ORDER BY login"))
    return {person.login: person for person in found}
