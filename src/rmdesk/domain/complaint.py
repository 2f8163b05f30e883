"""A complaint, and the other things that people tell a bank: the case so far (COMP-01..16, DESK-08)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, get_args

from rmdesk.domain.base import Value
from rmdesk.domain.clocks import CaseClass, CaseType, ClockInput, Pause, PauseKind
from rmdesk.domain.sale import Printed

CaseState = Literal[
    "accepted", "investigating", "decided", "told", "recheck",
    "closed", "withdrawn", "merged", "declined", "transferred",
]  # fmt: skip
CASE_STATES: tuple[CaseState, ...] = get_args(CaseState)
ENDED: tuple[CaseState, ...] = ("closed", "withdrawn", "merged", "declined", "transferred")
ComplainantKind = Literal["person", "organisation"]
ComplainantRole = Literal["self", "agent", "heir", "group"]
ROLES: tuple[ComplainantRole, ...] = get_args(ComplainantRole)
Source = Literal["client", "regulator", "media", "internal"]  # regulator: 监管转办 (COMP-13)
SOURCES: tuple[Source, ...] = get_args(Source)
NoticeWay = Literal["hand_over", "post", "sms", "email", "call"]  # COMP-11
NOTICE_WAYS: tuple[NoticeWay, ...] = get_args(NoticeWay)
MajorReason = Literal["disaster", "accident", "public_health", "group", "regulator"]  # COMP-12
MAJOR_REASONS: tuple[MajorReason, ...] = get_args(MajorReason)
RoundEnd = Literal["new_facts", "reopened", "parted"]  # why a count is over and another one runs (COMP-07)
CorrectedField = Literal["type", "source", "regulator_no", "received_at", "evidence_note"]
Moved = Literal["", "given", "gone"]
CORRECTED: tuple[CorrectedField, ...] = get_args(CorrectedField)
Priority = Literal["normal", "high", "urgent"]  # DESK-08
PRIORITIES: tuple[Priority, ...] = get_args(Priority)
GROUP_MOST = 5  # representatives of a group (COMP-03)
MAJOR_GROUP = 20  # so many complainants face to face make a case major (COMP-12)
DECISION_PARTS = ("facts", "decision", "basis", "remedies")
CORRECTIVE_ACTION_PARTS = ("cause", "action", "owner", "due", "check_on")


class Complainant(Value):
    """Who complains (COMP-02, COMP-03). `client_id` when it is a client of this desk; `proof_seen`: the power of
    attorney of the agent, given on `mandate_on`, or the proof of the heir of `deceased`, was seen; `representatives`
    and `group_size` for a group. Kinds of document are keys of the intake's `id_type`, of an organisation that of its
    licence; "long" is a last day that never comes."""

    name: str
    kind: ComplainantKind = "person"
    client_id: str | None = None
    id_type: str = ""
    id_number: str = ""
    id_valid_until: str = ""
    contact: str = ""
    address: str = ""
    legal_representative: str = ""
    role: ComplainantRole = "self"
    agent_name: str = ""
    agent_id_type: str = ""
    agent_id_number: str = ""
    agent_id_valid_until: str = ""
    mandate_on: date | None = None
    deceased: str = ""
    proof_seen: bool = False
    representatives: tuple[str, ...] = ()
    group_size: int = 1
    face_to_face: bool = False

    @property
    def is_major_group(self) -> bool:
        """Whether so many came face to face that the case is a major one (COMP-12)."""
        return self.face_to_face and self.group_size >= MAJOR_GROUP


class About(Value):
    """What it is about: a sale (COMP-16), a product by code, people of the branch by login (COMP-04)."""

    sale_id: str | None = None
    product: str | None = None
    people: tuple[str, ...] = ()


class Labels(Value):
    """The classes of COMP-15, by the pack's keys; "" while not yet known."""

    channel: str = ""
    business: str = ""
    cause: str = ""

    def missing(self) -> tuple[str, ...]:
        """Names of the classes that are not known yet."""
        return tuple(name for name in ("channel", "business", "cause") if not getattr(self, name))


class Extension(Value):
    """One extension (COMP-05), approved by a second person with the own password and told to the complainant."""

    to: CaseClass
    reason: str
    approver: str
    at: datetime
    was_due: date
    due: date
    notice_way: NoticeWay
    notice_at: datetime


class OpenPause(Value):
    """An appraisal or mediation that is still going on."""

    start: date
    kind: PauseKind


class Decision(Value):
    """The four parts that the notice states (COMP-09). It cannot be printed while one is empty."""

    facts: str = ""
    decision: str = ""
    basis: str = ""
    remedies: str = ""

    def missing(self) -> tuple[str, ...]:
        """Names of the parts that are empty."""
        return tuple(part for part in DECISION_PARTS if not getattr(self, part).strip())


