"""The figures of a period: how many, about what, how quickly; now, or as they were known on a day."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from rmdesk.desk.complaints import figures, statistics
from rmdesk.desk.complaints.letters import Sent
from rmdesk.desk.complaints.statistics import DIMENSIONS, Statistics
from rmdesk.domain.fields import one_of
from rmdesk.domain.refusal import Refused
from rmdesk.faces.cells import packed
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.complaints.chart import BarPlot
from rmdesk.tui.complaints.figure_cases import FigureCasesScreen
from rmdesk.tui.complaints.letters import FOLDER
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines.period import Period, end_of, month_of, moved
from rmdesk.tui.lines.period_screen import PeriodScreen

TREND = "trend"
_MONTHS = 6


class FiguresScreen(PeriodScreen):
    """What is counted at the left, the counts beside it; Enter leads to the cases behind a count."""

    table: ClassVar[str] = "figures"
    BINDINGS = bindings(of_screen("figures"))
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "complaints.tcss"

    def __init__(self) -> None:
        """Nothing is counted yet."""
        super().__init__()
        self.seen: Statistics | None = None

    def body(self) -> ComposeResult:
        """Period and overview; dimensions, counts, bars."""
        yield Static("", id="heading", markup=False)
        yield Static("", id="overview", markup=False)
        with Horizontal(id="parts"):
            yield Rows((Column("", 8, grow=1),), header=False, id="dimensions")
            with VerticalScroll(id="counts", can_focus=False), Horizontal(id="counted"):
                columns = (Column("", 10, grow=1), Column("", 4, align="right"), Column("", 6, align="right"))
                yield Rows(columns, header=False, empty=self.tr("letters.none"), id="keys")
                yield BarPlot(id="bars")

    def on_mount(self) -> None:
        """The month that today is in."""
        self.period = month_of(self.desk_app.desk.today())
        names = [Row(name, (self.tr(f"letters.by_{name}"),)) for name in DIMENSIONS]
        names.append(Row(TREND, (self.tr("complaints.figures.trend"),)))
        self.query_one("#dimensions", Rows).show(names)
        self.reload()
        self.query_one("#dimensions").focus()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = self._figures(self.period)
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.seen = found
        self.query_one("#heading", Static).update(self._heading(found))
        self._show_overview()
        self._show()

    def on_resize(self) -> None:
        """No figure stands apart from its name."""
        self._show_overview()

    def _show_overview(self) -> None:
        if self.seen is not None:
            told = (f"{label} {value}" for label, value in figures.overview(self.seen, self.lang))
            self.query_one("#overview", Static).update("\n".join(packed(told, self.room)))

    def _figures(self, period: Period) -> Statistics | Refused:
        desk = self.desk_app.desk
        known = None if self.known_on is None or self.known_on >= desk.today() else end_of(desk, self.known_on)
        return statistics.statistics(desk, *period, known)

    def _heading(self, found: Statistics) -> str:
        key = "complaints.figures.now" if self.known_on is None else "complaints.figures.known"
        period = self.tr("letters.report_period", start=found.start, end=found.end)
        return f"{period} · {self.tr(key, day=self.known_on)}"

    # what is counted
    @property
    def dimension(self) -> str:
        """What is pointed at."""
        row = self.query_one("#dimensions", Rows).row
        return DIMENSIONS[0] if row is None else row.key

    @on(Rows.Pointed, "#dimensions")
    def _pointed(self) -> None:
        self._show()

    def _show(self) -> None:
        if self.seen is None:
            return
        keys, bars = self.query_one("#keys", Rows), self.query_one(BarPlot)
        keys.display = self.dimension != TREND
        self.query_one("#counted").set_class(self.dimension == TREND, "-trend")
        if self.dimension == TREND:
            labels, counts = self._trend()
            bars.show_columns(labels, counts)
            return
        name = one_of(DIMENSIONS, self.dimension)
        counted = self.seen.by[name]
        shown = figures.rows(self.desk_app.desk, self.seen, name, self.lang)
        keys.show([Row(key, cells) for (key, _), cells in zip(counted, shown, strict=True)])
        keys.styles.height = max(1, len(counted))
        bars.show_rows([count for _, count in counted])

    def _trend(self) -> tuple[list[str], list[int]]:
        """Complaints received in the month that the period ends in, none ahead of today, and the months before it."""
        last = month_of(max(self.period[0], min(self.period[1], self.desk_app.desk.today())))
        months = [moved(last, by) for by in range(1 - _MONTHS, 1)]
        found = [self._figures(month) for month in months]
        counts = [0 if isinstance(one, Refused) else one.complaints for one in found]
        return [f"{month[0]:%Y-%m}" for month in months], counts

    # walking
    @on(Rows.Opened, "#dimensions")
    def _into(self) -> None:
        keys = self.query_one("#keys", Rows)
        if keys.display and keys.rows:
            keys.focus()

    @on(Rows.Opened, "#keys")
    def _figure_cases(self, event: Rows.Opened) -> None:
        if self.seen is None:
            return
        name = one_of(DIMENSIONS, self.dimension)
        known = None if self.known_on is None else self.seen.known_at
        found = statistics.figure_cases(self.desk_app.desk, self.seen.start, self.seen.end, name, event.row.key, known)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            title = f"{self.tr(f'letters.by_{name}')} · {event.row.cells[0]}"
            self.app.push_screen(FigureCasesScreen(title, found))

    def leaving(self) -> bool:
        """Esc first goes back to what is counted."""
        if self.query_one("#keys").has_focus:
            self.query_one("#dimensions").focus()
            return False
        return True

    # on paper
    def action_csv(self) -> None:
        """The figures as CSV."""
        if self.seen is not None:
            written = figures.write_csv(self.desk_app.desk, self.seen, self.desk_app.desk.folder / FOLDER, self.lang)
            self._tell(written)

    def action_print(self) -> None:
        """The report of the month that the period begins in, as known now."""
        first, desk = self.period[0], self.desk_app.desk
        sent = figures.print_month(desk, first.year, first.month, desk.folder / FOLDER, self.lang)
        self._tell(sent.path if isinstance(sent, Sent) else sent)

    def _tell(self, written: Path | Refused) -> None:
        if isinstance(written, Refused):
            self.refuse(written)
        else:
            text = self.tr("complaints.letters.where", path=written)
            self.app.push_screen(Message(self.tr("complaints.figures.written"), text, lang=self.lang))
