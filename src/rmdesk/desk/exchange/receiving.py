"""A client whom another desk gave up to this one: taken over with everything, or refused with the reason.

Until then what belongs to him stands beside the own facts, each proved by its seal. Taking him over makes facts of this
desk out of them, which fill its tables as they filled the other's; the copies beside are erased.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import moving, peers
from rmdesk.desk.guarding import Proof
from rmdesk.domain import exchange_moves as facts
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written
from rmdesk.store.attachments import files_of
from rmdesk.store.exchange.kept import Whole
from rmdesk.store.plain import instant

TAKE_OVER = "clients.take_over"
MOVING = "moving"
"""The kind of subject of such a due; its id names the client."""
_WHAT = Text(zh="他处移交的客户", en="Client given up by another desk")


class Arriving(NamedTuple):
    """A client who is offered: from which desk, how many facts, and what stands against taking him over."""

    moving: Moving
    peer: Peer
    against: tuple[Refusal, ...]


@use_case("clients.move")
def waiting(desk: Desk) -> tuple[Arriving, ...]:
    """The clients whom other desks offer, the oldest first."""
    return tuple(_arriving(desk, one) for one in moving.offered(desk))


@use_case("clients.move")
def take_over(desk: Desk, which: str, manager: str, proof: Proof | None = None) -> Client:
    """Take a client who is offered over into the book of `manager`, with every fact that belongs to him. By the own
    password; refused where he is a client here already or a product that he bought is not on the shelf."""
    arriving = _arriving(desk, _named(desk, which))
    one, device = arriving.moving, arriving.moving.device
    stop_if(*arriving.against, _no_manager(desk, manager))
    known = _known(desk, one)
    came = (_moved(one, _whole(desk, one, seq)) for seq in one.move.seqs)
    moved = tuple(fact for fact in came if facts.first_of(fact) not in known)
    with desk.transaction():
        guarding.prove(desk, TAKE_OVER, proof, one.move.client_id)
    with desk.batch():
        for fact in moved:
            desk.record(fact, _subject(desk, fact))
        taken = facts.ClientTakenOver(
            device=device, asked=one.seq, client_id=one.move.client_id, manager=manager, facts=len(moved)
        )
        desk.record(taken, one.move.client_id)
        desk.store.exchange.close(device, one.move.seqs)
    desk.store.forget_erased()
    row = desk.store.get("client", one.move.client_id)
    assert row is not None, "it came with its facts"
    return desk.parsed(Client, row["doc"])


@use_case("clients.move")
def turn_down(desk: Desk, which: str, reason: str) -> Moving:
    """Refuse a client who is offered: the other desk goes on with him."""
    one, reason = _named(desk, which), written("reason", reason)
    with desk.transaction():
        fact = facts.ClientRefused(device=one.device, asked=one.seq, client_id=one.move.client_id, reason=reason)
        desk.record(fact, one.move.client_id)
        desk.store.exchange.close(one.device, one.move.seqs)
    desk.store.forget_erased()
    return moving.moving(desk, "in", one.move.client_id)


def due(desk: Desk, until: date) -> Iterator[Due]:
    """A provider of the list of dues."""
    for one in moving.offered(desk):
        if (came := desk.local(one.at).date()) > until:
            continue
        yield Due(
            key=f"{MOVING}:{one.move.client_id}",
            kind="elsewhere.client",
            rule="DESK-18",
            subject=Subject(kind=MOVING, id=one.move.client_id),
            what=_WHAT,
            name=peers.named(desk, one.device).card.branch,
            about=Text.same(one.move.no),
            on=came,
            act="clients.move",
        )


def received(desk: Desk, peer: Peer, seq: int, fact: facts.ClientGivenUp) -> frozenset[int]:
    """A desk gives a client up, by its fact `seq`, once more perhaps; numbers of the facts that belong to him. For use
    cases, in their transaction."""
    row, device = desk.store.get("moving", "in", fact.move.client_id), peer.card.device
    known = None if row is None else desk.parsed(Moving, row["doc"])
    if known is not None and known.device == device and known.seq >= seq:
        return frozenset(known.move.seqs) if known.state == "offered" else frozenset()
    if known is not None and known.state == "offered":  # given to this desk by two: the first one is answered first
        return frozenset()
    desk.record(facts.ClientOffered(device=device, seq=seq, move=fact.move), fact.move.client_id)
    return frozenset(fact.move.seqs)


def _arriving(desk: Desk, one: Moving) -> Arriving:
    peer = peers.named(desk, one.device)
    return Arriving(one, peer, tuple(_against(desk, one, peer)))


def _against(desk: Desk, one: Moving, peer: Peer) -> Iterator[Refusal]:
    if peer.struck is not None:
        yield refuse("EXCHANGE.struck", name=peer.card.name)
    if one.move.code == desk.branch.code:
        yield refuse("EXCHANGE.no_code", name=peer.card.name)
    for client_id in one.move.ids:
        row = desk.store.get("client", client_id)
        if row is not None and desk.parsed(Client, row["doc"]).moved_to != one.device:
            yield refuse("EXCHANGE.own_client", client=row["no"], name=peer.card.name)
    lacking = [code for code in one.move.products if desk.store.get("product", code) is None]
    if lacking:
        yield refuse("EXCHANGE.products", client=one.move.no, products=", ".join(lacking))


def _no_manager(desk: Desk, login: str) -> Refusal | None:
    person = people_rows.person_of(desk.store, login)
    if person is not None and person.active and "manager" in person.roles:
        return None
    return refuse("DESK-18.not_manager", person=login if person is None else person.name)


def _named(desk: Desk, which: str) -> Moving:
    wanted = which.strip().upper()
    for one in moving.offered(desk):
        if which == one.move.client_id or wanted == one.move.no:
            return one
    return stop("EXCHANGE.not_offered", given=which)


def _whole(desk: Desk, one: Moving, seq: int) -> Whole:
    found = desk.store.exchange.opened_whole(one.device, seq)
    if found is None:
        stop("EXCHANGE.incomplete", client=one.move.no, seq=seq)
    for sha256 in files_of(_moved(one, found)):
        if not desk.store.attachments.holds(sha256):
            stop("EXCHANGE.incomplete", client=one.move.no, seq=seq)
    return found


def _moved(one: Moving, whole: Whole) -> facts.FactMoved:
    seal = whole.seal
    assert whole.salt is not None, "what is opened says something"
    assert whole.payload is not None, "what is opened says something"
    return facts.FactMoved(
        client_id=one.move.client_id,
        device=one.device,
        seq=seal.seq,
        id=seal.id,
        at=instant(seal.at),
        actor=seal.actor,
        of=seal.kind,
        salt=whole.salt.hex(),
        said=whole.payload,
    )


def _known(desk: Desk, one: Moving) -> frozenset[tuple[str, int]]:
    """The facts that came with an earlier move of this client, or went with one, by the desk that recorded them."""
    if desk.store.get("client", one.move.client_id) is None:
        return frozenset()
    found = {(desk.store.device, entry.seq) for entry in moving.belonging(desk, one.move.client_id)}
    for entry in desk.store.entries(kind=facts.FactMoved.kind):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.FactMoved) and fact.client_id == one.move.client_id:
            found.add(facts.first_of(fact))
    return frozenset(found)


def _subject(desk: Desk, fact: facts.FactMoved) -> str:
    """About what the fact is here: what fills no table goes with the client's file, and ends with it."""
    subject = desk.store.exchange.subject_of(fact.device, fact.seq)
    return subject if facts.tells(facts.kind_of(fact)) else fact.client_id
