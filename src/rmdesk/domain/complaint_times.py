"""When what happened to a case may have happened: after what it presupposes, and never ahead (DESK-08).

`SINCE` says what each act whose time is typed may not precede, `DATED` which fact says its time. The use cases
refuse by them, and `rmdesk verify --rules` asks every fact again.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.clocks import When
from rmdesk.domain.complaint import Case, CaseState, Notice, Round, RoundEnd
from rmdesk.domain.complaint_acts import Act
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Printed

Local = Callable[[datetime], datetime]
"""The branch's time of an instant."""


class Mark(NamedTuple):
    """What lies behind an act: an instant (UTC) or a day of the branch, and the act of that time; None: the receipt."""

    act: Act | None
    at: When


Find = Callable[[Case], Mark | None]

_ENDING: Final[Mapping[CaseState, Act]] = {
    "closed": "close", "withdrawn": "withdraw", "merged": "merge", "declined": "decline", "transferred": "transfer",
}  # fmt: skip
_AGAIN: Final[Mapping[RoundEnd, Act]] = {"reopened": "reopen", "parted": "part"}
_NEW: Final[Act] = "new_facts"


def _received(case: Case) -> Mark:
    return Mark(None, case.received_at)


def _begun(case: Case) -> tuple[datetime, Act | None]:
    """What opened the case as it is handled now: its receipt, or what opened it again last, new facts among it."""
    again = [(one.until, _AGAIN[one.why]) for one in case.rounds if one.why in _AGAIN]
    new = [] if case.new_facts_at is None else [(case.new_facts_at, _NEW)]
    return max((*again, *new, (case.received_at, None)), key=itemgetter(0))


def begun(case: Case) -> Mark:
    """What opened the case as it is handled now."""
    at, act = _begun(case)
    return Mark(act, at)


def counting(case: Case, letter: str) -> tuple[Printed, ...]:
    """The printings of a letter that count: a notice from before the decision that stands, and a decision on 核查 from
    before the case was opened as it is handled now, is another one, even in the same words."""
    since = {"decision_notice": case.decided_at, "recheck_decision": _begun(case)[0]}.get(letter, case.recorded_at)
    return tuple(one for one in case.letters if one.kind == letter and since is not None and one.at >= since)


def _extended(case: Case) -> Mark | None:
    return Mark("extend", case.extensions[-1].notice_at) if case.extensions else None


def _paused(case: Case) -> Mark | None:
    return None if case.paused is None else Mark("pause", case.paused.start)


def _decided(case: Case) -> Mark | None:
    return None if case.decided_at is None else Mark("decide", case.decided_at)


def _printed(letter: str) -> Find:
    def find(case: Case) -> Mark | None:
        found = counting(case, letter)
        return Mark("letter", found[0].at) if found else None

    return find


def _told(case: Case) -> Mark | None:
    return None if case.notice is None else Mark("tell", case.notice.at)


def _last_told(case: Case) -> Mark | None:
    return _told(case) if case.recheck_notice is None else Mark("tell_recheck", case.recheck_notice.at)


def _asked(case: Case) -> Mark | None:
    return None if case.recheck_asked is None else Mark("ask_recheck", case.recheck_asked)


def _ended(case: Case) -> Mark | None:
    if case.ended_on is None or case.state not in _ENDING:
        return None
    return Mark(_ENDING[case.state], case.ended_on if case.ending is None else case.ending.told.at)


SINCE: Final[Mapping[Act, tuple[Find, ...]]] = {
    "answer": (begun,),
    "urge": (begun,),
    "extend": (begun, _extended),
    "pause": (begun,),
    "resume": (_paused,),  # it may have ended before the new facts that came in while the clock stood
    "new_facts": (begun,),
    "tell": (begun, _decided, _printed("decision_notice")),
    "ask_recheck": (_told,),
    "tell_recheck": (_asked, _printed("recheck_decision")),
    "tell_again": (_last_told,),
    "corrective_action": (_received,),  # what was planned stands when the case is opened again
    "report_major": (_received,),  # once for the case, however often it was opened
    "withdraw": (begun, _told, _asked),
    "merge": (begun,),
    "decline": (begun,),
    "transfer": (begun,),
    "reopen": (_ended,),
}
"""What each act may not precede."""
AHEAD: Final[frozenset[Act]] = frozenset({"corrective_action"})
"""Acts that plan: their days may lie ahead."""

