"""How each fact changes a sale."""

from datetime import datetime

from rmdesk.domain import facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.sale import Acknowledged, Printed, Sale, Signed

# Redoing a step undoes those behind it (SALE-01). Papers that were printed before the telling ended do not count; ...
_UNPRINTED: dict[str, object] = {"printed": (), "returned": (), "sentence_seen": False}
# ... what was told about another product or amount was not told about this one; ...
_UNTOLD: dict[str, object] = {"acknowledged": (), "understood": (), "recording": None, **_UNPRINTED}
# ... and a product that was chosen before the match was not chosen out of it (SUIT-05).
_UNCHOSEN: dict[str, object] = {"choice": None, **_UNTOLD}


def opened(fact: facts.SaleOpened, at: datetime, by: str) -> Sale:
    """The sale that a `SaleOpened` begins."""
    return Sale(
        id=fact.sale_id,
        no=fact.no,
        client_id=fact.client_id,
        visit_id=fact.visit_id,
        opened_at=at,
        by=by,
        touched_at=at,
        touched_by=by,
    )


def fold(sale: Sale, fact: Fact, at: datetime, by: str) -> Sale:
    """The sale after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a sale's."""
    changed = _change(sale, fact, Signed(by=by, at=at))
    return sale.model_copy(update={**changed, "touched_at": at, "touched_by": by})


def _change(sale: Sale, fact: Fact, signed: Signed) -> dict[str, object]:
    match fact:
        case facts.WishStated():
            return {"wish": fact.wish}
        case facts.OpinionGiven():
            return {"opinion": fact.opinion, **_UNCHOSEN}
        case facts.ProductChosen():
            return {"choice": fact.choice, **_UNTOLD}
        case facts.ItemAcknowledged():
            return _acknowledged(sale, fact.acknowledged)
        case facts.UnderstandingTested():
            return {"understood": (*sale.understood, fact.understood), **_UNPRINTED}
        case facts.RecordingNoted():
            return {"recording": fact.recording}
        case facts.PaperPrinted():
            return _printed(sale, fact.printed)
        case facts.PapersReturned():
            return {"returned": fact.kinds, "sentence_seen": fact.sentence_seen}
        case facts.Countersigned():
            return {"countersigned": signed, "review": fact.review}
        case facts.SaleReviewed():
            return {"reviewed": signed}
        case facts.SaleArchived():
            return {"archived": signed, "shelf": fact.shelf}
        case facts.SaleAbandoned():
            return {"abandoned": fact.reason}
    raise TypeError(f"{fact.kind} does not change sale {sale.no}")


def _acknowledged(sale: Sale, one: Acknowledged) -> dict[str, object]:
    """Other words than were told before: the questions about them and the recording of them are stale as well."""
    before = {other.item: other.digest for other in sale.acknowledged}
    others = tuple(other for other in sale.acknowledged if other.item != one.item)
    reworded = before.get(one.item, one.digest) != one.digest
    stale: dict[str, object] = {"understood": (), "recording": None} if reworded else {}
    return {"acknowledged": (*others, one), **stale, **_UNPRINTED}


def _printed(sale: Sale, one: Printed) -> dict[str, object]:
    """A new print of a paper that had come back signed: the signature stands on the old one."""
    printed = (*sale.printed, one)
    if one.kind not in sale.returned or sale.countersigned is not None:
        return {"printed": printed}
    returned = tuple(kind for kind in sale.returned if kind != one.kind)
    return {"printed": printed, "returned": returned, "sentence_seen": False}
