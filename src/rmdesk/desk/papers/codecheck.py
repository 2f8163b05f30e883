"""Is the code at the foot of a paper one of this desk's journal? (`rmdesk paper check --code CODE`)"""

from datetime import datetime
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_facts import EvidencePacked
from rmdesk.domain.complaint_facts import LetterPrinted, ReportPrinted
from rmdesk.domain.facts import PaperPrinted
from rmdesk.domain.ids import chain_code, read_chain_code
from rmdesk.domain.printer import RecordPrinted
from rmdesk.domain.refusal import stop
from rmdesk.domain.registers.facts import EntryPrinted
from rmdesk.store.plain import instant

_PRINTING = (PaperPrinted, LetterPrinted, ReportPrinted, EntryPrinted, EvidencePacked, RecordPrinted)


class Bearing(NamedTuple):
    """A paper that bears the code."""

    number: str
    kind: str
    at: datetime


class CodeVerdict(NamedTuple):
    """What can be said of a code.

    known    the journal holds this fact, unchanged since a paper was printed with it; `at`: when it happened
    other    another fact stands there: the code was misread, the journal was changed, or it is another desk's
    unknown  the journal never had so many facts, or was cut off
    """

    verdict: Literal["known", "other", "unknown"]
    code: str
    seq: int
    at: datetime | None = None
    papers: tuple[Bearing, ...] = ()


@use_case("papers.check")
def check(desk: Desk, typed: str) -> CodeVerdict:
    """Find the fact that a printed code names, and the papers that bear it. Refuses what cannot be a code."""
    read = read_chain_code(typed)
    if read is None:
        stop("INPUT.unknown", what="paper", given=typed[:40])
    seq, code = read
    rows = desk.store.query("SELECT at, hash FROM journal WHERE seq = ?", (seq,))
    if not rows:
        return CodeVerdict("unknown", code, seq)
    if chain_code(seq, rows[0]["hash"]) != code:
        return CodeVerdict("other", code, seq)
    return CodeVerdict("known", code, seq, instant(rows[0]["at"]), _bearing(desk, code, seq))


def _bearing(desk: Desk, code: str, seq: int) -> tuple[Bearing, ...]:
    """The papers that were printed while this was the journal's end."""
    from rmdesk.paper import from_json  # late: whoever looks for a number reads no paper

    found = []
    for kind in _PRINTING:
        sql = "SELECT id FROM journal WHERE kind = ? AND seq > ? AND payload LIKE ? ORDER BY seq"
        for row in desk.store.query(sql, (kind.kind, seq, f"%{code}%")):
            entry = desk.store.entry(row["id"])
            fact = None if entry is None else entry.fact
            if entry is not None and isinstance(fact, _PRINTING):
                paper = from_json(fact.content)
                found += [Bearing(paper.number, paper.kind, entry.at)] if paper.head == code else []
    return tuple(sorted(found))
