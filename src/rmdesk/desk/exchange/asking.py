"""A review that another desk gives: asked for here, its verdict taken in as the review's act (SALE-13).

The papers go with the next bundle for that desk, and only they. A verdict is believed because it is a fact of a chain
that was proved, in a bundle that the desk signed whose card two people enrolled, by somebody who held the role there.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import clients, sales
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.concern import concerned
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.masking import numbers_of
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.sale import reviewing
from rmdesk.domain import exchange_reviews as facts
from rmdesk.domain.base import Text
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_reviews import Ask, AskedPaper, Somebody, Verdict
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import passed, stop
from rmdesk.domain.sale import Sale


class Asked(NamedTuple):
    """A review that was asked for: of which sale (id, number), of which desk, when, by which fact."""

    sale_id: str
    no: str
    peer: Peer
    at: datetime
    seq: int


@use_case("sales.host")
def ask(desk: Desk, sale_id: str, name: str) -> Asked:
    """Ask the desk that `name` says to review a sale that waits for it. Who decides first, here or there, decides."""
    now, peer = passed(sales.view(desk, sale_id)), peers.named(desk, name)
    sale = now.sale
    if not sale.waits_for_review:
        stop("SALE-13.not_asked", sale=sale.no)
    if peer.struck is not None:
        stop("EXCHANGE.struck", name=peer.card.name)
    if not peer.reviews:
        stop("EXCHANGE.office", name=peer.card.name)
    if any(one.peer.card.device == peer.card.device for one in _open_asks(desk, sale)):
        stop("EXCHANGE.asked", sale=sale.no, name=peer.card.name)
    numbers = {one.kind: one.number for one in sale.printed} | dict(now.context.visit.numbers)
    barred = concerned(desk, reviewing.REVIEW, reviewing.matter_of(now))
    people = (person_of(desk.store, login) for login in sorted(barred))
    fact = facts.ReviewAsked(
        device=peer.card.device,
        ask=Ask(
            sale_id=sale.id,
            client_id=sale.client_id,
            no=desk.branch.coded(sale.no),
            reason=sale.review,
            concerned=tuple(Somebody.of(one) for one in people if one is not None),
            papers=tuple(_paper(desk, kind, number) for kind, number in numbers.items()),
        ),
    )
    entry = desk.record(fact, sale.id)
    return Asked(sale.id, sale.no, peer, entry.at, entry.seq)


@use_case("sales.read")
def asked(desk: Desk, sale_id: str) -> tuple[Asked, ...]:
    """Of which desks the review of a sale was asked that still waits for it."""
    return tuple(_open_asks(desk, passed(sales.view(desk, sale_id)).sale))


def said_for(desk: Desk, peer: Peer) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Numbers of the facts that a bundle opens for this desk beside their seals: what it has not acknowledged of what
    was asked of it or answered to it, and the papers that were asked about; each with the numbers of people that are to
    be masked where it is shown (DATA-05). For use cases."""
    after = peer.acked.seq
    for entry in desk.store.entries(kind=facts.ReviewAnswered.kind, after=after):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ReviewAnswered) and fact.device == peer.card.device:
            yield entry.seq, ()
    for one, ask in _asks(desk, peer, after):
        yield one.seq, ()
        hide = numbers_of(clients.require(desk, ask.client_id))
        yield from ((paper.seq, hide) for paper in ask.papers)


def all_of(desk: Desk, peer: Peer) -> Iterator[Asked]:
    """The reviews that are asked of this desk and still wait. For use cases."""
    return (one for one, _ in _asks(desk, peer))


def _asks(desk: Desk, peer: Peer, after: int = 0) -> Iterator[tuple[Asked, Ask]]:
    for entry in desk.store.entries(kind=facts.ReviewAsked.kind, after=after):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ReviewAsked) and fact.device == peer.card.device:
            sale = _sale(desk, fact.ask.sale_id)
            found = () if sale is None else _open_asks(desk, sale)
            yield from ((one, fact.ask) for one in found if one.seq == entry.seq)


def returned(desk: Desk, peer: Peer, seq: int, verdict: Verdict) -> None:
    """A verdict came, as fact `seq` of that desk: where the sale still waits for it, it is the review's act. For use
    cases, in their transaction."""
    asked_by = _ask_of(desk, peer, verdict)
    if asked_by is None:
        return
    sale = _sale(desk, verdict.sale_id)
    stands = sale is not None and any(one.seq == verdict.ask for one in _open_asks(desk, sale))
    held = ROLES_OF["sales.review"].intersection(verdict.reviewer.roles)
    counts = stands and bool(held) and not any(one.may_be(verdict.reviewer) for one in asked_by.concerned)
    if sale is not None and verdict.step is None:  # stopped meanwhile, it is no more accepted there than here
        counts = counts and not reviewing.stopped_since(desk, sale)
    device = peer.card.device
    fact = facts.ReviewReturned(device=device, seq=seq, verdict=verdict, counts=counts)
    desk.record(fact, verdict.sale_id)
    if sale is None or not counts:
        return
    who = verdict.reviewer
    reviewer = Person(login=facts.elsewhere(who.login, device), name=who.name, roles=who.roles)
    if verdict.step is None:
        reviewing.accepted(desk, sale, reviewer)
    else:
        reviewing.sent_back(desk, sale, reviewer, verdict.step, verdict.remark)


def _ask_of(desk: Desk, peer: Peer, verdict: Verdict) -> Ask | None:
    """What this desk asked that one by the fact that the verdict names; None where it asked nothing of the kind."""
    for entry in desk.store.entries(subject=verdict.sale_id, kind=facts.ReviewAsked.kind):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ReviewAsked) and (entry.seq, fact.device) == (verdict.ask, peer.card.device):
            return fact.ask
    return None


def _open_asks(desk: Desk, sale: Sale) -> Iterator[Asked]:
    """What was asked since the sale was signed, as long as it waits."""
    if not sale.waits_for_review or sale.countersigned is None:
        return
    for entry in desk.store.entries(subject=sale.id, kind=facts.ReviewAsked.kind):
        fact = None if entry.payload is None else entry.fact
        if isinstance(fact, facts.ReviewAsked) and entry.at > sale.countersigned.at:
            yield Asked(sale.id, sale.no, peers.named(desk, fact.device), entry.at, entry.seq)


def _sale(desk: Desk, sale_id: str) -> Sale | None:
    row = desk.store.get("sale", sale_id)
    return None if row is None else desk.parsed(Sale, row["doc"])


def _paper(desk: Desk, kind: str, number: str) -> AskedPaper:
    row = desk.store.get("paper", number)
    entry = None if row is None else desk.store.entry(row["fact"])
    if entry is None:
        stop("INPUT.unknown", what="paper", given=number)
    title = desk.pack.paper(kind).title
    return AskedPaper(number=number, title=Text(zh=title.of("zh"), en=title.of("en")), seq=entry.seq)
