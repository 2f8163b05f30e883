"""Counting days as the law does: a day too many is a sale on an expired assessment (SUIT-10, SUIT-20)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.assessment import serves
from rmdesk.domain.calendar import add_months, age_on
from rmdesk.domain.client import valid_until
from support.people import LIMITS, assessment, client


@pytest.mark.parametrize(
    ("assessed", "last"),
    [
        (date(2026, 3, 5), date(2027, 3, 5)),
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_an_assessment_serves_to_the_same_day_a_year_later(assessed: date, last: date) -> None:
    """SUIT-20 gives 2026-03-05 → valid on 2027-03-05, expired on 2027-03-06; 29 February counts to the month's end."""
    assert valid_until(assessed, LIMITS) == last
    one = assessment(on=assessed)
    assert serves(one, client(), last, LIMITS) is None
    after = date.fromordinal(last.toordinal() + 1)
    expired = serves(one, client(), after, LIMITS)
    assert expired is not None
    assert expired.code == "SUIT-20.expired"
    assert expired.saw == {"assessed_on": assessed.isoformat(), "valid_until": last.isoformat()}


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1961, 11, 21), date(2026, 11, 21), 65),
        (date(1961, 11, 22), date(2026, 11, 21), 64),
        (date(1961, 11, 20), date(2026, 11, 21), 65),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
    ],
)
def test_the_birthday_itself_counts(born: date, day: date, age: int) -> None:
    """A client turns 65 on the birthday, not the day after."""
    assert age_on(born, day) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_later_is_the_same_day_or_the_months_end(day: date, months: int) -> None:
    """民法典 202: a month without that day ends the period on its last day."""
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and date.fromordinal(later.toordinal() + 1).day == 1)


@given(st.dates(date(1900, 3, 1), date(2026, 1, 1)), st.integers(1, 99))
def test_a_year_older_is_one_year_later(born: date, years: int) -> None:
    """Age and the months of the calendar agree, but for 29 February."""
    if (born.month, born.day) != (2, 29):
        birthday = add_months(born, 12 * years)
        assert age_on(born, birthday) == years
        assert age_on(born, date.fromordinal(birthday.toordinal() - 1)) == years - 1
