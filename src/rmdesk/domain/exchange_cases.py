"""A complaint that goes from one desk to another: somebody there handles it whom it does not concern (COMP-04).

It goes as a client does (`exchange_moves.py`): given up and taken over, a fact on both sides, and every fact of it is
proved by the giving desk's seal. Until it is taken over its dates are the giver's to keep.
"""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from rmdesk.domain.base import Lang, Value
from rmdesk.domain.exchange_moves import State, Told, read_here
from rmdesk.domain.exchange_reviews import Somebody, elsewhere
from rmdesk.domain.fact import Fact, group_of, name_of, read_fact

_TOLD: Final = "complaint"
"""The group of facts that make the case; others about it, such as consents, are kept and not told."""
_WHO: Final = re.compile(
    r"(?:by|second|agreed_by|handler|owner|people|interested|approver|(?:recorded|touched|decided|checked)_by)"
)
"""Fields of a case, and of what happens to one, that name somebody of the desk by login."""


class Origin(Value):
    """A desk that recorded facts of the case: the numbers that it gave out, and its people, say nothing elsewhere."""

    device: str
    code: str
    numbers: tuple[str, ...]
    logins: tuple[str, ...]


class CaseDate(Value):
    """A legal date of the case, by its clock: the other desk must count the same."""

    clock: str
    due: date


class CaseMove(Value):
    """A case that is given up: its number as the other desk will show it, when it was received, its legal dates as they
    stood `at`, and the next of them (`due`); `seqs`: every fact of it, in order; `concerned`: whom it concerns, here or
    where it came from: none of them handles or reads it there (COMP-04). `large` and `lang`: the print and the language
    for which the complainant's file asks, which does not go along."""

    case_id: str
    no: str
    received_at: datetime
    at: datetime
    dates: tuple[CaseDate, ...]
    due: date | None
    origins: tuple[Origin, ...]
    seqs: tuple[int, ...]
    concerned: tuple[Somebody, ...]
    reason: str
    by: Somebody
    large: bool = False
    lang: Lang | None = None

    def origin(self, device: str) -> Origin:
        """The desk with this device. LookupError where the move names none."""
        found = next((one for one in self.origins if one.device == device), None)
        if found is None:
            raise LookupError(device)
        return found


class Heard(Value):
    """What became of the case at the other desk, by its fact `seq`."""

    seq: int
    what: str
    at: datetime


class CaseMoving(Value):
    """How the move of a case stands: with which desk, by which fact of the giving one, since when; `answer`: the reason
    where it was refused; `heard`: what became of it there."""

    device: str
    seq: int
    move: CaseMove
    at: datetime
    state: State = "offered"
    answer: str = ""
    heard: tuple[Heard, ...] = ()


# at the desk that gives a case up
class CaseGivenUp(Fact, kind="exchange.case_given_up/1"):
    """A case was given up to another desk, and is offered there with the next bundle."""

    device: str
    move: CaseMove


class CaseMoveAnswered(Fact, kind="exchange.case_move_answered/1"):
    """The other desk took the case over, by its fact `seq`, or refused: then it goes on here."""

    device: str
    seq: int
    case_id: str
    asked: int
    taken: bool
    reason: str = ""


class CaseMoveEnded(Fact, kind="exchange.case_move_ended/1"):
    """The other desk was struck off before it answered: the case goes on here."""

    device: str
    case_id: str
    reason: str


class CaseHeardOf(Fact, kind="exchange.case_heard_of/1"):
    """Something became of the case at the desk that took it over, as its seals say."""

    device: str
    case_id: str
    heard: tuple[Heard, ...]


# at the desk that takes one over
class CaseOffered(Fact, kind="exchange.case_offered/1"):
    """Another desk gave a case up to this one, by its fact `seq`."""

    device: str
    seq: int
    move: CaseMove


class CaseFactMoved(Fact, kind="exchange.case_fact_moved/1"):
    """One fact of the giving desk about a case that is taken over: as its chain has it, proved by its seal. `of` is its
    kind, `said` its payload under `salt` (hex)."""

    case_id: str
    device: str
    seq: int
    id: str
    at: datetime
    actor: str
    of: str
    salt: str
    said: str


class CaseTakenOver(Fact, kind="exchange.case_taken_over/1"):
    """The case is this desk's from now on, and `handler` handles it; so many facts of the other desk came first.
    `interested`: whom it concerns, as they are called here; the client and the sale, where this desk has them."""

    device: str
    asked: int
    case_id: str
    handler: str
    facts: int
    interested: tuple[str, ...]
    client_id: str | None = None
    sale_id: str | None = None


class CaseRefused(Fact, kind="exchange.case_refused/1"):
    """The case is not taken over: the other desk keeps it."""

    device: str
    asked: int
    case_id: str
    reason: str


HEARD: Final = {
    "complaint.decided": "decided",
    "complaint.result_notified": "told",
    "complaint.recheck_asked": "recheck",
    "complaint.recheck_notified": "recheck_told",
    "complaint.closed": "closed",
    "complaint.withdrawn": "withdrawn",
    "complaint.merged": "merged",
    "complaint.declined": "declined",
    "complaint.transferred": "transferred",
    "complaint.reopened": "reopened",
    name_of(CaseGivenUp.kind): "given_on",
}
"""What the giving desk sees of the case later, by the kind of the other desk's fact: its seal says so, and no more."""
OWN: Final = frozenset(
    name_of(one.kind)
    for one in (CaseGivenUp, CaseMoveAnswered, CaseMoveEnded, CaseHeardOf, CaseOffered, CaseTakenOver, CaseRefused)
)
"""Facts about the move itself: they say of each desk what happened there, and do not move."""


def first_of(moved: CaseFactMoved) -> CaseFactMoved:
    """The fact as it moved first, however often the case moved since."""
    while name_of(moved.of) == name_of(CaseFactMoved.kind):
        inner = read_fact(moved.of, moved.said)
        assert isinstance(inner, CaseFactMoved), "its kind says so"
        moved = inner
    return moved


@lru_cache(maxsize=8)
def told(moved: CaseFactMoved, move: CaseMove) -> Told | None:
    """A moved fact of a case as it reads here; None for one that says nothing of the case itself."""
    first = first_of(moved)
    if group_of(first.of) != _TOLD:
        return None
    origin = move.origin(first.device)
    fact = read_here(first.of, first.said, origin.numbers, origin.code, origin.logins, first.device, _WHO)
    return Told(fact=fact, at=first.at, actor=elsewhere(first.actor, first.device))
