"""What stands in the way of a sale, and why: something is missing, or expired meanwhile. One key leads there."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from rmdesk.domain.sale import Step
from rmdesk.faces.sale.status import expired, field_of, waits_for_level, worked_on
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.prose import Prose
from rmdesk.tui.kit.refusal_box import RefusalBox
from rmdesk.tui.sale.assessing import to_assessment
from rmdesk.tui.sale.frame import SaleScreen


class HaltScreen(SaleScreen):
    """Reasons in the words of the rules."""

    table = "sale"
    measured = True
    hugs = ".grow"
    BINDINGS = bindings(of_screen("sale"))

    @property
    def due(self) -> Step:
        """The step that F10 leads to: where nothing is chosen yet, an assessment that most products wait for."""
        return "assess" if waits_for_level(self.view) else self.view.status.current

    def content(self) -> ComposeResult:
        """Heading, reasons, the way on."""
        name = self.desk.pack.label("step", self.due, self.lang)
        again = expired(self.view) and any(worked_on(self.view, one) for one in ("match", "disclose", "confirm"))
        kind = "expired" if again else "due"
        reasons = waits_for_level(self.view) or self.view.status.missing[self.due]
        yield Static(self.tr(f"sale.halt.{kind}", step=name), id="heading", markup=False)
        with Vertical(classes="grow"):
            yield RefusalBox([self.desk_app.say(one) for one in reasons])
            if self.due == "assess":
                yield Prose((self.tr("sale.halt.unassessed"), ""), classes="next")
        yield Static(self.tr("sale.halt.hint", step=name), classes="hint", markup=False)

    def action_open(self) -> None:
        """The same as F10: there is but one way on."""
        self.action_next()

    def f10(self) -> str:
        """On to the step that is due."""
        return "keys.f10.go_on"

    def action_next(self) -> None:
        """To the step that is due."""
        client_id = self.view.sale.client_id
        if self.due == "know":
            key = next((found for one in self.view.status.missing["know"] if (found := field_of(one))), "")
            self.desk_app.go(routes.EditFile(client_id, self.sale_id, key), instead=True)
        elif self.due == "assess":
            to_assessment(self)
        else:
            self.go(routes.SaleStep(self.sale_id))

    def action_unassessed(self) -> None:
        """To the match as the client is: what fits everybody needs no assessment (SUIT-24)."""
        self.go(routes.SaleWish(self.sale_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only an assessment can be done without."""
        if action == "unassessed":
            return self.due == "assess"
        return super().check_action(action, parameters)
