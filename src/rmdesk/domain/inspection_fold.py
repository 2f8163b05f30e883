"""How each fact changes an audit."""

from datetime import datetime

from rmdesk.domain import archive_facts as facts
from rmdesk.domain.fact import Fact
from rmdesk.domain.inspection import Finding, Inspection


def planned(fact: facts.InspectionPlanned, at: datetime, by: str) -> Inspection:
    """The audit that an `InspectionPlanned` begins."""
    return Inspection(id=fact.inspection_id, no=fact.no, plan=fact.plan, planned_at=at, by=by)


def fold(one: Inspection, fact: Fact, at: datetime, by: str) -> Inspection:
    """The audit after `fact`, which happened at `at` by `by`. TypeError for a fact that is not an audit's."""
    return one.model_copy(update=_change(one, fact, at, by))


def _change(one: Inspection, fact: Fact, at: datetime, by: str) -> dict[str, object]:
    match fact:
        case facts.SampleDrawn():
            return {"sample": fact.sample}
        case facts.ItemLookedAt():
            return {"looked_at": (*one.looked_at, fact.item)}
        case facts.FindingNoted():
            return {"findings": (*one.findings, fact.finding)}
        case facts.RectificationAgreed():
            return {"findings": _with(one, fact.finding_id, {"rectification": fact.rectification})}
        case facts.RectificationChecked():
            return {"findings": _checked(one, fact, at, by)}
        case facts.InspectionClosed():
            return {"closed_at": at, "summary": fact.summary}
    raise TypeError(f"{fact.kind} does not change audit {one.no}")


def _checked(one: Inspection, fact: facts.RectificationChecked, at: datetime, by: str) -> tuple[Finding, ...]:
    found = next(finding for finding in one.findings if finding.id == fact.finding_id)
    if found.rectification is None:
        raise ValueError(f"finding {found.id} has no rectification to be checked")
    checked = {"checked_at": at, "checked_by": by, "mended": fact.mended, "note": fact.note}
    return _with(one, found.id, {"rectification": found.rectification.model_copy(update=checked)})


def _with(one: Inspection, finding_id: str, update: dict[str, object]) -> tuple[Finding, ...]:
    return tuple(finding.model_copy(update=update) if finding.id == finding_id else finding for finding in one.findings)
