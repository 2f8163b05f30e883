"""Files that are only kept (DATA-03) and files that are no more (KYC-08): who may still look, and who may not."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.same_person import settled_elsewhere, turned_to
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refusal, refuse

_LOOKERS = {"compliance", "auditor"}
# What protects a sealed file or answers a legal claim to it, beside reading it.
_NEW_WORK = {"clients.write", "clients.qualify", "assess.take", "sales.work"}
"""What is not begun with a file that is linked to another of the same person, or of a client with whom another desk
goes on (DESK-01); what was begun goes on."""
_ALLOWED = {"clients.seal", "clients.export", "retention.hold", "retention.erase", "evidence.export", "audit.export"}


def restriction(desk: Desk, client_id: str) -> Refusal | None:
    """Why this client's file cannot be used in the use case that the person at the desk is at; None when it can.

    A sealed file may be read by compliance and auditors and by nobody else, and nothing new is done with it.
    """
    row = desk.store.get("client", client_id)
    if row is None:
        return None
    return of_file(desk, desk.parsed(Client, row["doc"]))


def of_file(desk: Desk, client: Client) -> Refusal | None:
    """The same of a file that was read already."""
    if client.linked_to and desk.permission in _NEW_WORK:
        return turned_to(desk, client)
    if desk.permission in _NEW_WORK and (settled := settled_elsewhere(desk, client)) is not None:
        return settled
    if client.kept == "destroyed":
        return refuse("KYC-08.destroyed", client=client.no)
    if client.kept == "open" or (_only_keeps(desk.permission) and _LOOKERS.intersection(desk.actor.roles)):
        return None
    return refuse("EXCHANGE.moved" if client.moved_to else "DATA-03", client=client.no)


def may_look_into_sealed(desk: Desk) -> bool:
    """Whether the person at the desk reads sealed files where they are only read."""
    return not _LOOKERS.isdisjoint(desk.actor.roles)


def _only_keeps(permission: str) -> bool:
    return not permission or permission.endswith(".read") or permission in _ALLOWED
