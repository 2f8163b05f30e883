"""What came near its end, or passed it, while the program was closed: said once, at the unlock (COMP-05, COMP-06)."""

from textual import on
from textual.app import ComposeResult

from rmdesk.desk.complaints import board
from rmdesk.desk.complaints.board import Crossing
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.faces.nearness import how_near
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import Dialog
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.rows import Column, Row, Rows


def say_passed_warnings(app: DeskApp) -> None:
    """Say it over the desk, if there is anything to say; Enter on a row opens the case."""
    found = board.passed_warnings(app.desk)
    if isinstance(found, Refused) or not found:
        return

    def chosen(case_id: str | None) -> None:
        if case_id is not None:
            app.go(routes.CaseFile(case_id))

    app.push_screen(Crossed(app.desk, latest(found), lang=app.lang), chosen)


def latest(found: tuple[Crossing, ...]) -> tuple[Crossing, ...]:
    """Of each clock of a case the last point that was crossed: it says the most."""
    last = {(one.line.id, one.rule, one.due): one for one in found}
    return tuple(sorted(last.values(), key=lambda one: (not _passed(one), one.at, one.line.no)))


def _passed(one: Crossing) -> bool:
    return one.days is None and one.hours is None


class Crossed(Dialog[str]):
    """One row a clock: when, which case, what is due. Gives the id of the case that was opened."""

    CSS = "Crossed .dialog { width: 84; max-width: 100%; } Crossed Rows { height: auto; }"

    def __init__(self, desk: Desk, found: tuple[Crossing, ...], *, lang: Lang) -> None:
        """`found` is not empty."""
        super().__init__(tr(lang, "complaints.crossed.heading", count=len(found)), lang=lang)
        self.desk = desk
        self.found = found

    def content(self) -> ComposeResult:
        """What it is about, and the list."""
        yield Prose((tr(self.lang, "complaints.crossed.text"), ""), classes="text")
        columns = (
            Column(tr(self.lang, "complaints.crossed.at"), 11),
            Column(tr(self.lang, "complaints.column.no"), 6),
            Column(tr(self.lang, "complaints.column.name"), 6, grow=1),
            Column(tr(self.lang, "complaints.column.what"), 8, grow=2),
            Column(tr(self.lang, "complaints.column.due"), 12),
            Column(tr(self.lang, "complaints.column.rule"), 7),
        )
        yield Rows(columns, id="crossed")

    def keys(self) -> str:
        """Enter opens, Esc leaves."""
        return tr(self.lang, "complaints.crossed.keys")

    def on_mount(self) -> None:
        """What has passed first."""
        rows = self.query_one(Rows)
        rows.show([self._row(at, one) for at, one in enumerate(self.found)])
        rows.styles.height = min(len(self.found) + 1, 11)
        rows.focus()

    def _row(self, at: int, one: Crossing) -> Row:
        late = _passed(one)
        when = how_near(self.desk, one.due, self.lang)
        name = one.clock.of(self.lang)
        cells = (f"{one.at:%m-%d %H:%M}", one.line.no, one.line.name, name, when, one.rule)
        return Row(str(at), cells, sign="!" if late else "", tone="late" if late else "", hot=(4,) if late else ())

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.dismiss(self.found[int(event.row.key)].line.id)
