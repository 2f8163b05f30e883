"""The clocks of a complaint: all run side by side, by the law and by the house's stricter promise (COMP-05..10, 17).

Pure counting. Which clocks there are, and how long each runs, stands in the form pack (`complaint_clocks.toml`).
Days are the branch's local days and moments its local wall clock, without a zone.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol

from rmdesk.domain.base import Text, Value

CaseType = Literal["complaint", "report", "question", "suggestion", "praise"]
CASE_TYPES: tuple[CaseType, ...] = ("complaint", "report", "question", "suggestion", "praise")
CaseClass = Literal["simple", "complex", "special"]
CASE_CLASSES: tuple[CaseClass, ...] = ("simple", "complex", "special")
PauseKind = Literal["appraisal", "mediation"]
PAUSE_KINDS: tuple[PauseKind, ...] = ("appraisal", "mediation")
Unit = Literal["hours", "days", "working_days"]
Start = Literal["receipt", "notice", "recheck", "major"]
Party = Literal["bank", "complainant"]
When = date | datetime


class ClockRule(Value):
    """One clock as the pack declares it. `classes` empty: every class. `legal`: set by law, no setting moves it later.

    `start` "receipt" runs from the receipt (or from new facts), "notice" from the notice of the decision, "recheck"
    from the day on which 核查 was asked for, "major" from when the case was found to be a major one. `party`: who must
    act in time, the bank or the complainant.
    """

    id: str
    rule: str
    name: Text
    legal: bool
    count: int
    unit: Unit
    start: Start
    types: tuple[CaseType, ...]
    classes: tuple[CaseClass, ...] = ()
    party: Party = "bank"

    def runs_for(self, kind: CaseType, case_class: CaseClass) -> bool:
        """Whether the clock runs for a case of this type and class."""
        return kind in self.types and (not self.classes or case_class in self.classes)


class WorkingDays(Protocol):
    """The State Council's yearly arrangement (COMP-17)."""

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`; for a year without its arrangement, by weekdays and what is off by law."""
        ...

    def is_official(self, day: date) -> bool:
        """Whether the arrangement of that day's year is out."""
        ...


class Pause(Value):
    """Time that is not counted: outside appraisal or mediation, `end` − `start` days (COMP-07)."""

    start: date
    end: date
    kind: PauseKind


class ClockInput(Value):
    """What the clocks need to know of a case. `answered`, `notice`, `rechecked` and `major_reported` stop what they
    meet, `closed` what is still open. A notice from before new facts ended the count before theirs. The complainant's
    own time runs from `notice_counts`, the day of the notice where it is None."""

    type: CaseType = "complaint"
    case_class: CaseClass = "simple"
    received: datetime
    new_facts: When | None = None
    pauses: tuple[Pause, ...] = ()
    answered: datetime | None = None
    notice: date | None = None
    notice_counts: date | None = None
    recheck: date | None = None
    rechecked: date | None = None
    closed: date | None = None
    reopened: bool = False  # what began the count again was that the case was reopened
    major: date | None = None
    major_reported: date | None = None

    @property
    def begins(self) -> datetime:
        """From when the count runs: the receipt, or the new facts that started it again (COMP-07)."""
        if self.new_facts is None or _day(self.new_facts) == self.received.date():
            return self.received
        return self.new_facts if isinstance(self.new_facts, datetime) else datetime.combine(self.new_facts, time.min)

    @property
    def told(self) -> date | None:
        """When the result was told that answers all that is known; None while there is none."""
        return None if self.notice is None or self.notice < self.begins.date() else self.notice

    @property
    def ordered_pauses(self) -> tuple[Pause, ...]:
        """The pauses in order of time."""
        return tuple(sorted(self.pauses, key=lambda one: (one.start, one.end)))


class Clock(Value):
    """One clock's reading. `due` is a date, or a moment for a clock of hours; `paused` days were left out.

    `provisional`: the count passes through a year whose arrangement is not out (COMP-17). `met`: when what it asks
    for was done; None while it is open. `ended`: it was not done, the case ended on that day. `shifted`: the next
    working day where a legal date falls on a day off, only to be shown beside it (COMP-08); `shift_assumed`: the
    arrangement that decides it is not out (COMP-17).
    """

    id: str
    rule: str
    name: Text
    legal: bool
    party: Party
    begins: Start
    start: When
    restarted: bool
    reopened: bool = False
    count: int
    unit: Unit
    paused: int
    due: When
    provisional: bool
    met: When | None
    ended: bool = False
    shifted: date | None = None
    shift_assumed: bool = False

    @property
    def open(self) -> bool:
        """Something is still to be done."""
        return self.met is None

    @property
    def due_day(self) -> date:
        """The day on which it is due."""
        return _day(self.due)

    @property
    def ends(self) -> datetime:
        """The last moment in time: a day ends at its end."""
        return end_of(self.due)

    def passed(self, now: datetime) -> bool:
        """Whether it is open and its end lies before the local moment `now`."""
        return self.open and now > self.ends

    @property
    def in_time(self) -> bool | None:
        """Whether it was met in time; None while it is open."""
        if self.met is None:
            return None
        if isinstance(self.met, datetime):
            return self.met <= self.ends
        return self.met <= self.due_day


def clocks(rules: Iterable[ClockRule], clock_input: ClockInput, calendar: WorkingDays) -> tuple[Clock, ...]:
    """Every clock that runs or ran for this case, in the order of the rules."""
    found = []
    for rule in rules:
        start = _start(rule, clock_input)
        if start is not None and rule.runs_for(clock_input.type, clock_input.case_class):
            found.append(_reading(rule, start, clock_input, calendar))
    return tuple(found)


def earliest(found: Iterable[Clock]) -> Clock | None:
    """The open clock that is due first, the bank's before the complainant's, the legal one among equals. None: nothing
    is due."""
    running = [clock for clock in found if clock.open]
    return min(running, key=lambda clock: (clock.party != "bank", clock.ends, not clock.legal), default=None)


def legal_due(found: Iterable[Clock]) -> Clock | None:
    """The bank's open legal clock that is due first: what nothing moves later."""
    return earliest(clock for clock in found if clock.legal and clock.party == "bank")


def _start(rule: ClockRule, clock_input: ClockInput) -> When | None:
    if rule.start == "notice":
        return clock_input.told and max(clock_input.told, clock_input.notice_counts or clock_input.told)
    if rule.start == "recheck":
        return clock_input.recheck
    if rule.start == "major":
        return clock_input.major
    return clock_input.begins if rule.unit == "hours" else clock_input.begins.date()


def _reading(rule: ClockRule, start: When, clock_input: ClockInput, calendar: WorkingDays) -> Clock:
    pauses = clock_input.ordered_pauses if rule.start == "receipt" else ()
    due, paused, provisional = _due(rule, start, pauses, calendar)
    shifted = _shifted(rule, _day(due), calendar)
    return Clock(
        id=rule.id,
        rule=rule.rule,
        name=rule.name,
        legal=rule.legal,
        party=rule.party,
        begins=rule.start,
        start=start,
        restarted=rule.start == "receipt" and clock_input.begins != clock_input.received,
        reopened=clock_input.reopened,
        count=rule.count,
        unit=rule.unit,
        paused=paused,
        due=due,
        provisional=provisional,
        met=_met(rule, clock_input) or clock_input.closed,
        ended=_met(rule, clock_input) is None and clock_input.closed is not None,
        shifted=shifted,
        shift_assumed=shifted is not None and not (calendar.is_official(_day(due)) and calendar.is_official(shifted)),
    )


def _due(rule: ClockRule, start: When, pauses: tuple[Pause, ...], calendar: WorkingDays) -> tuple[When, int, bool]:
    """The end of the count, the days left out, whether it is provisional. The first day is not counted (COMP-08)."""
    if isinstance(start, datetime):
        return start + timedelta(hours=rule.count), 0, False
    if rule.unit == "days":
        due = start + timedelta(rule.count)
        for pause in pauses:
            if pause.start < due:  # a pause that begins when the count is over moves nothing
                due += timedelta(_left_out(pause, start))
        return due, (due - start).days - rule.count, False
    return _working_due(rule.count, start, pauses, calendar)


def _working_due(count: int, start: date, pauses: tuple[Pause, ...], calendar: WorkingDays) -> tuple[date, int, bool]:
    day, left, paused, official = start, count, 0, True
    while left:
        day += timedelta(1)
        official = official and calendar.is_official(day)
        if not calendar.is_working(day):
            continue
        if any(pause.start < day <= pause.end for pause in pauses):
            paused += 1
        else:
            left -= 1
    return day, paused, not official


def _left_out(pause: Pause, since: date) -> int:
    """Days of a pause from `since` on: what lay before new facts was not counted anyway."""
    return max((pause.end - max(pause.start, since)).days, 0)


def _shifted(rule: ClockRule, due: date, calendar: WorkingDays) -> date | None:
    day = due
    while not calendar.is_working(day):
        day += timedelta(1)
    return day if rule.legal and day != due else None


def _met(rule: ClockRule, clock_input: ClockInput) -> When | None:
    """When the act that the clock waits for was done. An answer from before new facts answers only what was there."""
    if rule.start == "recheck":
        return clock_input.rechecked
    if rule.start == "notice":
        return clock_input.recheck
    if rule.start == "major":
        return clock_input.major_reported
    if rule.unit == "hours" and clock_input.answered is not None and clock_input.answered >= clock_input.begins:
        return clock_input.answered
    return clock_input.told


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def end_of(due: When) -> datetime:
    """The last local moment in time: a day ends at its end."""
    return due if isinstance(due, datetime) else datetime.combine(due, time.max)
