"""How each fact changes a case."""

from datetime import date, datetime
from typing import Final

from rmdesk.domain import complaint_facts as facts
from rmdesk.domain import exchange_cases as moves
from rmdesk.domain.clocks import Pause
from rmdesk.domain.complaint import CameBack, Case, Correction, Decision
from rmdesk.domain.fact import Fact

MOVING: Final = moves.CaseGivenUp | moves.CaseMoveAnswered | moves.CaseMoveEnded | moves.CaseTakenOver
"""Facts of the exchange that change a case."""


def fold(case: Case, fact: Fact, at: datetime, by: str) -> Case:
    """The case after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a case's."""
    if isinstance(fact, facts.CaseNumbersRevealed):
        return case  # Looking changes nothing: what somebody else is typing stays up to date.
    if isinstance(fact, facts.LatenessKept):  # goes with the act that it was kept before
        return case.model_copy(update={"lates": (*case.lates, fact.lateness)})
    changed = _change(case, fact, at, by)
    return case.model_copy(update={**changed, "version": case.version + 1, "touched_at": at, "touched_by": by})


def _change(case: Case, fact: Fact, at: datetime, by: str) -> dict[str, object]:
    match fact:
        case facts.CaseCompleted():
            known = [key for key in facts.CaseCompleted.model_fields if key not in ("case_id", "agreed_by")]
            return {key: getattr(fact, key) for key in known}
        case facts.SaleLinked() | facts.SaleUnlinked():
            sale = fact.sale_id if isinstance(fact, facts.SaleLinked) else None
            return {"about": case.about.model_copy(update={"sale_id": sale}), "interested": fact.interested}
        case facts.BecameComplaint():
            return {"type": "complaint", **_from_receipt(case)}
        case facts.CaseAssigned():
            return {"handler": fact.handler}
        case facts.CaseAnswered():
            return {"answered_at": _first_answer(case, fact)}
        case facts.InvestigationBegun():
            return {"state": "investigating"}
        case facts.RemarkAdded() | facts.EvidenceRead():
            return {}
        case facts.CaseUrged():
            return {"urged": (*case.urged, fact.at)}
        case facts.EvidenceKept():
            return {"evidence": (*case.evidence, fact.evidence)}
        case facts.LetterPrinted():
            return {"letters": (*case.letters, fact.printed)}
        case facts.MajorFound():
            since = {} if case.major else {"major_found_at": at}
            return {"major": fact.reasons, **since}
        case facts.MajorReported():
            return {"major_reported_at": _first(case.major_reported_at, fact)}
        case facts.CorrectiveActionSet():
            return {"corrective_action": fact.corrective_action}
        case facts.EffectChecked():
            checked = {"checked_at": at, "checked_by": by, "effective": fact.effective, "effect": fact.effect}
            return {"corrective_action": case.corrective_action.model_copy(update=checked)}
        case facts.CaseJoined():
            return {"joined": (*case.joined, fact.joined), "interested": fact.interested}
        case facts.CaseLeft():
            left = tuple(one for one in case.joined if one != fact.left)
            return {"joined": left, "interested": fact.interested}
        case facts.CaseCorrected():
            return _corrected(case, fact.correction)
        case moves.CaseGivenUp():
            return {"moved_to": fact.device}
        case moves.CaseMoveAnswered():
            return {"gone": True} if fact.taken else {"moved_to": ""}
        case moves.CaseMoveEnded():
            return {"moved_to": ""}
        case moves.CaseTakenOver():
            return _taken_over(case, fact)
    return _timed(case, fact, at) or _decided(case, fact, at, by) or _again(case, fact, at) or _ended(case, fact)


def _taken_over(case: Case, fact: moves.CaseTakenOver) -> dict[str, object]:
    """Client and sale are named by what stands at this desk."""
    return {
        "handler": fact.handler,
        "interested": fact.interested,
        "complainant": case.complainant.model_copy(update={"client_id": fact.client_id}),
        "about": case.about.model_copy(update={"sale_id": fact.sale_id}),
        "moved_to": "",
        "gone": False,
    }


def _first_answer(case: Case, fact: facts.CaseAnswered) -> datetime:
    """When what is known was answered first (COMP-06)."""
    before, since = case.answered_at, case.new_facts_at or case.received_at
    return _first(None if before is None or before < since.replace(second=0, microsecond=0) else before, fact)


def _first(before: datetime | None, fact: facts.CaseAnswered | facts.MajorReported) -> datetime:
    """When it was done first: another one moves it no later, and earlier only where a file shows it."""
    if before is None:
        return fact.at
    return min(before, fact.at) if fact.evidence else before


def undecided(case: Case, to: str) -> bool:
    """Whether it was told in words what of a complaint is decided first, and told in writing (COMP-09)."""
    return to == "complaint" and case.notice is not None and case.decided_at is None


def _corrected(case: Case, one: Correction) -> dict[str, object]:
    kept = {"corrections": (*case.corrections, one)}
    if one.field == "evidence_note":
        noted = (
            each.model_copy(update={"note": one.after}) if each.sha256 == one.evidence else each
            for each in case.evidence
        )
        return {**kept, "evidence": tuple(noted)}
    if one.field == "type" and case.state == "told" and undecided(case, one.after):
        return {**kept, "type": one.after, "state": "investigating", "notice": None}
    value: object = datetime.fromisoformat(one.after) if one.field == "received_at" else one.after
    since = _from_receipt(case) if one.field == "type" and one.after == "complaint" else {}
    return {**kept, one.field: value, **since}


