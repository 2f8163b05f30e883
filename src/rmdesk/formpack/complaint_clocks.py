"""The clocks of complaints and other feedback, as rows with dates (COMP-05, COMP-06, COMP-10, DESK-08)."""

from datetime import date

from rmdesk.domain.base import Value
from rmdesk.domain.clocks import ClockRule
from rmdesk.formpack.law import NewLaw


class ClockRow(ClockRule):
    """One clock, in force for what is received from `effective_from` on; a later row of the same id replaces it."""

    effective_from: date
    law: NewLaw | None = None
    """A newer law than the program knows, which sets the clock looser or in another unit."""


class WarningPoint(Value):
    """How long before the end of a clock to warn: `hours`, or `days` (at the beginning of that day)."""

    clock: str
    days: int | None = None
    hours: int | None = None


class ComplaintClocks(Value):
    """All of complaint_clocks.toml."""

    version: str
    clock: tuple[ClockRow, ...]
    warning: tuple[WarningPoint, ...] = ()

    def on(self, received: date) -> tuple[ClockRule, ...]:
        """The clocks of a case received on that day; a day before a clock's first row takes that first row."""
        chosen: dict[str, ClockRow] = {}
        for row in sorted(self.clock, key=lambda one: one.effective_from):
            if row.effective_from <= received or row.id not in chosen:
                chosen[row.id] = row
        return tuple(chosen[name] for name in dict.fromkeys(row.id for row in self.clock))

    def points(self, clock: str) -> tuple[WarningPoint, ...]:
        """The warning points of one clock."""
        return tuple(one for one in self.warning if one.clock == clock)
