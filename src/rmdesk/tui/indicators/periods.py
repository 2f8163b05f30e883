"""Screens of indicators over a period; F8 prints it."""

from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.indicators import reporting
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.lines.period_screen import PeriodScreen

GROUP = "group:"
"""Begins the key of a row that is a heading over figures."""


class ReportedScreen(PeriodScreen):
    """What it shows can be printed as a report."""

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
