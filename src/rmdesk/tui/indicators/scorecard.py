"""One manager's figures with the branch's beside them: sales under complaints and compliance, never alone."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.indicators import figures, reporting
from rmdesk.desk.indicators.reports import Line, Report
from rmdesk.desk.indicators.saying import figure_text, state_text
from rmdesk.desk.people_rows import name_of
from rmdesk.faces.indicators import AGAINST, against, moved_text
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.indicators.indicator import IndicatorScreen
from rmdesk.tui.indicators.periods import GROUP, ReportedScreen
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines.period import Period


class ScorecardScreen(ReportedScreen):
    """Enter opens the rows that make a figure; F8 prints it."""

    table: ClassVar[str] = "scorecard"
    BINDINGS = bindings(of_screen("scorecard"))

    def __init__(self, login: str, period: Period, known_on: date | None) -> None:
        """`login` is the manager's."""
        super().__init__()
        self.login = login
        self.period = period
        self.known_on = known_on

    def body(self) -> ComposeResult:
        """Whose, when, and the list."""
        yield Static("", id="heading", classes="title", markup=False)
        columns = (
            Column(self.tr("indicators.column.indicator"), 17, grow=3),
            Column(self.tr("indicators.column.value"), 10, align="right"),
            Column("", 1),
            Column(self.tr("indicators.column.target"), AGAINST),
            Column(self.tr("indicators.column.previous"), 12, align="right", from_width=100),
            Column(self.tr("indicators.column.branch"), 10, align="right"),
            Column(self.tr("indicators.column.n"), 4, align="right"),
            Column(self.tr("indicators.column.state"), 12, grow=1),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """Count."""
        self.reload()
        self.query_one(Rows).focus()

    def reload(self) -> None:
        """Count anew."""
        login, period, known_on = self.login, self.period, self.known_on
        long = figures.part_takes_long(self.desk_app.desk)
        whose = name_of(self.desk_app.desk.store, login)
        self.query_one("#heading", Static).update(self.coming(f"{whose} · {self.heading}", long=long))
        self.count(lambda desk: reporting.scorecard(desk, login, *period, known_on), self._show, long=long)

    def _show(self, found: Report) -> None:
        self.query_one("#heading", Static).update(f"{found.of} · {self.heading}")
        self.query_one(Rows).show(list(self._rows(found)), keep=True)

    def _rows(self, found: Report) -> Iterator[Row]:
        group = ""
        for line in found.lines:
            if line.shown.indicator.group != group:
                group = line.shown.indicator.group
                yield Row(f"{GROUP}{group}", (self.tr(f"indicators.group.{group}"), *[""] * 7), tone="head")
            yield self._row(line, found)

    def _row(self, line: Line, found: Report) -> Row:
        one, lang = line.shown, self.lang
        each = one.indicator
        cells = (
            each.title.of(lang),
            figure_text(each, one.figure.value, lang),
            moved_text(one),
            against(one.figure.value, each.warning if each.target is None else each.target),
            figure_text(each, one.previous, lang),
            figure_text(each, found.branch.get(each.key), lang),
            str(one.figure.n),
            state_text(one, lang),
        )
        if one.crossed:
            return Row(each.key, cells, sign="!", tone="late", hot=(1,))
        return Row(each.key, cells, tone="muted" if one.why is not None else "")

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if not event.row.key.startswith(GROUP):
            self.app.push_screen(IndicatorScreen(event.row.key, self.period, self.known_on, self.login))

    def action_print(self) -> None:
        """On paper, with the CSV beside it."""
        self.print_figures(self.login)
