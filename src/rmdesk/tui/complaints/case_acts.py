"""From a part of a case to the act: chosen where there are several, refused in words where there is none."""

from collections.abc import Callable

from rmdesk.desk.complaints import deciding, timing
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.domain.complaint import Case
from rmdesk.domain.complaint_acts import Act, may
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.tui.complaints import act_corrects, act_ends, act_people, act_times, act_works
from rmdesk.tui.complaints.act import ActForm, ActScreen
from rmdesk.tui.complaints.also_told import show_also_told
from rmdesk.tui.complaints.completing import CompleteScreen
from rmdesk.tui.complaints.decision import DecisionScreen
from rmdesk.tui.complaints.letters import choose_letter
from rmdesk.tui.complaints.one_case import OneCase
from rmdesk.tui.complaints.parts import ACTS
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import Choose

Build = Callable[[OneCase], ActForm]
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
    letter, since = ("recheck_decision", None) if review else ("decision_notice", case.decided_at)
    return "letters" if deciding.printed_since(case, letter, since) is None else "tell"


def do_part(screen: OneCase, part: str) -> None:
    """Do what a part is for."""
    if part == "sale":
        show_also_told(screen)
        return
    acts = _entries(screen, ACTS[part])
    if not acts:
        _refuse(screen, ACTS[part])
    elif len(acts) == 1:
        do_act(screen, acts[0])
    else:
        options = [Option(one, _label(screen, one)) for one in acts]
        heading = screen.tr(f"keys.case_{part}")
        screen.app.push_screen(Choose(heading, "", options, lang=screen.lang), lambda one: _chosen(screen, one))


def _entries(screen: OneCase, acts: tuple[Act, ...]) -> list[str]:
    """The acts that are possible now; a remark is a note or a call, evidence is added or taken out."""
    found: list[str] = []
    for act in acts:
        if act not in screen.view.may:
            continue
        if act == "remark":
            found += ["note", "call"]
        elif act == "evidence":
            found += ["evidence", *(["take_out"] if screen.view.case.evidence else [])]
        elif not _pointless(screen.view, act):
            found.append(act)
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


def _label(screen: OneCase, entry: str) -> str:
    if entry in ("note", "call", "take_out"):
        return screen.tr(f"complaints.do.{entry}")
    label = screen.desk_app.desk.pack.label("case_act", entry, screen.lang)
    return label[:1].upper() + label[1:]


def _refuse(screen: OneCase, acts: tuple[Act, ...]) -> None:
    """The most telling reason: what a rule of the law misses, before what the state does not allow."""
    found = [reason for reason in (may(act, screen.view.case) for act in acts) if reason is not None]
    if found:
        screen.refuse(Refused(reasons=(min(found, key=lambda one: one.rule == "DESK-08"),)))


def _chosen(screen: OneCase, entry: str | None) -> None:
    if entry is not None:
        do_act(screen, entry)


def do_act(screen: OneCase, entry: str) -> None:
    """Open what an act is done with."""
    if entry == "complete":
        screen.app.push_screen(CompleteScreen(screen.desk_app.desk, screen.view))
    elif entry in ("draft", "draft_recheck"):
        screen.app.push_screen(DecisionScreen(screen.view))
    elif entry == "letter":
        choose_letter(screen)
    elif entry == "correct":
        act_corrects.choose(screen)
    elif entry != "extend" or _extendable(screen):
        screen.app.push_screen(ActScreen(screen.view, FORMS[entry](screen)))


def merge_with(screen: OneCase, into: str) -> None:
    """Merge it into a case that was found to be the same (COMP-07)."""
    screen.app.push_screen(ActScreen(screen.view, act_ends.merge(screen, into)))


def _extendable(screen: OneCase) -> bool:
    """Whether the time can still be extended: who types a reason first must not be refused after."""
    fault = timing.extension_fault(screen.desk_app.desk, screen.view.case.id)
    if isinstance(fault, Refusal):
        fault = Refused(reasons=(fault,))
    if fault is not None:
        screen.refuse(fault)
    return fault is None
