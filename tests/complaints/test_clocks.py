"""The clocks one by one, with the rules' own numbers."""

from datetime import date, datetime, time

import pytest

from rmdesk.desk.complaints.deadlines import Deadlines, as_json, deadlines
from rmdesk.desk.complaints.sums import note_of, sum_of
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain.clocks import CaseClass, CaseType, Clock, ClockInput, Pause, clocks, earliest, legal_due
from rmdesk.formpack import Pack
from support.desks import codes, done

NOW = datetime(2027, 6, 1, 9, 0)


def course(received: str = "2026-11-02T10:30", **over: object) -> ClockInput:
    """A complaint received then."""
    return ClockInput.model_validate({"received": received, **over})


def read(pack: Pack, one: ClockInput) -> dict[str, Clock]:
    """Its clocks by name."""
    return {clock.id: clock for clock in clocks(pack.clocks.on(one.received.date()), one, CALENDAR)}


@pytest.mark.parametrize(
    ("case_class", "due"), [("simple", "2026-11-17"), ("complex", "2026-12-02"), ("special", "2027-01-01")]
)
def test_comp_08_literally(pack: Pack, case_class: CaseClass, due: str) -> None:
    """The law's own dates: the branch that is a day off answers to the regulator."""
    clock = read(pack, course(case_class=case_class))[f"decision_{case_class}"]
    assert (clock.due, clock.rule, clock.legal) == (date.fromisoformat(due), "COMP-05", True)


def test_comp_10_literally(pack: Pack) -> None:
    """A review asked for on the last day is in time, and has its own 30 days."""
    asked = read(pack, course(notice=date(2026, 11, 17), recheck=date(2026, 12, 17)))
    assert asked["recheck_ask"].due == date(2026, 12, 17)
    assert asked["recheck_decide"].due == date(2027, 1, 16)


def test_a_pause_takes_its_days_out(pack: Pack) -> None:
    """2026-03-06 to 2026-03-16 moves the date by ten days; the sum says so in both languages."""
    pause = Pause(start=date(2026, 3, 6), end=date(2026, 3, 16), kind="appraisal")
    clock = read(pack, course("2026-03-02T09:00", pauses=(pause,)))["decision_simple"]
    assert (clock.due, clock.paused) == (date(2026, 3, 27), 10)
    assert sum_of(clock, "zh") == "收到 2026-03-02 + 15 天 + 不计入 10 天 = 2026-03-27，COMP-05"
    assert sum_of(clock, "en") == "received 2026-03-02 + 15 days + 10 days not counted = 2026-03-27, COMP-05"


def test_a_pause_moves_only_clocks_that_still_run(pack: Pack) -> None:
    """The house's three working days were over when the appraisal began."""
    pause = Pause(start=date(2026, 3, 6), end=date(2026, 3, 16), kind="appraisal")
    found = read(pack, course("2026-03-02T09:00", pauses=(pause,)))
    assert found["result"].due == date(2026, 3, 5)
    assert found["result"].paused == 0


def test_a_pause_that_begins_on_the_last_day_moves_nothing(pack: Pack) -> None:
    """The count was full that day; else a late appraisal would buy time."""
    pause = Pause(start=date(2026, 11, 17), end=date(2026, 11, 30), kind="mediation")
    assert read(pack, course(pauses=(pause,)))["decision_simple"].due == date(2026, 11, 17)


def test_new_facts_start_the_count_again(pack: Pack) -> None:
    """And only the part of a pause behind them is left out."""
    pause = Pause(start=date(2026, 11, 4), end=date(2026, 11, 12), kind="appraisal")
    clock = read(pack, course(new_facts=date(2026, 11, 10), pauses=(pause,)))["decision_simple"]
    assert (clock.due, clock.paused, clock.restarted) == (date(2026, 11, 27), 2, True)
    assert sum_of(clock, "en").startswith("new facts 2026-11-10 + 15 days")


def test_the_house_counts_working_days(pack: Pack) -> None:
    """The make-up Saturday of 2026-02-14 is worked, the spring festival behind it is not."""
    found = read(pack, course("2026-02-13T16:00"))
    assert found["result"].due == date(2026, 2, 25)
    assert found["answer"].due == datetime(2026, 2, 14, 16, 0)


def test_a_year_without_its_arrangement_is_provisional(pack: Pack) -> None:
    """Never a silent guess (COMP-17); the legal date does not depend on it."""
    found = read(pack, course("2026-12-30T09:00"))
    assert (found["result"].due, found["result"].provisional) == (date(2027, 1, 5), True), "1 January is off"
    assert "2027" in note_of(found["result"], "zh")
    assert not found["decision_simple"].provisional
    assert not read(pack, course("2026-12-20T09:00"))["result"].provisional


def test_a_legal_date_on_a_day_off_does_not_move(pack: Pack) -> None:
    """The next working day is told beside it, and is not the date (COMP-08)."""
    clock = read(pack, course("2026-11-06T09:00"))["decision_simple"]
    assert (clock.due, clock.shifted) == (date(2026, 11, 21), date(2026, 11, 23))
    assert "2026-11-23" in note_of(clock, "zh")
    assert "2026-11-23" in note_of(clock, "en")


