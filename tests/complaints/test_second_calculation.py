"""Every deadline agrees with the second calculation: a date that is a day off is a date missed."""

from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from complaints.second_calculation import OFF, WORKED, Span, deadlines, natural, works
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain.clocks import (
    CASE_CLASSES,
    CASE_TYPES,
    CaseClass,
    CaseType,
    Clock,
    ClockInput,
    ClockRule,
    Pause,
    clocks,
    legal_due,
)
from rmdesk.domain.complaint_faults import clock_faults
from support.families import default_pack
from support.tiers import also, longer

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
EVERY_DAY = [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


@cache
def rules() -> tuple[ClockRule, ...]:
    """The default pack's clocks."""
    return default_pack().clocks.on(date(2026, 11, 21))


def _read(course: ClockInput) -> dict[str, Clock]:
    return {clock.id: clock for clock in clocks(rules(), course, CALENDAR)}


def _same(course: ClockInput, pauses: list[Span]) -> None:
    new_facts = course.new_facts
    assert not isinstance(new_facts, datetime)
    wanted = deadlines(course.received, course.type, course.case_class, pauses, new_facts)
    found = {name: (clock.due, clock.provisional) for name, clock in _read(course).items()}
    assert found == wanted, course


@pytest.mark.parametrize("kind", CASE_TYPES)
@pytest.mark.parametrize("case_class", [CASE_CLASSES[0], *map(also, CASE_CLASSES[1:])])
def test_every_receipt_date_of_four_years(kind: CaseType, case_class: CaseClass) -> None:
    """Whatever the day on which a case comes in, none of its dates is wrong."""
    for day in EVERY_DAY:
        _same(ClockInput(type=kind, case_class=case_class, received=datetime.combine(day, time(10, 30))), [])


days = st.integers(0, (LAST - FIRST).days).map(lambda count: FIRST + timedelta(count))


@st.composite
def courses(draw: st.DrawFn) -> tuple[ClockInput, list[Span]]:
    """A case with up to three pauses behind each other, and perhaps new facts."""
    received = datetime.combine(draw(days), draw(st.times()))
    spans, at = [], received.date()
    for _ in range(draw(st.integers(0, 3))):
        begin = at + timedelta(draw(st.integers(0, 25)))
        at = begin + timedelta(draw(st.integers(1, 60)))
        spans.append((begin, at))
    facts = draw(st.none() | st.integers(0, 40).map(lambda count: received.date() + timedelta(count)))
    pauses = tuple(Pause(start=one, end=other, kind="appraisal") for one, other in draw(st.permutations(spans)))
    kind, case_class = draw(st.sampled_from(CASE_TYPES)), draw(st.sampled_from(CASE_CLASSES))
    return ClockInput(type=kind, case_class=case_class, received=received, new_facts=facts, pauses=pauses), spans


@longer
@given(courses())
def test_pauses_and_new_facts(drawn: tuple[ClockInput, list[Span]]) -> None:
    """Appraisal, mediation and new facts move every clock by as many days as they took, and no further."""
    course, spans = drawn
    assume(not clock_faults(rules(), course, CALENDAR))
    _same(course, spans)


@given(courses(), st.integers(0, 29), st.integers(0, 30))
def test_notice_and_review(drawn: tuple[ClockInput, list[Span]], told: int, asked: int) -> None:
    """From the notice on the 30 days of COMP-10 are counted, whatever paused or restarted the case before."""
    course, spans = drawn
    ends = max([course.received.date(), *(end for _, end in spans), *([course.new_facts] if course.new_facts else [])])
    notice = ends + timedelta(told)
    recheck = notice + timedelta(asked)
    course = course.model_copy(update={"type": "complaint", "notice": notice, "recheck": recheck})
    assume(not clock_faults(rules(), course, CALENDAR))
    found = _read(course)
    assert found["recheck_ask"].due == natural(notice, 30, [])
    assert found["recheck_decide"].due == natural(recheck, 30, [])
    owed = legal_due(found.values())
    assert owed is not None
    assert owed.id == "recheck_decide"


def test_the_calendar_library_holds_the_arrangements() -> None:
    """A holiday that the library has wrong would move every promise of working days."""
    wrong = [day for day in EVERY_DAY if CALENDAR.is_working(day) != works(day)]
    assert not wrong
    known = [day for day in EVERY_DAY if CALENDAR.is_official(day)]
    assert (known[0], known[-1]) == (FIRST, date(2026, 12, 31))
    assert not OFF & WORKED
