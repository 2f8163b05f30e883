"""A manager's book: the clients that a manager sees, and their hand-over to another (DESK-18)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from rmdesk.desk import guarding, people_rows, same_person, standing_in
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.restricted_files import restriction
from rmdesk.domain import people_facts
from rmdesk.domain.client import Client
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written

LONG = 3_000
"""More clients than so many are read through beside a screen, not before it."""
_SEE_ALL = frozenset({"reviewer", "compliance", "auditor"})


class OpenWork(NamedTuple):
    """What goes with one client from one book into another: number, name, open dues, open sales by number."""

    client_id: str
    no: str
    name: str
    dues: tuple[ClientDue, ...]
    sales: tuple[tuple[str, str], ...]


class Book(NamedTuple):
    """Whose clients they are, and how many. `left`: this person was removed or suspended, or is no manager any more."""

    login: str
    name: str
    clients: int
    left: bool


def owner(desk: Desk) -> str:
    """Whose clients alone the person at the desk may see; "" when all. A manager who also reviews sees all."""
    return _owner(desk.actor)


def owners(desk: Desk, person: Person | None = None) -> tuple[str, ...]:
    """Whose clients alone somebody (the person at the desk when not given) may see: his own, and those of whom he
    stands in for today; () when all."""
    one = desk.actor if person is None else person
    login = _owner(one)
    return (login, *standing_in.covered(desk, login)) if login else ()


def among(column: str, logins: tuple[str, ...]) -> str:
    """A condition that `column` is one of these; one alone is asked for as itself, so that its index serves."""
    return f"{column} = ?" if len(logins) == 1 else f"{column} IN ({', '.join('?' * len(logins))})"


def is_long(desk: Desk, logins: tuple[str, ...] = ()) -> bool:
    """Whether these people's books, all for (), have so many clients that whoever reads through them makes a screen
    wait."""
    whose = among("manager", logins) if logins else "1"
    return bool(desk.store.query(f"SELECT 1 FROM client WHERE {whose} LIMIT 1 OFFSET {LONG}", logins))


def _owner(person: Person) -> str:
    roles = set(person.roles)
    return person.login if "manager" in roles and not roles & _SEE_ALL else ""


def clients_source(desk: Desk, *, few: bool = False) -> tuple[str, tuple[str, ...]]:
    """What stands in the place of the table `client` in a query of what may be seen, and its parameters. `few`: of
    those that the query names, whose they are is asked last; else it goes by the index of the book."""
    mine, whose = owners(desk), "+manager" if few else "manager"
    return (f"(SELECT * FROM client WHERE {among(whose, mine)})", mine) if mine else ("client", ())


def holds(desk: Desk, client_id: str) -> bool:
    """Whether this client may be seen by the person at the desk."""
    if not owner(desk):
        return True
    row = desk.store.get("client", client_id)
    return row is not None and holds_row(desk, desk.actor, row)


def knows_clients(person: Person) -> bool:
    """Whether somebody may know clients at all: a keeper of the shelf or an administrator may not (DATA-08)."""
    return not ROLES_OF["clients.read"].isdisjoint(person.roles)


def held_by(desk: Desk, person: Person, client_id: str) -> bool:
    """Whether somebody may see this client: of the own book, or of all."""
    if not knows_clients(person):
        return False
    row = desk.store.get("client", client_id) if _owner(person) else {}
    return row is not None and holds_row(desk, person, row)


def holds_row(desk: Desk, person: Person, row: Mapping[str, Any]) -> bool:
    """The same by the client's row. A list asks it of each line: whose book it is stands there, and only of another's
    client it is asked who stands in."""
    login = _owner(person)
    if not knows_clients(person):
        return False
    return not login or row["manager"] == login or row["manager"] in standing_in.covered(desk, login)


def turned_away(desk: Desk, client_id: str) -> Refusal | None:
    """The refusal for a client of somebody else's book (DATA-08.book), or whose file is sealed or destroyed (DATA-03,
    KYC-08.destroyed); None when there is none."""
    if holds(desk, client_id):
        return restriction(desk, client_id)
    row = desk.store.get("client", client_id)
    return refuse("DATA-08.book", client="" if row is None else row["no"])


@use_case("people.read")
def books(desk: Desk) -> tuple[Book, ...]:
    """Every manager's book, and those of people who left their clients behind: first theirs, then by login. Who has
    several files is one client (DESK-01)."""
    rows = desk.store.query(
        "SELECT manager, count(*) FROM client WHERE manager <> '' AND linked_to = '' GROUP BY manager"
    )
    held = {row[0]: row[1] for row in rows}
    known = (Book(one.login, one.name, held.get(one.login, 0), not _is_manager(one))
             for one in people_rows.all_of(desk.store))  # fmt: skip
    return tuple(
        sorted((one for one in known if one.clients or not one.left), key=lambda one: (not one.left, one.login))
    )


@use_case("people.hand_over")
def open_work(desk: Desk, giver: str) -> tuple[OpenWork, ...]:
    """Every client of a book with what is still open: to be looked at before a hand-over."""
    stop_if(_not_mine(desk, giver))
    rows = desk.store.query("SELECT id, no, name FROM client WHERE manager = ? ORDER BY sort, id", (giver,))
    return tuple(_work(desk, row["id"], row["no"], row["name"]) for row in rows)


@use_case("people.hand_over")
def hand_over(
    desk: Desk,
    giver: str,
    receiver: str,
    reason: str,
    proof: Proof | None = None,
    client_ids: tuple[str, ...] | None = None,
) -> tuple[OpenWork, ...]:
    """Give clients (all when none is named) into another manager's book, with everything that is open.

    An act of two: the giver, or compliance for somebody who left, at the desk, and the receiver by login and password.
    """
    stop_if(_not_mine(desk, giver) or _cannot_receive(desk, giver, receiver))
    reason = written("reason", reason)
    chosen = _chosen(desk, giver, client_ids)
    if not chosen:
        stop("DESK-18.nothing", person=giver)
    if proof is not None and proof.login not in ("", receiver):
        stop("DATA-08.second", act="clients.hand_over", roles=receiver)
    guarding.prove(desk, "clients.hand_over", proof, receiver)
    with desk.transaction():
        for one in chosen:
            _record(desk, one, giver, receiver, reason)
    return chosen


def _chosen(desk: Desk, giver: str, client_ids: tuple[str, ...] | None) -> tuple[OpenWork, ...]:
    sql = "SELECT id, no, name, doc FROM client WHERE manager = ? ORDER BY sort, id"
    rows = desk.store.query(sql, (giver,))
    wanted = [row for row in rows if client_ids is None or row["id"] in client_ids or row["no"] in client_ids]
    if client_ids is not None and len(wanted) != len(set(client_ids)):
        return ()
    for row in wanted:  # a file goes with the one that it is linked to
        one = desk.parsed(Client, row["doc"])
        stop_if(same_person.turned_to(desk, one) if client_ids is not None else None)
    return tuple(_work(desk, row["id"], row["no"], row["name"]) for row in wanted)


def _record(desk: Desk, one: OpenWork, giver: str, receiver: str, reason: str) -> None:
    fact = people_facts.ClientHandedOver(
        client_id=one.client_id,
        giver=giver,
        receiver=receiver,
        due_ids=tuple(due.id for due in one.dues),
        sale_ids=tuple(sale_id for sale_id, _ in one.sales),
        reason=reason,
    )
    desk.record(fact, one.client_id)
    for draft in desk.store.drafts.list(owner=giver):
        if draft.subject == one.client_id:  # half-typed work goes with the client
            desk.store.drafts.put(replace(draft, owner=receiver))


def _work(desk: Desk, client_id: str, no: str, name: str) -> OpenWork:
    dues = desk.store.query("SELECT doc FROM due WHERE done = 0 AND client_id = ? ORDER BY on_day, id", (client_id,))
    sales = desk.store.query("SELECT id, no FROM sale WHERE state = 'open' AND client_id = ?", (client_id,))
    return OpenWork(
        client_id,
        no,
        name,
        tuple(ClientDue.model_validate_json(row["doc"]) for row in dues),
        tuple((row["id"], row["no"]) for row in sales),
    )


def _not_mine(desk: Desk, giver: str) -> Refusal | None:
    """A manager gives the own clients only; compliance also those of somebody who left."""
    if giver == desk.actor.login or "compliance" in desk.actor.roles:
        return None
    return refuse("DATA-08.role", act="people.hand_over", roles="compliance")


def _cannot_receive(desk: Desk, giver: str, receiver: str) -> Refusal | None:
    person: Person | None = people_rows.person_of(desk.store, receiver)
    if person is None or not _is_manager(person):
        return refuse("DESK-18.not_manager", person=receiver if person is None else person.name)
    return refuse("DATA-08.same_person", person=person.name) if receiver == giver else None


def _is_manager(person: Person) -> bool:
    return person.active and "manager" in person.roles
