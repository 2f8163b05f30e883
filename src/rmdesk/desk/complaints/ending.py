"""How a case ends: closed with nothing missing, withdrawn, merged, declined, transferred (COMP-07, COMP-14)."""

from rmdesk.desk.complaints.guarding import works_on_case
from rmdesk.desk.complaints.reading import CaseView, opened, view_again
from rmdesk.desk.complaints.texts import read_text, required
from rmdesk.desk.desk import Desk
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_acts import closing_gaps
from rmdesk.domain.refusal import passed, stop, stop_if


@works_on_case("close")
def close(desk: Desk, case: Case, note: str = "") -> CaseView:
    """Close the case. Refused with everything that is missing: notice, cause and action, classes, report, 核查."""
    stop_if(*closing_gaps(case))
    said = passed(read_text(desk, "note", note))
    desk.record(facts.CaseClosed(case_id=case.id, on=desk.today(), note=said), case.id)
    return view_again(desk, case.id)


@works_on_case("withdraw")
def withdraw(desk: Desk, case: Case, note: str) -> CaseView:
    """The complainant withdrew; the case ends today (COMP-07)."""
    said = passed(required(desk, "note", note))
    desk.record(facts.CaseWithdrawn(case_id=case.id, on=desk.today(), note=said), case.id)
    return view_again(desk, case.id)


@works_on_case("merge")
def merge(desk: Desk, case: Case, into: str) -> CaseView:
    """The same complaint again: it is handled with the open case `into`, received no later, so that no legal date moves
    later (COMP-07). Answers with that case."""
    target = opened(desk, into)
    if target.id == case.id or target.ended or target.type != case.type:
        stop("COMP-07.merge", no=target.no)
    if desk.local(target.received_at).date() > desk.local(case.received_at).date():
        stop("COMP-07.merge_order", no=target.no, case=case.no)
    with desk.transaction():
        desk.record(facts.CaseMerged(case_id=case.id, into=target.id, on=desk.today()), case.id)
        desk.record(facts.CaseJoined(case_id=target.id, joined=case.id), target.id)
    return view_again(desk, target.id)


@works_on_case("decline")
def decline(desk: Desk, case: Case, note: str) -> CaseView:
    """Not this bank's business; `note` is the reason that was told."""
    said = passed(required(desk, "note", note))
    desk.record(facts.CaseDeclined(case_id=case.id, on=desk.today(), note=said), case.id)
    return view_again(desk, case.id)


@works_on_case("transfer")
def transfer(desk: Desk, case: Case, to: str, note: str = "") -> CaseView:
    """Handed to whoever is in charge of it."""
    whom, said = passed(required(desk, "name", to)), passed(read_text(desk, "note", note))
    desk.record(facts.CaseTransferred(case_id=case.id, on=desk.today(), to=whom, note=said), case.id)
    return view_again(desk, case.id)
