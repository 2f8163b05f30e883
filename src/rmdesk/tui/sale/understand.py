"""Whether the client understood: a wrong answer leads back to the paragraph that holds the right one (SUIT-22)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rmdesk.desk import selling
from rmdesk.faces.sale.status import recording_due
from rmdesk.formpack.disclosure import Understanding
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.sale.disclose import DiscloseScreen
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.options import Options
from rmdesk.tui.sale.recording import RecordingScreen


class UnderstandScreen(SaleScreen):
    """One question; a press answers it."""

    table = "understand"
    measured = True
    hugs = "#question"
    BINDINGS = bindings(of_screen("understand"))

    def content(self) -> ComposeResult:
        """Heading, question, options."""
        yield Static("", id="heading", markup=False)
        with VerticalScroll(id="question", can_focus=False):
            yield Prose(id="asked", classes="para")
            yield Options()
        yield Static(self.tr("sale.understand.hint"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """The first question that was not answered rightly."""
        self.questions = self.got(selling.questions(self.desk, self.sale_id)) or ()
        self._show()

    questions: tuple[Understanding, ...] = ()

    def due(self) -> Understanding | None:
        """The first question that was not answered rightly."""
        right = {one.question for one in self.view.sale.understood if one.right}
        return next((one for one in self.questions if one.id not in right), None)

    def _show(self) -> None:
        question = self.due()
        if question is None:
            self._through()
            return
        at = self.questions.index(question) + 1
        self.query_one("#heading", Static).update(self.tr("sale.understand.heading", at=at, of=len(self.questions)))
        self.query_one("#asked", Prose).show([(question.text.of(self.lang), "strong")])
        options = self.query_one(Options)
        options.show([(one.key, one.text.of(self.lang)) for one in question.options], "", several=False)
        options.focus()

    @on(Options.Picked)
    def _picked(self, event: Options.Picked) -> None:
        event.stop()
        question = self.due()
        if question is None:
            return
        answered = self.got(selling.answer(self.desk, self.sale_id, question.id, event.letters))
        if answered is None or self.reload() is None:
            return
        if answered.right:
            self._show()
        else:
            self.to(DiscloseScreen(self.view, again=question.item))
            self.app.notify(self.tr("sale.understand.wrong"), markup=False, timeout=5)

    def _through(self) -> None:
        """All answered: on to what is due."""
        if self.questions and recording_due(self.view):
            self.to(RecordingScreen(self.view))
        else:
            self.go_on()
