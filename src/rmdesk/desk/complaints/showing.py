"""What a file of a case can show, where an act moves a date of the law or says of an earlier day that it was kept
(COMP-07, COMP-08)."""

from collections.abc import Iterator
from datetime import datetime

from rmdesk.desk.archive.proofs import flaw
from rmdesk.desk.complaints.guarding import CORRECT, agreed
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import Case, Evidence
from rmdesk.domain.complaint_acts import Act
from rmdesk.domain.refusal import stop, stop_if


def stop_unshown(desk: Desk, case: Case, doing: Act, evidence: str, came: datetime | None = None) -> Evidence:
    """The file of the case with this digest. Ends the use case where it shows nothing of `doing`: there is none, it is
    empty or unreadable, the desk printed it and it is no scan, or this case or another held it before `came`, the
    moment that it is to show. For use cases."""
    one = next((one for one in case.evidence if one.sha256 == evidence), None)
    if one is None:
        stop("COMP-08.unshown", doing=doing)
    found = flaw(desk, one.name, desk.store.attachments.get(evidence) or b"", signed=True)
    if found is not None and found.unreadable is not None:
        stop_if(found.unreadable)
    if found is not None and found.printed:
        stop("COMP-08.printed", file=one.name, no=found.printed)
    if found is not None:
        stop("COMP-08.empty", file=one.name)
    kept = min(desk.local(each.at).date() for each in (one, *_elsewhere(desk, evidence)))
    if came is not None and kept < desk.local(came).date():
        stop("COMP-08.kept", file=one.name, kept=kept, at=desk.local(came).date())
    return one


def shown_at(desk: Desk, case: Case, doing: Act, at: datetime, evidence: str, approval: Proof | None) -> str:
    """The login of whoever agrees that this file of the case shows that `doing` was done at `at`; "" where none is
    named: then late stays late. For use cases."""
    if not evidence:
        return ""
    stop_unshown(desk, case, doing, evidence, at)
    return agreed(desk, case, CORRECT, approval)


def _elsewhere(desk: Desk, evidence: str) -> Iterator[Evidence]:
    """The same file in any case of the desk."""
    for row in desk.store.query("SELECT doc FROM complaint WHERE instr(doc, ?)", (evidence,)):
        yield from (one for one in desk.parsed(Case, row["doc"]).evidence if one.sha256 == evidence)
