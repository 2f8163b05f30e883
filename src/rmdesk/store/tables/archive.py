"""How clients' files are kept, where their papers are, and the branch's own audits."""

from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Keeping, Track
from rmdesk.domain.facts import PaperPrinted, PapersReturned, SaleArchived
from rmdesk.domain.sale import Sale
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of
from rmdesk.store.tables import complaints

table(
    "keeping",
    key="client_id",
    text=("doc",),
    number=("sealed", "held", "destroyed"),
    empty=("ended_on",),
    indexes=[("destroyed", "ended_on")],
)
table(
    "track",
    key="number",
    text=("client_id", "kind", "doc"),
    number=("superseded", "lacking"),
    empty=("sale_id",),
    indexes=[("client_id", "kind"), ("sale_id", "kind"), ("lacking", "number")],
)


@projects(facts.ClientSealed)
@projects(facts.ClientUnsealed)
def _sealed(rows: Reader, fact: facts.ClientSealed | facts.ClientUnsealed, entry: Entry) -> Changes:
    on = isinstance(fact, facts.ClientSealed)
    yield _kept(rows, fact.client_id, sealed_at=entry.at if on else None, seal_reason=fact.reason if on else "")


@projects(facts.RelationshipEnded)
def _ended(rows: Reader, fact: facts.RelationshipEnded, entry: Entry) -> Changes:
    yield _kept(rows, fact.client_id, ended_on=fact.on, end_reason=fact.reason)


@projects(facts.RelationshipResumed)
def _resumed(rows: Reader, fact: facts.RelationshipResumed, entry: Entry) -> Changes:
    yield _kept(rows, fact.client_id, ended_on=None, end_reason="")


@projects(facts.HoldPut)
def _held(rows: Reader, fact: facts.HoldPut, entry: Entry) -> Changes:
    yield _kept(rows, fact.client_id, holds=(*_keeping(rows, fact.client_id).holds, fact.hold))


@projects(facts.HoldLifted)
def _lifted(rows: Reader, fact: facts.HoldLifted, entry: Entry) -> Changes:
    left = tuple(hold for hold in _keeping(rows, fact.client_id).holds if hold.id != fact.hold_id)
    yield _kept(rows, fact.client_id, holds=left)


@projects(facts.ClientDestroyed)
def _destroyed(rows: Reader, fact: facts.ClientDestroyed, entry: Entry) -> Changes:
    """The rows of everything that was the client's: emptied, so that no number is given twice, or taken away."""
    for name in ("assessment", "due", "track", "visit"):
        yield Gone(name, {"client_id": fact.client_id}, for_good=True)
    yield Gone("put_off", {"whose": fact.client_id}, for_good=True)
    yield from (_sale_left(fact.client_id, left) for left in fact.sales)
    yield from (paper_left(fact.client_id, left) for left in fact.papers)
    yield from (complaints.row_of(case) for case in fact.cases)
    yield keeping_row(Keeping(client_id=fact.client_id, destroyed_at=entry.at, ended_on=fact.ended_on))


def _sale_left(client_id: str, left: facts.SaleLeft) -> Row:
    empty = Sale(
        id=left.id,
        no=left.no,
        client_id=client_id,
        visit_id="",
        opened_at=left.at,
        by="",
        touched_at=left.at,
        touched_by="",
        abandoned="",
    )
    gone = dict.fromkeys(("product", "recording", "recording_sha256", "order_no"))
    state = {"state": "destroyed", **gone, "touched_at": left.at}
    return Row("sale", {"id": left.id, "no": left.no, "client_id": client_id, "visit_id": "", **state, "doc": empty})


def paper_left(client_id: str, left: facts.PaperLeft) -> Row:
    """What stays of a paper whose fact was erased."""
    whose = {"client_id": "" if left.apart else client_id, "sale_id": left.sale_id}
    known = {"fact": left.fact, "kind": left.kind, "at": left.at, "digest": left.digest, "pdf_sha256": left.pdf_sha256}
    return Row("paper", {"number": left.number, **whose, **known})