class Notice(Value):
    """That the result was told: how, when, the proof, and what was said where no letter says it (COMP-11). Of one that
    was told before a date passed and recorded after it, `evidence` is the digest of the file of the case that shows it,
    and `agreed_by` who agreed; without them late stays late."""

    way: NoticeWay
    at: datetime
    proof: str
    said: str = ""
    evidence: str = ""
    agreed_by: str = ""


class CameBack(Value):
    """A notice that did not reach the complainant and was given again: why it came back, and whether by a mistake of
    the bank's (`ours`): sent elsewhere than where the complainant had said. `recheck`: that of a decision on 核查."""

    notice: Notice
    why: str
    ours: bool
    recheck: bool = False


class Ending(Value):
    """How a case ended without a decision: what the complainant was told, how and when, with proof (COMP-11), and the
    login of whoever agreed; "" where the form pack asks for nobody. Of a withdrawal `told` is how it was withdrawn."""

    told: Notice
    agreed_by: str = ""


class Round(Value):
    """A count that is over, because another one began: how far it had come at `until`, and as what; `noted`: when
    that was recorded, where a day was typed. Whether its time was kept stays as it was then."""

    why: RoundEnd
    until: datetime
    noted: datetime | None = None
    type: CaseType = "complaint"
    state: CaseState
    case_class: CaseClass
    new_facts_at: datetime | None
    pauses: tuple[Pause, ...]
    paused: OpenPause | None
    answered_at: datetime | None
    notice: Notice | None
    notified: Notice | None = None
    recheck_asked: date | None
    recheck_notice: Notice | None
    recheck_notified: Notice | None = None
    ended_on: date | None
    ending: Ending | None


class Lateness(Value):
    """A date that passed unmet, kept where an act would make it vanish: `due`, and the day on which what was due was
    done, or until which it was seen to be missing. One of the law (`legal`), or a promise of the house; that of the
    `report` of a major case is none of its decision and notice (COMP-12)."""

    rule: str
    due: date
    until: date
    legal: bool = True
    report: bool = False


class Correction(Value):
    """One value that was taken in wrongly: before and after as they are written in a fact, why, and who agreed.
    `evidence` is the digest of the file that shows it, or of the one whose note it is."""

    field: CorrectedField
    before: str
    after: str
    reason: str
    agreed_by: str
    at: datetime
    by: str
    evidence: str = ""


class CorrectiveAction(Value):
    """Root cause, corrective action, owner (a login), date, and when its effect is checked (COMP-14)."""

    cause: str = ""
    action: str = ""
    owner: str = ""
    due: date | None = None
    check_on: date | None = None
    checked_at: datetime | None = None
    checked_by: str = ""
    effective: bool | None = None
    effect: str = ""

    def missing(self) -> tuple[str, ...]:
        """Names of the parts that a case cannot be closed without."""
        return tuple(part for part in CORRECTIVE_ACTION_PARTS if not getattr(self, part))


class Evidence(Value):
    """One file, kept encrypted inside the desk under its SHA-256."""

    sha256: str
    name: str
    size: int
    note: str
    at: datetime
    by: str


