"""Which act is possible in which state of a case, and what a case still lacks before it can be closed."""

from typing import Literal

from rmdesk.domain.complaint import CASE_STATES, GROUP_MOST, Case, CaseState, NoticeWay
from rmdesk.domain.refusal import Refusal, refuse

Act = Literal[
    "complete", "become_complaint", "assign", "answer", "investigate", "remark", "urge", "evidence", "extend", "pause",
    "resume", "new_facts", "draft", "decide", "tell", "ask_recheck", "draft_recheck", "tell_recheck",
    "tell_again", "corrective_action", "check_effect", "major", "report_major", "close", "withdraw", "merge",
    "decline", "transfer", "reopen", "part", "correct", "letter", "link_client", "link_sale",
]  # fmt: skip

_FRESH: frozenset[CaseState] = frozenset({"accepted", "investigating"})
_UNTOLD: frozenset[CaseState] = frozenset({*_FRESH, "decided"})
_RUNNING: frozenset[CaseState] = frozenset({*_UNTOLD, "told", "recheck"})
_KEPT: frozenset[CaseState] = frozenset({*_RUNNING, "closed"})

STATES: dict[Act, frozenset[CaseState]] = {
    "complete": _RUNNING,
    "become_complaint": _FRESH,
    "assign": _RUNNING,
    "answer": _UNTOLD,
    "investigate": frozenset({"accepted"}),
    "remark": _KEPT,
    "urge": _RUNNING,
    "evidence": _KEPT,
    "extend": _UNTOLD,
    "pause": _UNTOLD,
    "resume": _UNTOLD,
    "new_facts": _KEPT,
    "draft": _UNTOLD,  # until it is told, a mistake found in the printed letter can be mended
    "decide": _FRESH,
    "tell": _UNTOLD,
    "ask_recheck": frozenset({"told", "closed"}),
    "draft_recheck": frozenset({"recheck"}),
    "tell_recheck": frozenset({"recheck"}),
    "tell_again": frozenset({"told", "closed"}),
    "corrective_action": _KEPT,
    "check_effect": _KEPT,
    "major": _RUNNING,
    "report_major": _RUNNING,
    "close": _RUNNING,
    "withdraw": _RUNNING,
    "merge": _FRESH,
    "decline": _FRESH,
    "transfer": _FRESH,
    "reopen": frozenset({"closed", "withdrawn", "declined", "transferred"}),
    "part": frozenset({"merged"}),
    "correct": frozenset(CASE_STATES),
    "letter": _KEPT,
    "link_client": frozenset(CASE_STATES),
    "link_sale": _RUNNING,
}
_COMPLAINTS_ONLY: frozenset[Act] = frozenset(
    {
        "extend", "pause", "resume", "new_facts", "draft", "decide", "ask_recheck", "draft_recheck", "tell_recheck",
        "tell_again",
    }
)  # fmt: skip
_ARRIVES: frozenset[NoticeWay] = frozenset({"hand_over", "call"})
"""Ways of notice by which nothing comes back."""


def may(act: Act, case: Case) -> Refusal | None:
    """Why `act` is impossible now: it was given up to another desk, its state, or its type (a suggestion is answered,
    not decided: DESK-08)."""
    if case.moved_to:
        return refuse("EXCHANGE.case_moved", case=case.no)
    if act in _COMPLAINTS_ONLY and case.type != "complaint":
        return refuse("DESK-08.type", doing=act, kind=case.type)
    if act == "become_complaint" and case.type == "complaint":
        return refuse("DESK-08.type", doing=act, kind=case.type)
    if case.state not in STATES[act]:
        return refuse(_why_not(case.state), doing=act, state=case.state)
    if act == "tell" and case.type == "complaint" and case.state != "decided":
        return refuse("COMP-09.undecided")
    if act == "ask_recheck" and case.recheck_notice is not None:
        return refuse("COMP-10.twice")
    last = case.recheck_notice or case.notice
    if act == "tell_again" and last is not None and last.way in _ARRIVES:
        return refuse("COMP-11.arrived", way=last.way)
    return None