@projects(PaperPrinted, alone="track")
def _printed(rows: Reader, fact: PaperPrinted, entry: Entry) -> Changes:
    printed = fact.printed
    if printed.draft:  # it comes back to no file
        return
    for old in _tracks(rows, fact.client_id, fact.sale_id, (printed.kind,)):
        yield _track_row(old.model_copy(update={"superseded": True}))
    yield _track_row(
        Track(
            number=printed.number,
            kind=printed.kind,
            client_id=fact.client_id,
            sale_id=fact.sale_id,
            printed_at=entry.at,
        )
    )


@projects(PapersReturned, alone="track")
def _returned(rows: Reader, fact: PapersReturned, entry: Entry) -> Changes:
    for track in _tracks(rows, "", fact.sale_id, None):
        signed_at = (track.signed_at or entry.at) if track.kind in fact.kinds else None
        yield _track_row(track.model_copy(update={"signed_at": signed_at}))


@projects(SaleArchived, alone="track")
def _archived(rows: Reader, fact: SaleArchived, entry: Entry) -> Changes:
    for track in _tracks(rows, "", fact.sale_id, None) if fact.shelf else ():
        yield _track_row(track.model_copy(update={"shelf": fact.shelf, "filed_at": entry.at}))


@projects(facts.PaperScanned, alone="track")
def _scanned(rows: Reader, fact: facts.PaperScanned, entry: Entry) -> Changes:
    track = _track(rows, fact.number)
    scanned = {"scans": (*track.scans, fact.scan), "expected": fact.expected}
    # Somebody who scans the signed paper of a client's own has it in hand, whether or not a sale said so. Of a page
    # that came with many by its code nobody has said so: the papers of a sale are ticked there, one by one.
    in_hand = not fact.scan.page or track.sale_id is None
    yield _track_row(
        track.model_copy(update={**scanned, "signed_at": track.signed_at or (entry.at if in_hand else None)})
    )


@projects(facts.PaperFiled, alone="track")
def _filed(rows: Reader, fact: facts.PaperFiled, entry: Entry) -> Changes:
    yield _track_row(_track(rows, fact.number).model_copy(update={"shelf": fact.shelf, "filed_at": entry.at}))


def _keeping(rows: Reader, client_id: str) -> Keeping:
    row = rows.row("keeping", client_id)
    return Keeping(client_id=client_id) if row is None else Keeping.model_validate_json(row["doc"])


def _kept(rows: Reader, client_id: str, **update: object) -> Row:
    return keeping_row(_keeping(rows, client_id).model_copy(update=update))


def keeping_row(one: Keeping) -> Row:
    """The row of how a client's file is kept."""
    return Row(
        "keeping",
        {
            "client_id": one.client_id,
            "ended_on": one.ended_on,
            "sealed": one.sealed,
            "held": bool(one.holds),
            "destroyed": one.destroyed_at is not None,
            "doc": one,
        },
    )


def _tracks(rows: Reader, client_id: str, sale_id: str | None, kinds: tuple[str, ...] | None) -> list[Track]:
    """The papers that count: of a sale, or those of a client that belong to none."""
    whose = {"client_id": client_id} if sale_id is None else {}
    found = [Track.model_validate_json(row["doc"]) for row in rows.where("track", **whose, sale_id=sale_id)]
    return [one for one in found if not one.superseded and (kinds is None or one.kind in kinds)]


def _track(rows: Reader, number: str) -> Track:
    return doc_of(rows, Track, "track", number)


def _track_row(one: Track) -> Row:
    return Row(
        "track",
        {
            "number": one.number,
            "client_id": one.client_id,
            "sale_id": one.sale_id,
            "kind": one.kind,
            "superseded": one.superseded,
            "lacking": not one.superseded and bool(one.lacks()),
            "doc": one,
        },
    )
