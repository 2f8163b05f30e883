"""A screen over a period: the arrows change the month, one key asks for another, one for the day as known on."""

from datetime import date

from rmdesk.domain.fields import read_date
from rmdesk.tui.kit.dialogs import AskText
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.lines.period import Period, moved, read_period


class PeriodScreen(DeskScreen):
    """`period` is what it shows, `known_on` the day as known on which (None: now); `reload` asks the desk anew."""

    period: Period
    known_on: date | None = None

    def reload(self) -> None:
        """Ask the desk anew."""
        raise NotImplementedError

    def action_earlier(self) -> None:
        """The month before."""
        self._to(moved(self.period, -1))

    def action_later(self) -> None:
        """The month after, up to the one that runs: of months to come there is nothing to count."""
        after = moved(self.period, 1)
        if after[0] <= self.desk_app.desk.today():
            self._to(after)

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
            found = read_period(text)
            if found is not None and found[0] > self.desk_app.desk.today():
                return self.tr("complaints.figures.to_come")
            return None if found else self.tr("complaints.figures.no_period")

        heading, label = self.tr("keys.period"), self.tr("complaints.figures.period")
        start = f"{self.period[0]} {self.period[1]}"
        self.app.push_screen(AskText(heading, label, lang=self.lang, check=wrong, value=start), told)

    def action_as_known(self) -> None:
        """As known on a day; today is what is known now."""
        today = self.desk_app.desk.today()

        def told(text: str | None) -> None:
            day = read_date(text or "")
            if day is not None:
                self.known_on = None if day >= today else day
                self.reload()

        def wrong(text: str) -> str | None:
            return None if read_date(text) else self.tr("complaints.figures.no_day")

        heading, label = self.tr("keys.as_known"), self.tr("complaints.figures.as_known")
        value = (self.known_on or today).isoformat()
        self.app.push_screen(AskText(heading, label, lang=self.lang, check=wrong, value=value), told)
