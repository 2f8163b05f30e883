"""Whatever will refuse an act is said before anything is asked for it: nobody types a reason in vain."""

from rmdesk.desk.complaints.deciding import untellable, untellable_recheck
from rmdesk.desk.complaints.guarding import reads_case
from rmdesk.desk.complaints.timing import extension_faults
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_acts import Act, closing_gaps, may, record_faults, unreported
from rmdesk.domain.refusal import Refusal

_ENDS: frozenset[Act] = frozenset({"withdraw", "merge", "decline", "transfer"})


@reads_case("complaints.read")
def faults(desk: Desk, case: Case, act: Act) -> tuple[Refusal, ...]:
    """Everything that stands against `act` whatever is answered; empty when it may be done. Faces ask before they ask
    anything."""
    found = may(act, case)
    if found is not None:
        return (found,)
    if act in _ENDS:
        return unreported(case)
    match act:
        case "extend":
            return extension_faults(desk, case)
        case "close":
            return closing_gaps(case)
        case "tell":
            return untellable(case)
        case "tell_recheck":
            return untellable_recheck(case)
        case "become_complaint":
            return record_faults(case.model_copy(update={"type": "complaint"}))
    return ()
