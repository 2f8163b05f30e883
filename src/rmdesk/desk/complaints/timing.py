"""What moves the clocks: extension, pauses, new facts (COMP-05, COMP-07)."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from rmdesk.desk.complaints.guarding import agreed, approver, stop_untimely, works_on_case
from rmdesk.desk.complaints.reading import CaseView, clocks_of, view_again
from rmdesk.desk.complaints.showing import stop_unshown
from rmdesk.desk.complaints.texts import required
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.show import moment
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.clocks import CASE_CLASSES, CaseClass, Pause, PauseKind
from rmdesk.domain.complaint import Case, Evidence, Extension, NoticeWay, OpenPause
from rmdesk.domain.complaint_faults import clock_faults
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if


@works_on_case("extend")
def extend(
    desk: Desk,
    case: Case,
    reason: str,
    notice_way: NoticeWay,
    notice_at: datetime,
    approval: Proof | None,
) -> CaseView:
    """Extend the time to the next class: simple → complex → special (COMP-05).

    A second person approves with the own password (`approval`); the complainant was told at `notice_at`. Refused once
    the time is over. The clock does not start again.
    """
    why = passed(required(desk, "reason", reason))
    was_due = legal_day(desk, case)
    stop_if(*extension_faults(desk, case))
    stop_untimely(desk, case, "extend", notice_at)
    second = approver(desk, case, approval or Proof())
    to: CaseClass = CASE_CLASSES[CASE_CLASSES.index(case.case_class) + 1]
    extension = Extension(
        to=to,
        reason=why,
        approver=second.login,
        at=desk.now(),
        was_due=was_due,
        due=legal_day(desk, case.model_copy(update={"case_class": to})),
        notice_way=notice_way,
        notice_at=notice_at,
    )
    desk.record(facts.ExtensionApproved(case_id=case.id, extension=extension), case.id)
    return view_again(desk, case.id)


def extension_faults(desk: Desk, case: Case) -> tuple[Refusal, ...]:
    """Why the time cannot be extended any more: it is over, or at its longest. For use cases."""
    if case.case_class == CASE_CLASSES[-1]:
        return (refuse("COMP-05.last"),)
    was_due = legal_day(desk, case)
    return (refuse("COMP-05.late", due=was_due),) if desk.today() > was_due else ()


@works_on_case("pause")
def pause(
    desk: Desk, case: Case, kind: PauseKind, start: date, reason: str, evidence: str, approval: Proof | None = None
) -> CaseView:
    """Outside appraisal or mediation began on `start`: not counted until `resume` (COMP-07). `evidence`: the digest of
    the file of the case that shows it. No legal date runs any more, so a second person agrees, as to an extension."""
    why = passed(required(desk, "reason", reason))
    if case.paused is not None:
        stop("COMP-07.pause_open", start=case.paused.start)
    stop_untimely(desk, case, "pause", start)
    wrong = _pause_faults(desk, case, Pause(start=start, end=max(desk.today(), start + timedelta(1)), kind=kind))
    if any(one.code == "COMP-07.pause_outside" for one in wrong):  # its end is not known, so none is named
        stop("COMP-07.pause_outside", start=start, end="—")
    stop_if(*wrong)
    stop_unshown(desk, case, "pause", evidence)
    second = agreed(desk, case, "complaints.extend", approval)
    paused = OpenPause(start=start, kind=kind)
    fact = facts.ClockPaused(case_id=case.id, paused=paused, reason=why, evidence=evidence, agreed_by=second)
    desk.record(fact, case.id)
    return view_again(desk, case.id)


@works_on_case("resume")
def resume(desk: Desk, case: Case, end: date) -> CaseView:
    """It ended on `end`: the count goes on with the next day. `end` − `start` days were not counted."""
    if case.paused is None:
        stop("COMP-07.pause_none")
    stop_untimely(desk, case, "resume", end)
    ended = Pause(start=case.paused.start, end=end, kind=case.paused.kind)
    desk.record(facts.ClockResumed(case_id=case.id, pause=ended), case.id)
    return view_again(desk, case.id)


@works_on_case("new_facts")
def new_facts(
    desk: Desk, case: Case, what: str, at: datetime, evidence: str, approval: Proof | None = None
) -> CaseView:
    """New facts came in at `at`: the count starts again from then, and what was decided or told is decided and told
    anew (COMP-07). A closed case opens again. It moves the legal date: a file of the case shows what came in
    (`evidence`, its digest), one that came with them, that says what no older one says, here or in another case, that
    is no paper of the desk's own and showed no new facts before; and a second person agrees, as to an extension."""
    said = passed(required(desk, "story", what))
    stop_untimely(desk, case, "new_facts", at)
    stop_if(_shown_before(desk, case, evidence))
    stop_if(_said_before(desk, case, stop_unshown(desk, case, "new_facts", evidence, at)))
    second = agreed(desk, case, "complaints.new_facts", approval)
    fact = facts.NewFactsReceived(case_id=case.id, at=at, what=said, agreed_by=second, evidence=evidence)
    desk.record(fact, case.id)
    return view_again(desk, case.id)


def _shown_before(desk: Desk, case: Case, evidence: str) -> Refusal | None:
    """Why a file shows nothing new: the count started again by it already."""
    for entry in desk.store.entries(subject=case.id, kind=facts.NewFactsReceived.kind):
        if isinstance(entry.fact, facts.NewFactsReceived) and entry.fact.evidence == evidence:
            name = next(one.name for one in case.evidence if one.sha256 == evidence)
            return refuse("COMP-07.shown", file=name, at=moment(entry.fact.at, desk.branch.zone))
    return None


def _said_before(desk: Desk, case: Case, one: Evidence) -> Refusal | None:
    """Why a file shows nothing new: an older one of the case says the same in other bytes."""
    said, older = _said(desk, one), (each for each in case.evidence if each.at < one.at and each.sha256 != one.sha256)
    same = next((each for each in older if said and _said(desk, each) == said), None)
    return None if same is None else refuse("COMP-07.same", file=one.name, older=same.name)


def _said(desk: Desk, one: Evidence) -> str:
    """The letters and figures of a file that is text, in whatever lines and spaces; "" of any other."""
    content = desk.store.attachments.get(one.sha256) or b""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            return "" if "\0" in text else "".join(filter(str.isalnum, plain(text)))
    return ""


def legal_day(desk: Desk, case: Case) -> date:
    """The day until which the law lets the bank decide and tell, as the case stands. For use cases."""
    return max(clock.due_day for clock in clocks_of(desk, case) if clock.legal and clock.begins == "receipt")


def _pause_faults(desk: Desk, case: Case, one: Pause) -> tuple[Refusal, ...]:
    clock_input = case.clock_input(desk.local, desk.today())
    rules = desk.pack.clocks.on(clock_input.received.date())
    return clock_faults(rules, clock_input.model_copy(update={"pauses": (*clock_input.pauses, one)}), desk.calendar)
