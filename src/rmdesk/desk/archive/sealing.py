"""Sealing a client's file: inside retention, what a client wants deleted is kept and no longer used (DATA-03)."""

from rmdesk.desk import clients, guarding, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.archive.tracking import keeping_of
from rmdesk.desk.concern import Matter, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Keeping
from rmdesk.domain.refusal import passed, written


@use_case("clients.seal")
def seal(desk: Desk, which: str, reason: str, proof: Proof | None = None) -> Keeping:
    """From now on the file is only stored and protected: lists show its number, use cases refuse it (DATA-03), and
    only compliance and auditors may read it. What is due stays listed under the number."""
    return _turn(desk, which, reason, proof, sealed=True)


@use_case("clients.seal")
def unseal(desk: Desk, which: str, reason: str, proof: Proof | None = None) -> Keeping:
    """The file may be used again."""
    return _turn(desk, which, reason, proof, sealed=False)


def _turn(desk: Desk, which: str, reason: str, proof: Proof | None, *, sealed: bool) -> Keeping:
    client, reason = passed(clients.get(desk, which)), written("reason", reason)
    if keeping_of(desk, client.id).sealed is sealed:
        return keeping_of(desk, client.id)
    kind, whose = facts.ClientSealed if sealed else facts.ClientUnsealed, Matter(client_id=client.id)
    stop_concerned(desk, "of_file.seal", whose, desk.actor.login)
    with desk.transaction():
        second = guarding.prove(desk, "clients.seal", proof, client.id)
        stop_concerned(desk, "second.clients.seal", whose, second.person.login)
        for one in same_person.ids(desk, client.id):  # nobody asks that half of what is known be left alone
            if keeping_of(desk, one).sealed is not sealed:
                desk.record(kind(client_id=one, reason=reason), one)
    return keeping_of(desk, client.id)
