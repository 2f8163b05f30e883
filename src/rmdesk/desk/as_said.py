"""What a fact says by its id, also one that came with a client from another desk (`desk/exchange/receiving.py`)."""

from rmdesk.desk.desk import Desk
from rmdesk.domain import exchange_cases
from rmdesk.domain.exchange_cases import CaseFactMoved, CaseMoving
from rmdesk.domain.exchange_moves import FactMoved, Moving, Told, told
from rmdesk.domain.fact import Fact
from rmdesk.store import Entry


def fact_of(desk: Desk, fact_id: str) -> Fact | None:
    """What the fact says, as it reads here; None for one that is not here, or that was erased. For use cases."""
    entry = desk.store.entry(fact_id)
    if entry is None or entry.payload is None:
        return None
    fact = entry.fact
    if isinstance(fact, CaseFactMoved):
        return of_case(desk, entry).fact
    row = desk.store.get("moving", "in", fact.client_id, fact.device) if isinstance(fact, FactMoved) else None
    if not isinstance(fact, FactMoved) or row is None:
        return fact
    found = told(fact, desk.parsed(Moving, row["doc"]).move)
    return fact if found is None else found.fact


def of_case(desk: Desk, entry: Entry) -> Told:
    """A fact about a case as it reads here, also one that came with the case from another desk. For use cases."""
    fact = entry.fact
    row = desk.store.get("case_moving", "in", fact.case_id, fact.device) if isinstance(fact, CaseFactMoved) else None
    found = None
    if isinstance(fact, CaseFactMoved) and row is not None:
        found = exchange_cases.told(fact, desk.parsed(CaseMoving, row["doc"]).move)
    return found or Told(fact=fact, at=entry.at, actor=entry.actor)
