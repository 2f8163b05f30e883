"""How each fact changes a journey."""

from datetime import datetime

from rmdesk.domain import facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.journey import Journey, Signed

# What was told about another product or amount was not told about this one.
_UNTOLD: dict[str, object] = {
    "acknowledged": (),
    "understood": (),
    "recording": None,
    "printed": (),
    "returned": (),
    "sentence_seen": False,
}


def opened(fact: facts.JourneyOpened, at: datetime, by: str) -> Journey:
    """The journey that a `JourneyOpened` begins."""
    return Journey(
        id=fact.journey_id, no=fact.no, client_id=fact.client_id, opened_at=at, by=by, touched_at=at, touched_by=by
    )


def fold(journey: Journey, fact: Fact, at: datetime, by: str) -> Journey:
    """The journey after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a journey's."""
    changed = _change(journey, fact, Signed(by=by, at=at))
    return journey.model_copy(update={**changed, "touched_at": at, "touched_by": by})


def _change(journey: Journey, fact: Fact, signed: Signed) -> dict[str, object]:
    match fact:
        case facts.WishStated():
            return {"wish": fact.wish}
        case facts.OpinionGiven():
            return {"opinion": fact.opinion}
        case facts.ProductChosen():
            return {"choice": fact.choice, **_UNTOLD}
        case facts.ItemAcknowledged():
            others = tuple(one for one in journey.acknowledged if one.item != fact.acknowledged.item)
            return {"acknowledged": (*others, fact.acknowledged)}
        case facts.UnderstandingTested():
            return {"understood": (*journey.understood, fact.understood)}
        case facts.RecordingNoted():
            return {"recording": fact.recording}
        case facts.PaperPrinted():
            return {"printed": (*journey.printed, fact.printed)}
        case facts.PapersReturned():
            return {"returned": fact.kinds, "sentence_seen": fact.sentence_seen}
        case facts.Countersigned():
            return {"countersigned": signed}
        case facts.SaleReviewed():
            return {"reviewed": signed}
        case facts.JourneyArchived():
            return {"archived": signed, "shelf": fact.shelf}
        case facts.JourneyAbandoned():
            return {"abandoned": fact.reason}
    raise TypeError(f"{fact.kind} does not change journey {journey.no}")
