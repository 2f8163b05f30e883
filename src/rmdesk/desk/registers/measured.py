"""Figures of indicators in entries: what is to get better is measured by the desk, not typed (DESK-12)."""

from datetime import timedelta

from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators.figures import counted
from rmdesk.desk.indicators.reading import Reading
from rmdesk.domain.indicators.periods import month_of


def figure_of(desk: Desk, key: str) -> str:
    """The branch's figure of the last month that has ended, canonical; "" where there is none. For use cases."""
    one = desk.pack.indicators.named(key)
    if one is None:
        return ""
    last = month_of(desk.today().replace(day=1) - timedelta(1))
    value = counted(Reading(desk, whole=True), one, last).value
    return "" if value is None else format(round(value, one.places).normalize(), "f")
