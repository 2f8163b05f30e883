"""How each fact changes a journey."""

from datetime import datetime
from functools import singledispatch

from rmdesk.domain import facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.journey import Journey, Signed


def opened(fact: facts.JourneyOpened, at: datetime, by: str) -> Journey:
    """The journey that a `JourneyOpened` begins."""
    return Journey(
        id=fact.journey_id, no=fact.no, client_id=fact.client_id, opened_at=at, by=by, touched_at=at, touched_by=by
    )


def fold(journey: Journey, fact: Fact, at: datetime, by: str) -> Journey:
    """The journey after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a journey's."""
    return journey.model_copy(
        update={**_change(fact, journey, Signed(by=by, at=at)), "touched_at": at, "touched_by": by}
    )


@singledispatch
def _change(fact: Fact, journey: Journey, signed: Signed) -> dict[str, object]:
    raise TypeError(f"{fact.kind} does not change journey {journey.no} (by {signed.by})")


@_change.register
def _(fact: facts.WishStated, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"wish": fact.wish}


@_change.register
def _(fact: facts.OpinionGiven, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"opinion": fact.opinion}


@_change.register
def _(fact: facts.ProductChosen, journey: Journey, signed: Signed) -> dict[str, object]:
    """What was told about another product or amount was not told about this one."""
    return {
        "choice": fact.choice,
        "acknowledged": (),
        "understood": (),
        "recording": None,
        "printed": (),
        "returned": (),
        "sentence_seen": False,
    }


@_change.register
def _(fact: facts.ItemAcknowledged, journey: Journey, signed: Signed) -> dict[str, object]:
    others = tuple(one for one in journey.acknowledged if one.item != fact.acknowledged.item)
    return {"acknowledged": (*others, fact.acknowledged)}


@_change.register
def _(fact: facts.UnderstandingTested, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"understood": (*journey.understood, fact.understood)}


@_change.register
def _(fact: facts.RecordingNoted, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"recording": fact.recording}


@_change.register
def _(fact: facts.PaperPrinted, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"printed": (*journey.printed, fact.printed)}


@_change.register
def _(fact: facts.PapersReturned, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"returned": fact.kinds, "sentence_seen": fact.sentence_seen}


@_change.register
def _(fact: facts.Countersigned, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"countersigned": signed}


@_change.register
def _(fact: facts.SaleReviewed, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"reviewed": signed}


@_change.register
def _(fact: facts.JourneyArchived, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"archived": signed, "shelf": fact.shelf}


@_change.register
def _(fact: facts.JourneyAbandoned, journey: Journey, signed: Signed) -> dict[str, object]:
    return {"abandoned": fact.reason}
