"""All facts of complaints. The subject of each is the case's id."""

from datetime import date, datetime
from typing import Any, Literal

from rmdesk.domain.clocks import Pause
from rmdesk.domain.complaint import (
    About,
    Case,
    Complainant,
    Correction,
    CorrectiveAction,
    Decision,
    Ending,
    Evidence,
    Extension,
    Labels,
    Lateness,
    MajorReason,
    Notice,
    NoticeWay,
    OpenPause,
    Priority,
)
from rmdesk.domain.fact import Fact, lifts
from rmdesk.domain.sale import Printed


class ComplaintReceived(Fact, kind="complaint.received/1"):
    """A case was taken in: the legal minimum record, or more (COMP-02)."""

    case: Case

    @property
    def gives_no(self) -> str | None:
        """The case's."""
        return self.case.no


class CaseFact(Fact):
    """Base of what happens to one case."""

    case_id: str


class CaseCompleted(CaseFact, kind="complaint.completed/1"):
    """More became known of the case: who, about what, its classes, the facts as told."""

    complainant: Complainant
    about: About
    interested: tuple[str, ...]
    labels: Labels
    priority: Priority
    claim: str
    wanted: str
    story: str
    grounds: str
    agreed_by: str = ""  # a second person, where it concerns somebody no more whom it did (COMP-04)


class SaleLinked(CaseFact, kind="complaint.sale_linked/1"):
    """The sale that it is about was named (COMP-16). `reason`: why another one than before; `agreed_by` as there."""

    sale_id: str
    interested: tuple[str, ...]
    reason: str
    agreed_by: str = ""


class SaleUnlinked(CaseFact, kind="complaint.sale_unlinked/1"):
    """It is not about that sale after all."""

    sale_id: str
    interested: tuple[str, ...]
    reason: str
    agreed_by: str = ""


class BecameComplaint(CaseFact, kind="complaint.became_complaint/1"):
    """A question or suggestion turned out to be an expression of dissatisfaction (COMP-01)."""


class CaseAssigned(CaseFact, kind="complaint.assigned/1"):
    """Somebody without an interest handles it (COMP-04)."""

    handler: str
    reason: str


class CaseAnswered(CaseFact, kind="complaint.answered/2"):
    """The complainant got a first answer (COMP-06). `evidence` and `agreed_by` as of a notice."""

    at: datetime
    way: NoticeWay
    text: str
    evidence: str = ""
    agreed_by: str = ""


class InvestigationBegun(CaseFact, kind="complaint.investigation_begun/1"):
    """The handler looks into it."""


class ExtensionApproved(CaseFact, kind="complaint.extension_approved/2"):
    """The time was extended (COMP-05). It does not start the clock again."""

    extension: Extension


class ClockPaused(CaseFact, kind="complaint.clock_paused/4"):
    """Outside appraisal or mediation began: not counted until it ends (COMP-07). `evidence`: the digest of the file of
    the case that shows it. To one that began before the day on which it is noted a second person agreed."""

    paused: OpenPause
    reason: str
    evidence: str
    agreed_by: str = ""


class ClockResumed(CaseFact, kind="complaint.clock_resumed/1"):
    """It ended."""

    pause: Pause


class NewFactsReceived(CaseFact, kind="complaint.new_facts_received/3"):
    """New facts: the count starts again from their receipt (COMP-07), as a second person agreed. `evidence`: the digest
    of the file of the case that shows them."""

    at: datetime
    what: str
    agreed_by: str = ""
    evidence: str


@lifts("complaint.clock_paused/1", "complaint.clock_paused/2")
@lifts("complaint.new_facts_received/1", "complaint.new_facts_received/2")
def _without_evidence(said: dict[str, Any]) -> dict[str, Any]:
    """What moved a legal date was once not asked to be shown."""
    return {**said, "evidence": ""}


class RemarkAdded(CaseFact, kind="complaint.remark_added/1"):
    """A note, or what was said in a call."""

    remark: Literal["note", "call"]
    text: str


class CaseUrged(CaseFact, kind="complaint.urged/2"):
    """The complainant asked at `at` where the case stands, and pressed for its result."""

    at: datetime
    text: str


class EvidenceKept(CaseFact, kind="complaint.evidence_kept/1"):
    """A file was added; its content stands encrypted in the desk under its digest."""

    evidence: Evidence


class EvidenceRead(CaseFact, kind="complaint.evidence_read/1"):
    """A file was written out of the desk."""

    sha256: str


class CaseNumbersRevealed(CaseFact, kind="complaint.numbers_revealed/1"):
    """The masked numbers of a case were shown in clear (DATA-05)."""


class DecisionDrafted(CaseFact, kind="complaint.decision_drafted/1"):
    """The parts of the decision, or of that on 核查, as far as they are written (COMP-09)."""

    decision: Decision
    recheck: bool


class CaseDecided(CaseFact, kind="complaint.decided/1"):
    """The decision stands."""


class ResultTold(CaseFact, kind="complaint.result_notified/2"):
    """The result was delivered, with proof (COMP-11)."""

    notice: Notice


class RecheckAsked(CaseFact, kind="complaint.recheck_asked/1"):
    """The complainant asks in writing for 核查 (COMP-10)."""

    on: date
    reason: str


class RecheckTold(CaseFact, kind="complaint.recheck_notified/2"):
    """The decision on 核查 was delivered."""

    notice: Notice


