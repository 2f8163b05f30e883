"""A complaint that another desk gave up to this one: taken over by somebody whom it does not concern, or refused.

Until then its facts stand beside the own ones, each proved by its seal, and nobody reads them. Taking it over makes
facts of this desk out of them: its legal dates run on from its receipt there, and what was late stays late (COMP-08).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rmdesk.desk import guarding
from rmdesk.desk.access import use_case
from rmdesk.desk.complaints import parties
from rmdesk.desk.complaints.interest import free_people
from rmdesk.desk.complaints.reading import CaseView, clocks_at, view_again
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_out, peers
from rmdesk.desk.guarding import Proof
from rmdesk.domain import exchange_cases as facts
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_facts import CaseFact, ComplaintReceived
from rmdesk.domain.complaint_fold import fold
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_cases import CaseFactMoved, CaseMoving
from rmdesk.domain.refusal import Refusal, refuse, stop, stop_if, written
from rmdesk.store import Entry
from rmdesk.store.attachments import files_of
from rmdesk.store.exchange.kept import Whole
from rmdesk.store.plain import instant

TAKE_OVER = "complaints.take_over"
MOVING = "case_moving"
"""The kind of subject of such a due; its id names the case."""
_WHAT = Text(zh="他处移交的投诉", en="Case given up by another desk")


class CaseArriving(NamedTuple):
    """A case that is offered: from which desk, and what stands against that the person at the desk takes it over."""

    moving: CaseMoving
    peer: Peer
    against: tuple[Refusal, ...]


@use_case("complaints.move")
def waiting(desk: Desk) -> tuple[CaseArriving, ...]:
    """The cases that other desks offer, the oldest first."""
    return tuple(_arriving(desk, one) for one in cases_out.offered(desk))


@use_case("complaints.move")
def offers(desk: Desk, which: str) -> bool:
    """Whether another desk offers a case with this number."""
    return any(_is(one, which) for one in cases_out.offered(desk))


@use_case("complaints.move")
def take_over(desk: Desk, which: str, handler: str, proof: Proof | None = None, name: str = "") -> CaseView:
    """Take a case that is offered over with every fact of it, by the own password. `handler` handles it; "": whoever
    takes it over, else the next by the rule. Refused to whom it concerned there, and where this desk counts other legal
    dates. `name`: the desk, where several offer it."""
    arriving = _arriving(desk, _named(desk, which, name))
    one, known = arriving.moving, _known(desk, arriving.moving)
    stop_if(*arriving.against)
    moved = tuple(_moved(one, _whole(desk, one, seq)) for seq in one.move.seqs)
    case = _case_of(desk, one, moved)
    free = [person.login for person in free_people(desk, case)]
    if handler not in ("", *free):
        stop("DESK-18.not_handler", person=handler)
    if not free:
        stop("EXCHANGE.case_nobody", case=one.move.no)
    new = tuple(fact for fact in moved if facts.first_of(fact).id not in known)
    with desk.transaction():
        guarding.prove(desk, TAKE_OVER, proof, case.id)
    with desk.batch():
        for fact in new:
            desk.record(fact, case.id)
        taken = facts.CaseTakenOver(
            device=one.device,
            asked=one.seq,
            case_id=case.id,
            handler=handler or (desk.actor.login if desk.actor.login in free else free[0]),
            facts=len(new),
            interested=case.interested,
            client_id=case.complainant.client_id,
            sale_id=case.about.sale_id,
        )
        desk.record(taken, case.id)
        desk.store.exchange.close(one.device, one.move.seqs)
    desk.store.forget_erased()
    return view_again(desk, case.id)


@use_case("complaints.move")
def turn_down(desk: Desk, which: str, reason: str, name: str = "") -> CaseMoving:
    """Refuse a case that is offered: the other desk goes on with it."""
    one, reason = _named(desk, which, name), written("reason", reason)
    stop_if(_concerns(desk, one))
    with desk.transaction():
        fact = facts.CaseRefused(device=one.device, asked=one.seq, case_id=one.move.case_id, reason=reason)
        desk.record(fact, one.move.case_id)
        desk.store.exchange.close(one.device, one.move.seqs)
    desk.store.forget_erased()
    return cases_out.moving(desk, "in", one.move.case_id, one.device)


def due(desk: Desk, until: date) -> Iterator[Due]:
    """A provider of the list of dues: by the day on which it came, for its legal date runs."""
    for one in cases_out.offered(desk):
        if (came := desk.local(one.at).date()) > until or _concerns(desk, one) is not None:
            continue
        yield Due(
            key=f"{MOVING}:{one.move.case_id}",
            kind="elsewhere.case",
            rule="COMP-04",
            subject=Subject(kind=MOVING, id=one.move.case_id),
            what=_WHAT,
            name=peers.named(desk, one.device).card.branch,
            about=Text.same(one.move.no),
            on=came,
            act="complaints.move",
        )


def received(desk: Desk, peer: Peer, seq: int, fact: facts.CaseGivenUp) -> frozenset[int]:
    """A desk gives a case up, by its fact `seq`, once more perhaps; numbers of the facts that belong to it. For use
    cases, in their transaction."""
    device = peer.card.device
    row = desk.store.get("case_moving", "in", fact.move.case_id, device)
    known = None if row is None else desk.parsed(CaseMoving, row["doc"])
    if known is not None and known.seq >= seq:
        return frozenset(known.move.seqs) if known.state == "offered" else frozenset()
    desk.record(facts.CaseOffered(device=device, seq=seq, move=fact.move), fact.move.case_id)
    return frozenset(fact.move.seqs)


def _arriving(desk: Desk, one: CaseMoving) -> CaseArriving:
    peer = peers.named(desk, one.device)
    return CaseArriving(one, peer, tuple(_against(desk, one, peer)))


def _against(desk: Desk, one: CaseMoving, peer: Peer) -> Iterator[Refusal]:
    concerned = _concerns(desk, one)
    if concerned is not None:
        yield concerned
    if peer.struck is not None:
        yield refuse("EXCHANGE.struck", name=peer.card.name)
    if one.move.origins[0].code == desk.branch.code:
        yield refuse("EXCHANGE.no_code", name=peer.card.name)
    row = desk.store.get("complaint", one.move.case_id)
    if row is not None and not desk.parsed(Case, row["doc"]).gone:
        yield refuse("EXCHANGE.own_case", case=row["no"], name=peer.card.name)
        return
    moved = [_opened(desk, one, seq) for seq in one.move.seqs]
    if None in moved:
        yield refuse("EXCHANGE.case_incomplete", case=one.move.no)
        return
    case = _case_of(desk, one, tuple(_moved(one, whole) for whole in moved if whole is not None))
    if cases_out.dates(clocks_at(desk, case, one.move.at)) != one.move.dates:
        yield refuse("EXCHANGE.case_dates", case=one.move.no, name=peer.card.name)


def _concerns(desk: Desk, one: CaseMoving) -> Refusal | None:
    barred = desk.actor.login in parties.here(desk, one.move.concerned)
    return refuse("COMP-04", no=one.move.no) if barred else None


def _case_of(desk: Desk, one: CaseMoving, moved: tuple[CaseFactMoved, ...]) -> Case:
    """The case as it will stand here: with whoever here may be one of those whom it concerned there; client and sale
    only where this desk knows them."""
    row, known = desk.store.get("complaint", one.move.case_id), _known(desk, one)
    before = None if row is None else desk.parsed(Case, row["doc"])
    case = before
    for fact in moved:
        told = None if facts.first_of(fact).id in known else facts.told(fact, one.move)
        if told is None:
            continue
        if isinstance(told.fact, ComplaintReceived):
            case = told.fact.case
        elif case is not None and isinstance(told.fact, CaseFact):
            case = fold(case, told.fact, told.at, told.actor)
    if case is None:
        stop("EXCHANGE.case_incomplete", case=one.move.no)
    who, about = case.complainant, case.about
    interested = {*case.parties, *parties.here(desk, one.move.concerned), *(before.parties if before else ())}
    client = _held(desk, "client", who.client_id, None if before is None else before.complainant.client_id)
    sale = _held(desk, "sale", about.sale_id, None if before is None else before.about.sale_id)
    return case.model_copy(
        update={
            "complainant": who.model_copy(update={"client_id": client}),
            "about": about.model_copy(update={"sale_id": sale}),
            "interested": tuple(sorted(interested)),
        }
    )


def _held(desk: Desk, table: str, *ids: str | None) -> str | None:
    return next((one for one in ids if one and desk.store.get(table, one) is not None), None)


def _is(one: CaseMoving, which: str) -> bool:
    return which == one.move.case_id or which.strip().upper() == one.move.no


def _named(desk: Desk, which: str, name: str) -> CaseMoving:
    device = peers.named(desk, name).card.device if name else ""
    found = [one for one in cases_out.offered(desk) if device in ("", one.device) and _is(one, which)]
    if len(found) > 1:
        names = ", ".join(peers.named(desk, one.device).card.name for one in found)
        stop("EXCHANGE.two_case_offers", case=found[0].move.no, names=names)
    return found[0] if found else stop("EXCHANGE.case_not_offered", given=which)


def _opened(desk: Desk, one: CaseMoving, seq: int) -> Whole | None:
    """A fact of the case as it came, with every file that it names; None where it, or a file, did not."""
    found = desk.store.exchange.opened_whole(one.device, seq)
    if found is None:
        return None
    files = files_of(_moved(one, found))
    return found if all(desk.store.attachments.holds(sha256) for sha256 in files) else None


def _whole(desk: Desk, one: CaseMoving, seq: int) -> Whole:
    found = _opened(desk, one, seq)
    return stop("EXCHANGE.case_incomplete", case=one.move.no) if found is None else found


def _moved(one: CaseMoving, whole: Whole) -> CaseFactMoved:
    seal = whole.seal
    assert whole.salt is not None, "what is opened says something"
    assert whole.payload is not None, "what is opened says something"
    return CaseFactMoved(
        case_id=one.move.case_id,
        device=one.device,
        seq=seal.seq,
        id=seal.id,
        at=instant(seal.at),
        actor=seal.actor,
        of=seal.kind,
        salt=whole.salt.hex(),
        said=whole.payload,
    )


def _known(desk: Desk, one: CaseMoving) -> frozenset[str]:
    """The facts that are here already, by the ids under which they were recorded first."""
    return frozenset(_first(entry) for entry in cases_out.belonging(desk, one.move.case_id))


def _first(entry: Entry) -> str:
    fact = entry.fact
    return facts.first_of(fact).id if isinstance(fact, CaseFactMoved) else entry.id
