"""What can be done on a case: the forms of all acts by name, what is possible now, what comes next."""

from collections.abc import Callable
from typing import get_args

from rmdesk.desk.complaints import beforehand, linking
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_acts import Act, may
from rmdesk.domain.complaint_times import counting
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.complaints import act_ends, act_people, act_times, act_works, words
from rmdesk.faces.complaints.act import ActForm
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.parts import ACTS
from rmdesk.faces.fields import Option

Build = Callable[[AskedCase], ActForm]
_SPLIT: dict[str, tuple[str, ...]] = {"remark": ("note", "call"), "evidence": ("evidence", "take_out")}
"""Acts that are asked for in two ways."""
FORMS: dict[str, Build] = {**act_times.FORMS, **act_works.FORMS, **act_people.FORMS, **act_ends.FORMS}


def next_part(view: CaseView) -> str:
    """The part in which the next step of the case is done; "" when nothing is left."""
    case = view.case
    if case.ended:
        return (
            "corrective_action"
            if "check_effect" in view.may
            and case.corrective_action.checked_at is None
            and not case.corrective_action.missing()
            else ""
        )
    if not view.answered and "answer" in view.may:
        return "answer"
    if case.type == "complaint" and case.state in ("accepted", "investigating", "decided", "recheck"):
        return _deciding_part(case)
    if case.type == "praise" or not view.gaps:
        return "rest"
    if case.notice is None:
        return "tell"
    return "record" if case.labels.missing() and case.type == "complaint" else "corrective_action"


def _deciding_part(case: Case) -> str:
    """Write, print, tell: the decision, or that of a review."""
    review = case.state == "recheck"
    if bool(case.recheck_decision.missing()) if review else case.state != "decided":
        return "decide"
    return "tell" if counting(case, "recheck_decision" if review else "decision_notice") else "letters"


def sign_of(view: CaseView, part: str) -> str:
    """✓ what is done, ▸ what comes next, ! what is late or to be done at once."""
    case = view.case
    if part == "times":
        return "!" if view.late else ""
    if part == "rest" and case.major and case.major_reported_at is None and not case.ended:
        return "!"  # to be reported at once (COMP-12)
    done = {
        "answer": view.answered,
        "decide": case.decided_at is not None and not (case.state == "recheck" and case.recheck_decision.missing()),
        "tell": case.notice is not None and (case.recheck_asked is None or case.recheck_notice is not None),
        "corrective_action": not case.corrective_action.missing(),
        "rest": case.ended and not case.gone,
    }
    return "✓" if done.get(part) else "▸" if part == next_part(view) else ""


def entries(view: CaseView, acts: tuple[Act, ...]) -> list[str]:
    """The acts that are possible now; a remark is a note or a call, evidence is added or taken out."""
    found: list[str] = []
    for act in acts:
        if act not in view.may:
            continue
        if not _pointless(view, act):
            found += (one for one in _SPLIT.get(act, (act,)) if one != "take_out" or view.case.evidence)
    return found


def _pointless(view: CaseView, act: Act) -> bool:
    """Nothing to report, to check, to resume; a clock that stands cannot be paused."""
    case = view.case
    none = {
        "report_major": not case.major,
        "check_effect": bool(case.corrective_action.missing()),
        "resume": case.paused is None,
        "pause": case.paused is not None,
    }
    return none.get(act, False)


def _places(part: str) -> list[str]:
    """All that is ever done in a part, each at its place."""
    return [entry for act in ACTS[part] for entry in _SPLIT.get(act, (act,))]


def others(desk: Desk, view: CaseView, part: str, lang: Lang) -> list[tuple[int, str, str]]:
    """Place, name by key and in words of what is done in a part and is not possible now."""
    possible = entries(view, ACTS[part])
    return [(at, one, words.act(desk, one, lang)) for at, one in enumerate(_places(part)) if one not in possible]


def why_not(case: Case, entry: str) -> Refusal | None:
    """Why an act is not possible in this state of the case; None where its state allows it."""
    return may(_act_of(entry), case)


def _act_of(entry: str) -> Act:
    return one_of(get_args(Act), next((act for act, split in _SPLIT.items() if entry in split), entry))


def options(desk: Desk, view: CaseView, part: str, lang: Lang) -> list[Option]:
    """The acts that are possible now in a part, each beside the key that it has in every case."""
    places = _places(part)
    return [Option(one, words.act(desk, one, lang), places.index(one)) for one in entries(view, ACTS[part])]


def refused_now(desk: Desk, view: CaseView, entry: str) -> Refused | None:
    """Why an act would be refused whatever is answered; None when it may be begun."""
    if entry == "link_sale" and view.case.about.sale_id is None:
        found = linking.choices(desk, view.case.id)
        return found if isinstance(found, Refused) else None
    faults = beforehand.faults(desk, view.case.id, _act_of(entry))
    if isinstance(faults, Refused):
        return faults
    return Refused(reasons=faults) if faults else None