def test_a_working_day_of_a_year_without_its_arrangement_is_no_plain_fact(pack: Pack) -> None:
    """If it fails, the bank reads a day of 2027 as certain before the arrangement is out (COMP-17)."""
    assumed = read(pack, course("2026-12-25T09:00"))["decision_simple"]
    assert (assumed.due, assumed.shifted, assumed.shift_assumed) == (date(2027, 1, 9), date(2027, 1, 11), True)
    assert "2027 年放假安排尚未公布" in note_of(assumed, "zh")
    assert "provisionally 2027-01-11" in note_of(assumed, "en")
    certain = read(pack, course("2026-11-06T09:00"))["decision_simple"]
    assert "尚未公布" not in note_of(certain, "zh")


def test_the_earliest_open_clock_is_due(pack: Pack) -> None:
    """First the answer, then the result, then what the law gives; nothing when it was told."""
    for answered, wanted in ((None, "answer"), (datetime(2026, 11, 2, 15, 0), "result")):
        due = earliest(read(pack, course(answered=answered)).values())
        assert due is not None
        assert due.id == wanted
    told = read(pack, course(answered=datetime(2026, 11, 2, 15, 0), notice=date(2026, 11, 4)))
    left = earliest(told.values())
    assert left is not None
    assert (left.id, left.party) == ("recheck_ask", "complainant")
    assert legal_due(told.values()) is None


def test_an_answer_before_new_facts_is_no_answer_to_them(pack: Pack) -> None:
    """The complainant who brings new facts is answered again."""
    one = course(answered=datetime(2026, 11, 2, 15, 0), new_facts=date(2026, 11, 10))
    assert read(pack, one)["answer"].open


def test_in_time_to_the_minute_and_to_the_day(pack: Pack) -> None:
    """A notice on the last day is in time, on the next day it is late."""
    for day, kept in ((17, True), (18, False)):
        clock = read(pack, course(notice=date(2026, 11, day)))["decision_simple"]
        assert clock.in_time is kept
    for at, kept in ((time(10, 30), True), (time(10, 31), False)):
        clock = read(pack, course(answered=datetime.combine(date(2026, 11, 3), at)))["answer"]
        assert clock.in_time is kept


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("suggestion", ["feedback_answer", "feedback_result"]),
        ("question", ["feedback_answer", "feedback_result"]),
        ("report", ["feedback_answer", "feedback_result"]),
        ("praise", ["feedback_answer"]),
    ],
)
def test_other_feedback_runs_no_legal_clock(pack: Pack, kind: CaseType, names: list[str]) -> None:
    """A suggestion has the house's 24 hours and three working days (DESK-08), praise is only answered."""
    found = read(pack, course(type=kind))
    assert list(found) == names
    assert not any(clock.legal for clock in found.values())


def test_json_of_the_command(pack: Pack) -> None:
    """Scripts read these names."""
    found = done(deadlines(pack, course(), NOW))
    told = as_json(found, "en")
    assert told["due"] == "2026-11-03T10:30"
    legal = [one for one in told["clocks"] if one["legal"]]
    assert [(one["due"], one["rule"], one["provisional"]) for one in legal] == [("2026-11-17", "COMP-05", False)]
    assert legal[0]["sum"] == "received 2026-11-02 + 15 days = 2026-11-17, COMP-05"


def _pause(start: str, end: str) -> Pause:
    return Pause(start=date.fromisoformat(start), end=date.fromisoformat(end), kind="mediation")


@pytest.mark.parametrize(
    ("over", "case"),
    [
        ({"received": "2027-06-01T09:01"}, "COMP-08.future"),
        ({"received": "1999-12-31T09:00"}, "COMP-08.early"),
        ({"pauses": (_pause("2026-11-05", "2026-11-05"),)}, "COMP-07.pause_order"),
        ({"pauses": (_pause("2026-11-09", "2026-11-05"),)}, "COMP-07.pause_order"),
        ({"pauses": (_pause("2026-11-01", "2026-11-05"),)}, "COMP-07.pause_outside"),
        ({"pauses": (_pause("2026-11-17", "2026-11-20"),)}, "COMP-07.pause_outside"),
        ({"pauses": (_pause("2026-11-05", "2026-11-12"),), "notice": date(2026, 11, 10)}, "COMP-07.pause_outside"),
        ({"pauses": (_pause("2026-11-05", "2026-11-12"), _pause("2026-11-11", "2026-11-15"))}, "COMP-07.pause_overlap"),
        ({"new_facts": date(2026, 11, 1)}, "COMP-07.new_facts"),
        ({"notice": date(2026, 11, 1)}, "COMP-11.before"),
        ({"recheck": date(2026, 11, 20)}, "COMP-10.early"),
        ({"notice": date(2026, 11, 17), "recheck": date(2026, 11, 16)}, "COMP-10.early"),
        ({"notice": date(2026, 11, 17), "recheck": date(2026, 12, 18)}, "COMP-10.late"),
    ],
)
def test_an_impossible_course_is_refused(pack: Pack, over: dict[str, object], case: str) -> None:
    """A wrong date typed in must not give a wrong deadline."""
    assert case in codes(deadlines(pack, course(**over), NOW))  # type: ignore[arg-type]


def test_pauses_that_touch_are_two_pauses(pack: Pack) -> None:
    """Mediation may begin on the day on which the appraisal ends."""
    pauses = (_pause("2026-11-05", "2026-11-08"), _pause("2026-11-08", "2026-11-10"))
    found = deadlines(pack, course(pauses=pauses), NOW)
    assert isinstance(found, Deadlines)
    assert {clock.id: clock.due for clock in found.clocks}["decision_simple"] == date(2026, 11, 22)
