"""A client whom another desk gave up to this one: taken over with everything, or refused with the reason.

Until then what belongs to him stands beside the own facts, each proved by its seal. Taking him over makes facts of this
desk out of them, which fill its tables as they filled the other's; the copies beside are erased.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from rmdesk.desk import guarding, people_rows, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import fact_of
from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import moving, peers
from rmdesk.desk.guarding import Proof
from rmdesk.domain import exchange_moves as facts
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.client import Client
from rmdesk.domain.client_changes import raised_beside
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.exchange_reviews import ReviewReturned
from rmdesk.domain.fact import Fact
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written
from rmdesk.store import Entry
from rmdesk.store.attachments import files_of
from rmdesk.store.exchange.kept import Whole
from rmdesk.store.plain import instant

TAKE_OVER = "clients.take_over"
MOVING = "moving"
"""The kind of subject of such a due; its id names the client."""
_WHAT = Text(zh="他处移交的客户", en="Client given up by another desk")


_BOTH = "EXCHANGE.own_client"
Side = Literal["ours", "theirs"]


class Settled(NamedTuple):
    """How somebody settles that two desks served a client: whose file stands where they differ, and why."""

    file: Side
    reason: str


class Happened(NamedTuple):
    """Something that one of two desks alone knows of a client: when, which desk, by whom, what."""

    at: datetime
    side: Side
    by: str
    what: str


class Arriving(NamedTuple):
    """A client who is offered: from which desk, how many facts, and what stands against taking him over."""

    moving: Moving
    peer: Peer
    against: tuple[Refusal, ...]

    @property
    def both(self) -> bool:
        """Whether both desks have his file, so that somebody must settle whose stands."""
        return any(one.code == _BOTH for one in self.against)


@use_case("clients.move")
def waiting(desk: Desk) -> tuple[Arriving, ...]:
    """The clients whom other desks offer, the oldest first."""
    return tuple(_arriving(desk, one) for one in moving.offered(desk))


@use_case("clients.move")
def take_over(
    desk: Desk, which: str, manager: str, proof: Proof | None = None, name: str = "", settled: Settled | None = None
) -> Client:
    """Take a client who is offered over into the book of `manager`, with every fact that belongs to him, by the own
    password. Refused where a product that he bought is not on the shelf. `name`: the desk, where several offer him.

    Where both desks served him, nothing is decided by who comes last: both histories are kept, and `settled` says whose
    file stands and why (EXCHANGE.own_client without it).
    """
    arriving = _arriving(desk, _named(desk, which, name))
    one, device = arriving.moving, arriving.moving.device
    against = [no for no in arriving.against if settled is None or no.code != _BOTH]
    stop_if(*against, _no_manager(desk, manager))
    why, stand = "", tuple[Client, ...]()
    if settled is not None and len(against) < len(arriving.against):
        why, stand = written("reason", settled.reason), _own_files(desk, one) if settled.file == "ours" else ()
    known = _known(desk, one)
    came = (_moved(one, _whole(desk, one, seq)) for seq in one.move.seqs)
    moved = tuple(fact for fact in came if facts.first_id(fact) not in known)
    with desk.transaction():
        guarding.prove(desk, TAKE_OVER, proof, one.move.client_id)
    with desk.batch():
        for fact in moved:
            desk.record(fact, _subject(desk, fact))
        client = next((own for own in stand if own.id == one.move.client_id), _here(desk, one))
        others = (other for other, _ in same_person.likely(desk, client) if other.id not in one.move.ids)
        taken = facts.ClientTakenOver(
            device=device,
            asked=one.seq,
            client_id=client.id,
            manager=manager,
            facts=len(moved),
            settled=why,
            stand=stand,
            raised=raised_beside(client, others, desk.today()),
        )
        desk.record(taken, one.move.client_id)
        desk.store.exchange.close(device, _for_this_alone(desk, one))
    desk.store.forget_erased()
    return _here(desk, one)


@use_case("clients.move")
def compare(desk: Desk, which: str, lang: Lang, name: str = "") -> tuple[Happened, ...]:
    """What only one of the two desks knows of a client who is offered, in the order in which it happened."""
    one = _named(desk, which, name)
    theirs = [_moved(one, _whole(desk, one, seq)) for seq in one.move.seqs]
    said, known = FactSentences(desk, lang, masked=True), _known(desk, one)
    both = {facts.first_id(fact) for fact in theirs}
    own = [entry for entry in moving.belonging(desk, one.move.client_id) if _first(entry) not in both] if known else []
    found = [_happened(said, "ours", entry.fact, entry, fact_of(desk, entry.id)) for entry in own]
    for fact in theirs:
        if facts.first_id(fact) not in known:
            told = facts.told(fact, one.move)
            found.append(_happened(said, "theirs", fact, fact, None if told is None else told.fact))
    return tuple(sorted(found))


@use_case("clients.move")
def turn_down(desk: Desk, which: str, reason: str, name: str = "") -> Moving:
    """Refuse a client who is offered: the other desk goes on with him."""
    one, reason = _named(desk, which, name), written("reason", reason)
    with desk.transaction():
        fact = facts.ClientRefused(device=one.device, asked=one.seq, client_id=one.move.client_id, reason=reason)
        desk.record(fact, one.move.client_id)
        desk.store.exchange.close(one.device, _for_this_alone(desk, one))
    desk.store.forget_erased()
    return moving.moving(desk, "in", one.move.client_id, one.device)


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
    device = peer.card.device
    row = desk.store.get("moving", "in", fact.move.client_id, device)
    known = None if row is None else desk.parsed(Moving, row["doc"])
    if known is not None and known.seq >= seq:
        return frozenset(known.move.seqs) if known.state == "offered" else frozenset()
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


def _named(desk: Desk, which: str, name: str) -> Moving:
    wanted, device = which.strip().upper(), peers.named(desk, name).card.device if name else ""
    found = [
        one
        for one in moving.offered(desk)
        if device in ("", one.device) and (which == one.move.client_id or wanted == one.move.no)
    ]
    if len(found) > 1:
        names = ", ".join(peers.named(desk, one.device).card.name for one in found)
        stop("EXCHANGE.two_offers", client=found[0].move.no, names=names)
    return found[0] if found else stop("EXCHANGE.not_offered", given=which)


def _for_this_alone(desk: Desk, one: Moving) -> list[int]:
    """The facts of the other desk that stand open for this move alone: its verdicts prove reviews that were this desk's
    before (SALE-13)."""
    facts_here = (entry.fact for entry in desk.store.entries(kind=ReviewReturned.kind) if entry.payload is not None)
    verdicts = {fact.seq for fact in facts_here if isinstance(fact, ReviewReturned) and fact.device == one.device}
    return [seq for seq in one.move.seqs if seq not in verdicts]


def _own_files(desk: Desk, one: Moving) -> tuple[Client, ...]:
    rows = (desk.store.get("client", client_id) for client_id in one.move.ids)
    return tuple(desk.parsed(Client, row["doc"]) for row in rows if row is not None)


def _happened(
    said: FactSentences, side: Side, fact: Fact, row: Entry | facts.FactMoved, reads: Fact | None
) -> Happened:
    """One fact of a history; `reads`: what one that moved says here."""
    moved = fact if isinstance(fact, facts.FactMoved) else row
    reads = fact if reads is None else reads
    client_id = fact.client_id if isinstance(fact, facts.FactMoved) else getattr(row, "subject", "")
    return Happened(moved.at, side, moved.actor, said.sentence(reads.kind, reads, client_id))


def _first(entry: Entry) -> str:
    fact = entry.fact
    return facts.first_id(fact) if isinstance(fact, facts.FactMoved) else entry.id


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


def _here(desk: Desk, one: Moving) -> Client:
    row = desk.store.get("client", one.move.client_id)
    assert row is not None, "it came with its facts"
    return desk.parsed(Client, row["doc"])


def _known(desk: Desk, one: Moving) -> frozenset[str]:
    """The facts that are here already, by the ids under which they were recorded first: his own ones from before, and
    what came with an earlier move."""
    if desk.store.get("client", one.move.client_id) is None:
        return frozenset()
    return frozenset(_first(entry) for entry in moving.belonging(desk, one.move.client_id))


def _subject(desk: Desk, fact: facts.FactMoved) -> str:
    """About what the fact is here: what fills no table goes with the client's file, and ends with it."""
    subject = desk.store.exchange.subject_of(fact.device, fact.seq)
    return subject if facts.tells(facts.kind_of(fact)) else fact.client_id
