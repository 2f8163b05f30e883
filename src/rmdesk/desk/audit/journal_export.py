"""Taking the journal out of the desk for a verifier that is not rmdesk (DATA-07)."""

from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.approving import approve
from rmdesk.desk.audit.seeking import closed_seqs
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.paper_files import leaving, stop_if_there, write_file, write_lines
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.refusal import stop
from rmdesk.store.export import journal_lines
from rmdesk.tools import verify_journal

VERIFIER = "verify_journal.py"


class JournalFile(NamedTuple):
    """The file, and where the chain ends in it: what the verifier is to be told from elsewhere."""

    path: Path
    facts: int
    head: str
    code: str


@use_case("journal.export")
def export(
    desk: Desk,
    file: Path,
    proof: Proof | None = None,
    *,
    payloads: bool = False,
    reason: str = "",
    verifier: bool = False,
    over: bool = False,
) -> JournalFile:
    """Write the whole journal as JSON lines; the export is itself the last fact in it. `verifier`: also the program
    that verifies it, beside it. `over`: also where there is a file already.

    Without `payloads` nothing personal leaves the desk, and the chain verifies all the same. With them it wants a
    reason and somebody of compliance (DATA-07), and what is closed to whoever takes it out stays here all the same: the
    notes of a case that is about him (COMP-04).
    """
    if payloads and not reason.strip():
        stop("DATA-07.reason")
    stop_if_there(file, over=over)
    approve(desk, "journal.export", proof, clear=payloads)
    closed = closed_seqs(desk) if payloads else frozenset[int]()
    with leaving(desk, file):
        count = desk.store.head().seq + 1
        desk.record(facts.JournalExported(payloads=payloads, facts=count, reason=reason.strip()), "desk")
        write_lines(file, journal_lines(desk.store, lambda seq, _: payloads and seq not in closed))
        if verifier:
            write_file(file.parent / VERIFIER, Path(verify_journal.__file__).read_bytes())
    head = desk.store.head()
    return JournalFile(file, head.seq, f"{head.seq}:{head.hash.hex()}", head.short)
