"""Which client file is the complainant's, and which of the client's sales a case is about (COMP-02, COMP-16): named,
changed or taken back after it was taken in."""

from rmdesk.desk import sales
from rmdesk.desk.complaints.alike import same_complainant
from rmdesk.desk.complaints.guarding import let_go, reads_case, works_on_case
from rmdesk.desk.complaints.parties import interested_still
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.register import assign_by_rule, prefill
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.complaints.work import completed, record_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sales import SaleLine
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.refusal import passed, passed_at, stop

_OF_FILE = frozenset({"kind", "client_id"})


@reads_case("complaints.read")
def choices(desk: Desk, case: Case) -> tuple[SaleLine, ...]:
    """The sales that the case may be about, the last touched first; refused without a client, or without a sale."""
    return _choices(desk, case)


@works_on_case("link_client")
def link_client(desk: Desk, case: Case, client: str, approval: Proof | None = None) -> CaseView:
    """The complainant is this client of the bank (id or number), who goes by the same name, ID or contact: what the
    case does not say of him, the file does; also of a case that has ended, which his file and his copy would lack
    (DATA-03). Another client than before only where no sale of that one is linked."""
    who, known = case.complainant, passed(prefill(desk, client=client)).complainant
    if known.client_id == who.client_id:
        return view_again(desk, case.id)
    if case.about.sale_id is not None:
        stop("COMP-16.sale_first")
    if known.name != who.name and not same_complainant(known, who):
        stop("COMP-16.another", client=client)
    before = None if who.client_id is None else passed(prefill(desk, client=who.client_id)).complainant
    own = {key: value for key, value in who if value and key not in _OF_FILE and value != getattr(before, key, None)}
    record = record_of(case).model_copy(update={"complainant": known.model_copy(update=own)})
    return completed(desk, case, record, approval)


@works_on_case("link_sale")
def link_sale(desk: Desk, case: Case, sale_id: str, reason: str = "", approval: Proof | None = None) -> CaseView:
    """The case is about this sale of its client; "" for none. What was linked before falls with a reason only.

    A handler who made the sale loses the case to somebody else; who made the one that falls, a second person lets go
    (COMP-04).
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
    after = case.model_copy(update={"about": about, "interested": interested_still(desk, case, about, case.joined)})
    second = let_go(desk, case, after, approval)
    fact = facts.SaleLinked if sale_id else facts.SaleUnlinked
    with desk.transaction():
        named = {"sale_id": sale_id or before, "interested": after.interested}
        desk.record(fact(case_id=case.id, **named, reason=why, agreed_by=second), case.id)
        if case.handler is not None and after.concerns(case.handler):
            assign_by_rule(desk, after)
    return view_again(desk, case.id)


def _choices(desk: Desk, case: Case) -> tuple[SaleLine, ...]:
    if case.complainant.client_id is None:
        came = desk.store.query("SELECT device FROM case_moving WHERE way = 'in' AND case_id = ?", (case.id,))
        if came:
            stop("COMP-16.client_elsewhere", desk=peers.called(desk, came[-1]["device"]))
        stop("COMP-16.no_client")
    found = passed(sales.of_client(desk, case.complainant.client_id))
    if not found:
        stop("COMP-16.no_client_sale")
    return found
