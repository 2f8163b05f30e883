"""Figures of how the branch works, held against how satisfied its clients are (DESK-11)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import period_of, trend
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.together import Together, together

MONTHS = 12
"""So many months back two figures are compared; one that has not ended is left out."""
_GROUPS = ("service", "process")


class Correlation(NamedTuple):
    """How a figure went together with the `outcome` over the months in which both said something."""

    indicator: Indicator
    outcome: Indicator
    found: Together


@use_case("indicators.read")
def with_outcome(desk: Desk, key: str, start: date, end: date) -> Correlation | None:
    """How one figure went together with what the pack holds such figures against; None where it does not so."""
    period = period_of(start, end)
    return next((one for one in correlations(Reading(desk), period, key)), None)


def correlations(read: Reading, period: Period, key: str = "") -> Iterator[Correlation]:
    """Every figure of service and process that has a value by itself, up to the end of a period; `key`: one alone. For
    use cases."""
    pack = read.desk.pack.indicators
    outcome = pack.named(pack.outcome)
    if outcome is None:
        return
    held = [
        one for one in pack.indicator if one.group in _GROUPS and one.key != outcome.key and one.measure != "change"
    ]
    held = [one for one in held if key in ("", one.key)]
    known = _months(read, outcome, period) if held else {}
    for one in held:
        pairs = [(value, known[month]) for month, value in _months(read, one, period).items() if month in known]
        yield Correlation(one, outcome, together(pairs))


def _months(read: Reading, one: Indicator, period: Period) -> dict[date, Decimal]:
    today = read.desk.today()
    points = [each for each in trend(read, one, period, MONTHS) if each.period.end < today]
    return {each.period.start: each.figure.value for each in points if each.figure.value is not None}
