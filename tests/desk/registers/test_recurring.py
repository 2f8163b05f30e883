"""What recurs is called for until somebody has done it in its period, and then no more (DESK-07)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from formpack.packs import add
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting
from rmdesk.desk.workdays import CALENDAR
from rmdesk.domain.dues import Due
from rmdesk.domain.registers.recurring import period_of
from rmdesk.domain.registers.words import Period
from support.clock import Clock
from support.desks import done, new_desk
from support.own_registers import own_pack
from support.registers import at, people, visit, was_done

QUARTERLY = """
[recurring]
check = { every = "quarter", act = "expect", begins = "expect", for = "reviewer", warn = [60], LABEL }
""".replace("LABEL", 'label = { zh = "季度检查", en = "Check" }')


@pytest.mark.parametrize(
    ("every", "day", "wanted"),
    [
        ("day", date(2026, 11, 27), (date(2026, 11, 27), date(2026, 11, 27))),
        ("working_day", date(2026, 11, 27), (date(2026, 11, 27), date(2026, 11, 27))),
        ("working_day", date(2026, 11, 28), None),
        ("week", date(2026, 11, 29), (date(2026, 11, 23), date(2026, 11, 29))),
        ("month", date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29))),
        ("quarter", date(2026, 11, 27), (date(2026, 10, 1), date(2026, 12, 31))),
        ("half_year", date(2026, 6, 30), (date(2026, 1, 1), date(2026, 6, 30))),
        ("year", date(2026, 1, 1), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_period_is_the_calendar_s(every: Period, day: date, wanted: tuple[date, date] | None) -> None:
    """A quarter that begins with the last drill moves on by every delay."""
    assert period_of(every, day, CALENDAR) == wanted


@pytest.fixture
def drilled(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk whose visitors' book is to be written in once a quarter."""
    with new_desk(tmp_path / "desk", own_pack(add("registers/visitors.toml", QUARTERLY)), clock) as desk:
        people(desk)
        yield desk


def _called(desk: Desk) -> list[Due]:
    return [one for one in done(listed(desk)) if one.subject.kind == "register"]


def test_what_nobody_began_in_this_period_is_due(drilled: Desk) -> None:
    """No entry, no due: what was never begun would never be missed."""
    (due,) = _called(at(drilled, "reviewer"))
    assert (due.what.zh, due.day, due.act, due.subject.id) == ("季度检查", date(2026, 12, 31), "expect", "visitors")
    assert _called(at(drilled, "compliance")) == []
    made = visit(drilled)
    assert _called(at(drilled, "reviewer")) == []
    was_done(acting.do(at(drilled, "compliance"), made.no, "_void", 1, {"reason": "登记错"}))
    assert len(_called(at(drilled, "reviewer"))) == 1


def test_the_next_period_calls_again(drilled: Desk, clock: Clock) -> None:
    """Done once, and then counted for ever."""
    visit(drilled)
    clock.forward(days=(date(2027, 2, 10) - drilled.today()).days)
    (due,) = _called(at(drilled, "reviewer"))
    assert due.day == date(2027, 3, 31)
    assert due.day - due.remind == timedelta(60)
