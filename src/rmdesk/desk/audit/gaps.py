"""What the evidence of a sale lacks: the very rules of the sale, asked of the moment at which it was confirmed; of one
that was ended before, those of the steps that it had passed, asked of the last moment at which it was worked on."""

from datetime import datetime, timedelta
from itertools import pairwise

from rmdesk.desk import sales
from rmdesk.desk.archive.tracking import tracks_of_sale
from rmdesk.desk.audit.asof import desk_as_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.people_rows import person_of
from rmdesk.domain.archive import Track
from rmdesk.domain.evidence import Question, sorted_gaps
from rmdesk.domain.exchange_reviews import device_of
from rmdesk.domain.refusal import Refusal, refuse, stop
from rmdesk.domain.sale import STEPS, Sale, SaleContext, Step
from rmdesk.domain.sale_signing import confirm_ready, order_missing
from rmdesk.domain.sale_steps import assess_missing, disclose_missing, know_missing, match_missing

_TICK = timedelta(microseconds=1)


def gaps(desk: Desk, sale: Sale) -> dict[Question, tuple[Refusal, ...]]:
    """Every question of the evidence and what is missing for it. For use cases."""
    then, due = context_then(desk, sale), _due(sale)
    signed = confirm_ready(sale, then) if "confirm" in due else ()
    filed = (*_unsigned(sale), *_unfiled(desk, sale)) if "archive" in due else ()
    found: dict[Question, tuple[Refusal, ...]] = {
        "client": know_missing(then) if "know" in due else (),
        "match": (
            *((*assess_missing(then), *match_missing(sale, then)) if "match" in due else ()),
            *_out_of_order(sale, then),
        ),
        "told": disclose_missing(sale, then) if "disclose" in due else (),
        "recorded": (
            *signed,
            *(order_missing(sale, then.product) if "archive" in due else ()),
            *_unsealed(sale),
            *filed,
        ),
    }
    return sorted_gaps(found)


def _due(sale: Sale) -> tuple[Step, ...]:
    """The steps that must be whole: all of them, but of a sale that was ended those alone behind which it went on. None
    may be left out there either, but where it ended nothing more was due."""
    if sale.abandoned is None:
        return STEPS
    behind: dict[Step, bool] = {
        "know": sale.opinion is not None,
        "match": bool(sale.acknowledged or sale.understood),
        "disclose": bool(sale.returned),
        "confirm": sale.countersigned is not None,
    }
    return STEPS[: max((STEPS.index(step) + 1 for step, passed in behind.items() if passed), default=0)]


def context_then(desk: Desk, sale: Sale) -> SaleContext:
    """What the sale was held against when it was confirmed, or last touched: that day's client, product and forms. Of a
    sale that came with its client from another desk only that one knows it."""
    at = judged_at(sale)
    with desk_as_of(desk, sale.client_id, at - _TICK) as then:
        if then.store.get("client", sale.client_id) is None:
            stop("EXCHANGE.sold_there", sale=sale.no, name=peers.called(desk, device_of(sale.by)))
        seller = person_of(then.store, _sold_by(sale))
        if seller is not None:
            then.actor = seller
        return sales.context(then, sale)


def judged_at(sale: Sale) -> datetime:
    """When the sale was confirmed; for one that was not, when it was last touched, or, where it was ended, worked on:
    what ran out after that may be why it was ended."""
    if sale.countersigned is not None:
        return sale.countersigned.at
    if sale.abandoned is None:
        return sale.touched_at + _TICK
    worked = (sale.opinion, sale.choice, *sale.acknowledged, *sale.understood)
    return max((one.at for one in worked if one is not None), default=sale.opened_at) + _TICK


def _sold_by(sale: Sale) -> str:
    if sale.countersigned is not None:
        return sale.countersigned.by
    return sale.touched_by if sale.abandoned is None else sale.by if sale.opinion is None else sale.opinion.by


def _out_of_order(sale: Sale, then: SaleContext) -> tuple[Refusal, ...]:
    """Assessment, match, choice, telling, confirmation: each after the one before (SUIT-05)."""
    told = [one.at for one in sale.acknowledged]
    fits_all = then.product is not None and not then.product.needs_match  # whenever its buyer is assessed (SUIT-24)
    moments = (
        ("assess", None if then.assessment is None or fits_all else then.assessment.taken_at),
        ("match", None if sale.opinion is None else sale.opinion.at),
        ("disclose", min(told) if told else None),
        ("confirm", None if sale.countersigned is None else sale.countersigned.at),
    )
    known = [(step, at) for step, at in moments if at is not None]
    return tuple(
        refuse("SUIT-05.order", step=other, needs=one) for (one, at), (other, later) in pairwise(known) if later < at
    )


def _unsealed(sale: Sale) -> tuple[Refusal, ...]:
    recording = sale.recording
    if recording is None or recording.sha256:
        return ()
    return (refuse("SALE-09.unsealed", reference=recording.reference),)


def _unsigned(sale: Sale) -> tuple[Refusal, ...]:
    reasons = []
    if sale.countersigned is None:
        reasons.append(refuse("SALE-13.countersign"))
    elif sale.review and sale.reviewed is None:
        reasons.append(refuse("SALE-13.review", reason=sale.review))
    if sale.archived is None:
        reasons.append(refuse("SALE-01.unarchived", sale=sale.no))
    return tuple(reasons)


def _unfiled(desk: Desk, sale: Sale) -> tuple[Refusal, ...]:
    """Signed papers without scan, pages or shelf (DESK-16), and the call to an elderly client (SUIT-10)."""
    papers = [track for track in tracks_of_sale(desk, sale) if signs(desk, track)]
    lacks = {what: [one.kind for one in papers if what in one.lacks()] for what in ("signature", "scan", "shelf")}
    reasons = []
    if lacks["signature"]:
        reasons.append(refuse("DESK-16.unsigned", papers=", ".join(lacks["signature"])))
    if lacks["scan"]:
        reasons.append(refuse("DESK-16.unscanned", papers=", ".join(lacks["scan"])))
    reasons += [
        refuse("DESK-16.pages", paper=one.number, pages=one.pages, expected=one.expected)
        for one in papers
        if "pages" in one.lacks()
    ]
    if lacks["shelf"]:
        reasons.append(refuse("DESK-16.unfiled", papers=", ".join(lacks["shelf"])))
    return (*reasons, *_uncalled(desk, sale))


def _uncalled(desk: Desk, sale: Sale) -> tuple[Refusal, ...]:
    sql = "SELECT doc FROM due WHERE sale_id = ? AND kind = 'elder_call' AND done = 0"
    return (refuse("SUIT-10.call"),) if desk.store.query(sql, (sale.id,)) else ()


def signs(desk: Desk, track: Track) -> bool:
    """Whether a client signs papers of this kind."""
    paper = next((one for one in desk.pack.papers.paper if one.id == track.kind), None)
    return paper is not None and "client" in paper.signed_by
