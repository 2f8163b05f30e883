"""What is due: the board of open cases, what the complaint desk owes, the warning points that were crossed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.parties import concerns_now
from rmdesk.desk.complaints.reading import CaseView, all_cases, hidden, in_book, view_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_case
from rmdesk.desk.people_rows import person_of
from rmdesk.domain.base import Text
from rmdesk.domain.clocks import Clock, When, earliest
from rmdesk.domain.complaint import Case, Moved
from rmdesk.domain.facts import DeskUnlocked, LoginFailed
from rmdesk.domain.vault_facts import ClockConfirmed, LoginCountLost, RecoveryUsed
from rmdesk.formpack.complaint_clocks import WarningPoint

Group = Literal["late", "today", "week", "later", "close"]
GROUPS: tuple[Group, ...] = ("late", "today", "week", "later", "close")
DueKind = Literal["unassigned", "major", "answer", "due", "corrective_action", "close", "effect", "pause"]
_LAST = "SELECT seq, at FROM journal WHERE"
_ONE = "ORDER BY seq DESC LIMIT 1"
# Facts of an unlock itself.
_UNLOCKING = (ClockConfirmed.kind, RecoveryUsed.kind, LoginFailed.kind, LoginCountLost.kind)
_DONE = f"kind NOT IN ({', '.join('?' * len(_UNLOCKING))})"
SOON = 1
"""Days ahead that are seen today."""
# Closed cases are read only when their effect is to be looked at: over the years they are by far the most.
_OWED = "ended = 0 OR look_on <= ?"


class BoardLine(NamedTuple):
    """One case on the board. `due` is the earliest open clock, with its rule and name (COMP-06); `legal_due` what the
    law says, with its own. `late`: a clock of the bank has passed; `late_by_law`: a legal one, `law_today`: it ends
    today. `lacks`: closing still wants something.

    `paused_long`: for how many days its clocks have stood still, where that is longer than the bank thinks right
    (COMP-07); else 0.

    `group` follows `due`: "late", "today", this "week" or "later"; "close" when the result was told, or nothing is
    wanted any more.
    """

    id: str
    no: str
    type: str
    state: str
    case_class: str
    priority: str
    name: str
    claim: str
    product: str
    handler: str
    handled_by: str
    major: bool
    paused: bool
    due: When | None
    rule: str
    clock: Text | None
    legal_due: date | None
    legal_rule: str
    legal_clock: Text | None
    provisional: bool
    group: Group
    late: bool
    late_by_law: bool
    law_today: bool
    lacks: bool
    version: int
    clock_id: str = ""
    moved: Moved = ""
    paused_long: int = 0


class Board(NamedTuple):
    """Open cases, the earliest due first; how many stand in each group; the numbers of those restricted for this
    person."""

    lines: tuple[BoardLine, ...]
    counts: dict[Group, int]
    restricted: tuple[str, ...]


class CaseDue(NamedTuple):
    """Something to be done about a case by `due`, and the rule that asks for it."""

    kind: DueKind
    rule: str
    line: BoardLine
    due: date
    late: bool


class Crossing(NamedTuple):
    """A clock of a case came `days` or `hours` near its end at `at`, or passed it (both None)."""

    at: datetime
    line: BoardLine
    rule: str
    clock: Text
    due: When
    days: int | None
    hours: int | None


@use_case("complaints.read")
def board(desk: Desk) -> Board:
    """All open cases by what is due first; among those that are late the law's date comes first. Those restricted for
    the person at the desk are bare numbers (COMP-04)."""
    lines, closed = [], []
    for case in all_cases(desk, "ended = 0"):
        if concerns_now(desk, case, desk.actor.login):
            closed.append(case.no)
        elif in_book(desk, case):
            lines.append(_line(desk, view_of(desk, case)))
    lines.sort(key=_order)
    counts = Counter(line.group for line in lines)
    return Board(tuple(lines), {group: counts[group] for group in GROUPS}, tuple(closed))


def morning(desk: Desk, until: date | None = None) -> tuple[CaseDue, ...]:
    """What the complaint desk owes today and tomorrow, or on the day `until` and the next: what is late by law and a
    major case (COMP-12) first, then what is due today, then promises that were missed, then what is to come. For
    use cases."""
    last = (until or desk.today()) + timedelta(SOON)
    found: list[CaseDue] = []
    for case in all_cases(desk, _OWED, ((until or desk.today()).isoformat(),)):
        if not hidden(desk, case):
            found += _dues(desk, view_of(desk, case), last)
    return tuple(sorted(found, key=lambda due: (_urgency(desk, due), _order(due.line))))


@use_case("complaints.read")
def passed_warnings(desk: Desk, since: datetime | None = None) -> tuple[Crossing, ...]:
    """Warning points that open cases crossed since `since` (UTC), the first first, with when.

    Without `since`: since the person at the desk last did something before this unlock.
    """
    before = since or _closed_since(desk)
    if before is None:
        return ()
    after, now = _wall(desk, before), _wall(desk, desk.now())
    found: list[Crossing] = []
    for case in all_cases(desk, "ended = 0"):
        if not hidden(desk, case):
            found += [one for one in _crossings(desk, view_of(desk, case)) if after < one.at <= now]
    return tuple(sorted(found, key=lambda one: (one.at, one.line.no)))


def _line(desk: Desk, view: CaseView) -> BoardLine:
    case, due = view.case, view.due
    return BoardLine(
        id=case.id,
        no=case.no,
        type=case.type,
        state=case.state,
        case_class=case.case_class,
        priority=case.priority,
        name=case.complainant.name,
        claim=mask_case(case.complainant, case.claim),
        product=case.about.product or "",
        handler=name_of(desk, case.handler) if case.handler else "",
        handled_by=case.handler or "",
        major=bool(case.major),
        paused=case.paused is not None,
        due=None if due is None else due.due,
        rule="" if due is None else due.rule,
        clock=None if due is None else due.name,
        clock_id="" if due is None else due.id,
        legal_due=None if view.legal is None else view.legal.due_day,
        legal_rule="" if view.legal is None else view.legal.rule,
        legal_clock=None if view.legal is None else view.legal.name,
        provisional=any(clock is not None and clock.provisional for clock in (due, view.legal)),
        group=_group(desk, view),
        late=view.late,
        late_by_law=_late_by_law(desk, view),
        law_today=view.legal is not None and view.legal.due_day == desk.today(),
        lacks=bool(view.gaps),
        version=case.version,
        moved=case.moved,
        paused_long=_paused_long(desk, case),
    )


def _paused_long(desk: Desk, case: Case) -> int:
    days = _stood_still(desk, case)
    return days if days > desk.thresholds().pause_look_days else 0


def _stood_still(desk: Desk, case: Case) -> int:
    """For how many days the clock stood still in all: a pause that is ended and begun anew is no shorter one."""
    running = 0 if case.paused is None else (desk.today() - case.paused.start).days
    return running + sum((one.end - one.start).days for one in case.pauses)


def _late_by_law(desk: Desk, view: CaseView) -> bool:
    now = _wall(desk, desk.now())
    return any(one.passed(now) for one in (*filter(None, (view.legal,)), *view.beside))


def _group(desk: Desk, view: CaseView) -> Group:
    if view.late:
        return "late"
    if view.closable:
        return "close"
    days = desk.pack.complaints.week_days + 1 if view.due is None else (view.due.due_day - desk.today()).days
    if days == 0:
        return "today"
    return "week" if days <= desk.pack.complaints.week_days else "later"


def _order(line: BoardLine) -> tuple[int, datetime, datetime, str]:
    """By group and by what is due; what is late by the law's date before that, for that is what can still be kept."""
    by_law = line.legal_due if line.group == "late" else None
    return GROUPS.index(line.group), _end(by_law), _end(line.due), line.no


