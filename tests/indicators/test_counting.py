"""Figures from rows (DESK-11): each measure, and what there is no figure of."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain.indicators.counting import Figure, Given, SourceRow, by_field, figure
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.together import together

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
_TEXT = {"zh": "甲", "en": "a"}


def indicator(**more: Any) -> Indicator:
    """One over sales that were signed in the period."""
    plain = {"key": "own", "title": _TEXT, "group": "service", "formula": _TEXT, "unit": "count"}
    return Indicator.model_validate({**plain, "source": "sales", "day": "signed_at", **more})


def rows(*given: Mapping[str, Given]) -> list[SourceRow]:
    """Rows signed on the tenth of May unless they say otherwise."""
    day = {"signed_at": datetime(2026, 5, 10, 9, 30)}
    return [SourceRow("sale", str(at), f"J-{at}", "", {**day, **one}) for at, one in enumerate(given)]


def amounts(*given: int) -> list[SourceRow]:
    """Rows of so many yuan."""
    return rows(*({"amount": Decimal(one)} for one in given))


def found(measure: str, *given: int, **more: Any) -> Decimal | None:
    """The figure of some amounts."""
    return figure(indicator(measure=measure, of="amount", **more), amounts(*given), MAY).value


def test_each_measure_of_a_number() -> None:
    """A wrong mean misleads the branch for a month, and nobody counts it again by hand."""
    assert found("sum", 1, 2, 10) == 13
    assert found("mean", 1, 2, 2) == Decimal("1.7")
    assert found("median", 1, 9, 2) == 2
    assert found("median", 1, 2, 9, 3) == Decimal("2.5")
    assert found("percentile", *range(1, 11), percentile=90) == 9
    assert found("percentile", 7, percentile=90) == 7


def test_one_value_is_its_own_mean_and_no_value_is_none() -> None:
    """A month without anything shows a dash, never a nought that looks like a result."""
    assert found("mean", 4) == 4
    empty = figure(indicator(measure="mean", of="amount"), [], MAY)
    assert (empty.value, empty.n, empty.why) == (None, 0, "empty")
    assert found("sum") == 0
    assert figure(indicator(measure="count"), [], MAY).value == 0


def test_a_share_leaves_out_what_nothing_is_known_of() -> None:
    """What is not due yet is neither kept nor missed."""
    one = indicator(measure="share", known="in_time", part=[{"field": "in_time", "is": ["yes"]}])
    given = rows({"in_time": "yes"}, {"in_time": "no"}, {"in_time": None}, {"in_time": "yes"})
    got = figure(one, given, MAY)
    assert (got.value, got.n) == (Decimal("66.7"), 3)
    assert [each.part for each in got.rows] == [True, False, True]


def test_a_division_by_nothing_is_said() -> None:
    """Complaints without a sale beside them are no rate, and a change from nothing none either."""
    per = {"source": "visits", "day": "opened_at", "times": 1000}
    rate = indicator(measure="count", per=per)
    nothing = figure(rate, rows({}), MAY)
    assert (nothing.value, nothing.n, nothing.why) == (None, 1, "nothing")
    visits = [SourceRow("client", "v", "", "", {"opened_at": date(2026, 5, day)}) for day in (1, 31)]
    assert figure(rate, rows({}), MAY, visits).value == 500
    change = indicator(measure="change", of="amount")
    assert figure(change, amounts(5), MAY, before=Decimal(0)).why == "before"
    assert figure(change, amounts(5), MAY, before=Decimal(4)).value == 25


def test_a_plan_is_counted_by_days() -> None:
    """A period of ten days is not held against the plan of a whole month."""
    one = indicator(measure="sum", of="amount", plan=310)
    assert figure(one, amounts(155), MAY).value == 50
    assert figure(one, amounts(155), Period(date(2026, 5, 10), date(2026, 5, 19))).value == 155


@pytest.mark.parametrize(("kind", "value"), [("end", 2), ("start", 2), ("in", 2)])
def test_what_stands_at_the_ends_of_a_period(kind: str, value: int) -> None:
    """Who left on the last day is gone at the end; who came on the first was not there at the start."""
    spans = [("04-30", None), ("04-01", "05-31"), ("05-01", None), ("04-01", "04-30"), ("05-31", "05-31")]
    given = [
        SourceRow("client", begun, "", "", {"signed_at": _day(begun), "left_on": _day(ended)}) for begun, ended in spans
    ]
    until = {} if kind == "in" else {"until": "left_on"}
    assert figure(indicator(measure="count", rows=kind, **until), given, MAY).value == value


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(f"2026-{text}")


def test_of_those_at_the_start_a_share_tells_who_stayed() -> None:
    """Somebody who left after the period still counts as kept in it."""
    left = (None, "05-20", "06-02", "05-31")
    begun = _day("01-01")
    given = [SourceRow("client", str(at), "", "", {"signed_at": begun, "u": _day(on)}) for at, on in enumerate(left)]
    assert figure(indicator(measure="share", rows="start", until="u"), given, MAY).value == 50


def test_conditions() -> None:
    """A condition that passes what it should not counts what is not asked for."""

    def count(row: Mapping[str, Given], **condition: Any) -> int:
        one = indicator(measure="count", where=[{"field": "x", **condition}])
        return figure(one, rows(row), MAY).n

    assert (count({"x": "a"}, **{"is": ["a"]}), count({"x": "b"}, **{"is": ["a"]})) == (1, 0)
    assert (count({"x": "old"}, **{"is": ["a"], "was": ["old"]}), count({"x": "b,a"}, **{"is": ["a"]})) == (1, 1)
    assert (count({"x": "a"}, **{"not": ["a"]}), count({"x": None}, **{"not": ["a"]})) == (0, 0)
    assert (count({"x": Decimal(3)}, least=3, most=3), count({"x": "3"}, least=3)) == (1, 0)
    assert (count({"x": None}, filled=False), count({"x": "a"}, filled=False), count({}, filled=True)) == (1, 0, 0)
    late = {"x": date(2026, 5, 14), "signed_at": datetime(2026, 5, 10, 23, 59)}
    assert (count(late, by="signed_at", days=3), count(late, by="signed_at", days=4)) == (0, 1)


def test_hours_are_counted_between_moments() -> None:
    """A quarter of an hour is no whole day."""
    one = indicator(measure="mean", span=["a", "b"], unit="hours", places=2)
    given = rows({"a": datetime(2026, 5, 1, 8), "b": datetime(2026, 5, 1, 8, 15)}, {"a": datetime(2026, 5, 1, 8)})
    got: Figure = figure(one, given, MAY)
    assert (got.value, got.n) == (Decimal("0.25"), 1)


def test_periods_before() -> None:
    """March is compared with all of February, ten days with the ten before."""
    assert Period(date(2026, 3, 1), date(2026, 3, 31)).before == (date(2026, 2, 1), date(2026, 2, 28))
    assert Period(date(2026, 1, 1), date(2026, 3, 31)).before == (date(2025, 10, 1), date(2025, 12, 31))
    assert Period(date(2026, 3, 2), date(2026, 3, 11)).before == (date(2026, 2, 20), date(2026, 3, 1))


def test_lines() -> None:
    """On the line nothing is crossed; beyond it, on the bad side only."""
    more, less = indicator(measure="count", warning=5), indicator(measure="count", warning=5, better="less")
    assert [more.crossed(Decimal(one)) for one in (4, 5, 6)] == [True, False, False]
    assert [less.crossed(Decimal(one)) for one in (4, 5, 6)] == [False, False, True]
    assert not more.crossed(None)


def test_a_row_that_names_several_people_stands_under_each() -> None:
    """A complaint about two managers is in both their figures."""
    parted = by_field(rows({"manager": "li,wang"}, {"manager": ""}, {"manager": "li"}), "manager")
    assert {key: len(found) for key, found in parted.items()} == {"": 1, "li": 2, "wang": 1}


def pairs(*given: tuple[int, int]) -> list[tuple[Decimal, Decimal]]:
    """Months in which both said something."""
    return [(Decimal(first), Decimal(second)) for first, second in given]


def test_how_two_figures_went_together() -> None:
    """Pearson's coefficient, by hand: of a straight line 1 or -1, of the rest what a table of it says."""
    line = [(month, 3 * month + 1) for month in range(6)]
    assert together(pairs(*line)).r == 1
    assert together(pairs(*((first, -second) for first, second in line))).r == -1
    found = together(pairs((43, 99), (21, 65), (25, 79), (42, 75), (57, 87), (59, 81)))
    assert (found.n, found.r, found.why) == (6, Decimal("0.53"), "")


def test_of_few_months_or_of_one_that_stood_still_nothing_is_said() -> None:
    """Two months always lie on a line: a branch would change its ways for nothing."""
    assert together([]) == (0, None, "few")
    assert together(pairs(*((month, month) for month in range(5)))) == (5, None, "few")
    assert together(pairs(*((month, 7) for month in range(6)))) == (6, None, "still")
