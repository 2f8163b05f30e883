"""What people say of a figure."""

from datetime import date

from rmdesk.domain.fact import Fact


class CrossingAnswered(Fact, kind="indicator.crossing_answered/1"):
    """Somebody said what follows from a figure beyond its warning line: `value` of the days from `start` to `end`, as
    it was then, with its unit."""

    key: str
    start: date
    end: date
    value: str
    note: str
