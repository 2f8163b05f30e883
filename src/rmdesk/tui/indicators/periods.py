"""A screen over a period: the arrows change the month, 1 asks for another."""

from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines.period import Period, moved, read_period


class PeriodScreen(DeskScreen):
    """`period` is what it shows; `reload` asks the desk anew."""

    period: Period

    def reload(self) -> None:
        """Ask the desk anew."""
        raise NotImplementedError

    def heading(self, *, over: bool) -> str:
        """The period in words; `over`: it has ended."""
        start, end = self.period
        said = self.tr("letters.report_period", start=start.isoformat(), end=end.isoformat())
        return said if over else f"{said} · {self.tr('indicators.open')}"

    def action_earlier(self) -> None:
        """The month before."""
        self._to(moved(self.period, -1))

    def action_later(self) -> None:
        """The month after."""
        self._to(moved(self.period, 1))

    def _to(self, period: Period) -> None:
        self.period = period
        self.reload()

    def action_period(self) -> None:
        """Another period."""

        def told(text: str | None) -> None:
            found = None if text is None else read_period(text)
            if found is not None:
                self._to(found)

        def wrong(text: str) -> str | None:
            return None if read_period(text) else self.tr("complaints.figures.no_period")

        heading, label = self.tr("keys.period"), self.tr("complaints.figures.period")
        start = f"{self.period[0]} {self.period[1]}"
        self.app.push_screen(AskText(heading, label, lang=self.lang, check=wrong, value=start), told)
