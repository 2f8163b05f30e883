"""How each fact changes a sale."""

from collections.abc import Sequence
from datetime import datetime

from rmdesk.domain import facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.sale import Acknowledged, Choice, Opinion, Printed, Sale, SentBack, Signed

# Redoing a step undoes those behind it (SALE-01).
_NO_SELLING = (facts.SaleReviewed, facts.SaleSentBack, facts.PaperPrinted)
_UNPRINTED: dict[str, object] = {"printed": (), "returned": (), "returned_at": None, "sentence_seen": False}
_UNTOLD: dict[str, object] = {"acknowledged": (), "understood": (), "recording": None, "order": None, "documents": ()}


def _unprinted(sale: Sale) -> dict[str, object]:
    """Papers of this sale that were printed before the telling ended do not count; those of the whole visit do."""
    if not sale.printed:
        return _UNPRINTED
    kept = tuple([one for one in sale.printed if one.visit])
    shared = {one.kind for one in kept}
    returned = tuple([kind for kind in sale.returned if kind in shared])
    return {"printed": kept, "returned": returned, "returned_at": None, "sentence_seen": False}


def _judged(sale: Sale, opinion: Opinion) -> dict[str, object]:
    """A product that was chosen before the match was not chosen out of it (SUIT-05); what was printed of another
    assessment says nothing of this one."""
    same = sale.opinion is not None and sale.opinion.stands_on == opinion.stands_on
    papers = _unprinted(sale) if same else {"printed": (), "returned": (), "sentence_seen": False}
    return {"opinion": opinion, "choice": None, **_UNTOLD, **papers}


def _chosen(sale: Sale, choice: Choice) -> dict[str, object]:
    """What was told of another product was not told of this one. Of the same one for another amount it was, but for
    the items whose words change with the amount: their digests tell (SUIT-22). The recording holds the old amount."""
    told = _UNTOLD if sale.choice is None or sale.choice.code != choice.code else {"recording": None, "order": None}
    return {"choice": choice, **told, **_unprinted(sale)}


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
        sellers=(by,),
    )


def fold(sale: Sale, fact: Fact, at: datetime, by: str) -> Sale:
    """The sale after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a sale's."""
    return fold_all(sale, ((fact, at, by),))


def fold_all(sale: Sale, moves: Sequence[tuple[Fact, datetime, str]]) -> Sale:
    """The sale after facts in order, each with its instant and who did it. TypeError as `fold`."""
    after = sale.model_copy()  # nobody sees it before the end, so it may grow
    fields, named = after.__dict__, after.__pydantic_fields_set__
    for fact, at, by in moves:
        changed = _change(after, fact, at, by)
        fields.update(changed, touched_at=at, touched_by=by)
        named.update(changed)
        if by not in after.sellers and not isinstance(fact, _NO_SELLING):
            fields["sellers"] = (*after.sellers, by)
            named.add("sellers")
    return after


def _change(sale: Sale, fact: Fact, at: datetime, by: str) -> dict[str, object]:  # the most frequent facts first
    match fact:
        case facts.ItemAcknowledged():
            return _acknowledged(sale, fact.acknowledged)
        case facts.PaperPrinted():
            return {} if fact.printed.draft else _printed(sale, fact.printed)
        case facts.UnderstandingTested():
            return {"understood": (*sale.understood, fact.understood), **_unprinted(sale)}
        case facts.WishStated():
            return {"wish": fact.wish}
        case facts.OpinionGiven():
            return _judged(sale, fact.opinion)
        case facts.ProductChosen():
            return _chosen(sale, fact.choice)
        case facts.DocumentsShown():
            return {"documents": fact.documents}
        case facts.RecordingNoted():
            return {"recording": fact.recording}
        case facts.OrderNoted():
            return {"order": fact.order}
        case facts.PapersReturned():
            return _returned(sale, fact, at)
        case _:
            return _signed(sale, fact, Signed(by=by, at=at))


def _signed(sale: Sale, fact: Fact, signed: Signed) -> dict[str, object]:
    match fact:
        case facts.Countersigned():
            return {"countersigned": signed, "review": fact.review, "sent_back": None}
        case facts.SaleReviewed():
            return {"reviewed": signed}
        case facts.SaleSentBack():
            return _sent_back(sale, fact, signed)
        case facts.SaleArchived():
            return {"archived": signed, "shelf": fact.shelf}
        case facts.SaleAbandoned():
            return {"abandoned": fact.reason, "cancelled_until": fact.cancelled_until}
    raise TypeError(f"{fact.kind} does not change sale {sale.no}")


def _sent_back(sale: Sale, fact: facts.SaleSentBack, signed: Signed) -> dict[str, object]:
    """The signature falls, and with it what the step that it goes back to had brought (SALE-13)."""
    back = SentBack(by=signed.by, at=signed.at, step=fact.step, remark=fact.remark)
    fallen: dict[str, object] = {"countersigned": None, "review": "", "reviewed": None, "sent_back": back}
    if fact.step == "match":
        return {**fallen, "opinion": None, "choice": None, **_UNTOLD, **_unprinted(sale)}
    if fact.step == "disclose":
        return {**fallen, **_UNTOLD, **_unprinted(sale)}
    return {**fallen, "returned": (), "returned_at": None, "sentence_seen": False}


def _acknowledged(sale: Sale, one: Acknowledged) -> dict[str, object]:
    """Other words than were told before: the questions about them and the recording of them are stale as well."""
    others = tuple([other for other in sale.acknowledged if other.item != one.item])
    reworded = len(others) < len(sale.acknowledged) and any(
        other.item == one.item and other.digest != one.digest for other in sale.acknowledged
    )
    stale: dict[str, object] = {"understood": (), "recording": None} if reworded else {}
    return {"acknowledged": (*others, one), **stale, **_unprinted(sale)}


def _printed(sale: Sale, one: Printed) -> dict[str, object]:
    """A new print of a paper that had come back signed: the signature stands on the old one."""
    printed = (*sale.printed, one)
    if one.kind not in sale.returned or sale.countersigned is not None:
        return {"printed": printed}
    returned = tuple(kind for kind in sale.returned if kind != one.kind)
    back_at = sale.returned_at if returned else None
    return {"printed": printed, "returned": returned, "returned_at": back_at, "sentence_seen": False}


def _returned(sale: Sale, fact: facts.PapersReturned, at: datetime) -> dict[str, object]:
    """The instant is that of the last paper that came back; one that is taken from the list moves nothing."""
    came = at if set(fact.kinds) - set(sale.returned) else sale.returned_at
    return {
        "returned": fact.kinds,
        "returned_at": came if fact.kinds else None,
        "sentence_seen": fact.sentence_seen,
    }
