"""Who freed the means that a sale may lean on: no reviewer of his own doing (SUIT-03, SALE-13). For use cases."""

from collections.abc import Iterator
from datetime import date, datetime

from rmdesk.desk import same_person
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain import holding_facts as holdings
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import rises
from rmdesk.domain.holdings import Eased
from rmdesk.domain.match import fresh_since
from rmdesk.store import Entry


def freed_by(desk: Desk, client_id: str, at: datetime | None = None) -> frozenset[str]:
    """Who lately, as of an instant (now where None), raised a figure of the client's file, or made less what is held,
    in whichever file of the person: by hand, by a list, by a link of files, or by ending a sale that was signed."""
    on = desk.today() if at is None else desk.local(at).date()
    row, since = desk.store.get("client", client_id), fresh_since(desk.thresholds(), on)
    apart = () if row is None else same_person.apart(desk, desk.parsed(Client, row["doc"]))
    mine = (*same_person.ids(desk, client_id), *(one.id for one in apart))
    found = ((entry, ends) for one in mine for entry, ends in _freeing(desk, one, at))
    return frozenset(
        entry.actor
        for entry, ends in found
        if desk.local(entry.at).date() >= since or (ends is not None and ends >= since)
    )


def _freeing(desk: Desk, client_id: str, at: datetime | None) -> Iterator[tuple[Entry, date | None]]:
    """The facts about a file by which means rose, or what is held became less; of what was upheld for a while by what
    was said, till when."""
    first: dict[tuple[str, Eased], Entry] = {}

    def by(entry: Entry, id: str, eased: tuple[Eased, ...]) -> Iterator[tuple[Entry, date | None]]:
        for one in eased:
            yield first.setdefault((id, one.model_copy(update={"until": None})), entry), one.until

    for entry in desk.store.entries(subject=client_id, until=at):
        match None if entry.payload is None else entry.fact:
            case holdings.HoldingChanged(holding=one) | holdings.HoldingRedeemed(holding=one):
                yield from by(entry, one.id, one.eased)
            case (
                holdings.HoldingEnded(holding_id=id, eased=eased)
                | holdings.HoldingTakenBack(holding_id=id, eased=eased)
            ):
                yield from by(entry, id, eased)
            case facts.ClientChanged() as fact if fact.raised or rises(fact.changes):
                yield entry, None
            case facts.ClientRegistered(client=client) if client.raised:
                yield entry, None
            case facts.ClientLinked(raised=raised) if raised:
                yield entry, None
    for row in desk.store.where("sale", client_id=client_id):
        for entry in desk.store.entries(subject=row["id"], kind=facts.SaleAbandoned.kind, until=at):
            if isinstance(entry.fact, facts.SaleAbandoned):
                yield from by(entry, row["id"], entry.fact.eased)
