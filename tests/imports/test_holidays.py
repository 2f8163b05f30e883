"""A year's days off from a calendar file: what each clock of the desk is counted by (COMP-17)."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import holidays
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain.imports.holidays import Found, read, sort_of
from support.desks import codes, done

FILES = Path(__file__).parent / "files"
ICS = FILES / "holidays_2027.ics"
OFF = "off = [{ name = '国庆节', from = 2027-10-01, to = 2027-10-12 }]\n"


def calendar(*events: str) -> str:
    """A calendar file of these events: "name|start|end"."""
    lines = ["BEGIN:VCALENDAR"]
    for one in events:
        name, start, end = one.split("|")
        lines += ["BEGIN:VEVENT", f"SUMMARY:{name}", f"DTSTART:{start}", f"DTEND:{end}", "END:VEVENT"]
    return "\r\n".join((*lines, "END:VCALENDAR", ""))


def found(text: str, **answers: str) -> Found:
    """What the file says."""
    said = read(text, answers)
    assert said is not None
    return said


def test_the_file_says_what_is_expected_of_it() -> None:
    """Folded lines, exclusive ends, office hours, festivals, birthdays, an entry twice: every day as it was meant."""
    wanted = json.loads((FILES / "holidays_2027.ics.expect.json").read_text(encoding="utf-8"))
    said = found(ICS.read_bytes().decode("utf-8"))
    assert (said.days, said.faults, said.questions) == (wanted["accepted"], (), ())
    (year,) = said.years
    for days, key in ((year.off, "days_off"), (year.working, "working_weekends")):
        assert [(one.day.isoformat(), one.name) for one in days] == [(one["date"], one["name"]) for one in wanted[key]]
    assert sorted(one.given for one in said.skipped) == sorted(one["summary"] for one in wanted["ignored"])
    assert any("虚构" in note for note in said.notes), "the file says itself that it is invented"


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("春节（休）", "off"),
        ("国庆节 补班 第1天/共2天", "working"),
        ("清明节 假期", "off"),
        ("春节 调休", "ask"),
        ("校庆（休）", "ask"),
        ("国庆节", ""),
        ("小王休假", ""),
        ("培训班", ""),
        ("值班", ""),
        ("青年节（半天）", ""),
    ],
)
def test_an_event_counts_by_its_mark(name: str, sort: str) -> None:
    """Somebody's leave, or a duty roster in the same calendar, must not stop a clock."""
    assert sort_of(name)[0] == sort


def test_what_a_file_leaves_open_is_asked_once_and_answered() -> None:
    """A day that is off and working at once is no guess of the program's."""
    text = calendar("国庆节（休）|20271001|20271013", "国庆节（班）|20271009|20271010", "校庆（休）|20271120|20271121")
    assert [one.word for one in found(text).questions] == ["校庆（休）", "2027-10-09"]
    said = found(text, **{"校庆（休）": "neither", "2027-10-09": "working"})
    assert (said.questions, said.faults) == ((), ())
    assert [one.day for one in said.years[0].working] == [date(2027, 10, 9)]
    assert date(2027, 10, 9) not in [one.day for one in said.years[0].off]


def test_what_cannot_be_stands_against_the_file() -> None:
    """A make-up day in the week, an end before its beginning, a part of a year: each would make deadlines wrong."""
    whole = "国庆节（休）|20271001|20271013"
    faults = {
        "COMP-17.weekday": found(calendar(whole, "国庆节（班）|20271020|20271021")),
        "COMP-17.event": found(calendar(whole, "元旦（休）|20270103|20270101")),
        "COMP-17.few": found(calendar("元旦（休）|20270101|20270104")),
    }
    for case, said in faults.items():
        assert [one.refusal.code for one in said.faults] == [case]


def test_toml_says_the_same_by_days_and_by_spans() -> None:
    """A bank without a calendar program writes the notice down by hand."""
    said = found(OFF + "working = [2027-10-16]\nsource = '通知'")
    assert (len(said.years[0].off), said.notes, said.faults) == (12, ("通知",), ())
    assert [one.refusal.code for one in found(OFF + "working = ['16 Oct']").faults] == ["COMP-17.event"]
    (fault,) = found(OFF + "working = [{ name = '国庆节', on = 2027-10-16 }]").faults
    assert fault.given == "name = 国庆节, on = 2027-10-16", "as the file has it, not as a program would"
    assert read("nothing = 1", {}) is None
    assert read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:春节（休）\n", {}) is None, "a file cut in the middle"


@pytest.mark.parametrize(
    "off",
    ["2027-01-01", "2027-02-05", "2027-04-05", "2027-05-03", "2027-06-09", "2027-09-15", "2027-10-04", "2031-01-01"],
)
def test_a_year_that_is_not_arranged_has_the_days_off_of_the_law(off: str) -> None:
    """COMP-17: New Year's Day counted as worked would put a date of the house before it; it stays provisional."""
    day = date.fromisoformat(off)
    assert (CALENDAR.is_working(day), CALENDAR.is_official(day)) == (False, False)
    assert CALENDAR.is_working(date(2027, 1, 4))
    assert not CALENDAR.is_working(date(2027, 1, 9)), "no weekend is made up for before the notice says so"


def test_clocks_go_by_what_was_taken(desk: Desk, tmp_path: Path) -> None:
    """Nothing counts before it was taken with its notice; afterwards 2027 is a year like any other."""
    make_up, free = date(2027, 1, 31), date(2027, 2, 8)
    assert not desk.calendar.is_official(free)
    assert codes(holidays.take_holidays(desk, ICS, {}, " ")) == ["COMP-17.source"]
    assert done(holidays.take_holidays(desk, ICS, {}, "国办发明电〔2026〕示例号 2026-11-10")).taken
    days = desk.calendar
    assert days.is_official(free)
    assert not days.is_working(free)
    assert days.is_working(make_up)
    assert days.is_working(free + timedelta(7))
    facts = desk.store.head().seq
    done(holidays.take_holidays(desk, ICS, {}, "国办发明电〔2026〕示例号 2026-11-10"))
    assert desk.store.head().seq == facts, "the same again says nothing new"
    other = tmp_path / "other.toml"
    other.write_text(OFF, encoding="utf-8")
    assert done(holidays.look_at_holidays(desk, other, {})).changed == (2027,)
