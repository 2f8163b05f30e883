"""Papers out, papers back, countersigned, reviewed, filed (SALE-03, SALE-08, SALE-09, SALE-13)."""

from collections.abc import Callable, Iterator, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import confirming, guarding, selling
from rmdesk.desk.guarding import Proof
from rmdesk.desk.sales import View
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale_signing import unprinted_papers
from rmdesk.faces.lines import Line
from rmdesk.faces.sale.checks import Checks
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.dialogs import Confirm
from rmdesk.tui.kit.record_fields import line
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.lines import beside
from rmdesk.tui.sale.archive import AskShelf
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.papers import choose_print, folder_of, print_set_of
from rmdesk.tui.sale.recording import RecordingScreen


class ConfirmScreen(SaleScreen):
    """One line for each thing that must be there. F10 does the next one that the desk can do."""

    table = "confirm"
    measured = True
    hugs = "#checks"
    BINDINGS = bindings(of_screen("confirm"))

    def content(self) -> ComposeResult:
        """Heading, lines, where the files are, what is next."""
        yield Static("", id="heading", markup=False)
        yield Rows((Column("", 20, grow=1), Column("", 22)), header=False, numbered=True, id="checks")
        yield Static("", id="where", classes="note", markup=False)
        yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Fill it."""
        self._show()
        self.query_one(Rows).focus()

    @property
    def checks(self) -> Checks:
        """The lines as the sale stands."""
        return Checks(self.desk, self.view, self.lang)

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The recording's reference, while it is due."""
        if any(one.key == "recording" for one in self.checks.lines()) and self.view.sale.recording is None:
            yield self.tr("sale.confirm.note_recording"), self._note_recording

    def came_back(self) -> None:
        """A recording may have been noted, a wait may be over."""
        self._again()

    def beside(self, cells: int) -> Sequence[Line]:
        """The outline of the paper pointed at, before what is bought and the client."""
        row = self.query_one(Rows).row
        numbers = {f"paper:{one.kind}": one.number for one in self.view.sale.printed}
        paper = beside.paper_outline(self.desk_app, numbers[row.key]) if row is not None and row.key in numbers else []
        return [*paper, *([Line("")] if paper else []), *super().beside(cells)]

    def printed(self) -> None:
        """The papers were printed."""
        self._again()

    def _again(self) -> None:
        if self.reload() is not None:
            self._show()

    def _show(self) -> None:
        checks = self.checks
        rows = [Row(one.key, one.texts, sign=one.sign, tone=one.tone, ticked=one.ticked) for one in checks.lines()]
        self.query_one("#heading", Static).update(checks.heading)
        self.query_one(Rows).show(rows, keep=True)
        folder = folder_of(self)
        written = bool(self.view.sale.printed) and folder.is_dir()  # what went to a printer lies nowhere
        where = self.tr("sale.papers.where", folder=folder) if written else ""
        self.query_one("#where", Static).update(where)
        self.query_one("#hint", Static).update(self.tr(f"sale.confirm.hint.{self.checks.due()}"))
        self.refresh_keys()

    # what a line does
    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        event.stop()
        key = event.row.key
        if key == "all":
            self._returned(self.view.context.demands.signed_papers, seen=self.view.sale.sentence_seen)
        elif key == "scanned":
            self._returned((*self.view.sale.returned, *self.checks.scanned()), seen=self.view.sale.sentence_seen)
        elif key.startswith("paper:"):
            self._paper(key.removeprefix("paper:"))
        elif key == "sentence":
            self._returned(self.view.sale.returned, seen=not self.view.sale.sentence_seen)
        elif key == "recording":
            self._note_recording()
        elif key == "assessment":
            self._look_at_assessment()
        elif key == "order":
            self._note_order()
        elif key.startswith("document:"):
            self._show_documents()
        elif key == "countersign":
            self._countersign()
        elif key == "review":
            self._review()

    def _show_documents(self) -> None:
        """The client reads the versions in force; then that is kept with the sale."""

        def show() -> View | Refused:
            return selling.show_documents(self.desk, self.sale_id)

        def answered(answer: str | None) -> None:
            if answer == "yes" and self.now(show()) is not None:
                self._show()

        if not self.went(guarding.foreseen(self.desk, show)):
            return
        heading, text = self.tr("sale.documents.heading"), self.tr("sale.documents.show")
        self.desk_app.push_screen(Confirm(heading, text, lang=self.lang), answered)

    def _paper(self, kind: str) -> None:
        if kind in unprinted_papers(self.view.sale, self.view.context):
            print_set_of(self)
        elif kind in self.view.context.demands.signed_papers:
            kinds = {*self.view.sale.returned} ^ {kind}
            self._returned(tuple(kinds), seen=self.view.sale.sentence_seen)

    def _returned(self, kinds: tuple[str, ...], *, seen: bool) -> None:
        if self.now(confirming.papers_returned(self.desk, self.sale_id, kinds, sentence_seen=seen)) is not None:
            self._show()

    def _note_recording(self) -> None:
        if self.view.sale.recording is None:
            self.to(RecordingScreen(self.view))

    def _note_order(self) -> None:
        """Ask for the order's number."""
        order, sale = self.view.sale.order, self.view.sale

        def note(values: Values, _: Proof | None) -> View | Refused:
            return confirming.note_order(self.desk, self.sale_id, values["number"])

        record = Record(
            act="sale.confirm.note_order",
            about=sale.no,
            place=routes.Sale(self.sale_id),
            fields=(line("number", self.tr("sale.confirm.order_number"), confirming.MOST_ORDER),),
            do=note,
            then=lambda _: self._again(),
            values={} if order is None else {"number": order.number},
            client_id=sale.client_id,
        )
        ask_record(self.desk_app, record)

    def action_print(self) -> None:
        """Ask what is to be printed, and where to."""
        choose_print(self)

    def _countersign(self) -> None:
        if self.view.sale.countersigned is None and self.now(confirming.countersign(self.desk, self.sale_id)):
            self._show()

    def f10(self) -> str:
        """What comes next."""
        return f"keys.f10.{self.checks.due()}"

    def action_next(self) -> None:
        """The next thing that the desk can do."""
        due = self.checks.due()
        if due == "print":
            print_set_of(self)
        elif due in ("returned", "countersign"):
            self._countersign()
        elif due == "assessment":
            self._look_at_assessment()
        elif due == "review":
            self._review()
        elif due == "order":
            self._note_order()
        else:
            self._archive()

    # the second person
    def _look_at_assessment(self) -> None:
        """A flagged one, as it was taken: a reviewer accepts it there."""
        if self.view.context.assessment is not None:
            self.desk_app.go(routes.TakenAssessment(self.view.context.assessment.id))

    def _review(self) -> None:
        """To what he looks at first."""
        if self.view.sale.waits_for_review:
            self.go(routes.SaleReview(self.sale_id))

    # the end
    def _archive(self) -> None:
        heading, label = self.tr("sale.confirm.archive"), self.tr("sale.confirm.shelf")
        self.desk_app.push_screen(AskShelf(heading, label, lang=self.lang, max_length=60), self._archived)

    def _archived(self, shelf: str | None) -> None:
        if shelf is not None and self.now(confirming.archive(self.desk, self.sale_id, shelf)) is not None:
            self.go_on()
