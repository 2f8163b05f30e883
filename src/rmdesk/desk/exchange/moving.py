"""A client is given up to another desk: named first what runs, then sealed here and offered there.

One owner at a time: from this fact on nothing new is done here, and the other desk does nothing before it takes the
client over. What it answers comes back with its next bundle; what it refuses is open here again.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.desk import clients, guarding, people_rows, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.audit.seeking import client_subjects
from rmdesk.desk.concern import Matter, stop_concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.guarding import Proof
from rmdesk.domain import exchange_moves as facts
from rmdesk.domain.client import Client
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_moves import Move, Moving
from rmdesk.domain.exchange_reviews import Somebody
from rmdesk.domain.fact import name_of
from rmdesk.domain.refusal import passed, stop, stop_if, written
from rmdesk.store import Entry
from rmdesk.store.store import KEPT

GIVE_UP = "clients.move"
_OWN = frozenset(
    name_of(one.kind)
    for one in (
        *(facts.ClientGivenUp, facts.ClientMoveAnswered, facts.ClientMoveEnded),
        *(facts.ClientOffered, facts.ClientTakenOver, facts.ClientRefused),
    )
)
"""Facts about the move itself: they say of each desk what happened there, and do not move."""


class Leaving(NamedTuple):
    """What moving a client would mean: how many facts go, what runs and must be ended first, by its number."""

    client: Client
    facts: int
    running: tuple[str, ...]


@use_case("clients.move")
def look(desk: Desk, which: str) -> Leaving:
    """What would go with a client, and what must be ended before; nothing comes of it."""
    client = _of(desk, which)
    ids = same_person.ids(desk, client.id)
    return Leaving(client, sum(1 for _ in belonging(desk, client.id)), _running(desk, ids))


@use_case("clients.move")
def give_up(desk: Desk, which: str, name: str, reason: str, proof: Proof | None = None) -> Moving:
    """Give a client up to the desk that `name` says, with all files of the person; a second person agrees.

    Refused while a sale, a complaint or a half-typed form runs, each named; by a desk without a code, or with that of
    the other: numbers would be taken for its own (EXCHANGE.running, .no_code).
    """
    client, peer, reason = _of(desk, which), peers.named(desk, name), written("reason", reason)
    peers.stop_if_none(desk, peer)
    ids = same_person.ids(desk, client.id)
    if running := _running(desk, ids):
        stop("EXCHANGE.running", client=client.no, what=", ".join(running))
    stop_concerned(desk, "of_file.seal", Matter(client_id=client.id), desk.actor.login)
    entries = tuple(belonging(desk, client.id))
    move = Move(
        client_id=client.id,
        ids=ids,
        no=desk.branch.coded(client.no),
        name=client.name,
        code=desk.branch.code,
        numbers=tuple(dict.fromkeys(no for entry in entries if (no := entry.fact.gives_no))),
        logins=tuple(one.login for one in people_rows.all_of(desk.store)),
        seqs=tuple(entry.seq for entry in entries),
        products=_products(desk, ids),
        reason=reason,
        by=Somebody.of(desk.actor),
    )
    with desk.transaction():
        guarding.prove(desk, GIVE_UP, proof, client.id)
        desk.record(facts.ClientGivenUp(device=peer.card.device, move=move), client.id)
    return moving(desk, "out", client.id, peer.card.device)


@use_case("clients.move")
def keep(desk: Desk, which: str, reason: str) -> Moving:
    """A client who was given up to a desk that was struck off before it answered stays here."""
    one, reason = _given_up(desk, which), written("reason", reason)
    peer = peers.named(desk, one.device)
    if peer.struck is None:
        stop("EXCHANGE.unanswered", client=one.move.no, name=peer.card.name)
    fact = facts.ClientMoveEnded(device=one.device, client_id=one.move.client_id, reason=reason)
    desk.record(fact, one.move.client_id)
    return moving(desk, "out", one.move.client_id, one.device)


@use_case("clients.move")
def all_out(desk: Desk) -> tuple[Moving, ...]:
    """The clients who were given up here and did not come back, those without an answer first."""
    return tuple(sorted(_rows(desk, "out", "offered", "taken"), key=lambda one: (one.state == "taken", one.at)))


def moving(desk: Desk, way: str, client_id: str, device: str) -> Moving:
    """How the last move of a client from here ("out") or to here ("in") stands with a desk. For use cases."""
    row = desk.store.get("moving", way, client_id, device)
    if row is None:
        stop("INPUT.unknown", what="client", given=client_id)
    return desk.parsed(Moving, row["doc"])


def offered(desk: Desk) -> tuple[Moving, ...]:
    """The clients that other desks gave up to this one, the oldest first. For use cases."""
    return tuple(sorted(_rows(desk, "in", "offered"), key=lambda one: one.at))


def said_for(desk: Desk, peer: Peer) -> Iterator[int]:
    """Numbers of the facts that a bundle opens for this desk: a client whom it was given and has not acknowledged, with
    all that belongs to him; what it was answered. For use cases."""
    device, after = peer.card.device, peer.acked.seq
    for kind in (facts.ClientTakenOver, facts.ClientRefused, facts.ClientGivenUp):
        for entry in desk.store.entries(kind=kind.kind, after=after):
            fact = None if entry.payload is None else entry.fact
            if not isinstance(fact, kind) or fact.device != device:
                continue
            yield entry.seq
            if isinstance(fact, facts.ClientGivenUp) and _stands(desk, fact, entry.seq):
                yield from fact.move.seqs


def answered(desk: Desk, peer: Peer, seq: int, fact: facts.ClientTakenOver | facts.ClientRefused) -> None:
    """The other desk answered, by its fact `seq`, once more perhaps. For use cases, in their transaction."""
    row = desk.store.get("moving", "out", fact.client_id, peer.card.device)
    one = None if row is None else desk.parsed(Moving, row["doc"])
    if one is None or (one.device, one.seq, one.state) != (peer.card.device, fact.asked, "offered"):
        return
    taken = isinstance(fact, facts.ClientTakenOver)
    reason = fact.settled if isinstance(fact, facts.ClientTakenOver) else fact.reason
    said = facts.ClientMoveAnswered(
        device=peer.card.device, seq=seq, client_id=fact.client_id, asked=fact.asked, taken=taken, reason=reason
    )
    desk.record(said, fact.client_id)


def _rows(desk: Desk, way: str, *states: str) -> Iterator[Moving]:
    for state in states:
        for row in desk.store.where("moving", way=way, state=state):
            yield desk.parsed(Moving, row["doc"])


def _stands(desk: Desk, fact: facts.ClientGivenUp, seq: int) -> bool:
    row = desk.store.get("moving", "out", fact.move.client_id, fact.device)
    one = None if row is None else desk.parsed(Moving, row["doc"])
    return one is not None and (one.seq, one.state) == (seq, "offered")


def _given_up(desk: Desk, which: str) -> Moving:
    bare = desk.bare_no(which)
    for one in _rows(desk, "out", "offered"):
        if which == one.move.client_id or bare in (one.move.no, desk.bare_no(one.move.no)):
            return one
    return stop("INPUT.unknown", what="client", given=which)


def _of(desk: Desk, which: str) -> Client:
    client = passed(clients.get(desk, which))
    stop_if(same_person.turned_to(desk, client))
    return client


def _running(desk: Desk, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of the sales and complaints of these files that are not ended, and the half-typed forms."""
    among = same_person.among(ids)
    sales = desk.store.query(f"SELECT no FROM sale WHERE state = 'open' AND {among} ORDER BY no", ids)
    cases = desk.store.query(f"SELECT no FROM complaint WHERE ended = 0 AND {among} ORDER BY no", ids)
    return (*(row["no"] for row in sales), *(row["no"] for row in cases))


def _products(desk: Desk, ids: tuple[str, ...]) -> tuple[str, ...]:
    sql = f"SELECT DISTINCT product FROM sale WHERE product IS NOT NULL AND {same_person.among(ids)} ORDER BY product"
    return tuple(row["product"] for row in desk.store.query(sql, ids))


def belonging(desk: Desk, client_id: str) -> Iterator[Entry]:
    """All facts that belong to a client and were not erased, in the order in which they happened. For use cases."""
    found = (
        entry
        for subject in (client_id, *client_subjects(desk, client_id))
        for entry in desk.store.entries(subject=subject)
        if entry.payload is not None and entry.kind not in KEPT and name_of(entry.kind) not in _OWN
    )
    return iter(sorted(found, key=lambda entry: entry.seq))
