"""How a case ends: closed with nothing missing, withdrawn, merged, declined, transferred (COMP-07, COMP-14). Each end
without a decision is told, with proof (COMP-11), and a second person agrees as the form pack asks. One of a day before
a date that has passed is in time where a file of the case shows it and a second person agrees; else late stays late."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rmdesk.desk.complaints.alike import of_one_complainant
from rmdesk.desk.complaints.cases import CaseLine, line_of
from rmdesk.desk.complaints.deciding import Told, notice_of, shown
from rmdesk.desk.complaints.guarding import agreed, reads_case, works_on_case
from rmdesk.desk.complaints.reading import CaseView, all_cases, hidden, opened, view_again
from rmdesk.desk.complaints.register import assign_by_rule
from rmdesk.desk.complaints.texts import read_text, required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof, asked
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case, Ending, Notice
from rmdesk.domain.complaint_acts import Act, closing_gaps, unreported
from rmdesk.domain.refusal import Refusal, passed_at, refuse, stop_if

_AGREED: Final[Mapping[Act, str]] = {
    "withdraw": "complaints.withdraw",
    "decline": "complaints.decline",
    "transfer": "complaints.transfer",
}
"""To what a second person agrees."""


@works_on_case("close")
def close(desk: Desk, case: Case, note: str = "", approval: Proof | None = None) -> CaseView:
    """Close the case. Refused with everything that is missing: notice, cause and action, classes, report, 核查."""
    stop_if(*closing_gaps(case))
    said = passed_at("note", read_text(desk, "note", note))
    second = agreed(desk, case, "complaints.close", approval)
    desk.record(facts.CaseClosed(case_id=case.id, on=desk.today(), note=said, agreed_by=second), case.id)
    return view_again(desk, case.id)


@works_on_case("withdraw")
def withdraw(
    desk: Desk, case: Case, note: str, told: Told, approval: Proof | None = None, evidence: str = ""
) -> CaseView:
    """The complainant withdrew; the case ends on the day on which that came in (COMP-07). `evidence`: the digest of the
    file of the case that shows it, here and below."""
    said, notice = passed_at("note", required(desk, "note", note)), _told(desk, case, "withdraw", told)
    ending = _ending(desk, case, "withdraw", notice, evidence, approval)
    on = _day(desk, notice)
    desk.record(facts.CaseWithdrawn(case_id=case.id, on=on, note=said, ending=ending), case.id)
    return view_again(desk, case.id)


@works_on_case("merge")
def merge(desk: Desk, case: Case, into: str, told: Told, approval: Proof | None = None) -> CaseView:
    """The same complaint again: it is handled with the open case `into` of the same complainant, received no later, so
    that no legal date moves later (COMP-07). Whom either concerns, the other is closed to from now on (COMP-04).
    Answers with that case."""
    target = opened(desk, into)
    stop_if(*_unmergeable(desk, case, target))
    notice = _told(desk, case, "merge", told)
    ending = Ending(told=notice, agreed_by=agreed(desk, case, "complaints.merge", approval, target))
    both = tuple(sorted({*target.interested, *case.parties}))
    with desk.transaction():
        merged = facts.CaseMerged(case_id=case.id, into=target.id, on=desk.today(), ending=ending)
        desk.record(merged, case.id)
        desk.record(facts.CaseJoined(case_id=target.id, joined=case.id, interested=both), target.id)
        after = target.model_copy(update={"interested": both})
        if target.handler is not None and after.concerns(target.handler):
            assign_by_rule(desk, after)
    return view_again(desk, target.id)


@reads_case("complaints.read")
def mergeable(desk: Desk, case: Case) -> tuple[CaseLine, ...]:
    """The open cases that this one may be merged into, in order of receipt, without those that are restricted for the
    person at the desk (COMP-04, COMP-07)."""
    found = (one for one in all_cases(desk, "ended = 0") if not hidden(desk, one))
    return tuple(line_of(desk, one) for one in found if not _unmergeable(desk, case, one))


def _unmergeable(desk: Desk, case: Case, target: Case) -> tuple[Refusal, ...]:
    """Why a case is not handled with `target`; empty when it may be."""
    if target.id == case.id or target.ended or target.moved_to or target.type != case.type:
        return (refuse("COMP-07.merge", no=target.no),)
    if desk.local(target.received_at).date() > desk.local(case.received_at).date():
        return (refuse("COMP-07.merge_order", no=target.no, case=case.no),)
    return () if of_one_complainant(desk, case, target) else (refuse("COMP-07.merge_other", no=target.no),)


@works_on_case("decline")
def decline(
    desk: Desk, case: Case, note: str, told: Told, approval: Proof | None = None, evidence: str = ""
) -> CaseView:
    """Not this bank's business; `note` is the reason that was told."""
    said, notice = passed_at("note", required(desk, "note", note)), _told(desk, case, "decline", told)
    ending = _ending(desk, case, "decline", notice, evidence, approval)
    on = _day(desk, notice)
    desk.record(facts.CaseDeclined(case_id=case.id, on=on, note=said, ending=ending), case.id)
    return view_again(desk, case.id)


@works_on_case("transfer")
def transfer(
    desk: Desk, case: Case, to: str, told: Told, note: str = "", approval: Proof | None = None, evidence: str = ""
) -> CaseView:
    """Handed to whoever is in charge of it; the complainant was told to whom."""
    whom, said = passed_at("to", required(desk, "to", to)), passed_at("note", read_text(desk, "note", note))
    notice = _told(desk, case, "transfer", told)
    ending = _ending(desk, case, "transfer", notice, evidence, approval)
    on = _day(desk, notice)
    desk.record(facts.CaseTransferred(case_id=case.id, on=on, to=whom, note=said, ending=ending), case.id)
    return view_again(desk, case.id)


def _told(desk: Desk, case: Case, doing: Act, told: Told) -> Notice:
    """Told, with proof; a major case was reported before."""
    stop_if(*unreported(case))
    return notice_of(desk, case, doing, told)


def _ending(desk: Desk, case: Case, doing: Act, notice: Notice, evidence: str, approval: Proof | None) -> Ending:
    """Agreed to as the form pack asks. Who agrees that a file shows the day need not prove the end by another password,
    too."""
    act = _AGREED[doing]
    told = shown(desk, case, doing, notice, evidence, approval)
    agrees = not evidence or asked(desk, act).demand == "second_person"
    return Ending(told=told, agreed_by=agreed(desk, case, act, approval) if agrees else "")


def _day(desk: Desk, notice: Notice) -> date:
    return desk.local(notice.at).date()
