"""Consents that a client once gave and took back, as the facts of the file tell (DATA-02)."""

from datetime import datetime

from rmdesk.desk import clients
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.facts import ClientChanged
from rmdesk.domain.refusal import passed

Withdrawn = tuple[tuple[str, datetime, str], ...]
"""Keys of the file that hold a consent, each with when it was taken back and the recipient that the file then named."""
_RECIPIENT = "sharing_recipient"


@use_case("clients.read")
def took_back(desk: Desk, client_id: str) -> Withdrawn:
    """What a client took back and did not give again."""
    return withdrawn(desk, passed(clients.get(desk, client_id)))


def withdrawn(desk: Desk, client: Client) -> Withdrawn:
    """`took_back` for use cases."""
    found: dict[str, tuple[datetime, str]] = {}
    keys = {one.key for one in desk.pack.notices.privacy.consents}
    for entry in desk.store.entries(subject=client.id, kind=ClientChanged.kind):
        fact = None if entry.payload is None else entry.fact
        changes = fact.changes if isinstance(fact, ClientChanged) else {}
        # A consent taken back hides its recipient: the same change clears it.
        recipient = changes.get(_RECIPIENT, (client.profile.get(_RECIPIENT, ""), ""))[0]
        for key in keys & changes.keys():
            before, after = changes[key]
            found.pop(key, None)
            if before == "yes" and after != "yes":
                found[key] = (entry.at, recipient)
    return tuple(sorted(((key, *told) for key, told in found.items()), key=lambda one: (one[1], one[0])))