_Times = Callable[[facts.CaseFact], When | None]
DATED: Final[Mapping[type[facts.CaseFact], tuple[Act, _Times]]] = {
    facts.CaseAnswered: ("answer", attrgetter("at")),
    facts.CaseUrged: ("urge", attrgetter("at")),
    facts.ExtensionApproved: ("extend", attrgetter("extension.notice_at")),
    facts.ClockPaused: ("pause", attrgetter("paused.start")),
    facts.ClockResumed: ("resume", attrgetter("pause.end")),
    facts.NewFactsReceived: ("new_facts", attrgetter("at")),
    facts.ResultTold: ("tell", attrgetter("notice.at")),
    facts.RecheckAsked: ("ask_recheck", attrgetter("on")),
    facts.RecheckTold: ("tell_recheck", attrgetter("notice.at")),
    facts.NoticeGivenAgain: ("tell_again", attrgetter("notice.at")),
    facts.CorrectiveActionSet: ("corrective_action", attrgetter("corrective_action.due")),
    facts.MajorReported: ("report_major", attrgetter("at")),
    facts.CaseWithdrawn: ("withdraw", attrgetter("ending.told.at")),
    facts.CaseMerged: ("merge", attrgetter("ending.told.at")),
    facts.CaseDeclined: ("decline", attrgetter("ending.told.at")),
    facts.CaseTransferred: ("transfer", attrgetter("ending.told.at")),
    facts.CaseReopened: ("reopen", attrgetter("at")),
}
"""Every fact of a case that says when it happened: of which act, and its time."""


def untimely(case: Case, doing: Act, when: When, now: datetime, local: Local) -> Refusal | None:
    """Why `doing` cannot have happened at `when` (an instant, or a day of the branch): ahead of `now`, or before what
    it presupposes. Times are typed to the minute."""
    if doing not in AHEAD and _before(now, when, local):
        return refuse("DESK-08.ahead", doing=doing, given=_said(when, local), now=_said(now, local))
    found = (find(case) for find in SINCE[doing])
    marks = [one for one in found if one is not None and _before(when, one.at, local)]
    if not marks:
        return None
    last = max(marks, key=lambda one: _day(one.at, local))
    given, at = _said(when, local), _said(last.at, local)
    if last.act is None:
        return refuse("DESK-08.before_receipt", doing=doing, given=given, received=at)
    return refuse("DESK-08.before_act", doing=doing, given=given, earlier=last.act, at=at)


def receipt_after(case: Case, at: datetime, local: Local) -> Refusal | None:
    """Why the case cannot have been received as late as `at`: it was taken in before, or something happened to it
    (COMP-08)."""
    behind = [one for one in _happened(case) if _before(one, at, local)]
    if not behind:
        return None
    first = min(behind, key=lambda one: (_day(one, local), isinstance(one, datetime), one))
    return refuse("COMP-08.correct_after", given=_said(at, local), first=_said(first, local))


def untimely_fact(case: Case, fact: facts.CaseFact, at: datetime, local: Local) -> Refusal | None:
    """Why a fact that was recorded at `at` cannot have happened to `case` when it says. None also for one that says
    nothing of the kind."""
    if isinstance(fact, facts.CaseCorrected) and fact.correction.field == "received_at":
        one = fact.correction
        right = datetime.fromisoformat(one.after)
        return receipt_after(case, right, local) if right > datetime.fromisoformat(one.before) else None
    if type(fact) not in DATED:
        return None
    doing, of = DATED[type(fact)]
    when = of(fact)
    return None if when is None else untimely(case, doing, when, at, local)


def _happened(case: Case) -> Iterator[When]:
    """When it was taken in, and whatever happened to it since its receipt."""
    yield case.recorded_at
    yield from case.urged
    yield from (one.notice_at for one in case.extensions)
    yield from (one.start for one in case.pauses)
    if case.major_reported_at is not None:
        yield case.major_reported_at
    counts: tuple[Case | Round, ...] = (*case.rounds, case)
    for one in counts:
        told = None if one.ending is None else one.ending.told
        paused = None if one.paused is None else one.paused.start
        times = (one.answered_at, one.new_facts_at, one.recheck_asked, one.ended_on, paused)
        yield from (each for each in times if each is not None)
        notices: tuple[Notice | None, ...] = (
            one.notice, one.notified, one.recheck_notice, one.recheck_notified, told,
        )  # fmt: skip
        yield from (each.at for each in notices if each is not None)


def _before(one: When, other: When, local: Local) -> bool:
    """Whether `one` lies before `other`: by the minute, or by the day where one of them is a day."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other.replace(second=0, microsecond=0)
    return _day(one, local) < _day(other, local)


def _day(when: When, local: Local) -> date:
    return local(when).date() if isinstance(when, datetime) else when


def _said(when: When, local: Local) -> str:
    return f"{local(when):%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()
