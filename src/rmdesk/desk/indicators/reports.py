"""What stands in a report of figures, as plain values."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rmdesk.desk.indicators.figures import Point, Shown
from rmdesk.domain.indicators.periods import Period, Span


class Line(NamedTuple):
    """A figure in a report: `by` the field that it is split by, "" for all of it; `name`: its key in words."""

    shown: Shown
    by: str
    name: str


class Report(NamedTuple):
    """The figures of a period. `own`: the name of the manager of whose book alone they tell, "" for the branch;
    `trends`: the months of each figure, by its key; `open`: the period has not ended (as known then)."""

    span: Span
    period: Period
    known_on: date | None
    today: date
    own: str
    lines: tuple[Line, ...]
    trends: Mapping[str, tuple[Point, ...]]

    @property
    def open(self) -> bool:
        """The period has not ended, as known then."""
        return self.today < self.period.end
