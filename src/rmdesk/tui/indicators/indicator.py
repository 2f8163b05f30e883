"""One indicator: what it says and how it is counted, its months as bars, and the rows that make it."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk.indicators import correlating, crossing, figures
from rmdesk.desk.indicators.figures import Detail, Line, Point
from rmdesk.desk.indicators.saying import (
    begun_text,
    correlation_text,
    figure_text,
    improved_text,
    number_text,
    state_text,
)
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import cut, fit, width
from rmdesk.faces.indicators import bar, marked
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.indicators.periods import ReportedScreen
from rmdesk.tui.kit.columns import NEVER
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.record_fields import prose
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines.period import Period

_NOTE_LONG = 400
_FEW = 4  # entries that are measured by it
_FIGURE = 15  # cells of a month's figure
_BEFORE = len("2026-10") + 2 + _FIGURE + 2  # cells before its bar
_OPENS = {
    "sale": routes.Sale,
    "case": routes.CaseFile,
    "client": routes.ClientFile,
    "entry": routes.RegisterEntry,
}


class IndicatorScreen(ReportedScreen):
    """Enter on a row opens what it is about."""

    table: ClassVar[str] = "indicator"
    BINDINGS = bindings(of_screen("indicator"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "indicators.tcss"

    def __init__(self, key: str, period: Period, known_on: date | None = None, of: str = "") -> None:
        """`key` is the indicator's; `of` a manager (login), whose work alone is seen."""
        super().__init__()
        self.key = key
        self.of = of
        self.period = period
        self.known_on = known_on
        self.seen: Detail | None = None

    def body(self) -> ComposeResult:
        """The figure, the formula, the months, the rows."""
        yield Static("", id="heading", classes="title", markup=False)
        yield Prose(id="figure")
        yield Prose(id="formula", tight=True)
        yield Static("", id="trend", markup=False)
        yield Rows(self._columns(()), empty=self.tr("indicators.why.empty"))

    def _columns(self, rows: Iterable[Line]) -> tuple[Column, ...]:
        """Number and day; a value, and whether it is in the numerator of a share, where the rows have any."""
        seen = tuple(rows)
        valued, shared = any(one.number is not None for one in seen), any(one.part is not None for one in seen)
        return (
            Column(self.tr("indicators.column.no"), 14, grow=0 if valued else 1),
            Column(self.tr("indicators.column.day"), max([10, *(width(self._day(one)) for one in seen)])),
            Column(self.tr("indicators.column.of_row"), 12, grow=1, align="right", from_width=0 if valued else NEVER),
            Column(self.tr("indicators.column.counts"), 9, from_width=0 if shared else NEVER),
        )

    def on_mount(self) -> None:
        """Count."""
        self.reload()
        self.query_one(Rows).focus()

    def refit(self) -> None:
        """The bars follow the screen."""
        if self.seen is not None:
            self.query_one("#trend", Static).update("\n".join(self._trend(self.seen)))

    def reload(self) -> None:
        """Count anew."""
        key, period, known_on, of = self.key, self.period, self.known_on, self.of
        long = figures.part_takes_long(self.desk_app.desk)
        self._entitle(long=long)
        if long and self.at_once:
            self._blank()
        self.count(lambda desk: figures.detail(desk, key, *period, known_on, of), self._show, long=long)

    def _blank(self) -> None:
        """Figures of other days do not stand under the heading of these."""
        self.seen = None
        for name in ("#figure", "#formula"):
            self.query_one(name, Prose).update("")
        self.query_one("#trend", Static).update("")
        self.query_one(Rows).empty = self.tr("common.long.book")
        self.query_one(Rows).show([])

    def _entitle(self, *, long: bool) -> None:
        whose = f"{name_of(self.desk_app.desk.store, self.of)} · " if self.of else ""
        one = self.desk_app.desk.pack.indicators.named(self.key)
        title = self.key if one is None else one.title.of(self.lang)
        heading = self.coming(f"{whose}{title} · {self.heading}", long=long)
        self.query_one("#heading", Static).update(cut(heading, self.size.width - 2))

    def _show(self, found: Detail) -> None:
        self.seen = found
        self.query_one(Rows).empty = self.tr("indicators.why.empty")
        self._entitle(long=False)
        one = found.shown.indicator
        figure = self.query_one("#figure", Prose)
        figure.update(" · ".join(self._figure(found)))
        figure.set_class(found.shown.crossed, "-late")
        self.query_one("#formula", Prose).show(
            [(line, "") for line in (*self._formula(found), *improved_text(one, found.improved[:_FEW], self.lang))]
        )
        self.query_one("#trend", Static).update("\n".join(self._trend(found)))
        self.query_one(Rows).set_columns(self._columns(found.rows))
        self.query_one(Rows).show([self._row(one, each) for each in found.rows])

    def _figure(self, found: Detail) -> Iterator[str]:
        """The figure, its lines, and those that must stand beside it."""
        shown, lang = found.shown, self.lang
        one = shown.indicator
        if shown.why is None:
            yield f"{'! ' if shown.crossed else ''}{figure_text(one, shown.figure.value, lang)}"
        if said := state_text(shown, lang):
            yield said
        yield f"{self.tr('indicators.column.n')} {shown.figure.n}"
        for name in ("target", "warning"):
            line = getattr(one, name)
            if line is not None:
                yield f"{self.tr(f'indicators.column.{name}')} {figure_text(one, line, lang)}"
        for name in ("previous", "year_before"):
            was = getattr(shown, name)
            if was is not None:
                yield f"{self.tr(f'indicators.column.{name}')} {figure_text(one, was, lang)}"
        for each in found.beside:
            yield f"{each.indicator.title.of(lang)} {figure_text(each.indicator, each.figure.value, lang)}"

    def _formula(self, shown: Detail) -> Iterator[str]:
        """How it is counted, what was said of a crossed line, and how it went together with what it is held against."""
        yield shown.shown.indicator.formula.of(self.lang)
        if (said := shown.answer) is not None:
            who = name_of(self.desk_app.desk.store, said.by)
            line = self.tr("indicators.answered", on=said.day, who=who, note=" ".join(said.note.split()))
            yield cut(line, self.size.width - 2)
        found = None if self.known_on else correlating.with_outcome(self.desk_app.desk, self.key, *self.period)
        if found is not None and not isinstance(found, Refused):
            yield correlation_text(found, self.lang)
            if found.found.r is not None:
                yield self.tr("indicators.together.caution")

    def _trend(self, found: Detail) -> Iterator[str]:
        """A month a line: its bar as long as the figure, the target as a mark on the way; what began then to better
        it stands at the end."""
        one = found.shown.indicator
        most = max([*(point.figure.value or Decimal(0) for point in found.trend), one.target or Decimal(0)])
        begun = [begun_text(found.improved, point.period, self.lang) for point in found.trend]
        room = max(8, self.size.width - _BEFORE - max(map(width, begun)) - 6)
        for point, what in zip(found.trend, begun, strict=True):
            yield f"{fit(self._month(one, point, most, room), _BEFORE + room + 1)}  {what}".rstrip()

    def _month(self, one: Indicator, point: Point, most: Decimal, room: int) -> str:
        drawn = bar(point.figure.value, most, room)
        if one.target:
            drawn = marked(drawn, int(one.target * room / most))
        value = figure_text(one, point.figure.value, self.lang)
        return f"{point.period.start:%Y-%m}  {fit(value, _FIGURE, 'right')}  {drawn}"

    # what follows
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A line that was not crossed, or not yet, is not answered."""
        if action == "answer_crossing":
            if self.seen is None or not self.seen.shown.crossed or self.seen.shown.open:
                return False
            if self.known_on is not None or self.of:  # of the past, or of one manager: the line is the branch's
                return False
            return self.desk_app.may("indicators.answer")
        if action == "follow_up":
            return bool(self.desk_app.desk.pack.indicators.opens)
        return super().check_action(action, parameters)

    def action_answer_crossing(self) -> None:
        """Say what follows from a figure beyond the line."""
        if self.seen is None:
            return
        shown, app = self.seen.shown, self.desk_app

        def keep(values: Values, _: object) -> Refused | None:
            return crossing.answer(app.desk, self.key, shown.period.start, values["note"])

        said = "\n".join((" · ".join(self._figure(self.seen)), shown.indicator.formula.of(self.lang)))
        place = routes.Indicator(self.key, shown.period.start.isoformat())
        fields = (prose("note", self.tr("indicators.answer"), _NOTE_LONG),)
        values = {} if self.seen.answer is None else {"note": self.seen.answer.note}
        record = Record(
            "indicators.answer_act", shown.indicator.title, place, fields, keep, lambda _: self.reload(), values=values,
            said=said,
        )  # fmt: skip
        ask_record(app, record)

    def action_follow_up(self) -> None:
        """Begin an entry in the register in which crossed lines are followed up: what crossed stands there."""
        app = self.desk_app
        app.go(routes.NewEntry(app.desk.pack.indicators.opens, about="branch", noted=self._crossed()))

    def _crossed(self) -> str:
        """Indicator, value, line and month; "" where no line was crossed."""
        shown = None if self.seen is None else self.seen.shown
        if shown is None or not shown.crossed:
            return ""
        one = shown.indicator
        value, warning = (figure_text(one, each, self.lang) for each in (shown.figure.value, one.warning))
        said = self.tr("indicators.report.beyond", title=one.title.of(self.lang), value=value, warning=warning)
        return f"{shown.period.start:%Y-%m} {said}"

    def _row(self, one: Indicator, row: Line) -> Row:
        number = "" if row.number is None else number_text(one, row.number, self.lang)
        counted = "" if row.part is None else "✓" if row.part else "–"
        return Row(row.key, (row.no, self._day(row), number, counted), tone="muted" if row.part is False else "")

    def _day(self, row: Line) -> str:
        """The day that counts; in its place that the row is not shown to whom its case is about."""
        if row.day is None:
            return "" if row.key or row.no == "—" else self.tr("indicators.restricted")
        return row.day.isoformat()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        kind, _, id = event.row.key.partition(":")
        if id and kind in _OPENS:
            self.desk_app.go(_OPENS[kind](id))
