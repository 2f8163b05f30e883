"""What the evidence of a sale lacks: the very rules of the journey, asked of the moment at which it was confirmed."""

from datetime import datetime, timedelta
from itertools import pairwise

from rmdesk.desk import journeys
from rmdesk.desk.archive.tracking import tracks_of
from rmdesk.desk.audit.asof import past
from rmdesk.desk.desk import Desk
from rmdesk.desk.roster import staff_of
from rmdesk.domain.archive import Track
from rmdesk.domain.evidence import Question, sorted_gaps
from rmdesk.domain.journey import (
    Journey,
    World,
    assess_missing,
    confirm_ready,
    disclose_missing,
    know_missing,
    match_missing,
)
from rmdesk.domain.refusal import Refusal, refuse

_TICK = timedelta(microseconds=1)


def gaps(desk: Desk, journey: Journey) -> dict[Question, tuple[Refusal, ...]]:
    """Every question of the evidence and what is missing for it. For use cases."""
    then = world_then(desk, journey)
    found: dict[Question, tuple[Refusal, ...]] = {
        "client": know_missing(then),
        "match": (*assess_missing(then), *match_missing(journey, then), *_out_of_order(journey, then)),
        "told": disclose_missing(journey, then),
        "recorded": (*confirm_ready(journey, then), *_unsealed(journey), *_unsigned(journey), *_unfiled(desk, journey)),
    }
    return sorted_gaps(found)


def world_then(desk: Desk, journey: Journey) -> World:
    """What the sale was held against when it was confirmed, or last touched: that day's client, product and forms."""
    at = judged_at(journey)
    with past(desk, journey.client_id, at - _TICK) as then:
        seller = staff_of(then.store, journey.touched_by if journey.countersigned is None else journey.countersigned.by)
        if seller is not None:
            then.actor = seller
        return journeys.world(then, journey)


def judged_at(journey: Journey) -> datetime:
    """When the sale was confirmed; for one that was not, when it was last touched."""
    return journey.touched_at + _TICK if journey.countersigned is None else journey.countersigned.at


def _out_of_order(journey: Journey, then: World) -> tuple[Refusal, ...]:
    """Assessment, match, choice, telling, confirmation: each after the one before (SUIT-05)."""
    told = [one.at for one in journey.acknowledged]
    moments = (
        ("assess", None if then.assessment is None else then.assessment.taken_at),
        ("match", None if journey.opinion is None else journey.opinion.at),
        ("disclose", min(told) if told else None),
        ("confirm", None if journey.countersigned is None else journey.countersigned.at),
    )
    known = [(step, at) for step, at in moments if at is not None]
    return tuple(
        refuse("SUIT-05.order", step=other, needs=one) for (one, at), (other, later) in pairwise(known) if later < at
    )


def _unsealed(journey: Journey) -> tuple[Refusal, ...]:
    recording = journey.recording
    if recording is None or recording.sha256:
        return ()
    return (refuse("SALE-09.unsealed", reference=recording.reference),)


def _unsigned(journey: Journey) -> tuple[Refusal, ...]:
    reasons = []
    if journey.countersigned is None:
        reasons.append(refuse("SALE-13.countersign"))
    elif journey.review and journey.reviewed is None:
        reasons.append(refuse("SALE-13.review", reason=journey.review))
    if journey.archived is None:
        reasons.append(refuse("SALE-01.unarchived", journey=journey.no))
    return tuple(reasons)


def _unfiled(desk: Desk, journey: Journey) -> tuple[Refusal, ...]:
    """Signed papers without scan, pages or shelf (DESK-16), and the call to an elderly client (SUIT-10)."""
    papers = [track for track in tracks_of(desk, sale_id=journey.id) if signs(desk, track)]
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
    return (*reasons, *_uncalled(desk, journey))


def _uncalled(desk: Desk, journey: Journey) -> tuple[Refusal, ...]:
    sql = "SELECT doc FROM due WHERE sale_id = ? AND kind = 'elder_call' AND done = 0"
    return (refuse("SUIT-10.call"),) if desk.store.query(sql, (journey.id,)) else ()


def signs(desk: Desk, track: Track) -> bool:
    """Whether a client signs papers of this kind."""
    paper = next((one for one in desk.pack.papers.paper if one.id == track.kind), None)
    return paper is not None and "client" in paper.signed_by
