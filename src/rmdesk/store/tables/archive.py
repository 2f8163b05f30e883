"""How clients' files are kept, where their papers are, and the branch's own audits."""

from rmdesk.domain import archive_facts as facts
from rmdesk.domain.archive import Keeping, Track
from rmdesk.domain.facts import JourneyArchived, PaperPrinted, PapersReturned
from rmdesk.domain.journey import Journey
from rmdesk.store.journal import Entry
from rmdesk.store.project import Tables, projects, table
from rmdesk.store.tables import complaints

table(
    "keeping",
    """CREATE TABLE keeping (
        client_id TEXT PRIMARY KEY, ended_on TEXT, sealed INTEGER NOT NULL, held INTEGER NOT NULL,
        destroyed INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX keeping_ended ON keeping (destroyed, ended_on)",
)
table(
    "track",
    """CREATE TABLE track (
        number TEXT PRIMARY KEY, client_id TEXT NOT NULL, journey_id TEXT, kind TEXT NOT NULL,
        superseded INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX track_client ON track (client_id, kind)",
    "CREATE INDEX track_journey ON track (journey_id, kind)",
)


@projects(facts.ClientSealed)
@projects(facts.ClientUnsealed)
def _sealed(db: Tables, fact: facts.ClientSealed | facts.ClientUnsealed, entry: Entry) -> None:
    on = isinstance(fact, facts.ClientSealed)
    _keep(db, fact.client_id, sealed_at=entry.at if on else None, seal_reason=fact.reason if on else "")


@projects(facts.RelationshipEnded)
def _ended(db: Tables, fact: facts.RelationshipEnded, entry: Entry) -> None:
    _keep(db, fact.client_id, ended_on=fact.on, end_reason=fact.reason)


@projects(facts.RelationshipResumed)
def _resumed(db: Tables, fact: facts.RelationshipResumed, entry: Entry) -> None:
    _keep(db, fact.client_id, ended_on=None, end_reason="")


@projects(facts.HoldPut)
def _held(db: Tables, fact: facts.HoldPut, entry: Entry) -> None:
    _keep(db, fact.client_id, holds=(*_keeping(db, fact.client_id).holds, fact.hold))


@projects(facts.HoldLifted)
def _lifted(db: Tables, fact: facts.HoldLifted, entry: Entry) -> None:
    left = tuple(hold for hold in _keeping(db, fact.client_id).holds if hold.id != fact.hold_id)
    _keep(db, fact.client_id, holds=left)


@projects(facts.ClientDestroyed)
def _destroyed(db: Tables, fact: facts.ClientDestroyed, entry: Entry) -> None:
    """The rows of everything that was the client's: emptied, so that no number is given twice, or taken away."""
    for name in ("assessment", "due", "track"):
        db.execute(f"DELETE FROM {name} WHERE client_id = ?", (fact.client_id,))
    for left in fact.journeys:
        _put_journey(db, fact.client_id, left)
    for paper in fact.papers:
        _put_paper(db, fact.client_id, paper)
    for case in fact.cases:
        complaints.write(db, case)
    db.execute("DELETE FROM keeping WHERE client_id = ?", (fact.client_id,))
    _keep(db, fact.client_id, destroyed_at=entry.at)


def _put_journey(db: Tables, client_id: str, left: facts.JourneyLeft) -> None:
    empty = Journey(
        id=left.id,
        no=left.no,
        client_id=client_id,
        opened_at=left.at,
        by="",
        touched_at=left.at,
        touched_by="",
        abandoned="",
    )
    state = {"state": "destroyed", "product": None, "touched_at": left.at}
    db.put("journey", {"id": left.id, "no": left.no, "client_id": client_id, **state, "doc": empty})


def _put_paper(db: Tables, client_id: str, left: facts.PaperLeft) -> None:
    whose = {"client_id": "" if left.of_case else client_id, "journey_id": left.journey_id}
    known = {"fact": left.fact, "kind": left.kind, "at": left.at, "digest": left.digest, "pdf_sha256": left.pdf_sha256}
    db.put("paper", {"number": left.number, **whose, **known})


@projects(PaperPrinted)
def _printed(db: Tables, fact: PaperPrinted, entry: Entry) -> None:
    printed = fact.printed
    for old in _tracks(db, fact.client_id, fact.journey_id, (printed.kind,)):
        _put_track(db, old.model_copy(update={"superseded": True}))
    _put_track(
        db,
        Track(
            number=printed.number,
            kind=printed.kind,
            client_id=fact.client_id,
            journey_id=fact.journey_id,
            printed_at=entry.at,
        ),
    )


@projects(PapersReturned)
def _returned(db: Tables, fact: PapersReturned, entry: Entry) -> None:
    for track in _tracks(db, "", fact.journey_id, None):
        signed_at = (track.signed_at or entry.at) if track.kind in fact.kinds else None
        _put_track(db, track.model_copy(update={"signed_at": signed_at}))


@projects(JourneyArchived)
def _archived(db: Tables, fact: JourneyArchived, entry: Entry) -> None:
    for track in _tracks(db, "", fact.journey_id, None) if fact.shelf else ():
        _put_track(db, track.model_copy(update={"shelf": fact.shelf, "filed_at": entry.at}))


@projects(facts.PaperScanned)
def _scanned(db: Tables, fact: facts.PaperScanned, entry: Entry) -> None:
    track = _track(db, fact.number)
    scanned = {"scans": (*track.scans, fact.scan), "expected": fact.expected}
    # Somebody who scans the signed paper of a client's own has it in hand, whether or not a journey said so.
    _put_track(db, track.model_copy(update={**scanned, "signed_at": track.signed_at or entry.at}))


@projects(facts.PaperFiled)
def _filed(db: Tables, fact: facts.PaperFiled, entry: Entry) -> None:
    _put_track(db, _track(db, fact.number).model_copy(update={"shelf": fact.shelf, "filed_at": entry.at}))


def _keeping(db: Tables, client_id: str) -> Keeping:
    row = db.row("keeping", client_id)
    return Keeping(client_id=client_id) if row is None else Keeping.model_validate_json(row["doc"])


def _keep(db: Tables, client_id: str, **update: object) -> None:
    one = _keeping(db, client_id).model_copy(update=update)
    db.put(
        "keeping",
        {
            "client_id": client_id,
            "ended_on": one.ended_on,
            "sealed": one.sealed,
            "held": bool(one.holds),
            "destroyed": one.destroyed_at is not None,
            "doc": one,
        },
    )


def _tracks(db: Tables, client_id: str, journey_id: str | None, kinds: tuple[str, ...] | None) -> list[Track]:
    """The papers that count: of a journey, or those of a client that belong to none."""
    if journey_id is None:
        rows = db.rows("SELECT doc FROM track WHERE client_id = ? AND journey_id IS NULL", (client_id,))
    else:
        rows = db.rows("SELECT doc FROM track WHERE journey_id = ?", (journey_id,))
    found = [Track.model_validate_json(row["doc"]) for row in rows]
    return [one for one in found if not one.superseded and (kinds is None or one.kind in kinds)]


def _track(db: Tables, number: str) -> Track:
    row = db.row("track", number)
    if row is None:
        raise KeyError(number)
    return Track.model_validate_json(row["doc"])


def _put_track(db: Tables, one: Track) -> None:
    db.put(
        "track",
        {
            "number": one.number,
            "client_id": one.client_id,
            "journey_id": one.journey_id,
            "kind": one.kind,
            "superseded": one.superseded,
            "doc": one,
        },
    )
