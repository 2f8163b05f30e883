"""Deciding, telling, and 核查 (COMP-09, COMP-10, COMP-11)."""

from datetime import date, datetime
from typing import get_args

from rmdesk.desk.complaints.complainant import reads_in
from rmdesk.desk.complaints.guarding import stop_untimely, works_on_case
from rmdesk.desk.complaints.reading import CaseView, view_again
from rmdesk.desk.complaints.showing import shown_at, stop_unshown
from rmdesk.desk.complaints.texts import read_text, read_texts, required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers.bodies import bodies, review_days
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.complaint import Case, Decision, Notice, NoticeWay
from rmdesk.domain.complaint_acts import Act
from rmdesk.domain.complaint_faults import recheck_faults
from rmdesk.domain.complaint_times import counting
from rmdesk.domain.decision_words import Right, contradicting, names_a_way, speaks_of_review
from rmdesk.domain.people import Branch
from rmdesk.domain.refusal import Refusal, passed_at, refuse, stop, stop_if
from rmdesk.formpack import fill


class Told(Value):
    """How and when (UTC) the complainant was told, and what shows it (COMP-11); of a withdrawal, how and when it was
    withdrawn."""

    way: NoticeWay
    at: datetime
    proof: str


_EMPTY = {
    "facts": refuse("COMP-09.facts"),
    "decision": refuse("COMP-09.decision"),
    "basis": refuse("COMP-09.basis"),
    "remedies": refuse("COMP-09.remedies"),
}

_UNSET = {"review": "", "superior": "", "superior_en": "", "mediation": "", "mediation_en": ""}
"""What a branch has not said yet."""


def written_in(desk: Desk, case: Case, screen: Lang) -> Lang:
    """The language of what the complainant is told in writing: as a client's file names it, else the screen's."""
    return reads_in(desk, case) or screen


def proposed(desk: Desk, case: Case, lang: Lang) -> Decision:
    """The decision to be written: what stands so far, with the pack's remedies where none are written yet, or only
    those of a branch that had not yet said who reviews and mediates, in the language of the letter that they will stand
    in (`lang`: the screen's)."""
    review = case.state == "recheck"
    written = case.recheck_decision if review else case.decision
    words = desk.pack.letters.review_remedies if review else desk.pack.letters.remedies
    decided = not review and case.decided_at is not None
    unset = {_spoken(desk, case, words, one, desk.branch.model_copy(update=_UNSET)) for one in get_args(Lang)}
    if written.remedies and (decided or written.remedies not in unset):
        return written
    said = _spoken(desk, case, words, written_in(desk, case, lang), desk.branch)
    return written.model_copy(update={"remedies": said})


def _spoken(desk: Desk, case: Case, words: Text, lang: Lang, branch: Branch) -> str:
    """The pack's words as `branch` says them to whoever complains."""
    to = case.complainant.kind
    return fill(addressed(to, words.of(lang)), bodies(desk.pack, branch, lang, to))


def decision_gaps(decision: Decision) -> tuple[Refusal, ...]:
    """One refusal for each part that is empty (COMP-09)."""
    return tuple(_EMPTY[part] for part in decision.missing())


def recheck_gaps(case: Case, decision: Decision) -> tuple[Refusal, ...]:
    """What a decision on 核查 lacks: a part (COMP-09), or a word on whether the decision under review stands, where it
    says just what that one said (COMP-10)."""
    repeats = "".join(decision.decision.split()) == "".join(case.decision.decision.split())
    return decision_gaps(decision) or ((refuse("COMP-10.repeats"),) if repeats else ())


@works_on_case("draft")
def draft(desk: Desk, case: Case, decision: Decision) -> CaseView:
    """Keep the parts of the decision as far as they are written. One made, but not told, is to be made again."""
    return _keep(desk, case, decision, recheck=False)


@works_on_case("decide")
def decide(desk: Desk, case: Case) -> CaseView:
    """The decision stands as written. Refused while a part is empty (COMP-09), or the remedies say of a review what
    the notice itself says (COMP-10)."""
    stop_if(*(decision_gaps(case.decision) or review_gaps(desk, case)))
    if case.paused is not None:
        stop("COMP-07.pause_open", start=case.paused.start)
    desk.record(facts.CaseDecided(case_id=case.id), case.id)
    return view_again(desk, case.id)


@works_on_case("tell")
def tell(
    desk: Desk,
    case: Case,
    way: NoticeWay,
    at: datetime,
    proof: str,
    said: str = "",
    evidence: str = "",
    approval: Proof | None = None,
) -> CaseView:
    """The result was told at `at`, with proof (COMP-11). A complaint's decision must be in writing: its notice was
    printed. For other feedback `said` is what was told. What was told before a date that has passed counts as told in
    time where a file of the case shows it (`evidence`, its digest) and a second person agrees; else late stays late."""
    stop_if(*untellable(case))
    if case.type != "complaint" and not said.strip():
        stop("INPUT.required")
    notice = notice_of(desk, case, "tell", Told(way=way, at=at, proof=proof), said)
    notice = shown(desk, case, "tell", notice, evidence, approval)
    desk.record(facts.ResultTold(case_id=case.id, notice=notice), case.id)
    return view_again(desk, case.id)


@works_on_case("ask_recheck")
def ask_recheck(desk: Desk, case: Case, on: date, reason: str) -> CaseView:
    """The complainant asked in writing on `on` for the decision to be examined again (COMP-10). Refused when the 30
    days are over. A closed case opens again."""
    why = passed_at("reason", required(desk, "reason", reason))
    stop_untimely(desk, case, "ask_recheck", on)
    clock_input = case.clock_input(desk.local, desk.today()).model_copy(update={"recheck": on})
    stop_if(*recheck_faults(desk.pack.clocks.on(clock_input.received.date()), clock_input, desk.calendar))
    desk.record(facts.RecheckAsked(case_id=case.id, on=on, reason=why), case.id)
    return view_again(desk, case.id)


