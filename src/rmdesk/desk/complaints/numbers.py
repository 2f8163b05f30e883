"""Contact and ID number of a complainant, masked wherever a case is shown: showing them is a fact (DATA-05)."""

from rmdesk.desk import guarding
from rmdesk.desk.complaints.guarding import reads_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case


@reads_case("complaints.work")
def reveal(desk: Desk, case: Case, proof: Proof | None = None) -> Case:
    """The case, to be shown with its numbers in clear: that is a fact (DATA-05). The table of acts may ask for proof
    (DATA-08)."""
    guarding.prove(desk, "clients.reveal", proof, case.id)
    desk.record(facts.CaseNumbersRevealed(case_id=case.id), case.id)
    return case