class NoticeGivenAgain(CaseFact, kind="complaint.notice_given_again/1"):
    """What had been sent came back and was given again; both stay (COMP-11). `notice`: as it reached the complainant;
    the rest as of `CameBack`."""

    notice: Notice
    why: str
    ours: bool
    recheck: bool


class CorrectiveActionSet(CaseFact, kind="complaint.corrective_action_set/2"):
    """Root cause, corrective action, owner, date, day of the check (COMP-14)."""

    corrective_action: CorrectiveAction


class EffectChecked(CaseFact, kind="complaint.effect_checked/1"):
    """Somebody looked whether the corrective action worked (COMP-14)."""

    effective: bool
    effect: str


class MajorFound(CaseFact, kind="complaint.major_found/1"):
    """The case is a major one (COMP-12); with no reasons none after all, as a second person agreed."""

    reasons: tuple[MajorReason, ...]
    agreed_by: str = ""


class MajorReported(CaseFact, kind="complaint.major_reported/1"):
    """A major case was reported (COMP-12). `evidence` and `agreed_by` as of a notice."""

    to: str
    at: datetime
    evidence: str = ""
    agreed_by: str = ""


class LetterPrinted(CaseFact, kind="complaint.letter_printed/1"):
    """A letter was printed. `content` is the whole document, so that a reprint gives the same bytes."""

    printed: Printed
    content: str
    pdf_sha256: str

    @property
    def gives_no(self) -> str | None:
        """The paper's."""
        return self.printed.bare_no


class ReportPrinted(Fact, kind="complaint.report_printed/1"):
    """Statistics of a period were printed."""

    printed: Printed
    content: str
    pdf_sha256: str

    @property
    def gives_no(self) -> str | None:
        """The paper's."""
        return self.printed.bare_no


class CaseClosed(CaseFact, kind="complaint.closed/1"):
    """Told, mended, closed. `agreed_by`: a second person, where the form pack asks for one."""

    on: date
    note: str
    agreed_by: str = ""


class CaseWithdrawn(CaseFact, kind="complaint.withdrawn/2"):
    """The complainant withdrew; the case ends that day (COMP-07)."""

    on: date
    note: str
    ending: Ending


class CaseMerged(CaseFact, kind="complaint.merged/2"):
    """The same complaint again: merged into an open one (COMP-07)."""

    into: str
    on: date
    ending: Ending


class CaseJoined(CaseFact, kind="complaint.joined/1"):
    """Another case was merged into this one (COMP-07): whom either concerns, it concerns now (COMP-04)."""

    joined: str
    interested: tuple[str, ...]


class CaseDeclined(CaseFact, kind="complaint.declined/2"):
    """Not this bank's business; with the reason that was told."""

    on: date
    note: str
    ending: Ending


class CaseTransferred(CaseFact, kind="complaint.transferred/2"):
    """Handed to whoever is in charge."""

    on: date
    to: str
    note: str
    ending: Ending


class CaseReopened(CaseFact, kind="complaint.reopened/3"):
    """What had ended is handled again; its count runs on. `restarts`: it began anew, as it once did where the result
    had been told or a withdrawal shown."""

    at: datetime
    reason: str
    restarts: bool = False


class CaseParted(CaseFact, kind="complaint.parted/1"):
    """A case that was merged into another is handled by itself again (COMP-07); its clocks run on from its receipt."""

    reason: str
    was_in: str
    agreed_by: str = ""  # a second person, where it takes somebody out of the other (COMP-04)


class CaseLeft(CaseFact, kind="complaint.left/1"):
    """Another case that was merged into this one is handled by itself again (COMP-07)."""

    left: str
    interested: tuple[str, ...]


class CaseCorrected(CaseFact, kind="complaint.corrected/2"):
    """A value was taken in wrongly; both stay."""

    correction: Correction


class LatenessKept(CaseFact, kind="complaint.lateness_kept/1"):
    """A date of the law, or of a promise of the house, had passed before an act that would make that vanish: late stays
    late."""

    lateness: Lateness


@lifts("complaint.answered/1", "complaint.answered/2")
@lifts("complaint.urged/1", "complaint.urged/2")
@lifts("complaint.result_notified/1", "complaint.result_notified/2")
@lifts("complaint.recheck_notified/1", "complaint.recheck_notified/2")
@lifts("complaint.extension_approved/1", "complaint.extension_approved/2")
@lifts("complaint.clock_paused/2", "complaint.clock_paused/3")
@lifts("complaint.clock_paused/3", "complaint.clock_paused/4")
@lifts("complaint.new_facts_received/2", "complaint.new_facts_received/3")
@lifts("complaint.corrective_action_set/1", "complaint.corrective_action_set/2")
@lifts("complaint.withdrawn/1", "complaint.withdrawn/2")
@lifts("complaint.merged/1", "complaint.merged/2")
@lifts("complaint.declined/1", "complaint.declined/2")
@lifts("complaint.transferred/1", "complaint.transferred/2")
@lifts("complaint.reopened/1", "complaint.reopened/2")
@lifts("complaint.reopened/2", "complaint.reopened/3")
@lifts("complaint.corrected/1", "complaint.corrected/2")
def _as_it_was(said: dict[str, Any]) -> dict[str, Any]:
    """When it happened was once held against the receipt alone, not against what opened the case again; nobody agreed
    to a pause; reopening alone began a count anew."""
    return said


OF_CASES: tuple[type[CaseFact], ...] = tuple(CaseFact.__subclasses__())
"""Every fact that happens to a case; the table of cases and the audit trail's filter take them from here."""
