"""What stands in a report of figures, as plain values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rmdesk.desk.indicators.correlating import Correlation
from rmdesk.desk.indicators.figures import Point, Shown
from rmdesk.desk.indicators.improving import Improved
from rmdesk.desk.indicators.reviews import Review
from rmdesk.domain.indicators.periods import Period


class Line(NamedTuple):
    """A figure in a report: `by` the field that it is split by, "" for all of it; `name`: its key in words."""

    shown: Shown
    by: str = ""
    name: str = ""


class Report(NamedTuple):
    """The figures of a period. `known_on`: as the journal knew them on that day, None as it knows them now; `today`: of
    which day it is; `own`: the name of the manager of whose book alone they tell, "" for the branch; `trends`: the
    months of each figure, by its key; `improved`: the entries that are measured by it; `correlations` and, in a year,
    `reviews` of registers. A scorecard is `of` one manager (a name), and has the `branch`'s figures beside his, by key;
    none where he may not know them."""

    period: Period
    known_on: date | None
    today: date
    own: str
    lines: tuple[Line, ...]
    trends: Mapping[str, tuple[Point, ...]]
    correlations: tuple[Correlation, ...] = ()
    reviews: tuple[Review, ...] = ()
    of: str = ""
    improved: Mapping[str, tuple[Improved, ...]] = {}
    branch: Mapping[str, Decimal | None] = {}

    @property
    def open(self) -> bool:
        """The period has not ended, as known then."""
        return self.today < self.period.end
