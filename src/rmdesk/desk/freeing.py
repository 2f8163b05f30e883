"""Who freed the means that a sale may lean on: no reviewer of his own doing (SUIT-03, SALE-13). For use cases."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk import same_person
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain import holding_facts as holdings
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import rises
from rmdesk.domain.holdings import Eased
from rmdesk.domain.match import fresh_since
from rmdesk.store import Entry


def freed_by(desk: Desk, client_id: str) -> frozenset[str]:
    """Who lately raised a figure of the client's file, or made less what is held, in whichever file of the person: by
    hand, by a list, by a link of files, or by ending a sale that was signed."""
    row, since = desk.store.get("client", client_id), fresh_since(desk.thresholds(), desk.today())
    apart = () if row is None else same_person.apart(desk, desk.parsed(Client, row["doc"]))
    mine = (*same_person.ids(desk, client_id), *(one.id for one in apart))
    found = ((entry, ends) for one in mine for entry, ends in _freeing(desk, one))
    return frozenset(
        entry.actor
        for entry, ends in found
        if desk.local(entry.at).date() >= since or (ends is not None and ends >= since)
    )


def _freeing(desk: Desk, client_id: str) -> Iterator[tuple[Entry, date | None]]:
    """The facts about a file by which means rose, or what is held became less; of a holding that is to end, or whose
    last premium is to be paid, by what was said, that day."""
    known: dict[str, tuple[Eased, ...]] = {}
    for entry in desk.store.entries(subject=client_id):
        match None if entry.payload is None else entry.fact:
            case holdings.HoldingChanged(holding=one) | holdings.HoldingRedeemed(holding=one):
                if one.eased != known.get(one.id, ()):
                    yield entry, max(filter(None, (one.maturity, one.paid_until)), default=None)
                known[one.id] = one.eased
            case holdings.HoldingEnded() | holdings.HoldingTakenBack() as fact if fact.eased:
                yield entry, None
            case facts.ClientChanged() as fact if fact.raised or rises(fact.changes):
                yield entry, None
            case facts.ClientRegistered(client=client) if client.raised:
                yield entry, None
            case facts.ClientLinked(raised=raised) if raised:
                yield entry, None
    for row in desk.store.where("sale", client_id=client_id):
        for entry in desk.store.entries(subject=row["id"], kind=facts.SaleAbandoned.kind):
            if isinstance(entry.fact, facts.SaleAbandoned) and entry.fact.eased:
                yield entry, None
