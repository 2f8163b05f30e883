"""Who makes a client's copy of the own data: nobody's party in the client's complaints (COMP-04, DATA-03).

The copy holds every complaint, so whom one is about must not make it; and a refusal must not tell whether there is one.
So the desk names the maker, by lot, anew each day, among those who may make copies, and who neither look after the
client nor had a part in a sale; who made one today does not make the next one that day while there is another. Whoever
is not drawn is told the same words, with or without a complaint; and that it is another than the last time, or the same
one, says nothing: no day's lot hangs on the day before.
"""

import hashlib
from collections.abc import Iterator

from rmdesk.desk import same_person
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.complaints.parties import sellers_of
from rmdesk.desk.concern import parties
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import all_of
from rmdesk.domain.archive_facts import ClientExported
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Sale

_PERMISSION = "clients.export"


def not_the_maker(desk: Desk, client: Client) -> Refusal | None:
    """Why the person at the desk does not make this client's copy: somebody else was drawn, or nobody here is free. For
    use cases."""
    drawn = next(drawn_for(desk, client), None)
    if drawn is None:
        return refuse("COMP-04.copy_nobody")
    return None if drawn.login == desk.actor.login else refuse("COMP-04.copy", person=f"{drawn.name} ({drawn.login})")


def drawn_for(desk: Desk, client: Client) -> Iterator[Person]:
    """Those who may make this client's copy, in the order of the lot. For use cases."""
    concerned = parties(desk, client.id)
    strangers = _strangers(desk, client)
    last = max(desk.store.entries(subject=client.id, kind=ClientExported.kind), key=lambda one: one.seq, default=None)
    made = "" if last is None or desk.local(last.at).date() != desk.today() else last.actor
    yield from sorted(
        (one for one in strangers if one.login not in concerned),
        key=lambda one: (
            one.login == made,
            hashlib.sha256(f"{desk.today()}:{client.id}:{one.login}".encode()).digest(),
        ),
    )


def _strangers(desk: Desk, client: Client) -> list[Person]:
    """Those of the offices that make copies who had no part in what the bank did for the client."""
    mine = same_person.ids(desk, client.id)
    rows = desk.store.query(f"SELECT doc FROM sale WHERE {same_person.among(mine)}", mine)
    sellers = {login for row in rows for login in sellers_of(desk.parsed(Sale, row["doc"]))}
    taken = desk.store.query(f"SELECT doc FROM assessment WHERE {same_person.among(mine)}", mine)
    sellers |= {str(desk.parsed(Assessment, row["doc"]).by) for row in taken}
    row = desk.store.get("client", client.id)
    dealt = sellers if row is None else {*sellers, str(row["manager"])}
    offices = ROLES_OF[_PERMISSION]
    return [one for one in all_of(desk.store) if one.active and offices & set(one.roles) and one.login not in dealt]
