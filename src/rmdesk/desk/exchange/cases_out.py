"""A complaint is given up to another desk, where somebody handles it whom it does not concern (COMP-04).

One owner at a time: from this fact on nothing is done with it here. Until the other desk answers its dates are this
desk's to keep, on the board and among the dues; what it refuses goes on here. What becomes of it there its seals say.
"""

from collections.abc import Iterator

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.complainant import reads_in, reads_large
from rmdesk.desk.complaints.interest import free_people
from rmdesk.desk.complaints.reading import clocks_at, found, in_book
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.guarding import Proof
from rmdesk.domain import exchange_cases as facts
from rmdesk.domain.clocks import Clock, legal_due
from rmdesk.domain.complaint import Case
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_cases import CaseDate, CaseMove, CaseMoving, Heard, Origin
from rmdesk.domain.exchange_reviews import Somebody
from rmdesk.domain.fact import name_of
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written
from rmdesk.store import Entry
from rmdesk.store.plain import instant
from rmdesk.store.store import KEPT

GIVE_UP = "complaints.move"


@use_case("complaints.move")
def has(desk: Desk, which: str) -> bool:
    """Whether this is the number, or the id, of a case of this desk."""
    return bool(desk.store.query("SELECT 1 FROM complaint WHERE id = ? OR no = ?", (which, desk.bare_no(which))))


@use_case("complaints.move")
def give_up(desk: Desk, which: str, name: str, reason: str, proof: Proof | None = None) -> CaseMoving:
    """Give an open case up to the desk that `name` says, by the own password. Whom it concerns gives it up only where
    nobody at this desk may handle it, and without reading it (COMP-04).

    Refused for one with which another was merged; by a desk without a code, or with that of the other.
    """
    case, peer, reason = found(desk, which), peers.named(desk, name), written("reason", reason)
    peers.stop_if_none(desk, peer)
    stop_if(_not_mine(desk, case), _unmovable(case))
    if proof is not None and proof.login and not case.concerns(desk.actor.login) and case.concerns(proof.login):
        stop("COMP-04", no=case.no)
    now, entries = desk.now(), tuple(belonging(desk, case.id))
    clocks = clocks_at(desk, case, now)
    due = legal_due(clocks)
    origins, concerned = _earlier(desk, case)
    people = people_rows.all_of(desk.store)
    move = CaseMove(
        case_id=case.id,
        no=desk.branch.coded(case.no),
        received_at=case.received_at,
        at=now,
        dates=dates(clocks),
        due=None if due is None else due.due_day,
        origins=(_own(desk, entries), *origins),
        seqs=tuple(entry.seq for entry in entries),
        concerned=(*concerned, *(Somebody.of(one) for one in people if case.concerns(one.login))),
        reason=reason,
        by=Somebody.of(desk.actor),
        large=reads_large(desk, case),
        lang=reads_in(desk, case),
    )
    with desk.transaction():
        guarding.prove(desk, GIVE_UP, proof, case.id)
        desk.record(facts.CaseGivenUp(device=peer.card.device, move=move), case.id)
    return moving(desk, "out", case.id, peer.card.device)


@use_case("complaints.move")
def keep(desk: Desk, which: str, reason: str) -> CaseMoving:
    """A case that was given up to a desk that was struck off before it answered goes on here."""
    one, reason = _given_up(desk, which), written("reason", reason)
    peer = peers.named(desk, one.device)
    if peer.struck is None:
        stop("EXCHANGE.case_unanswered", case=one.move.no, name=peer.card.name)
    desk.record(facts.CaseMoveEnded(device=one.device, case_id=one.move.case_id, reason=reason), one.move.case_id)
    return moving(desk, "out", one.move.case_id, one.device)


@use_case("complaints.move")
def all_out(desk: Desk) -> tuple[CaseMoving, ...]:
    """The cases that were given up here and did not come back: those without an answer first, by their legal date."""
    rows = _rows(desk, "out", "offered", "taken")
    return tuple(sorted(rows, key=lambda one: (one.state == "taken", str(one.move.due or ""), one.at)))


def moving(desk: Desk, way: str, case_id: str, device: str) -> CaseMoving:
    """How the last move of a case from here ("out") or to here ("in") stands with a desk. For use cases."""
    row = desk.store.get("case_moving", way, case_id, device)
    if row is None:
        stop("INPUT.unknown", what="complaint", given=case_id)
    return desk.parsed(CaseMoving, row["doc"])


def offered(desk: Desk) -> tuple[CaseMoving, ...]:
    """The cases that other desks gave up to this one, the oldest first. For use cases."""
    return tuple(sorted(_rows(desk, "in", "offered"), key=lambda one: one.at))


