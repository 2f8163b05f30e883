"""What a fact says by its id, also one that came with a client from another desk (`desk/exchange/receiving.py`)."""

from rmdesk.desk.desk import Desk
from rmdesk.domain.exchange_moves import FactMoved, Moving, told
from rmdesk.domain.fact import Fact


def fact_of(desk: Desk, fact_id: str) -> Fact | None:
    """What the fact says, as it reads here; None for one that is not here, or that was erased. For use cases."""
    entry = desk.store.entry(fact_id)
    if entry is None or entry.payload is None:
        return None
    fact = entry.fact
    row = desk.store.get("moving", "in", fact.client_id, fact.device) if isinstance(fact, FactMoved) else None
    if not isinstance(fact, FactMoved) or row is None:
        return fact
    found = told(fact, desk.parsed(Moving, row["doc"]).move)
    return fact if found is None else found.fact
