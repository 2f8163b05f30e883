"""Two files of one person become one to work with (DESK-01): linked by two people, on evidence, with a reason.

Nothing is moved and nothing is lost: each fact stays with its file. What is held, assessed, bought, complained of is
counted together from then on, and the other file takes no new work. Unlinking is a fact as well.
"""

from typing import NamedTuple

from rmdesk.desk import clients, guarding, people_rows, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.guarding import Proof
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import raised_beside
from rmdesk.domain.refusal import passed, stop, written

ACT = "clients.link"
"""The sensitive act: a second person of review or compliance agrees (DATA-08)."""


class Double(NamedTuple):
    """A file that may be of the same person; `why` is that of `same_person.Likely`."""

    id: str
    no: str
    why: str


@use_case("clients.link")
def link(desk: Desk, other: str, one: str, reason: str, evidence: str, proof: Proof | None = None) -> Client:
    """The file `other` is of the same person as `one` (ids or numbers): from now on `one` alone is worked with.

    Refuses two kinds, two birth dates, and a file with a sale under way (DESK-01). The other file goes into the same
    manager's book. Where the one says more of the client's means than the other, they rose today (SUIT-03). Gives the
    file that is worked with.
    """
    closed, kept = passed(clients.get(desk, other)), passed(clients.get(desk, one))
    _linkable(desk, closed, kept)
    reason, evidence = written("reason", reason), written("evidence", evidence)
    with desk.transaction():
        second = guarding.prove(desk, ACT, proof, closed.id)
        fact = facts.ClientLinked(
            client_id=closed.id,
            one_id=kept.id,
            manager=kept.manager,
            manager_before=closed.manager,
            reason=reason,
            evidence=evidence,
            second=second.person.login,
            raised=raised_beside(kept, (closed,), desk.today()),
        )
        desk.record(fact, closed.id)
        _watch(desk, kept.id)
    return clients.require(desk, kept.id)


@use_case("clients.link")
def unlink(desk: Desk, other: str, reason: str, proof: Proof | None = None) -> Client:
    """The file is one of its own again, in the book that it came from, where that manager is still one; two people say
    so. Gives it."""
    closed = passed(clients.get(desk, other))
    reason = written("reason", reason)
    if not closed.linked_to:
        stop("DESK-01.not_linked", client=closed.no)
    with desk.transaction():
        second = guarding.prove(desk, ACT, proof, closed.id)
        back = people_rows.person_of(desk.store, closed.manager_before)
        returns = back is not None and back.active and "manager" in back.roles
        fact = facts.ClientUnlinked(
            client_id=closed.id,
            one_id=closed.linked_to,
            manager=closed.manager_before if returns else closed.manager,
            reason=reason,
            second=second.person.login,
        )
        desk.record(fact, closed.id)
        for each in (closed.id, closed.linked_to):
            _watch(desk, each)
    return clients.require(desk, closed.id)


def doubles(desk: Desk, client: Client) -> tuple[Double, ...]:
    """Other files that are likely of the same person and not yet linked to any. For use cases; of another's book no
    more than the number is told."""
    if client.kept != "open":
        return ()
    mine = same_person.ids(desk, client.id)
    found = same_person.likely(desk, client)
    return tuple(Double(one.id, one.no, why) for one, why in found if one.id not in mine and not one.linked_to)


def _linkable(desk: Desk, closed: Client, kept: Client) -> None:
    if closed.id == kept.id or kept.id == closed.linked_to:
        stop("DESK-01.same", client=closed.no)
    for one in (closed, kept):
        refusal = same_person.turned_to(desk, one)
        if refusal is not None:
            stop(refusal.code, **refusal.saw)
    if closed.kind != kept.kind:
        stop("DESK-01.kind")
    if closed.born is not None and kept.born is not None and closed.born != kept.born:
        stop("DESK-01.born", born=closed.born, one_born=kept.born)
    rows = desk.store.query("SELECT no FROM sale WHERE client_id = ? AND state = 'open' ORDER BY no", (closed.id,))
    if rows:
        stop("DESK-01.open_sales", client=closed.no, sales=", ".join(row["no"] for row in rows))


def _watch(desk: Desk, client_id: str) -> None:
    """What is due of a file follows what is known of the person now."""
    client_dues.watch_client(desk, clients.require(desk, client_id), graded=False)
    for taken in standing.taken(desk, client_id).values():
        client_dues.watch_assessment(desk, taken)
