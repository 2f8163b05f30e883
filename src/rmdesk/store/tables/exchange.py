"""Other desks, and the bundles that went to them and came."""

from rmdesk.domain import exchange_facts as facts
from rmdesk.domain import exchange_reviews as reviews
from rmdesk.domain.exchange import Peer
from rmdesk.domain.vault_facts import BackupRestored
from rmdesk.store.entry import Entry
from rmdesk.store.project import Folding, folds, projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of

table("peer", key="device", text=("state", "doc"))
table("review_for", key=("device", "sale_id"), text=("state", "doc"), edition=2)
table("bundle", key=("device", "way", "number"), text=("at", "sha256"), number=("first", "last"))

_MOST_DIGITS = 9


def _row(peer: Peer) -> Row:
    state = "enrolled" if peer.struck is None else "struck"
    return Row("peer", {"device": peer.card.device, "state": state, "doc": peer})


def coded_row(rows: Reader, device: str, code: str) -> Changes:
    """A desk that head office calls by a code from now on, where it is known."""
    row = rows.row("peer", device)
    if row is not None:
        known = rows.parsed(Peer, row["doc"])
        yield _row(known.model_copy(update={"card": known.card.model_copy(update={"code": code})}))


@projects(facts.DeskEnrolled)
def _enrolled(rows: Reader, fact: facts.DeskEnrolled, entry: Entry) -> Changes:
    """The same desk once more, with the same keys, has a new name or code."""
    known = rows.row("peer", fact.card.device)
    if known is None:
        yield _row(Peer(card=fact.card, enrolled_at=entry.at))
    else:
        yield _row(rows.parsed(Peer, known["doc"]).model_copy(update={"card": fact.card}))


folds(
    Folding("peer", Peer, "device", facts.fold, _row),
    facts.DeskStruck,
    facts.BundleGiven,
    facts.BundleTaken,
    facts.ClashFound,
)


@projects(facts.BundleGiven)
@projects(facts.BundleTaken)
def _bundle(rows: Reader, fact: facts.BundleGiven | facts.BundleTaken, entry: Entry) -> Changes:
    way, number = "out" if isinstance(fact, facts.BundleGiven) else "in", f"{fact.number:0{_MOST_DIGITS}}"
    key: dict[str, object] = {"device": fact.device, "way": way, "number": number}
    yield Row("bundle", {**key, "at": entry.at, "sha256": fact.sha256, "first": fact.first, "last": fact.last})


@projects(reviews.ReviewReceived)
def _received(rows: Reader, fact: reviews.ReviewReceived, entry: Entry) -> Changes:
    """Asked anew, after the sale was sent back and signed again, it is open again."""
    yield _review(reviews.ReviewFor(device=fact.device, seq=fact.seq, ask=fact.ask, at=entry.at))


@projects(reviews.ReviewAnswered)
def _answered(rows: Reader, fact: reviews.ReviewAnswered, entry: Entry) -> Changes:
    known = doc_of(rows, reviews.ReviewFor, "review_for", fact.device, fact.verdict.sale_id)
    yield _review(known.model_copy(update={"state": "answered"}))


@projects(reviews.ReviewLapsed)
def _lapsed(rows: Reader, fact: reviews.ReviewLapsed, entry: Entry) -> Changes:
    known = doc_of(rows, reviews.ReviewFor, "review_for", fact.device, fact.sale_id)
    yield _review(known.model_copy(update={"state": "lapsed"}))


def _review(one: reviews.ReviewFor) -> Row:
    return Row("review_for", {"device": one.device, "sale_id": one.ask.sale_id, "state": one.state, "doc": one})


@projects(BackupRestored)
def _restored(rows: Reader, fact: BackupRestored, entry: Entry) -> Changes:
    """The desk has another device since, which no other desk knows yet."""
    for peer in (*rows.where("peer", state="enrolled"), *rows.where("peer", state="struck")):
        yield Gone("bundle", {"device": peer["device"]})
        yield _row(rows.parsed(Peer, peer["doc"]).as_new())