def _why_not(state: CaseState) -> str:
    """What has ended is reopened first, what was merged is handled with the other case or parted from it."""
    if state == "merged":
        return "DESK-08.merged"
    return "DESK-08.ended" if state in STATES["reopen"] else "DESK-08.state"


def why_none(case: Case, acts: tuple[Act, ...]) -> Refusal | None:
    """Why none of `acts` is possible: what a rule of the law misses, else what the case is, and not what nobody asked
    for."""
    found = [reason for reason in (may(act, case) for act in acts) if reason is not None]
    law = next((one for one in found if one.rule != "DESK-08"), None)
    if law is not None or not found:
        return law
    if case.state == "merged":
        return refuse("DESK-08.merged_here", state=case.state)
    if case.state in STATES["reopen"]:
        return refuse("DESK-08.ended_here", state=case.state)
    if all(one.code == "DESK-08.type" for one in found):
        return refuse("DESK-08.type_here", kind=case.type)
    return found[0]


def possible(case: Case) -> tuple[Act, ...]:
    """Every act that the state of the case allows."""
    return tuple(act for act in STATES if may(act, case) is None)


def closing_gaps(case: Case) -> tuple[Refusal, ...]:
    """What is missing before the case can be closed; empty when nothing is."""
    gaps = []
    if case.type == "praise":
        return () if case.answered_at is not None else (refuse("COMP-06.answer"),)
    if case.notice is None:
        gaps.append(refuse("COMP-11.untold"))
    if case.recheck_asked is not None and case.recheck_notice is None:
        gaps.append(refuse("COMP-10.open"))
    gaps += unreported(case)
    if case.type == "complaint":
        gaps += _complaint_gaps(case)
    return tuple(gaps)


def unreported(case: Case) -> tuple[Refusal, ...]:
    """What stands against any end of a major case: it is reported at once, also where it is withdrawn or belongs
    elsewhere (COMP-12)."""
    return (refuse("COMP-12.unreported"),) if case.major and case.major_reported_at is None else ()


def _complaint_gaps(case: Case) -> list[Refusal]:
    gaps = []
    if case.labels.missing():
        gaps.append(refuse("COMP-15.missing", classes=", ".join(case.labels.missing())))
    if case.corrective_action.missing():
        gaps.append(refuse("COMP-14.missing", parts=", ".join(case.corrective_action.missing())))
    return gaps


def record_faults(case: Case) -> tuple[Refusal, ...]:
    """What the legal minimum record lacks or contradicts (COMP-02, COMP-03)."""
    who, faults = case.complainant, []
    missing = [name for name, value in (("name", who.name), ("claim", case.claim)) if not value.strip()]
    if case.type == "complaint" and not who.contact.strip():
        missing.append("contact")
    if missing:
        faults.append(refuse("COMP-02.missing", parts=", ".join(missing)))
    if who.role == "agent" and not who.proof_seen:
        faults.append(refuse("COMP-03.agent", agent=who.agent_name or who.name))
    if who.role == "heir" and not who.proof_seen:
        faults.append(refuse("COMP-03.heir", heir=who.name))
    lacks = [name for name in _OF_ROLE.get(who.role, ()) if not str(getattr(who, name) or "").strip()]
    if lacks:
        faults.append(refuse("COMP-03.parts", acting=who.role, parts=", ".join(lacks)))
    return (*faults, *_group_faults(case))


_OF_ROLE: dict[str, tuple[str, ...]] = {
    "agent": ("agent_name", "agent_id_number", "mandate_on"),
    "heir": ("deceased",),
}
"""Who acts for somebody else is named, and so is whom he acts for (COMP-03)."""


def _group_faults(case: Case) -> list[Refusal]:
    who = case.complainant
    if who.role != "group":
        return []
    faults = []
    if len(who.representatives) > GROUP_MOST:
        faults.append(refuse("COMP-03.group", count=len(who.representatives), most=GROUP_MOST))
    if not who.representatives or who.group_size < max(2, len(who.representatives)):
        faults.append(refuse("COMP-03.group_size", count=who.group_size, representatives=len(who.representatives)))
    return faults
