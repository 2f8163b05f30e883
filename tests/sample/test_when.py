"""Days and instants relative to today: whoever edits the sample relies on what the words mean."""

from datetime import UTC, date, datetime

import pytest

from rmdesk.domain.calendar import add_months
from rmdesk.sample.stage import SampleError, Stage
from rmdesk.sample.when import day, moment
from support.clock import START


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", date(2026, 11, 21)),
        ("-1d", date(2026, 11, 20)),
        ("-46y-120d", date(1980, 7, 24)),
        ("+20d", date(2026, 12, 11)),
        ("-12m+3d", date(2025, 11, 24)),
    ],
)
def test_days_first_then_months(text: str, expected: date) -> None:
    """Else an assessment that should expire in three days expires in two or four."""
    assert day(text, date(2026, 11, 21)) == expected


def test_a_year_that_is_up_in_three_days_is_so_on_leap_days_too() -> None:
    """SUIT-20 counts to the month's end."""
    for today in (date(2027, 2, 26), date(2028, 2, 26), date(2026, 12, 29)):
        assert abs((add_months(day("-12m+3d", today), 12) - today).days - 3) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1d 17:20", datetime(2026, 11, 20, 9, 20, tzinfo=UTC)),
        ("-3h-20min", datetime(2026, 11, 20, 23, 10, tzinfo=UTC)),
    ],
)
def test_instants_by_the_branch_or_before_now(text: str, expected: datetime) -> None:
    """The clock of the branch, not of the machine."""
    assert moment(text, START, "Asia/Shanghai") == expected


@pytest.mark.parametrize("text", ["", "yesterday", "-3", "-3h 10:00", "-1w", "3d"])
def test_what_cannot_be_read_is_an_error(text: str) -> None:
    """A typo in the sample must not become another day."""
    with pytest.raises(ValueError, match=r"time|Invalid isoformat"):
        moment(text, START, "Asia/Shanghai")


def test_nothing_happens_in_the_future() -> None:
    """A fact after now would stop the clock of the whole desk."""
    with pytest.raises(SampleError):
        Stage(START, START).enter(iter([("demo", START.replace(year=2027))]))
