"""Cases that go between desks: where each stands, and what the facts that came with one make of it here."""

from functools import partial
from typing import Final

from rmdesk.domain import exchange_cases as moves
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_fold import fold
from rmdesk.domain.exchange_cases import CaseFactMoved, CaseMoving
from rmdesk.domain.fact import Fact
from rmdesk.domain.vault_facts import BackupRestored
from rmdesk.store.entry import Entry
from rmdesk.store.project import PROJECTIONS, projects, table
from rmdesk.store.rows import Changes, Gone, Reader, Row, doc_of
from rmdesk.store.tables import complaints

table("case_moving", key=("way", "case_id", "device"), text=("state", "doc"), indexes=[("way", "state")])

_MOST: Final = 2
"""So many functions one fact of a case runs at most."""


def _row(way: str, one: CaseMoving) -> Row:
    key = {"way": way, "case_id": one.move.case_id, "device": one.device}
    return Row("case_moving", {**key, "state": one.state, "doc": one})


def _folded(rows: Reader, case_id: str, fact: Fact, entry: Entry) -> Row:
    return complaints.row_of(fold(doc_of(rows, Case, "complaint", case_id), fact, entry.at, entry.actor))


# at the desk that gives a case up
@projects(moves.CaseGivenUp)
def _given_up(rows: Reader, fact: moves.CaseGivenUp, entry: Entry) -> Changes:
    yield _row("out", CaseMoving(device=fact.device, seq=entry.seq, move=fact.move, at=entry.at))
    yield _folded(rows, fact.move.case_id, fact, entry)


@projects(moves.CaseMoveAnswered)
@projects(moves.CaseMoveEnded)
def _answered(rows: Reader, fact: moves.CaseMoveAnswered | moves.CaseMoveEnded, entry: Entry) -> Changes:
    one = doc_of(rows, CaseMoving, "case_moving", "out", fact.case_id, fact.device)
    taken = isinstance(fact, moves.CaseMoveAnswered) and fact.taken
    yield _row("out", one.model_copy(update={"state": "taken" if taken else "refused", "answer": fact.reason}))
    yield _folded(rows, fact.case_id, fact, entry)


@projects(moves.CaseHeardOf)
def _heard(rows: Reader, fact: moves.CaseHeardOf, entry: Entry) -> Changes:
    one = doc_of(rows, CaseMoving, "case_moving", "out", fact.case_id, fact.device)
    yield _row("out", one.model_copy(update={"heard": (*one.heard, *fact.heard)}))


# at the desk that takes one over
@projects(moves.CaseOffered)
def _offered(rows: Reader, fact: moves.CaseOffered, entry: Entry) -> Changes:
    yield _row("in", CaseMoving(device=fact.device, seq=fact.seq, move=fact.move, at=entry.at))


@projects(moves.CaseRefused)
def _refused(rows: Reader, fact: moves.CaseRefused, entry: Entry) -> Changes:
    one = doc_of(rows, CaseMoving, "case_moving", "in", fact.case_id, fact.device)
    yield _row("in", one.model_copy(update={"state": "refused", "answer": fact.reason}))


@projects(moves.CaseTakenOver)
def _taken_over(rows: Reader, fact: moves.CaseTakenOver, entry: Entry) -> Changes:
    """One that comes home is away no more."""
    one = doc_of(rows, CaseMoving, "case_moving", "in", fact.case_id, fact.device)
    yield _row("in", one.model_copy(update={"state": "taken"}))
    yield Gone("case_moving", {"way": "out", "case_id": fact.case_id})
    yield _folded(rows, fact.case_id, fact, entry)


def _run(at: int, rows: Reader, fact: CaseFactMoved, entry: Entry) -> Changes:
    """What the `at`-th function of the fact that moved does. Numbers are not counted on."""
    found = moves.told(fact, doc_of(rows, CaseMoving, "case_moving", "in", fact.case_id, fact.device).move)
    functions = () if found is None else PROJECTIONS.alone("", found.fact.kind)
    if found is None or len(functions) <= at:
        return ()
    then = entry._replace(at=found.at, actor=found.actor, kind=found.fact.kind)
    return functions[at](rows, found.fact, then)


for _at in range(_MOST):
    projects(CaseFactMoved)(partial(_run, _at))


@projects(BackupRestored)
def _restored(rows: Reader, fact: BackupRestored, entry: Entry) -> Changes:
    """What was offered to the desk that this is a copy of was offered to that one."""
    for row in rows.where("case_moving", way="in", state="offered"):
        yield Gone("case_moving", {"way": "in", "case_id": row["case_id"], "device": row["device"]})