def _end(due: When | None) -> datetime:
    if due is None:
        return datetime.max
    return due if isinstance(due, datetime) else datetime.combine(due, time.max)


def _dues(desk: Desk, view: CaseView, last: date) -> Iterator[CaseDue]:
    case, today = view.case, desk.today()
    line = _line(desk, view)
    if case.state == "closed":
        check = case.corrective_action.check_on
        if check is not None and check < last and case.corrective_action.checked_at is None:
            yield CaseDue("effect", "COMP-14", line, check, check < today)
        return
    if not case.moved and _nobody(desk, case):
        yield CaseDue("unassigned", "COMP-04", line, today, late=False)
    now = _wall(desk, desk.now())
    for one in view.clocks:
        if one.begins == "major" and one.open:
            yield CaseDue("major", one.rule, line, one.due_day, one.passed(now))
    clock = earliest(one for one in view.clocks if one.begins != "major")
    if clock is not None and clock.party == "bank" and clock.due_day <= last:
        kind: DueKind = "answer" if clock.unit == "hours" else "due"
        yield CaseDue(kind, clock.rule, line, clock.due_day, clock.passed(_wall(desk, desk.now())))
    if case.paused is not None:
        look_on = today + timedelta(desk.thresholds().pause_look_days - _stood_still(desk, case))
        if look_on <= last:
            yield CaseDue("pause", "COMP-07", line, look_on, look_on < today)
    if line.group == "close" and not case.moved:
        yield CaseDue("corrective_action" if view.gaps else "close", "COMP-14", line, today, late=False)


def _urgency(desk: Desk, due: CaseDue) -> int:
    clock = due.kind in ("answer", "due")
    if due.kind == "major" or (clock and due.line.late_by_law):
        return 0
    if due.kind == "unassigned" or (clock and (due.line.law_today or due.due == desk.today())):
        return 1
    return 2 if due.late else 3


def _nobody(desk: Desk, case: Case) -> bool:
    person = None if case.handler is None else person_of(desk.store, case.handler)
    return person is None or not person.active


def _crossings(desk: Desk, view: CaseView) -> Iterator[Crossing]:
    line = _line(desk, view)
    for clock in view.clocks:
        if clock.open and clock.party == "bank":
            for point in desk.pack.clocks.points(clock.id):
                yield Crossing(_moment(clock, point), line, clock.rule, clock.name, clock.due, point.days, point.hours)
            yield Crossing(clock.ends, line, clock.rule, clock.name, clock.due, None, None)


def _moment(clock: Clock, point: WarningPoint) -> datetime:
    """The local moment of a warning point: a day's beginning, or so many hours before the end."""
    if point.hours is not None:
        return clock.ends - timedelta(hours=point.hours)
    return datetime.combine(clock.due_day - timedelta(point.days or 0), time.min)


def _closed_since(desk: Desk) -> datetime | None:
    """When the person at the desk last did something before this unlock; anybody, for somebody's first unlock."""
    login = desk.actor.login
    unlocked = desk.store.query(f"{_LAST} kind = ? AND actor = ? {_ONE}", (DeskUnlocked.kind, login))
    if not unlocked:
        return None
    seq = unlocked[0]["seq"]
    rows = desk.store.query(f"{_LAST} seq < ? AND actor = ? AND {_DONE} {_ONE}", (seq, login, *_UNLOCKING))
    rows = rows or desk.store.query(f"{_LAST} seq < ? AND {_DONE} {_ONE}", (seq, *_UNLOCKING))
    return datetime.fromisoformat(rows[0]["at"]) if rows else None


def _wall(desk: Desk, at: datetime) -> datetime:
    return desk.local(at).replace(tzinfo=None)
