"""All indicators of a period, by what they are about: sales stand under complaints and compliance, never alone."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.indicators import figures, reporting
from rmdesk.desk.indicators.figures import Shown
from rmdesk.desk.indicators.saying import figure_text, state_text
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.faces.indicators import moved_text
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.indicators.indicator import IndicatorScreen
from rmdesk.tui.indicators.periods import GROUP, ReportedScreen
from rmdesk.tui.indicators.scorecard import ScorecardScreen
from rmdesk.tui.kit.dialogs import Choose
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines.period import month_of


class IndicatorsScreen(ReportedScreen):
    """Enter opens one with its formula, trend and rows."""

    table: ClassVar[str] = "indicators"
    BINDINGS = bindings(of_screen("indicators"))

    def body(self) -> ComposeResult:
        """The period, and the list."""
        yield Static("", id="heading", classes="title", markup=False)
        columns = (
            Column(self.tr("indicators.column.indicator"), 18, grow=3),
            Column(self.tr("indicators.column.value"), 14, align="right"),
            Column("", 1),
            Column(self.tr("indicators.column.previous"), 13, align="right", from_width=100),
            Column(self.tr("indicators.column.year_before"), 13, align="right", from_width=112),
            Column(self.tr("indicators.column.target"), 8, align="right"),
            Column(self.tr("indicators.column.n"), 6, align="right"),
            Column(self.tr("indicators.column.state"), 16, grow=1),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """The month that today is in."""
        self.period = month_of(self.desk_app.desk.today())
        self.reload()
        self.query_one(Rows).focus()

    def reload(self) -> None:
        """Ask the desk anew; where a long book must be counted for it, beside the screen."""
        period, known_on = self.period, self.known_on
        long = figures.takes_long(self.desk_app.desk, *period, known_on)
        self.query_one("#heading", Static).update(self.coming(self.heading, long=long))
        self.count(lambda desk: figures.listed(desk, *period, known_on=known_on), self._show, long=long)

    def _show(self, found: tuple[Shown, ...]) -> None:
        self.query_one("#heading", Static).update(self.heading)
        self.query_one(Rows).show(list(self._rows(found)), keep=True)

    def _rows(self, found: Iterable[Shown]) -> Iterator[Row]:
        group = ""
        for one in found:
            if one.indicator.group != group:
                group = one.indicator.group
                name = self.tr(f"indicators.group.{group}")
                yield Row(f"{GROUP}{group}", (name, *[""] * 7), tone="head")
            yield self._row(one)

    def _row(self, one: Shown) -> Row:
        each, lang = one.indicator, self.lang
        cells = (
            each.title.of(lang),
            figure_text(each, one.figure.value, lang),
            moved_text(one),
            figure_text(each, one.previous, lang),
            figure_text(each, one.year_before, lang),
            figure_text(each, each.target, lang),
            str(one.figure.n),
            state_text(one, lang),
        )
        if one.crossed:
            return Row(each.key, cells, sign="!", tone="late", hot=(1,))
        return Row(each.key, cells, tone="muted" if one.why is not None else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if not event.row.key.startswith(GROUP):
            self.app.push_screen(IndicatorScreen(event.row.key, self.period, self.known_on))

    def action_print(self) -> None:
        """The report of the period."""
        self.print_figures()

    def action_scorecards(self) -> None:
        """The figures of one manager: one's own, or whose is chosen."""
        found = reporting.managers(self.desk_app.desk)
        if isinstance(found, Refused):
            self.refuse(found)
            return

        def chosen(login: str | None) -> None:
            if login is not None:
                self.app.push_screen(ScorecardScreen(login, self.period, self.known_on))

        if len(found) == 1:
            chosen(found[0][0])
        else:
            options = [Option(login, name) for login, name in found]
            self.app.push_screen(Choose(self.tr("keys.about.scorecards"), "", options, lang=self.lang), chosen)
