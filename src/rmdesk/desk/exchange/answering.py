"""Reviews that other desks ask for here (SALE-13): the papers are read first, then somebody whom the sale does not
concern decides. What was read is erased here as soon as that is done; the seals stay."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk import guarding
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.guarding import Proof
from rmdesk.desk.masking import mask_text
from rmdesk.desk.papers.as_text import TextLine, text_lines
from rmdesk.desk.papers.looking import PaperText
from rmdesk.domain import exchange_reviews as facts
from rmdesk.domain.archive_facts import ClientDestroyed
from rmdesk.domain.base import Text
from rmdesk.domain.characters import escaped
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.exchange import Peer
from rmdesk.domain.exchange_moves import Moving
from rmdesk.domain.exchange_reviews import ReviewFor, Somebody, Verdict
from rmdesk.domain.fact import name_of
from rmdesk.domain.facts import PaperPrinted, SaleAbandoned, SaleReviewed, SaleSentBack
from rmdesk.domain.refusal import stop, written
from rmdesk.domain.sale import BackTo
from rmdesk.paper.document import from_json

REVIEW = "review_for"
"""The kind of subject of such a due; its id names desk and sale."""
DECIDED = frozenset(name_of(one.kind) for one in (SaleReviewed, SaleSentBack, SaleAbandoned, ClientDestroyed))
"""Names of facts at the asking desk by which its question has no answer any more."""
_WHAT = Text(zh="他处销售复核", en="Other desk's sale")


@use_case("sales.review")
def waiting(desk: Desk) -> tuple[ReviewFor, ...]:
    """What other desks ask, the oldest first."""
    return _open(desk)


@use_case("sales.review")
def look(desk: Desk, device: str, sale_id: str, number: str) -> PaperText:
    """A paper of such a sale as text, numbers of people masked (DATA-05)."""
    asked = _of(desk, device, sale_id)
    paper = next((paper for paper in asked.ask.papers if paper.number == number), None)
    fact = None if paper is None else desk.store.exchange.opened(device, paper.seq)
    if paper is None or not isinstance(fact, PaperPrinted):
        stop("INPUT.unknown", what="paper", given=number)
    try:
        lines = text_lines(from_json(fact.content))
    except ValueError:
        stop("INPUT.unknown", what="paper", given=number)
    known = desk.store.exchange.hidden_in(device, paper.seq)
    shown = (TextLine(escaped(one.label), escaped(mask_text(one.text, known)), one.tone) for one in lines)
    return PaperText(client_id=asked.ask.client_id, number=number, lines=tuple(shown))


@use_case("sales.review")
def answer(
    desk: Desk, device: str, sale_id: str, password: str, *, step: BackTo | None = None, remark: str = ""
) -> ReviewFor:
    """The person at the desk accepts the sale, or sends it back to `step` with a remark; by the own password. The
    verdict goes with the next bundle for that desk."""
    one = _of(desk, device, sale_id)
    remark = written("remark", remark) if step is not None else ""
    guarding.anybody(desk, Proof(password, desk.actor.login), "sales.review", tuple(sorted(ROLES_OF["sales.review"])))
    who = Somebody.of(desk.actor)
    if any(other.may_be(who) for other in one.ask.concerned):
        stop("DATA-08.same_person", person=desk.actor.name)
    verdict = Verdict(sale_id=sale_id, ask=one.seq, accepted=step is None, step=step, remark=remark, reviewer=who)
    with desk.transaction():
        desk.record(facts.ReviewAnswered(device=device, verdict=verdict), sale_id)
        desk.store.exchange.close(device, _seqs(one))
    desk.store.forget_erased()
    return one


def due(desk: Desk, until: date) -> Iterator[Due]:
    """A provider of the list of dues."""
    for one in _open(desk):
        if (came := desk.local(one.at).date()) > until:
            continue
        yield Due(
            key=f"{REVIEW}:{one.device}:{one.ask.sale_id}",
            kind="elsewhere.review",
            rule="SALE-13",
            subject=Subject(kind=REVIEW, id=f"{one.device}:{one.ask.sale_id}"),
            what=_WHAT,
            name=peers.named(desk, one.device).card.branch,
            about=Text.same(one.ask.no),
            on=came,
            act="sales.review",
        )


def received(desk: Desk, peer: Peer, seq: int, fact: facts.ReviewAsked) -> frozenset[int]:
    """A desk asks, by its fact `seq`, once more perhaps; numbers of the facts that are needed to answer it. For use
    cases, in their transaction."""
    row = desk.store.get("review_for", peer.card.device, fact.ask.sale_id)
    known = None if row is None else desk.parsed(ReviewFor, row["doc"])
    if known is not None and known.seq >= seq:
        return frozenset(_seqs(known)) if known.state == "open" else frozenset()
    desk.record(facts.ReviewReceived(device=peer.card.device, seq=seq, ask=fact.ask), fact.ask.sale_id)
    return frozenset(paper.seq for paper in fact.ask.papers)


def let_lapse(desk: Desk, peer: Peer) -> None:
    """What that desk decided on meanwhile waits here no longer; what it said of a client whom it offers stays open. For
    use cases, in their transaction."""
    device, exchange = peer.card.device, desk.store.exchange
    offered = (desk.parsed(Moving, row["doc"]) for row in desk.store.where("moving", way="in", state="offered"))
    kept = {seq for one in offered if one.device == device for seq in one.move.seqs}
    for one in _open(desk):
        about = (one.ask.sale_id, one.ask.client_id)
        if one.device == device and exchange.later(device, about, DECIDED, one.seq):
            desk.record(facts.ReviewLapsed(device=device, sale_id=one.ask.sale_id), one.ask.sale_id)
            exchange.close(device, set(_seqs(one)) - kept)


def _of(desk: Desk, device: str, sale_id: str) -> ReviewFor:
    for one in _open(desk):
        if (one.device, one.ask.sale_id) == (device, sale_id):
            return one
    return stop("EXCHANGE.decided")


def _open(desk: Desk) -> tuple[ReviewFor, ...]:
    rows = desk.store.query("SELECT doc FROM review_for WHERE state = 'open' ORDER BY sale_id")
    return tuple(desk.parsed(ReviewFor, row["doc"]) for row in rows)


def _seqs(one: ReviewFor) -> tuple[int, ...]:
    return tuple(paper.seq for paper in one.ask.papers)
