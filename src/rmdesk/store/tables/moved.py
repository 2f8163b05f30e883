"""Clients who move between desks: where each stands, the sealed file at the one, the whole file at the other."""

from functools import partial
from typing import Final

from rmdesk.domain import exchange_moves as moves
from rmdesk.domain.archive import Keeping
from rmdesk.domain.archive_facts import ClientDestroyed
from rmdesk.domain.client import Client, Raised
from rmdesk.domain.exchange_moves import FactMoved, Moving
from rmdesk.domain.vault_facts import BackupRestored
from rmdesk.store.entry import Entry
from rmdesk.store.project import PROJECTIONS, projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of
from rmdesk.store.tables import archive, clients, figures

table("moving", key=("way", "client_id", "device"), text=("state", "doc"), indexes=[("way", "state")], edition=2)
table("client_away", key="client_id", text=("device",))
"""Files that are another desk's by now: he and what he holds count there."""

_MOST: Final = 2
"""So many functions one fact runs at most of those that fill more than one table of their own."""
_ALONE: Final = ("client_search", "check_answer", "paper", "track", *(f"figure_{source}" for source in figures.COLUMNS))
"""Tables of one function alone that a moved fact fills. Numbers are not counted on."""


def _row(way: str, one: Moving) -> Row:
    key = {"way": way, "client_id": one.move.client_id, "device": one.device}
    return Row("moving", {**key, "state": one.state, "doc": one})


# at the desk that gives a client up
@projects(moves.ClientGivenUp)
def _given_up(rows: Reader, fact: moves.ClientGivenUp, entry: Entry) -> Changes:
    yield _row("out", Moving(device=fact.device, seq=entry.seq, move=fact.move, at=entry.at))
    for client_id in fact.move.ids:
        yield from _kept(rows, client_id, entry, fact.device, fact.move.reason)


@projects(moves.ClientMoveAnswered)
@projects(moves.ClientMoveEnded)
def _answered(rows: Reader, fact: moves.ClientMoveAnswered | moves.ClientMoveEnded, entry: Entry) -> Changes:
    one = doc_of(rows, Moving, "moving", "out", fact.client_id, fact.device)
    taken = isinstance(fact, moves.ClientMoveAnswered) and fact.taken
    yield _row("out", one.model_copy(update={"state": "taken" if taken else "refused", "answer": fact.reason}))
    for client_id in one.move.ids:
        if taken:
            yield away(client_id, fact.device)
        else:
            yield from _kept(rows, client_id, entry)


def away(client_id: str, device: str) -> Row:
    """The row of a file that this desk took over."""
    return Row("client_away", {"client_id": client_id, "device": device})


def _kept(
    rows: Reader,
    client_id: str,
    entry: Entry,
    to: str = "",
    reason: str = "",
    manager: str | None = None,
    stands: Client | None = None,
    rose: tuple[Raised, ...] = (),
) -> Changes:
    """The file is sealed for the desk that the client went `to`, or open ("")."""
    row = rows.row("keeping", client_id)
    keeping = Keeping(client_id=client_id) if row is None else rows.parsed(Keeping, row["doc"])
    sealed = {"sealed_at": entry.at if to else None, "seal_reason": reason}
    yield archive.keeping_row(keeping.model_copy(update=sealed))
    client = stands or doc_of(rows, Client, "client", client_id)
    update: dict[str, object] = {
        "kept": "sealed" if to else "open",
        "moved_to": to,
        "manager": manager or client.manager,
        "raised": (*client.raised, *rose),
    }
    now = client.model_copy(update=update)
    yield clients.row_of(now)
    yield Gone("client_search", {"client_id": client_id})
    if not to:
        yield clients.indexed(now)


# at the desk that takes one over
@projects(moves.ClientOffered)
def _offered(rows: Reader, fact: moves.ClientOffered, entry: Entry) -> Changes:
    yield _row("in", Moving(device=fact.device, seq=fact.seq, move=fact.move, at=entry.at))


@projects(moves.ClientRefused)
def _refused(rows: Reader, fact: moves.ClientRefused, entry: Entry) -> Changes:
    one = doc_of(rows, Moving, "moving", "in", fact.client_id, fact.device)
    yield _row("in", one.model_copy(update={"state": "refused", "answer": fact.reason}))


@projects(moves.ClientTakenOver)
def _taken_over(rows: Reader, fact: moves.ClientTakenOver, entry: Entry) -> Changes:
    """All files of the person go into one book; one that comes home is open again, and away no more. Where two desks
    served him, the file stands as somebody settled it."""
    one = doc_of(rows, Moving, "moving", "in", fact.client_id, fact.device)
    yield _row("in", one.model_copy(update={"state": "taken"}))
    for client_id in one.move.ids:
        stands = next((known for known in fact.stand if known.id == client_id), None)
        rose = fact.raised if client_id == fact.client_id else ()
        yield from _kept(rows, client_id, entry, manager=fact.manager, stands=stands, rose=rose)
        yield Gone("client_away", {"client_id": client_id})
        yield Gone("moving", {"way": "out", "client_id": client_id})


def _run(name: str, at: int, rows: Reader, fact: FactMoved, entry: Entry) -> Changes:
    """What the `at`-th function does of those of the fact that moved which fill the table `name` alone; "": several."""
    found = moves.told(fact, doc_of(rows, Moving, "moving", "in", fact.client_id, fact.device).move)
    functions = () if found is None else PROJECTIONS.alone(name, found.fact.kind)
    if found is None or len(functions) <= at:
        return ()
    then = entry._replace(at=found.at, actor=found.actor, kind=found.fact.kind)
    return functions[at](rows, found.fact, then)


for _at in range(_MOST):
    projects(FactMoved)(partial(_run, "", _at))
for _name in _ALONE:
    projects(FactMoved, alone=_name)(partial(_run, _name, 0))


@projects(ClientDestroyed)
def _destroyed(rows: Reader, fact: ClientDestroyed, entry: Entry) -> Changes:
    """No name of the client stays with the move."""
    yield Gone("moving", {"client_id": fact.client_id}, for_good=True)


@projects(BackupRestored)
def _restored(rows: Reader, fact: BackupRestored, entry: Entry) -> Changes:
    """What was offered to the desk that this is a copy of was offered to that one."""
    for row in rows.where("moving", way="in", state="offered"):
        yield Gone("moving", {"way": "in", "client_id": row["client_id"], "device": row["device"]})
