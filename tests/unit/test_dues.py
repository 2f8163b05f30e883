"""The order of what is due: if it fails, a manager looks at the wrong thing first."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.base import Text
from rmdesk.domain.client_dues import maturity_warning
from rmdesk.domain.dues import FOLD, PUT_OFF, Due, Folded, Subject, folded, rank, ranked, state

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 0)
KINDS = ("client.reassess", "case.answer", "archive.retention")

days = st.dates(date(2026, 10, 1), date(2027, 1, 31))
moments = st.datetimes(datetime(2026, 10, 1), datetime(2027, 1, 31))


def due(at: int, kind: str = KINDS[0], on: date = TODAY, *, legal: bool = False) -> Due:
    """A due about a case that nobody handles."""
    subject = Subject(kind="case", id=str(at))
    what = Text(zh="办理", en="Act")
    return Due(key=str(at), kind=kind, rule="COMP-05", subject=subject, what=what, on=on, legal=legal)


@st.composite
def many(draw: st.DrawFn) -> tuple[Due, ...]:
    """Dues of a few kinds around now, of days and of hours."""
    rows = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.one_of(days, moments), st.booleans()), max_size=25))
    return tuple(due(at, kind, on, legal=legal) for at, (kind, on, legal) in enumerate(rows))


@given(many())
def test_what_presses_most_stands_first(given_dues: tuple[Due, ...]) -> None:
    """Past a legal date, a legal date today, past the bank's own, then by date; nothing is lost or doubled."""
    listed = ranked(given_dues, NOW)
    order = [(rank(one, NOW), one.ends) for one in listed]
    assert order == sorted(order)
    assert sorted(one.key for one in listed) == sorted(one.key for one in given_dues)
    assert all(one.legal and one.ends < NOW for one in listed if rank(one, NOW) == 0)
    assert not any(one.past(NOW) for one in listed if rank(one, NOW) in (1, 3))


@given(many())
def test_a_long_kind_is_folded_in_place_and_opens_again(given_dues: tuple[Due, ...]) -> None:
    """No kind takes more than three rows and one line, and every due is counted."""
    listed = ranked(given_dues, NOW)
    shown = folded(listed, TODAY)
    for kind in KINDS:
        whole = sum(one.kind == kind for one in listed)
        rows = [one for one in shown if one.kind == kind]
        more = [one for one in rows if isinstance(one, Folded)]
        assert len(rows) - len(more) == min(whole, FOLD)
        assert sum(one.more for one in more) == max(0, whole - FOLD)
        assert not more or rows[-1] is more[0]
    assert folded(listed, TODAY, frozenset(KINDS)) == listed


def test_what_was_put_off_is_one_line_at_the_end_and_opens_there() -> None:
    """Else a due that was put off is out of sight, or still in the way."""
    off = due(1, on=TODAY - timedelta(3)).model_copy(update={"later": TODAY + timedelta(2)})
    listed = ranked((off, due(2, on=TODAY + timedelta(9))), NOW)
    assert [one.key for one in listed] == ["2", "1"]
    assert [state(one, NOW) for one in listed] == ["coming", "put_off"]
    assert folded(listed, TODAY)[-1] == Folded(PUT_OFF, Text(zh="", en=""), 1)
    assert folded(listed, TODAY, frozenset({PUT_OFF})) == listed
    assert state(off, NOW + timedelta(2)) == "late"


def test_nothing_is_put_off_beyond_the_date_of_the_law() -> None:
    """DESK-07: a legal date that has come cannot be put out of sight; the bank's own may wait a while."""
    assert due(1, on=TODAY + timedelta(4), legal=True).latest_reminder(TODAY) == TODAY + timedelta(4)
    assert due(1, on=TODAY, legal=True).latest_reminder(TODAY) is None
    assert due(1, on=TODAY - timedelta(4)).latest_reminder(TODAY) == TODAY + timedelta(90)
    assert due(1, on=TODAY).model_copy(update={"daily": True}).latest_reminder(TODAY) is None


def test_the_law_stands_before_a_promise_that_was_missed() -> None:
    """COMP-05 before COMP-06: a legal date of today can still be kept, the promise cannot."""
    yesterday, today = TODAY - timedelta(1), TODAY
    missed, by_law, to_come = due(1, on=yesterday), due(2, on=today, legal=True), due(3, on=today)
    over = due(4, on=yesterday, legal=True)
    assert [one.key for one in ranked((to_come, missed, by_law, over), NOW)] == ["4", "2", "1", "3"]


def test_a_clock_of_hours_is_late_within_the_day() -> None:
    """COMP-06: a first answer that was due at noon is late at two, a day's due is not."""
    assert due(1, on=datetime(2026, 11, 21, 12, 0)).past(NOW)
    assert not due(2, on=TODAY).past(NOW)


@given(st.integers(1, 4000), st.integers(0, 365))
def test_what_was_sold_today_is_not_reminded_of_today(term: int, remind: int) -> None:
    """DESK-07: a seven-day product comes up before its end, never on the day of the sale."""
    warn = maturity_warning(term, remind)
    assert 0 <= warn <= remind
    assert warn < term