class Case(Value):
    """One case. Instants are UTC; days are the branch's. `version` counts its facts: an act names the one it saw."""

    id: str
    no: str
    version: int = 1
    type: CaseType
    state: CaseState = "accepted"
    received_at: datetime
    recorded_at: datetime
    recorded_by: str
    touched_at: datetime
    touched_by: str
    source: Source = "client"
    regulator_no: str = ""
    priority: Priority = "normal"
    complainant: Complainant
    about: About = About()
    interested: tuple[str, ...] = ()  # who may not see the case: `about.people`, and who made the sale (COMP-04)
    labels: Labels = Labels()
    claim: str
    wanted: str = ""
    story: str = ""  # the facts as told
    grounds: str = ""  # the basis that the complainant names
    case_class: CaseClass = "simple"
    handler: str | None = None
    answered_at: datetime | None = None
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused: OpenPause | None = None
    new_facts_at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    urged: tuple[datetime, ...] = ()  # when the complainant pressed for the result
    decision: Decision = Decision()
    decided_at: datetime | None = None
    decided_by: str = ""
    notice: Notice | None = None
    notice_counts: datetime | None = None  # when it was told as a file shows, else when that was recorded (COMP-10)
    recheck_asked: date | None = None
    recheck_reason: str = ""
    recheck_decision: Decision = Decision()
    recheck_notice: Notice | None = None
    came_back: tuple[CameBack, ...] = ()
    corrective_action: CorrectiveAction = CorrectiveAction()
    major: tuple[MajorReason, ...] = ()
    major_found_at: datetime | None = None
    major_reported_at: datetime | None = None
    letters: tuple[Printed, ...] = ()
    merged_into: str | None = None
    joined: tuple[str, ...] = ()  # ids of the cases that were merged into this one
    ended_on: date | None = None
    end_note: str = ""
    ending: Ending | None = None
    rounds: tuple[Round, ...] = ()
    lates: tuple[Lateness, ...] = ()  # of both sorts; `missed` parts them
    corrections: tuple[Correction, ...] = ()
    moved_to: str = ""  # device of the desk that it was given up to: nothing is done with it here (COMP-04)
    gone: bool = False  # and that one took it over: it is counted there

    @property
    def ended(self) -> bool:
        """Nothing more is due to the complainant from here."""
        return self.state in ENDED or self.gone

    @property
    def moved(self) -> Moved:
        """Whether it was given up to another desk, and whether that one has it."""
        return "" if not self.moved_to else "gone" if self.gone else "given"

    def missed(self, *, legal: bool) -> tuple[Lateness, ...]:
        """What was kept of dates of the law, or of promises of the house, by which something was due to the
        complainant."""
        return tuple(one for one in self.lates if one.legal == legal and not one.report)

    @property
    def parties(self) -> frozenset[str]:
        """Logins of those who have an interest in the case (COMP-04)."""
        return frozenset({*self.interested, *self.about.people})

    def concerns(self, login: str) -> bool:
        """Whether this person has an interest in the case (COMP-04)."""
        return login in self.parties

    def clock_input(self, local: Callable[[datetime], datetime], today: date) -> ClockInput:
        """What the clocks need to know. `local` gives the branch's time of an instant; an open pause runs on."""
        return ClockInput(
            type=self.type,
            case_class=self.case_class,
            received=_wall(local, self.received_at),
            new_facts=None if self.new_facts_at is None else _wall(local, self.new_facts_at),
            pauses=self.pauses + self._still(today),
            answered=None if self.answered_at is None else _wall(local, self.answered_at),
            notice=None if self.notified is None else local(self.notified.at).date(),
            notice_counts=None if self.notice_counts is None else local(self.notice_counts).date(),
            recheck=self.recheck_asked,
            rechecked=None if self.recheck_notified is None else local(self.recheck_notified.at).date(),
            closed=self.ended_on,
            reopened=self.runs_since == "reopened",
            major=None if self.major_since is None else local(self.major_since).date(),
            major_reported=None if self.major_reported_at is None else local(self.major_reported_at).date(),
        )

    @property
    def notified(self) -> Notice | None:
        """The notice by which the bank did its duty. Our reading of article 21, which says of no notice that comes back
        what it is worth: one that was sent in time to where the complainant had said is given, though it came back by
        no fault of the bank's; one sent elsewhere is none. The time to ask for 核查 runs from the one that arrived
        (`notice_counts`)."""
        return self._sent(recheck=False)

    @property
    def recheck_notified(self) -> Notice | None:
        """As `notified`, of the decision on 核查."""
        return self._sent(recheck=True)

    def _sent(self, *, recheck: bool) -> Notice | None:
        last = self.recheck_notice if recheck else self.notice
        return next((one.notice for one in self.came_back if one.recheck == recheck and not one.ours), last)

    @property
    def runs_since(self) -> RoundEnd | None:
        """What began the count that runs; None where it runs from the receipt. What was opened again may have begun
        none."""
        if self.new_facts_at is None:
            return None
        return next((one.why for one in reversed(self.rounds) if one.new_facts_at != self.new_facts_at), None)

    @property
    def major_since(self) -> datetime | None:
        """Since when it has been known that the case is a major one (COMP-12); None where it is none."""
        return (self.major_found_at or self.recorded_at) if self.major else None

    @property
    def as_first_taken(self) -> tuple["Case", ...]:
        """The case with each type and time of receipt that was corrected, the first first: what ran by them runs on
        beside what is right."""
        found = []
        for one in self.corrections:
            if one.field == "received_at":
                found.append(self.model_copy(update={"received_at": datetime.fromisoformat(one.before)}))
            elif one.field == "type":
                found.append(self.model_copy(update={"type": one.before}))
        return tuple(found)

    @property
    def first_registered(self) -> "Case":
        """The case with the type and the time of receipt that were taken in first, whatever was corrected later."""
        before = {one.field: one.before for one in reversed(self.corrections)}
        received = datetime.fromisoformat(before.get("received_at", self.received_at.isoformat()))
        return self.model_copy(update={"received_at": received, "type": before.get("type", self.type)})

    def round_of(self, why: RoundEnd, until: datetime, noted: datetime | None = None) -> Round:
        """The count as it stands, which ends now."""
        held = {name: getattr(self, name) for name in Round.model_fields if name not in ("why", "until", "noted")}
        return Round(why=why, until=until, noted=noted, **held)

    def _still(self, today: date) -> tuple[Pause, ...]:
        if self.paused is None or today <= self.paused.start:
            return ()
        return (Pause(start=self.paused.start, end=today, kind=self.paused.kind),)


def _wall(local: Callable[[datetime], datetime], at: datetime) -> datetime:
    """To the minute, as times are typed and shown."""
    return local(at).replace(tzinfo=None, second=0, microsecond=0)
