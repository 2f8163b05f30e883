"""Screens of indicators over a period; F8 prints it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import reporting
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.reading_on import ReadingOn
from rmdesk.tui.lines.period import Period
from rmdesk.tui.lines.period_screen import PeriodScreen

T = TypeVar("T")

GROUP = "group:"
"""Begins the key of a row that is a heading over figures."""


class ReportedScreen(PeriodScreen, ReadingOn):
    """What it shows can be printed as a report; what takes long is counted beside it."""

    @property
    def _asked(self) -> tuple[Period, date | None]:
        return self.period, self.known_on

    def coming(self, heading: str, *, long: bool) -> str:
        """The heading, with what is said while it is counted."""
        return f"{heading} · {self.tr('common.long.book')}" if long and self.at_once else heading

    def count(self, look: Callable[[Desk], T | Refused], show: Callable[[T], None], *, long: bool) -> None:
        """Show what `look`, a use case, answers of the period: at once, or where that takes `long` when it is there."""
        if not (long and self.at_once):
            found = look(self.desk_app.desk)
            if isinstance(found, Refused):
                self.refuse(found)
            else:
                show(found)
            return
        asked = self._asked

        def told(found: T) -> None:
            if asked == self._asked:
                show(found)
            else:  # other days were asked for meanwhile
                self.reload()

        self.read_on(look, told)

    @property
    def heading(self) -> str:
        """The period in words, whether it has ended, as known when."""
        start, end = self.period
        said = self.tr("letters.report_period", start=start.isoformat(), end=end.isoformat())
        if self.known_on is not None:
            return f"{said} · {self.tr('complaints.figures.known', day=self.known_on)}"
        return said if end < self.desk_app.desk.today() else f"{said} · {self.tr('indicators.open')}"

    def print_figures(self, of: str = "") -> None:
        """The report of the period, or the scorecard `of` a manager (login), with its CSV."""
        desk = self.desk_app.desk
        made = reporting.print_report(desk, *self.period, desk.folder / PAPERS, self.lang, self.known_on, of)
        if isinstance(made, Refused):
            self.refuse(made)
        else:
            text = self.tr("indicators.cli.written", path=made.sheet.path, csv=made.csv.name)
            self.app.push_screen(Message(self.tr("complaints.figures.written"), text, lang=self.lang))
