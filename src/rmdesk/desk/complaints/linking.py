"""Which of the client's sales a case is about (COMP-16): named, changed or taken back after it was taken in."""

from rmdesk.desk import sales
from rmdesk.desk.complaints.guarding import reads_case, works_on_case
from rmdesk.desk.complaints.interest import interested_in
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.register import assign_by_rule
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.desk import Desk
from rmdesk.desk.sales import SaleLine
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import passed, passed_at, stop


@reads_case("complaints.read")
def choices(desk: Desk, case: Case) -> tuple[SaleLine, ...]:
    """The sales that the case may be about, the last touched first; refused without a client, or without a sale."""
    return _choices(desk, case)


@works_on_case("link_sale")
def link_sale(desk: Desk, case: Case, sale_id: str, reason: str = "") -> CaseView:
    """The case is about this sale of its client; "" for none. What was linked before falls with a reason only.

    A handler who made the sale loses the case to somebody else (COMP-04).
    """
    before = case.about.sale_id or ""
    if not sale_id and not before:
        _choices(desk, case)
        stop("COMP-16.no_sale")
    if sale_id == before:
        return view_again(desk, case.id)
    if sale_id and sale_id not in {one.id for one in _choices(desk, case)}:
        stop("INPUT.unknown", what="sale", given=sale_id)
    why = passed_at("reason", required(desk, "reason", reason)) if before else reason.strip()
    about = case.about.model_copy(update={"sale_id": sale_id or None})
    after = case.model_copy(update={"about": about, "interested": interested_in(desk, about, case.joined)})
    fact = facts.SaleLinked if sale_id else facts.SaleUnlinked
    with desk.transaction():
        kept = fact(case_id=case.id, sale_id=sale_id or before, interested=after.interested, reason=why)
        desk.record(kept, case.id)
        if case.handler is not None and after.concerns(case.handler):
            assign_by_rule(desk, after)
    return view_again(desk, case.id)


def _choices(desk: Desk, case: Case) -> tuple[SaleLine, ...]:
    if case.complainant.client_id is None:
        stop("COMP-16.no_client")
    found = passed(sales.of_client(desk, case.complainant.client_id))
    if not found:
        stop("COMP-16.no_client_sale")
    return found