@works_on_case("draft_recheck")
def draft_recheck(desk: Desk, case: Case, decision: Decision) -> CaseView:
    """Keep the parts of the decision on 核查 as far as they are written."""
    return _keep(desk, case, decision, recheck=True)


@works_on_case("tell_recheck")
def tell_recheck(
    desk: Desk, case: Case, way: NoticeWay, at: datetime, proof: str, evidence: str = "", approval: Proof | None = None
) -> CaseView:
    """The decision on 核查 was told at `at`, with proof; `evidence` as in `tell`. Its letter was printed before."""
    stop_if(*untellable_recheck(case))
    notice = notice_of(desk, case, "tell_recheck", Told(way=way, at=at, proof=proof))
    notice = shown(desk, case, "tell_recheck", notice, evidence, approval)
    desk.record(facts.RecheckTold(case_id=case.id, notice=notice), case.id)
    return view_again(desk, case.id)


@works_on_case("tell_again")
def tell_again(
    desk: Desk, case: Case, why: str, told: Told, evidence: str, approval: Proof | None = None, *, ours: bool
) -> CaseView:
    """The notice that was told last came back and was given again (COMP-11): both stay. Where it had been sent to where
    the complainant had said, it was given in time all the same; by a mistake of the bank's (`ours`) it was not. The
    time to ask for a review runs from this one (COMP-10): a file of the case shows it, and a second person agrees."""
    reason = passed_at("returned", required(desk, "reason", why))
    notice = notice_of(desk, case, "tell_again", told)
    stop_unshown(desk, case, "tell_again", evidence)
    notice = shown(desk, case, "tell_again", notice, evidence, approval)
    recheck = case.recheck_notice is not None
    fact = facts.NoticeGivenAgain(case_id=case.id, notice=notice, why=reason, ours=ours, recheck=recheck)
    desk.record(fact, case.id)
    return view_again(desk, case.id)


def shown(desk: Desk, case: Case, doing: Act, notice: Notice, evidence: str, approval: Proof | None) -> Notice:
    """The notice with the file that shows when it was given, and who agreed that it does; as it is without a file. For
    use cases."""
    second = shown_at(desk, case, doing, notice.at, evidence, approval)
    return notice.model_copy(update={"evidence": evidence, "agreed_by": second})


def unset_review(desk: Desk, case: Case) -> tuple[Refusal, ...]:
    """That no decision can be made yet, whatever is written: the branch does not say who reviews it (COMP-10). For
    faces, which say it before anything is written."""
    return () if desk.branch.review or case.state == "recheck" else (refuse("COMP-10.unset"),)


def review_gaps(desk: Desk, case: Case) -> tuple[Refusal, ...]:
    """What stands against a notice that says who reviews the decision (COMP-10): the branch does not say it, or the
    handler's own words speak of a review, too, and may say something else, deny it, shorten it or have it given up; or
    its remedies name no other way (COMP-09). For use cases."""
    unset = unset_review(desk, case)
    if unset:
        return unset
    own, langs = case.decision.remedies, get_args(Lang)
    for lang in langs:
        own = own.replace(_spoken(desk, case, desk.pack.letters.remedies, lang, desk.branch), "")
    zh, en = (bodies(desk.pack, desk.branch, lang)["superior"] for lang in langs)
    if speaks_of_review(own):
        return (refuse("COMP-10.body", body=Text(zh=zh, en=en)),)
    body, days = Text(zh=zh, en=en), review_days(desk.pack, case, desk.local(case.received_at).date())
    contradicted = contradicting(case.decision, own, Right(body=body, days=days))
    if contradicted is not None:
        part, given = contradicted
        return (refuse("COMP-10.denied", parts=part, given=given, body=body),)
    return () if names_a_way(case.decision.remedies) else (refuse("COMP-09.way"),)


def untellable(case: Case) -> tuple[Refusal, ...]:
    """Why no result can be told: the clock stands, or the notice of the decision was not printed. For use cases."""
    if case.paused is not None:
        return (refuse("COMP-07.pause_open", start=case.paused.start),)
    unprinted = case.type == "complaint" and not counting(case, "decision_notice")
    return (refuse("COMP-09.printed"),) if unprinted else ()


def untellable_recheck(case: Case) -> tuple[Refusal, ...]:
    """Why no decision on 核查 can be told: something is missing, or its letter was not printed. For use cases."""
    if case.recheck_decision.missing():
        return (refuse("COMP-10.unwritten"),)
    gaps = recheck_gaps(case, case.recheck_decision)
    return gaps or (() if counting(case, "recheck_decision") else (refuse("COMP-09.printed"),))


def _keep(desk: Desk, case: Case, decision: Decision, *, recheck: bool) -> CaseView:
    kept = Decision(**read_texts(desk, decision))
    if kept != (case.recheck_decision if recheck else case.decision):
        desk.record(facts.DecisionDrafted(case_id=case.id, decision=kept, recheck=recheck), case.id)
    return view_again(desk, case.id)


def notice_of(desk: Desk, case: Case, doing: Act, told: Told, said: str = "") -> Notice:
    """The notice that `doing` gives, with proof (COMP-11), at a time when it can have been given. For use cases."""
    shown = passed_at("proof", read_text(desk, "proof", told.proof))
    if not shown:
        stop("COMP-11.proof")
    words = passed_at("said", read_text(desk, "said", said))
    stop_untimely(desk, case, doing, told.at)
    return Notice(way=told.way, at=told.at, proof=shown, said=words)