def said_for(desk: Desk, peer: Peer) -> Iterator[int]:
    """Numbers of the facts that a bundle opens for this desk: a case that it was given and has not acknowledged, with
    all that belongs to it; what it was answered. For use cases."""
    device, after = peer.card.device, peer.acked.seq
    for kind in (facts.CaseTakenOver, facts.CaseRefused, facts.CaseGivenUp):
        for entry in desk.store.entries(kind=kind.kind, after=after):
            fact = None if entry.payload is None else entry.fact
            if not isinstance(fact, kind) or fact.device != device:
                continue
            yield entry.seq
            if isinstance(fact, facts.CaseGivenUp) and _stands(desk, fact, entry.seq):
                yield from fact.move.seqs


def answered(desk: Desk, peer: Peer, seq: int, fact: facts.CaseTakenOver | facts.CaseRefused) -> None:
    """The other desk answered, by its fact `seq`, once more perhaps. For use cases, in their transaction."""
    row = desk.store.get("case_moving", "out", fact.case_id, peer.card.device)
    one = None if row is None else desk.parsed(CaseMoving, row["doc"])
    if one is None or (one.seq, one.state) != (fact.asked, "offered"):
        return
    taken = isinstance(fact, facts.CaseTakenOver)
    reason = fact.reason if isinstance(fact, facts.CaseRefused) else ""
    said = facts.CaseMoveAnswered(
        device=peer.card.device, seq=seq, case_id=fact.case_id, asked=fact.asked, taken=taken, reason=reason
    )
    desk.record(said, fact.case_id)


def hear(desk: Desk, peer: Peer) -> None:
    """What became of cases that this desk took over, as the seals say that came. For use cases, in their
    transaction."""
    for one in _rows(desk, "out", "taken"):
        if one.device != peer.card.device:
            continue
        after = one.heard[-1].seq if one.heard else 0
        seals = desk.store.exchange.about(one.device, one.move.case_id, after)
        heard = tuple(
            Heard(seq=seal.seq, what=facts.HEARD[name], at=instant(seal.at))
            for seal in seals
            if (name := name_of(seal.kind)) in facts.HEARD
        )
        if heard:
            desk.record(facts.CaseHeardOf(device=one.device, case_id=one.move.case_id, heard=heard), one.move.case_id)


def dates(clocks: tuple[Clock, ...]) -> tuple[CaseDate, ...]:
    """The legal dates of a case, which stand at both desks. For use cases."""
    return tuple(CaseDate(clock=one.id, due=one.due_day) for one in clocks if one.legal)


def belonging(desk: Desk, case_id: str) -> Iterator[Entry]:
    """All facts about a case that were not erased, in the order in which they happened. For use cases."""
    for entry in desk.store.entries(subject=case_id):
        if entry.payload is not None and entry.kind not in KEPT and name_of(entry.kind) not in facts.OWN:
            yield entry


def _rows(desk: Desk, way: str, *states: str) -> Iterator[CaseMoving]:
    for state in states:
        for row in desk.store.where("case_moving", way=way, state=state):
            yield desk.parsed(CaseMoving, row["doc"])


def _not_mine(desk: Desk, case: Case) -> Refusal | None:
    """Whom it concerns may give it away unread where nobody else is left: it would be handled by nobody."""
    if case.concerns(desk.actor.login):
        return refuse("COMP-04", no=case.no) if free_people(desk, case) else None
    return None if in_book(desk, case) else refuse("DATA-08.book", client=case.no)


def _unmovable(case: Case) -> Refusal | None:
    if case.moved_to:
        return refuse("EXCHANGE.case_moved", case=case.no)
    if case.ended:
        return refuse("EXCHANGE.case_ended", case=case.no)
    return refuse("EXCHANGE.case_joined", case=case.no) if case.joined else None


def _own(desk: Desk, entries: tuple[Entry, ...]) -> Origin:
    return Origin(
        device=desk.store.device,
        code=desk.branch.code,
        numbers=tuple(dict.fromkeys(no for entry in entries if (no := entry.fact.gives_no))),
        logins=tuple(one.login for one in people_rows.all_of(desk.store)),
    )


def _earlier(desk: Desk, case: Case) -> tuple[tuple[Origin, ...], tuple[Somebody, ...]]:
    """The other desks that recorded facts of the case, and whom it concerned there."""
    rows = desk.store.where("case_moving", way="in", case_id=case.id)
    moves = [desk.parsed(CaseMoving, row["doc"]).move for row in rows]
    origins = {one.device: one for move in moves for one in move.origins if one.device != desk.store.device}
    concerned = dict.fromkeys(one for move in moves for one in move.concerned)
    return tuple(origins.values()), tuple(concerned)


def _stands(desk: Desk, fact: facts.CaseGivenUp, seq: int) -> bool:
    row = desk.store.get("case_moving", "out", fact.move.case_id, fact.device)
    one = None if row is None else desk.parsed(CaseMoving, row["doc"])
    return one is not None and (one.seq, one.state) == (seq, "offered")


def _given_up(desk: Desk, which: str) -> CaseMoving:
    bare = desk.bare_no(which)
    for one in _rows(desk, "out", "offered"):
        if which == one.move.case_id or bare in (one.move.no, desk.bare_no(one.move.no)):
            return one
    return stop("INPUT.unknown", what="complaint", given=which)
