"""Facts about how a branch is set up."""

from rmdesk.domain.fact import Fact
from rmdesk.domain.holidays import Holidays


class HolidaysSet(Fact, kind="desk.holidays_set/1"):
    """The arrangement of a year was taken from a file (COMP-17). `before`: what was set for that year until then.
    `name` and `sha256` are the file's."""

    holidays: Holidays
    before: Holidays | None
    name: str
    sha256: str


class OpeningEnded(Fact, kind="desk.opening_ended/1"):
    """An administrator put the checklist of the opening away. `left`: the steps that were not done; `reason`: why."""

    left: tuple[str, ...]
    reason: str