def _from_receipt(case: Case) -> dict[str, object]:
    """A complaint counts from its receipt, whatever was opened again while it was something else (COMP-01)."""
    return {"new_facts_at": None} if case.type != "complaint" and case.runs_since == "reopened" else {}


def _timed(case: Case, fact: Fact, at: datetime) -> dict[str, object]:
    match fact:
        case facts.ExtensionApproved():
            return {"case_class": fact.extension.to, "extensions": (*case.extensions, fact.extension)}
        case facts.ClockPaused():
            return {"paused": fact.paused}
        case facts.ClockResumed():
            # Ended on the day it began: no day was left out.
            kept = (fact.pause,) if fact.pause.end > fact.pause.start else ()
            return {"paused": None, "pauses": (*case.pauses, *kept)}
        case facts.NewFactsReceived():
            # What was decided, and told, without the new facts must be decided and told again.
            return {"new_facts_at": fact.at, "rounds": (*case.rounds, case.round_of("new_facts", at)), **_ANEW}
    return {}


def _decided(case: Case, fact: Fact, at: datetime, by: str) -> dict[str, object]:
    match fact:
        case facts.DecisionDrafted():
            if fact.recheck:
                return {"recheck_decision": fact.decision}
            return {"decision": fact.decision, "state": "investigating", "decided_at": None, "decided_by": ""}
        case facts.CaseDecided():
            return {"state": "decided", "decided_at": at, "decided_by": by}
        case facts.ResultTold():
            counts = fact.notice.at if fact.notice.evidence else max(at, fact.notice.at)
            return {"state": "told", "notice": fact.notice, "notice_counts": counts}
        case facts.RecheckAsked():
            asked = {"recheck_asked": fact.on, "recheck_reason": fact.reason}
            return {"state": "recheck", **asked, "ended_on": None, "end_note": ""}
        case facts.RecheckTold():
            return {"state": "told", "recheck_notice": fact.notice}
        case facts.NoticeGivenAgain():
            return _given_again(case, fact)
    return {}


def _given_again(case: Case, fact: facts.NoticeGivenAgain) -> dict[str, object]:
    """The complainant's own time begins with the one that arrived (COMP-10)."""
    before = case.recheck_notice if fact.recheck else case.notice
    if before is None:
        raise TypeError(f"nothing was told in case {case.no}")
    back = CameBack(notice=before, why=fact.why, ours=fact.ours, recheck=fact.recheck)
    given = (
        {"recheck_notice": fact.notice} if fact.recheck else {"notice": fact.notice, "notice_counts": fact.notice.at}
    )
    return {"came_back": (*case.came_back, back), **given}


_ANEW: dict[str, object] = {
    "state": "investigating", "decided_at": None, "decided_by": "", "notice": None, "recheck_asked": None,
    "recheck_reason": "", "came_back": (),
    "recheck_decision": Decision(), "recheck_notice": None, "ended_on": None, "end_note": "", "ending": None,
}  # fmt: skip


def _again(case: Case, fact: Fact, at: datetime) -> dict[str, object]:
    match fact:
        case facts.CaseReopened():
            rounds = {"rounds": (*case.rounds, case.round_of("reopened", fact.at, at))}
            return {**_ANEW, **rounds, **({"new_facts_at": fact.at} if fact.restarts else {})}
        case facts.CaseParted():
            return {**_ANEW, "rounds": (*case.rounds, case.round_of("parted", at)), "merged_into": None}
    return {}


def _paused_until(case: Case, on: date) -> dict[str, object]:
    """A pause that still runs ends with the case: the days that it took stay left out."""
    if case.paused is None or on <= case.paused.start:
        return {"paused": None}
    return {"paused": None, "pauses": (*case.pauses, Pause(start=case.paused.start, end=on, kind=case.paused.kind))}


def _ended(case: Case, fact: Fact) -> dict[str, object]:
    match fact:
        case facts.CaseClosed():
            return {"state": "closed", "ended_on": fact.on, "end_note": fact.note}
        case facts.CaseWithdrawn() | facts.CaseDeclined() | facts.CaseTransferred() | facts.CaseMerged():
            ended = {"ended_on": fact.on, "ending": fact.ending, **_paused_until(case, fact.on)}
            return {**ended, **_how(fact)}
    raise TypeError(f"{fact.kind} does not change case {case.no}")


def _how(
    fact: facts.CaseWithdrawn | facts.CaseDeclined | facts.CaseTransferred | facts.CaseMerged,
) -> dict[str, object]:
    match fact:
        case facts.CaseMerged():
            return {"state": "merged", "merged_into": fact.into}
        case facts.CaseTransferred():
            return {"state": "transferred", "end_note": f"{fact.to}\n{fact.note}".strip()}
        case facts.CaseDeclined():
            return {"state": "declined", "end_note": fact.note}
    return {"state": "withdrawn", "end_note": fact.note}
