"""How each fact changes a case."""

from datetime import datetime

from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.complaint import Case
from rmdesk.domain.fact import Fact


def fold(case: Case, fact: Fact, at: datetime, by: str) -> Case:
    """The case after `fact`, which happened at `at` by `by`. TypeError for a fact that is not a case's."""
    if isinstance(fact, facts.CaseNumbersRevealed):
        return case  # Looking changes nothing: what somebody else is typing stays up to date.
    changed = _change(case, fact, at, by)
    return case.model_copy(update={**changed, "version": case.version + 1, "touched_at": at, "touched_by": by})


def _change(case: Case, fact: Fact, at: datetime, by: str) -> dict[str, object]:
    match fact:
        case facts.CaseCompleted():
            return {key: getattr(fact, key) for key in facts.CaseCompleted.model_fields if key != "case_id"}
        case facts.BecameComplaint():
            return {"type": "complaint"}
        case facts.CaseAssigned():
            return {"handler": fact.handler}
        case facts.CaseAnswered():
            return {"answered_at": fact.at}
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
            return {"major": fact.reasons}
        case facts.MajorReported():
            return {"major_reported_at": fact.at}
        case facts.CorrectiveActionSet():
            return {"corrective_action": fact.corrective_action}
        case facts.EffectChecked():
            checked = {"checked_at": at, "checked_by": by, "effective": fact.effective, "effect": fact.effect}
            return {"corrective_action": case.corrective_action.model_copy(update=checked)}
        case facts.CaseJoined():
            return {"joined": (*case.joined, fact.joined)}
    return _timed(case, fact) or _decided(fact, at) or _ended(case, fact)


def _timed(case: Case, fact: Fact) -> dict[str, object]:
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
            # What was decided without the new facts must be decided again.
            return {"new_facts_at": fact.at, "state": "investigating", "decided_at": None}
    return {}


def _decided(fact: Fact, at: datetime) -> dict[str, object]:
    match fact:
        case facts.DecisionDrafted():
            if fact.recheck:
                return {"recheck_decision": fact.decision}
            return {"decision": fact.decision, "state": "investigating", "decided_at": None}
        case facts.CaseDecided():
            return {"state": "decided", "decided_at": at}
        case facts.ResultTold():
            return {"state": "told", "notice": fact.notice}
        case facts.RecheckAsked():
            asked = {"recheck_asked": fact.on, "recheck_reason": fact.reason}
            return {"state": "recheck", **asked, "ended_on": None, "end_note": ""}
        case facts.RecheckTold():
            return {"state": "told", "recheck_notice": fact.notice}
    return {}


def _ended(case: Case, fact: Fact) -> dict[str, object]:
    match fact:
        case facts.CaseClosed():
            return {"state": "closed", "ended_on": fact.on, "end_note": fact.note}
        case facts.CaseWithdrawn():
            return {"state": "withdrawn", "ended_on": fact.on, "end_note": fact.note, "paused": None}
        case facts.CaseMerged():
            return {"state": "merged", "ended_on": fact.on, "merged_into": fact.into, "paused": None}
        case facts.CaseDeclined():
            return {"state": "declined", "ended_on": fact.on, "end_note": fact.note, "paused": None}
        case facts.CaseTransferred():
            note = f"{fact.to}\n{fact.note}".strip()
            return {"state": "transferred", "ended_on": fact.on, "end_note": note, "paused": None}
    raise TypeError(f"{fact.kind} does not change case {case.no}")
