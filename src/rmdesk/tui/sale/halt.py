"""What stands in the way of a sale, and why: something is missing, or expired meanwhile. One key leads there."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.faces.sale.status import expired, field_of, worked_on
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.result import ResultScreen


class HaltScreen(SaleScreen):
    """Reasons in the words of the rules."""

    table = "sale"
    measured = True
    hugs = ".grow"
    BINDINGS = bindings(of_screen("sale"))

    def content(self) -> ComposeResult:
        """Heading, reasons, the way on."""
        step = self.view.status.current
        name = self.desk.pack.label("step", step, self.lang)
        again = expired(self.view) and any(worked_on(self.view, one) for one in ("match", "disclose", "confirm"))
        kind = "expired" if again else "due"
        yield Static(self.tr(f"sale.halt.{kind}", step=name), id="heading", markup=False)
        with Vertical(classes="grow"):
            yield RefusalBox([self.desk_app.say(one) for one in self.view.status.missing[step]])
        yield Static(self.tr("sale.halt.hint", step=name), classes="hint", markup=False)

    def action_open(self) -> None:
        """The same as F10: there is but one way on."""
        self.action_next()

    def action_next(self) -> None:
        """To the step that is due."""
        client_id, step = self.view.sale.client_id, self.view.status.current
        if step == "know":
            key = next((found for one in self.view.status.missing[step] if (found := field_of(one))), "")
            self.desk_app.go(routes.EditFile(client_id, self.sale_id, key), instead=True)
        elif step == "assess":
            self._assess(client_id)
        else:
            self.go(routes.SaleStep(self.sale_id))

    def _assess(self, client_id: str) -> None:
        """A level that was found but not confirmed needs the client's word, not new answers (SUIT-19)."""
        assessment = self.view.context.assessment
        if assessment is not None and any(one.rule == "SUIT-19" for one in self.view.status.missing["assess"]):
            self.to(ResultScreen(self.view.context.client, assessment, self.sale_id))
        else:
            self.desk_app.go(routes.Questionnaire(client_id, self.sale_id), instead=True)
